"""Item and test statistics, the same numbers as Moodle's quiz statistics report.

For an item, x is the mark of a trainee, T the total of all that was presented to them, o = T - x the rest; all
variances and covariances have N - 1 in the denominator. A figure is ``None`` where it would be divided by a variance of
0 (everybody has the same mark) or where there are too few trainees to reckon it. Source: Moodle's developer
documentation, "Quiz statistics calculations"; compared with Moodle 4.5.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, sqrt
from statistics import fmean, median, stdev
from typing import NamedTuple

from kadguide.teaching.marks import Marks, WholeMarks, whole_marks

FEWEST = 10
"""Trainees below which no index is told: with two of them every index is 100."""


class ItemFigures(NamedTuple):
    """One item.

    * ``n``: trainees to whom it was presented; ``maximum``: the highest mark;
    * ``facility``: mean mark / maximum, 0 to 1;
    * ``sd``: standard deviation of the mark, in marks;
    * ``discrimination``: discrimination index, 100 times the correlation of x and o, -100 to 100;
    * ``efficiency``: discriminative efficiency, 100 times cov(x, o) over the largest covariance that the same marks
      could have, both sorted; at most 100;
    * ``weight``: effective weight, 100 times sqrt(cov(x, T)) over the sum of these roots of all items, 0 to 100
      percent; ``None`` for an item whose covariance with the total is negative, which is left out of the sum too.
    """

    n: int
    maximum: float
    facility: float | None = None
    sd: float | None = None
    discrimination: float | None = None
    efficiency: float | None = None
    weight: float | None = None
    negative_covariance: bool = False


class ExamFigures(NamedTuple):
    """The whole test.

    * ``n``: trainees; ``mean``, ``median``, ``sd``: of the totals, in marks;
    * ``mean_percent``, ``sd_percent``: the same in percent of what was presented to each trainee, 0 to 100;
    * ``skewness``: k3 / k2^1.5; ``kurtosis``: k4 / k2^2, 0 for a normal distribution (k: Fisher's k-statistics);
    * ``complete``: trainees to whom every item was presented; the next three are reckoned from these alone;
    * ``cic``: coefficient of internal consistency (Cronbach's alpha), 100 p / (p - 1) (1 - sum of var x / var T) with p
      items, at most 100 percent;
    * ``error_ratio``: 100 sqrt(1 - cic / 100), percent of the standard deviation that is chance;
    * ``standard_error``: error ratio times standard deviation / 100, in marks.
    """

    n: int
    mean: float | None = None
    median: float | None = None
    sd: float | None = None
    mean_percent: float | None = None
    sd_percent: float | None = None
    skewness: float | None = None
    kurtosis: float | None = None
    complete: int = 0
    cic: float | None = None
    error_ratio: float | None = None
    standard_error: float | None = None


class ClassFigures(NamedTuple):
    """What may be told of a class: below :data:`FEWEST` trainees nothing but their number ``n``."""

    n: int
    items: tuple[ItemFigures, ...] = ()
    exam: ExamFigures | None = None


def class_figures(marks: Marks, maxima: Sequence[float]) -> ClassFigures:
    """The figures of a class, silent where they would rest on fewer than :data:`FEWEST` trainees.

    An item that was presented to fewer keeps only its ``n``; so does the internal consistency with too few complete
    rows. Raises ``ValueError`` for marks that do not fit ``maxima``.
    """
    whole = whole_marks(marks, maxima)
    count = len(whole.rows)
    if count < FEWEST:
        return ClassFigures(count)
    items = [figures if figures.n >= FEWEST else ItemFigures(figures.n, figures.maximum) for figures in _items(whole)]
    exam = _exam(whole)
    if exam.complete < FEWEST:
        exam = exam._replace(cic=None, error_ratio=None, standard_error=None)
    return ClassFigures(count, tuple(items), exam)


def item_figures(marks: Marks, maxima: Sequence[float]) -> tuple[ItemFigures, ...]:
    """The items as Moodle reckons them, for any number of trainees: not to be shown without minding the silence."""
    return _items(whole_marks(marks, maxima))


def exam_figures(marks: Marks, maxima: Sequence[float]) -> ExamFigures:
    """The test as Moodle reckons it, for any number of trainees: not to be shown without minding the silence."""
    return _exam(whole_marks(marks, maxima))


def spread(first: Sequence[int], second: Sequence[int]) -> int:
    """The covariance of two columns times N (N - 1), as a whole number; of a column with itself, the variance."""
    products = sum(one * other for one, other in zip(first, second, strict=True))
    return len(first) * products - sum(first) * sum(second)


# -- items


def _items(whole: WholeMarks) -> tuple[ItemFigures, ...]:
    totals = whole.totals
    found, roots = [], []
    for index, most in enumerate(whole.maxima):
        pairs = [(row[index], total) for row, total in zip(whole.rows, totals, strict=True)]
        presented = [(mark, total) for mark, total in pairs if mark is not None]
        figures, shared = _item([mark for mark, _ in presented], [total for _, total in presented], most, whole.scale)
        found.append(figures)
        roots.append(sqrt(shared) if shared is not None and shared >= 0 else None)
    whole_root = fsum(root for root in roots if root is not None)
    if not whole_root:
        return tuple(found)
    return tuple(
        figures if root is None else figures._replace(weight=100 * root / whole_root)
        for figures, root in zip(found, roots, strict=True)
    )


def _item(marks: list[int], totals: list[int], most: float, scale: float) -> tuple[ItemFigures, float | None]:
    """The figures without the effective weight, and the covariance with the total, from which that comes."""
    count = len(marks)
    if not count:
        return ItemFigures(0, most), None
    facility = sum(marks) / (count * scale * most) if most else None
    if count == 1:
        return ItemFigures(1, most, facility), None
    rests = [total - mark for mark, total in zip(marks, totals, strict=True)]
    varied, rest_varied, shared = spread(marks, marks), spread(rests, rests), spread(marks, rests)
    most_shared = spread(sorted(marks), sorted(rests))
    with_total = spread(marks, totals) / (count * (count - 1))
    figures = ItemFigures(
        n=count,
        maximum=most,
        facility=facility,
        sd=sqrt(varied / (count * (count - 1))) / scale,
        discrimination=correlation(varied, rest_varied, shared),
        efficiency=100 * shared / most_shared if most_shared else None,
        negative_covariance=with_total < 0,
    )
    return figures, with_total


def correlation(varied: int, rest_varied: int, shared: int) -> float | None:
    """100 times the correlation from two variances and the covariance, -100 to 100; ``None`` where a variance is 0."""
    if not varied or not rest_varied:
        return None
    return max(-100.0, min(100.0, 100 * shared / sqrt(varied * rest_varied)))


# -- the test


def _exam(whole: WholeMarks) -> ExamFigures:
    totals, count = whole.totals, len(whole.rows)
    if not count:
        return ExamFigures(0)
    percents = list(_percents(whole))
    figures = ExamFigures(
        n=count,
        mean=sum(totals) / (count * whole.scale),
        median=median(totals) / whole.scale,
        mean_percent=fmean(percents) if percents else None,
        complete=len(whole.complete),
    )
    if count == 1:
        return figures
    skewness, kurtosis = _shape(totals)
    figures = figures._replace(
        sd=_sd(totals) / whole.scale,
        sd_percent=stdev(percents) if len(percents) > 1 else None,
        skewness=skewness,
        kurtosis=kurtosis,
    )
    cic = consistency(whole.complete)
    if cic is None:
        return figures
    ratio = 100 * sqrt(max(0.0, 1 - cic / 100))
    sd = _sd([sum(row) for row in whole.complete]) / whole.scale
    return figures._replace(cic=cic, error_ratio=ratio, standard_error=ratio * sd / 100)


def consistency(rows: Sequence[Sequence[int]]) -> float | None:
    """The coefficient of internal consistency in percent; ``None`` below three trainees or two items, as in Moodle."""
    if len(rows) < 3 or len(rows[0]) < 2:
        return None
    totals = [sum(row) for row in rows]
    varied = spread(totals, totals)
    if not varied:
        return None
    return alpha(len(rows[0]), sum(spread(column, column) for column in zip(*rows, strict=True)), varied)


def alpha(items: int, single: int, varied: int) -> float:
    """Cronbach's alpha in percent, from the sum of the variances of ``items`` items and the variance of the total."""
    return 100 * items / (items - 1) * (1 - single / varied)


def _percents(whole: WholeMarks) -> Iterable[float]:
    for row, total in zip(whole.rows, whole.totals, strict=True):
        possible = fsum(most for mark, most in zip(row, whole.maxima, strict=True) if mark is not None)
        if possible:
            yield 100 * total / (possible * whole.scale)


def _sd(values: Sequence[int]) -> float:
    return sqrt(spread(values, values) / (len(values) * (len(values) - 1)))


def _shape(totals: Sequence[int]) -> tuple[float | None, float | None]:
    """Skewness from three trainees, kurtosis from four, by the k-statistics of the totals."""
    count, whole = len(totals), sum(totals)
    # N times the deviation from the mean is a whole number; the factor N falls out of both ratios.
    apart = [count * total - whole for total in totals]
    second, third, fourth = (sum(value**power for value in apart) / count for power in (2, 3, 4))
    if count < 3 or not second:
        return None, None
    k2 = count * second / (count - 1)
    k3 = count**2 * third / ((count - 1) * (count - 2))
    skewness = k3 / k2**1.5
    if count < 4:
        return skewness, None
    k4 = count**2 * ((count + 1) * fourth - 3 * (count - 1) * second**2) / ((count - 1) * (count - 2) * (count - 3))
    return skewness, k4 / k2**2
