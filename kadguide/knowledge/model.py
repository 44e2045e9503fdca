"""The knowledge base as frozen data. Files become these; everything else reads these."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Lang = Literal["id", "en"]
Layer = Literal["paper", "law"]
SourceKind = Literal["paper", "reference", "regulation", "secondary"]
SourceStatus = Literal["in_force", "amended", "revoked", "unconfirmed", "published"]

LANGS: tuple[Lang, ...] = ("id", "en")
LAYERS: tuple[Layer, ...] = ("paper", "law")
SOURCE_KINDS: tuple[SourceKind, ...] = ("paper", "reference", "regulation", "secondary")
SOURCE_STATUSES: tuple[SourceStatus, ...] = ("in_force", "amended", "revoked", "unconfirmed", "published")

#: The sides from which a subject is asked about; an entry names those that it answers.
ASPECTS: tuple[str, ...] = (
    "definition", "list", "count", "name", "feature", "strength", "weakness", "example", "comparison",
    "reason", "purpose", "benefit", "condition", "object", "who", "when", "duration", "steps", "documents",
    "contents", "article", "status", "change", "permission", "funding", "structure", "consequence", "dispute",
    "ending", "reporting", "note", "method", "suggestion", "choice",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bilingual:
    """The same text in Indonesian and in English."""

    id: str
    en: str

    def get(self, lang: Lang) -> str:
        """The text in ``lang``; Indonesian when the other one is empty."""
        return (self.en if lang == "en" else self.id) or self.id


@dataclass(frozen=True, slots=True)
class Names:
    """Several texts of the same kind in each language, such as names or phrasings."""

    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.id + self.en


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement stands: a source and a place in it.

    ``article`` is written compactly: ``"6(3)"``, ``"363-370"``, ``"1 angka 2"``.
    """

    source: str
    article: str | None = None
    section: str | None = None
    elucidation: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One question that people ask, and its answer in both languages."""

    id: str
    topic: str
    layer: Layer
    title: Bilingual
    body: Bilingual
    checked_on: date
    subject: str | None = None
    aspects: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    phrasings: Names = field(default_factory=Names)
    origin: str | None = None
    """Name of the overlay folder that the entry came from; ``None`` for the base."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that people ask about from several sides, such as one cooperation model or one law."""

    id: str
    topic: str
    title: Bilingual
    names: Names
    group: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """An ordered set of subjects that people count in: "model ketiga", "the fifth condition"."""

    id: str
    topic: str
    names: Names
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter: its title and the order of its entries."""

    id: str
    title: Bilingual
    entries: tuple[str, ...]
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something that a statement can rest on, with its legal status and the day that was checked."""

    id: str
    kind: SourceKind
    cite: Bilingual
    title: Bilingual
    status: SourceStatus
    checked_on: date
    number: str | None = None
    year: int | None = None
    revoked_by: str | None = None
    revoked_article: str | None = None
    revoked_on: date | None = None
    amended_by: tuple[str, ...] = ()
    in_force_since: date | None = None
    gazette: str | None = None
    verified: Literal["primary", "secondary"] = "primary"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the paper says. ``states`` are groups of patterns that a text stating it must match."""

    id: str
    section: str
    kind: str
    text: Bilingual
    states: tuple[tuple[str, ...], ...]
    item: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a comparison; a subject without a cell is one on which the source is silent."""

    id: str
    title: Bilingual
    aspects: tuple[str, ...]
    cells: dict[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be laid side by side: the subjects of one group, row by row."""

    id: str
    group: str
    title: Bilingual
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term, with its abbreviations and the spellings that people use."""

    id: str
    term: Bilingual
    meaning: Bilingual
    source: str | None = None
    article: str | None = None
    entry: str | None = None
    abbreviation: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A link worth teaching between two things; ``basis`` says who draws it."""

    kind: str
    start: str
    end: str
    basis: str
    note: Bilingual


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of both languages that mean the same here; ``aspect`` when they ask for a side of a subject."""

    id: str
    words: tuple[str, ...]
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """Phrases that are not questions: greetings, thanks, farewells."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How people write: chat spelling, words of equal meaning, words that carry no content."""

    spelling: dict[str, str] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    function_words: Names = field(default_factory=Names)
    smalltalk: tuple[Smalltalk, ...] = ()
    foreign_topics: tuple[str, ...] = ()
    """Words that show that a question is about something else (other government business, daily life)."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the folder is: format, title, licence, credit, the day the whole was checked."""

    format_version: int
    title: Bilingual
    credit: Bilingual
    licence: str
    checked_on: date
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that was read. Lookups are by id; order is the order of the topics."""

    manifest: Manifest
    topics: tuple[Topic, ...] = ()
    entries: tuple[Entry, ...] = ()
    subjects: tuple[Subject, ...] = ()
    groups: tuple[Group, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    terms: tuple[Term, ...] = ()
    relations: tuple[Relation, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
