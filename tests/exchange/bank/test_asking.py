"""An item that has nothing but question and answers can be asked: nothing is promised that it lacks."""

from __future__ import annotations

from kadguide.answering.engine import Engine
from kadguide.exchange.quiztext import QuizText
from kadguide.knowledge.items import NOTHING
from kadguide.learning.grading import grade
from kadguide.learning.responses import Response
from kadguide.wording import Wording
from tests.exchange.bank.sample import material_of
from tests.learning.sample_items import SINGLE

BARE = SINGLE._replace(
    entry="", explanation=NOTHING,
    options=tuple(option._replace(feedback=NOTHING, misconception=None) for option in SINGLE.options),
)  # fmt: skip


def test_feedback_leaves_out_what_is_not_there(engine: Engine) -> None:
    text = QuizText(engine.snapshot, material_of(BARE), Wording(engine.snapshot, "id"))
    feedback = text.feedback(BARE, grade(BARE, Response(("b",))))
    assert (feedback.entry, feedback.sources, feedback.remarks, feedback.explanation) == ("", "", (), "")
    assert feedback.paragraphs == ("Belum benar.", "Jawaban yang benar: pilihan a")


def test_hints_say_that_there_is_none(engine: Engine) -> None:
    text = QuizText(engine.snapshot, material_of(BARE), Wording(engine.snapshot, "id"))
    none = "Untuk soal ini tidak ada petunjuk."
    assert text.hints(BARE, 0) == ()
    assert text.hints(BARE, 1) == (f"{none} (Nilai paling tinggi sekarang 75%.)",)
    assert text.hints(BARE, 2) == (f"{none} (Nilai paling tinggi sekarang 50%.)",)
    assert [text.hints(BARE, 3)[0], "pilihan a" in text.hints(BARE, 3)[1]] == [none, True]
