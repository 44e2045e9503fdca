"""A document that is taken along: titled sections of a few kinds of blocks, independent of the file format.

Text in a block is plain text, whoever wrote it; only :class:`Prose` is Markdown, and only of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from kadguide import __version__
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple
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


def source_row(cite: str, status: str, checked_on: str, wording: Wording) -> str:
    """A source with its status and the day (ISO 8601) on which that was checked."""
    return wording.catalog("transcript.source", cite=cite, status=status, day=wording.day(checked_on))


def make_document(
    title: str,
    sections: Sequence[Section],
    content: Mapping[str, Any],
    snapshot: Snapshot,
    wording: Wording,
    made_at: datetime,
    *,
    schema: int,
) -> Document:
    """A document with what all of them say of themselves, in words and in the JSON form.

    ``content`` is the rest of that form; ``schema`` grows when a key of it changes its meaning or goes away.
    """
    word, checked_on = wording.catalog, snapshot.about["checked_on"]
    origin = word(
        "transcript.origin", version=__version__, moment=moment(made_at, wording), day=wording.day(checked_on)
    )
    data = {
        "schema": schema,
        "kadguide": __version__,
        "knowledge_checked_on": checked_on,
        "saved_at": made_at.isoformat(timespec="seconds"),
        "lang": wording.lang,
        **content,
    }
    return Document(title, wording.lang, made_at, (origin, word("transcript.note")), sections, data)
