"""Where linear text is called for. Kept apart, so that the screen does not load what it does not show."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def is_plain_place(stream: TextIO) -> bool:
    """Whether ``stream`` calls for linear text: not a terminal, or a terminal that can do nothing else."""
    return not stream.isatty() or os.environ.get("TERM", "") in ("dumb", "unknown")


def is_plain_console() -> bool:
    """Whether this process is to speak line by line: its output or its input is no terminal for a screen."""
    return is_plain_place(sys.stdout) or not sys.stdin.isatty()
