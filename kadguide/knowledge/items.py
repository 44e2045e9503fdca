"""Quiz items as frozen data: what is asked, what is right, and what each wrong answer shows.

All texts are plain, without Markdown. Credits are whole percents, 0 to 100.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from kadguide.knowledge.model import Bilingual, Citation, Layer, Names

ItemType = Literal["single", "multiple", "true_false", "matching", "ordering", "short", "number", "article"]
ITEM_TYPES: tuple[ItemType, ...] = (
    "single", "multiple", "true_false", "matching", "ordering", "short", "number", "article",
)  # fmt: skip
FULL = 100
"""The credit of a right answer, in percent."""
NOTHING = Bilingual("", "")


class Option(NamedTuple):
    """One answer to choose. In a true/false item the options are the reasons."""

    id: str
    text: Bilingual
    credit: int = 0
    feedback: Bilingual = NOTHING
    misconception: str | None = None


class Pair(NamedTuple):
    """Two things that belong together; ``feedback`` says why."""

    id: str
    left: Bilingual
    right: Bilingual
    feedback: Bilingual = NOTHING


class Step(NamedTuple):
    """Something with a place in an order. Equal ranks may stand either way."""

    id: str
    text: Bilingual
    rank: int


class Mistake(NamedTuple):
    """Typed answers that show a known error."""

    answers: Names
    feedback: Bilingual
    misconception: str | None


class NumberKey(NamedTuple):
    """A number that is asked for. ``tolerance`` counts as right, up to ``near`` away earns half."""

    value: float
    tolerance: float = 0
    near: float = 0
    unit: Bilingual = NOTHING


class ArticleKey(NamedTuple):
    """A place in a regulation that is asked for; ``asks_source`` when the answer must name the regulation too."""

    source: str
    article: str
    paragraph: str | None = None
    letter: str | None = None
    asks_source: bool = False


class Item(NamedTuple):
    """One question of a quiz.

    ``version`` is raised when the meaning changes: what was learned from an older version no longer counts.
    ``updated`` is the day of the last change of any kind. ``hint`` is the first of three helps, if there is an own one.
    """

    id: str
    quiz: str
    type: ItemType
    layer: Layer
    stem: Bilingual
    explanation: Bilingual
    entry: str
    updated: date
    version: int = 1
    difficulty: int = 2
    competencies: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    hint: Bilingual = NOTHING
    case: str | None = None
    contrast: str | None = None
    options: tuple[Option, ...] = ()
    keep_order: bool = False
    truth: bool = False
    feedback: Bilingual = NOTHING
    """In a true/false item: why the wrong verdict is wrong."""
    misconception: str | None = None
    """In a true/false item: the error behind the wrong verdict."""
    pairs: tuple[Pair, ...] = ()
    lures: tuple[Option, ...] = ()
    steps: tuple[Step, ...] = ()
    ties: bool = False
    accepted: Names = Names()
    partial: Names = Names()
    mistakes: tuple[Mistake, ...] = ()
    number: NumberKey | None = None
    article: ArticleKey | None = None
    reviewed_on: date | None = None
    origin: str | None = None


class Case(NamedTuple):
    """A told situation that several items share."""

    id: str
    quiz: str
    title: Bilingual
    text: Bilingual


class Quiz(NamedTuple):
    """One file of items.

    ``imported`` when they come from another program and were not completed: they can be asked by the quiz's id, but are
    no part of the path, the reviews and the coverage.
    """

    id: str
    title: Bilingual
    author: str
    checked_on: date
    items: tuple[str, ...]
    origin: str | None = None
    imported: bool = False


class Misconception(NamedTuple):
    """An error that people make about the subject, in one sentence that states the error."""

    id: str
    text: Bilingual


class Module(NamedTuple):
    """A stretch of the path: what it teaches, and what must be known before.

    ``core`` modules lead to the certificate. ``quizzes`` add items that belong to no competency.
    """

    id: str
    title: Bilingual
    goal: Bilingual
    competencies: tuple[str, ...]
    quizzes: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    core: bool = True


class Contrast(NamedTuple):
    """Things that people mix up, which are therefore reviewed side by side."""

    id: str
    title: Bilingual


class Bank(NamedTuple):
    """Everything that trains: items, their cases and quizzes, the errors they name, the path through them."""

    items: tuple[Item, ...] = ()
    cases: tuple[Case, ...] = ()
    quizzes: tuple[Quiz, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    modules: tuple[Module, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
