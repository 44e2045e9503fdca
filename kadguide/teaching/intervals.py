"""How far an index can be trusted: its 95 percent interval by the bootstrap.

The class is drawn again and again from itself, with replacement, and the index reckoned each time; the interval holds
the middle 95 percent of these values (percentile method, Efron 1979). The draws come from a key, so the same marks and
the same seed give the same interval on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from kadguide.learning.shuffling import keyed_draws
from kadguide.teaching.marks import Marks, WholeMarks, whole_marks
from kadguide.teaching.statistics import FEWEST, alpha, correlation

RESAMPLES = 1000
"""How often the class is drawn."""
OUTSIDE = 0.05
"""The share of values that the interval leaves out, half on either side."""
_PER_ITEM = 7
"""Sums that are kept of each item; see :func:`_lanes`."""


class Interval(NamedTuple):
    """From ``low`` to ``high``, in the unit of its index."""

    low: float
    high: float


class Intervals(NamedTuple):
    """Of ``n`` trainees: for each item the interval of the discrimination index (-100 to 100), and that of the internal
    consistency (percent, at most 100).

    ``None`` where fewer than ten trainees have marks to draw from, or where more than half of the draws have no index.
    """

    n: int
    items: tuple[Interval | None, ...] = ()
    cic: Interval | None = None


def bootstrap_intervals(marks: Marks, maxima: Sequence[float], seed: str, resamples: int = RESAMPLES) -> Intervals:
    """The intervals of a class; below ten trainees nothing but their number.

    They do not depend on the order in which trainees stand. Raises ``ValueError`` for marks that do not fit ``maxima``.
    """
    whole = whole_marks(marks, maxima)
    count, size = len(whole.rows), len(whole.maxima)
    if count < FEWEST:
        return Intervals(count)
    values: list[list[float | None]] = [[] for _ in range(size)]
    consistencies: list[float | None] = []
    for sums in _resampled(whole, seed, resamples):
        for index in range(size):
            values[index].append(_discrimination(*sums[index * _PER_ITEM : (index + 1) * _PER_ITEM - 1]))
        consistencies.append(_consistency(sums, size))
    presented = [sum(row[index] is not None for row in whole.rows) for index in range(size)]
    items = tuple(
        _middle(found) if present >= FEWEST else None for found, present in zip(values, presented, strict=True)
    )
    return Intervals(count, items, _middle(consistencies) if len(whole.complete) >= FEWEST else None)


# -- drawing


def _resampled(whole: WholeMarks, seed: str, resamples: int) -> Iterator[list[int]]:
    """For each draw the sums over the trainees in it.

    All that has to be added up of a trainee is packed into one long number, lane beside lane, each wide enough for the
    sum of the whole class; so one addition adds all of them, which is many times faster than column after column.
    """
    rows = [_lanes(row, total) for row, total in zip(whole.rows, whole.totals, strict=True)]
    count = len(rows)
    width = (count * max(max(row) for row in rows)).bit_length() // 8 + 1
    packed = sorted(int.from_bytes(b"".join(lane.to_bytes(width, "little") for lane in row), "little") for row in rows)
    length = len(rows[0]) * width
    for number in range(resamples):
        drawn = itemgetter(*keyed_draws(count, count, seed, "bootstrap", str(number)))(packed)
        raw = sum(drawn).to_bytes(length, "little")
        yield [int.from_bytes(raw[start : start + width], "little") for start in range(0, length, width)]


def _lanes(row: tuple[int | None, ...], total: int) -> list[int]:
    """What is summed of a trainee: for each item, as far as it was presented, 1, x, x², T, T², x T, and x again if
    every item was presented; then, if every item was, 1, T, T² and the sum of all x²."""
    complete = None not in row
    lanes = []
    for mark in row:
        if mark is None:
            lanes += [0] * _PER_ITEM
        else:
            lanes += [1, mark, mark * mark, total, total * total, mark * total, mark if complete else 0]
    squares = sum(mark * mark for mark in row if mark is not None)
    return lanes + ([1, total, total * total, squares] if complete else [0] * 4)


# -- the indices of one draw, from its sums


def _discrimination(count: int, x: int, xx: int, t: int, tt: int, xt: int) -> float | None:
    varied, shared = count * xx - x * x, count * xt - x * t
    rest_varied = count * tt - t * t - 2 * shared + varied
    return correlation(varied, rest_varied, shared - varied)


def _consistency(sums: list[int], size: int) -> float | None:
    count, total, totals, squares = sums[-4:]
    varied = count * totals - total * total
    if count < 3 or size < 2 or not varied:
        return None
    marks = sums[_PER_ITEM - 1 : size * _PER_ITEM : _PER_ITEM]
    single = count * squares - sum(mark * mark for mark in marks)
    return alpha(size, single, varied)


def _middle(values: Sequence[float | None]) -> Interval | None:
    known = sorted(value for value in values if value is not None)
    if not known or 2 * len(known) < len(values):
        return None
    return Interval(_quantile(known, OUTSIDE / 2), _quantile(known, 1 - OUTSIDE / 2))


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` of the ordered values lie, between two neighbours in proportion."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
