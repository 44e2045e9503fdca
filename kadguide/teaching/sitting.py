"""One trainee in one exam: what is open, how much time is left, what was answered. Both doors work with it.

Nothing but the register decides where a sitting stands, so that it goes on at the same question after any cut, on the
same device or on another one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from typing import Literal, NamedTuple, Protocol

from kadguide.learning.responses import Response, decode_response
from kadguide.teaching.paper import Paper, PaperItem, Part, decode_paper, person_items, person_order
from kadguide.teaching.register import (
    Attempt,
    Door,
    Exam,
    Finish,
    Given,
    Pause,
    Recorded,
    Register,
    Trainee,
    last_answers,
    moment,
    read_moment,
)

_MINUTE = timedelta(minutes=1)
GRACE = timedelta(seconds=20)
"""How late an answer may come that was sent in time: a slow network is nobody's fault."""
Phase = Literal["waiting", "ready", "open", "paused", "time_over", "finished", "closed"]
"""Where a trainee stands in an exam: not opened yet, not begun, answering, the room stands still, time over, handed in,
closed by the proctor. Only in ``open`` anything can be answered."""


class Standing(NamedTuple):
    """The phase, and the time that is left, below 0 after the end (``None``: no limit, or not begun)."""

    phase: Phase
    left: timedelta | None = None


def standing(exam: Exam, trainee: Trainee, attempt: Attempt | None, pauses: Sequence[Pause], now: datetime) -> Standing:
    """Where ``trainee`` stands. Pauses stretch the time; so does the trainee's factor."""
    left = time_left(exam, trainee, attempt, pauses, now) if attempt else None
    if attempt is not None and attempt.finished_at:
        return Standing("finished", left)
    if exam.state != "open":
        return Standing("closed" if exam.state == "closed" else "waiting", left)
    room = attempt.room if attempt else trainee.room
    still = any(not pause.ended_at and pause.room in ("", room) for pause in pauses)
    if attempt is None:
        return Standing("paused" if still else "ready")
    if left is not None and left <= timedelta(0):  # also in a pause that began later
        return Standing("time_over", left)
    return Standing("paused" if still else "open", left)


def time_left(
    exam: Exam, trainee: Trainee, attempt: Attempt, pauses: Sequence[Pause], now: datetime
) -> timedelta | None:
    """Time until the end, below 0 after it; ``None`` without a limit. A pause after the end changes nothing."""
    if not exam.minutes:
        return None
    left = time_allowed(exam, trainee)
    reached = read_moment(attempt.started_at)
    for start, end in [*_spans(attempt.room, reached, pauses, now), (now, now)]:
        running = max(start - reached, timedelta(0))
        if running >= left:
            return reached + left - now
        left -= running
        reached = max(reached, end)
    return left


def time_allowed(exam: Exam, trainee: Trainee) -> timedelta:
    """The time for an exam, stretched for those who get more; 0 without a limit."""
    return timedelta(minutes=exam.minutes * max(trainee.factor, 1.0))


def just_closed(exam: Exam, now: datetime) -> bool:
    """Whether an answer may still be on its way that was sent before the exam was closed. Not so when ``now`` lies long
    before the closing, since somebody has set the clock back."""
    return exam.state == "closed" and abs(now - read_moment(exam.closed_at)) <= GRACE


def whole_minutes(time: timedelta) -> int:
    """Minutes as everybody is told them: one that has begun counts. 0 for less than one, which is said in words or in
    seconds."""
    return 0 if time < _MINUTE else ceil(time / _MINUTE)


def time_paused(room: str, began: datetime, pauses: Sequence[Pause], now: datetime) -> timedelta:
    """How long ``room`` stood still between ``began`` and ``now``; pauses that overlap count once."""
    total, reached = timedelta(0), began
    for start, end in _spans(room, began, pauses, now):
        total += max(end - max(start, reached), timedelta(0))
        reached = max(reached, end)
    return total


class SittingRegister(Protocol):
    """What a sitting needs of a register. A server hands in one that writes later, all trainees together."""

    def exam(self, id_: str) -> Exam | None: ...
    def trainee(self, id_: str) -> Trainee | None: ...
    def pauses(self, exam: str) -> tuple[Pause, ...]: ...
    def begin(self, attempt: Attempt) -> None: ...
    def attempt(self, exam: str, trainee: str) -> Attempt | None: ...
    def give(self, answers: Sequence[Given]) -> None: ...
    def move(self, exam: str, trainee: str, place: int, at: str) -> None: ...
    def finish(
        self, exam: str, trainee: str, at: str, how: Finish, proof: str = "", *, minutes: int | None = None
    ) -> bool: ...
    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]: ...


_paper = lru_cache(maxsize=16)(decode_paper)
"""A class has few papers, and a server looks at them hundreds of times a second."""


@lru_cache(maxsize=4096)
def _items(paper: str, trainee: str) -> tuple[PaperItem, ...]:
    return person_items(_paper(paper), trainee)


def _spans(room: str, began: datetime, pauses: Sequence[Pause], now: datetime) -> list[tuple[datetime, datetime]]:
    """The pauses of ``room`` in their order, as far as they lie between ``began`` and ``now``."""
    own = [pause for pause in pauses if pause.room in ("", room)]
    spans = [
        (max(read_moment(pause.began_at), began), min(read_moment(pause.ended_at), now) if pause.ended_at else now)
        for pause in own
    ]
    return sorted((start, end) for start, end in spans if start < end)


class Sitting:
    """The sitting of one trainee. Read anew from the register at every step, so two doors never disagree."""

    def __init__(
        self, register: SittingRegister, exam: Exam, trainee: Trainee, door: Door, now: Callable[[], datetime]
    ) -> None:
        self.exam = exam
        self.trainee = trainee
        self.paper: Paper = _paper(exam.paper)
        self.items: tuple[PaperItem, ...] = _items(exam.paper, trainee.id)
        self._register = register
        self._door = door
        self._now = now

    def look(self) -> tuple[Standing, Attempt | None]:
        """Where the trainee stands now. The exam, its pauses and the trainee's factor may have changed meanwhile."""
        self.exam = self._register.exam(self.exam.id) or self.exam
        self.trainee = self._register.trainee(self.trainee.id) or self.trainee
        attempt = self._register.attempt(self.exam.id, self.trainee.id)
        pauses = self._register.pauses(self.exam.id)
        found = standing(self.exam, self.trainee, attempt, pauses, self._now())
        if found.phase == "time_over" and found.left is not None:
            at, minutes = moment(self._now() + found.left), self.exam.minutes
            self._register.finish(self.exam.id, self.trainee.id, at, "time", minutes=minutes)
        return found, attempt

    def begin(self) -> bool:
        """Start the time. False when the exam is not open, or stands still."""
        found, _ = self.look()
        if found.phase not in ("ready", "open"):
            return False
        at = moment(self._now())
        self._register.begin(Attempt(self.exam.id, self.trainee.id, self.trainee.room, self._door, 0, at, at))
        return True

    def order(self, item: PaperItem) -> tuple[Part, ...]:
        """The parts of ``item`` as this trainee sees them. The left sides of a matching stay in their places."""
        if item.type == "matching":
            return item.parts
        return person_order(item.parts, item, self.trainee.id, self.exam.id)

    def sides(self, item: PaperItem) -> tuple[Part, ...]:
        """The right sides of a matching as this trainee sees them."""
        return person_order(item.sides, item, self.trainee.id, self.exam.id)

    def responses(self) -> dict[str, Response]:
        """What counts as answered so far, by question."""
        kept = last_answers(self._register.answers(self.exam.id, self.trainee.id))
        found = {item: decode_response(answer.response) for item, answer in kept.items()}
        return {item: response for item, response in found.items() if not response.blank}

    def given(self, item: PaperItem, response: Response, place: int) -> Given:
        """The answer as the register takes it; ``place`` is the question that is open afterwards."""
        return Given(
            self.exam.id, self.trainee.id, item.id, response.encode(), moment(self._now()),
            min(max(place, 0), len(self.items) - 1),
        )  # fmt: skip

    def may_answer(self, found: Standing, attempt: Attempt | None) -> bool:
        """Whether an answer that arrives now still counts: in time, or within the grace after the end."""
        if attempt is None or attempt.finish == "trainee":
            return False
        if found.phase == "open":
            return True
        closing = just_closed(self.exam, self._now())
        if attempt.finish == "proctor":
            return closing and attempt.finished_at >= self.exam.closed_at
        if found.left is not None and found.left <= timedelta(0):
            return -found.left <= GRACE
        return closing and not attempt.finished_at

    def answer(self, item: PaperItem, response: Response, place: int) -> bool:
        """Write an answer down at once. False, and nothing written, when none is taken any more."""
        found, attempt = self.look()
        if not self.may_answer(found, attempt):
            return False
        self._register.give([self.given(item, response, place)])
        return True

    def go(self, place: int) -> None:
        """Open another question."""
        place = min(max(place, 0), len(self.items) - 1)
        self._register.move(self.exam.id, self.trainee.id, place, moment(self._now()))

    def hand_in(self) -> bool:
        """End the attempt. False when it had ended before, also by the time."""
        self.look()
        return self._register.finish(self.exam.id, self.trainee.id, moment(self._now()), "trainee")


class Seat(Protocol):
    """What a screen needs of a sitting, in a class or on one's own with a file."""

    exam: Exam
    trainee: Trainee
    paper: Paper
    items: tuple[PaperItem, ...]

    def look(self) -> tuple[Standing, Attempt | None]: ...
    def begin(self) -> bool: ...
    def order(self, item: PaperItem) -> tuple[Part, ...]: ...
    def sides(self, item: PaperItem) -> tuple[Part, ...]: ...
    def responses(self) -> dict[str, Response]: ...
    def answer(self, item: PaperItem, response: Response, place: int) -> bool: ...
    def go(self, place: int) -> None: ...
    def hand_in(self) -> bool: ...


def current_sitting(register: Register, trainee: Trainee, door: Door, now: Callable[[], datetime]) -> Sitting | None:
    """The sitting a trainee should see: of the exam that is open and not finished, else of the last one that is open or
    that he or she sat. ``None`` while there is none."""
    latest = None
    for exam in reversed(register.exams()):
        attempt = register.attempt(exam.id, trainee.id)
        if exam.state == "open" and not (attempt and attempt.finished_at):
            return Sitting(register, exam, trainee, door, now)
        if latest is None and (exam.state == "open" or attempt):
            latest = exam
    return Sitting(register, latest, trainee, door, now) if latest else None
