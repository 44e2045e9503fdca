"""Reads quizzes, the errors they name and the path through them into the model of items."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from kadguide.knowledge.items import (
    FULL,
    ITEM_TYPES,
    ArticleKey,
    Bank,
    Case,
    Contrast,
    Item,
    ItemType,
    Misconception,
    Mistake,
    Module,
    NumberKey,
    Option,
    Pair,
    Quiz,
    Step,
)
from kadguide.knowledge.model import LAYERS, Bilingual, Citation, Layer, Names

if TYPE_CHECKING:
    from kadguide.knowledge.fields import Fields

NO_DAY = date(1970, 1, 1)


@dataclass
class BankParts:
    """What the files of one folder add up to."""

    items: list[Item] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    quizzes: list[Quiz] = field(default_factory=list)
    misconceptions: list[Misconception] = field(default_factory=list)
    modules: list[Module] = field(default_factory=list)
    contrasts: list[Contrast] = field(default_factory=list)

    def bank(self) -> Bank:
        return Bank(
            tuple(self.items), tuple(self.cases), tuple(self.quizzes), tuple(self.misconceptions),
            tuple(self.modules), tuple(self.contrasts),
        )  # fmt: skip


def read_misconceptions(fields: Fields, parts: BankParts) -> None:
    """The tables of ``misconceptions.toml``."""
    for table in fields.tables("misconceptions"):
        parts.misconceptions.append(Misconception(table.text("id"), table.bilingual("text")))
        _unique(parts.misconceptions, table)
        table.close()


def read_path(fields: Fields, parts: BankParts) -> None:
    """The tables of ``path.toml``."""
    for table in fields.tables("modules"):
        parts.modules.append(
            Module(
                table.text("id"), table.bilingual("title"), table.bilingual("goal"), table.texts("competencies"),
                table.texts("quizzes"), table.texts("requires"), not table.flag("extra"),
            )
        )  # fmt: skip
        _unique(parts.modules, table)
        table.close()
    for table in fields.tables("contrasts"):
        parts.contrasts.append(Contrast(table.text("id"), table.bilingual("title")))
        _unique(parts.contrasts, table)
        table.close()


def read_quiz(fields: Fields, name: str, origin: str | None, parts: BankParts) -> None:
    """One file of ``quizzes/``."""
    if (given := fields.text("id")) != name:
        fields.problem("KAD007", "id", f"“{given}” should be “{name}”")
    checked_on = fields.day("checked_on") or NO_DAY
    imported = fields.flag("imported")
    fields.one_language = imported
    for table in fields.tables("cases"):
        parts.cases.append(Case(table.text("id"), name, table.bilingual("title"), table.bilingual("text")))
        _unique(parts.cases, table)
        table.close()
    ids = []
    for table in fields.tables("items"):
        item = _item(table, name, origin, imported=imported)
        parts.items.append(item)
        ids.append(item.id)
        _unique(parts.items, table)
        table.close()
    parts.quizzes.append(
        Quiz(name, fields.bilingual("title"), fields.text("author"), checked_on, tuple(ids), origin, imported)
    )  # fmt: skip


def _unique(found: list[Any], table: Fields) -> None:
    """Drop what was added last when its id stands already."""
    if any(known.id == found[-1].id for known in found[:-1]):
        table.problem("KAD008", "id", f"“{found[-1].id}” stands twice")
        found.pop()


def _item(table: Fields, quiz: str, origin: str | None, *, imported: bool) -> Item:
    kind = cast(ItemType, table.text("type", choices=ITEM_TYPES) or "single")
    version = table.number("version")
    difficulty = table.number("difficulty", required=True)
    return Item(
        id=table.text("id"),
        quiz=quiz,
        type=kind,
        layer=cast(Layer, table.text("layer", choices=LAYERS) or "law"),
        stem=table.bilingual("stem"),
        explanation=table.bilingual("explanation", required=not imported),
        entry=table.text("entry", required=not imported),
        updated=table.day("updated") or NO_DAY,
        version=1 if version is None else version,
        difficulty=2 if difficulty is None else difficulty,
        competencies=table.texts("competencies"),
        claims=table.texts("claims"),
        citations=_citations(table),
        hint=table.bilingual("hint", required=False),
        case=table.optional("case"),
        contrast=table.optional("contrast"),
        options=tuple(_option(row, table) for row in table.tables("options")),
        keep_order=table.flag("keep_order"),
        truth=table.flag("truth"),
        feedback=table.bilingual("feedback", required=kind == "true_false" and not imported),
        misconception=table.optional("misconception"),
        pairs=tuple(_pair(row) for row in table.tables("pairs")),
        lures=tuple(_option(row, table) for row in table.tables("lures")),
        steps=tuple(_step(row) for row in table.tables("steps")),
        ties=table.flag("ties"),
        accepted=table.names("accepted", required=kind == "short"),
        partial=table.names("partial", required=False),
        mistakes=tuple(_mistake(row) for row in table.tables("mistakes")),
        number=_number(table.table("number")) if kind == "number" else None,
        article=_article(table.table("article")) if kind == "article" else None,
        reviewed_on=table.day("reviewed_on", required=False),
        origin=origin,
    )


def _citations(table: Fields) -> tuple[Citation, ...]:
    found = []
    for row in table.tables("sources"):
        found.append(
            Citation(row.text("source"), row.optional("article"), row.optional("section"), row.flag("elucidation"))
        )
        row.close()
    return tuple(found)


def _option(row: Fields, item: Fields) -> Option:
    credit = row.number("credit")
    if row.flag("right"):
        credit = FULL
    credit = credit or 0
    if not 0 <= credit <= FULL:
        item.problem("KAD006", "options", f"credit {credit} is not between 0 and 100")
        credit = min(max(credit, 0), FULL)
    option = Option(
        row.text("id"), row.bilingual("text"), credit, row.bilingual("feedback", required=False),
        row.optional("misconception"),
    )  # fmt: skip
    row.close()
    return option


def _pair(row: Fields) -> Pair:
    pair = Pair(
        row.text("id"), row.bilingual("left"), row.bilingual("right"), row.bilingual("feedback", required=False)
    )
    row.close()
    return pair


def _step(row: Fields) -> Step:
    step = Step(row.text("id"), row.bilingual("text"), row.number("rank", required=True) or 0)
    row.close()
    return step


def _mistake(row: Fields) -> Mistake:
    feedback = row.bilingual("feedback", required=not row.one_language)
    mistake = Mistake(row.names("answers"), feedback, row.optional("misconception"))
    row.close()
    return mistake


def _number(row: Fields) -> NumberKey:
    key = NumberKey(
        row.decimal("value"), row.decimal("tolerance", required=False), row.decimal("near", required=False),
        row.bilingual("unit", required=False),
    )  # fmt: skip
    row.close()
    return key


def _article(row: Fields) -> ArticleKey:
    key = ArticleKey(
        row.text("source"), row.text("article"), row.optional("paragraph"), row.optional("letter"),
        row.flag("asks_source"),
    )  # fmt: skip
    row.close()
    return key


# -- from a snapshot


def bank_from_plain(row: Mapping[str, Any]) -> Bank:
    """The bank as :func:`~kadguide.knowledge.snapshot.as_plain` made it plain."""
    return Bank(
        tuple(item_from_plain(part) for part in row["items"]),
        tuple(Case(part["id"], part["quiz"], _both(part["title"]), _both(part["text"])) for part in row["cases"]),
        tuple(
            Quiz(
                part["id"], _both(part["title"]), part["author"], date.fromisoformat(part["checked_on"]),
                tuple(part["items"]), part["origin"], part["imported"],
            )
            for part in row["quizzes"]
        ),
        tuple(Misconception(part["id"], _both(part["text"])) for part in row["misconceptions"]),
        tuple(
            Module(
                part["id"], _both(part["title"]), _both(part["goal"]), tuple(part["competencies"]),
                tuple(part["quizzes"]), tuple(part["requires"]), part["core"],
            )
            for part in row["modules"]
        ),
        tuple(Contrast(part["id"], _both(part["title"])) for part in row["contrasts"]),
    )  # fmt: skip


def item_from_plain(row: dict[str, Any]) -> Item:
    number, article = row["number"], row["article"]
    return Item(
        **{
            **row,
            "stem": _both(row["stem"]),
            "explanation": _both(row["explanation"]),
            "updated": date.fromisoformat(row["updated"]),
            "reviewed_on": date.fromisoformat(row["reviewed_on"]) if row["reviewed_on"] else None,
            "competencies": tuple(row["competencies"]),
            "claims": tuple(row["claims"]),
            "citations": tuple(Citation(**part) for part in row["citations"]),
            "hint": _both(row["hint"]),
            "options": tuple(_plain_option(part) for part in row["options"]),
            "feedback": _both(row["feedback"]),
            "pairs": tuple(
                Pair(part["id"], _both(part["left"]), _both(part["right"]), _both(part["feedback"]))
                for part in row["pairs"]
            ),
            "lures": tuple(_plain_option(part) for part in row["lures"]),
            "steps": tuple(Step(part["id"], _both(part["text"]), part["rank"]) for part in row["steps"]),
            "accepted": _names(row["accepted"]),
            "partial": _names(row["partial"]),
            "mistakes": tuple(
                Mistake(_names(part["answers"]), _both(part["feedback"]), part["misconception"])
                for part in row["mistakes"]
            ),
            "number": NumberKey(**{**number, "unit": _both(number["unit"])}) if number else None,
            "article": ArticleKey(**article) if article else None,
        }
    )


def _plain_option(row: dict[str, Any]) -> Option:
    return Option(row["id"], _both(row["text"]), row["credit"], _both(row["feedback"]), row["misconception"])


def _both(row: dict[str, str]) -> Bilingual:
    return Bilingual(row["id"], row["en"])


def _names(row: dict[str, list[str]]) -> Names:
    return Names(tuple(row["id"]), tuple(row["en"]))
