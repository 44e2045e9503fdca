"""GIFT as it is written and as it is read."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.gift import escaped, gift_question
from kadguide.exchange.bank.giftread import read_gift
from kadguide.exchange.bank.question import Answer, Question
from kadguide.learning.material import Material
from tests.exchange.bank.sample import exported, material_of
from tests.exchange.bank.strict import faults
from tests.hostile import HOSTILE
from tests.learning.sample_items import MATCHING, MULTIPLE, NUMBER, SHORT, SINGLE, TRUE_FALSE

WRITTEN = [
    (
        Question(
            "single", "s", "A: B?", (Answer("ya", 100, "tepat"), Answer("50%", 0), Answer("=x", 50)), explanation="k"
        ),
        "// [id:s]\n::s::[plain]A\\: B?{\n\t=ya#tepat\n\t~50%\n\t~%50%\\=x\n\t####k\n}",
    ),
    (
        Question("multiple", "m", "?", (Answer("a", 33.33333), Answer("b", -100)), tags=("satu", "Pasal 3")),
        "// [id:m] [tag:satu] [tag:Pasal 3]\n::m::[plain]?{\n\t~%33.33333%a\n\t~%-100%b\n}",
    ),
    (
        Question("true_false", "t", "?", (Answer("false", 100, "keliru"),), explanation="sebab"),
        "// [id:t]\n::t::[plain]?{FALSE#keliru####sebab}",
    ),
    (
        Question("matching", "c", "?", pairs=(("a", "b -> c"), ("", "d"))),
        "// [id:c]\n::c::[plain]?{\n\t=a -> b → c\n\t= -> d\n}",
    ),
    (
        Question("number", "n", "?", (Answer("45", 100), Answer("30", 0, "x"), Answer("45", 50, "", 2.5))),
        "// [id:n]\n::n::[plain]?{#\n\t=%100%45:0\n\t=%0%30:0#x\n\t=%50%45:2.5\n}",
    ),
    (
        Question("short", "i", "p\n\nq", (Answer("a", 100), Answer("%b", 0))),
        "// [id:i]\n::i::[plain]p\\n\\nq{\n\t=%100%a\n\t=%0%%b\n}",
    ),
]


@pytest.mark.parametrize(("question", "text"), WRITTEN, ids=lambda part: getattr(part, "kind", ""))
def test_a_question_is_written(question: Question, text: str) -> None:
    assert gift_question(question) == text
    assert faults(text) == []


@pytest.mark.parametrize(("question", "text"), WRITTEN, ids=lambda part: getattr(part, "kind", ""))
def test_and_read_back(question: Question, text: str) -> None:
    parsed = read_gift(text)
    assert parsed.remarks == ()
    (found,) = parsed.questions
    pairs = tuple((left, right.replace("->", "→")) for left, right in question.pairs)
    text = question.text.replace("\n\n", " ")
    assert found == question._replace(text=text, pairs=pairs, place=2)


@pytest.mark.parametrize("text", [*HOSTILE[:40], "~=#{}:\\", "a -> b", "// x", "$CATEGORY: x", "%50%", "TRUE"])
def test_no_text_can_steer(text: str) -> None:
    from kadguide.exchange.bank.plaintext import one_line

    said = one_line(text) or "kosong"
    answers = (Answer(said, 100, said), Answer("lain", 0, said))
    for kind in ("single", "short"):
        question = Question(kind, "x", said, answers, explanation=said)
        written = gift_question(question)
        assert faults(written) == []
        (found,) = read_gift(written).questions
        arrows = said.replace("->", "→")
        assert (found.text, found.answers[0].text, found.explanation) == (arrows, arrows, arrows)
    assert "\n" not in escaped(text)


def test_the_whole_bank_is_strict(engine: Engine) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    for lang in ("id", "en"):
        made = exported("gift", material, engine, lang)
        assert faults(made.data.decode()) == []
        left_out = {remark.item for remark in made.remarks if remark.weight == "left_out"}
        assert made.items + len(left_out) == len(snapshot.bank.items)
        assert {material.items[id_].type for id_ in left_out} == {"ordering"}


def test_a_category_stands_before_its_quiz(engine: Engine) -> None:
    made = exported("gift", material_of(SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, SHORT, NUMBER), engine)
    assert made.data.decode().startswith("$CATEGORY: $course$/top/kadguide/Contoh - uji\n\n")
    assert made.items == 6


READ = [
    ("Siapa?{=bupati ~camat ~warga}", "single", [("bupati", 100), ("camat", 0), ("warga", 0)]),
    ("Siapa?{~%50%a ~%50%b ~%-100%c}", "multiple", [("a", 50), ("b", 50), ("c", -100)]),
    ("Bupati {=menetapkan ~mengusulkan} tarif.", "single", [("menetapkan", 100), ("mengusulkan", 0)]),
    ("Benar?{T}", "true_false", [("true", 100)]),
    ("Benar? {FALSE#karena#tepat}", "true_false", [("false", 100)]),
    ("Berapa?{#45}", "number", [("45", 100)]),
    ("Berapa?{#44..46}", "number", [("45", 100)]),
    ("Berapa?{#=45:1#ya =%50%45:3 ~#bukan}", "number", [("45", 100), ("45", 50), ("*", 0)]),
    ("Apa?{=satu =%50%dua}", "short", [("satu", 100), ("dua", 50)]),
    ("Urut{>3 ALL VERTICAL RELATIVE_ALL_PREVIOUS_AND_NEXT SHOW none\na\nb\n}", "ordering", [("a", 0), ("b", 0)]),
    ("[html]<p>Satu &amp; <b>dua</b></p>{=ya ~tidak}", "single", [("ya", 100), ("tidak", 0)]),
]


@pytest.mark.parametrize(("text", "kind", "answers"), READ)
def test_what_others_write_is_read(text: str, kind: str, answers: list[tuple[str, float]]) -> None:
    parsed = read_gift(text)
    assert parsed.remarks == ()
    (question,) = parsed.questions
    assert question.kind == kind
    assert [(answer.text, answer.percent) for answer in question.answers] == answers


def test_small_things_of_the_format() -> None:
    parsed = read_gift(
        "// [id:a-1] [tag:makalah]\n::Nama::[html]<p>Satu &amp; <b>dua</b></p>{T#salah#benar}\n\n"
        "$CATEGORY: x\n// keterangan\nBupati {=a ~b} tarif.\n\n\nRentang?{#1.5:0.25}"
    )
    one, two, three = parsed.questions
    assert (one.id, one.tags, one.text, one.place) == ("a-1", ("makalah",), "Satu & dua", 2)
    assert (one.answers[0].feedback, one.explanation) == ("salah", "benar")
    assert (two.text, two.place) == ("Bupati _____ tarif.", 6)
    assert (three.answers[0].text, three.answers[0].tolerance) == ("1.5", 0.25)


UNREADABLE = [
    ("Uraian saja", [(1, "no_answers")]),
    ("Jelaskan{}", [(1, "essay")]),
    ("A{=b ~c", [(1, "open_brace")]),
    ("A}=b{", [(1, "open_brace")]),
    ("A{=b}{=c}", [(1, "open_brace")]),
    ("A{b ~c}", [(1, "no_answers")]),
    ("A{=b -> c =d}", [(1, "half_pairs")]),
    ("A{#dua}", [(1, "bad_number")]),
    ("A{~%500%b ~c}", [(1, "bad_weight")]),
    ("[html]<img src=x>A{=b ~c}", [(1, "picture")]),
    ("::a::Satu\n\ndua?{=ya ~tidak}", [(1, "no_answers"), (3, "half_question")]),
    ("::a::Satu?{=ya\n\n~tidak}\n\n::b::Tiga?{=ya ~tidak}", [(1, "open_brace"), (3, "half_question")]),
]


@pytest.mark.parametrize(("text", "said"), UNREADABLE)
def test_what_cannot_be_read_is_named_with_its_line(text: str, said: list[tuple[int, str]]) -> None:
    assert [(remark.place, remark.key) for remark in read_gift(text).remarks] == said
    assert all(remark.weight == "error" for remark in read_gift(text).remarks)
