"""All-day events as an iCalendar file (RFC 5545), which calendars on phones and desks read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from kadguide import __version__

MOST_OCTETS = 75
"""Length of a line without its end, RFC 5545 section 3.1."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]")


class Event(NamedTuple):
    """Something on one day. The same ``uid`` is the same event when the file is read again."""

    uid: str
    day: date
    summary: str
    description: str


def calendar(events: Sequence[Event], made_at: datetime) -> str:
    """The file; at least one event makes it a valid one. Each event rings at nine in the morning of its day."""
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//kadguide//{__version__}//ID", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += [
            "BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(event.summary)}", f"DESCRIPTION:{_text(event.description)}", "TRANSP:TRANSPARENT",
            "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}", "TRIGGER:PT9H", "END:VALARM",
            "END:VEVENT",
        ]  # fmt: skip
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _text(text: str) -> str:
    """A value of type TEXT: escaped, without control characters."""
    text = _CONTROL.sub(" ", text.replace("\r\n", "\n").encode("utf-8", "replace").decode())
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterable[str]:
    """The line in pieces of at most 75 octets; pieces after the first begin with a blank, which counts."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > MOST_OCTETS:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
