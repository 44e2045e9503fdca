"""A question as a form, and a form as a response. Works with the ids of the paper, never with those of the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from kadguide.i18n import Catalog
from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import FALSE, TRUE, Response
from kadguide.teaching.paper import PaperItem, Part
from kadguide.teaching.sitting import Sitting
from kadguide.web.classroom.markup import Html, joined, lines, tag

LONGEST_ANSWER = 300
"""Signs of a typed answer."""
Fields = Mapping[str, Sequence[str]]
"""A form that was sent: the values of each field."""


class Gap(NamedTuple):
    """Something that an answer lacks: the field, the key of the words that say it, and the text of the line."""

    field: str
    key: str
    line: str = ""


class QuestionForm:
    """The form of one question for one trainee."""

    def __init__(self, word: Catalog, sitting: Sitting, item: PaperItem) -> None:
        self._word = word
        self._item = item
        self._parts = sitting.order(item)
        self._sides = sitting.sides(item) if item.type == "matching" else ()

    def _say(self, text: Bilingual) -> str:
        return text.en if self._word.lang == "en" else text.id

    # -- out

    def show(self, response: Response, gaps: Sequence[Gap] = ()) -> Html:
        """The fields, filled with ``response``. ``gaps`` are marked as errors."""
        bad = {gap.field for gap in gaps}
        match self._item.type:
            case "single" | "multiple":
                return self._group(self._choices(self._parts, response.chosen, "a"))
            case "true_false":
                return self._true_false(response, bad)
            case "matching":
                return self._group(self._selects(response, bad, self._sides, "line"), f"how_{self._item.type}")
            case "ordering":
                return self._group(self._selects(response, bad, self._places(), "line"), "how_ordering")
            case _:
                return self._typed(response)

    def _group(self, fields: Html, how: str = "") -> Html:
        hint = how or ("how_multiple" if self._item.type == "multiple" else "")
        return tag(
            "fieldset",
            tag("legend", lines(self._say(self._item.stem))),
            tag("p", self._word(f"door.{hint}"), class_="hint", id="how") if hint else None,
            fields,
            aria_describedby="how" if hint else None,
        )

    def _choices(self, parts: Sequence[Part], chosen: Sequence[str], name: str) -> Html:
        kind = "checkbox" if self._item.type == "multiple" else "radio"
        return joined(
            *(
                tag(
                    "label",
                    tag("input", type=kind, name=name, value=part.id, id=f"{name}-{part.id}",
                        checked=part.id in chosen),
                    tag("span", self._say(part.text)),
                    class_="choice",
                )
                for part in parts
            )
        )  # fmt: skip

    def _true_false(self, response: Response, bad: set[str]) -> Html:
        verdicts = [Part(TRUE, Bilingual("", "")), Part(FALSE, Bilingual("", ""))]
        said = [part._replace(text=Bilingual(*[self._word(f"learn.{part.id}")] * 2)) for part in verdicts]
        verdict = self._group(self._choices(said, response.chosen[:1], "a"))
        if not self._parts:
            return verdict
        reason = tag(
            "fieldset",
            tag("legend", self._word("door.reason")),
            self._choices(self._parts, response.chosen[1:2], "b"),
            class_="bad" if {f"b-{self._parts[0].id}"} & bad else None,
        )
        return joined(verdict, reason)

    def _places(self) -> tuple[Part, ...]:
        """The numbers that steps can get."""
        return tuple(Part(str(n), Bilingual(str(n), str(n))) for n in range(1, len(self._parts) + 1))

    def _selects(self, response: Response, bad: set[str], options: Sequence[Part], class_: str) -> Html:
        rows = []
        for number, part in enumerate(self._parts):
            field = f"m-{part.id}"
            value = self._value(response, number, part)
            choices = [tag("option", self._word("door.choose"), value="")]
            choices += [
                tag("option", self._say(option.text), value=option.id, selected=option.id == value)
                for option in options
            ]
            label = tag("label", self._say(part.text), for_=field)
            select = tag("select", *choices, name=field, id=field, aria_invalid="true" if field in bad else None)
            kind = f"{class_} {'narrow' if self._item.type == 'ordering' else ''}".strip()
            rows.append(tag("div", label, select, class_=f"{kind} bad" if field in bad else kind))
        return joined(*rows)

    def _value(self, response: Response, number: int, part: Part) -> str:
        if self._item.type == "ordering":
            return str(response.chosen.index(part.id) + 1) if part.id in response.chosen else ""
        return response.chosen[number] if number < len(response.chosen) else ""

    def _typed(self, response: Response) -> Html:
        unit = self._say(self._item.unit)
        how = self._word("door.how_source") if self._item.asks_source else self._word(f"door.how_{self._item.type}")
        field = tag(
            "input", type="text", name="t", id="t", value=response.text, maxlength=LONGEST_ANSWER, autocomplete="off",
            autocapitalize="off", spellcheck="false", aria_describedby="how",
            inputmode="decimal" if self._item.type == "number" else None,
        )  # fmt: skip
        row = tag("div", field, tag("span", unit, id="unit") if unit else None, class_="typed")
        stem = tag("label", lines(self._say(self._item.stem)), for_="t", class_="stem")
        return joined(stem, row, tag("p", how, class_="hint", id="how"))

    # -- in

    def read(self, fields: Fields) -> Response:
        """The response of a form that was sent. What the question does not have is left out."""
        ids = [part.id for part in self._parts]
        chosen = fields.get("a", ())
        match self._item.type:
            case "single":
                return Response(tuple(id_ for id_ in chosen[-1:] if id_ in ids))
            case "multiple":
                return Response(tuple(id_ for id_ in ids if id_ in chosen))
            case "true_false":
                verdict = tuple(id_ for id_ in chosen[-1:] if id_ in (TRUE, FALSE))
                return Response(verdict + tuple(id_ for id_ in fields.get("b", ())[-1:] if id_ in ids and verdict))
            case "matching":
                sides = {side.id for side in self._sides}
                put = [_last(fields, f"m-{id_}") for id_ in ids]
                return _whole([side if side in sides else "" for side in put])
            case "ordering":
                return self._ordered(ids, fields)
            case _:
                return Response(text=_plain(_last(fields, "t")))

    def _ordered(self, ids: Sequence[str], fields: Fields) -> Response:
        """Steps by their numbers; a number that comes twice counts for the first. The last place is no choice."""
        order, doubled = [""] * len(ids), False
        for id_ in ids:
            number = _last(fields, f"m-{id_}")
            place = int(number) - 1 if number.isascii() and number.isdecimal() and len(number) < 4 else -1
            if 0 <= place < len(order):
                doubled = doubled or bool(order[place])
                order[place] = order[place] or id_
        if order.count("") == 1 and not doubled and len(ids) > 1:
            order[order.index("")] = next(id_ for id_ in ids if id_ not in order)
        return _whole(order)

    def gaps(self, response: Response) -> tuple[Gap, ...]:
        """What ``response`` lacks to be whole; nothing for a blank one."""
        if response.blank:
            return ()
        match self._item.type:
            case "true_false":
                lacks = bool(self._parts) and len(response.chosen) < 2
                return (Gap(f"b-{self._parts[0].id}", "gap_reason"),) if lacks else ()
            case "matching":
                rows = zip(self._parts, response.chosen, strict=False)
                return tuple(
                    Gap(f"m-{part.id}", "gap_matching", self._say(part.text)) for part, side in rows if not side
                )
            case "ordering":
                return tuple(
                    Gap(f"m-{part.id}", "gap_ordering", self._say(part.text))
                    for part in self._parts if part.id not in response.chosen
                )  # fmt: skip
            case _:
                return ()


def whole(item: PaperItem, response: Response | None) -> bool:
    """Whether an answer lacks nothing. The same as no :meth:`QuestionForm.gaps`, without a form."""
    if response is None or response.blank:
        return False
    match item.type:
        case "true_false":
            return not item.parts or len(response.chosen) > 1
        case "matching" | "ordering":
            return len([id_ for id_ in response.chosen if id_]) == len(item.parts)
        case _:
            return True


def stamp(response: Response) -> str:
    """A short name of a response, by which a page knows what it said at first."""
    return sha256(response.encode().encode(errors="surrogatepass")).hexdigest()[:16]


def _whole(chosen: Sequence[str]) -> Response:
    return Response(tuple(chosen)) if any(chosen) else Response()


def _last(fields: Fields, name: str) -> str:
    return (fields.get(name) or [""])[-1]


def _plain(text: str) -> str:
    """One line of what can be printed."""
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()[:LONGEST_ANSWER]
