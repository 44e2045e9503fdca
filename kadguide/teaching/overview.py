"""What is going on in a class, for a live board: one look at the register, cheap enough for every second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import decode_response
from kadguide.teaching.paper import PaperError, decode_paper
from kadguide.teaching.register import (
    Attempt,
    Classroom,
    Door,
    Exam,
    ExamKind,
    ExamState,
    Finish,
    Pause,
    Recorded,
    Register,
    Trainee,
    last_answers,
    read_moment,
)
from kadguide.teaching.sitting import Standing, standing

RowState = Literal["absent", "logged_in", "answering", "paused", "finished", "time_over"]
"""Not come, logged in without having begun, answering, standing still, handed in or ended by the proctor, time over."""
SETTLED = timedelta(seconds=2)
"""How old the last sign of a trainee must be before the count of the answers is remembered instead of made again."""
_FEW = 40
"""Trainees whose answers are read one by one; for more of them all answers are read at once."""


class Row(NamedTuple):
    """One trainee on the board. ``left`` is the time left while it runs (``None``: no limit, or not running);
    ``seen_at`` the last sign of life, ``""`` for none; ``place`` the question that is open, counted from 0."""

    trainee: Trainee
    state: RowState
    room: str
    answered: int = 0
    left: timedelta | None = None
    seen_at: str = ""
    door: Door | Literal[""] = ""
    place: int = 0
    finish: Finish = ""

    @property
    def logged_in(self) -> bool:
        """Whether a device is logged in. Not so after a reset, even while the attempt goes on."""
        return bool(self.trainee.login)


class ExamRow(NamedTuple):
    """One exam on the board: ``questions`` is how many it has."""

    id: str
    number: int
    kind: ExamKind
    title: Bilingual
    minutes: int
    state: ExamState
    questions: int
    opened_at: str
    closed_at: str


class Sums(NamedTuple):
    """Trainees by state; ``came`` are all who are not absent, ``answers`` all answers of all of them."""

    trainees: int = 0
    absent: int = 0
    logged_in: int = 0
    answering: int = 0
    paused: int = 0
    finished: int = 0
    time_over: int = 0
    answers: int = 0

    @property
    def came(self) -> int:
        return self.trainees - self.absent


class Overview(NamedTuple):
    """The class at a moment. ``exam`` is the one that ``rows`` are about; ``paused`` names the rooms that stand still
    (``""``: all of them)."""

    classroom: Classroom | None
    at: datetime
    exams: tuple[ExamRow, ...]
    exam: ExamRow | None
    rows: tuple[Row, ...]
    sums: Sums
    paused: tuple[str, ...] = ()

    def row(self, trainee: str) -> Row | None:
        """The row of a trainee by id."""
        return next((row for row in self.rows if row.trainee.id == trainee), None)


class Watch:
    """Looks at one register, again and again. Remembers what cannot have changed since."""

    def __init__(self, register: Register, now: Callable[[], datetime]) -> None:
        self._register = register
        self._now = now
        self._questions: dict[str, int] = {}
        self._counts: dict[tuple[str, str], tuple[str, int, int]] = {}

    def look(self, exam: str = "") -> Overview:
        """The class now; of the current exam unless one is named by its id."""
        register, now = self._register, self._now()
        exams = register.exams()
        chosen = next((one for one in exams if one.id == exam), None) or current_exam(exams)
        attempts = {one.trainee: one for one in register.attempts(chosen.id)} if chosen else {}
        pauses = register.pauses(chosen.id) if chosen else ()
        counts = self._answered(chosen.id, tuple(attempts.values()), now) if chosen else {}
        rows = tuple(
            _row(trainee, chosen, attempts.get(trainee.id), pauses, counts.get(trainee.id, 0), now)
            for trainee in register.trainees()
        )
        lines = tuple(map(self._line, exams))
        return Overview(
            register.classroom(), now, lines,
            next((line for line in lines if chosen and line.id == chosen.id), None),
            rows, sums_of(rows), tuple(sorted({pause.room for pause in pauses if not pause.ended_at})),
        )  # fmt: skip

    def _line(self, exam: Exam) -> ExamRow:
        if exam.id not in self._questions:  # a paper never changes
            try:
                self._questions[exam.id] = len(decode_paper(exam.paper).items)
            except PaperError:
                self._questions[exam.id] = 0
        return ExamRow(
            exam.id, exam.number, exam.kind, exam.title, exam.minutes, exam.state, self._questions[exam.id],
            exam.opened_at, exam.closed_at,
        )  # fmt: skip

    def _answered(self, exam: str, attempts: Sequence[Attempt], now: datetime) -> dict[str, int]:
        """How many questions each trainee has answered. Every answer moves the attempt on, so that only those are
        counted again whose attempt has moved."""
        stale = [one for one in attempts if self._counts.get((exam, one.trainee), ("", 0))[:2] != _mark(one)]
        if stale:
            found: dict[str, list[Recorded]] = {one.trainee: [] for one in stale}
            read = [a for one in stale for a in self._register.answers(exam, one.trainee)] if len(stale) <= _FEW else (
                self._register.answers(exam)
            )  # fmt: skip
            for answer in read:
                if answer.trainee in found:
                    found[answer.trainee].append(answer)
            for one in stale:
                kept = last_answers(found[one.trainee]).values()
                count = sum(not _blank(answer.response) for answer in kept)
                settled = now - read_moment(one.seen_at) > SETTLED
                self._counts[exam, one.trainee] = (*(_mark(one) if settled else ("", 0)), count)
        return {one.trainee: self._counts[exam, one.trainee][2] for one in attempts}


def current_exam(exams: Sequence[Exam]) -> Exam | None:
    """The exam that is open; else the one that was closed last; else the first."""
    opened = next((exam for exam in exams if exam.state == "open"), None)
    closed = max((exam for exam in exams if exam.state == "closed"), key=lambda exam: exam.closed_at, default=None)
    return opened or closed or next(iter(exams), None)


def sums_of(rows: Sequence[Row]) -> Sums:
    """How many trainees are in which state."""
    states = Counter(row.state for row in rows)
    return Sums(
        len(rows), states["absent"], states["logged_in"], states["answering"], states["paused"], states["finished"],
        states["time_over"], sum(row.answered for row in rows),
    )  # fmt: skip


def _row(
    trainee: Trainee, exam: Exam | None, attempt: Attempt | None, pauses: Sequence[Pause], answered: int, now: datetime
) -> Row:
    if exam is None or attempt is None:
        state: RowState = "logged_in" if trainee.login else "absent"
        return Row(trainee, state, trainee.room, seen_at=trainee.login_at)
    found = standing(exam, trainee, attempt, pauses, now)
    state = _state(found, attempt)
    left = found.left if state in ("answering", "paused") else None
    return Row(
        trainee, state, attempt.room, answered, left, max(attempt.seen_at, trainee.login_at), attempt.door,
        attempt.place, attempt.finish,
    )  # fmt: skip


def _state(found: Standing, attempt: Attempt) -> RowState:
    match found.phase:
        case "open" | "paused":
            return "answering" if found.phase == "open" else "paused"
        case "time_over":
            return "time_over"
        case _:
            return "time_over" if attempt.finish == "time" else "finished"


def _mark(attempt: Attempt) -> tuple[str, int]:
    return attempt.seen_at, attempt.place


@lru_cache(maxsize=4096)
def _blank(response: str) -> bool:
    return decode_response(response).blank
