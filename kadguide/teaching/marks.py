"""The marks of a class in whole numbers, so that sums are exact and do not depend on the order of trainees.

Whether a variance is 0 decides whether a figure exists at all; with fractions such as 1/3 in floating point that would
be left to chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import NamedTuple

Marks = Sequence[Sequence[float | None]]
"""``marks[trainee][item]``: fraction times maximum at the first attempt; ``None`` where the item was not presented."""
_SCALE = 10**9


class WholeMarks(NamedTuple):
    """Marks as whole numbers of the largest unit that fits them all.

    ``rows`` has a row for each trainee to whom anything was presented; ``scale`` is the number of units in a mark of 1.
    """

    rows: tuple[tuple[int | None, ...], ...]
    maxima: tuple[float, ...]
    scale: float

    @property
    def totals(self) -> tuple[int, ...]:
        """Each trainee's total, in units."""
        return tuple(sum(mark for mark in row if mark is not None) for row in self.rows)

    @property
    def complete(self) -> tuple[tuple[int, ...], ...]:
        """The rows of those to whom every item was presented."""
        rows = (tuple(mark for mark in row if mark is not None) for row in self.rows)
        return tuple(row for row in rows if len(row) == len(self.maxima))


def whole_marks(marks: Marks, maxima: Sequence[float]) -> WholeMarks:
    """``marks`` in units. Raises ``ValueError`` for a row of the wrong length and for a mark below 0 or above the
    maximum of its item."""
    rows = []
    for given in marks:
        row = tuple(_whole(mark, most) for mark, most in zip(given, maxima, strict=True))
        if any(mark is not None for mark in row):
            rows.append(row)
    unit = gcd(*(mark for row in rows for mark in row if mark is not None)) or _SCALE
    small = tuple(tuple(None if mark is None else mark // unit for mark in row) for row in rows)
    return WholeMarks(small, tuple(maxima), _SCALE / unit)


def rest_scores(marks: Marks, maxima: Sequence[float], item: int) -> tuple[float | None, ...]:
    """What each trainee earned in all other items that were presented, in percent of what could be earned (0 to 100).

    ``None`` where no other item was presented.
    """
    found: list[float | None] = []
    for row in marks:
        others = [
            (mark, most)
            for index, (mark, most) in enumerate(zip(row, maxima, strict=True))
            if index != item and mark is not None
        ]
        possible = sum(most for _, most in others)
        # Nine decimals, so that equal scores are equal whatever the order in which they were added up.
        found.append(round(100 * sum(mark for mark, _ in others) / possible, 9) if possible else None)
    return tuple(found)


def _whole(mark: float | None, most: float) -> int | None:
    if mark is None:
        return None
    if not -1e-9 <= mark <= most + 1e-9:
        raise ValueError(f"mark {mark} is not between 0 and {most}")
    return max(round(mark * _SCALE), 0)
