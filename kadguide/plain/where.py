"""Where linear text is called for. Kept apart, so that the screen does not load what it does not show."""

from __future__ import annotations

import os
from typing import TextIO


def is_plain_place(stream: TextIO) -> bool:
    """Whether ``stream`` calls for linear text: not a terminal, or a terminal that can do nothing else."""
    return not stream.isatty() or os.environ.get("TERM", "") in ("dumb", "unknown")
