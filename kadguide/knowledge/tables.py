"""Turns the tables of the knowledge files into the model. One function per kind of table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar, cast

from kadguide.knowledge.adviser import Adviser, read_adviser
from kadguide.knowledge.casework import CASEWORK_FILE, Casework, read_casework
from kadguide.knowledge.fields import Fields
from kadguide.knowledge.library import (
    MOVES,
    RELATION_KINDS,
    Claim,
    Comparison,
    Competency,
    Concept,
    Lexicon,
    Namesake,
    Record,
    Relation,
    Row,
    Side,
    Stop,
    Talk,
    Term,
)
from kadguide.knowledge.model import (
    ASPECTS,
    LAYERS,
    SOURCE_KINDS,
    SOURCE_STATUSES,
    Bilingual,
    Citation,
    Entry,
    Group,
    Layer,
    Names,
    Source,
    SourceKind,
    SourceStatus,
    Subject,
)
from kadguide.knowledge.quizfile import BankParts, read_misconceptions, read_path
from kadguide.knowledge.traits import FILE as TRAITS_FILE
from kadguide.knowledge.traits import Traits, read_traits

NO_DAY = date(1970, 1, 1)
"""Stands for a date that could not be read; the problem is already noted."""


class HasId(Protocol):
    @property
    def id(self) -> str: ...


Item = TypeVar("Item", bound=HasId)


@dataclass
class Parts:
    """What the files of one folder add up to."""

    subjects: list[Subject] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    competencies: list[Competency] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=Lexicon)
    stops: list[Stop] = field(default_factory=list)
    casework: Casework = field(default_factory=Casework)
    adviser: Adviser = field(default_factory=Adviser)
    traits: Traits = field(default_factory=Traits)
    bank: BankParts = field(default_factory=BankParts)


def _add(items: list[Item], item: Item, fields: Fields) -> None:
    if any(known.id == item.id for known in items):
        fields.problem("KAD008", "id", f"“{item.id}” stands twice")
        return
    items.append(item)


def read_entry(fields: Fields, topic: str, body: Bilingual, origin: str | None) -> Entry:
    """One entry's table; ``body`` was read from the Markdown files beside it."""
    citations = []
    for cited in fields.tables("sources"):
        citations.append(
            Citation(
                cited.text("source"),
                cited.optional("article"),
                cited.optional("section"),
                cited.flag("elucidation"),
            )
        )
        cited.close()
    return Entry(
        id=fields.text("id"),
        topic=topic,
        layer=cast(Layer, fields.text("layer", choices=LAYERS) or "paper"),
        title=fields.bilingual("title"),
        body=body,
        checked_on=fields.day("checked_on") or NO_DAY,
        subject=fields.optional("subject"),
        aspects=fields.texts("aspects", choices=ASPECTS),
        claims=fields.texts("claims"),
        see_also=fields.texts("see_also"),
        citations=tuple(citations),
        phrasings=fields.names("phrasings"),
        origin=origin,
    )


def read_subjects(fields: Fields, topic: str, parts: Parts) -> None:
    """The groups and subjects of a topic.toml."""
    for table in fields.tables("groups"):
        group = Group(table.text("id"), topic, table.names("names"), table.optional("entry"))
        table.close()
        _add(parts.groups, group, table)
    for table in fields.tables("subjects"):
        subject = Subject(
            table.text("id"), topic, table.bilingual("title"), table.names("names"),
            table.optional("group"), table.number("order"),
        )  # fmt: skip
        table.close()
        _add(parts.subjects, subject, table)


def read_comparison(fields: Fields, name: str, parts: Parts) -> None:
    """One file of comparisons/."""
    layer = cast(Layer, fields.text("layer", required=False, choices=LAYERS) or "law")
    rows = []
    for table in fields.tables("rows"):
        title = table.bilingual("title")
        aspects = table.texts("aspects", choices=ASPECTS)
        cells_table = table.table("cells", required=False)
        cells = {subject: cell.both() for subject, cell in cells_table.children()}
        row = Row(
            table.text("id"), title, aspects, cells,
            cast(Layer, table.text("layer", required=False, choices=LAYERS) or layer),
            table.optional("entry"), table.table("entries", required=False).keyed(),
        )  # fmt: skip
        rows.append(row)
        table.close()
    comparison = Comparison(fields.text("id"), fields.text("group"), fields.bilingual("title"), tuple(rows), layer)
    if comparison.id != name:
        fields.problem("KAD007", "id", f"“{comparison.id}” should be “{name}”")
    _add(parts.comparisons, comparison, fields)


def _claims(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("claims"):
        claim = Claim(
            table.text("id"), table.text("section"), table.text("kind"), table.bilingual("text"),
            table.text_groups("states"), table.optional("item"), table.optional("note"),
        )  # fmt: skip
        table.close()
        _add(parts.claims, claim, table)


def _sources(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("sources"):
        verified = table.text("verified", required=False, choices=("primary", "secondary"))
        source = Source(
            id=table.text("id"),
            kind=cast(SourceKind, table.text("kind", choices=SOURCE_KINDS) or "secondary"),
            cite=table.bilingual("cite"),
            title=table.bilingual("title"),
            status=cast(SourceStatus, table.text("status", choices=SOURCE_STATUSES) or "unconfirmed"),
            checked_on=table.day("checked_on") or NO_DAY,
            number=table.optional("number"),
            year=table.number("year"),
            revoked_by=table.optional("revoked_by"),
            revoked_article=table.optional("revoked_article"),
            revoked_on=table.day("revoked_on", required=False),
            amended_by=table.texts("amended_by"),
            in_force_since=table.day("in_force_since", required=False),
            gazette=table.optional("gazette"),
            verified="secondary" if verified == "secondary" else "primary",
            url=table.optional("url"),
        )
        table.close()
        _add(parts.sources, source, table)


def _glossary(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("terms"):
        term = Term(
            table.text("id"), table.bilingual("term"), table.bilingual("meaning"), table.optional("source"),
            table.optional("article"), table.optional("entry"), table.texts("abbreviation"), table.texts("aliases"),
        )  # fmt: skip
        table.close()
        _add(parts.terms, term, table)


def _timeline(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("stops"):
        stop = Stop(
            table.text("source"), table.text("entry"), table.bilingual("added"),
            table.bilingual("paper", required=False),
        )  # fmt: skip
        table.close()
        _add(parts.stops, stop, table)


def _relations(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("relations"):
        parts.relations.append(
            Relation(
                table.text("kind", choices=RELATION_KINDS), table.text("from"), table.text("to"),
                table.text("basis", choices=("paper", "law", "editor")), table.bilingual("note", required=False),
            )
        )  # fmt: skip
        table.close()


def _competencies(fields: Fields, parts: Parts) -> None:
    for table in fields.tables("competencies"):
        competency = Competency(
            table.text("id"),
            table.number("number", required=True) or 0,
            table.bilingual("text"),
            table.texts("entries"),
        )
        table.close()
        _add(parts.competencies, competency, table)


def _lexicon(fields: Fields, parts: Parts) -> None:
    concepts = []
    for table in fields.tables("concepts"):
        aspect = table.text("aspect", required=False, choices=ASPECTS) or None
        concepts.append(Concept(table.text("concept"), table.texts("words", required=True), aspect))
        table.close()
    parts.lexicon = Lexicon(
        fields.mapping("spelling"), tuple(concepts), fields.names("function_words", required=False),
        _talk(fields, "smalltalk"), fields.texts("foreign_topics"), fields.mapping("stems"),
        _talk(fields, "moves", MOVES), fields.mapping("sections"), fields.texts("fillers"),
        fields.texts("regions"), _records(fields), _sides(fields), _talk(fields, "turns", name="subject"),
        _namesakes(fields),
        fields.texts("countries"), fields.texts("of_countries"),
    )  # fmt: skip


def _talk(fields: Fields, key: str, kinds: tuple[str, ...] = (), name: str = "kind") -> tuple[Talk, ...]:
    found = []
    for table in fields.tables(key):
        found.append(Talk(table.text(name, choices=kinds), table.texts("words", required=True)))
        table.close()
    return tuple(found)


def _records(fields: Fields) -> tuple[Record, ...]:
    found = []
    for table in fields.tables("records"):
        found.append(Record(table.texts("asked", required=True), table.texts("told")))
        table.close()
    return tuple(found)


def _sides(fields: Fields) -> tuple[Side, ...]:
    found = []
    for table in fields.tables("sides"):
        found.append(Side(table.texts("words", required=True), table.texts("aspects", choices=ASPECTS)))
        table.close()
    return tuple(found)


def _namesakes(fields: Fields) -> tuple[Namesake, ...]:
    found = []
    for table in fields.tables("namesakes"):
        words, asked = (table.texts(key, required=True) for key in ("words", "asked"))
        found.append(Namesake(words, table.text("means"), asked, table.texts("unless")))
        table.close()
    return tuple(found)


def _casework(fields: Fields, parts: Parts) -> None:
    parts.casework = read_casework(fields)


def _adviser(fields: Fields, parts: Parts) -> None:
    parts.adviser = read_adviser(fields)


def _traits(fields: Fields, parts: Parts) -> None:
    parts.traits = read_traits(fields)


def _misconceptions(fields: Fields, parts: Parts) -> None:
    read_misconceptions(fields, parts.bank)


def _path(fields: Fields, parts: Parts) -> None:
    read_path(fields, parts.bank)


FILES: dict[str, Callable[[Fields, Parts], None]] = {
    "claims.toml": _claims,
    "sources.toml": _sources,
    "glossary.toml": _glossary,
    "timeline.toml": _timeline,
    "relations.toml": _relations,
    "competencies.toml": _competencies,
    "lexicon.toml": _lexicon,
    CASEWORK_FILE: _casework,
    "adviser.toml": _adviser,
    TRAITS_FILE: _traits,
    "misconceptions.toml": _misconceptions,
    "path.toml": _path,
}
"""The single files of a knowledge folder and who reads them."""


def join_lexicons(base: Lexicon, part: Lexicon) -> Lexicon:
    """Both lexicons together; a spelling or stem of ``part`` wins."""
    words = Names(base.function_words.id + part.function_words.id, base.function_words.en + part.function_words.en)
    return Lexicon(
        {**base.spelling, **part.spelling}, base.concepts + part.concepts, words, base.smalltalk + part.smalltalk,
        base.foreign_topics + part.foreign_topics, {**base.stems, **part.stems},
        base.moves + part.moves, {**base.sections, **part.sections}, base.fillers + part.fillers,
        base.regions + part.regions, base.records + part.records, base.sides + part.sides, base.turns + part.turns,
        base.namesakes + part.namesakes,
        base.countries + part.countries, base.of_countries + part.of_countries,
    )  # fmt: skip
