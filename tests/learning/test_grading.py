"""Marks by hand, by what Moodle 4.5.6 computed where its rule is claimed, and by what must hold of every rule."""

from __future__ import annotations

import json
import random
from itertools import chain, combinations, permutations
from pathlib import Path

import pytest

from kadguide.knowledge.items import Item
from kadguide.learning.grading import (
    grade,
    matching_fraction,
    multiple_fraction,
    ordering_fraction,
    pairs_in_order,
    weighted_fraction,
)
from kadguide.learning.responses import Response, decode_response, right_response
from tests.learning.sample_items import ALL, MATCHING, MULTIPLE, ORDERING, SINGLE, TIED, TRUE_FALSE

MOODLE = json.loads((Path(__file__).parents[1] / "data" / "moodle_grading.json").read_text(encoding="utf-8"))


def test_several_answers_with_percents_earn_what_moodle_gives() -> None:
    for question in MOODLE["multi"]:
        for chosen, mark in question["cases"]:
            assert weighted_fraction(question["fractions"], chosen) == pytest.approx(mark, abs=1e-4)


def test_a_matching_earns_what_moodle_gives() -> None:
    for question in MOODLE["matching"]:
        for chosen, mark in question["cases"]:
            assert matching_fraction(question["n"], chosen) == pytest.approx(mark, abs=1e-5)


def test_the_share_of_pairs_in_order_is_moodles() -> None:
    for question in MOODLE["ordering"]:
        for order, mark in question["cases"]:
            assert pairs_in_order([int(rank) for rank in order]) == pytest.approx(mark, abs=1e-5)


def test_our_rule_for_several_answers_is_moodles_with_even_percents() -> None:
    for right in range(1, 5):
        for wrong in range(1, 5):
            percents = [100 / right] * right + [-100 / wrong] * wrong
            for chosen in chain.from_iterable(combinations(range(right + wrong), k) for k in range(right + wrong + 1)):
                hits = sum(index < right for index in chosen)
                ours = multiple_fraction(hits, len(chosen) - hits, right, wrong)
                assert ours == pytest.approx(weighted_fraction(percents, chosen))


@pytest.mark.parametrize(
    ("ranks", "mark"), [((1, 3, 2, 4, 5), 0.8), ((2, 3, 4, 5, 1), 0.2), ((5, 4, 3, 2, 1), 0.0), ((1, 2, 3, 4, 5), 1.0)]
)
def test_an_order_earns_kendalls_tau(ranks: tuple[int, ...], mark: float) -> None:
    assert ordering_fraction(ranks) == pytest.approx(mark)


@pytest.mark.parametrize(("size", "mean"), [(3, 0.28), (4, 0.19), (5, 0.16)])
def test_a_guessed_order_earns_little(size: int, mean: float) -> None:
    marks = [ordering_fraction(order) for order in permutations(range(size))]
    assert sum(marks) / len(marks) == pytest.approx(mean, abs=0.005)


MARKS = [
    (SINGLE, ("a",), 1.0), (SINGLE, ("b",), 0.0), (SINGLE, ("c",), 0.5), (SINGLE, ("a", "b"), 0.0),
    (SINGLE, ("zz",), 0.0),
    (MULTIPLE, ("a", "b"), 1.0), (MULTIPLE, ("a",), 0.5), (MULTIPLE, ("a", "c"), 0.0),
    (MULTIPLE, ("a", "b", "c"), 0.5), (MULTIPLE, ("a", "b", "c", "d"), 0.0),
    (TRUE_FALSE, ("false",), 1.0), (TRUE_FALSE, ("true",), 0.0),
    (MATCHING, ("a", "b", "c"), 1.0), (MATCHING, ("a", "", "x"), 0.33333), (MATCHING, ("b", "a", "x"), 0.0),
    (ORDERING, ("a", "b", "c", "d", "e"), 1.0), (ORDERING, ("a", "b"), 0.0), (ORDERING, ("a", "a", "b", "c", "d"), 0.0),
    (TIED, ("b", "a", "c"), 1.0), (TIED, ("a", "b", "c"), 1.0), (TIED, ("c", "a", "b"), 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("question", "chosen", "mark"), MARKS)
def test_marks_reckoned_by_hand(question: Item, chosen: tuple[str, ...], mark: float) -> None:
    assert grade(question, Response(chosen)).fraction == mark


@pytest.mark.parametrize(
    ("chosen", "mark"), [(("false", "a"), 1.0), (("false", "b"), 0.25), (("false",), 0.25), (("true", "a"), 0.0)]
)
def test_a_verdict_with_its_reason(chosen: tuple[str, ...], mark: float) -> None:
    assert grade(TRUE_FALSE, Response(chosen), with_reason=True).fraction == mark


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_right_response_earns_everything(question: Item, lang: str) -> None:
    result = grade(question, right_response(question, lang))
    assert (result.fraction, result.outcome) == (1.0, "right")
    assert not result.remarks


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_any_response_earns_between_nothing_and_everything(question: Item) -> None:
    dice = random.Random(7)  # noqa: S311 - chance in a test
    ids = ["a", "b", "c", "d", "e", "x", "true", "false", "", "lain"]
    for _ in range(400):
        response = Response(tuple(dice.choices(ids, k=dice.randrange(1, 7))), dice.choice(["", "363", "wajib", "-1"]))
        assert 0.0 <= grade(question, response).fraction <= 1.0
        assert 0.0 <= grade(question, response, with_reason=True).fraction <= 1.0


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.id)
def test_nothing_answered_is_blank_and_not_wrong(question: Item) -> None:
    assert grade(question, Response(("", ""), "  ")).outcome == "blank"


def test_a_wrong_choice_comes_with_its_reason_and_its_error() -> None:
    remark = grade(SINGLE, Response(("b",))).remarks[0]
    assert (remark.part.id, remark.why.id, remark.misconception) == ("pilihan b", "sebab b", "keliru")
    assert [remark.why.id for remark in grade(MATCHING, Response(("x", "c", "b"))).remarks] == [
        "sebab x", "karena b", "karena c",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[]", '{"chosen": 3}', '{"chosen": [1], "text": []}'])
def test_a_damaged_response_is_blank(text: str) -> None:
    assert decode_response(text).blank


def test_a_response_comes_back_as_it_was_written() -> None:
    response = Response(("a", ""), "“pasal” 3\n")
    assert decode_response(response.encode()) == response
