"""Moodle XML as it is written, and as it is read."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.moodleread import read_moodle
from kadguide.exchange.bank.weights import known_weight
from kadguide.knowledge.items import Item
from kadguide.learning.material import Material
from tests.exchange.bank.sample import exported, material_of
from tests.learning.sample_items import ALL, MATCHING, MULTIPLE, NUMBER, ORDERING, SHORT, SINGLE, TRUE_FALSE, both


def written(engine: Engine, *items: Item) -> list[ET.Element]:
    root = ET.fromstring(exported("moodle", material_of(*items), engine).data)  # noqa: S314 - our own file
    return [node for node in root if node.get("type") != "category"]


def text(node: ET.Element, path: str) -> str:
    found = node.find(path)
    return "".join(found.itertext()) if found is not None else ""


TYPES = [
    (SINGLE, "multichoice", ["100", "0", "50"]), (MULTIPLE, "multichoice", ["50", "50", "-50", "-50"]),
    (TRUE_FALSE, "truefalse", ["0", "100"]), (MATCHING, "matching", []), (ORDERING, "ordering", list("12345")),
    (SHORT, "shortanswer", ["100", "100", "50", "50", "0", "0"]), (NUMBER, "numerical", ["100", "50"]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "kind", "fractions"), TYPES, ids=lambda part: getattr(part, "id", ""))
def test_each_type_has_its_form(engine: Engine, one: Item, kind: str, fractions: list[str]) -> None:
    (node,) = written(engine, one)
    assert node.get("type") == kind
    assert [answer.get("fraction") for answer in node.findall("answer")] == fractions
    assert (text(node, "name/text"), text(node, "idnumber")) == (one.id, one.id)
    assert text(node, "generalfeedback/text") == "Begitulah."


def test_an_order_has_what_keeps_the_import_alive(engine: Engine) -> None:
    (node,) = written(engine, ORDERING)
    assert text(node, "gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    assert node.find("shownumcorrect") is not None


def test_the_wrong_verdict_carries_the_feedback(engine: Engine) -> None:
    (node,) = written(engine, TRUE_FALSE)
    said = {text(answer, "text"): text(answer, "feedback/text") for answer in node.findall("answer")}
    assert said == {"true": "bukan", "false": ""}


def test_lures_have_no_stem_and_numbers_a_tolerance(engine: Engine) -> None:
    matching, number = written(engine, MATCHING, NUMBER)
    stems = [text(node, "text") for node in matching.findall("subquestion")]
    assert stems == ["kiri a", "kiri b", "kiri c", ""]
    assert [text(answer, "tolerance") for answer in number.findall("answer")] == ["0", "2"]


def test_signs_of_html_stay_signs(engine: Engine) -> None:
    one = SINGLE._replace(stem=both("A < B & <script>x</script>?"))
    (node,) = written(engine, one)
    assert text(node, "questiontext/text") == "<p>A &lt; B &amp; &lt;script&gt;x&lt;/script&gt;?</p>"
    (found,) = read_moodle(exported("moodle", material_of(one), engine).data).questions
    assert found.text == "A < B & <script>x</script>?"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_whole_bank_keeps_what_the_importer_enforces(engine: Engine, lang: str) -> None:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    made = exported("moodle", material, engine, lang)  # type: ignore[arg-type]
    root = ET.fromstring(made.data)  # noqa: S314 - our own file
    nodes = [node for node in root if node.get("type") != "category"]
    assert made.items == len(nodes) == len(snapshot.bank.items)
    assert len({text(node, "idnumber") for node in nodes}) == len(nodes)
    assert len(root) - len(nodes) == len(snapshot.bank.quizzes)
    for node in nodes:
        fractions = [float(answer.get("fraction", "x")) for answer in node.findall("answer")]
        if node.get("type") == "ordering":
            assert fractions == [*range(1, len(fractions) + 1)]
            continue
        assert all(known_weight(fraction) is not None for fraction in fractions)
        positive = sum(fraction for fraction in fractions if fraction > 0)
        single = text(node, "single") != "false"
        assert 100 in fractions if single and fractions else abs(positive - 100) < 0.01 or not fractions


def test_what_has_no_place_is_named(engine: Engine) -> None:
    made = exported("moodle", material_of(*ALL), engine)
    assert {(r.weight, r.key, r.item) for r in made.remarks} == {
        ("left_out", "out_ties", "tied"), ("note", "note_ordering", "ordering"), ("note", "note_pairs", "matching"),
        ("note", "note_reasons", "true_false"), ("note", "note_article", "article"),
    }  # fmt: skip
    assert made.items == len(ALL) - 1


def question(kind: str, *parts: str) -> bytes:
    body = f"<questiontext><text>Apa?</text></questiontext>{''.join(parts)}"
    return f'<quiz>\n<question type="{kind}"><name><text>x</text></name>{body}</question></quiz>'.encode()


ANSWER = '<answer fraction="{}"><text>{}</text></answer>'
UNREADABLE = [
    (question("essay"), "essay"), (question("description"), "description"), (question("cloze"), "unknown_type"),
    (question("calculated"), "unknown_type"), (question(""), "unknown_type"),
    (question("truefalse", ANSWER.format(100, "ya")), "no_verdict"),
    (question("truefalse", ANSWER.format(100, "true"), ANSWER.format(100, "false")), "no_verdict"),
    (question("shortanswer", ANSWER.format("banyak", "a")), "bad_weight"),
    (question("shortanswer", ANSWER.format("1e9", "a")), "bad_weight"),
    (question("shortanswer", ANSWER.format("nan", "a")), "bad_weight"),
    (question("numerical", '<answer fraction="100"><text>5</text><tolerance>x</tolerance></answer>'), "bad_number"),
    (question("numerical", '<answer fraction="100"><text>5</text><tolerance>inf</tolerance></answer>'), "bad_number"),
    (question("shortanswer", ANSWER.format(100, "&lt;img src=x&gt;")), "picture"),
    (question("shortanswer", '<file name="a.png">AAAA</file>', ANSWER.format(100, "a")), "picture"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "key"), UNREADABLE)
def test_what_cannot_be_read_is_named_with_its_line(data: bytes, key: str) -> None:
    (remark,) = read_moodle(data).remarks
    assert (remark.weight, remark.place, remark.key, remark.item) == ("error", 2, key, "x")


NOTED = [
    (question("shortanswer", "<usecase>1</usecase>", ANSWER.format(100, "a")), "note_case"),
    (question("shortanswer", ANSWER.format(100, "a"), "<hint><text>x</text></hint>"), "note_hints"),
    (question("numerical", ANSWER.format(100, "5"), "<units></units>"), "note_units"),
    (question("ordering", "<gradingtype>ALL_OR_NOTHING</gradingtype>", ANSWER.format(1, "a")), "note_ordering_rule"),
]


@pytest.mark.parametrize(("data", "key"), NOTED)
def test_what_is_lost_is_noted(data: bytes, key: str) -> None:
    parsed = read_moodle(data)
    assert [(remark.weight, remark.key) for remark in parsed.remarks] == [("note", key)]
    assert len(parsed.questions) == 1
