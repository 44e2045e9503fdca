"""Who chose what, in small classes that can be counted by hand."""

from __future__ import annotations

import pytest

from kadguide.learning.responses import Response
from kadguide.teaching.distractors import OptionFigures, option_table
from tests.learning.sample_items import MATCHING, MULTIPLE, ORDERING, SHORT, TRUE_FALSE
from tests.teaching.classes import FOUR, chosen

RESTS = [95.0, 90.0, 85.0, 80.0, 70.0, 60.0, 50.0, 40.0, 30.0, 20.0]


def test_shares_rest_scores_and_the_best_third() -> None:
    table = option_table(FOUR, chosen("b", "b", "a", "b", "a", "a", "c", "c", "", "a"), RESTS)
    assert (table.n, table.blank, table.best, table.mean_rest) == (10, 1, 4, 62.0)
    assert table.options == (
        OptionFigures("option", "a", True, 4, 0.4, 58.75, 1),
        OptionFigures("option", "b", False, 3, 0.3, 265 / 3, 3),
        OptionFigures("option", "c", False, 2, 0.2, 45.0, 0),
        OptionFigures("option", "d", False, 0, 0.0, None, 0),
    )
    assert [option.id for option in table.options if option.dead] == ["d"]
    preferred = table.preferred()
    assert preferred is not None
    assert preferred.id == "b"


@pytest.mark.parametrize(("count", "dead"), [(1, False), (0, True)])
def test_one_in_twenty_keeps_an_option_alive(count: int, dead: bool) -> None:
    ids = ["d"] * count + ["a"] * (20 - count)
    option = option_table(FOUR, chosen(*ids), [float(number) for number in range(20)]).options[3]
    assert (option.chosen, option.dead) == (count, dead)


def test_a_key_that_nobody_chose_is_not_a_dead_option() -> None:
    table = option_table(FOUR, chosen(*"bbbbccccdd"), RESTS)
    assert [option.dead for option in table.options] == [False, False, False, False]


def test_who_was_not_presented_the_item_does_not_count() -> None:
    responses = [*chosen("a", "b"), None, None]
    table = option_table(FOUR, responses, [10.0, 20.0, 100.0, 100.0])
    assert (table.n, table.options[0].share, table.mean_rest) == (2, 0.5, 15.0)


def test_equal_rest_scores_set_no_best_third_apart() -> None:
    table = option_table(FOUR, chosen(*"aabbccddab"), [50.0] * 10)
    assert (table.best, table.preferred()) == (0, None)
    assert option_table(FOUR, chosen(*"aabb"), [None] * 4).best == 0


def test_who_ties_with_the_border_belongs_to_the_best() -> None:
    rests = [90.0, 80.0, 70.0, 70.0, 70.0, 60.0, 50.0, 40.0, 30.0, 20.0, 10.0, 5.0]
    assert option_table(FOUR, chosen(*"aaaabbbbcccc"), rests).best == 5


def test_the_order_of_trainees_changes_nothing() -> None:
    responses = chosen("b", "b", "a", "b", "a", "a", "c", "c", "", "a")
    there, back = option_table(FOUR, responses, RESTS), option_table(FOUR, responses[::-1], RESTS[::-1])
    assert there == back


def test_several_options_each_have_a_share() -> None:
    responses: list[Response | None] = [Response(("a", "b")), Response(("a", "c")), Response(("a",)), Response(("d",))]
    table = option_table(MULTIPLE, responses, [90.0, 80.0, 20.0, 10.0])
    assert [option.share for option in table.options] == [0.75, 0.25, 0.25, 0.25]
    assert [option.right for option in table.options] == [True, True, False, False]


def test_verdicts_and_reasons_are_told_apart() -> None:
    responses: list[Response | None] = [Response(("false", "a")), Response(("true", "b")), Response(("false", "b"))]
    rests = [90.0, 50.0, 10.0]
    verdicts = option_table(TRUE_FALSE, responses, rests)
    assert [(one.part, one.id, one.right, one.chosen) for one in verdicts.options] == [
        ("verdict", "true", False, 1), ("verdict", "false", True, 2),
    ]  # fmt: skip
    reasons = option_table(TRUE_FALSE, responses, rests, with_reason=True)
    assert [(one.part, one.id, one.right, one.chosen) for one in reasons.options[2:]] == [
        ("reason", "a", True, 1), ("reason", "b", False, 2),
    ]  # fmt: skip


def test_of_a_matching_the_lures_are_watched() -> None:
    responses: list[Response | None] = [Response(("a", "x", "x")), Response(("a", "b", "c")), Response(("", "", ""))]
    table = option_table(MATCHING, responses, [50.0, 60.0, 70.0])
    assert (table.blank, [(one.part, one.id, one.chosen) for one in table.options]) == (1, [("lure", "x", 1)])


@pytest.mark.parametrize("question", [ORDERING, SHORT], ids=lambda question: question.id)
def test_orders_and_typed_answers_have_no_options(question: object) -> None:
    given: list[Response | None] = [Response(("a", "b"), "x")]
    assert option_table(ORDERING if question is ORDERING else SHORT, given, [1.0]).options == ()


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        option_table(FOUR, chosen("a", "b"), [1.0])
