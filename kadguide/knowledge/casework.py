"""What helps with a case: kinds of cooperation, the words that point to them, documents, steps, reminders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from kadguide.knowledge.fields import Fields
from kadguide.knowledge.model import Bilingual, Citation, Names

Unit = Literal["days", "workdays", "months"]
UNITS: tuple[Unit, ...] = ("days", "workdays", "months")
CASEWORK_FILE = "casework.toml"
Row = TypeVar("Row")
NO_NAMES = Names()


@dataclass(frozen=True, slots=True)
class CaseBasis:
    """What a line rests on. With ``practice`` it is what offices do, not what a rule says."""

    source: str
    article: str | None = None
    entry: str | None = None
    practice: bool = False

    @property
    def citation(self) -> Citation:
        return Citation(self.source, self.article)


@dataclass(frozen=True, slots=True)
class CaseKind:
    """A kind of cooperation. With ``needs`` it is taken before its sisters when all those signs are found."""

    id: str
    short: Bilingual
    title: Bilingual
    check: Bilingual
    basis: CaseBasis
    abroad: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseSign:
    """Words that point to ``kinds``. ``abroad``: the partner is in another country; ``form``: the sign chooses among
    the kinds that the partner allows, and says nothing about the partner itself."""

    id: str
    words: Names
    means: Bilingual
    basis: CaseBasis
    kinds: tuple[str, ...] = ()
    abroad: bool = False
    form: bool = False


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """A document that the kinds need; ``when`` says under which condition."""

    id: str
    kinds: tuple[str, ...]
    title: Bilingual
    basis: CaseBasis
    when: Bilingual
    note: Bilingual


@dataclass(frozen=True, slots=True)
class CaseStage:
    """A step. ``deadline`` counts ``unit`` from its start; ``limit`` says it, or another limit, in words. What the
    sources say where they name nobody who does it is its ``who_note``.

    A text that is empty in both languages is one that the sources do not state.
    """

    id: str
    kinds: tuple[str, ...]
    title: Bilingual
    basis: CaseBasis
    who: Bilingual
    signs: Bilingual
    approves: Bilingual
    when: Bilingual
    limit: Bilingual
    yields: Bilingual
    note: Bilingual
    who_note: Bilingual
    deadline: int | None = None
    unit: Unit = "days"


@dataclass(frozen=True, slots=True)
class CaseReminder:
    """A day worth knowing: ``before`` the end of the agreement, in ``unit``; for all kinds when it names none."""

    id: str
    title: Bilingual
    basis: CaseBasis
    before: int
    unit: Unit = "days"
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Casework:
    """The whole file. The partner stands behind one of ``markers``; ``ours`` are words for one's own region."""

    markers: tuple[str, ...] = ()
    ours: Names = NO_NAMES
    kinds: tuple[CaseKind, ...] = ()
    signs: tuple[CaseSign, ...] = ()
    documents: tuple[CaseDocument, ...] = ()
    stages: tuple[CaseStage, ...] = ()
    reminders: tuple[CaseReminder, ...] = ()

    def kind(self, id_: str) -> CaseKind | None:
        """The kind of that id."""
        return next((kind for kind in self.kinds if kind.id == id_), None)


def read_casework(fields: Fields) -> Casework:
    """The table of ``casework.toml``."""
    return Casework(
        fields.texts("markers"), fields.names("ours", required=False),
        tuple(_closed(table, _kind(table)) for table in _once(fields, "kinds")),
        tuple(_closed(table, _sign(table)) for table in _once(fields, "signs")),
        tuple(_closed(table, _document(table)) for table in _once(fields, "documents")),
        tuple(_closed(table, _stage(table)) for table in _once(fields, "stages")),
        tuple(_closed(table, _reminder(table)) for table in _once(fields, "reminders")),
    )  # fmt: skip


def _once(fields: Fields, key: str) -> list[Fields]:
    """The tables below ``key``, each id once."""
    seen: set[str] = set()
    found = []
    for table in fields.tables(key):
        id_ = table.text("id")
        if id_ in seen:
            table.problem("KAD008", "id", f"“{id_}” stands twice")
        else:
            found.append(table)
        seen.add(id_)
    return found


def _closed(table: Fields, row: Row) -> Row:
    table.close()
    return row


def _basis(table: Fields) -> CaseBasis:
    return CaseBasis(table.text("source"), table.optional("article"), table.optional("entry"), table.flag("practice"))


def _maybe(table: Fields, key: str) -> Bilingual:
    return table.bilingual(key, required=False)


def _unit(table: Fields) -> Unit:
    return cast(Unit, table.text("unit", required=False, choices=UNITS) or "days")


def _kind(table: Fields) -> CaseKind:
    return CaseKind(
        table.text("id"), table.bilingual("short"), table.bilingual("title"), table.bilingual("check"), _basis(table),
        table.flag("abroad"), table.texts("needs"),
    )  # fmt: skip


def _sign(table: Fields) -> CaseSign:
    return CaseSign(
        table.text("id"), table.names("words"), table.bilingual("means"), _basis(table), table.texts("kinds"),
        table.flag("abroad"), table.flag("form"),
    )  # fmt: skip


def _document(table: Fields) -> CaseDocument:
    kinds = table.texts("kinds", required=True)
    return CaseDocument(
        table.text("id"), kinds, table.bilingual("title"), _basis(table), _maybe(table, "when"), _maybe(table, "note")
    )


def _stage(table: Fields) -> CaseStage:
    who_note = _maybe(table, "who_note")
    return CaseStage(
        table.text("id"), table.texts("kinds", required=True), table.bilingual("title"), _basis(table),
        table.bilingual("who", required=not who_note.id), _maybe(table, "signs"), _maybe(table, "approves"),
        _maybe(table, "when"), _maybe(table, "limit"), _maybe(table, "yields"), _maybe(table, "note"), who_note,
        table.number("deadline"), _unit(table),
    )  # fmt: skip


def _reminder(table: Fields) -> CaseReminder:
    return CaseReminder(
        table.text("id"), table.bilingual("title"), _basis(table), table.number("before", required=True) or 0,
        _unit(table), table.texts("kinds"),
    )  # fmt: skip


def casework_from(row: dict[str, Any]) -> Casework:
    """The casework of a snapshot, from its plain form."""

    def texts(data: dict[str, Any], *keys: str) -> dict[str, Any]:
        return {key: Bilingual(**data[key]) for key in keys}

    def common(data: dict[str, Any]) -> dict[str, Any]:
        lists: dict[str, Any] = {key: tuple(data[key]) for key in ("kinds", "needs") if key in data}
        return {**data, **lists, "basis": CaseBasis(**data["basis"])}

    def names(data: dict[str, Any]) -> Names:
        return Names(tuple(data["id"]), tuple(data["en"]))

    steps = ("title", "who", "signs", "approves", "when", "limit", "yields", "note", "who_note")
    return Casework(
        tuple(row["markers"]),
        names(row["ours"]),
        tuple(CaseKind(**{**common(d), **texts(d, "short", "title", "check")}) for d in row["kinds"]),
        tuple(CaseSign(**{**common(d), **texts(d, "means"), "words": names(d["words"])}) for d in row["signs"]),
        tuple(CaseDocument(**{**common(d), **texts(d, "title", "when", "note")}) for d in row["documents"]),
        tuple(CaseStage(**{**common(d), **texts(d, *steps)}) for d in row["stages"]),
        tuple(CaseReminder(**{**common(d), **texts(d, "title")}) for d in row["reminders"]),
    )
