"""The library in a form that needs almost no reading at start: entries are decoded when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from kadguide.knowledge.compact import dump, load
from kadguide.knowledge.model import Bilingual, Citation, Entry, Group, Layer, Names, Source, Subject, Topic
from kadguide.knowledge.places import article_numbers
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    from kadguide.knowledge.adviser import Adviser
    from kadguide.knowledge.agendas import Agenda
    from kadguide.knowledge.casework import Casework
    from kadguide.knowledge.items import Bank
    from kadguide.knowledge.library import Comparison, Competency, Library, Relation, Stop, Term


class Card(NamedTuple):
    """What is known of an entry without decoding its text."""

    id: str
    topic: str
    subject: str | None
    aspects: tuple[str, ...]
    layer: Layer
    title: Bilingual
    citations: tuple[Citation, ...]
    see_also: tuple[str, ...]
    origin: str | None


class Snapshot:
    """Read access to a library. ``sections`` come from :func:`encode_library`, directly or through a file."""

    def __init__(self, sections: Mapping[str, bytes | memoryview]) -> None:
        self._sections = sections
        self._offsets = memoryview(sections["entry_offsets"]).cast("I")
        self._card_offsets = memoryview(sections["card_offsets"]).cast("I")
        self._known: dict[int, Card] = {}
        self.openings: dict[str, tuple[str, ...]] = {}
        """The subjects that topics begin by defining, of the topics that this was asked of."""
        ids: list[str] = self._read("ids")
        self.position: dict[str, int] = {id_: index for index, id_ in enumerate(ids)}

    def _read(self, name: str) -> Any:
        return load(self._sections[name])

    def card(self, index: int) -> Card:
        """The card at a position of the index."""
        if index not in self._known:
            raw = self._sections["cards"][self._card_offsets[index] : self._card_offsets[index + 1]]
            self._known[index] = _card(load(raw))
        return self._known[index]

    def card_of(self, id_: str) -> Card:
        """The card of an entry. Raises ``KeyError`` when there is none of that id."""
        return self.card(self.position[id_])

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """All cards, in the order of the topics."""
        return tuple(self.card(index) for index in range(len(self.position)))

    def entry(self, id_: str) -> Entry:
        """The entry without its phrasings. Raises ``KeyError`` when there is none of that id."""
        index = self.position[id_]
        return _entry(load(self._sections["entries"][self._offsets[index] : self._offsets[index + 1]]))

    @cached_property
    def _source_rows(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self._read("sources")}

    def source(self, id_: str | None) -> Source | None:
        """One source; ``None`` when there is none of that id."""
        row = self._source_rows.get(id_ or "")
        return _source(row) if row else None

    @cached_property
    def revoked(self) -> frozenset[str]:
        """The regulations that are no longer in force."""
        return frozenset(id_ for id_, row in self._source_rows.items() if row["status"] == "revoked")

    @cached_property
    def sources(self) -> dict[str, Source]:
        """All sources by id."""
        return {id_: _source(row) for id_, row in self._source_rows.items()}

    @cached_property
    def subjects(self) -> dict[str, Subject]:
        return {
            id_: Subject(id_, topic, Bilingual(*title), Names(*names), group, order)
            for id_, topic, title, names, group, order in self._read("subjects")
        }

    @cached_property
    def groups(self) -> dict[str, Group]:
        return {
            row["id"]: Group(row["id"], row["topic"], _names(row["names"]), row["entry"])
            for row in self._read("groups")
        }

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        return tuple(
            Topic(row["id"], Bilingual(**row["title"]), tuple(row["entries"]), row["origin"])
            for row in self._read("topics")
        )

    @cached_property
    def comparisons(self) -> tuple[Comparison, ...]:
        return tuple(_comparison(row) for row in self._read("comparisons"))

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(_term(row) for row in self._read("terms"))

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """The regulations of the timeline, as they stand in the files."""
        return tuple(_stop(row) for row in self._read("stops"))

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """The links between things, in the order of their file."""
        return tuple(_relation(row) for row in self._read("relations"))

    @cached_property
    def casework(self) -> Casework:
        """Kinds, signs, documents and steps of cases."""
        from kadguide.knowledge.casework import casework_from

        return casework_from(self._read("casework"))

    @cached_property
    def bank(self) -> Bank:
        """What trains: items, cases, the path through them."""
        from kadguide.knowledge.quizfile import bank_from_plain

        return bank_from_plain(self._read("bank"))

    @cached_property
    def agendas(self) -> dict[str, Agenda]:
        """The agendas of classes, by id."""
        from kadguide.knowledge.agendas import agenda_from_plain

        return {row["id"]: agenda_from_plain(row, self.position) for row in self._read("agendas")}

    @cached_property
    def competencies(self) -> tuple[Competency, ...]:
        """What an official can do after learning."""
        from kadguide.knowledge.library import Competency

        return tuple(
            Competency(row["id"], row["number"], Bilingual(**row["text"]), tuple(row["entries"]))
            for row in self._read("competencies")
        )

    @cached_property
    def adviser(self) -> Adviser:
        """What the adviser asks, and what it makes of the answers."""
        from kadguide.knowledge.adviser import adviser_from_plain

        return adviser_from_plain(self._read("adviser"))

    @cached_property
    def traits(self) -> dict[str, Any]:
        """The traits of told cases, as plain data."""
        data: dict[str, Any] = self._read("traits")
        return data

    @cached_property
    def about(self) -> dict[str, Any]:
        """Title, credit, licence and date of the manifest, as plain data."""
        data: dict[str, Any] = self._read("manifest")
        return data

    def members(self, group: str) -> list[Subject]:
        """The subjects of a group, in order."""
        found = [subject for subject in self.subjects.values() if subject.group == group]
        return sorted(found, key=lambda subject: subject.order or 0)

    def cards_of(self, subject: str) -> list[Card]:
        """The entries about a subject, in the order of the topics."""
        return [self.card(index) for index in self._entries_of.get(subject, ())]

    @cached_property
    def citing(self) -> dict[str, list[tuple[str, int]]]:
        """Article number → the regulations of which it is cited, each with the position of the entry that does."""
        data: dict[str, list[tuple[str, int]]] = self._read("citing")
        return data

    @cached_property
    def _entries_of(self) -> dict[str, list[int]]:
        data: dict[str, list[int]] = self._read("entries_of")
        return data


def encode_library(library: Library) -> dict[str, bytes]:
    """The sections of a snapshot, by name."""
    from kadguide.knowledge.traits import traits_as_plain

    # Phrasings are in the index; nobody who shows an answer reads them.
    entries = [dump(as_plain(entry._replace(phrasings=Names()))) for entry in library.entries]
    cards = [
        dump([
            e.id, e.topic, e.subject, e.aspects, e.layer, [e.title.id, e.title.en],
            [[c.source, c.article, c.section, c.elucidation] for c in e.citations], e.see_also, e.origin,
        ])
        for e in library.entries
    ]  # fmt: skip
    entries_of: dict[str, list[int]] = {}
    for index, entry in enumerate(library.entries):
        if entry.subject:
            entries_of.setdefault(entry.subject, []).append(index)
    citing: dict[str, list[tuple[str, int]]] = {}
    for index, entry in enumerate(library.entries):
        for citation in entry.citations:
            for number in sorted(article_numbers(citation.article or "")):
                citing.setdefault(number, []).append((citation.source, index))
    return {
        "entries": b"".join(entries),
        "entry_offsets": _offsets(entries),
        "cards": b"".join(cards),
        "card_offsets": _offsets(cards),
        "ids": dump([entry.id for entry in library.entries]),
        "entries_of": dump(entries_of),
        "citing": dump(citing),
        "manifest": dump(as_plain(library.manifest)),
        "casework": dump(as_plain(library.casework)),
        "adviser": dump(as_plain(library.adviser)),
        "traits": dump(traits_as_plain(library.traits)),
        "bank": dump(as_plain(library.bank)),
        "subjects": dump([_row(subject) for subject in library.subjects]),
        "competencies": dump(as_plain(library.competencies)),
        **{
            name: dump([as_plain(item) for item in getattr(library, name)])
            for name in (
                "sources",
                "groups",
                "topics",
                "comparisons",
                "terms",
                "stops",
                "relations",
                "agendas",
            )
        },
    }


def _offsets(parts: list[bytes]) -> bytes:
    """Where each part begins, and where the last one ends."""
    from array import array

    offsets = array("I", [0])
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets.tobytes()


def as_plain(value: Any) -> Any:
    """Records as dictionaries, dates as text, all the way down."""
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "_fields"):
        return {name: as_plain(getattr(value, name)) for name in value._fields}
    if hasattr(value, "__dataclass_fields__"):
        return {name: as_plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, dict):
        return {key: as_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    return value


def _row(value: Any) -> Any:
    """A record as a plain tuple, and so what it holds; quicker to read than with the names of its fields."""
    return tuple(_row(item) for item in value) if isinstance(value, tuple) else value


def _names(row: dict[str, Any]) -> Names:
    return Names(tuple(row["id"]), tuple(row["en"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _card(row: list[Any]) -> Card:
    id_, topic, subject, aspects, layer, title, citations, see_also, origin = row
    return Card(
        id_, topic, subject, tuple(aspects), layer, Bilingual(*title), tuple(Citation(*c) for c in citations),
        tuple(see_also), origin,
    )  # fmt: skip


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        id=row["id"], topic=row["topic"], layer=row["layer"], title=Bilingual(**row["title"]),
        body=Bilingual(**row["body"]), checked_on=date.fromisoformat(row["checked_on"]), subject=row["subject"],
        aspects=tuple(row["aspects"]),
        claims=tuple(row["claims"]), see_also=tuple(row["see_also"]),
        citations=tuple(Citation(**c) for c in row["citations"]), phrasings=_names(row["phrasings"]),
        origin=row["origin"],
    )  # fmt: skip


def _source(row: dict[str, Any]) -> Source:
    return Source(
        **{
            **row,
            "cite": Bilingual(**row["cite"]),
            "title": Bilingual(**row["title"]),
            "checked_on": date.fromisoformat(row["checked_on"]),
            "revoked_on": _day(row["revoked_on"]),
            "in_force_since": _day(row["in_force_since"]),
            "amended_by": tuple(row["amended_by"]),
        }
    )


def _comparison(row: dict[str, Any]) -> Comparison:
    from kadguide.knowledge.library import Comparison, Row

    rows = tuple(
        Row(
            r["id"],
            Bilingual(**r["title"]),
            tuple(r["aspects"]),
            {s: Bilingual(**c) for s, c in r["cells"].items()},
            r["layer"],
            r["entry"],
            r["entries"],
        )
        for r in row["rows"]
    )
    return Comparison(row["id"], row["group"], Bilingual(**row["title"]), rows, row["layer"])


def _relation(row: dict[str, Any]) -> Relation:
    from kadguide.knowledge.library import Relation

    return Relation(row["kind"], row["start"], row["end"], row["basis"], Bilingual(**row["note"]))


def _term(row: dict[str, Any]) -> Term:
    from kadguide.knowledge.library import Term

    return Term(
        row["id"], Bilingual(**row["term"]), Bilingual(**row["meaning"]), row["source"], row["article"], row["entry"],
        tuple(row["abbreviation"]), tuple(row["aliases"]),
    )  # fmt: skip


def _stop(row: dict[str, Any]) -> Stop:
    from kadguide.knowledge.library import Stop

    return Stop(row["source"], row["entry"], Bilingual(**row["added"]), Bilingual(**row["paper"]))
