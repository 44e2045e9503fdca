"""What is said after an answer: the right one, and beside each of its parts what was given instead."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.document import Block, Items, Line
from kadguide.exchange.quiztext import QuizText
from kadguide.knowledge.items import Item
from kadguide.learning.grading import grade
from kadguide.learning.journal import Kind, Session
from kadguide.learning.path import Step
from kadguide.learning.responses import Response
from kadguide.wording import Wording
from tests.learning.sample_items import MATCHING, MULTIPLE, ORDERING, SINGLE, TIED, material

CASES = [
    (ORDERING, ("b", "a", "c", "e", "d"), "1. a (Anda: 2)|2. b (Anda: 1)|3. c|4. d (Anda: 5)|5. e (Anda: 4)"),
    (ORDERING, ("a", "b", "c", "d", "e"), "1. a|2. b|3. c|4. d|5. e"),
    (ORDERING, (), "1. a|2. b|3. c|4. d|5. e"),
    (TIED, ("b", "a", "c"), "1. a|2. b|3. c"),  # what may stand either way was not wrong
    (TIED, ("b", "c", "a"), "1. a (Anda: 3)|2. b|3. c (Anda: 2)"),
    (MATCHING, ("a", "x", ""), "kiri a = kanan a|kiri b = kanan b (Anda: pilihan x)|kiri c = kanan c (Anda: –)"),
    (MATCHING, (), "kiri a = kanan a|kiri b = kanan b|kiri c = kanan c"),
]


@pytest.mark.parametrize(("item", "chosen", "rows"), CASES)
def test_each_part_of_the_right_answer_stands_beside_what_was_given(
    engine: Engine, item: Item, chosen: tuple[str, ...], rows: str
) -> None:
    text, response = QuizText(engine.snapshot, material(), Wording(engine.snapshot, "id")), Response(chosen)
    feedback = text.feedback(item, grade(item, response), response=response)
    said = [part for part in feedback.paragraphs if part.startswith("Jawaban yang benar:")]
    assert ["|".join(part.split("\n")[1:]) for part in said] == [rows]


def test_what_was_ticked_stands_over_the_feedback(engine: Engine) -> None:
    text = QuizText(engine.snapshot, material(), Wording(engine.snapshot, "id"))
    assert text.asked(MULTIPLE, Response(("a", "c")))[1:] == ("Jawaban Anda: pilihan a; pilihan c",)


@pytest.mark.parametrize(
    ("item", "chosen", "blocks"),
    [
        (SINGLE, ("b",), [Line("Jawaban yang benar: pilihan a")]),
        (SINGLE, ("a",), []),
        (ORDERING, ("b", "a", "c", "d", "e"),
         [Line("Jawaban yang benar:"), Items(("a (Anda: 2)", "b (Anda: 1)", "c", "d", "e"), numbered=True)]),
        (MATCHING, (), [
            Line("Jawaban yang benar:"), Items(("kiri a = kanan a", "kiri b = kanan b", "kiri c = kanan c"))
        ]),
    ],
)  # fmt: skip
def test_the_right_answer_is_a_line_or_a_list(
    engine: Engine, item: Item, chosen: tuple[str, ...], blocks: list[Block]
) -> None:
    text, response = QuizText(engine.snapshot, material(), Wording(engine.snapshot, "id")), Response(chosen)
    assert list(text.feedback(item, grade(item, response), response=response).right.blocks) == blocks


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        ("module", "awal", ": Awal"), ("placement", "", ": Tes penempatan"), ("review", "", ": Ulangan"),
        ("module", "hilang", ""), ("entry", "hilang", ""),
        ("entry", "handshake-kelemahan", ": Kelemahan Handshake Agreement"),
    ],
)  # fmt: skip
def test_an_open_session_is_named_before_it_goes_on(engine: Engine, kind: Kind, about: str, said: str) -> None:
    text = QuizText(engine.snapshot, material(), Wording(engine.snapshot, "id"))
    session = Session("s", kind, about, ("single",), "benih", "2026-11-25T08:00:00+00:00")
    assert text.step(Step("resume", session=session)) == f"Lanjutkan sesi yang terbuka{said}."
