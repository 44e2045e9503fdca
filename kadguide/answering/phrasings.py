"""The features of all phrasings, numbered and in flat arrays; only when a snapshot is made.

A hundred thousand phrasings have seven million features. As dictionaries they take a gigabyte, and to look their hashes
up in large tables again and again takes longer than all else. So each is looked up once, letter groups once for each
word, and goes by a number from there on.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, count, pairwise, repeat
from operator import ge, mul

from kadguide.answering.features import FAMILY_WEIGHTS, Vector, gram_features
from kadguide.answering.training import Texts


class _Family:
    """The features of one family by number, of one text behind the other; those of a text in the order of hashes."""

    def __init__(self, number: Mapping[int, int]) -> None:
        """``number`` has the number of every feature by its hash."""
        self._number = number
        self._features = array("I")
        self._ends = array("Q", [0])

    def add(self, hashes: Iterable[int]) -> list[int]:
        """Add those of the next text. Returns their numbers."""
        numbers = list(map(self._number.__getitem__, sorted(hashes)))
        self._features.extend(numbers)
        self._ends.append(len(self._features))
        return numbers

    def of(self, first: int, end: int) -> array[int]:
        """The features of the texts from ``first`` to before ``end``."""
        return self._features[self._ends[first] : self._ends[end]]

    def renumber(self, positions: Sequence[int]) -> bytes:
        """Gives each feature its position; those of which it is -1 are left out. Returns which were kept."""
        found = list(map(positions.__getitem__, self._features))
        kept = bytes(map(ge, found, repeat(0)))
        sizes = [kept.count(1, start, end) for start, end in pairwise(self._ends)]
        self._features = array("I", compress(found, kept))
        self._ends = array("Q", [0])
        for size in sizes:
            self._ends.append(self._ends[-1] + size)
        return kept

    def weighted(self, text: int, idf: Sequence[float]) -> tuple[list[int], list[float]]:
        """The features of a text, each with its idf."""
        found = self.of(text, text + 1).tolist()
        return found, list(map(idf.__getitem__, found))


class _Valued(_Family):
    """The same where not every feature counts 1."""

    def __init__(self, number: Mapping[int, int]) -> None:
        super().__init__(number)
        self._values = array("d")

    def add_valued(self, vector: Vector) -> list[int]:
        """The same as :meth:`add`, with values."""
        self._values.extend(map(vector.__getitem__, sorted(vector)))
        return self.add(vector)

    def renumber(self, positions: Sequence[int]) -> bytes:
        kept = super().renumber(positions)
        self._values = array("d", compress(self._values, kept))
        return kept

    def weighted(self, text: int, idf: Sequence[float]) -> tuple[list[int], list[float]]:
        found, idfs = super().weighted(text, idf)
        values = self._values[self._ends[text] : self._ends[text + 1]]
        return found, list(map(mul, values, idfs))


class Phrasings:
    """Collects the phrasings entry by entry; then :meth:`settle` weighs their features, and :meth:`texts` is learned
    from."""

    def __init__(self, letters: int) -> None:
        """``letters`` are those of a group."""
        self._entries = array("I")
        self._group = letters
        # Words and letter groups are few and come again and again: beside pairs, their table would no longer be near.
        self._units: defaultdict[int, int] = defaultdict(count().__next__)
        self._runs: defaultdict[int, int] = defaultdict(count().__next__)
        self._words, self._letters = _Valued(self._units), _Family(self._units)
        self._pairs, self._turns = _Valued(self._runs), _Family(self._runs)
        self._repeated: set[int] = set()
        self._groups_of: dict[str, Vector] = {}
        self.order: dict[int, int] = {}
        """Hash of a feature → its place in :attr:`idf`; sorted by hash. Those met first, which are the frequent ones,
        lie together there."""
        self.idf: list[float] = []
        """Inverse document frequency, log(1 + entries / entries with the feature)."""

    def add(self, entry: int, words: Vector, pairs: Vector, turns: Vector, spelled: Iterable[str]) -> None:
        """Add one phrasing of ``entry``; ``spelled`` are the words whose letters count."""
        self._entries.append(entry)
        self._words.add_valued(words)
        self._letters.add(set().union(*map(self._groups, spelled)))
        before = len(self._runs)
        self._repeated.update(filter(before.__gt__, self._pairs.add_valued(pairs)))
        before = len(self._runs)
        self._repeated.update(filter(before.__gt__, self._turns.add(turns)))

    def _groups(self, word: str) -> Vector:
        """The letter groups of a word."""
        known = self._groups_of.get(word)
        if known is None:
            known = self._groups_of[word] = gram_features((word,), self._group)
        return known

    def settle(self, size: int) -> None:
        """When all are added: order and weigh the features; ``size`` is the number of entries.

        Pairs and turns that stand in one text only are left out: they tell nothing of a new wording.
        """
        runs = list(self._runs)
        kept = dict.fromkeys([*self._units, *map(runs.__getitem__, sorted(self._repeated))])
        places = {feature: place for place, feature in enumerate(kept)}
        self.order = {feature: places[feature] for feature in sorted(places)}
        of_units = [places[feature] for feature in self._units]
        of_runs = [places[feature] if at in self._repeated else -1 for at, feature in enumerate(runs)]
        for family in (self._words, self._letters):
            family.renumber(of_units)
        for family in (self._pairs, self._turns):
            family.renumber(of_runs)
        self._units.clear()
        self._runs.clear()
        families = (self._words, self._pairs, self._letters, self._turns)
        frequency = [0] * len(self.order)
        for first, end in self._by_entry():
            for feature in set().union(*[family.of(first, end) for family in families]):
                frequency[feature] += 1
        self.idf = [math.log(1 + size / entries) for entries in frequency]

    def _by_entry(self) -> Iterator[tuple[int, int]]:
        """The first phrasing of each entry, and the one behind its last."""
        first = 0
        for at in range(1, len(self._entries) + 1):
            if at == len(self._entries) or self._entries[at] != self._entries[first]:
                yield first, at
                first = at

    def texts(self) -> tuple[Texts, array[float]]:
        """The phrasings, each family of features brought to its length, and the sum of the idf of the words of each."""
        texts = Texts()
        totals = array("f")
        families = (self._words, self._pairs, self._letters, self._turns)
        for number, entry in enumerate(self._entries):
            found: list[int] = []
            values: list[float] = []
            for family, length in zip(families, FAMILY_WEIGHTS, strict=True):
                features, weighted = family.weighted(number, self.idf)
                found += features
                values += brought_to(length, weighted)
                if family is self._words:
                    totals.append(sum(weighted))
            texts.add(entry, found, values)
        return texts, totals


def brought_to(length: float, values: list[float]) -> list[float]:
    """``values`` times what makes them so long together."""
    scale = length / (math.sqrt(sum(map(mul, values, values))) or 1.0)
    return [value * scale for value in values]
