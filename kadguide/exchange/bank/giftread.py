"""Reads GIFT as Moodle does, and says by line what it cannot read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kadguide.exchange.bank.plaintext import from_html, looks_like_html, one_line, without_unseen
from kadguide.exchange.bank.question import Answer, Parsed, Question, Remark, UnfitError
from kadguide.exchange.bank.weights import OUR_RULE, known_weight

# Signs that stand for escaped ones while a question is taken apart; none of them survives ``without_unseen``.
_ESCAPED = {sign: chr(0xE000 + number) for number, sign in enumerate("~=#{}:\\")}
_LITERAL = {ord(mark): sign for sign, mark in _ESCAPED.items()}
_NEW_LINE = chr(0xE00F)
_LITERAL[ord(_NEW_LINE)] = "\n"
_TITLE = re.compile(r"::(.*?)::", re.S)
_FORMAT = re.compile(r"\s*\[(html|plain|markdown|moodle)\]", re.I)
_WEIGHT = re.compile(r"\s*%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")
_VERDICTS = {"T": "true", "TRUE": "true", "F": "false", "FALSE": "false"}
_ORDER = re.compile(r">\s*\d+\s.*")
GAP = "_____"


class _Block(NamedTuple):
    """The lines of one question, what stood in comments above it, and its first line."""

    text: str
    id: str
    tags: tuple[str, ...]
    place: int


def read_gift(text: str) -> Parsed:
    """All questions of ``text`` and every one that cannot be read, with its line."""
    questions: list[Question] = []
    remarks: list[Remark] = []
    torn = False
    for block in _blocks(without_unseen(text)):
        try:
            question, picture = _question(block, torn=torn)
        except UnfitError as error:
            remarks.append(Remark("error", error.key, _name_of(block), block.place, error.values))
            torn = error.key in ("no_answers", "open_brace")
            continue
        torn = False
        if picture:
            remarks.append(Remark("error", "picture", question.id or question.text[:40], block.place))
            continue
        questions.append(question)
        if question.kind == "ordering" and OUR_RULE not in block.text:
            remarks.append(Remark("note", "note_ordering_rule", question.id, block.place))
    return Parsed(tuple(questions), tuple(remarks))


def _blocks(text: str) -> Iterator[_Block]:
    """Questions are parted by blank lines; comments and categories stand in lines of their own."""
    lines: list[str] = []
    id_, tags, place = "", [], 0
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        bare = line.strip()
        if bare.startswith("//"):
            if found := re.search(r"\[id:([^\]]+)\]", bare):
                id_ = found.group(1).strip()
            tags += [tag.strip() for tag in re.findall(r"\[tag:([^\]]+)\]", bare)]
        elif bare.startswith("$CATEGORY:"):
            continue
        elif bare:
            place = place or number
            lines.append(_protected(line))
        elif lines:
            yield _Block("\n".join(lines), id_, tuple(tags), place)
            lines, id_, tags, place = [], "", [], 0


def _name_of(block: _Block) -> str:
    """What to call a question that was not read: its id, its title, or how it begins."""
    titled = _TITLE.match(block.text.strip())
    return block.id or one_line((titled.group(1) if titled else block.text).translate(_LITERAL))[:40]


def _protected(line: str) -> str:
    """The line with each escaped sign as one mark, so that only those that steer are left."""
    return re.sub(r"\\([~=#{}:\\n])", lambda found: _ESCAPED.get(found.group(1), _NEW_LINE), line)


def _question(block: _Block, *, torn: bool) -> tuple[Question, bool]:
    """``torn`` after a block without answers: one without a title may then be the other half of it."""
    text, name = block.text.strip(), ""
    if titled := _TITLE.match(text):
        name, text = _plain(titled.group(1), "plain")[0], text[titled.end() :]
    elif torn:
        raise UnfitError("half_question")
    form, text = _format(text)
    opened, closed = text.find("{"), text.rfind("}")
    if opened < 0 and closed < 0:
        raise UnfitError("no_answers")
    if opened < 0 or closed < opened or text.count("{") != 1 or text.count("}") != 1:
        raise UnfitError("open_brace")
    after = text[closed + 1 :].strip()
    stem = f"{text[:opened].rstrip()} {GAP} {after}" if after else text[:opened]
    inside, _, general = text[opened + 1 : closed].partition("####")
    reader = _Answers(form)
    question = reader.read(inside.strip())
    said, explained = reader.text(stem), reader.text(general)
    right = reader.right_words if not explained else ""
    return (
        question._replace(
            id=block.id or name, text=said, explanation=explained or right, tags=block.tags, place=block.place
        ),
        reader.picture,
    )


def _format(text: str, usual: str = "moodle") -> tuple[str, str]:
    found = _FORMAT.match(text)
    return (found.group(1).lower(), text[found.end() :]) if found else (usual, text)


def _plain(text: str, form: str) -> tuple[str, bool]:
    literal = text.translate(_LITERAL)
    if form == "html" or (form in ("moodle", "markdown") and looks_like_html(literal)):
        return from_html(literal)
    return one_line(literal), False


class _Answers:
    """Reads what stands between the braces. ``right_words`` are what is said to the right verdict."""

    def __init__(self, form: str) -> None:
        self._form = form
        self.picture = False
        self.right_words = ""

    def text(self, raw: str) -> str:
        form, rest = _format(raw, self._form)
        said, picture = _plain(rest, form)
        self.picture |= picture
        return said

    def read(self, inside: str) -> Question:
        first, _, words = inside.partition("#")
        if not inside:
            raise UnfitError("essay")
        if _ORDER.match(inside):
            steps = [line for line in inside.split("\n")[1:] if line.strip()]
            return Question("ordering", "", "", tuple(Answer(self.text(step)) for step in steps))
        if inside.startswith("#"):
            return Question("number", "", "", tuple(self._numbers(inside[1:].strip())))
        if verdict := _VERDICTS.get(first.strip().upper()):
            wrong, _, right = words.partition("#")
            self.right_words = self.text(right)
            return Question("true_false", "", "", (Answer(verdict, 100, self.text(wrong)),))
        if "~" in inside:
            single = "=" in inside
            answers = tuple(self._choices(inside))
            return Question("single" if single else "multiple", "", "", answers)
        if not inside.startswith("="):
            raise UnfitError("no_answers")
        parts = inside[1:].split("=")
        if "->" in inside:
            if not all("->" in part for part in parts):
                raise UnfitError("half_pairs")
            sides = (part.partition("->") for part in parts)
            return Question("matching", "", "", pairs=tuple((self.text(a), self.text(b)) for a, _, b in sides))
        return Question("short", "", "", tuple(self._answer(part, 100) for part in parts))

    def _choices(self, inside: str) -> Iterator[Answer]:
        if inside[0] not in "~=":
            raise UnfitError("no_answers")
        for sign, raw in re.findall(r"([~=])([^~=]*)", inside):
            yield self._answer(raw, 100 if sign == "=" else 0)

    def _answer(self, raw: str, percent: float) -> Answer:
        weight, text = _weight(raw, percent)
        said, _, feedback = text.partition("#")
        return Answer(self.text(said), weight, self.text(feedback))

    def _numbers(self, inside: str) -> Iterator[Answer]:
        if inside[:1] not in ("=", "~"):
            inside = f"={inside}"
        for sign, raw in re.findall(r"([~=])([^~=]*)", inside):
            weight, text = _weight(raw, 100 if sign == "=" else 0)
            said, _, feedback = text.partition("#")
            said = said.translate(_LITERAL).strip()
            if sign == "~" and not said:
                said = "*"
            value, tolerance = _span(said)
            yield Answer(value, weight, self.text(feedback), tolerance)


def _weight(raw: str, usual: float) -> tuple[float, str]:
    found = _WEIGHT.match(raw)
    if not found:
        return usual, raw.strip()
    given = float(found.group(1))
    if abs(given) > 100:
        raise UnfitError("bad_weight", given=found.group(1))
    known = known_weight(given)
    return (given if known is None else known), raw[found.end() :].strip()


def _span(said: str) -> tuple[str, float]:
    """``45:2`` or ``43..47`` as a number and how far off it may be. Raises :class:`UnfitError`."""
    digits = r"[-+]?\d{1,15}(?:[.,]\d{1,10})?"
    if said == "*":
        return said, 0
    if found := re.fullmatch(rf"({digits})\s*\.\.\s*({digits})", said):
        low, high = (float(part.replace(",", ".")) for part in found.groups())
        return f"{(low + high) / 2:.10f}".rstrip("0").rstrip("."), abs(high - low) / 2
    if found := re.fullmatch(rf"({digits})(?:\s*:\s*({digits}))?", said):
        return found.group(1), abs(float((found.group(2) or "0").replace(",", ".")))
    raise UnfitError("bad_number", text=said[:40])
