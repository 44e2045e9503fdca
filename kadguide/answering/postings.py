"""Features → entries with weights, in flat arrays that need no parsing at start."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import itemgetter, mul
from struct import Struct

from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.features import Vector

REMEMBERED = 4096
"""Features whose records are kept at hand: most questions share theirs."""
RECORD = Struct("<4xffIi")
"""A feature behind its hash: inverse document frequency, background, where its postings start, how many they are.

Where the number is negative, the feature is stored dense, in the column of this number (-1 is the first).
"""


class Record(NamedTuple):
    """What :data:`RECORD` holds of a feature."""

    idf: float
    background: float
    start: int
    size: int


class Known(NamedTuple):
    """A feature of a question that the index knows."""

    size: int
    """Entries that have it; of a dense one, its column as in :data:`RECORD`."""
    start: int
    """The first of its postings."""
    value: float
    """What the weights of the feature, as stored, are to be multiplied by."""


class Postings:
    """Sorted records in buckets, postings of what few entries have, and a table of what many have."""

    def __init__(self, sections: Mapping[str, bytes | memoryview], name: str) -> None:
        self._records = memoryview(sections[f"{name}_records"])
        self._hashes = self._records.cast("I")[:: RECORD.size // 4]
        self._buckets = memoryview(sections[f"{name}_buckets"]).cast("I")
        self._shift = 33 - len(self._buckets).bit_length()
        self.weights = memoryview(sections[f"{name}_weights"]).cast("h")
        entries = memoryview(sections[f"{name}_entries"])
        self.entries = entries.cast("H" if len(entries) == 2 * len(self.weights) else "I")
        self.dense = memoryview(sections[f"{name}_dense"])
        self.scale: float = memoryview(sections[f"{name}_scale"]).cast("d")[0]
        self.record = lru_cache(REMEMBERED)(self.read_record)

    def read_record(self, feature: int) -> Record | None:
        """What is stored of a feature; ``None`` when nothing has it. :attr:`record` is the same, from memory."""
        bucket = feature >> self._shift
        end = self._buckets[bucket + 1]
        at = bisect_left(self._hashes, feature, self._buckets[bucket], end)
        if at == end or self._hashes[at] != feature:
            return None
        return Record(*RECORD.unpack_from(self._records, at * RECORD.size))

    def idf(self, feature: int, otherwise: float) -> float:
        """Inverse document frequency of the feature, ``otherwise`` when nothing has it."""
        record = self.record(feature)
        return record.idf if record else otherwise

    def known_of_all(self, families: Iterable[tuple[Vector, float]], unknown: float) -> tuple[list[Known], float]:
        """The same as :meth:`known`, of several families together, each with its own length."""
        found: list[Known] = []
        usual = 0.0
        for features, length in families:
            more, more_usual = self.known(features, length, unknown)
            found += more
            usual += more_usual
        return found, usual

    def known(self, features: Vector, length: float, unknown: float) -> tuple[list[Known], float]:
        """The known ones of ``features`` weighted by idf, the whole brought to ``length``; and what is usual for them.

        ``unknown`` is the idf of what nothing has. The second number is what the features say for an entry on average.
        """
        if not features:
            return [], 0.0
        records = [record or Record(unknown, 0.0, 0, 0) for record in map(self.record, features)]
        idfs, backgrounds, starts, sizes = zip(*records, strict=True)
        values = list(map(mul, features.values(), idfs))
        norm = math.sqrt(sum(map(mul, values, values)))
        scale = length / norm if norm else 0.0  # nothing tells anything where there is one entry or none
        usual = scale * sum(map(mul, values, backgrounds))
        scale *= self.scale
        scaled = map(scale.__mul__, values)
        return list(map(Known._make, filter(itemgetter(0), zip(sizes, starts, scaled, strict=True)))), usual
