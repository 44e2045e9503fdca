"""The rest of the knowledge base as frozen data: what answering one question does not need.

It is kept apart from :mod:`kadguide.knowledge.model` because making a dataclass takes time at every start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from kadguide.knowledge.adviser import Adviser
from kadguide.knowledge.agendas import Agenda
from kadguide.knowledge.casework import Casework
from kadguide.knowledge.items import Bank
from kadguide.knowledge.model import Bilingual, Entry, Group, Layer, Names, Source, Subject, Topic
from kadguide.knowledge.traits import Traits


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
    """One line of a comparison; a subject without a cell is one on which the source is silent.

    ``layer`` says who speaks in the cells, ``entry`` tells more about the line, ``entries`` about its cells.
    """

    id: str
    title: Bilingual
    aspects: tuple[str, ...]
    cells: dict[str, Bilingual]
    layer: Layer = "law"
    entry: str | None = None
    entries: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What can be laid side by side: the subjects of one group, row by row.

    ``layer`` says who speaks in the rows that name no layer of their own.
    """

    id: str
    group: str
    title: Bilingual
    rows: tuple[Row, ...]
    layer: Layer = "law"

    def spoken(self, subjects: Sequence[str]) -> list[Row]:
        """The rows in which something is said about at least one of ``subjects``."""
        return [row for row in self.rows if any(subject in row.cells for subject in subjects)]


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


RELATION_KINDS = ("answers", "nearest", "part_of", "legal_form", "replaced_by", "appears_in")
"""What a link can say: that a potential answers an obstacle, or only comes nearest to it; that an obstacle is part of
another; what the law has in place of a model; which rule replaced another; where a principle stands."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A regulation on the timeline: the entry that it opens, what it added on cooperation, what the paper tells of it.

    Its year, name and status are those of the source.
    """

    source: str
    entry: str
    added: Bilingual
    paper: Bilingual

    @property
    def id(self) -> str:
        return self.source


@dataclass(frozen=True, slots=True)
class Relation:
    """A link worth teaching between two things; ``basis`` says who draws it."""

    kind: str
    start: str
    end: str
    basis: str
    note: Bilingual


@dataclass(frozen=True, slots=True)
class Competency:
    """Something that an official can do after learning, and the entries that teach it."""

    id: str
    number: int
    text: Bilingual
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of both languages that mean the same here; ``aspect`` when they ask for a side of a subject."""

    id: str
    words: tuple[str, ...]
    aspect: str | None = None


MOVES = (
    "more", "next", "previous", "shorter", "last", "position", "others", "example", "law", "paper", "check", "source",
    "agreed", "now", "replaced",
)  # fmt: skip
"""How a turn can steer the conversation."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Phrases that are no questions of their own, and of what kind: small talk, or one of :data:`MOVES`."""

    kind: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """Words that alone ask for a side of what was talked about last: its aspects, the likeliest first; or for none."""

    words: tuple[str, ...]
    aspects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A thing that only records hold (“foto”): with what words a question asks for it, and an answer tells it."""

    asked: tuple[str, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Namesake:
    """A name that means something else where certain things are asked of it (“how long may a joint agreement run?”)."""

    words: tuple[str, ...]
    means: str
    """What is meant then, by its own name."""
    asked: tuple[str, ...]
    """Concepts and subjects beside the name by which that is so."""
    unless: tuple[str, ...] = ()
    """Those by which it is not."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """How people write: chat spelling, words of equal meaning, words that carry no content."""

    spelling: dict[str, str] = field(default_factory=dict)
    concepts: tuple[Concept, ...] = ()
    function_words: Names = field(default_factory=Names)
    smalltalk: tuple[Talk, ...] = ()
    foreign_topics: tuple[str, ...] = ()
    """Words that show that a question is about something else (other government business, daily life)."""
    stems: dict[str, str] = field(default_factory=dict)
    """Roots of words that the rules of affixes get wrong (“masalah” is no form of “masa”)."""
    moves: tuple[Talk, ...] = ()
    sections: dict[str, str] = field(default_factory=dict)
    """What people call the parts of the paper, and how citations of the paper name the part."""
    fillers: tuple[str, ...] = ()
    """Turns of phrase without content (“in a nutshell”); their words may well mean something elsewhere."""
    regions: tuple[str, ...] = ()
    """Names of provinces, regencies and cities; what their own records hold is not taught."""
    records: tuple[Record, ...] = ()
    sides: tuple[Side, ...] = ()
    turns: tuple[Talk, ...] = ()
    """What a subject is called by a turn that asks of it what was asked of another (“kalau swasta?”)."""
    namesakes: tuple[Namesake, ...] = ()
    countries: tuple[str, ...] = ()
    """Names of other countries; what holds there is not taught."""
    of_countries: tuple[str, ...] = ()
    """What is said of things of these (“Swedish”)."""


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
    competencies: tuple[Competency, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    stops: tuple[Stop, ...] = ()
    casework: Casework = field(default_factory=Casework)
    adviser: Adviser = field(default_factory=Adviser)
    bank: Bank = field(default_factory=Bank)
    agendas: tuple[Agenda, ...] = ()
    traits: Traits = field(default_factory=Traits)
