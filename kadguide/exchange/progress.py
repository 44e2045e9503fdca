"""The progress of a learner as a document: tables, bars, and its JSON form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kadguide.exchange.document import Document, Items, Line, Section, make_document
from kadguide.exchange.quiztext import QuizText
from kadguide.knowledge.snapshot import Snapshot, as_plain
from kadguide.learning.certificate import missing_modules
from kadguide.learning.progress import CompetencyFigures, progress_of
from kadguide.learning.trainer import Trainer
from kadguide.wording import Wording

SCHEMA = 1
BAR = 30
"""Characters of the longest bar."""


def bars(labels: Sequence[str], counts: Sequence[int], width: int = BAR) -> list[str]:
    """One line a row: label, bar, number. The number says what the bar shows."""
    most = max(counts, default=0)
    return [
        f"{label}  {'█' * (max(1, round(count / most * width)) if count else 0)} {count}".rstrip()
        for label, count in zip(labels, counts, strict=True)
    ]


def progress_document(trainer: Trainer, snapshot: Snapshot, wording: Wording, made_at: datetime) -> Document:
    """Everything that :func:`~kadguide.learning.progress.progress_of` says."""
    word, lang = wording.catalog, wording.lang
    figures = progress_of(trainer)
    text = QuizText(snapshot, trainer.material, wording)
    named = {competency.id: text.say(competency.text) for competency in trainer.material.competencies}

    def row(key: str, found: CompetencyFigures) -> str:
        share = round(found.share * 100)
        return word(f"learn.{key}", text=named[found.id], shown=found.days, answered=found.answered, share=share)

    weak = [row("weak_row", found) for found in figures.weak]
    no_weak = word("learn.weak_none" if figures.telling else "learn.weak_unseen")
    errors = []
    for name, count in figures.errors:
        if found := trainer.material.misconception(name):
            errors.append(f"{text.say(found.text)} ({count})")
    minutes = round(figures.seconds / 60)
    today = made_at.date()
    past_days = [today - timedelta(days=back) for back in range(len(figures.history) - 1, -1, -1)]
    coming_days = [today + timedelta(days=day) for day in range(len(figures.forecast))]
    past, ahead = ([f"{day:%d/%m}" for day in days] for days in (past_days, coming_days))
    modules = [f"{text.say(state.module.title)}: {text.state(state)}" for state in figures.modules]
    rows = [row("competency_row" if found.answered else "competency_new", found) for found in figures.competencies]
    total = word("learn.total", answers=figures.answers, days=figures.days, minutes=minutes)
    ready = [] if missing_modules(figures.modules) or not modules else [Line(word("learn.certificate_ready"))]
    sections = [
        Section(word("learn.modules"), [Items(modules), *ready, Line(total, "small")], lang),
        Section(word("learn.competencies"), [Items(rows, numbered=True)], lang),
        Section(word("learn.weak"), [Items(weak) if weak else Line(no_weak, "small")], lang),
        *([Section(word("learn.errors"), [Items(errors)], lang)] if errors else []),
        Section(word("learn.history"), [Items(bars(past, figures.history))], lang),
        Section(word("learn.forecast"), [Items(bars(ahead, figures.forecast))], lang),
    ]
    data = {
        "modules": [
            {
                "id": state.module.id, "core": state.module.core, "state": state.state, "answered": state.answered,
                "share": round(state.share, 5), "mastered_on": state.mastered_on or None,
                "objectives": {objective.objective: list(objective.days) for objective in state.objectives},
            }
            for state in figures.modules
        ],
        "competencies": [as_plain(found) for found in figures.competencies],
        "weak": [found.id for found in figures.weak],
        "errors": dict(figures.errors),
        "history": dict(zip(map(str, past_days), figures.history, strict=True)),
        "forecast": dict(zip(map(str, coming_days), figures.forecast, strict=True)),
        "answers": figures.answers,
        "days": figures.days,
        "seconds": figures.seconds,
    }  # fmt: skip
    return make_document(word("learn.progress_title"), sections, data, snapshot, wording, made_at, schema=SCHEMA)
