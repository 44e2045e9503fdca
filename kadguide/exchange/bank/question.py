"""A question as other programs know it, and what is said about files that come and go.

It stands between our items and the formats: one language, percents from -100 to 100, nothing that names our knowledge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from kadguide.knowledge.items import Case, Item

Kind = Literal["single", "multiple", "true_false", "matching", "ordering", "short", "number"]
Weight = Literal["error", "left_out", "note"]
"""``error``: cannot be taken as it is. ``left_out``: does not go out. ``note``: goes through, but something is lost."""


class Answer(NamedTuple):
    """One answer: what it earns in percent, what is said to whoever gives it, and how far off a number may be."""

    text: str
    percent: float = 0
    feedback: str = ""
    tolerance: float = 0


class Question(NamedTuple):
    """One question. ``text`` may have several paragraphs.

    ``answers`` are options, accepted and known wrong words or numbers, or the steps in their right order. In a
    true/false question there is one: ``"true"`` or ``"false"``, with what is said to the wrong verdict. ``pairs`` hold
    left and right sides; a lure has no left side. ``place`` is the line that it was read from.
    """

    kind: Kind
    id: str
    text: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    explanation: str = ""
    tags: tuple[str, ...] = ()
    keep_order: bool = False
    place: int = 0


class Remark(NamedTuple):
    """Something to tell about one question or the whole file: ``bank.<key>`` in the words of the interface.

    ``place`` is a line or row, 0 when there is none; ``item`` is its id or the beginning of its text.
    """

    weight: Weight
    key: str
    item: str = ""
    place: int = 0
    values: Mapping[str, object] = {}


class Parsed(NamedTuple):
    """What a reader of one format found."""

    questions: tuple[Question, ...]
    remarks: tuple[Remark, ...] = ()


class Imported(NamedTuple):
    """What came out of a file: items that can be asked, the cases they share, and what is to be said about the file."""

    items: tuple[Item, ...]
    cases: tuple[Case, ...] = ()
    problems: tuple[Remark, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.weight == "error" for problem in self.problems)


class Export(NamedTuple):
    """A file to write: its bytes, how many items it holds, and what does not go out or loses something."""

    data: bytes
    items: int
    remarks: tuple[Remark, ...] = ()


class UnfitError(Exception):
    """One question that cannot be taken; ``bank.<key>`` with ``values`` says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class BankError(Exception):
    """The whole file is of no use; ``bank.<key>`` with ``values`` says why."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values
