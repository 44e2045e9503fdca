"""What the missing answers can still change, worked out without trying all of them.

Points add up question by question, and a question is skipped after answers to one earlier question only. So the best
and the worst that can still come is found by going through the questions as a tree, each under the one that skips it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from kadguide.knowledge.adviser import UNKNOWN, Adviser, Question

EXCLUDED = -1000
"""Points of a model that an answer excludes: more than all others together can make good."""
_EXCLUSION_MATTERS = 4
"""How much an exclusion counts, beside points, for which question to ask first."""


class Outlook:
    """Looks ahead from the answers that are given (question → option, unknown ones left out)."""

    def __init__(self, adviser: Adviser, given: Mapping[str, str]) -> None:
        self._adviser = adviser
        self._given = given
        self._models = tuple(model.subject for model in adviser.models)
        self._points: dict[tuple[str, str, str], int] = {}
        for effect in adviser.effects:
            points = {"for": effect.weight, "against": -effect.weight, "excludes": EXCLUDED}[effect.kind]
            for answer in effect.answers:
                for model in effect.models:
                    key = (effect.question, answer, model)
                    self._points[key] = self._points.get(key, 0) + points

    def lead(self, model: str) -> int:
        """The points by which ``model`` leads all others at the least, whatever the missing answers will be.

        Its own points count too: a model that may end with none leads by none.
        """
        leads = [-self._most({other: 1, model: -1}) for other in self._models if other != model]
        return min([-self._most({model: -1}), *leads])

    @cached_property
    def can_change(self) -> bool:
        """Whether some model can still end with points of its own."""
        return any(self._most({model: 1}) > 0 for model in self._models)

    def matters(self, best: tuple[str, ...]) -> tuple[str, ...]:
        """The questions without an answer that bear on the models, those first that tell most.

        Questions that can change ``best`` are meant, if there is one model in it.
        """
        missing = [question for question in self._open if self._spread(question)]
        if len(best) == 1:
            model = best[0]
            rivals = [other for other in self._models if other != model and self._most({other: 1, model: -1}) >= 0]
            weights = [{model: -1}, *({other: 1, model: -1} for other in rivals)]
            missing = [q for q in missing if any(self._swing(q, weight) > 0 for weight in weights)]
        return tuple(question.id for question in sorted(missing, key=lambda q: -self._spread(q)))

    # -- the tree of questions

    @cached_property
    def _open(self) -> tuple[Question, ...]:
        """The questions that may still be asked and have no answer."""
        return tuple(q for q in self._adviser.questions if q.id not in self._given and not self._is_skipped(q))

    def _is_skipped(self, question: Question) -> bool:
        if question.skip is None:
            return False
        return self._given.get(question.skip[0]) in question.skip[1]

    def _under(self, question: Question | None) -> list[Question]:
        """The questions that answers to ``question`` can skip; without it, those that are never skipped."""
        name = question.id if question else None
        return [q for q in self._adviser.questions if (q.skip[0] if q.skip else None) == name]

    def _most(self, weights: Mapping[str, int]) -> int:
        """The most that the weighted points of models can add up to; negative weights make it the least."""
        if any(self._ends(question, answer) for question, answer in self._given.items()):
            return sum(
                weight * self._points.get((question, answer, model), 0)
                for question, answer in self._given.items()
                for model, weight in weights.items()
            )
        return sum(self._most_of(question, weights) for question in self._under(None))

    def _most_of(self, question: Question, weights: Mapping[str, int]) -> int:
        """The most that can come of ``question`` and of those that it can skip."""
        if question.id in self._given:
            return self._gain(question, self._given[question.id], weights)
        answers = [UNKNOWN, *(option.id for option in question.options)]
        return max(self._gain(question, answer, weights) for answer in answers)

    def _gain(self, question: Question, answer: str, weights: Mapping[str, int]) -> int:
        own = sum(weight * self._points.get((question.id, answer, model), 0) for model, weight in weights.items())
        below = (q for q in self._under(question) if answer not in (q.skip[1] if q.skip else ()))
        return own + sum(self._most_of(q, weights) for q in below)

    def _ends(self, question: str, answer: str) -> bool:
        return any(option.ends for option in self._adviser.question(question).options if option.id == answer)

    # -- what one question tells

    def _swing(self, question: Question, weights: Mapping[str, int]) -> int:
        """How much one missing answer can add to the weighted points, counted from none."""
        gains = [self._gain(question, option.id, weights) for option in question.options]
        stays = self._gain(question, UNKNOWN, weights)
        return max([*gains, stays]) - sum(self._now(q, weights) for q in (question, *self._under(question)))

    def _now(self, question: Question, weights: Mapping[str, int]) -> int:
        answer = self._given.get(question.id, UNKNOWN)
        return sum(weight * self._points.get((question.id, answer, model), 0) for model, weight in weights.items())

    def _spread(self, question: Question) -> int:
        """How far the answers to a question drive the models apart."""
        total = 0
        for model in self._models:
            points = [
                max(self._points.get((question.id, option.id, model), 0), -_EXCLUSION_MATTERS)
                for option in question.options
            ]
            total += max([*points, 0]) - min([*points, 0])
        return total
