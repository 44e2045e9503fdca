"""What is said of an item or a test, and what is not said."""

from __future__ import annotations

import random
import re

import pytest

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response
from kadguide.teaching.advice import CODES, ExamAdvice, ItemAdvice, exam_advice, item_advice
from kadguide.teaching.distractors import option_table
from kadguide.teaching.guessing import guess_score
from kadguide.teaching.marks import rest_scores
from kadguide.teaching.statistics import ExamFigures, ItemFigures, class_figures, exam_figures, item_figures
from tests.learning.sample_items import MULTIPLE, TRUE_FALSE
from tests.teaching.classes import FOUR, Rows, chosen, made_class

PLAIN = ItemFigures(20, 1.0, 0.6, 0.5, 40.0, 50.0, 10.0)
"""An item with nothing the matter."""


@pytest.mark.parametrize(
    ("changes", "guess", "codes"),
    [
        ({}, 0.25, []),
        ({"n": 9}, 0.25, ["too_few"]),
        ({"efficiency": 15.0}, None, []),
        ({"efficiency": 14.99}, None, ["does_not_separate"]),
        ({"discrimination": -1.0, "efficiency": -2.0}, None, ["negative_discrimination"]),
        ({"discrimination": None, "efficiency": None}, None, []),
        ({"facility": 0.95}, None, ["too_easy"]),
        ({"facility": 0.949}, None, []),
        ({"facility": 0.10}, None, ["too_hard"]),
        ({"facility": 0.101}, None, []),
        ({"facility": 0.3}, 0.25, ["guessing_explains"]),
        ({"facility": 0.44}, 0.25, []),
        ({"facility": 0.43}, 0.25, ["guessing_explains"]),
        ({"facility": 0.1}, 0.0, ["too_hard"]),
        ({"facility": 0.0, "sd": 0.0}, 0.25, ["guessing_explains", "too_hard"]),
        ({"facility": None, "sd": None, "discrimination": None, "efficiency": None}, 0.25, []),
    ],
)  # fmt: skip
def test_remarks_on_an_item(changes: dict[str, float], guess: float | None, codes: list[str]) -> None:
    assert [advice.code for advice in item_advice(PLAIN._replace(**changes), guess)] == codes  # type: ignore[arg-type]


def test_a_remark_carries_its_figure_and_what_it_is_measured_by() -> None:
    assert item_advice(PLAIN._replace(n=4)) == (ItemAdvice("too_few", 4, 10),)
    assert item_advice(PLAIN._replace(efficiency=3.5)) == (ItemAdvice("does_not_separate", 3.5, 15.0),)
    assert item_advice(PLAIN._replace(facility=0.25), 0.25) == (ItemAdvice("guessing_explains", 25.0, 25.0),)


TEST = ExamFigures(20, 6.0, 6.0, 1.5, 60.0, 15.0, 0.0, 0.0, 20, 70.0, 54.8, 0.8)
"""A test of middling consistency."""


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({}, [("cic_fair", 70.0, 75.0)]),
        ({"n": 9}, [("too_few", 9, 10)]),
        ({"cic": 75.0}, [("cic_fair", 75.0, 75.0)]),
        ({"cic": 75.1}, [("cic_good", 75.1, 75.0)]),
        ({"cic": 64.0}, [("cic_fair", 64.0, 75.0)]),
        ({"cic": 63.9}, [("cic_unsatisfactory", 63.9, 64.0)]),
        ({"cic": None}, []),
        ({"complete": 9}, []),
        ({"cic": None, "mean_percent": 49.9}, [("mean_low", 49.9, 50.0)]),
        ({"cic": None, "mean_percent": 50.0}, []),
        ({"cic": None, "mean_percent": 75.0}, []),
        ({"cic": None, "mean_percent": 75.1}, [("mean_high", 75.1, 75.0)]),
        ({"cic": None, "sd_percent": 11.9}, [("sd_small", 11.9, 12.0)]),
        ({"cic": None, "sd_percent": 18.1}, [("sd_large", 18.1, 18.0)]),
        ({"cic": None, "mean_percent": None, "sd_percent": None}, []),
    ],
)
def test_remarks_on_a_test(changes: dict[str, float], advice: list[ExamAdvice]) -> None:
    assert list(exam_advice(TEST._replace(**changes))) == advice  # type: ignore[arg-type]


@pytest.mark.parametrize("count", range(10))
def test_below_ten_trainees_nothing_is_said_but_their_number(count: int) -> None:
    rows, maxima = made_class(count, 4, seed=count)
    assert exam_advice(exam_figures(rows, maxima)) == (ExamAdvice("too_few", count, 10),)
    table = option_table(FOUR, chosen(*["b"] * count), [float(number) for number in range(count)])
    for figures in item_figures(rows, maxima):
        assert item_advice(figures, 0.25, table) == (ItemAdvice("too_few", count, 10),)


# -- a class with a wrong key


def answers(able: list[float], right: str, dice: random.Random) -> list[str]:
    """What each trainee chooses: who is able knows what is right, the others guess."""
    return [right if dice.random() < 0.1 + 0.85 * level else dice.choice("abcd") for level in able]


def class_of(size: int, wrong_key: bool, seed: int) -> tuple[Rows, list[list[str]]]:
    """Fifteen items, all keyed ``a``. With a wrong key the truth of the first one is ``b``."""
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    able = [dice.random() for _ in range(size)]
    columns = [answers(able, "b" if wrong_key and number == 0 else "a", dice) for number in range(15)]
    rows: Rows = [[grade(FOUR, Response((column[place],))).fraction for column in columns] for place in range(size)]
    return rows, columns


def suspects(size: int, seed: int) -> list[list[str | None]]:
    """For each item of such a class the options that are suspected to be the key."""
    rows, columns = class_of(size, wrong_key=True, seed=seed)
    found = []
    for number, (column, figures) in enumerate(zip(columns, class_figures(rows, [1.0] * 15).items, strict=True)):
        table = option_table(FOUR, chosen(*column), rest_scores(rows, [1.0] * 15, number))
        advice = item_advice(figures, guess_score(FOUR), table)
        found.append([one.option for one in advice if one.code == "key_suspect"])
    return found


@pytest.mark.parametrize(("size", "least"), [(15, 0.75), (30, 0.9), (60, 0.95)])
def test_a_wrong_key_is_found_and_right_ones_are_left_alone(size: int, least: float) -> None:
    classes = [suspects(size, seed) for seed in range(60)]
    assert sum(found[0] == ["b"] for found in classes) >= least * len(classes)
    wrongly = [options for found in classes for options in found[1:] if options]
    assert len(wrongly) <= 0.01 * 14 * len(classes)


def test_the_suspicion_comes_first_and_says_how_strong_it_is() -> None:
    rests = [float(100 - number) for number in range(12)]
    table = option_table(FOUR, chosen(*"bbbabaacdacd"), rests)
    first = item_advice(PLAIN._replace(discrimination=-30.0, efficiency=-40.0, facility=0.3), 0.25, table)
    assert [advice.code for advice in first] == ["key_suspect", "negative_discrimination", "guessing_explains"]
    assert first[0] == ItemAdvice("key_suspect", 75.0, 25.0, "b", "option")


@pytest.mark.parametrize(
    "choices",
    [
        "bbaabaacdacd",  # as many of the best chose the key
        "bbacaaacdaad",  # only two of the best chose the other
        "bbbacccbbbbb",  # the best prefer it, but so do the weakest
    ],
)
def test_weak_evidence_raises_no_suspicion(choices: str) -> None:
    table = option_table(FOUR, chosen(*choices), [float(100 - 5 * number) for number in range(12)])
    assert "key_suspect" not in [advice.code for advice in item_advice(PLAIN, None, table)]


def test_a_wrong_verdict_can_be_suspected() -> None:
    table = option_table(TRUE_FALSE, chosen(*["true"] * 5, *["false"] * 7), [float(100 - n) for n in range(12)])
    assert item_advice(PLAIN, None, table) == (ItemAdvice("key_suspect", 100.0, 0.0, "true", "verdict"),)


def test_with_several_keys_an_option_that_the_best_choose_is_suspected() -> None:
    best, rest = Response(("a", "c")), Response(("a", "b"))
    table = option_table(MULTIPLE, [best] * 4 + [rest] * 8, [float(100 - number) for number in range(12)])
    found = item_advice(PLAIN, None, table)
    assert found[0] == ItemAdvice("key_suspect", 100.0, 0.0, "c", "option")
    common = option_table(MULTIPLE, [best] * 12, [float(100 - number) for number in range(12)])
    assert "key_suspect" not in [advice.code for advice in item_advice(PLAIN, None, common)]


def test_dead_options_are_named_unless_everybody_is_right() -> None:
    table = option_table(FOUR, chosen(*"aaaaaaaabbbb"), [float(100 - number) for number in range(12)])
    dead = [(advice.code, advice.option) for advice in item_advice(PLAIN, None, table)]
    assert dead == [("dead_option", "c"), ("dead_option", "d")]
    assert [advice.code for advice in item_advice(PLAIN._replace(facility=0.96), None, table)] == ["too_easy"]


# -- words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_words_and_no_words_are_left_over(lang: str) -> None:
    words = Catalog(lang)
    assert {key for key in words.keys() if key.startswith("analysis.")} == {  # noqa: SIM118
        f"analysis.{code}" for code in CODES
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_words_use_the_values_that_there_are(lang: str, code: str) -> None:
    names = re.findall(r"\{(\w+)\}", Catalog(lang)(f"analysis.{code}"))
    expected = {"value", "limit"} - ({"limit"} if code == "negative_discrimination" else set())
    assert set(names) == expected | ({"option"} if code in {"key_suspect", "dead_option"} else set())
    assert len(names) == len(set(names))
