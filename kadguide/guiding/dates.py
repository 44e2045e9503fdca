"""Days as people type them, and how deadlines are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta

from kadguide.knowledge.casework import Unit

YEARS = range(1990, 2101)
"""Years that an agreement can have."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_WORDS = re.compile(r"(\d{1,2})\s+([^\W\d]+)\.?,?\s+(\d{4})")
_LEAST_LETTERS = 3


class DayError(Exception):
    """A text that is no day. ``key`` is ``unread`` or ``no_such_day``."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def read_day(text: str, months: Mapping[str, int]) -> date:
    """``2026-11-25``, ``25/11/2026`` (day first) or ``25 November 2026``; ``months`` are names and their numbers.

    Three letters of a name are enough. Raises :class:`DayError`.
    """
    text = text.strip().casefold()
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _SLASHES.fullmatch(text):
        day, month, year = match.groups()
    elif (match := _WORDS.fullmatch(text)) and (number := _month(match.group(2), months)):
        day, month, year = match.group(1), str(number), match.group(3)
    else:
        raise DayError("unread")
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise DayError("no_such_day") from error
    if found.year not in YEARS:
        raise DayError("no_such_day")
    return found


def _month(word: str, months: Mapping[str, int]) -> int | None:
    if len(word) < _LEAST_LETTERS:
        return None
    return next((number for name, number in months.items() if name.casefold().startswith(word)), None)


def shift(day: date, amount: int, unit: Unit) -> date:
    """The day that lies ``amount`` units after ``day``; before it when the amount is negative.

    Workdays are Monday to Friday: public holidays are not known here. A month that is too short ends on its last day.
    """
    if unit == "months":
        return _months(day, amount)
    if unit == "days":
        return day + timedelta(days=amount)
    step = timedelta(days=1 if amount > 0 else -1)
    left = abs(amount)
    while left:
        day += step
        if day.weekday() < 5:
            left -= 1
    return day


def _months(day: date, amount: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    first_of_next = date(years + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(years, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))
