"""The register of one trainee who sits an exam from a file: it is read from the log, and grows line by line.

A :class:`~kadguide.teaching.sitting.Sitting` works with it as with the register of a class. Time comes from a clock
that cannot be set, as long as the program runs; between two runs only the time of day is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from kadguide.learning.responses import decode_response
from kadguide.teaching.codes import show_code
from kadguide.teaching.offlinelog import FINISH, Event, LogState, OpenLog, append_line
from kadguide.teaching.paper import decode_paper
from kadguide.teaching.register import Attempt, Exam, Finish, Given, Pause, Recorded, Trainee, moment, read_moment
from kadguide.teaching.resultfile import Result, proof_code
from kadguide.teaching.sealing import SealError

BEGIN, ANSWER, OPEN, RESUME, CLOCK = "begin", "answer", "open", "resume", "clock"
HOW: dict[str, Finish] = {"handed_in": "trainee", "time_over": "time"}
"""The event before the last one tells how a sitting ended; its response may tell at which second, which is earlier when
the program was not running then."""
JUMP = 60.0
"""Seconds by which the time of day may stray from the other clock before that is noted."""
Write = Callable[[bytes], None]
"""Adds a line to the log, and returns only when it lies on the disk."""


class Clocks(NamedTuple):
    """``wall`` is the time of day with its offset, which can be set; ``steady`` counts seconds, from anywhere."""

    wall: Callable[[], datetime]
    steady: Callable[[], float]


class LogTime:
    """How many seconds have passed since a sitting began."""

    def __init__(self, clocks: Clocks, events: Sequence[Event] = ()) -> None:
        """Go on after ``events``, counting the time between as the time of day tells it; set back, it tells nothing."""
        self._clocks = clocks
        self._wall, self._steady = clocks.wall(), clocks.steady()
        self._base = 0.0
        self.set_back = False
        if events:
            gap = (self._wall - datetime.fromisoformat(events[-1].at)).total_seconds()
            self.set_back = gap < -JUMP
            self._base = events[-1].seconds + max(gap, 0.0)

    def restart(self) -> None:
        """Count from now on."""
        self._wall, self._steady, self._base = self._clocks.wall(), self._clocks.steady(), 0.0

    @property
    def seconds(self) -> float:
        return self._base + max(self._clocks.steady() - self._steady, 0.0)

    @property
    def wall(self) -> datetime:
        return self._clocks.wall()

    def strayed(self) -> float:
        """By how many seconds the time of day was set since the last call, if by more than :data:`JUMP`; else 0."""
        off = (self._clocks.wall() - self._wall).total_seconds() - (self._clocks.steady() - self._steady)
        if abs(off) <= JUMP:
            return 0.0
        self._wall += timedelta(seconds=off)
        return off


class LogRegister:
    """Answers and moves of one trainee. What cannot be written raises what ``write`` raises; nothing is kept then."""

    def __init__(self, exam: Exam, trainee: Trainee, log: OpenLog, clocks: Clocks, write: Write) -> None:
        self._exam = exam
        self._trainee = trainee
        self._write = write
        self._state: LogState = log.state
        self._attempt: Attempt | None = None
        self._answers: list[Recorded] = []
        self._began = datetime.fromtimestamp(0, UTC)
        for event in log.events:
            self._take(event)
        self._time = LogTime(clocks, log.events)
        if log.events and not self._state.is_finished:
            self._add(RESUME, response="set back" if self._time.set_back else "")

    def now(self) -> datetime:
        """The beginning and the seconds since, which is what time is reckoned by."""
        return self._began + timedelta(seconds=self._time.seconds) if self._attempt else self._time.wall

    # -- what a sitting needs

    def exam(self, id_: str) -> Exam | None:
        return self._exam if id_ == self._exam.id else None

    def trainee(self, id_: str) -> Trainee | None:
        return self._trainee if id_ == self._trainee.id else None

    def pauses(self, exam: str) -> tuple[Pause, ...]:
        return ()

    def attempt(self, exam: str, trainee: str) -> Attempt | None:
        return self._attempt

    def begin(self, attempt: Attempt) -> None:
        if self._attempt is None:
            self._time.restart()
            self._add(BEGIN)

    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]:
        return tuple(self._answers)

    def give(self, answers: Sequence[Given]) -> None:
        for answer in answers:
            self._add(ANSWER, answer.item, answer.response)
            self.move(answer.exam, answer.trainee, answer.place, answer.at)

    def move(self, exam: str, trainee: str, place: int, at: str) -> None:
        if self._attempt is not None and not self._attempt.finished_at and place != self._attempt.place:
            self._add(OPEN, response=str(place))

    def finish(
        self, exam: str, trainee: str, at: str, how: Finish, proof: str = "", *, minutes: int | None = None
    ) -> bool:
        """End the sitting. After the end of the time the log stays open a little, as the last answer may be on its
        way; :meth:`close` ends it."""
        if self._attempt is None or self._attempt.finished_at:
            return False
        if how == "time":
            self._attempt = self._attempt._replace(finished_at=at, finish="time")
            return True
        self._add("handed_in")
        self.close()
        return True

    def close(self) -> None:
        """Write the last line, if the sitting has ended and it is not there."""
        if self._attempt is None or not self._attempt.finished_at or self._state.is_finished:
            return
        if not self._ended:
            end = (read_moment(self._attempt.finished_at) - self._began).total_seconds()
            self._add("time_over", response=f"{end:.3f}")
        self._add(FINISH)

    # -- the log

    _ended = False
    """Whether the log says how the sitting ended."""

    def _add(self, kind: str, item: str = "", response: str = "") -> None:
        if kind != BEGIN and (off := self._time.strayed()):
            self._append(Event(CLOCK, self._time.seconds, self._at(), "", f"{off:.0f}"))
        self._append(Event(kind, self._time.seconds, self._at(), item, response))

    def _append(self, event: Event) -> None:
        state, line = append_line(self._state, event)
        self._write(line)
        self._state = state
        self._take(event)

    def _at(self) -> str:
        return self._time.wall.isoformat(timespec="milliseconds")

    def _take(self, event: Event) -> None:
        """Let an event have its effect; also when a log is read anew."""
        if event.kind == BEGIN and self._attempt is None:
            self._began = datetime.fromisoformat(event.at).astimezone(UTC) - timedelta(seconds=event.seconds)
            at = moment(self._began)
            self._attempt = Attempt(self._exam.id, self._trainee.id, "", "file", 0, at, at)
        elif self._attempt is None:
            return
        elif event.kind == ANSWER:
            number = len(self._answers) + 1
            at = self._moment(event)
            self._answers.append(Recorded(*self._attempt[:2], number, event.item, event.response, at))
        elif event.kind == OPEN and event.response.isdecimal():
            self._attempt = self._attempt._replace(place=int(event.response[:4]))
        elif event.kind in HOW:
            self._ended = True
            end = min(float(event.response or event.seconds), event.seconds)
            if not end >= 0:  # also what is no number
                raise ValueError(event.response)
            at = moment(self._began + timedelta(seconds=end))
            self._attempt = self._attempt._replace(finished_at=at, finish=HOW[event.kind])

    def _moment(self, event: Event) -> str:
        return moment(self._began + timedelta(seconds=event.seconds))


class Read(NamedTuple):
    """What a finished log says of a sitting. ``away`` are seconds for which the program was not running, ``jumps`` how
    often the clock was set, ``last`` the seconds to the last answer."""

    attempt: Attempt
    answers: tuple[Recorded, ...]
    last: float = 0.0
    away: float = 0.0
    jumps: int = 0


def open_sitting_log(
    exam: Exam, trainee: Trainee, log: OpenLog, clocks: Clocks, write: Write, kind: type[LogRegister] = LogRegister
) -> LogRegister:
    """The register of a log that was read. Raises ``damaged`` for what kadguide never writes."""
    try:
        return kind(exam, trainee, log, clocks, write)
    except (ValueError, TypeError, OverflowError) as error:  # times that are none
        raise SealError("damaged") from error


def read_sitting(exam: Exam, trainee: Trainee, result: Result) -> Read:
    """What a result means for the register of the class. Raises ``damaged`` for what kadguide never writes."""
    clocks = Clocks(lambda: datetime.fromtimestamp(0, UTC), lambda: 0.0)  # nothing is counted any more
    log = OpenLog(result.header, LogState(b"", is_finished=True), result.events)
    register = open_sitting_log(exam, trainee, log, clocks, lambda _: None)
    items = {item.id for item in decode_paper(exam.paper).items}
    attempt, answers, events = register.attempt(exam.id, trainee.id), register.answers(exam.id), log.events
    if attempt is None or not attempt.finished_at or any(answer.item not in items for answer in answers):
        raise SealError("damaged")
    away = sum(event.seconds - before.seconds for before, event in pairwise(events) if event.kind == RESUME)
    jumps = sum(event.kind == CLOCK or (event.kind == RESUME and bool(event.response)) for event in events)
    last = max((event.seconds for event in events if event.kind == ANSWER), default=0.0)
    whole = attempt._replace(room=trainee.room, seen_at=attempt.finished_at, proof=show_code(proof_code(result)))
    plain = (answer._replace(response=decode_response(answer.response).encode()) for answer in answers)
    return Read(whole, tuple(plain), last, away, jumps)
