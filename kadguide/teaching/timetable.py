"""When each step of an agenda begins and ends, on the clock of the room."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kadguide.knowledge.agendas import Agenda, AgendaStep

EIGHT = 8 * 60
DAY = 24 * 60


class Slot(NamedTuple):
    """A step with its number from 1 and its times, in minutes after midnight of its day."""

    number: int
    step: AgendaStep
    begins: int
    ends: int


def timetable(agenda: Agenda, start: int = EIGHT) -> Iterator[Slot]:
    """The steps in order; every day begins at ``start``."""
    day, clock = 0, start
    for number, step in enumerate(agenda.steps, start=1):
        if step.day != day:
            day, clock = step.day, start
        yield Slot(number, step, clock, clock + step.minutes)
        clock += step.minutes


def read_clock(text: str) -> int | None:
    """Minutes after midnight of a time such as ``08:00``, ``8.30`` or ``8``; ``None`` when it is no time."""
    hours, _, minutes = text.strip().replace(".", ":").partition(":")
    if not (hours.isdecimal() and len(hours) <= 2 and (not minutes or (minutes.isdecimal() and len(minutes) == 2))):
        return None
    clock = int(hours) * 60 + int(minutes or 0)
    return clock if int(minutes or 0) < 60 and clock < DAY else None


def say_clock(minutes: int) -> str:
    """``480`` → ``08:00``; after midnight the clock begins anew."""
    return f"{minutes % DAY // 60:02d}:{minutes % 60:02d}"
