"""The things that are kept, and the shelf that they are kept on. Where the shelf stands is not known here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Protocol

MOST_NOTE = 4000
"""Characters of a note."""
MOST_LINE = 1000
"""Characters that are kept of a question or of a reason."""
_HARMFUL = {"Cc", "Cf", "Cs", "Co", "Cn"}


class StoreError(Exception):
    """Something about the file where things are kept. ``code`` names what, ``values`` fill the words about it.

    ``unwritable`` · ``full`` · ``busy`` · ``newer`` (written by a later kadguide) · ``failed`` (``reason``) ·
    ``damaged`` (``path``) · ``conflict``: something of that name is there already ·
    ``missing``: nothing is there · ``exists`` (``path``): a new file was wanted, and one is there · ``foreign``: it
    belongs to another program · ``programmed``: a class with triggers or views of somebody else ·
    ``address``: no address of a database · ``unreachable`` (``reason``) · ``set_aside`` (``path``): the file was
    damaged, lies there now, and a new one was begun. The last is a remark rather than a failure.
    """

    def __init__(self, code: str, **values: str | OSError) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A marked entry. ``at``, here and below, is when it was kept: ISO 8601, with the offset of the place."""

    entry: str
    at: str


@dataclass(frozen=True, slots=True)
class Note:
    """What the user wrote about an entry: plain text of several lines."""

    entry: str
    text: str
    at: str


@dataclass(frozen=True, slots=True)
class Flag:
    """An answer that the user says is wrong. ``program`` and ``material`` say which kadguide gave it."""

    question: str
    entry: str
    reason: str
    program: str
    material: str
    at: str
    number: int = 0
    """Given by the shelf."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question without an answer. ``key`` is its folded form, under which it is counted; ``nearest`` are entries."""

    key: str
    question: str
    at: str
    nearest: tuple[str, ...] = ()
    count: int = 1


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case that is worked on. ``data`` is the business of whoever keeps it."""

    id: str
    data: str
    changed_at: str


Thing = Bookmark | Note | Flag | Gap


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept, each kind with the newest first."""

    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[Note, ...] = ()
    flags: tuple[Flag, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.bookmarks or self.notes or self.flags or self.gaps)


class Shelf(Protocol):
    """Keeps things, each action whole or not at all. Everything may raise :class:`StoreError`."""

    @property
    def where(self) -> str:
        """The path of the file; empty when there is none."""

    def all(self) -> Kept:
        """Everything, the newest first."""

    def bookmark(self, entry: str) -> Bookmark | None:
        """The mark on ``entry``."""

    def note(self, entry: str) -> Note | None:
        """The note on ``entry``."""

    def keep(self, thing: Thing) -> None:
        """Keep a thing; a mark or a note takes the place of the one before, a gap of the same key is counted."""

    def drop(self, thing: Thing) -> None:
        """Keep a thing no longer."""

    def clear_reports(self) -> None:
        """Drop all flags and gaps."""

    def case_rows(self) -> tuple[CaseRow, ...]:
        """All cases, the one that was changed last first."""

    def keep_case(self, id_: str, text: str, at: str) -> None:
        """Keep the case ``id_``, in place of what was kept of it before."""

    def drop_case(self, id_: str) -> None:
        """Keep the case no longer."""

    def remarks(self) -> tuple[StoreError, ...]:
        """What happened meanwhile and should be said; each is returned once."""


def safe_text(text: str, most: int = MOST_NOTE) -> str:
    """``text`` of several lines that can be kept and shown anywhere: no control or format characters, no more than
    ``most`` characters, no blank lines at its ends."""
    lines = text.expandtabs(4).splitlines()
    shown = ("".join(c for c in line if unicodedata.category(c) not in _HARMFUL).rstrip() for line in lines)
    return "\n".join(shown).strip("\n")[:most].rstrip()
