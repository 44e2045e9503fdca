"""What a question's features say for the entries that share something rare with it; where there are many entries."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter, mul

from kadguide.answering.features import FAMILY_WEIGHTS, families
from kadguide.answering.near import TOLD, Near
from kadguide.answering.postings import Known, Postings
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.question import Question

READ_WHOLE = 600
"""Postings that are read in whole, the rarest features first; what stands everywhere is looked up for candidates."""
MOST = 20
"""Entries whose score is completed with the frequent features."""


class Candidates:
    """Finds the nearest entries; exact but for those that share nothing rare with the question."""

    def __init__(self, asked: Postings, told: Postings, size: int, rarest: float, letters: int) -> None:
        """``rarest`` is the inverse document frequency of what nothing has, ``letters`` the size of letter groups."""
        self._size, self._rarest, self._group = size, rarest, letters
        self._asked, self._told = _Table(asked, size), _Table(told, size)

    def nearest(self, question: Question, limit: int, also: Iterable[int]) -> list[Near]:
        """The ``limit`` entries that most speaks for, best first, then those of ``also``."""
        by_family = families(question, self._group)
        lengths = zip(by_family, FAMILY_WEIGHTS, strict=True)
        asked, usual = self._asked.postings.known_of_all(lengths, self._rarest)
        told, _ = self._told.postings.known(by_family[0], TOLD, self._rarest)
        found = self._best(asked, told, limit, frozenset(also))
        return [Near(entry, by_phrasings - usual, by_text / TOLD) for entry, by_phrasings, by_text in found]

    def _best(
        self, asked: Sequence[Known], told: Sequence[Known], limit: int, wanted: frozenset[int]
    ) -> list[tuple[int, float, float]]:
        """The nearest entries, each with what ``asked`` and what ``told`` say for it."""
        both = [(known, self._asked) for known in asked] + [(known, self._told) for known in told]
        both.sort(key=self._rarest_first)
        whole: defaultdict[int, float] = defaultdict(float)
        by_text: defaultdict[int, float] = defaultdict(float)
        rest: dict[_Table, list[Known]] = {self._asked: [], self._told: []}
        read = 0
        for known, table in both:
            read += known.size if known.size >= 0 else self._size
            if read > READ_WHOLE and len(whole) >= limit:
                rest[table].append(known)
                continue
            table.read_whole(known, whole)
            if table is self._told:
                table.read_whole(known, by_text)
        entries = list(whole)
        if len(entries) > MOST:
            floor = sorted(whole.values())[-MOST]
            entries = [entry for entry, score in whole.items() if score >= floor]
        entries += wanted.difference(entries)
        more, more_text = (table.look_up(left, entries) for table, left in rest.items())
        found = []
        for entry, by_phrasings, told_more in zip(entries, more, more_text, strict=True):
            text = by_text.get(entry, 0.0)
            found.append((entry, whole.get(entry, 0.0) - text + by_phrasings, text + told_more))
        found.sort(key=_best_first)
        return found[:limit] + [item for item in found[limit:] if item[0] in wanted]

    def _rarest_first(self, item: tuple[Known, _Table]) -> tuple[int, int]:
        """Sorts features by how many entries have them; the second number only keeps the order stable."""
        known = item[0]
        return (known.size, known.start) if known.size >= 0 else (self._size, -known.size)


def _best_first(item: tuple[int, float, float]) -> tuple[float, int]:
    return -item[1] - item[2], item[0]


class _Table:
    """:class:`Postings` with dense weights in rows, one for each entry."""

    def __init__(self, postings: Postings, size: int) -> None:
        self.postings = postings
        self._rows = postings.dense.cast("h")
        self._width = len(self._rows) // size

    def read_whole(self, known: Known, scores: defaultdict[int, float]) -> None:
        """Adds to the score of every entry what the feature says for it."""
        size, start, value = known
        if size < 0:
            for entry, weight in enumerate(self._rows[-1 - size :: self._width].tolist()):
                scores[entry] += value * weight
            return
        entries, weights = self.postings.entries, self.postings.weights
        end = start + size
        for entry, weight in zip(entries[start:end].tolist(), weights[start:end].tolist(), strict=True):
            scores[entry] += value * weight

    def look_up(self, features: Sequence[Known], entries: Sequence[int]) -> list[float]:
        """What the features say for each of ``entries``."""
        scores = self._look_up_dense([known for known in features if known.size < 0], entries)
        table, weights = self.postings.entries, self.postings.weights
        for size, start, value in features:
            if size < 0:
                continue
            end = start + size
            for number, entry in enumerate(entries):
                at = bisect_left(table, entry, start, end)
                if at < end and table[at] == entry:
                    scores[number] += value * weights[at]
        return scores

    def _look_up_dense(self, features: Sequence[Known], entries: Sequence[int]) -> list[float]:
        if not features:
            return [0.0] * len(entries)
        if len(features) == 1:  # With one column the getter gives a number instead of a row.
            features = [*features, features[0]._replace(value=0.0)]
        columns = itemgetter(*[-1 - known.size for known in features])
        values = [known.value for known in features]
        width = self._width
        return [sum(map(mul, values, columns(self._rows[entry * width : (entry + 1) * width]))) for entry in entries]
