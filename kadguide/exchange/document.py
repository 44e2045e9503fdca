"""A document that is taken along: titled sections of a few kinds of blocks, independent of the file format.

Text in a block is plain text, whoever wrote it; only :class:`Prose` is Markdown, and only of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

from kadguide import __version__
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.wording import Wording


class Prose(NamedTuple):
    """Markdown of the knowledge base."""

    markdown: str


class Line(NamedTuple):
    """One paragraph; ``small`` for remarks, ``tag`` for a line that names what follows."""

    text: str
    style: Literal["", "small", "tag"] = ""


class Items(NamedTuple):
    """A list, with numbers or without."""

    rows: Sequence[str]
    numbered: bool = False


class Checks(NamedTuple):
    """A list of things to do: whether each is done, and what it is."""

    rows: Sequence[tuple[bool, str]]


class Table(NamedTuple):
    """Rows under a header; the first cell of a row names it."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


class Sources(NamedTuple):
    """What the section rests on."""

    label: str
    rows: Sequence[str]


Block = Prose | Line | Items | Checks | Table | Sources


class Section(NamedTuple):
    """A heading with its blocks, in one language."""

    heading: str
    blocks: Sequence[Block]
    lang: Lang


class Document(NamedTuple):
    """A whole document. ``data`` is its JSON form; ``others`` holds forms that only this document has (suffix → text),
    ``missing`` those that it will have, and what they wait for (suffix → sentence).

    ``notes`` stand below the title: where the document comes from, and what it is not.
    """

    title: str
    lang: Lang
    made_at: datetime
    notes: Sequence[str]
    sections: Sequence[Section]
    data: Mapping[str, Any]
    others: Mapping[str, str] = {}
    missing: Mapping[str, str] = {}


def now() -> datetime:
    """The time of this place."""
    return datetime.now(UTC).astimezone()


def moment(at: datetime, wording: Wording) -> str:
    """Day and time in words."""
    return wording.catalog(
        "transcript.moment", day=wording.day(at.date().isoformat()), hour=f"{at:%H}", minute=f"{at:%M}"
    )


def usual_notes(made_at: datetime, snapshot: Snapshot, wording: Wording) -> tuple[str, str]:
    """Where a document comes from (program, day of the material), and that it is no legal advice."""
    word = wording.catalog
    origin = word(
        "transcript.origin", version=__version__, moment=moment(made_at, wording),
        day=wording.day(snapshot.about["checked_on"]),
    )  # fmt: skip
    return origin, word("transcript.note")


def usual_data(made_at: datetime, snapshot: Snapshot, lang: Lang, schema: int) -> dict[str, Any]:
    """The first keys of every JSON form. ``schema`` grows when a key of the form changes its meaning or goes away."""
    return {
        "schema": schema,
        "kadguide": __version__,
        "knowledge_checked_on": snapshot.about["checked_on"],
        "saved_at": made_at.isoformat(timespec="seconds"),
        "lang": lang,
    }
