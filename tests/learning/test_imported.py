"""Items from other programs are asked by their quiz, and touch neither the path nor the reviews."""

from __future__ import annotations

from datetime import UTC, datetime

from kadguide.knowledge.items import Bank, Quiz
from kadguide.learning.journal import MemoryJournal
from kadguide.learning.material import Material
from kadguide.learning.path import mixed_items, placement_items
from kadguide.learning.responses import Response
from kadguide.learning.review import counted, due_items
from kadguide.learning.trainer import Trainer
from tests.learning.sample_items import SINGLE, both, material

LATER = datetime(2027, 11, 25, 9, tzinfo=UTC)
OWN = SINGLE
TAKEN = SINGLE._replace(id="luar-1", quiz="luar", stem=both("Dari luar?"))


def mixed() -> Material:
    day = TAKEN.updated
    quizzes = (
        Quiz("contoh", both("Contoh"), "kadguide", day, (OWN.id,)),
        Quiz("luar", both("Luar"), "impor", day, (TAKEN.id,), imported=True),
    )
    old = material()
    return Material(Bank((OWN, TAKEN), quizzes=quizzes, modules=old.bank.modules), old.competencies)


def test_they_are_no_part_of_the_path() -> None:
    both_kinds = mixed()
    assert both_kinds.module_of(TAKEN.id) is None
    assert both_kinds.module_of(OWN.id) is not None
    assert TAKEN.id not in placement_items(both_kinds, "s")
    assert mixed_items(both_kinds, "mixed", "s") == (OWN.id,)
    assert both_kinds.by_entry == {"air-tarif": (OWN,)}


def test_they_are_asked_by_their_quiz_and_not_reviewed() -> None:
    journal = MemoryJournal()
    now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    trainer = Trainer(mixed(), journal, lambda: now, seed=lambda: "s")
    for name in ("luar", "contoh"):
        practice = trainer.named(name)
        assert practice is not None
        assert practice.question is not None
        practice.answer(Response(("b",)))
    answers = journal.answers()
    assert {answer.item for answer in answers} == {OWN.id, TAKEN.id}
    assert {answer.item for answer in counted(answers, trainer.material)} == {OWN.id}
    assert due_items(answers, trainer.material, LATER) == (OWN.id,)
