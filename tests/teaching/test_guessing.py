"""What guessing earns: against grading every possible guess, against many random ones, and by hand."""

from __future__ import annotations

import random
from itertools import chain, combinations, permutations, product
from math import comb

import pytest

from kadguide.knowledge.items import Item, Pair, Step
from kadguide.learning.grading import grade
from kadguide.learning.practice import distinct_sides
from kadguide.learning.responses import FALSE, TRUE, Response
from kadguide.teaching import guessing
from kadguide.teaching.guessing import exam_guess_score, guess_score
from tests.learning.sample_items import ALL, MATCHING, MULTIPLE, ORDERING, SINGLE, TIED, TRUE_FALSE, both, item, option
from tests.teaching.classes import FOUR


def steps(*ranks: int) -> Item:
    return item("ordering", "steps", steps=tuple(Step(f"s{n}", both(f"s{n}"), rank) for n, rank in enumerate(ranks)))


FIVE = item("multiple", "five", options=(option("a", 100), *(option(id_) for id_ in "bcde")))
SHARED = item(
    "matching",
    "shared",
    pairs=tuple(Pair(id_, both(f"kiri {id_}"), both(side)) for id_, side in zip("abcd", "PPQR", strict=True)),
    lures=(option("x"), option("y")),
)
REASONS = item("true_false", "reasons", truth=True, options=(option("a", 100), option("b"), option("c")))
GUESSABLE = (
    SINGLE,
    FOUR,
    MULTIPLE,
    FIVE,
    TRUE_FALSE,
    REASONS,
    MATCHING,
    SHARED,
    ORDERING,
    TIED,
    steps(1, 2, 2, 3, 3, 3),
)


def every_guess(question: Item, with_reason: bool) -> list[Response]:
    ids = tuple(option.id for option in question.options)
    match question.type:
        case "single":
            return [Response((id_,)) for id_ in ids]
        case "multiple":
            return [Response(some) for some in chain(*(combinations(ids, size) for size in range(1, len(ids) + 1)))]
        case "true_false":
            verdicts = (TRUE, FALSE)
            return [Response(both_) for both_ in (product(verdicts, ids) if with_reason else ((v,) for v in verdicts))]
        case "matching":
            return [Response(some) for some in product(distinct_sides(question), repeat=len(question.pairs))]
        case "ordering":
            return [Response(order) for order in permutations(step.id for step in question.steps)]
        case _:
            return []


@pytest.mark.parametrize("with_reason", [False, True])
@pytest.mark.parametrize("question", GUESSABLE, ids=lambda question: question.id)
def test_it_is_the_mean_grade_of_every_guess(question: Item, with_reason: bool) -> None:
    grades = [grade(question, guess, with_reason=with_reason).fraction for guess in every_guess(question, with_reason)]
    # Grades are rounded to 5 decimals, the guess score is not.
    assert guess_score(question, with_reason=with_reason) == pytest.approx(sum(grades) / len(grades), abs=1e-5)


@pytest.mark.parametrize("with_reason", [False, True])
@pytest.mark.parametrize("question", GUESSABLE, ids=lambda question: question.id)
def test_blind_guessers_come_out_near_it(question: Item, with_reason: bool) -> None:
    dice = random.Random(11)  # noqa: S311 - chance in a test
    guesses = dice.choices(every_guess(question, with_reason), k=4000)
    mean = sum(grade(question, guess, with_reason=with_reason).fraction for guess in guesses) / len(guesses)
    assert mean == pytest.approx(guess_score(question, with_reason=with_reason), abs=0.03)


@pytest.mark.parametrize(
    ("question", "with_reason", "score"),
    [
        (SINGLE, False, 0.5), (FOUR, False, 0.25), (TRUE_FALSE, False, 0.5), (TRUE_FALSE, True, 0.5 * (0.5 + 0.125)),
        (REASONS, True, 0.25), (MATCHING, False, 1 / 4), (SHARED, False, 1 / 5), (MULTIPLE, False, 3 / 15),
        (TIED, False, 1 / 3),
    ],
)  # fmt: skip
def test_scores_reckoned_by_hand(question: Item, with_reason: bool, score: float) -> None:
    assert guess_score(question, with_reason=with_reason) == pytest.approx(score)


@pytest.mark.parametrize("question", [one for one in ALL if one.type in {"short", "number", "article"}])
def test_what_must_be_typed_cannot_be_guessed(question: Item) -> None:
    assert guess_score(question) == 0


@pytest.mark.parametrize("ranks", [(1, 2, 3, 4, 5, 6), (1, 1, 2, 3, 3), (1, 1, 1, 2, 2, 3), (1, 2), (4, 4, 9)])
def test_counting_inversions_and_going_through_all_orders_agree(
    ranks: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    through = guess_score(steps(*ranks))
    monkeypatch.setattr(guessing, "MOST_STEPS", 0)
    guessing._guessed_order.cache_clear()
    assert guess_score(steps(*ranks)) == pytest.approx(through)
    guessing._guessed_order.cache_clear()


def test_long_orders_are_guessed_worse_and_worse() -> None:
    scores = [guess_score(steps(*range(size))) for size in range(2, 13)]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert guess_score(steps(*[1] * 9)) == 1.0


def test_orders_are_counted_without_loss() -> None:
    assert sum(guessing._inversions((1, 1, 1, 2, 2, 3, 3, 3, 3))) == comb(9, 3) * comb(6, 2)


def test_a_test_weighs_its_items() -> None:
    assert exam_guess_score((FOUR, TRUE_FALSE), (3.0, 1.0)) == pytest.approx((0.75 + 0.5) / 4)
    assert exam_guess_score((), ()) is None
