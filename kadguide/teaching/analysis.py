"""The item analysis of one exam, from its results: everything that may be told, and nothing below ten trainees."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.teaching.advice import ExamAdvice, ItemAdvice, exam_advice, item_advice
from kadguide.teaching.distractors import OptionTable, option_table
from kadguide.teaching.guessing import exam_guess_score, guess_score
from kadguide.teaching.intervals import Interval, bootstrap_intervals
from kadguide.teaching.marks import rest_scores
from kadguide.teaching.results import ExamResult
from kadguide.teaching.statistics import FEWEST, ExamFigures, ItemFigures, class_figures


class ItemAnalysis(NamedTuple):
    """One question. ``interval`` is that of the discrimination index, ``guess`` what blind guessing earns (0 to 1)."""

    figures: ItemFigures
    interval: Interval | None
    guess: float
    table: OptionTable
    advice: tuple[ItemAdvice, ...]


class Analysis(NamedTuple):
    """The whole exam. Below ten trainees there is only their number ``n`` and the advice that says so."""

    n: int
    advice: tuple[ExamAdvice, ...]
    exam: ExamFigures | None = None
    cic: Interval | None = None
    guess: float | None = None
    items: tuple[ItemAnalysis, ...] = ()


def analyse(result: ExamResult) -> Analysis:
    """The analysis. A question that was given to everybody has figures, but no advice: nobody earned its marks."""
    marks, maxima = result.marks, result.maxima
    figures = class_figures(marks, maxima)
    if figures.exam is None:
        return Analysis(figures.n, (ExamAdvice("too_few", figures.n, FEWEST),))
    intervals = bootstrap_intervals(marks, maxima, result.exam.id)
    items = []
    for index, (key, own, interval) in enumerate(zip(result.keys, figures.items, intervals.items, strict=True)):
        table = option_table(
            key.content, result.responses(index), rest_scores(marks, maxima, index), with_reason=True
        )  # fmt: skip
        guess = 1.0 if key.all_right else guess_score(key.content, with_reason=True)
        advice = () if key.all_right else item_advice(own, guess, table)
        items.append(ItemAnalysis(own, interval, guess, table, advice))
    return Analysis(
        figures.n, exam_advice(figures.exam), figures.exam, intervals.cic,
        exam_guess_score(result.items, maxima, with_reason=True), tuple(items),
    )  # fmt: skip
