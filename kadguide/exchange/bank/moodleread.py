"""Reads Moodle XML, and says by line what cannot be taken."""

from __future__ import annotations

from collections.abc import Callable

from kadguide.exchange.bank.plaintext import from_html, looks_like_html, one_line
from kadguide.exchange.bank.question import Answer, BankError, Parsed, Question, Remark, UnfitError
from kadguide.exchange.bank.weights import OUR_RULE, known_weight
from kadguide.exchange.bank.xmltree import Node, read_tree

_UNGRADED = {"essay": "essay", "description": "description", "cloze": "unknown_type"}
_TRUE = ("true", "1")


def read_moodle(data: bytes) -> Parsed:
    """All questions of ``data`` and every one that cannot be taken. Raises :class:`BankError` for what is no such
    file."""
    root = read_tree(data)
    if root.tag != "quiz":
        raise BankError("xml_root", tag=one_line(root.tag)[:40])
    questions: list[Question] = []
    remarks: list[Remark] = []
    for node in root.all("question"):
        if node.attributes.get("type") == "category":
            continue
        reader = _Reader(node)
        try:
            questions.append(reader.question())
        except UnfitError as error:
            remarks.append(Remark("error", error.key, reader.name, node.line, error.values))
            continue
        remarks += [Remark("note", key, reader.name, node.line) for key in reader.notes]
    return Parsed(tuple(questions), tuple(remarks))


class _Reader:
    """Reads one question."""

    def __init__(self, node: Node) -> None:
        self._node = node
        self._picture = False
        self.notes: list[str] = []
        self.name = one_line(node.said("idnumber")) or one_line(node.said("name"))

    def question(self) -> Question:
        """Raises :class:`UnfitError`."""
        node = self._node
        kind = node.attributes.get("type", "")
        if kind in _UNGRADED or kind not in _KINDS:
            raise UnfitError(_UNGRADED.get(kind, "unknown_type"), kind=one_line(kind)[:40])
        parts = _KINDS[kind](self)
        text = self._text(node.one("questiontext"))
        explanation = self._text(node.one("generalfeedback"))
        tags = node.one("tags")
        named = tuple(one_line(tag.said("text")) for tag in self._node.all("tags")[0].all("tag")) if tags else ()
        if self._picture or any(child.tag == "file" for child in node.children):
            raise UnfitError("picture")
        if node.all("hint"):
            self.notes.append("note_hints")
        return parts._replace(
            id=self.name, text=text, explanation=explanation or parts.explanation, tags=named, place=node.line
        )

    def _text(self, node: Node | None) -> str:
        """The plain text of a node with a ``format``."""
        if node is None:
            return ""
        inner = node.one("text")
        raw = (inner or node).text
        form = node.attributes.get("format", "html")
        if node.all("file") or (inner and inner.all("file")):
            self._picture = True
        if form == "html" or (form in ("moodle_auto_format", "markdown") and looks_like_html(raw)):
            plain = from_html(raw)
            self._picture |= plain.picture
            return plain.text
        return one_line(raw)

    def _answers(self) -> list[Answer]:
        return [
            Answer(self._text(node), _percent(node), self._text(node.one("feedback")), _tolerance(node))
            for node in self._node.all("answer")
        ]

    def choice(self) -> Question:
        node = self._node
        single = node.said("single").strip().casefold() in _TRUE
        fixed = node.said("shuffleanswers").strip().casefold() in ("false", "0")
        return Question("single" if single else "multiple", "", "", tuple(self._answers()), keep_order=fixed)

    def true_false(self) -> Question:
        answers = {answer.text.casefold(): answer for answer in self._answers()}
        right = [verdict for verdict, answer in answers.items() if answer.percent == 100]
        if set(answers) != {"true", "false"} or len(right) != 1:
            raise UnfitError("no_verdict")
        wrong = answers["false" if right[0] == "true" else "true"]
        return Question(
            "true_false", "", "", (Answer(right[0], 100, wrong.feedback),), explanation=answers[right[0]].feedback
        )

    def matching(self) -> Question:
        pairs = []
        for node in self._node.all("subquestion"):
            answer = node.one("answer")
            pairs.append((self._text(node), one_line(answer.said("text")) if answer else ""))
        return Question("matching", "", "", pairs=tuple(pairs))

    def ordering(self) -> Question:
        if self._node.said("gradingtype").strip() != OUR_RULE:
            self.notes.append("note_ordering_rule")
        steps = sorted(self._answers(), key=lambda answer: answer.percent)
        return Question("ordering", "", "", tuple(Answer(step.text) for step in steps))

    def short(self) -> Question:
        if self._node.said("usecase").strip() in _TRUE:
            self.notes.append("note_case")
        return Question("short", "", "", tuple(self._answers()))

    def number(self) -> Question:
        if any(node.tag in ("units", "unit") for node in self._node.children):
            self.notes.append("note_units")
        return Question("number", "", "", tuple(self._answers()))


_KINDS: dict[str, Callable[[_Reader], Question]] = {
    "multichoice": _Reader.choice, "truefalse": _Reader.true_false, "matching": _Reader.matching,
    "match": _Reader.matching, "ordering": _Reader.ordering, "shortanswer": _Reader.short,
    "numerical": _Reader.number,
}  # fmt: skip


def _percent(node: Node) -> float:
    try:
        given = float(node.attributes.get("fraction", "0"))
    except ValueError as error:
        raise UnfitError("bad_weight", given=one_line(node.attributes["fraction"])[:20]) from error
    if not -100 <= given <= 100:
        raise UnfitError("bad_weight", given=f"{given:g}")
    known = known_weight(given)
    return given if known is None else known


def _tolerance(node: Node) -> float:
    try:
        found = float(node.said("tolerance").strip().replace(",", ".") or 0)
    except ValueError as error:
        raise UnfitError("bad_number", text=one_line(node.said("tolerance"))[:20]) from error
    if not 0 <= found < 1e15:
        raise UnfitError("bad_number", text=f"{found:g}")
    return found
