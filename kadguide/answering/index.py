"""The search index: features → entries, as flat arrays that need no parsing at start.

Weights are entry-level: a feature's inverse document frequency counts *entries*, because a word that stands in all
phrasings of one entry is the best evidence there is. Each entry is the centre of its unit-length phrasings.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kadguide.answering.features import (
    BODY,
    FAMILIES,
    GRAMS,
    PAIRS,
    WORDS,
    gram_features,
    hash_of,
    pair_features,
    word_features,
)
from kadguide.answering.question import Question, read_text
from kadguide.answering.vocabulary import Vocabulary

if TYPE_CHECKING:
    from kadguide.knowledge.library import Library

Vector = dict[int, float]
MOST_POSTINGS = {WORDS: None, PAIRS: None, GRAMS: 96, BODY: None}
"""Entries kept per feature, the strongest; letter groups that stand everywhere tell little and cost much."""


class Similarities(NamedTuple):
    """How near one entry is to a question: cosine per family, each from 0 to 1."""

    entry: int
    words: float
    pairs: float
    grams: float
    body: float


class Index:
    """Looks features up. ``sections`` are the raw arrays, straight from the snapshot file."""

    def __init__(self, sections: Mapping[str, bytes | memoryview]) -> None:
        self._features = [memoryview(sections[f"features{f}"]).cast("I") for f in range(FAMILIES)]
        self._idf = [memoryview(sections[f"idf{f}"]).cast("f") for f in range(FAMILIES)]
        self._starts = [memoryview(sections[f"starts{f}"]).cast("I") for f in range(FAMILIES)]
        self._entries = [memoryview(sections[f"entries{f}"]).cast("I") for f in range(FAMILIES)]
        self._weights = [memoryview(sections[f"weights{f}"]).cast("f") for f in range(FAMILIES)]
        self._phrasing_starts = memoryview(sections["phrasing_starts"]).cast("I")
        self._unit_starts = memoryview(sections["unit_starts"]).cast("I")
        self._units = memoryview(sections["units"]).cast("I")
        self._unit_totals = memoryview(sections["unit_totals"]).cast("f")
        self.size = len(self._phrasing_starts) - 1

    def _find(self, family: int, feature: int) -> int:
        table = self._features[family]
        position = bisect_left(table, feature)
        return position if position < len(table) and table[position] == feature else -1

    def idf(self, family: int, feature: int) -> float:
        """Inverse document frequency; for a feature that nothing has, that of the rarest."""
        position = self._find(family, feature)
        return self._idf[family][position] if position >= 0 else math.log(1 + self.size)

    def _accumulate(self, family: int, features: Vector, scores: list[float]) -> None:
        """Adds the cosine of every entry with ``features`` to ``scores``."""
        weighted = []
        norm = 0.0
        for feature, weight in sorted(features.items()):
            position = self._find(family, feature)
            idf = self._idf[family][position] if position >= 0 else math.log(1 + self.size)
            norm += (weight * idf) ** 2
            if position >= 0:
                weighted.append((position, weight * idf))
        if not norm:
            return
        length = math.sqrt(norm)
        starts, entries, weights = self._starts[family], self._entries[family], self._weights[family]
        for position, value in weighted:
            share = value / length
            for at in range(starts[position], starts[position + 1]):
                scores[entries[at]] += share * weights[at]

    def similarities(self, question: Question, limit: int) -> list[Similarities]:
        """The ``limit`` nearest entries, best first by a fixed mix of the families."""
        scores = [[0.0] * self.size for _ in range(FAMILIES)]
        words = word_features(question.terms)
        self._accumulate(WORDS, words, scores[WORDS])
        self._accumulate(PAIRS, pair_features(question.units), scores[PAIRS])
        self._accumulate(GRAMS, gram_features(question.grams), scores[GRAMS])
        self._accumulate(BODY, words, scores[BODY])
        w, p, g, b = scores
        order = sorted(range(self.size), key=lambda e: (-(w[e] + 0.5 * p[e] + 0.5 * g[e] + 0.4 * b[e]), e))[:limit]
        return [Similarities(e, w[e], p[e], g[e], b[e]) for e in order]

    def nearest_phrasing(self, entry: int, terms: Mapping[int, float], total: float) -> float:
        """Weighted Dice similarity, 0 to 1, of the question's terms with the nearest phrasing of ``entry``.

        ``terms`` are the question's word features with their idf, ``total`` the sum of these.
        """
        best = 0.0
        weight_of = terms.get
        for phrasing in range(self._phrasing_starts[entry], self._phrasing_starts[entry + 1]):
            start, end = self._unit_starts[phrasing], self._unit_starts[phrasing + 1]
            shared = sum(weight_of(feature, 0.0) for feature in self._units[start:end])
            whole = total + self._unit_totals[phrasing]
            if shared and 2 * shared > best * whole:
                best = 2 * shared / whole
        return min(best, 1.0)

    def specificity(self, subject: str) -> float:
        """How much a subject's name tells, 0 to 1: little when nearly every entry is asked with it."""
        return self.idf(WORDS, hash_of(f"ws:{subject}")) / math.log(1 + self.size) if self.size else 0.0

    def coverage(self, entry: int, terms: Mapping[int, float]) -> tuple[float, float]:
        """How much of the terms stands anywhere in ``entry``: the sum of their weights, and the greatest that lacks."""
        covered = missing = 0.0
        for feature, weight in terms.items():
            if self._has(entry, feature):
                covered += weight
            else:
                missing = max(missing, weight)
        return covered, missing

    def _has(self, entry: int, feature: int) -> bool:
        for family in (WORDS, BODY):
            position = self._find(family, feature)
            if position >= 0:
                start, end = self._starts[family][position], self._starts[family][position + 1]
                at = bisect_left(self._entries[family], entry, start, end)
                if at < end and self._entries[family][at] == entry:
                    return True
        return False

    def question_terms(self, question: Question) -> dict[int, float]:
        """The question's word features with their idf."""
        return {feature: weight * self.idf(WORDS, feature) for feature, weight in word_features(question.terms).items()}


def build_index(library: Library, vocabulary: Vocabulary) -> dict[str, bytes]:
    """The arrays of the index, as bytes by name. The same library gives the same bytes."""
    families: list[list[Vector]] = [[] for _ in range(FAMILIES)]
    phrasing_starts, unit_starts, units = array("I", [0]), array("I", [0]), array("I")
    weighted_units: list[Vector] = []
    for entry in library.entries:
        asked = [read_text(text, vocabulary) for text in (*entry.phrasings.all, entry.title.id, entry.title.en)]
        body = [read_text(part, vocabulary) for text in (entry.body.id, entry.body.en) for part in text.split("\n\n")]
        families[WORDS].append(_sum([word_features(q.terms) for q in asked]))
        families[PAIRS].append(_sum([pair_features(q.units) for q in asked]))
        families[GRAMS].append(_sum([gram_features(q.grams) for q in asked]))
        families[BODY].append(_sum([word_features(q.terms) for q in body]))
        for question in asked:
            features = word_features(question.terms)
            weighted_units.append(features)
            units.extend(sorted(features))
            unit_starts.append(len(units))
        phrasing_starts.append(len(unit_starts) - 1)
    sections: dict[str, array[int] | array[float]] = {
        "phrasing_starts": phrasing_starts,
        "unit_starts": unit_starts,
        "units": units,
    }
    idf = _idf(families[WORDS])
    sections["unit_totals"] = array("f", [sum(w * idf[f] for f, w in sorted(unit.items())) for unit in weighted_units])
    for family, vectors in enumerate(families):
        sections.update(_postings(family, vectors))
    return {name: values.tobytes() for name, values in sections.items()}


def _sum(vectors: Sequence[Vector]) -> Vector:
    """The sum of the vectors, each scaled to unit length first."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        length = math.sqrt(sum(value * value for value in vector.values()))
        for feature, value in vector.items():
            total[feature] += value / length
    return total


def _idf(vectors: Sequence[Vector]) -> dict[int, float]:
    """Inverse document frequency, log(1 + entries / entries with the feature)."""
    frequency: dict[int, int] = defaultdict(int)
    for vector in vectors:
        for feature in vector:
            frequency[feature] += 1
    return {feature: math.log(1 + len(vectors) / count) for feature, count in frequency.items()}


def _postings(family: int, vectors: Sequence[Vector]) -> dict[str, array[int] | array[float]]:
    """One family's centroids, weighted by idf and scaled to unit length, turned into feature → entries."""
    idf = _idf(vectors)
    by_feature: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for entry, vector in enumerate(vectors):
        weighted = {feature: value * idf[feature] for feature, value in sorted(vector.items())}
        length = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        for feature, value in weighted.items():
            by_feature[feature].append((entry, value / length))
    features, idfs, starts = array("I"), array("f"), array("I", [0])
    entries, weights = array("I"), array("f")
    for feature in sorted(by_feature):
        features.append(feature)
        idfs.append(idf[feature])
        strongest = sorted(by_feature[feature], key=lambda posting: -posting[1])[: MOST_POSTINGS[family]]
        for entry, weight in sorted(strongest):
            entries.append(entry)
            weights.append(weight)
        starts.append(len(entries))
    return {
        f"features{family}": features, f"idf{family}": idfs, f"starts{family}": starts,
        f"entries{family}": entries, f"weights{family}": weights,
    }  # fmt: skip
