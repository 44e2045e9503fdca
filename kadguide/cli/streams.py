"""Standard streams that never end the program."""

from __future__ import annotations

import sys


def prepare_streams() -> None:
    """UTF-8 everywhere; what cannot be said in it is escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
