"""Grades one response to one item, as a fraction from 0 to 1.

The rules and where they come from:

* single choice: the credit of the option, as in Moodle;
* multiple choice with K right of N options, h right and w wrong ones chosen: ``max(0, h/K - w/(N-K))``, the rule of the
  Open University with both sides weighed; choosing everything earns nothing. It equals Moodle's sum of fractions when
  the fractions are 100/K and -100/(N-K);
* true/false: 1 or 0; with a reason asked, both right 1, only the verdict right 0.25;
* matching: right pairs / pairs, as in Moodle;
* ordering: ``max(0, 2p - 1)`` with p the share of pairs of steps in the right order (Kendall's tau, not below 0); steps
  of equal rank are right either way. Moodle's RELATIVE_ALL_PREVIOUS_AND_NEXT is p itself;
* typed answers: see :mod:`kadguide.learning.typed`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from kadguide.knowledge.items import FULL, Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import FALSE, TRUE, TYPED, Response
from kadguide.learning.typed import NO_WORDS, Words, grade_typed

Outcome = Literal["right", "partly", "wrong", "blank"]
VERDICT_ONLY = 0.25
"""What a right verdict earns without the right reason."""
PLACES = 5
"""Decimals to which a fraction is kept."""


class Remark(NamedTuple):
    """What is wrong with one part of an answer: the part as it was shown or typed, why, and the error behind it."""

    part: Bilingual
    why: Bilingual
    misconception: str | None


class Grade(NamedTuple):
    """The mark of one response. ``fraction`` runs from 0 to 1; ``forgiven`` is the spelling that was let through."""

    fraction: float
    outcome: Outcome
    remarks: tuple[Remark, ...] = ()
    forgiven: str | None = None


def grade(item: Item, response: Response, words: Words = NO_WORDS, *, with_reason: bool = False) -> Grade:
    """Grade ``response``. ``words`` are those of the whole material, which no typo may hide behind.

    ``with_reason`` asks for the reason in a true/false item, as in exams. An id that the item does not have counts as a
    wrong choice.
    """
    if response.blank:
        return Grade(0.0, "blank")
    forgiven = None
    if item.type in TYPED:
        typed = grade_typed(item, response.text, words)
        fraction, forgiven = typed.fraction, typed.forgiven
        remarks: tuple[Remark, ...] = ()
        if typed.mistake:
            said = Bilingual(response.text, response.text)
            remarks = (Remark(said, typed.mistake.feedback, typed.mistake.misconception),)
    else:
        fraction = _FRACTIONS[item.type](item, response, with_reason)
        remarks = _remarks(item, response, with_reason)
    fraction = round(min(max(fraction, 0.0), 1.0), PLACES)
    outcome: Outcome = "right" if fraction == 1 else "partly" if fraction > 0 else "wrong"
    return Grade(fraction, outcome, remarks, forgiven)


# -- the rules, on plain numbers


def multiple_fraction(right: int, wrong: int, all_right: int, all_wrong: int) -> float:
    """``right`` and ``wrong`` options chosen out of ``all_right`` and ``all_wrong``."""
    return max(0.0, right / all_right - wrong / all_wrong)


def weighted_fraction(percents: Sequence[float], chosen: Sequence[int]) -> float:
    """Moodle's rule for several answers: the sum of the chosen options' percents, kept between 0 and 1."""
    return min(max(sum(percents[index] for index in set(chosen)) / 100, 0.0), 1.0)


def matching_fraction(pairs: int, chosen: Sequence[int]) -> float:
    """Moodle's rule: ``chosen[i]`` is the answer put to stem ``i``; right where it is ``i``."""
    return sum(index == answer for index, answer in enumerate(chosen)) / pairs


def pairs_in_order(ranks: Sequence[int]) -> float:
    """Share of pairs that stand in the right order, equal ranks either way (RELATIVE_ALL_PREVIOUS_AND_NEXT)."""
    pairs = list(combinations(ranks, 2))
    return sum(first <= second for first, second in pairs) / len(pairs)


def ordering_fraction(ranks: Sequence[int]) -> float:
    """Kendall's tau of the order given, not below 0. Pairs of equal rank say nothing and are left out."""
    telling = [first < second for first, second in combinations(ranks, 2) if first != second]
    return max(0.0, 2 * sum(telling) / len(telling) - 1) if telling else 1.0


# -- the rules, on items


def _single(item: Item, response: Response, with_reason: bool) -> float:
    credit_of = {option.id: option.credit for option in item.options}
    return credit_of.get(response.chosen[0], 0) / FULL if len(response.chosen) == 1 else 0.0


def _multiple(item: Item, response: Response, with_reason: bool) -> float:
    right = {option.id for option in item.options if option.credit == FULL}
    chosen = set(response.chosen)
    return multiple_fraction(len(chosen & right), len(chosen - right), len(right), len(item.options) - len(right))


def _true_false(item: Item, response: Response, with_reason: bool) -> float:
    if response.chosen[0] != (TRUE if item.truth else FALSE):
        return 0.0
    if not with_reason or not item.options:
        return 1.0
    right = next(option.id for option in item.options if option.credit == FULL)
    return 1.0 if right in response.chosen[1:2] else VERDICT_ONLY


def _matching(item: Item, response: Response, with_reason: bool) -> float:
    """Two pairs may share one right side; then either id is right."""
    sides = {pair.id: pair.right for pair in item.pairs}
    hits = sum(sides.get(answer) == pair.right for pair, answer in zip(item.pairs, response.chosen, strict=False))
    return hits / len(item.pairs)


def _ordering(item: Item, response: Response, with_reason: bool) -> float:
    ranks = {step.id: step.rank for step in item.steps}
    if sorted(response.chosen) != sorted(ranks):
        return 0.0
    return ordering_fraction([ranks[id_] for id_ in response.chosen])


_FRACTIONS = {
    "single": _single, "multiple": _multiple, "true_false": _true_false, "matching": _matching, "ordering": _ordering,
}  # fmt: skip


# -- what is wrong with it


def _remarks(item: Item, response: Response, with_reason: bool) -> tuple[Remark, ...]:
    options = {option.id: option for option in (*item.options, *item.lures)}
    match item.type:
        case "single" | "multiple":
            picked = [options[id_] for id_ in response.chosen if id_ in options]
            return tuple(Remark(o.text, o.feedback, o.misconception) for o in picked if o.credit < FULL)
        case "true_false":
            found = []
            if response.chosen[0] != (TRUE if item.truth else FALSE):
                found.append(Remark(Bilingual("", ""), item.feedback, item.misconception))
            reasons = [options[id_] for id_ in response.chosen[1:2] if id_ in options] if with_reason else []
            found += [Remark(o.text, o.feedback, o.misconception) for o in reasons if o.credit < FULL]
            return tuple(found)
        case "matching":
            return tuple(_matching_remarks(item, response))
        case _:
            return ()


def _matching_remarks(item: Item, response: Response) -> list[Remark]:
    found = []
    sides = {pair.id: pair.right for pair in item.pairs}
    lures = {lure.id: lure for lure in item.lures}
    for pair, answer in zip(item.pairs, response.chosen, strict=False):
        if answer in lures:
            found.append(Remark(pair.left, lures[answer].feedback, lures[answer].misconception))
        elif sides.get(answer) != pair.right and pair.feedback.id:
            found.append(Remark(pair.left, pair.feedback, None))
    return found
