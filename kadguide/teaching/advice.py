"""What an instructor should look at, as codes with values; the words for them come at the edge.

Below ten trainees there is one code only, ``too_few``: no index is told, because chance would speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt
from typing import Literal, NamedTuple, get_args

from kadguide.teaching.distractors import DEAD, OptionFigures, OptionTable, Part
from kadguide.teaching.statistics import FEWEST, ExamFigures, ItemFigures

ItemCode = Literal[
    "too_few", "key_suspect", "negative_discrimination", "does_not_separate", "guessing_explains", "too_hard",
    "too_easy", "dead_option",
]  # fmt: skip
ExamCode = Literal[
    "too_few", "cic_unsatisfactory", "cic_fair", "cic_good", "mean_low", "mean_high", "sd_small", "sd_large",
]  # fmt: skip
CODES: tuple[str, ...] = tuple(dict.fromkeys((*get_args(ItemCode), *get_args(ExamCode))))
"""Every code that has words, the gravest of an item first."""

DUBIOUS = 15.0
"""Discriminative efficiency below which Moodle flags an item."""
EASY, HARD = 0.95, 0.10
"""Facility from which an item is too easy, and up to which it is too hard. Our own limits: beyond them at most one
trainee in twenty, or in ten, answers unlike the others, so that the item tells little."""
CHANCE = 1.645
"""Standard errors by which a facility must exceed the guess score (one-sided, 95 percent)."""
CONVINCING = 3
"""Trainees of the best third who must agree before the key is suspected."""
CIC_GOOD, CIC_POOR = 75.0, 64.0
"""Internal consistency above which Moodle's guide calls a test good, and below which unsatisfactory, in percent."""
MEAN_RANGE, SD_RANGE = (50.0, 75.0), (12.0, 18.0)
"""What Moodle's guide aims for, in percent of the maximum."""


class ItemAdvice(NamedTuple):
    """One remark on an item. ``value`` and ``limit`` are read by code:

    * ``too_few``: trainees, and how many it takes;
    * ``key_suspect``: percent of the best third who chose wrong option ``option``, and who chose the key;
    * ``negative_discrimination``: the discrimination index, and 0;
    * ``does_not_separate``: the discriminative efficiency, and Moodle's limit;
    * ``guessing_explains``: facility and guess score, both in percent;
    * ``too_hard``, ``too_easy``: facility and limit, both in percent;
    * ``dead_option``: percent who chose ``option``, and the limit.

    ``option`` is an id of the item, or a verdict ``"true"`` or ``"false"``; ``part`` says of which kind.
    """

    code: ItemCode
    value: float
    limit: float
    option: str | None = None
    part: Part | None = None


class ExamAdvice(NamedTuple):
    """One remark on the whole test: ``value`` is the figure and ``limit`` the bound that it passed, both in percent;
    for ``too_few`` the trainees and how many it takes."""

    code: ExamCode
    value: float
    limit: float


def item_advice(
    figures: ItemFigures, guess: float | None = None, table: OptionTable | None = None
) -> tuple[ItemAdvice, ...]:
    """Remarks on one item, the gravest first; none when there is nothing to say.

    ``guess`` is the guess score (0 to 1), ``table`` who chose what. With an item that nearly everybody gets right dead
    options are not named: there they say nothing about the options.
    """
    if figures.n < FEWEST:
        return (ItemAdvice("too_few", figures.n, FEWEST),)
    found = list(_suspects(table)) if table else []
    index, efficiency, facility = figures.discrimination, figures.efficiency, figures.facility
    if index is not None and index < 0:
        found.append(ItemAdvice("negative_discrimination", index, 0))
    elif efficiency is not None and efficiency < DUBIOUS:
        found.append(ItemAdvice("does_not_separate", efficiency, DUBIOUS))
    if facility is None:
        return tuple(found)
    if guess and _by_chance(figures, facility, guess):
        found.append(ItemAdvice("guessing_explains", 100 * facility, 100 * guess))
    if facility <= HARD:
        found.append(ItemAdvice("too_hard", 100 * facility, 100 * HARD))
    if facility >= EASY:
        found.append(ItemAdvice("too_easy", 100 * facility, 100 * EASY))
    elif table:
        found += [
            ItemAdvice("dead_option", 100 * option.share, 100 * DEAD, option.id, option.part)
            for option in table.options
            if option.dead
        ]
    return tuple(found)


def exam_advice(figures: ExamFigures) -> tuple[ExamAdvice, ...]:
    """Remarks on the whole test: its internal consistency always when it is known, mean and spread outside the aim."""
    if figures.n < FEWEST:
        return (ExamAdvice("too_few", figures.n, FEWEST),)
    found = []
    if figures.cic is not None and figures.complete >= FEWEST:
        if figures.cic < CIC_POOR:
            found.append(ExamAdvice("cic_unsatisfactory", figures.cic, CIC_POOR))
        elif figures.cic > CIC_GOOD:
            found.append(ExamAdvice("cic_good", figures.cic, CIC_GOOD))
        else:
            found.append(ExamAdvice("cic_fair", figures.cic, CIC_GOOD))
    outside: tuple[tuple[float | None, tuple[float, float], ExamCode, ExamCode], ...] = (
        (figures.mean_percent, MEAN_RANGE, "mean_low", "mean_high"),
        (figures.sd_percent, SD_RANGE, "sd_small", "sd_large"),
    )
    for value, (least, most), below, above in outside:
        if value is not None and value < least:
            found.append(ExamAdvice(below, value, least))
        if value is not None and value > most:
            found.append(ExamAdvice(above, value, most))
    return tuple(found)


def _by_chance(figures: ItemFigures, facility: float, guess: float) -> bool:
    """Whether the class does not do better than blind guessing by more than chance allows."""
    error = (figures.sd or 0) / (figures.maximum * sqrt(figures.n))
    return facility <= guess + CHANCE * error


# -- wrong keys


def _suspects(table: OptionTable) -> Iterator[ItemAdvice]:
    parts: tuple[Part, ...] = ("option", "verdict", "reason")
    for part in parts:
        keys = [option for option in table.options if option.part == part and option.right]
        if len(keys) == 1:
            rival = table.preferred(part)
            if rival and rival.best > keys[0].best and _convincing(rival, table):
                yield _suspect(rival, keys[0].best, table.best)
        elif keys:
            for option in table.options:
                if option.part == part and not option.right and _drawn(option, table) and _convincing(option, table):
                    yield _suspect(option, min(key.best for key in keys), table.best)


def _suspect(option: OptionFigures, key: int, best: int) -> ItemAdvice:
    return ItemAdvice("key_suspect", 100 * option.best / best, 100 * key / best, option.id, option.part)


def _convincing(option: OptionFigures, table: OptionTable) -> bool:
    """Enough of the best third chose it, and all who chose it did better in the rest than the class.

    Without the latter a common misconception would look like a wrong key.
    """
    better = option.mean_rest is not None and table.mean_rest is not None and option.mean_rest > table.mean_rest
    return better and option.best >= CONVINCING


def _drawn(option: OptionFigures, table: OptionTable) -> bool:
    """With several keys: at least half of the best third chose it, and a greater share of them than of the class."""
    return 2 * option.best >= table.best > 0 and option.best / table.best > option.share
