"""What the front ends are handed: the engine, and the clock. Nothing here is opened at import."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from kadguide.answering.engine import Engine
from kadguide.exchange.document import now as this_moment


class Services(NamedTuple):
    """Everything that a screen or a linear room works with."""

    engine: Engine
    now: Callable[[], datetime] = this_moment
