"""What a question's features say for every entry, added up for all entries at once; where there are not too many.

The weights of a feature are packed into one long whole number, 32 bits for each entry. To multiply such numbers and to
add them up is a loop in C over all entries, where Python would take a step for each (“SIMD within a register”).
"""

from __future__ import annotations

import math
import sys
from bisect import insort
from collections.abc import Iterable, Sequence
from functools import lru_cache

from kadguide.answering.features import FAMILY_WEIGHTS, families_of_words, gram_features
from kadguide.answering.near import TOLD, Near
from kadguide.answering.postings import Known, Postings
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.question import Question

MOST_ENTRIES = 1_500
"""Entries up to which all are added up; with more it is quicker to choose candidates first."""
FEW = 32
"""Entries up to which a feature is added to each of them by itself."""
KEPT = 4_096
"""Packed numbers that are kept at hand, of features and of the letters of words."""
NOTHING = 1 << 31
"""What a lane holds for an entry of which nothing is said; weights go up and down from here."""
_LARGEST_SUM = 65_000
"""Sum of the multipliers of a question: times a weight of 16 bits, it stays within half a lane."""
_IDF_STEPS = 16
"""Steps to one of the idf of letter groups: inside a packed word it is a whole number."""
_MOST_LETTERS = 750
"""Idf of letter groups up to which the words of a question give theirs, first words first: nobody asks as much, and
times :data:`_IDF_STEPS` and a weight of 16 bits it stays within half a lane."""


def all_at_once(size: int) -> bool:
    """Whether an index of ``size`` entries is searched, and its dense weights are stored, as is written here."""
    return size <= MOST_ENTRIES


class Letters(NamedTuple):
    """The letter groups of one word, together; weighted by idf."""

    packed: int
    """What they say for every entry, times :data:`_IDF_STEPS`."""
    mass: float
    """Sum of the idf of those that are known."""
    square: float
    """Sum of the squares of the idf."""
    usual: float
    """What they say for an entry on average."""


class Lanes:
    """The weights of :class:`Postings` as packed numbers."""

    def __init__(self, postings: Postings, size: int, letters: int) -> None:
        """``size`` is the number of entries, ``letters`` those of a group."""
        self._postings, self._size, self._group = postings, size, letters
        self._empty = NOTHING.to_bytes(4, sys.byteorder) * size
        self._bias = int.from_bytes(self._empty, sys.byteorder)
        self._packed = lru_cache(KEPT)(self._pack)
        self.letters = lru_cache(KEPT)(self._pack_letters)

    def _pack(self, size: int, start: int) -> int:
        postings = self._postings
        if size < 0:
            column = (-1 - size) * 4 * self._size
            return int.from_bytes(postings.dense[column : column + 4 * self._size], sys.byteorder) - self._bias
        filled = bytearray(self._empty)
        lanes = memoryview(filled).cast("I")
        end = start + size
        for entry, weight in zip(postings.entries[start:end], postings.weights[start:end], strict=True):
            lanes[entry] += weight
        return int.from_bytes(filled, sys.byteorder) - self._bias

    def _pack_letters(self, word: str, unknown: float) -> Letters:
        dense = 0
        mass = square = usual = 0.0
        filled = bytearray(self._empty)
        lanes = memoryview(filled).cast("I")
        entries, weights = self._postings.entries, self._postings.weights
        for feature in gram_features((word,), self._group):
            if (record := self._postings.read_record(feature)) is None:  # the word is remembered, with all its groups
                square += unknown * unknown
                continue
            times, size, start = round(record.idf * _IDF_STEPS), record.size, record.start
            if size < 0:
                dense += times * self._packed(size, start)
            for at in range(start, start + size):
                lanes[entries[at]] += times * weights[at]
            mass += record.idf
            square += record.idf * record.idf
            usual += record.idf * record.background
        packed = int.from_bytes(filled, sys.byteorder) - self._bias
        return Letters(dense + packed, mass, square, usual)

    def add_up(self, known: Iterable[Known], unit: float) -> tuple[int, list[tuple[int, int]]]:
        """What ``known`` say, in steps of 1 / ``unit``: packed for all entries, and single entries with more."""
        total = 0
        single = []
        entries, weights, packed = self._postings.entries, self._postings.weights, self._packed
        for size, start, value in known:
            times = round(value * unit)
            if 0 < size <= FEW:
                for at in range(start, start + size):
                    single.append((entries[at], times * weights[at]))
            else:
                total += times * packed(size, start)
        return total, single

    def unpacked(self, total: int, single: Iterable[tuple[int, int]]) -> list[int]:
        """The sums by entry, each from :data:`NOTHING` on."""
        raw = (total + self._bias).to_bytes(4 * self._size, sys.byteorder)
        sums = memoryview(raw).cast("I").tolist()
        for entry, more in single:
            sums[entry] += more
        return sums

    def _place(self, entry: int) -> int:
        """The lane of an entry, from the lowest bits on."""
        return entry if sys.byteorder == "little" else self._size - 1 - entry

    def of_entries(self, total: int, single: Iterable[tuple[int, int]], entries: Sequence[int]) -> list[int]:
        """The sums of a few entries."""
        total += self._bias
        sums = {entry: (total >> 32 * self._place(entry) & 0xFFFFFFFF) - NOTHING for entry in entries}
        for entry, more in single:
            if entry in sums:
                sums[entry] += more
        return list(sums.values())


class AllEntries:
    """Finds the nearest entries among all of them: exact, but letter groups that several words have count each time."""

    def __init__(self, asked: Postings, told: Postings, size: int, rarest: float, letters: int) -> None:
        """``rarest`` is the inverse document frequency of what nothing has, ``letters`` the size of letter groups."""
        self._asked, self._told, self._size, self._rarest = asked, told, size, rarest
        self._asked_lanes, self._told_lanes = Lanes(asked, size, letters), Lanes(told, size, letters)

    def nearest(self, question: Question, limit: int, also: Iterable[int]) -> list[Near]:
        """The ``limit`` entries that most speaks for, best first, then those of ``also``."""
        words, pairs, turns = families_of_words(question)
        told, _ = self._told.known(words, TOLD, self._rarest)
        of_words, of_pairs, of_letters, of_turns = FAMILY_WEIGHTS
        by_family = ((words, of_words), (pairs, of_pairs), (turns, of_turns))
        asked, usual = self._asked.known_of_all(by_family, self._rarest)
        letters = self._letters_of(question)
        square = sum([word.square for word in letters])
        scale = of_letters / math.sqrt(square) if square else 0.0
        usual += scale * sum([word.usual for word in letters])
        scale *= self._asked.scale
        weight = sum([known.value for known in asked]) + sum([known.value for known in told])
        weight += scale * sum([word.mass for word in letters])
        if not weight:
            return [Near(entry, 0.0, 0.0) for entry in dict.fromkeys(also)]
        unit = _LARGEST_SUM / weight
        times = 0
        if scale:
            times = max(1, int(unit * scale / _IDF_STEPS))
            unit = times * _IDF_STEPS / scale
        told_sum, told_single = self._told_lanes.add_up(told, unit)
        total, single = self._asked_lanes.add_up(asked, unit)
        total += told_sum + times * sum([word.packed for word in letters])
        whole = self._asked_lanes.unpacked(total, [*single, *told_single])
        best = _greatest(whole, limit)
        best += [entry for entry in dict.fromkeys(also) if entry not in best]
        by_text = self._told_lanes.of_entries(told_sum, told_single, best)
        return [
            Near(entry, (whole[entry] - NOTHING - text) / unit - usual, text / unit / TOLD)
            for entry, text in zip(best, by_text, strict=True)
        ]

    def _letters_of(self, question: Question) -> list[Letters]:
        letters = []
        mass = 0.0
        for word in dict.fromkeys(question.grams):
            found = self._asked_lanes.letters(word, self._rarest)
            mass += found.mass
            if mass > _MOST_LETTERS:
                break
            letters.append(found)
        return letters


def _greatest(sums: Sequence[int], limit: int) -> list[int]:
    """The places of the ``limit`` greatest, greatest first, without those of which nothing is said."""
    best: list[tuple[int, int]] = []
    least = -1
    for place, value in enumerate(sums):
        if value > least:
            insort(best, (value, -place))
            if len(best) > limit:
                del best[0]
            if len(best) == limit:
                least = best[0][0]
    return [-place for value, place in reversed(best) if value != NOTHING]
