"""Advice: the same from the same answers, explained, and never surer than the answers allow."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest

from kadguide.answering.engine import Engine
from kadguide.guiding.adviser import Advice, Firmness, advise, asked, given_answers
from kadguide.guiding.interview import Interview
from kadguide.knowledge.adviser import UNKNOWN, Adviser, Verdict

REGION = {"partner": "region", "affair": "yes"}
SURENESS = {"none": 0, "tied": 0, "open": 0, "excluded": 0, "narrow": 1, "firm": 2}


@pytest.fixture(scope="module")
def adviser(engine: Engine) -> Adviser:
    return engine.snapshot.adviser


def some_answers(adviser: Adviser, count: int, seed: int = 5) -> Iterator[dict[str, str]]:
    """Answers drawn at random, with questions left out; always the same ones."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        left_out = draw.random()
        yield {
            question.id: draw.choice([UNKNOWN, *(option.id for option in question.options)])
            for question in adviser.questions
            if draw.random() > left_out
        }


SALE = {**REGION, "issue": "service", "provider": "sale", "control": "own", "body": "none", "document": "yes"}
TOGETHER = {
    **REGION,
    "issue": "service",
    "provider": "together",
    "control": "shared",
    "body": "none",
    "document": "yes",
}
HANDED = {**REGION, "issue": "service", "provider": "neither", "control": "delegated", "body": "executes"}
TERRITORIAL = {**REGION, "issue": "territorial", "provider": "neither", "body": "neutral", "document": "yes"}
LIGHT = {**REGION, "issue": "other", "document": "no", "history": "yes", "strategic": "no", "body": "none"}


@pytest.mark.parametrize(
    ("answers", "best", "runner_up", "firmness"),
    [
        ({}, (), None, "none"),
        (REGION, (), None, "none"),
        (SALE, ("fee-for-service",), "joint-agreements", "firm"),
        (TOGETHER, ("joint-agreements",), None, "firm"),
        ({**HANDED, "document": "yes"}, ("joint-authorities",), None, "firm"),
        (HANDED, ("joint-authorities",), None, "narrow"),
        ({**REGION, "issue": "service", "provider": "sale"}, ("fee-for-service",), "joint-authorities", "open"),
        (TERRITORIAL, ("regional-bodies",), None, "firm"),
        ({**LIGHT, "provider": "neither", "control": "own"}, ("handshake",), None, "firm"),
        ({**SALE, "control": "shared", "pressure": "none"}, ("joint-agreements",), "fee-for-service", "narrow"),
        ({**SALE, "control": "shared", "pressure": "both"}, ("fee-for-service",), "joint-agreements", "firm"),
        ({"partner": "centre"}, (), None, "excluded"),
        ({**TOGETHER, "partner": "third-party"}, (), None, "excluded"),
        ({**REGION, "affair": "no"}, (), None, "excluded"),
        ({**HANDED, "body": "none", "document": "yes"}, (), None, "excluded"),
    ],
)
def test_the_models(
    adviser: Adviser, answers: dict[str, str], best: tuple[str, ...], runner_up: str | None, firmness: Firmness
) -> None:
    advice = advise(adviser, answers)
    assert (advice.best, advice.runner_up, advice.firmness) == (best, runner_up, firmness)


@pytest.mark.parametrize(
    ("answers", "verdict", "reading", "decides"),
    [
        ({}, "open", False, ("partner",)),
        ({"border": "yes", "effects": "yes"}, "open", False, ("partner",)),
        ({"partner": "third-party"}, "outside", False, ()),
        ({"partner": "centre"}, "outside", False, ()),
        ({"partner": "abroad"}, "outside", False, ()),
        ({**REGION, "affair": "no"}, "outside", False, ()),
        (REGION, "open", False, ("border",)),
        ({**REGION, "border": "no"}, "voluntary", False, ()),
        ({**REGION, "border": "no", "effects": "yes"}, "voluntary", False, ()),
        ({**REGION, "border": "yes"}, "open", False, ("effects", "efficient")),
        ({**REGION, "border": "yes", "effects": "yes", "efficient": "yes"}, "mandatory", False, ()),
        ({**REGION, "border": "yes", "effects": "yes"}, "mandatory", True, ()),
        ({**REGION, "border": "yes", "effects": "yes", "efficient": "no"}, "mandatory", True, ()),
        ({**REGION, "border": "yes", "efficient": "yes"}, "mandatory", True, ()),
        ({**REGION, "border": "yes", "effects": "no"}, "open", False, ("efficient",)),
        ({**REGION, "border": "yes", "effects": "no", "efficient": "no"}, "voluntary", False, ()),
        ({**REGION, "effects": "no", "efficient": "no"}, "voluntary", False, ()),
        ({**REGION, "effects": "yes"}, "open", False, ("border",)),
        ({**REGION, "border": "some", "effects": "yes"}, "open", True, ()),
        ({**REGION, "border": "some", "effects": "no", "efficient": "no"}, "voluntary", False, ()),
    ],
)
def test_the_law(
    adviser: Adviser, answers: dict[str, str], verdict: Verdict, reading: bool, decides: tuple[str, ...]
) -> None:
    ruling = advise(adviser, answers).ruling
    assert (ruling.verdict, ruling.point.reading, ruling.decides) == (verdict, reading, decides)


def test_nothing_known_says_what_to_find_out_first(adviser: Adviser) -> None:
    advice = advise(adviser, {question.id: UNKNOWN for question in adviser.questions})
    assert advice == advise(adviser, {})
    assert advice.best == ()
    assert advice.find_out[:2] == ("partner", "affair")
    assert "border" not in advice.find_out


def test_every_model_can_be_recommended_and_every_verdict_given(adviser: Adviser) -> None:
    advices = [advise(adviser, {**answers, **REGION}) for answers in some_answers(adviser, 400)]
    advices += [advise(adviser, answers) for answers in some_answers(adviser, 100)]
    assert {model for advice in advices for model in advice.best} == {model.subject for model in adviser.models}
    assert {advice.ruling.verdict for advice in advices} == {"mandatory", "voluntary", "open", "outside"}
    assert {advice.firmness for advice in advices} == set(SURENESS)


def test_any_answers_give_advice_that_explains_itself(adviser: Adviser) -> None:
    for answers in some_answers(adviser, 400):
        advice = advise(adviser, answers)
        given = given_answers(adviser, answers)
        for standing in advice.standings:
            for reason in (*standing.reasons, *standing.objections, *standing.exclusions):
                assert given[reason.question] == reason.answer
        for model in advice.best:
            assert advice.standing(model).reasons
            assert not advice.standing(model).exclusions
        if advice.runner_up:
            assert not advice.standing(advice.runner_up).exclusions
            assert advice.standing(advice.runner_up).score < advice.standing(advice.best[0]).score
        if advice.firmness in ("open", "none"):
            assert advice.find_out
        assert not set(advice.find_out) & set(given)
        assert advice == advise(adviser, dict(reversed(answers.items())))


def further(adviser: Adviser, answers: Mapping[str, str], draw: random.Random) -> dict[str, str]:
    """The answers and one more, to a question that is asked and has none."""
    given = given_answers(adviser, answers)
    missing = [question for question in asked(adviser, given) if question.id not in given]
    if not missing:
        return given
    question = draw.choice(missing)
    return {**given, question.id: draw.choice(question.options).id}


def test_what_is_sure_stays_sure_with_more_answers(adviser: Adviser) -> None:
    draw = random.Random(7)  # noqa: S311 - no secret
    for start in some_answers(adviser, 300):
        answers: Mapping[str, str] = start
        before: Advice | None = None
        for _ in range(len(adviser.questions)):
            after = advise(adviser, answers)
            if before is not None and SURENESS[before.firmness] > 0:
                assert after.best == before.best
                assert SURENESS[after.firmness] >= SURENESS[before.firmness]
            if before is not None and before.ruling.verdict == "mandatory":
                assert after.ruling.verdict in ("mandatory", "outside")
            before, answers = after, further(adviser, answers, draw)


def test_an_open_recommendation_can_really_change(adviser: Adviser) -> None:
    """Open means so: some way of answering the rest ends with another recommendation, or less of a lead."""
    draw = random.Random(11)  # noqa: S311 - no secret
    shown = 0
    for answers in some_answers(adviser, 150):
        start = advise(adviser, {**answers, **REGION})
        if start.firmness != "open":
            continue
        ends = set()
        for _ in range(60):
            rest = {**answers, **REGION}
            for _ in adviser.questions:
                rest = further(adviser, rest, draw)
            ends.add(advise(adviser, rest).best)
        shown += ends != {start.best}
    assert shown > 20


def test_answers_that_do_not_exist_count_as_unknown(adviser: Adviser) -> None:
    assert advise(adviser, {"partner": "nobody", "no-question": "yes"}) == advise(adviser, {})


def test_answers_to_skipped_questions_do_not_count(adviser: Adviser) -> None:
    answers = {**REGION, "document": "yes", "history": "yes", "border": "no", "effects": "yes"}
    assert advise(adviser, answers) == advise(adviser, {**REGION, "document": "yes", "border": "no"})


def test_clashing_answers_are_said(adviser: Adviser) -> None:
    advice = advise(adviser, {**HANDED, "body": "none"})
    assert [note.clash for note in advice.notes] == [True]
    assert not [note for note in advise(adviser, HANDED).notes if note.clash]


# -- the interview


def test_the_interview_goes_through_and_back(adviser: Adviser) -> None:
    interview = Interview(adviser)
    assert (interview.number, len(interview.questions)) == (1, len(adviser.questions))
    assert not interview.back()
    for name, option in (("partner", "region"), ("affair", UNKNOWN), ("issue", "service")):
        assert interview.question == adviser.question(name)
        interview.answer(option)
    assert interview.back()
    assert interview.question == adviser.question("issue")
    interview.answer("nonsense")
    assert interview.question == adviser.question("issue")
    interview.answer("territorial")
    assert interview.answers == {"partner": "region", "affair": UNKNOWN, "issue": "territorial"}
    assert interview.question == adviser.question("provider")


def test_an_answer_that_ends_leads_to_the_advice_at_once(adviser: Adviser) -> None:
    interview = Interview(adviser)
    interview.answer("centre")
    assert interview.question is None
    assert interview.advice.ruling.verdict == "outside"
    assert interview.back()
    interview.answer("region")
    assert interview.question == adviser.question("affair")


def test_a_changed_answer_leads_back_to_the_advice_or_to_what_is_missing(adviser: Adviser) -> None:
    interview = Interview(adviser)
    for option in ("region", "yes", "service", "together", "shared", "none", "yes", "no"):
        interview.answer(option)
    assert interview.question is None
    assert interview.advice.best == ("joint-agreements",)
    assert interview.go_to("body")
    interview.answer("executes")
    assert interview.question is None
    assert interview.go_to("border")
    interview.answer("yes")
    assert interview.question == adviser.question("effects")
    assert not interview.go_to("pressure")
    interview.finish()
    assert interview.question is None
    interview.restart()
    assert interview.number == 1
    assert interview.advice.firmness == "none"


def test_without_an_adviser_nothing_is_asked() -> None:
    interview = Interview(Adviser())
    assert interview.question is None
    assert not interview.back()
