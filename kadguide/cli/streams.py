"""Standard streams that never end the program."""

from __future__ import annotations

import sys


def prepare_streams() -> None:
    """UTF-8 everywhere but on a console that has another encoding; what cannot be said is said in plain signs or
    escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        encoding = stream.encoding if stream.isatty() else "utf-8"
        if not _is_unicode(encoding) or (stream is sys.stdout and stream.isatty() and _wants_plain(encoding)):
            from kadguide.glyphs import ERRORS, know_errors

            know_errors()
            stream.reconfigure(encoding="ascii" if _is_unicode(encoding) else encoding, errors=ERRORS)
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if hasattr(sys.stdin, "reconfigure"):
        console = sys.stdin.isatty() and not _is_unicode(sys.stdin.encoding)
        sys.stdin.reconfigure(encoding=sys.stdin.encoding if console else "utf-8", errors="replace")


def _is_unicode(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") in ("utf8", "utf16", "utf16le")


def _wants_plain(encoding: str) -> bool:
    """Whether the user, or the terminal, wants plain signs although the encoding has all."""
    import os

    from kadguide.config import load_settings
    from kadguide.glyphs import wants_plain

    return wants_plain(load_settings().glyphs, os.environ, encoding)
