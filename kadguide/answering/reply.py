"""What the engine returns: data with ids and reasons. The words around it belong to whoever shows it."""

from __future__ import annotations

from kadguide.knowledge.model import Lang
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal, TypeAlias

Status: TypeAlias = 'Literal["answered", "clarify", "not_found", "chitchat"]'


REFUSALS = ("own", "future", "opinion", "abroad", "work", "files", "office", "deal", "records", "times")
"""Kinds of things that no material holds: files of the asker, what will come, a judgment, rules of other countries, a
piece of work, forms to download, how one comes to an office, what single regions agreed, what only records hold,
a time that no rule sets."""


class Candidate(NamedTuple):
    """An entry that may answer, with the probability (0 to 1) that it does."""

    entry: str
    confidence: float


class Correction(NamedTuple):
    """Something that the question takes for granted and that is not so.

    ``kind``: ``revoked`` (``about`` is a source id) · ``only`` (``about`` is a group id, ``size`` its members) ·
    ``no-law`` (``about`` is what was typed) · ``no-article`` (``about`` is “source article” or an article) ·
    ``other-law`` (``about`` is the source named and the one that rules) ·
    ``no-part`` (``about`` is a part of the paper) · ``no-records`` (``about`` is a region).
    """

    kind: str
    about: str
    size: int = 0


class SideBySide(NamedTuple):
    """A comparison to be laid out: its id and the subjects, in order."""

    comparison: str
    subjects: tuple[str, ...]


class Step(NamedTuple):
    """One signal of the decision, for curators: its name, value and what it added to the score."""

    name: str
    value: float
    weight: float


class Reply(NamedTuple):
    """The outcome of one question.

    ``entries`` answer it, usually one; several when the answer is put together. ``smalltalk`` names the kind of small
    talk. ``confidence`` is calibrated: of replies with 0.8, about eight in ten are right.
    """

    question: str
    lang: Lang
    status: Status
    confidence: float
    entries: tuple[str, ...] = ()
    side_by_side: SideBySide | None = None
    corrections: tuple[Correction, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    smalltalk: str | None = None
    signals: Mapping[str, float] | None = None
    """Of the best entry, for curators."""
    focus: str | None = None
    """``sources`` when only the sources of the entry were asked for, ``short`` when only its first paragraph, ``point``
    when only one of the points that it counts."""
    point: int = 0
    """Which one, from 1; it can lie beyond the last."""
    traits: tuple[str, ...] = ()
    """By what a told case was recognised, for curators."""
    refusal: str | None = None
    """What was asked for that no material holds, if that is known: one of :data:`REFUSALS`."""

    @property
    def entry(self) -> str | None:
        """The entry that answers, or the first of several."""
        return self.entries[0] if self.entries else None

    @property
    def reasons(self) -> tuple[Step, ...]:
        """What each signal added to the score of the best entry."""
        from kadguide.answering.weights import RANKING

        return tuple(Step(name, round(value, 3), RANKING[name]) for name, value in (self.signals or {}).items())
