"""Questions as Moodle XML. There is no schema; what the importer takes, and what it dies of, decides."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable
from html import escape

from kadguide.exchange.bank.choosing import Group
from kadguide.exchange.bank.gift import ROOT, category_name
from kadguide.exchange.bank.leaving import Leaving
from kadguide.exchange.bank.question import Answer, Export, Question
from kadguide.exchange.bank.weights import OUR_RULE, known_weight, say_weight

_TYPES = {
    "single": "multichoice", "multiple": "multichoice", "true_false": "truefalse", "matching": "matching",
    "ordering": "ordering", "short": "shortanswer", "number": "numerical",
}  # fmt: skip


def write_moodle(groups: Iterable[Group], leaving: Leaving) -> Export:
    """All items, one category for each quiz. ``idnumber`` is the item's id."""
    root = ET.Element("quiz")
    count = 0
    for group in groups:
        questions = [leaving.question(item, with_ordering=True) for item in group.items]
        kept = [question for question in questions if question is not None]
        if kept:
            category = ET.SubElement(root, "question", type="category")
            _text(category, "category", f"{ROOT}/{category_name(group.quiz.title.get(leaving.lang))}")
            for question in kept:
                root.append(moodle_question(question))
            count += len(kept)
    ET.indent(root)
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return Export(data + b"\n", count, tuple(leaving.remarks))


def moodle_question(question: Question) -> ET.Element:
    """One ``<question>``."""
    node = ET.Element("question", type=_TYPES[question.kind])
    _text(node, "name", question.id)
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in question.text.split("\n\n"))
    _text(node, "questiontext", paragraphs, html=True)
    _text(node, "generalfeedback", escape(question.explanation), html=True)
    _plain(node, "defaultgrade", "1")
    _plain(node, "penalty", "0")
    _plain(node, "hidden", "0")
    _plain(node, "idnumber", question.id)
    _PARTS[question.kind](node, question)
    if question.tags:
        tags = ET.SubElement(node, "tags")
        for tag in question.tags:
            _text(tags, "tag", tag)
    return node


def _choice(node: ET.Element, question: Question) -> None:
    _plain(node, "single", "true" if question.kind == "single" else "false")
    _plain(node, "shuffleanswers", "false" if question.keep_order else "true")
    _plain(node, "answernumbering", "abc")
    _closing_words(node)
    for answer in question.answers:
        _answer(node, answer, answer.percent, html=True)


def _closing_words(node: ET.Element) -> None:
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        _text(node, name, "", html=True)


def _truefalse(node: ET.Element, question: Question) -> None:
    """What is said stands at the answer that is given: the wrong verdict has it."""
    right = question.answers[0]
    for verdict in ("true", "false"):
        feedback = "" if verdict == right.text else right.feedback
        _answer(node, Answer(verdict, 0, feedback), 100 if verdict == right.text else 0)


def _matching(node: ET.Element, question: Question) -> None:
    _plain(node, "shuffleanswers", "true")
    _closing_words(node)
    for left, right in question.pairs:
        stem = ET.SubElement(node, "subquestion", format="html")
        ET.SubElement(stem, "text").text = escape(left)
        _text(stem, "answer", right)


def _ordering(node: ET.Element, question: Question) -> None:
    """Without ``shownumcorrect`` Moodle makes hints up, fails at storing them, and stops in the middle of the file."""
    for name, value in (
        ("layouttype", "VERTICAL"), ("selecttype", "ALL"), ("selectcount", "0"),
        ("gradingtype", OUR_RULE), ("showgrading", "SHOW"), ("numberingstyle", "none"),
    ):  # fmt: skip
        _plain(node, name, value)
    _closing_words(node)
    _plain(node, "shownumcorrect", "1")
    for place, answer in enumerate(question.answers, start=1):
        _answer(node, answer, place, html=True)


def _short(node: ET.Element, question: Question) -> None:
    _plain(node, "usecase", "0")
    for answer in question.answers:
        _answer(node, answer, answer.percent)


def _number(node: ET.Element, question: Question) -> None:
    for answer in question.answers:
        _plain(_answer(node, answer, answer.percent), "tolerance", say_weight(answer.tolerance))
    for name, value in (("unitgradingtype", "0"), ("unitpenalty", "0.1"), ("showunits", "3"), ("unitsleft", "0")):
        _plain(node, name, value)


_PARTS = {
    "single": _choice, "multiple": _choice, "true_false": _truefalse, "matching": _matching, "ordering": _ordering,
    "short": _short, "number": _number,
}  # fmt: skip


def _answer(node: ET.Element, answer: Answer, fraction: float, *, html: bool = False) -> ET.Element:
    weight = known_weight(fraction)
    said = say_weight(fraction if weight is None else weight)
    made = ET.SubElement(node, "answer", fraction=said, format="html" if html else "moodle_auto_format")
    ET.SubElement(made, "text").text = escape(answer.text) if html else answer.text
    _text(made, "feedback", escape(answer.feedback), html=True)
    return made


def _text(node: ET.Element, name: str, text: str, *, html: bool = False) -> None:
    made = ET.SubElement(node, name, {"format": "html"} if html else {})
    ET.SubElement(made, "text").text = text


def _plain(node: ET.Element, name: str, text: str) -> None:
    ET.SubElement(node, name).text = text
