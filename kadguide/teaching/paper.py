"""An exam paper: the questions without anything that tells what is right.

The ids of a matching or an ordering in the bank give the answer away, and so would their order. A paper has ids of its
own, dealt out by the secret of the exam, which stays with the instructor; the way back to the bank needs that secret.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast, get_args

from kadguide.knowledge.items import NOTHING, Case, Item, ItemType
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.snapshot import as_plain
from kadguide.learning.practice import distinct_sides
from kadguide.learning.responses import Response
from kadguide.learning.shuffling import keyed_shuffle

MOST_ITEMS = 200
"""Questions of one exam; more is no exam but a mistake."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_UNKNOWN = "?"
"""What a name becomes that is not on the paper; no id of the bank is called so."""


class PaperError(ValueError):
    """A paper that cannot be read."""


class Part(NamedTuple):
    """A line to choose, to put in order, or to put something to."""

    id: str
    text: Bilingual


class PaperItem(NamedTuple):
    """One question. ``parts`` are options, steps, the reasons of a true/false item, or the left sides of a matching,
    whose right ones are ``sides``."""

    id: str
    type: ItemType
    stem: Bilingual
    case: str = ""
    parts: tuple[Part, ...] = ()
    sides: tuple[Part, ...] = ()
    keep_order: bool = False
    unit: Bilingual = NOTHING
    asks_source: bool = False
    """An article item that wants the regulation named."""


class PaperCase(NamedTuple):
    """A told situation that questions share."""

    id: str
    title: Bilingual
    text: Bilingual


class Paper(NamedTuple):
    """What a trainee gets. ``minutes`` is the time for it, 0 for none."""

    exam: str
    title: Bilingual
    minutes: int
    items: tuple[PaperItem, ...]
    cases: tuple[PaperCase, ...] = ()

    def case(self, item: PaperItem) -> PaperCase | None:
        """The case that ``item`` belongs to."""
        return next((case for case in self.cases if case.id == item.case), None)


def make_paper(
    exam: str, title: Bilingual, minutes: int, items: Sequence[Item], cases: Sequence[Case], secret: str
) -> Paper:
    """The paper of ``items``, which are called q1, q2, … in their order. ``secret`` deals out all other ids."""
    names = {case.id: f"c{number}" for number, case in enumerate(cases, start=1)}
    return Paper(
        exam, title, minutes,
        tuple(
            PaperItem(
                item_id(at), item.type, item.stem, names.get(item.case or "", ""),
                tuple(Part(name, _texts(item)[own]) for name, own in _parts(item, secret).items()),
                tuple(Part(name, _side_texts(item)[own]) for name, own in _sides(item, secret).items()),
                item.keep_order, item.number.unit if item.number else NOTHING,
                bool(item.article and item.article.asks_source),
            )
            for at, item in enumerate(items)
        ),
        tuple(PaperCase(names[case.id], case.title, case.text) for case in cases),
    )  # fmt: skip


def item_id(position: int) -> str:
    """What the question at ``position``, counted from 0, is called on paper."""
    return f"q{position + 1}"


def person_order(parts: Sequence[Part], item: PaperItem, trainee: str, exam: str) -> tuple[Part, ...]:
    """The parts as one trainee sees them: always in the same order, in another one than the neighbour."""
    return tuple(parts) if item.keep_order else keyed_shuffle(parts, f"{exam}|{trainee}", item.id, "parts")


def person_items(paper: Paper, trainee: str) -> tuple[PaperItem, ...]:
    """The questions in the order of one trainee; those of one case stay together, in their order."""
    groups: dict[str, list[PaperItem]] = {}
    for item in paper.items:
        groups.setdefault(item.case or item.id, []).append(item)
    shuffled = keyed_shuffle(list(groups.values()), f"{paper.exam}|{trainee}", "items")
    return tuple(item for group in shuffled for item in group)


def translate(item: Item, secret: str, response: Response) -> Response:
    """A response to the paper, in the ids of the bank, ready to be graded. Names that are not on the paper are wrong,
    also those that are ids of the bank: whoever has read them somewhere has not answered the paper."""
    parts = _parts(item, secret)
    match item.type:
        case "matching":
            sides = _sides(item, secret)
            given = dict(zip(parts.values(), response.chosen, strict=False))
            return Response(_named(sides, [given.get(pair.id, "") for pair in item.pairs]))
        case "true_false":
            return Response(response.chosen[:1] + _named(parts, response.chosen[1:]))
        case "single" | "multiple" | "ordering":
            return Response(_named(parts, response.chosen))
        case _:
            return response


def _named(ids: Mapping[str, str], chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(ids.get(name, _UNKNOWN if name else "") for name in chosen)


def _parts(item: Item, secret: str) -> dict[str, str]:
    """The ids of the lines by their names on paper."""
    match item.type:
        case "matching":
            ids = [pair.id for pair in item.pairs]
        case "ordering":
            ids = [step.id for step in item.steps]
        case _:
            ids = [option.id for option in item.options]
    return _dealt(ids, item, secret, "part")


def _sides(item: Item, secret: str) -> dict[str, str]:
    return _dealt(distinct_sides(item), item, secret, "side") if item.type == "matching" else {}


def _dealt(ids: Sequence[str], item: Item, secret: str, what: str) -> dict[str, str]:
    order = ids if item.keep_order and item.type != "ordering" else keyed_shuffle(ids, secret, item.id, what)
    return dict(zip(_LETTERS, order, strict=False))


def _texts(item: Item) -> dict[str, Bilingual]:
    if item.type == "matching":
        return {pair.id: pair.left for pair in item.pairs}
    if item.type == "ordering":
        return {step.id: step.text for step in item.steps}
    return {option.id: option.text for option in item.options}


def _side_texts(item: Item) -> dict[str, Bilingual]:
    return {pair.id: pair.right for pair in item.pairs} | {lure.id: lure.text for lure in item.lures}


# -- as text


def encode_paper(paper: Paper) -> str:
    """As JSON, for the register and for files."""
    return json.dumps(as_plain(paper), ensure_ascii=False, separators=(",", ":"))


def decode_paper(text: str) -> Paper:
    """What :func:`encode_paper` wrote. Raises :class:`PaperError` for anything else."""
    try:
        row = json.loads(text)
        items = tuple(
            PaperItem(
                _text(part["id"]), _type(part["type"]), _both(part["stem"]), _text(part["case"]),
                _part_list(part["parts"]), _part_list(part["sides"]), part["keep_order"] is True, _both(part["unit"]),
                part["asks_source"] is True,
            )
            for part in row["items"]
        )  # fmt: skip
        cases = tuple(PaperCase(_text(part["id"]), _both(part["title"]), _both(part["text"])) for part in row["cases"])
        paper = Paper(_text(row["exam"]), _both(row["title"]), _whole(row["minutes"]), items, cases)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise PaperError(str(error)) from error
    if not 0 < len(items) <= MOST_ITEMS or len({item.id for item in items}) != len(items) or paper.minutes < 0:
        raise PaperError("items")
    return paper


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PaperError("text")
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:  # neither a float, which may be infinite, nor a bool
        raise PaperError("number")
    return value


def _type(value: Any) -> ItemType:
    if value not in get_args(ItemType):
        raise PaperError("type")
    return cast(ItemType, value)


def _both(row: Any) -> Bilingual:
    return Bilingual(_text(row["id"]), _text(row["en"]))


def _part_list(rows: Any) -> tuple[Part, ...]:
    return tuple(Part(_text(row["id"]), _both(row["text"])) for row in rows)
