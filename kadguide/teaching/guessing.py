"""What blind guessing earns: the mean mark over every way to guess, by the rules of :mod:`kadguide.learning.grading`.

A blind guess is a uniform choice among: the options (single); the non-empty sets of options (multiple); true and false,
and the reasons where one is asked (true/false); for each stem, independently, the distinct right sides and the lures
(matching); all orders of the steps (ordering). What must be typed cannot be guessed: 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import permutations
from math import comb, fsum
from statistics import fmean

from kadguide.knowledge.items import FULL, Item
from kadguide.learning.grading import VERDICT_ONLY, multiple_fraction, ordering_fraction
from kadguide.learning.practice import distinct_sides

MOST_STEPS = 7
"""Steps up to which every order is gone through (5,040 of them); beyond, orders are counted by their inversions."""


def guess_score(item: Item, *, with_reason: bool = False) -> float:
    """The expected fraction of a blind guess, 0 to 1. ``with_reason`` as in :func:`kadguide.learning.grading.grade`."""
    match item.type:
        case "single":
            return _mean(option.credit / FULL for option in item.options)
        case "multiple":
            right = sum(option.credit == FULL for option in item.options)
            return _guessed_set(right, len(item.options) - right)
        case "true_false":
            if not with_reason or not item.options:
                return 0.5
            found = 1 / len(item.options)
            return 0.5 * (found + (1 - found) * VERDICT_ONLY)
        case "matching":
            return 1 / len(distinct_sides(item)) if item.pairs else 0.0
        case "ordering":
            return _guessed_order(tuple(sorted(step.rank for step in item.steps)))
        case _:
            return 0.0


def exam_guess_score(items: Sequence[Item], maxima: Sequence[float], *, with_reason: bool = False) -> float | None:
    """What blind guessing earns in a whole test, as a fraction of its maximum; ``None`` when nothing can be earned."""
    possible = fsum(maxima)
    if not possible:
        return None
    earned = (guess_score(item, with_reason=with_reason) * most for item, most in zip(items, maxima, strict=True))
    return fsum(earned) / possible


def _mean(fractions: Iterable[float]) -> float:
    values = list(fractions)
    return fmean(values) if values else 0.0


def _guessed_set(right: int, wrong: int) -> float:
    """Over all non-empty sets of options; sets with as many right and wrong ones earn the same."""
    if not right or not wrong:
        return 0.0
    earned = fsum(
        comb(right, hits) * comb(wrong, misses) * multiple_fraction(hits, misses, right, wrong)
        for hits in range(right + 1)
        for misses in range(wrong + 1)
        if hits + misses
    )
    return earned / ((1 << (right + wrong)) - 1)


@cache
def _guessed_order(ranks: tuple[int, ...]) -> float:
    """Over all orders of steps with these ranks."""
    if len(ranks) <= MOST_STEPS:
        return _mean(ordering_fraction(order) for order in permutations(ranks))
    orders = _inversions(ranks)
    # The highest number of inversions is the number of pairs that differ in rank.
    pairs = len(orders) - 1
    if not pairs:
        return 1.0
    earned = fsum(count * max(0.0, 1 - 2 * wrong / pairs) for wrong, count in enumerate(orders))
    return earned / sum(orders)


def _inversions(ranks: Sequence[int]) -> list[int]:
    """How many orders of ``ranks`` have 0, 1, 2, ... pairs the wrong way round: the coefficients of the q-multinomial
    (MacMahon), multiplied up from q-binomials, one group of equal ranks after the other."""
    orders, placed = [1], 0
    for size in Counter(ranks).values():
        placed += size
        orders = _product(orders, list(_q_binomial(placed, size)))
    return orders


@cache
def _q_binomial(count: int, chosen: int) -> tuple[int, ...]:
    if chosen in {0, count}:
        return (1,)
    with_last, without = _q_binomial(count - 1, chosen - 1), _q_binomial(count - 1, chosen)
    found = [0] * (chosen * (count - chosen) + 1)
    for power, value in enumerate(with_last):
        found[power] += value
    for power, value in enumerate(without):
        found[power + chosen] += value
    return tuple(found)


def _product(first: Sequence[int], second: Sequence[int]) -> list[int]:
    found = [0] * (len(first) + len(second) - 1)
    for power, value in enumerate(first):
        for other, factor in enumerate(second):
            found[power + other] += value * factor
    return found
