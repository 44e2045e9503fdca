"""The search index: features → entries, as flat arrays that need no parsing at start.

Inverse document frequency counts *entries*, not phrasings: a word that stands in all phrasings of one entry is the
best evidence there is.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter, mul
from struct import Struct

from kadguide.answering.features import FAMILY_WEIGHTS, Vector, families, hash_of, word_features
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.question import Question

TOLD = 1.0
"""How much the words of the answers count beside the phrasings when candidates are gathered."""
READ_WHOLE = 600
"""Postings that are read in whole, the rarest features first; what stands everywhere is looked up for candidates."""
CANDIDATES = 20
"""Entries whose score is completed with the frequent features."""
ASKED, ANSWERED = "asked", "answered"


class Near(NamedTuple):
    """How much speaks for one entry: by its phrasings (log-odds), and by its text (cosine, 0 to 1)."""

    entry: int
    asked: float
    told: float


RECORD = Struct("<IffIi")
"""A feature: hash, inverse document frequency, background, where its postings start, how many they are.

Where the number is negative, the feature is stored dense, in the column of this number (-1 is the first).
"""


class Found(NamedTuple):
    """A known feature of a question, its value, and where its weights are."""

    size: int
    """Entries that have it."""
    start: int
    """The first of its postings, or its column."""
    value: float
    dense: bool


class Postings:
    """Features → entries with weights: sorted records in buckets, postings, and a matrix for what many entries have."""

    def __init__(self, sections: Mapping[str, bytes | memoryview], name: str, entries: int) -> None:
        self._records = sections[f"{name}_records"]
        self._buckets = memoryview(sections[f"{name}_buckets"]).cast("I")
        self._shift = 33 - len(self._buckets).bit_length()
        self._weights = memoryview(sections[f"{name}_weights"]).cast("h")
        found = memoryview(sections[f"{name}_entries"])
        self._entries = found.cast("H" if len(found) == 2 * len(self._weights) else "I")
        self._dense = memoryview(sections[f"{name}_dense"]).cast("h")
        self._scale: float = memoryview(sections[f"{name}_scale"]).cast("d")[0]
        self._columns = len(self._dense) // entries if entries else 0
        self._size = entries

    def _find(self, feature: int) -> tuple[float, float, int, int] | None:
        bucket = feature >> self._shift
        for at in range(self._buckets[bucket], self._buckets[bucket + 1], RECORD.size):
            found, idf, background, start, size = RECORD.unpack_from(self._records, at)
            if found == feature:
                return idf, background, start, size
        return None

    def idf(self, feature: int, otherwise: float) -> float:
        """Inverse document frequency of the feature, ``otherwise`` when nothing has it."""
        record = self._find(feature)
        return record[0] if record else otherwise

    def scaled(self, features: Vector, length: float, unknown: float) -> tuple[list[Found], float]:
        """The known ones of ``features`` weighted by idf, the whole brought to ``length``; and what is usual for them.

        The second number is what the features say for an entry on average.
        """
        norm = 0.0
        known = []
        find = self._find
        for feature, weight in features.items():
            record = find(feature)
            if record:
                idf, background, start, size = record
                value = weight * idf
                known.append((value, background, start, size))
            else:
                value = weight * unknown
            norm += value * value
        scale = length / math.sqrt(norm) if norm else 0.0
        stored = scale * self._scale
        everywhere = self._size
        found = [
            Found(size, start, value * stored, False)
            if size >= 0
            else Found(everywhere, -1 - size, value * stored, True)
            for value, _, start, size in known
        ]
        return found, scale * sum([value * background for value, background, _, _ in known])

    def read_whole(self, found: Found, scores: defaultdict[int, float]) -> None:
        """Adds to the score of every entry what the feature says for it."""
        size, start, value, dense = found
        if dense:
            for entry, weight in enumerate(self._dense[start :: self._columns].tolist()):
                scores[entry] += value * weight
            return
        end = start + size
        for entry, weight in zip(self._entries[start:end].tolist(), self._weights[start:end].tolist(), strict=True):
            scores[entry] += value * weight

    def look_up(self, found: Sequence[Found], entries: Sequence[int]) -> list[float]:
        """What the features say for each of ``entries``."""
        if not found:
            return [0.0] * len(entries)
        scores = self._look_up_dense([f for f in found if f.dense], entries)
        table, weights = self._entries, self._weights
        for size, start, value, dense in found:
            if dense:
                continue
            end = start + size
            for number, entry in enumerate(entries):
                at = bisect_left(table, entry, start, end)
                if at < end and table[at] == entry:
                    scores[number] += value * weights[at]
        return scores

    def _look_up_dense(self, found: Sequence[Found], entries: Sequence[int]) -> list[float]:
        if not found:
            return [0.0] * len(entries)
        if len(found) == 1:  # With one column the getter gives a number instead of a row.
            found = [*found, found[0]._replace(value=0.0)]
        columns = itemgetter(*[f.start for f in found])
        values = [f.value for f in found]
        width = self._columns
        return [sum(map(mul, values, columns(self._dense[entry * width : (entry + 1) * width]))) for entry in entries]


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
        self._asked = Postings(sections, ASKED, self.size)
        self._answered = Postings(sections, ANSWERED, self.size)
        self.rarest = math.log(1 + self.size)
        """Inverse document frequency of what nothing has."""

    def nearest(self, question: Question, limit: int, also: Iterable[int] = ()) -> list[Near]:
        """The ``limit`` entries that most speaks for, best first, and those of ``also`` in any case.

        Exact but for entries that share nothing rare with the question.
        """
        asked, answered = self._asked, self._answered
        by_family = families(question)
        found: list[Found] = []
        usual = 0.0
        for features, length in zip(by_family, FAMILY_WEIGHTS, strict=True):
            more, more_usual = asked.scaled(features, length, self.rarest)
            found += more
            usual += more_usual
        told_found, _ = answered.scaled(by_family[0], TOLD, self.rarest)
        both = [(feature, asked) for feature in found] + [(feature, answered) for feature in told_found]
        both.sort(key=_rarest_first)
        scores: defaultdict[int, float] = defaultdict(float)
        told: defaultdict[int, float] = defaultdict(float)
        rest: dict[Postings, list[Found]] = {asked: [], answered: []}
        read = 0
        for feature, postings in both:
            read += feature.size
            if read > READ_WHOLE and len(scores) >= limit:
                rest[postings].append(feature)
                continue
            postings.read_whole(feature, scores)
            if postings is answered:
                postings.read_whole(feature, told)
        entries = list(scores)
        if len(entries) > CANDIDATES:
            floor = sorted(scores.values())[-CANDIDATES]
            entries = [entry for entry, score in scores.items() if score >= floor]
        wanted = set(also)
        entries += wanted.difference(entries)
        more_asked, more_told = (postings.look_up(left, entries) for postings, left in rest.items())
        nearest = []
        for entry, by_phrasings, by_text in zip(entries, more_asked, more_told, strict=True):
            part = told.get(entry, 0.0)
            nearest.append((scores[entry] + by_phrasings + by_text, entry, part + by_text))
        nearest.sort(key=_best_first)
        kept = nearest[:limit] + [item for item in nearest[limit:] if item[1] in wanted]
        return [Near(entry, whole - part - usual, part / TOLD) for whole, entry, part in kept]

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
                for place in self._places[place_starts[at] : place_starts[at + 1]].tolist():
                    shared[place] += weight
            elif weight > missing:
                missing = weight
        totals = self._phrasing_totals[first:last].tolist()
        nearest = max([s / (total + t) for s, t in zip(shared, totals, strict=True) if s], default=0.0)
        return Fit(covered, missing, min(2 * nearest, 1.0))

    def holds(self, entry: int, terms: Iterable[str]) -> bool:
        """Whether every one of ``terms`` stands in ``entry``, in its phrasings or its text."""
        return not self.fit(entry, self.weighted(terms), 1.0).missing

    def specificity(self, subject: str) -> float:
        """How much a subject's name tells, 0 to 1: little when nearly every entry is asked with it."""
        return self._asked.idf(hash_of(f"ws:{subject}"), self.rarest) / self.rarest if self.size else 0.0


def _rarest_first(item: tuple[Found, Postings]) -> tuple[int, int]:
    """Sorts features by how many entries have them; the second number only keeps the order stable."""
    return item[0].size, item[0].start


def _best_first(item: tuple[float, int, float]) -> tuple[float, int]:
    return -item[0], item[1]
