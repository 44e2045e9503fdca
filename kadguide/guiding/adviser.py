"""From answers to advice: which of the paper's models fits, and whether the law makes cooperation mandatory.

The same answers always give the same advice, and every word of it can be traced to an answer and a rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from kadguide.guiding.outlook import Outlook
from kadguide.knowledge.adviser import UNKNOWN, Adviser, Effect, Point, Question, Remark, Verdict, VerdictRule, When

Firmness = Literal["firm", "narrow", "tied", "open", "none", "excluded"]
"""How sure a recommendation is, from ``firm`` (no missing answer can change it, and it leads clearly) over ``narrow``
(no missing answer can change it, but it leads by little), ``tied`` (several fit equally well) and ``open`` (missing
answers can change it) to ``none`` (nothing speaks for any model) and ``excluded`` (the answers leave no model)."""

CLEAR_LEAD = 2
"""Points by which a model must lead, whatever the missing answers will be, to be recommended firmly."""


class Reason(NamedTuple):
    """An answer that was given, and the rule that it called up."""

    question: str
    answer: str
    effect: Effect


class Standing(NamedTuple):
    """How a model stands: what speaks for it, against it, and what excludes it."""

    model: str
    score: int
    reasons: tuple[Reason, ...]
    objections: tuple[Reason, ...]
    exclusions: tuple[Reason, ...]

    @property
    def fits(self) -> bool:
        """Whether it may be recommended at all."""
        return not self.exclusions and self.score > 0


class Ruling(NamedTuple):
    """What the law says: the verdict, the rule that gave it, and the questions that would decide it."""

    verdict: Verdict
    point: Point
    decides: tuple[str, ...]


class Advice(NamedTuple):
    """Everything that follows from the answers.

    ``best`` holds one model, several that fit equally well, or none; ``find_out`` are the questions without an answer
    that matter most for the model.
    """

    standings: tuple[Standing, ...]
    best: tuple[str, ...]
    runner_up: str | None
    firmness: Firmness
    find_out: tuple[str, ...]
    ruling: Ruling
    notes: tuple[Remark, ...]
    checks: tuple[Remark, ...]

    def standing(self, model: str) -> Standing:
        """How ``model`` stands."""
        return next(standing for standing in self.standings if standing.model == model)


def asked(adviser: Adviser, answers: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions that are to be asked, in order, when these are the answers so far."""
    found: list[Question] = []
    given: dict[str, str] = {}
    for question in adviser.questions:
        if question.skip and given.get(question.skip[0], UNKNOWN) in question.skip[1]:
            continue
        found.append(question)
        given[question.id] = answer = answers.get(question.id, UNKNOWN)
        if any(option.ends for option in question.options if option.id == answer):
            break
    return tuple(found)


def given_answers(adviser: Adviser, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count: to questions that are asked, from their options, and not “don't know”."""
    return {
        question.id: answers[question.id]
        for question in asked(adviser, answers)
        if any(option.id == answers.get(question.id) for option in question.options)
    }


def advise(adviser: Adviser, answers: Mapping[str, str]) -> Advice:
    """What follows from ``answers`` (question → option); questions without an answer are unknown."""
    given = given_answers(adviser, answers)
    standings = tuple(_standing(adviser, model.subject, given) for model in adviser.models)
    ruling = _ruling(adviser, given)
    outlook = Outlook(adviser, given)
    fitting = [standing for standing in standings if standing.fits]
    top = max((standing.score for standing in fitting), default=0)
    best = tuple(standing.model for standing in fitting if standing.score == top)
    others = [standing for standing in fitting if standing.model not in best]
    runner_up = max(others, key=lambda standing: standing.score).model if others and len(best) == 1 else None
    firmness = _firmness(standings, best, outlook)
    find_out = outlook.matters(best) if firmness in ("open", "tied", "none") else ()
    speaks = best if firmness != "excluded" else ()
    return Advice(
        standings, best, runner_up, firmness, find_out, ruling,
        tuple(remark for remark in adviser.notes if _applies(remark, given, speaks, ruling.verdict)),
        tuple(remark for remark in adviser.checks if _applies(remark, given, speaks, ruling.verdict)),
    )  # fmt: skip


def _standing(adviser: Adviser, model: str, given: Mapping[str, str]) -> Standing:
    called = [
        Reason(effect.question, given[effect.question], effect)
        for effect in adviser.effects
        if model in effect.models and given.get(effect.question) in effect.answers
    ]
    reasons = tuple(reason for reason in called if reason.effect.kind == "for")
    objections = tuple(reason for reason in called if reason.effect.kind == "against")
    exclusions = tuple(reason for reason in called if reason.effect.kind == "excludes")
    score = sum(r.effect.weight for r in reasons) - sum(r.effect.weight for r in objections)
    return Standing(model, score, reasons, objections, exclusions)


def _firmness(standings: tuple[Standing, ...], best: tuple[str, ...], outlook: Outlook) -> Firmness:
    if not best:
        return "excluded" if all(standing.exclusions for standing in standings) or not outlook.can_change else "none"
    if len(best) > 1:
        return "tied"
    lead = outlook.lead(best[0])
    return "firm" if lead >= CLEAR_LEAD else "narrow" if lead >= 1 else "open"


def _ruling(adviser: Adviser, given: Mapping[str, str]) -> Ruling:
    rule = _rule(adviser, given)
    return Ruling(rule.verdict, rule.point, tuple(name for name in rule.decides if _decides(adviser, name, given)))


def _rule(adviser: Adviser, given: Mapping[str, str]) -> VerdictRule:
    return next((rule for rule in adviser.verdicts if _holds(rule.when, given)), adviser.verdicts[-1])


def _decides(adviser: Adviser, name: str, given: Mapping[str, str]) -> bool:
    """Whether an answer to the question, which has none yet, would lead to another verdict."""
    verdict = _rule(adviser, given).verdict
    options = adviser.question(name).options if name not in given else ()
    return any(_rule(adviser, {**given, name: option.id}).verdict != verdict for option in options)


def _holds(when: When, given: Mapping[str, str]) -> bool:
    return all(given.get(question, UNKNOWN) in answers for question, answers in when)


def _applies(remark: Remark, given: Mapping[str, str], best: tuple[str, ...], verdict: Verdict) -> bool:
    return (
        _holds(remark.when, given)
        and (not remark.models or any(model in best for model in remark.models))
        and (not remark.verdicts or verdict in remark.verdicts)
    )
