"""The glossary in words: one term as text, and all of them as a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from kadguide.exchange.document import Document, Section, Table, make_document
from kadguide.knowledge.model import Lang
from kadguide.knowledge.places import say_article
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import WIDTH, wrap, wrapped
from kadguide.wording import Wording

if TYPE_CHECKING:
    from kadguide.knowledge.library import Term

SCHEMA = 1


class Told(NamedTuple):
    """What is said of one term; ``other`` is its name in the other language, ``source`` says where it is taken from."""

    name: str
    short: str
    other: str
    meaning: str
    source: str
    entry: str | None


def tell(term: Term, snapshot: Snapshot, wording: Wording) -> Told:
    """One term in words."""
    lang = wording.lang
    other: Lang = "en" if lang == "id" else "id"
    source = snapshot.source(term.source)
    said = ""
    if source:
        said = source.cite.get(lang) + (f" {say_article(term.article, lang)}" if term.article else "")
        if source.kind == "regulation":
            said += f" ({wording.status(source)})"
        said = f"{wording.catalog('source.label')}: {said}"
    name = term.term.get(lang)
    return Told(
        name, ", ".join(term.abbreviation), term.term.get(other) if term.term.get(other) != name else "",
        term.meaning.get(lang), said, term.entry if term.entry in snapshot.position else None,
    )  # fmt: skip


def heading(told: Told) -> str:
    """The term with its abbreviations, unless they stand in it."""
    return told.name if told.short in told.name else f"{told.name} ({told.short})"


def term_text(term: Term, snapshot: Snapshot, wording: Wording, width: int = WIDTH) -> str:
    """One term as linear text."""
    told = tell(term, snapshot, wording)
    other = f"{wording.catalog('glossary.other')}: {told.other}" if told.other else ""
    head = [line for text in (heading(told), other) if text for line in wrap(text, width)]
    parts = ["\n".join(head), wrapped(told.meaning, width), wrapped(told.source, width)]
    return "\n\n".join(part for part in parts if part)


def glossary_document(terms: Sequence[Term], snapshot: Snapshot, lang: Lang, made_at: datetime) -> Document:
    """The terms as one table."""
    wording = Wording(snapshot, lang)
    word = wording.catalog
    told = [tell(term, snapshot, wording) for term in terms]
    header = [word(f"glossary.{key}") for key in ("term", "other", "meaning", "source")]
    label = f"{word('source.label')}: "
    rows = [[heading(row), row.other or "-", row.meaning, row.source.removeprefix(label) or "-"] for row in told]
    content = {"terms": [_object(term, row) for term, row in zip(terms, told, strict=True)]}
    section = Section(word("glossary.count", count=len(terms)), [Table(header, rows)], lang)
    return make_document(word("glossary.title"), [section], content, snapshot, wording, made_at, schema=SCHEMA)


def _object(term: Term, told: Told) -> dict[str, Any]:
    return {
        "id": term.id,
        "term": told.name,
        "abbreviation": list(term.abbreviation),
        "other_language": told.other or None,
        "meaning": told.meaning,
        "source": term.source,
        "article": term.article,
        "entry": told.entry,
    }
