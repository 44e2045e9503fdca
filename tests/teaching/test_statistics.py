"""Figures of a class against what Moodle computed, by hand, and by what must hold of any class."""

from __future__ import annotations

import json
import random
from pathlib import Path
from statistics import correlation
from typing import Any

import pytest

from kadguide.teaching.marks import rest_scores, whole_marks
from kadguide.teaching.statistics import ClassFigures, class_figures, exam_figures, item_figures
from tests.teaching.classes import Rows, made_class

MOODLE = json.loads((Path(__file__).parents[1] / "data" / "moodle_statistics.json").read_text(encoding="utf-8"))
ITEM_KEYS = {
    "facility": "facility", "sd": "sd", "discriminationindex": "discrimination",
    "discriminativeefficiency": "efficiency", "effectiveweight": "weight",
}  # fmt: skip
EXAM_KEYS = {
    "avg": "mean", "median": "median", "standarddeviation": "sd", "skewness": "skewness", "kurtosis": "kurtosis",
    "cic": "cic", "errorratio": "error_ratio", "standarderror": "standard_error",
}  # fmt: skip


@pytest.mark.parametrize("known", MOODLE["sets"], ids=lambda known: known["name"])
def test_items_have_the_figures_of_moodle(known: dict[str, Any]) -> None:
    found = item_figures(known["marks"], known["max"])
    assert len(found) == len(known["items"])
    for figures, expected in zip(found, known["items"], strict=True):
        assert (figures.n, figures.negative_covariance) == (expected["n"], bool(expected["negcovar"]))
        for key, name in ITEM_KEYS.items():
            assert getattr(figures, name) == (expected[key] if expected[key] is None else near(expected[key])), key


@pytest.mark.parametrize("known", MOODLE["sets"], ids=lambda known: known["name"])
def test_the_test_has_the_figures_of_moodle(known: dict[str, Any]) -> None:
    figures = exam_figures(known["marks"], known["max"])
    for key, name in EXAM_KEYS.items():
        expected = known["quiz"][key]
        assert getattr(figures, name) == (expected if expected is None else near(expected)), key
    assert (figures.n, figures.complete) == (int(known["quiz"]["n"]),) * 2
    assert figures.mean is not None
    assert figures.sd is not None
    assert figures.mean_percent == pytest.approx(100 * figures.mean / sum(known["max"]))
    assert figures.sd_percent == pytest.approx(100 * figures.sd / sum(known["max"]))


def near(value: float) -> object:
    return pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("count", range(10))
def test_below_ten_trainees_only_their_number_is_told(count: int) -> None:
    rows, maxima = made_class(count, 5, seed=count)
    assert class_figures(rows, maxima) == ClassFigures(count)


def test_from_ten_trainees_on_everything_is_told() -> None:
    rows, maxima = made_class(10, 5, seed=1)
    figures = class_figures(rows, maxima)
    assert (figures.n, figures.items, figures.exam) == (10, item_figures(rows, maxima), exam_figures(rows, maxima))
    assert figures.exam is not None
    assert figures.exam.cic is not None


def test_an_item_that_few_have_seen_is_silent_for_itself() -> None:
    rows, maxima = made_class(20, 4, seed=2)
    for row in rows[9:]:
        row[0] = None
    figures = class_figures(rows, maxima)
    assert figures.items[0] == (9, maxima[0], None, None, None, None, None, False)
    assert figures.items[1].discrimination is not None
    assert figures.exam is not None
    assert (figures.exam.complete, figures.exam.cic, figures.exam.error_ratio, figures.exam.standard_error) == (
        9, None, None, None,
    )  # fmt: skip


def test_who_was_not_presented_an_item_is_left_out_of_it() -> None:
    rows, maxima = made_class(30, 4, seed=3)
    for row in rows[:12]:
        row[2] = None
    item = item_figures(rows, maxima)[2]
    marks = [row[2] for row in rows[12:] if row[2] is not None]
    rests = [sum(mark for mark in row if mark is not None) - mark for row, mark in zip(rows[12:], marks, strict=True)]
    assert item.n == 18
    assert item.facility == pytest.approx(sum(marks) / 18 / maxima[2])
    assert item.discrimination == pytest.approx(100 * correlation(marks, rests))


def test_consistency_comes_from_those_who_saw_everything() -> None:
    rows, maxima = made_class(30, 6, seed=4)
    gaps: Rows = [[mark if index else None for index, mark in enumerate(row)] for row in rows[:8]]
    both = exam_figures([*rows, *gaps], maxima)
    assert (both.n, both.complete) == (38, 30)
    whole = exam_figures(rows, maxima)
    assert (both.cic, both.error_ratio, both.standard_error) == (whole.cic, whole.error_ratio, whole.standard_error)


def test_a_trainee_without_any_item_is_no_trainee() -> None:
    rows, maxima = made_class(12, 3, seed=5)
    assert class_figures([*rows, [None] * 3], maxima) == class_figures(rows, maxima)


@pytest.mark.parametrize("mark", [0.0, 1 / 3, 0.1, 1.0])
def test_equal_marks_have_no_index_whatever_the_fraction(mark: float) -> None:
    rows: Rows = [[mark, 0.1, 0.2, 0.3 + (number % 2) / 10] for number in range(12)]
    figures = item_figures(rows, [1.0] * 4)
    assert [(item.discrimination, item.efficiency) for item in figures] == [(None, None)] * 4
    assert figures[0].weight == 0
    assert figures[3].weight == pytest.approx(100)
    flat = exam_figures([[mark, 0.1]] * 12, [1.0, 1.0])
    assert (flat.sd, flat.skewness, flat.kurtosis, flat.cic) == (0, None, None, None)


@pytest.mark.parametrize("seed", range(40))
def test_indices_keep_within_their_bounds(seed: int) -> None:
    rows, maxima = made_class(3 + seed, 1 + seed % 7, seed, missing=0.2 if seed % 2 else 0.0)
    items = item_figures(rows, maxima)
    for figures in items:
        assert figures.facility is None or 0 <= figures.facility <= 1
        assert figures.discrimination is None or -100 <= figures.discrimination <= 100
        assert figures.efficiency is None or figures.efficiency <= 100 + 1e-9
        assert figures.weight is None or 0 <= figures.weight <= 100 + 1e-9
        assert figures.negative_covariance is False or figures.weight is None
    weights = [figures.weight for figures in items if figures.weight is not None]
    assert not weights or sum(weights) == pytest.approx(100)
    exam = exam_figures(rows, maxima)
    assert exam.cic is None or exam.cic <= 100 + 1e-9
    assert exam.mean_percent is None or 0 <= exam.mean_percent <= 100


@pytest.mark.parametrize("seed", range(15))
def test_the_order_of_trainees_changes_nothing_and_that_of_items_only_their_order(seed: int) -> None:
    rows, maxima = made_class(25, 6, seed, missing=0.1)
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    mixed = dice.sample(rows, len(rows))
    assert item_figures(mixed, maxima) == item_figures(rows, maxima)
    assert exam_figures(mixed, maxima) == pytest.approx(exam_figures(rows, maxima))
    order = dice.sample(range(6), 6)
    turned = item_figures([[row[index] for index in order] for row in rows], [maxima[index] for index in order])
    assert turned == tuple(item_figures(rows, maxima)[index] for index in order)


@pytest.mark.parametrize("factor", [0.5, 2.0, 10.0])
def test_indices_do_not_depend_on_how_much_a_mark_is_worth(factor: float) -> None:
    rows, maxima = made_class(20, 5, seed=8)
    more: Rows = [[None if mark is None else mark * factor for mark in row] for row in rows]
    for once, again in zip(
        item_figures(rows, maxima), item_figures(more, [most * factor for most in maxima]), strict=True
    ):
        assert again.discrimination == pytest.approx(once.discrimination)
        assert again.efficiency == pytest.approx(once.efficiency)
        assert again.weight == pytest.approx(once.weight)
        assert again.facility == pytest.approx(once.facility)


@pytest.mark.parametrize("rows", [[[1.5]], [[-0.1]], [[0.5, 0.5]], [[]], [[float("nan")]]])
def test_marks_that_do_not_fit_are_refused(rows: Rows) -> None:
    with pytest.raises(ValueError, match=r"not between|zip"):
        class_figures(rows, [1.0])


def test_nobody_and_nothing_have_no_figures() -> None:
    assert class_figures([], [1.0]) == ClassFigures(0)
    assert class_figures([], []) == ClassFigures(0)
    assert item_figures([], [1.0]) == ((0, 1.0, None, None, None, None, None, False),)
    assert exam_figures([], [1.0]).mean is None
    alone = exam_figures([[1.0, 0.0]], [1.0, 1.0])
    assert (alone.n, alone.mean, alone.mean_percent, alone.sd, alone.cic) == (1, 1.0, 50.0, None, None)


def test_rest_scores_are_percents_of_what_else_was_presented() -> None:
    rows: Rows = [[1.0, 2.0, 0.0], [0.0, 1.0, None], [1.0, None, None], [None, 0.0, 1.0]]
    assert rest_scores(rows, [1.0, 2.0, 2.0], 0) == (50.0, 50.0, None, 25.0)


def test_whole_marks_use_the_largest_unit() -> None:
    whole = whole_marks([[0.5, 1.0], [0.0, 0.5]], [1.0, 1.0])
    assert (whole.rows, whole.scale, whole.totals) == (((1, 2), (0, 1)), 2.0, (3, 1))
