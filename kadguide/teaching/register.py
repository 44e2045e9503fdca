"""What a class consists of, and the register that keeps it.

A register is one SQLite file on the instructor's laptop, or a PostgreSQL database that several rooms share; both answer
to :class:`Register`. Everything that can be computed (marks, time left, who is late) is computed, not kept.

Moments are ISO 8601 text in UTC, as :func:`moment` writes them, so that they sort as text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual

ExamKind = Literal["pre", "post", "quiz"]
ExamState = Literal["ready", "open", "closed"]
Door = Literal["form", "terminal", "file"]
Finish = Literal["", "trainee", "time", "proctor"]
EventKind = Literal[
    "login", "login_refused", "reset_login", "walk_in", "exam_opened", "exam_closed", "paused", "resumed", "finished",
    "factor", "extended", "reopened", "regraded", "merged", "merge_refused", "removed", "names_removed",
    "server_started", "server_restarted", "server_stopped", "clock_set", "walk_in_opened", "walk_in_shut",
]  # fmt: skip


class Classroom(NamedTuple):
    """The class. ``knowledge`` is the mark of the material it was made with; ``agenda`` the plan it follows, if any.

    ``walk_in`` lets people join who are on no list. A ``rehearsal`` tries the room out and counts for nothing.
    ``keys`` holds the secret keys for exams without a network, once they were made. ``room`` is the room that this copy
    of the class was made for; empty in the class that was copied.
    """

    id: str
    title: str
    lang: str
    agenda: str = ""
    knowledge: str = ""
    walk_in: bool = False
    rehearsal: bool = False
    keys: str = ""
    made_at: str = ""
    room: str = ""


class Trainee(NamedTuple):
    """A trainee. ``number`` is the place in the list from 1, which stands for the name where names are hidden.

    ``nip`` is text, since it may begin with 0 and has more digits than a spreadsheet keeps. ``code`` opens the class
    once; ``factor`` stretches the time of exams (1 or more); ``login`` is the digest of the ticket of the device that
    is logged in, empty when none is.
    """

    id: str
    number: int
    nip: str
    name: str
    unit: str
    code: str
    factor: float = 1.0
    room: str = ""
    walk_in: bool = False
    added_at: str = ""
    login: str = ""
    login_at: str = ""


class Exam(NamedTuple):
    """An exam or test. ``minutes`` is the time for it, 0 for none; ``reveal`` tells trainees their mark once it is
    closed.

    ``secret`` leads from the ids on the paper back to the bank and never leaves the instructor's side; ``paper`` is
    what :func:`~kadguide.teaching.paper.encode_paper` wrote; ``words`` are those that typed answers are graded with.
    """

    id: str
    number: int
    kind: ExamKind
    title: Bilingual
    minutes: int
    reveal: bool
    secret: str
    paper: str
    words: str
    knowledge: str
    made_at: str
    state: ExamState = "ready"
    opened_at: str = ""
    closed_at: str = ""


class Key(NamedTuple):
    """The whole question behind a question on paper, as of a revision counted from 1. ``weight`` is its most mark.

    ``all_right`` gives it to everybody who sat the exam, whatever was answered.
    """

    exam: str
    item: str
    revision: int
    content: Item
    weight: float = 1.0
    reason: str = ""
    made_at: str = ""
    all_right: bool = False


class Pause(NamedTuple):
    """A stretch in which a room (``""``: every room) stood still; without an end it lasts still."""

    exam: str
    room: str
    began_at: str
    ended_at: str = ""


class Attempt(NamedTuple):
    """One trainee in one exam. ``place`` is the question that is open, counted from 0 in the trainee's own order."""

    exam: str
    trainee: str
    room: str
    door: Door
    place: int
    started_at: str
    seen_at: str
    finished_at: str = ""
    finish: Finish = ""
    proof: str = ""


class Given(NamedTuple):
    """One answer to one question on paper. ``response`` is what :meth:`Response.encode` wrote, in the paper's ids."""

    exam: str
    trainee: str
    item: str
    response: str
    at: str
    place: int
    """The question that is open after it."""


class Recorded(NamedTuple):
    """An answer as it stands in the register; ``number`` counts the answers of one attempt from 1."""

    exam: str
    trainee: str
    number: int
    item: str
    response: str
    at: str


class Event(NamedTuple):
    """Something that belongs into the record of the session. ``detail`` is short and holds no name.

    That of a ``removed`` trainee keeps the id, which tells nothing, so that no copy brings that trainee back."""

    id: str
    at: str
    kind: EventKind
    exam: str = ""
    trainee: str = ""
    room: str = ""
    detail: str = ""


class Handout(NamedTuple):
    """An exam file as it was handed out to be sat without a network. ``digest`` is what every result of it names;
    there may be several of one exam, such as one with trainees who came later."""

    exam: str
    digest: str
    data: str
    made_at: str


class Contents(NamedTuple):
    """Everything that a register holds, as of one moment."""

    classroom: Classroom | None = None
    trainees: tuple[Trainee, ...] = ()
    exams: tuple[Exam, ...] = ()
    keys: tuple[Key, ...] = ()
    """All revisions."""
    pauses: tuple[Pause, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    answers: tuple[Recorded, ...] = ()
    events: tuple[Event, ...] = ()
    handouts: tuple[Handout, ...] = ()


class Changes(NamedTuple):
    """What is to be written down in one go. Nothing is ever taken away by it.

    ``trainees`` and ``exams`` are new and numbered behind the last ones, ``attempts`` too are new; ``answers`` belong
    to them, or go behind those that are there. Of ``moved_trainees`` room and factor are written, of ``known_exams``
    state, times and minutes, of ``known_attempts`` everything. ``ended_pauses`` lasted still, and get their end;
    ``shortened_pauses`` get an earlier one. Of
    ``changed_trainees`` name, NIP, unit, room and factor are written. ``secret_keys`` become those of a class that has
    none; a ``classroom`` is written where there is none. What was ``seen`` is as it was when all this
    was decided: when an exam is open or closed by now that was not, or has another time, when a trainee has another
    room or factor, or an attempt went on or ended, nothing is written.
    """

    secret_keys: str = ""
    trainees: tuple[Trainee, ...] = ()
    moved_trainees: tuple[Trainee, ...] = ()
    exams: tuple[Exam, ...] = ()
    known_exams: tuple[Exam, ...] = ()
    keys: tuple[Key, ...] = ()
    pauses: tuple[Pause, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    known_attempts: tuple[Attempt, ...] = ()
    answers: tuple[Recorded, ...] = ()
    events: tuple[Event, ...] = ()
    handouts: tuple[Handout, ...] = ()
    ended_pauses: tuple[Pause, ...] = ()
    changed_trainees: tuple[Trainee, ...] = ()
    classroom: Classroom | None = None
    shortened_pauses: tuple[Pause, ...] = ()
    seen_exams: tuple[Exam, ...] = ()
    seen_trainees: tuple[Trainee, ...] = ()
    seen_attempts: tuple[Attempt, ...] = ()


class Register(Protocol):
    """The register of one class. Every method is one transaction; all raise ``StoreError`` when it cannot be done.

    An act with an ``event`` is done once: with the same event it returns the same, and writes nothing.
    """

    def classroom(self) -> Classroom | None: ...

    def keep_classroom(self, classroom: Classroom) -> None:
        """Write the class. Secret keys that are there stay when it has none."""

    def set_walk_in(self, allowed: bool, event: Event) -> bool:
        """Let people join who are on no list, or no longer, with ``event`` in the record. False, and nothing written,
        when it is so already."""

    def trainees(self) -> tuple[Trainee, ...]:
        """All trainees in the order of the list."""

    def trainee(self, id_: str) -> Trainee | None: ...
    def with_code(self, code: str) -> Trainee | None: ...
    def with_login(self, login: str) -> Trainee | None: ...

    def add_trainees(self, trainees: Sequence[Trainee]) -> None:
        """Add all of them or none. Their numbers are set behind the last one of the list. Those whose id is there are
        there already."""

    def change_trainee(self, trainee: Trainee) -> None:
        """Write name, NIP, unit, room and factor of a trainee."""

    def set_factor(self, trainee: str, factor: float, event: Event | None = None) -> bool:
        """Write the factor of a trainee and nothing else, with ``event`` in the record. False, and nothing written,
        when it is that already."""

    def claim(self, code: str, login: str, at: str, room: str = "", event: Event | None = None) -> bool:
        """Log a device in with a code that no device is logged in with, in ``room`` if it has a name, with ``event`` in
        the record: of two at once exactly one succeeds."""

    def release(self, trainee: str, event: Event | None = None) -> bool:
        """Reset the login, so that the code opens the class once more, with ``event`` in the record. False, and nothing
        written, when nobody was logged in."""

    def remove_trainee(self, trainee: str, event: Event | None = None) -> None:
        """Delete a trainee with everything that he or she answered, and log that. Nothing of it stays in the file, else
        ``StoreError("lingers")``: somebody is reading it."""

    def remove_names(self, event: Event | None = None) -> None:
        """Delete names, NIPs, units and codes of all trainees in the same way; answers stay, behind numbers."""

    def exams(self) -> tuple[Exam, ...]: ...
    def exam(self, id_: str) -> Exam | None: ...

    def add_exam(self, exam: Exam, keys: Sequence[Key]) -> None:
        """Add an exam with its keys. Its number is set behind the last one."""

    def set_state(
        self, exam: str, state: Literal["open", "closed"], at: str, over: Sequence[Attempt] = (),
        event: Event | None = None,
    ) -> bool:  # fmt: skip
        """Open or close an exam with all that goes with it, all or nothing; the first opening and the last closing are
        remembered, and ``event`` goes into the record. False, and nothing written, when it is not open to be closed,
        or when any exam is open already: of two that are opened at once exactly one is.

        An exam that opens again goes on as it was: the time for which it was closed is a pause of all rooms, and
        whoever was ended by the closing goes on. One that closes ends every attempt: those ``over`` when and how they
        say, all others now by the proctor; and no room stands still any more.
        """

    def extend(self, exam: Exam, minutes: int, going_on: Sequence[str], event: Event) -> bool:
        """Give an exam that many minutes more, let those trainees go on whose time had been over, and write ``event``
        into the record, all or nothing. False, and nothing written, when it is not open, or has another time by now
        than ``exam`` says."""

    def keys(self, exam: str) -> tuple[Key, ...]:
        """The newest revision of every key, in the order of the paper."""

    def revisions(self, exam: str) -> tuple[Key, ...]:
        """All keys that ever were, by question and revision."""

    def revise(self, key: Key) -> None:
        """Add a revision of a key. Raises ``StoreError("conflict")`` when there is one of that number already."""

    def pauses(self, exam: str) -> tuple[Pause, ...]: ...

    def pause(self, exam: str, room: str, at: str, event: Event | None = None) -> bool:
        """Let a room stand still, and write ``event`` into the record. False, and nothing written, when it does, or
        when the exam is not open."""

    def resume(self, exam: str, room: str, at: str, event: Event | None = None) -> bool:
        """Let a room go on, and write ``event`` into the record. False, and nothing written, when it did not stand
        still."""

    def begin(self, attempt: Attempt) -> None:
        """Write the attempt down, unless the trainee has begun already or the exam was closed."""

    def attempt(self, exam: str, trainee: str) -> Attempt | None: ...
    def attempts(self, exam: str) -> tuple[Attempt, ...]: ...

    def give(self, answers: Sequence[Given]) -> None:
        """Write answers down, in one transaction whoever gave them, and move the attempts on."""

    def move(self, exam: str, trainee: str, place: int, at: str) -> None:
        """Another question is open now."""

    def finish(
        self, exam: str, trainee: str, at: str, how: Finish, proof: str = "", *, minutes: int | None = None,
        event: Event | None = None,
    ) -> bool:  # fmt: skip
        """End an attempt, with ``event`` in the record. False, and nothing written, when it was ended before, or when
        the exam has other ``minutes`` by now than those by which the time seemed to be over."""

    def reopen(self, exam: str, trainee: str, event: Event | None = None) -> bool:
        """Take back the end of an attempt, with ``event`` in the record. False, and nothing written, when it had not
        ended, or when the exam is not open."""

    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]:
        """The answers to an exam, of one trainee or of all, in the order given."""

    def take_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> bool:
        """Write down a whole attempt from elsewhere, all or nothing. False, and nothing written, when the trainee has
        another attempt at that exam already."""

    def replace_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> None:
        """Write down a whole attempt from elsewhere in the place of the one that is there."""

    def add_handout(self, handout: Handout) -> None:
        """Remember an exam file before it is handed out."""

    def handouts(self) -> tuple[Handout, ...]:
        """All exam files that were handed out, the oldest first."""

    def log(self, event: Event) -> None: ...
    def events(self) -> tuple[Event, ...]: ...

    def contents(self) -> Contents:
        """Everything, as of one moment. Raises ``StoreError("unsound")`` when a value in it is none."""

    def check(self) -> None:
        """Raise ``StoreError("unsound")`` when anything in it cannot be, or speaks of what is not there."""

    def apply(self, changes: Changes) -> None:
        """Write all changes down or none. Raises ``StoreError("conflict")``, and writes nothing, when what they add to
        was added to meanwhile."""

    def copy_to(self, path: Path) -> None:
        """Check the register and write a copy, as of one moment, into a new file. Raises ``StoreError("exists")`` when
        the file is there already, ``StoreError("damaged")`` when the register is not sound."""

    def close(self) -> None:
        """Let go of the file or the connection; the next action opens it again."""


def moment(now: datetime) -> str:
    """A moment as the register keeps it, to the millisecond."""
    return now.astimezone(UTC).isoformat(timespec="milliseconds")


def read_moment(text: str) -> datetime:
    """What :func:`moment` wrote. Raises ``ValueError`` for anything else."""
    return datetime.fromisoformat(text)


def last_answers(answers: Sequence[Recorded]) -> dict[str, Recorded]:
    """The answer that counts for each question of one attempt: the last one."""
    return {answer.item: answer for answer in sorted(answers, key=lambda answer: answer.number)}
