"""What a learner has done so far, in figures. No streaks: a day without learning is a day without learning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from kadguide.learning.grading import grade
from kadguide.learning.journal import Answer
from kadguide.learning.mastery import ModuleState
from kadguide.learning.responses import decode_response
from kadguide.learning.review import counted
from kadguide.learning.trainer import Trainer

ENOUGH = 3
"""Answers from which a share says something."""
WEAK = 0.8
"""Share of credit below which a competency is a weak spot."""


class CompetencyFigures(NamedTuple):
    """One competency: on how many days it was shown without help, answers, share of credit (0 to 1)."""

    id: str
    number: int
    days: int
    answered: int
    share: float


class Progress(NamedTuple):
    """All figures. ``history`` counts answers on each of the last days, today last; ``forecast`` reviews on the next,
    today first; ``errors`` are misconceptions with how often they showed; ``seconds`` is the time spent answering."""

    modules: tuple[ModuleState, ...]
    competencies: tuple[CompetencyFigures, ...]
    errors: tuple[tuple[str, int], ...]
    history: tuple[int, ...]
    forecast: tuple[int, ...]
    answers: int
    days: int
    seconds: float

    @property
    def telling(self) -> tuple[CompetencyFigures, ...]:
        """Competencies that were tested often enough to say something."""
        return tuple(figures for figures in self.competencies if figures.answered >= ENOUGH)

    @property
    def weak(self) -> tuple[CompetencyFigures, ...]:
        """Those of them that earn too little, the weakest first."""
        return tuple(sorted((f for f in self.telling if f.share < WEAK), key=lambda figures: figures.share))


def progress_of(trainer: Trainer, days: int = 14) -> Progress:
    """The figures of everything in the journal."""
    answers = trainer.journal.answers()
    valid = counted(answers, trainer.material)
    today = trainer.now().date()
    per_day = Counter(answer.day for answer in answers)
    history = tuple(per_day[(today - timedelta(days=back)).isoformat()] for back in range(days - 1, -1, -1))
    return Progress(
        trainer.states(),
        tuple(_figures(trainer, valid)),
        _errors(trainer, valid),
        history,
        trainer.forecast(days),
        len(answers),
        len(per_day),
        sum(answer.seconds for answer in answers),
    )


def _figures(trainer: Trainer, valid: Sequence[Answer]) -> list[CompetencyFigures]:
    items = trainer.material.items
    found = []
    for competency in trainer.material.competencies:
        mine = [answer for answer in valid if competency.id in items[answer.item].competencies]
        days = {answer.day for answer in mine if answer.unaided}
        share = sum(answer.credit for answer in mine) / len(mine) if mine else 0.0
        found.append(CompetencyFigures(competency.id, competency.number, len(days), len(mine), share))
    return found


def _errors(trainer: Trainer, valid: Sequence[Answer]) -> tuple[tuple[str, int], ...]:
    """Misconceptions that the responses show, the most frequent first."""
    counts = Counter[str]()
    for answer in valid:
        if answer.fraction < 1:
            item = trainer.material.items[answer.item]
            result = grade(item, decode_response(answer.response), trainer.material.words)
            counts.update({remark.misconception for remark in result.remarks if remark.misconception})
    return tuple(counts.most_common(5))
