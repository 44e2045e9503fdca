"""The clock of the laptop that serves a class: what is done when it is set, or jumps after a sleep, while a class runs.

Set forward, it would take time from everybody; a pause over the gap gives it back, and is shortened when the clock is
set back again. Set back without that, it gives everybody more time, which nothing can take away without touching what
was written down; the proctor is told instead.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from kadguide.teaching.admission import Chance
from kadguide.teaching.conducting import open_exams
from kadguide.teaching.register import Changes, Event, Exam, Pause, Register, moment, read_moment
from kadguide.teaching.sitting import time_left

_ROUNDED = timedelta(seconds=1)
"""By how much the seconds that are written down of a jump may differ from it."""
JUMP = timedelta(seconds=5)
"""A clock that is corrected by less than that has done no harm."""


class Jump(NamedTuple):
    """What the clock would have shown, and what it shows."""

    before: datetime
    after: datetime

    @property
    def seconds(self) -> int:
        """How far it was set forward; below 0 when it was set back."""
        return round((self.after - self.before).total_seconds())


class SteadyClock:
    """The time of day. A jump of it is held back until it was seen to: nobody's time is over meanwhile.

    ``wall`` is the clock that people set, ``steady`` counts seconds and is set by nobody.
    """

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float]) -> None:
        self._wall = wall
        self._steady = steady
        self._anchor = wall(), steady()
        """A moment at which both were right."""

    def __call__(self) -> datetime:
        wall, steady = self._wall(), self._steady()
        due = self._anchor[0] + timedelta(seconds=steady - self._anchor[1])
        if abs(wall - due) > JUMP:
            return due
        self._anchor = wall, steady  # small corrections are followed
        return wall

    def jump(self) -> Jump | None:
        """The jump that nobody has seen to yet."""
        found = Jump(self(), self._wall())
        return found if abs(found.after - found.before) > JUMP else None

    def accept(self, jump: Jump) -> None:
        """From now on the time goes on behind ``jump``."""
        at, steady = self._anchor
        self._anchor = at + (jump.after - jump.before), steady


class MadeUp(NamedTuple):
    """What became of a jump: ``seconds`` of it that change the time of somebody, or would have; 0 when it only took an
    earlier one back. ``during`` an exam, or while none was open."""

    seconds: int
    during: bool


def make_up(register: Register, jump: Jump, chance: Chance, room: str = "") -> MadeUp:
    """Write a jump down, and give back what it took from those in ``room`` who sit in an exam."""
    opened = open_exams(register)
    about = opened[0].id if opened else ""
    event = Event(chance.token(), moment(jump.after), "clock_set", about, room=room, detail=f"{jump.seconds:+d}")
    running = [exam for exam in opened if not _stands_still(register, exam, room, since=jump.before)]
    gap = Pause("", room, moment(jump.before), moment(jump.after))
    gaps = tuple(gap._replace(exam=exam.id) for exam in running if jump.seconds > 0)
    back = [_taken_back(register, exam, jump, room) for exam in opened] if jump.seconds < 0 else []
    cut = tuple(pause for pauses, _ in back for pause in pauses)
    register.apply(Changes(pauses=gaps, shortened_pauses=cut, events=(event,)))
    for exam in opened if jump.seconds > 0 else ():
        let_go_on(register, exam, jump)
    gained = [left for _, left in back] + [_begun_ahead(register, exam, jump) for exam in opened if jump.seconds < 0]
    left = max(gained, default=jump.before - jump.after)
    return MadeUp(-round(left.total_seconds()) if abs(left) > JUMP else 0, bool(opened))


def _taken_back(register: Register, exam: Exam, jump: Jump, room: str) -> tuple[list[Pause], timedelta]:
    """The gaps of earlier jumps, shortened by what the clock was set back now, and what is left of that. A gap after
    which the room stood still of itself stays: that pause bears the times of the clock that was wrong. Where the room
    has stood still since before the time that the clock shows now, all of it falls into that pause."""
    if _stands_still(register, exam, room, since=jump.after):
        return [], timedelta(0)
    forward = (one for one in register.events() if (one.kind, one.room, one.detail[:1]) == ("clock_set", room, "+"))
    starts = [read_moment(one.at) - timedelta(seconds=int(one.detail)) for one in forward]
    left, shorter = jump.before - jump.after, list[Pause]()
    for pause in sorted(register.pauses(exam.id), key=lambda pause: pause.began_at, reverse=True):
        if pause.room not in ("", room):
            continue
        began, ended = read_moment(pause.began_at), read_moment(pause.ended_at or pause.began_at)
        is_gap = any(abs(began - start) <= _ROUNDED for start in starts)
        if pause.room != room or not is_gap or left <= timedelta(0):
            break
        shorter.append(pause._replace(ended_at=moment(max(ended - left, began))))
        left -= min(left, ended - began)
    return shorter, left


def _begun_ahead(register: Register, exam: Exam, jump: Jump) -> timedelta:
    """The most that somebody gains who began by the clock that was wrong: nothing counts until that moment is there."""
    going = (attempt for attempt in register.attempts(exam.id) if not attempt.finished_at)
    return max((read_moment(attempt.started_at) - jump.after for attempt in going), default=timedelta(0))


def _stands_still(register: Register, exam: Exam, room: str, since: datetime) -> bool:
    """Whether ``room`` is in a pause that began at ``since`` at the latest."""
    return any(
        not pause.ended_at and pause.room in ("", room) and read_moment(pause.began_at) <= since
        for pause in register.pauses(exam.id)
    )


def let_go_on(register: Register, exam: Exam, jump: Jump) -> None:
    """Let those go on whom another program ended for a time that seemed to be over, before the jump was made up for."""
    trainees = {trainee.id: trainee for trainee in register.trainees()}
    pauses = register.pauses(exam.id)
    for attempt in register.attempts(exam.id):
        if attempt.finish != "time" or read_moment(attempt.finished_at) < jump.before:
            continue
        trainee = trainees.get(attempt.trainee)
        left = time_left(exam, trainee, attempt, pauses, jump.after) if trainee else None
        if left is not None and left > timedelta(0):
            register.reopen(exam.id, attempt.trainee)


def log_start(register: Register, now: datetime, chance: Chance, room: str = "") -> None:
    """Write down that the server of a room has come, and whether the last one ended in order."""
    kinds = ("server_started", "server_restarted", "server_stopped")
    last = next((one for one in reversed(register.events()) if one.kind in kinds and one.room == room), None)
    broken = last is not None and last.kind != "server_stopped"
    register.log(
        Event(chance.token(), moment(now), "server_restarted" if broken else "server_started", room=room)
    )  # fmt: skip


def log_stop(register: Register, now: datetime, chance: Chance, room: str = "") -> None:
    """Write down that the server of a room goes, in order."""
    register.log(Event(chance.token(), moment(now), "server_stopped", room=room))
