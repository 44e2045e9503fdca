"""Books of learners who have come some way along the shipped path."""

from __future__ import annotations

from datetime import UTC, datetime

from kadguide.answering.engine import Engine
from kadguide.learning.journal import MemoryJournal
from kadguide.learning.responses import right_response
from kadguide.services import Services

START = datetime(2026, 11, 25, 8, tzinfo=UTC)


def done_for_today(engine: Engine) -> MemoryJournal:
    """The book of somebody who did all that a first day offers."""
    journal, at = MemoryJournal(), START
    trainer = Services(engine, lambda: at, journal=journal).trainer
    while practice := trainer.take(trainer.step()):
        while question := practice.question:
            practice.answer(right_response(question.item))
    return journal
