"""The learner's own cards: asked, judged by the learner, scheduled, and counted for nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.quiztext import summary
from kadguide.i18n import Catalog
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual, Entry
from kadguide.learning.cards import FORGOTTEN, RECALLED, card_id, card_item, is_card
from kadguide.learning.journal import MemoryJournal, OwnCard
from kadguide.learning.progress import progress_of
from kadguide.learning.responses import Response
from kadguide.learning.trainer import Trainer
from kadguide.services import Services
from kadguide.wording import Wording
from tests.hostile import HOSTILE
from tests.learning.sample_items import both, material

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
ENTRY = Entry("tanpa-soal", "topik", "law", both("Judul"), both("Isi."), date(2026, 11, 1))


def made(card: OwnCard) -> Item:
    return card_item(card, ENTRY, both("Jawaban singkat."))


class Run:
    """A trainer with a clock that can be set."""

    def __init__(self) -> None:
        self.journal, self.at = MemoryJournal(), START
        self.trainer = Trainer(material(), self.journal, lambda: self.at, seed=lambda: "benih", card_of=made)

    def judge(self, *said: str) -> None:
        """Answer what comes first in today's review, card by card."""
        practice = self.trainer.start("review")
        assert practice is not None
        for one in said:
            while practice.question and not is_card(practice.question.item.id):
                practice.answer(Response(("b",)))
            practice.answer(Response((one,)))
        practice.close()


def test_what_no_item_tests_becomes_a_card() -> None:
    run = Run()
    assert run.trainer.remember("air-tarif", "berapa?") == "items"
    assert run.trainer.remember("tanpa-soal", " bagaimana? ") == "own"
    due = run.trainer.due()
    assert card_id("tanpa-soal") in due
    item = run.trainer.material.items[card_id("tanpa-soal")]
    assert (item.stem, item.explanation) == (Bilingual("bagaimana?", "bagaimana?"), both("Jawaban singkat."))
    assert card_item(OwnCard("tanpa-soal", "", START.isoformat()), ENTRY, both("x")).stem == ENTRY.title


def test_the_schedule_follows_what_the_learner_says() -> None:
    run = Run()
    run.trainer.remember("tanpa-soal", "bagaimana?")
    run.judge(FORGOTTEN, RECALLED)  # comes back in the same session until it was recalled
    assert card_id("tanpa-soal") not in run.trainer.due()
    soon = run.trainer.dues()[card_id("tanpa-soal")].at
    other = Run()
    other.trainer.remember("tanpa-soal", "bagaimana?")
    other.judge(RECALLED)
    assert soon < other.trainer.dues()[card_id("tanpa-soal")].at
    run.at += timedelta(days=3)
    assert card_id("tanpa-soal") in run.trainer.due()


def test_it_counts_for_no_module_and_no_mark() -> None:
    run = Run()
    run.trainer.remember("tanpa-soal", "bagaimana?")
    before = run.trainer.states()
    run.judge(RECALLED)
    assert run.trainer.states() == before
    figures = progress_of(run.trainer)
    assert [found.answered for found in figures.competencies] == [0, 0, 0]
    assert figures.errors == ()


def test_a_session_is_summed_up_without_cards(engine: Engine) -> None:
    run = Run()
    run.trainer.remember("tanpa-soal", "bagaimana?")
    run.judge(FORGOTTEN)
    said = summary(run.journal.answers(), Wording(engine.snapshot, "id"))
    assert "1" in said
    assert "%" not in said
    practice = run.trainer.start("entry", "air-tarif")
    assert practice is not None
    practice.answer(Response())
    assert "%" in summary(run.journal.answers(), Wording(engine.snapshot, "en"))


def test_a_card_that_is_thrown_away_ends_its_session() -> None:
    run = Run()
    run.trainer.remember("tanpa-soal", "bagaimana?")
    practice = run.trainer.start("review")
    assert practice is not None
    run.trainer.drop_card(run.trainer.material.items[card_id("tanpa-soal")])
    assert practice.question is None
    assert run.journal.cards() == ()
    assert run.trainer.step().kind == "learn"  # the session that has nothing left is closed
    assert run.trainer.open_session() is None


@pytest.mark.parametrize("question", HOSTILE)
def test_any_question_becomes_a_card(engine: Engine, question: str) -> None:
    served = Services(engine, lambda: START, journal=MemoryJournal())
    entry = next(name for name in engine.snapshot.position if name not in served.trainer.material.by_entry)
    assert served.trainer.remember(entry, question) == "own"
    assert card_id(entry) in served.trainer.due()
    item = served.trainer.material.items[card_id(entry)]
    assert item.explanation.id
    assert item.explanation.en
    assert "**" not in item.explanation.id


def test_a_card_of_an_entry_that_is_gone_is_left_out(engine: Engine) -> None:
    served = Services(engine, lambda: START, journal=MemoryJournal())
    assert served.trainer.remember("tidak-ada", "apa?") == "own"
    assert served.trainer.due() == ()


def test_both_languages_say_that_it_does_not_count() -> None:
    assert "tidak dihitung" in Catalog("id")("learn.card_judge")
    assert "does not count" in Catalog("en")("learn.card_judge")
