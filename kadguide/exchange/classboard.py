"""What a board says about a class, on the screen and line by line: exams, sums, trainees, events, troubles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple, cast

from kadguide.exchange.trouble import conduct_trouble, register_trouble
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.teaching.admission import MANY_WALK_INS, MOST_WALK_INS, tidy
from kadguide.teaching.codes import read_code, show_code
from kadguide.teaching.conducting import ConductError, numbers_of
from kadguide.teaching.hosting import HostState
from kadguide.teaching.overview import ExamRow, Overview, Row, RowState
from kadguide.teaching.register import Event, Trainee, read_moment
from kadguide.teaching.sitting import whole_minutes

SIGNS: dict[RowState, str] = {
    "absent": "·", "logged_in": "○", "answering": "▶", "paused": "‖", "finished": "✔", "time_over": "■",
}  # fmt: skip
EXAM_SIGNS = {"ready": "○", "open": "▶", "closed": "■"}
MOST_EVENTS = 200
_MINUTE = 60
_HOUR = 3600


class Telling(NamedTuple):
    """How trainees are told: in which language, and whether by name. On a projector names may be hidden. ``typed`` is
    the board that is led by typed words instead of keys."""

    word: Catalog
    names: bool = True
    typed: bool = False

    @property
    def lang(self) -> Lang:
        return cast("Lang", self.word.lang)

    def say(self, key: str, **values: object) -> str:
        """Words of the catalog; where they name a key and the board is led by typed words, those that name a word."""
        typed = f"{key}_typed"
        return self.word(typed if self.typed and self.word.has(typed) else key, **values)

    def name(self, trainee: Trainee) -> str:
        """The name; where names are hidden or were removed the place in the list."""
        found = tidy(trainee.name) if self.names else ""
        return found or self.word("classroom.nameless", number=trainee.number)

    def whom(self, trainee: Trainee) -> str:
        """Number and name, to say about whom something is."""
        name = tidy(trainee.name) if self.names else ""
        return self.word("classroom.whom", number=trainee.number, name=name) if name else self.name(trainee)

    def exam_title(self, exam: ExamRow) -> str:
        return tidy(exam.title.get(self.lang))

    def exam(self, exam: ExamRow) -> str:
        """An exam in one line, with its state in words beside the sign."""
        minutes = self.word("board.minutes", count=exam.minutes) if exam.minutes else self.word("board.no_limit")
        parts = [f"{EXAM_SIGNS[exam.state]} {exam.number} {self.exam_title(exam)}"]
        parts += [self.word("board.questions", count=exam.questions), minutes, self.exam_state(exam)]
        return " · ".join(parts)

    def exam_state(self, exam: ExamRow) -> str:
        at = exam.opened_at if exam.state == "open" else exam.closed_at
        told = self.word(f"board.exam_{exam.state}")
        return f"{told} {clock(at)}" if exam.state != "ready" and at else told

    def state(self, row: Row) -> str:
        return f"{SIGNS[row.state]} {self.word(f'board.state_{row.state}')}"

    def sums(self, seen: Overview) -> str:
        """How many are where; what nobody is in is left out, but for who came and who has finished."""
        sums = seen.sums
        parts = [self.word("board.sum_came", count=sums.came, all=sums.trainees)]
        counts = {
            "answering": sums.answering, "paused": sums.paused, "finished": sums.finished, "time_over": sums.time_over,
        }  # fmt: skip
        parts += [
            self.word(f"board.sum_{name}", count=count) for name, count in counts.items() if count or name == "finished"
        ]
        return " · ".join(parts)

    def paused(self, seen: Overview) -> str:
        """Which rooms stand still; empty when none does."""
        if not seen.paused:
            return ""
        rooms = ", ".join(tidy(room) or self.word("board.every_room") for room in seen.paused)
        return self.word("board.is_paused", rooms=rooms)

    def left(self, left: timedelta | None) -> str:
        """The time left in whole minutes, since a number that changes every second keeps no one calm."""
        if left is None:
            return ""
        minutes = whole_minutes(left)
        return self.word("board.minutes_left", count=minutes) if minutes else self.word("board.under_a_minute")

    def code(self, trainee: Trainee) -> str:
        """The one-time code as it is read aloud; empty once names and codes were removed."""
        return show_code(trainee.code) if read_code(trainee.code) else ""

    def server(self, state: HostState) -> str:
        """What is to be said about the server; empty while it simply runs where it was meant to."""
        if state.phase == "running":
            moved = state.port != state.wanted
            return self.word("board.other_port", wanted=state.wanted, port=state.port) if moved else ""
        return self.say(f"board.host_{state.phase}", reason=self.trouble(state), port=state.port or state.wanted)

    def clock_set(self, state: HostState) -> str:
        """What the last jump of the clock means for the exam, and what is to be done; empty without one."""
        found = state.clock
        if found is None:
            return ""
        what = "idle" if not found.during else "forward" if found.seconds > 0 else "back" if found.seconds else "undone"
        return self.say(f"board.clock_{what}", time=span(abs(found.seconds), self.word))

    def trouble(self, state: HostState) -> str:
        """Why the server is not there."""
        key = f"board.host_code_{state.code}"
        return self.word(key if self.word.has(key) else "board.host_code_ended", reason=state.reason, port=state.wanted)

    def joined(self, seen: Overview) -> str:
        """That more have joined by name than come, or as many as can: somebody may be making them up. Empty while they
        are few, or while nobody can."""
        count = sum(row.trainee.walk_in for row in seen.rows)
        if not allows_walk_in(seen):
            return ""
        if count >= MOST_WALK_INS:
            return self.word("board.full", count=count)
        if count >= MANY_WALK_INS:
            return self.word("board.many_joined", count=count, how=self.word(f"board.shut_{self._by}"))
        return ""

    def two_open(self, seen: Overview) -> str:
        """That several exams are open, and what mends it; empty as long as it is one at most."""
        opened = opened_exams(seen)
        return f"! {self._two_open(numbers_of(opened))}" if len(opened) > 1 else ""

    def _two_open(self, exams: object) -> str:
        return self.word("classroom.error_two_open", exams=exams, how=self.word(f"board.close_{self._by}"))

    @property
    def _by(self) -> str:
        return "typed" if self.typed else "by_key"

    def failed(self, error: ConductError | StoreError, where: str) -> str:
        """Why something could not be done to the class at ``where``."""
        if isinstance(error, StoreError):
            return register_trouble(error, where, self.word)
        return self._two_open(error.values["exams"]) if error.code == "two_open" else conduct_trouble(error, self.word)

    def how_to_come_in(self, seen: Overview) -> str:
        """What trainees do at the address."""
        listed = any(not row.trainee.walk_in for row in seen.rows)
        walk_in = allows_walk_in(seen)
        return self.word(f"board.come_in_{'both' if walk_in and listed else 'name' if walk_in else 'code'}")

    def event(self, event: Event, trainees: Mapping[str, Trainee], exams: Mapping[str, ExamRow]) -> str:
        """One line of the record."""
        parts = [f"{clock(event.at, seconds=True)}  {self.word(f'board.event_{event.kind}')}"]
        if event.exam in exams:
            parts.append(self.exam_title(exams[event.exam]))
        if event.trainee in trainees:
            parts.append(self.whom(trainees[event.trainee]))
        if event.room:
            parts.append(self.word("board.room", room=tidy(event.room)))
        if event.kind == "factor":
            parts.append(self.word.decimal(event.detail))
        if event.kind == "clock_set":
            parts.append(told_jump(event.detail, self.word))
        if event.kind == "extended":
            parts.append(self.word("board.minutes_more", count=event.detail))
        return " · ".join(parts)

    def events(self, events: Sequence[Event], seen: Overview) -> list[str]:
        """The last events, the newest first."""
        trainees = {row.trainee.id: row.trainee for row in seen.rows}
        exams = {exam.id: exam for exam in seen.exams}
        return [self.event(event, trainees, exams) for event in reversed(events[-MOST_EVENTS:])]


def clock(at: str, *, seconds: bool = False) -> str:
    """A moment as the clock on the wall shows it; empty for none."""
    try:
        return read_moment(at).astimezone().strftime("%H:%M:%S" if seconds else "%H:%M") if at else ""
    except ValueError:
        return ""


def next_ready(seen: Overview) -> ExamRow | None:
    """The exam that is opened next."""
    return next((exam for exam in seen.exams if exam.state == "ready"), None)


def open_exam(seen: Overview) -> ExamRow | None:
    """The exam that is open; of several the first."""
    return next(iter(opened_exams(seen)), None)


def opened_exams(seen: Overview) -> tuple[ExamRow, ...]:
    """One exam, or none. Several only after a merge or a change by hand."""
    return tuple(exam for exam in seen.exams if exam.state == "open")


def allows_walk_in(seen: Overview) -> bool:
    """Whether people may join who are on no list."""
    return bool(seen.classroom and seen.classroom.walk_in)


def rooms_of(seen: Overview) -> tuple[str, ...]:
    """The rooms that trainees are in, if they have names."""
    return tuple(sorted({row.room for row in seen.rows if row.room}))


def span(seconds: int, word: Catalog) -> str:
    """Some seconds as people say them."""
    if seconds < 2 * _MINUTE:
        return word("board.span_seconds", count=seconds)
    if seconds < 2 * _HOUR:
        return word("board.span_minutes", count=round(seconds / _MINUTE))
    return word("board.span_hours", count=word.decimal(f"{seconds / _HOUR:.1f}".removesuffix(".0")))


def told_jump(detail: str, word: Catalog) -> str:
    """By how much a clock was set: seconds with their sign, as an event has them."""
    try:
        seconds = int(detail)
    except ValueError:
        return detail
    return f"{'−' if seconds < 0 else '+'}{span(abs(seconds), word)}"


def told_extended(title: str, minutes: int, more: int, going_on: int, word: Catalog) -> str:
    """That everybody was given ``more`` minutes in an exam that has ``minutes`` now."""
    said = word("classroom.did_extend", title=title, more=more, minutes=minutes)
    return f"{said} {word('classroom.go_on_again', count=going_on)}" if going_on else said
