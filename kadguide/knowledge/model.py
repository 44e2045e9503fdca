"""The knowledge base as frozen data. Files become these; everything else reads these.

Named tuples, not dataclasses: making a dataclass costs every start of the program more than answering from it.
"""

from __future__ import annotations

from datetime import date

from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Literal, TypeAlias

Lang: TypeAlias = 'Literal["id", "en"]'
Layer: TypeAlias = 'Literal["paper", "law"]'
SourceKind: TypeAlias = 'Literal["paper", "reference", "regulation", "secondary"]'
SourceStatus: TypeAlias = 'Literal["in_force", "amended", "revoked", "unconfirmed", "published"]'

LANGS: tuple[Lang, ...] = ("id", "en")
LAYERS: tuple[Layer, ...] = ("paper", "law")
SOURCE_KINDS: tuple[SourceKind, ...] = ("paper", "reference", "regulation", "secondary")
SOURCE_STATUSES: tuple[SourceStatus, ...] = ("in_force", "amended", "revoked", "unconfirmed", "published")

#: The sides from which a subject is asked about; an entry names those that it answers.
ASPECTS: tuple[str, ...] = (
    "definition", "list", "count", "name", "feature", "strength", "weakness", "example", "comparison",
    "reason", "purpose", "benefit", "condition", "object", "who", "when", "duration", "steps", "documents",
    "contents", "article", "status", "change", "permission", "funding", "structure", "consequence", "dispute",
    "ending", "reporting", "note", "method", "suggestion", "choice", "place",
)  # fmt: skip


class Bilingual(NamedTuple):
    """The same text in Indonesian and in English."""

    id: str
    en: str

    def get(self, lang: Lang) -> str:
        """The text in ``lang``; Indonesian when the other one is empty."""
        return (self.en if lang == "en" else self.id) or self.id

    @property
    def untranslated(self) -> bool:
        """Whether there is a text, and it is the same in both languages."""
        return bool(self.id) and self.id == self.en


class Names(NamedTuple):
    """Several texts of the same kind in each language, such as names or phrasings."""

    id: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        return self.id + self.en


class Citation(NamedTuple):
    """Where a statement stands: a source and a place in it.

    ``article`` is written compactly: ``"6(3)"``, ``"363-370"``, ``"1 angka 2"``.
    """

    source: str
    article: str | None = None
    section: str | None = None
    elucidation: bool = False


class Entry(NamedTuple):
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
    phrasings: Names = Names()
    origin: str | None = None
    """Name of the overlay folder that the entry came from; ``None`` for the base."""


class Subject(NamedTuple):
    """A thing that people ask about from several sides, such as one cooperation model or one law."""

    id: str
    topic: str
    title: Bilingual
    names: Names
    group: str | None = None
    order: int | None = None


class Group(NamedTuple):
    """An ordered set of subjects that people count in: "model ketiga", "the fifth condition"."""

    id: str
    topic: str
    names: Names
    entry: str | None = None


class Topic(NamedTuple):
    """A chapter: its title and the order of its entries."""

    id: str
    title: Bilingual
    entries: tuple[str, ...]
    origin: str | None = None


class Source(NamedTuple):
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


def short_answer(body: str) -> str:
    """The first paragraph of an answer."""
    return body.strip().split("\n\n", 1)[0].strip()


def counted_points(body: str) -> tuple[str, ...]:
    """The points of the first numbered list of an answer, without their numbers."""
    lines = next((part for part in body.split("\n\n") if part.startswith("1. ")), "").splitlines()
    points: list[str] = []
    for line in lines:
        number, _, text = line.partition(". ")
        if number.isdigit():
            points.append(text)
        else:  # a point goes on
            points[-1] += f"\n{line}"
    return tuple(points)
