"""Keeps things for one user and one run: what screens and linear rooms ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from kadguide import __version__
from kadguide.answering.folding import clean, fold
from kadguide.answering.reply import Reply
from kadguide.keeping.kept import (
    MOST_LINE,
    MOST_NOTE,
    Bookmark,
    CaseRow,
    Flag,
    Gap,
    Kept,
    Note,
    Shelf,
    StoreError,
    Thing,
    safe_text,
)
from kadguide.light import NamedTuple

ASK, YES, NO = "ask", "yes", "no"
"""Whether unanswered questions are kept: not yet asked, allowed, refused."""
MOST_ASKED = 300
"""Questions of this run that can be found again."""
_T = TypeVar("_T")


class Asked(NamedTuple):
    """A question of this run, and the entry that it led to."""

    question: str
    entry: str


class Subject(NamedTuple):
    """What is looked at: the entry to mark or write about, the question and entry to flag, and the last reply when it
    was no answer."""

    entry: str
    question: str = ""
    answer: str = ""
    unanswered: Reply | None = None


class Keeper:
    """Reads never fail: with a file that cannot be used there is nothing kept, and whoever listens is told once.

    Writes raise :class:`~kadguide.keeping.kept.StoreError`, but what was typed into a note stays until the end of the
    program.
    """

    def __init__(self, shelf: Shelf, consent: str = ASK) -> None:
        self._shelf = shelf
        self.consent = consent if consent in (YES, NO) else ASK
        self._asked: dict[str, Asked] = {}
        self._unkept: dict[str, str] = {}
        self._said: set[str] = set()
        self._say: Callable[[StoreError], None] | None = None

    def listen(self, say: Callable[[StoreError], None]) -> None:
        """``say`` is told of trouble from now on."""
        self._say = say

    @property
    def where(self) -> str:
        """The path of the file where things are kept; empty when there is none."""
        return self._shelf.where

    def _tell(self, errors: tuple[StoreError, ...]) -> None:
        for error in errors:
            if self._say is not None and (error.code == "set_aside" or error.code not in self._said):
                self._said.add(error.code)
                self._say(error)

    def _read(self, read: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return read()
        except StoreError as error:
            self._tell((error,))
            return otherwise
        finally:
            self._tell(self._shelf.remarks())

    def _write(self, write: Callable[[Thing], None], thing: Thing) -> None:
        try:
            write(thing)
        finally:
            self._tell(self._shelf.remarks())

    # -- what is kept

    def all(self) -> Kept:
        """Everything that is kept."""
        return self._read(self._shelf.all, Kept())

    def drop(self, thing: Thing) -> None:
        """Keep ``thing`` no longer."""
        self._write(self._shelf.drop, thing)

    def clear_reports(self) -> None:
        """Drop all flags and gaps."""
        self._shelf.clear_reports()

    # -- cases: what cannot be written is told, and whoever made it goes on without

    def case_texts(self) -> tuple[str, ...]:
        """The texts of all cases, the one that was changed last first."""
        rows: tuple[CaseRow, ...] = ()
        return tuple(row.data for row in self._read(self._shelf.case_rows, rows))

    def keep_case(self, id_: str, text: str, at: str) -> None:
        self._read(lambda: self._shelf.keep_case(id_, text, at), None)

    def drop_case(self, id_: str) -> None:
        self._read(lambda: self._shelf.drop_case(id_), None)

    # -- marks and notes

    def is_marked(self, entry: str) -> bool:
        return self._read(lambda: self._shelf.bookmark(entry), None) is not None

    def toggle_mark(self, entry: str, at: datetime) -> bool:
        """Mark ``entry``, or take its mark away; whether it is marked now."""
        mark = Bookmark(entry, _iso(at))
        if self.is_marked(entry):
            self._write(self._shelf.drop, mark)
            return False
        self._write(self._shelf.keep, mark)
        return True

    def notes(self) -> tuple[Note, ...]:
        """All notes, with those that could not be kept."""
        kept = {note.entry: note for note in self.all().notes}
        unkept = {entry: Note(entry, text, "") for entry, text in self._unkept.items()}
        return tuple(note for note in {**kept, **unkept}.values() if note.text)

    def note(self, entry: str) -> str:
        """The note on ``entry``; empty when there is none."""
        if entry in self._unkept:
            return self._unkept[entry]
        note = self._read(lambda: self._shelf.note(entry), None)
        return note.text if note else ""

    def write_note(self, entry: str, text: str, at: datetime) -> None:
        """Keep ``text`` as the note on ``entry``; without text there is no note any more."""
        note = Note(entry, safe_text(text), _iso(at))
        if note.text == self.note(entry) and entry not in self._unkept:
            return
        self._unkept[entry] = note.text
        self._write(self._shelf.keep if note.text else self._shelf.drop, note)
        del self._unkept[entry]

    def add_to_note(self, entry: str, text: str, at: datetime) -> None:
        """Put ``text`` below what the note on ``entry`` says already. A note that would become too long stays as it
        was (``too_long``)."""
        whole = f"{self.note(entry)}\n{safe_text(text)}"
        if len(whole) > MOST_NOTE:
            raise StoreError("too_long", most=str(MOST_NOTE))
        self.write_note(entry, whole, at)

    # -- questions

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of this run, the last one first."""
        return tuple(reversed(self._asked.values()))

    def hear(self, reply: Reply, at: datetime) -> bool:
        """A question was asked. Whether it was kept as one without an answer, which needs the user's consent."""
        question = clean(reply.question)[:MOST_LINE]
        if not question or reply.status == "chitchat":
            return False
        if entry := reply.entry or (reply.candidates[0].entry if reply.candidates else ""):
            key = fold(question)
            self._asked.pop(key, None)
            self._asked[key] = Asked(question, entry)
            if len(self._asked) > MOST_ASKED:
                del self._asked[next(iter(self._asked))]
        if reply.status != "not_found" or self.consent != YES:
            return False
        try:
            self.record(reply, at)
        except StoreError as error:
            self._tell((error,))
            return False
        return True

    def record(self, reply: Reply, at: datetime) -> None:
        """Keep the question of ``reply`` as one without an answer."""
        question = clean(reply.question)[:MOST_LINE]
        nearest = tuple(candidate.entry for candidate in reply.candidates)
        self._write(self._shelf.keep, Gap(fold(question).strip(" ?!."), question, _iso(at), nearest))

    def flag(self, subject: Subject, reason: str, material: str, at: datetime) -> None:
        """Keep that an answer is wrong."""
        question, why = clean(subject.question)[:MOST_LINE], clean(reason)[:MOST_LINE]
        self._write(self._shelf.keep, Flag(question, subject.answer, why, __version__, material, _iso(at)))


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
