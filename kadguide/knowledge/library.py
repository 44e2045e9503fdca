"""The rest of the knowledge base as frozen data: what answering one question does not need.

It is kept apart from :mod:`kadguide.knowledge.model` because making a dataclass takes time at every start.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kadguide.knowledge.adviser import Adviser
from kadguide.knowledge.model import Bilingual, Entry, Group, Names, Source, Subject, Topic


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


MOVES = ("more", "next", "shorter", "last", "position", "others", "example", "law", "paper")
"""How a turn can steer the conversation."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Phrases that are no questions of their own, and of what kind: small talk, or one of :data:`MOVES`."""

    kind: str
    words: tuple[str, ...]


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
    adviser: Adviser = field(default_factory=Adviser)
