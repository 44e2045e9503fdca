"""The search index: features → entries, as flat arrays that need no parsing at start.

Inverse document frequency counts *entries*, not phrasings: a word that stands in all phrasings of one entry is the
best evidence there is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from operator import truediv

from kadguide.answering.features import Vector, hash_of, word_features
from kadguide.answering.lanes import AllEntries, all_at_once
from kadguide.answering.near import Near
from kadguide.answering.postings import Postings
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.candidates import Candidates
    from kadguide.answering.question import Question

ASKED, ANSWERED = "asked", "answered"


class Fit(NamedTuple):
    """How the terms of a question stand in one entry; weights are idf."""

    covered: float
    """Sum of the weights of the terms that stand anywhere in the entry."""
    missing: float
    """The greatest weight of a term that does not."""
    phrasing: float
    """Weighted Dice similarity, 0 to 1, with the nearest phrasing."""


class Index:
    """Looks questions up. ``sections`` are the raw arrays, straight from the snapshot file."""

    def __init__(self, sections: Mapping[str, bytes | memoryview]) -> None:
        self._phrasing_starts = memoryview(sections["phrasing_starts"]).cast("I")
        self._phrasing_totals = memoryview(sections["phrasing_totals"]).cast("f")
        self._term_starts = memoryview(sections["term_starts"]).cast("I")
        self._terms = memoryview(sections["entry_terms"]).cast("I")
        self._place_starts = memoryview(sections["place_starts"]).cast("I")
        self._places = memoryview(sections["places"]).cast("H")
        self.size = len(self._phrasing_starts) - 1
        self._asked = Postings(sections, ASKED)
        self._answered = Postings(sections, ANSWERED)
        self.rarest = math.log(1 + self.size)
        """Inverse document frequency of what nothing has."""
        self.letters = sections["letters"][0]
        """Letters of a group."""
        self._gatherer = _gatherer(self._asked, self._answered, self.size, self.rarest, self.letters)

    def nearest(self, question: Question, limit: int, also: Iterable[int] = ()) -> list[Near]:
        """The ``limit`` entries that most speaks for, best first, and those of ``also`` in any case."""
        return self._gatherer.nearest(question, limit, also)

    def question_terms(self, question: Question) -> Vector:
        """The question's word features with their idf."""
        return self.weighted(question.terms)

    def weighted(self, terms: Iterable[str]) -> Vector:
        """The word features of ``terms`` with their idf."""
        return {
            feature: weight * self._asked.idf(feature, self.rarest) for feature, weight in word_features(terms).items()
        }

    def fit(self, entry: int, terms: Mapping[int, float], total: float) -> Fit:
        """How the question's ``terms``, with idf and the ``total`` of it, stand in ``entry``."""
        covered = missing = 0.0
        start, end = self._term_starts[entry], self._term_starts[entry + 1]
        first, last = self._phrasing_starts[entry], self._phrasing_starts[entry + 1]
        shared = [0.0] * (last - first)
        table, place_starts = self._terms, self._place_starts
        for feature, weight in terms.items():
            at = bisect_left(table, feature, start, end)
            if at < end and table[at] == feature:
                covered += weight
                for place in self._places[place_starts[at] : place_starts[at + 1]]:
                    shared[place] += weight
            elif weight > missing:
                missing = weight
        if not covered:
            return Fit(0.0, missing, 0.0)
        totals = map(total.__add__, self._phrasing_totals[first:last].tolist())
        return Fit(covered, missing, min(2 * max(map(truediv, shared, totals), default=0.0), 1.0))

    def share(self, entry: int, terms: Mapping[int, float]) -> float:
        """The share, 0 to 1, of ``terms``, with idf, that stands in ``entry``; 0 when there are none."""
        total = sum(terms.values())
        if not total:
            return 0.0
        table = self._terms
        start, end = self._term_starts[entry], self._term_starts[entry + 1]
        found = 0.0
        for feature, weight in terms.items():
            at = bisect_left(table, feature, start, end)
            if at < end and table[at] == feature:
                found += weight
        return found / total

    def holds(self, entry: int, terms: Iterable[str]) -> bool:
        """Whether every one of ``terms`` stands in ``entry``, in its phrasings or its text."""
        return not self.rarest_missing(entry, terms)

    def rarest_missing(self, entry: int, terms: Iterable[str]) -> float:
        """The weight of the rarest of ``terms`` that stands nowhere in ``entry``, as a share of that of what nothing
        has; 0 when all do."""
        start, end = self._term_starts[entry], self._term_starts[entry + 1]
        table, most = self._terms, 0.0
        for feature, weight in self.weighted(terms).items():
            if weight > most:
                at = bisect_left(table, feature, start, end)
                most = weight if at >= end or table[at] != feature else most
        return most / self.rarest

    def specificity(self, subject: str) -> float:
        """How much a subject's name tells, 0 to 1: little when nearly every entry is asked with it."""
        return self._asked.idf(hash_of(f"ws:{subject}"), self.rarest) / self.rarest if self.size else 0.0


def _gatherer(asked: Postings, answered: Postings, size: int, rarest: float, letters: int) -> AllEntries | Candidates:
    if all_at_once(size):
        return AllEntries(asked, answered, size, rarest, letters)
    from kadguide.answering.candidates import Candidates

    return Candidates(asked, answered, size, rarest, letters)
