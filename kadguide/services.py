"""What the front ends are handed: the engine, the clock, and what is kept. Nothing here is opened at import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kadguide.answering.engine import Engine
from kadguide.exchange.document import now as this_moment
from kadguide.guiding.cases import CaseShelf, MemoryShelf


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a screen or a linear room works with."""

    engine: Engine
    now: Callable[[], datetime] = this_moment
    cases: CaseShelf = field(default_factory=MemoryShelf)
    """Where cases are kept; without another shelf until the program ends."""
