"""Intervals that can be made again, that hold the index, and that are silent where there is nothing to say."""

from __future__ import annotations

import random
from statistics import correlation

import pytest

from kadguide.learning.shuffling import keyed_draws
from kadguide.teaching.intervals import Interval, Intervals, bootstrap_intervals
from kadguide.teaching.marks import whole_marks
from kadguide.teaching.statistics import consistency, exam_figures, item_figures
from tests.teaching.classes import Rows, made_class

FEW = 200
"""Draws that are enough where only the reckoning is looked at."""


@pytest.mark.parametrize("count", range(10))
def test_below_ten_trainees_there_is_no_interval(count: int) -> None:
    rows, maxima = made_class(count, 4, seed=count)
    assert bootstrap_intervals(rows, maxima, "x") == Intervals(count)


@pytest.mark.parametrize("seed", range(6))
def test_intervals_hold_the_index_and_keep_within_bounds(seed: int) -> None:
    rows, maxima = made_class(40, 6, seed)
    found = bootstrap_intervals(rows, maxima, "biji", FEW)
    for interval, figures in zip(found.items, item_figures(rows, maxima), strict=True):
        assert interval is not None
        assert figures.discrimination is not None
        assert -100 <= interval.low <= figures.discrimination <= interval.high <= 100
    cic = exam_figures(rows, maxima).cic
    assert found.cic is not None
    assert cic is not None
    assert found.cic.low <= cic <= found.cic.high <= 100


def test_one_draw_of_a_class_of_twins_is_the_class_itself() -> None:
    """Half of the class like the one, half like the other: every draw with both has a correlation of 1 or -1."""
    rows: Rows = [[1.0, 1.0, 0.0] if number < 8 else [0.0, 0.0, 0.5] for number in range(16)]
    found = bootstrap_intervals(rows, [1.0] * 3, "x", FEW)
    assert found.items == (Interval(100, 100), Interval(100, 100), Interval(-100, -100))


def test_the_sums_of_one_draw_are_those_of_the_drawn() -> None:
    """Every trainee differs in the total, so the order in which they are packed is known: by the packed number."""
    rows, maxima = made_class(24, 5, seed=12)
    found = bootstrap_intervals(rows, maxima, "biji", 1)
    whole = whole_marks(rows, maxima)
    # The last lane of a complete row is its sum of squares, then total squared and total: that is the sorting key.
    ordered = sorted(
        whole.complete,
        key=lambda row: (sum(mark * mark for mark in row), sum(row), [(mark, sum(row), mark) for mark in row[::-1]]),
    )
    drawn = [ordered[place] for place in keyed_draws(24, 24, "biji", "bootstrap", "0")]
    assert found.cic is not None
    assert found.cic.low == pytest.approx(consistency(drawn))
    for index, interval in enumerate(found.items):
        marks = [float(row[index]) for row in drawn]
        rests = [float(sum(row) - row[index]) for row in drawn]
        assert interval is not None
        assert interval.low == interval.high == pytest.approx(100 * correlation(marks, rests))


def test_the_seed_decides_and_the_order_of_trainees_does_not() -> None:
    rows, maxima = made_class(20, 4, seed=3, missing=0.1)
    once = bootstrap_intervals(rows, maxima, "satu", FEW)
    mixed = random.Random(5).sample(rows, len(rows))  # noqa: S311 - chance in a test
    assert bootstrap_intervals(mixed, maxima, "satu", FEW) == once
    assert bootstrap_intervals(rows, maxima, "dua", FEW) != once


def test_a_bigger_class_is_known_better() -> None:
    rows, maxima = made_class(20, 5, seed=4)
    small, big = (bootstrap_intervals(rows * times, maxima, "x", FEW).cic for times in (1, 5))
    assert small is not None
    assert big is not None
    assert big.high - big.low < small.high - small.low


def test_an_item_without_variance_has_no_interval() -> None:
    rows, maxima = made_class(20, 3, seed=6)
    for number, row in enumerate(rows):
        row[0] = maxima[0]
        row[1] = None if number > 8 else row[1]
    found = bootstrap_intervals(rows, maxima, "x", FEW)
    assert found.items[:2] == (None, None)
    assert found.items[2] is not None
    assert found.cic is None


def test_draws_are_the_same_on_every_machine() -> None:
    assert keyed_draws(12, 30, "biji", "bootstrap", "0") == (21, 20, 0, 6, 1, 28, 29, 17, 13, 18, 26, 15)
    counts = [keyed_draws(6000, 6, "biji").count(value) for value in range(6)]
    assert sum(counts) == 6000
    assert all(850 < count < 1150 for count in counts)
