"""The sources of an entry in words: as a list, and the card of one of them as text and as a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from kadguide.browsing.sources import MOST_LISTED, Cited, SourceCard
from kadguide.exchange.document import Document, Items, Line, Section, make_document
from kadguide.knowledge.model import Citation, Source
from kadguide.knowledge.places import say_article, say_place
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import WIDTH, wrapped
from kadguide.wording import Wording

SCHEMA = 1


class Told(NamedTuple):
    """What is said of one source. ``facts`` are names and what they mean, ``ties`` sources and how they are tied."""

    tag: str
    title: str
    facts: tuple[tuple[str, str], ...]
    ties_lead: str
    ties: tuple[tuple[str, str], ...]
    lead: str
    entries: tuple[tuple[str, str], ...]
    more: str
    """That not all entries are listed; empty when they are."""


def cited_row(cited: Cited, wording: Wording) -> str:
    """A source of an entry with its places and its status."""
    places = _places(cited.citations, wording)
    said = cited.source.cite.get(wording.lang)
    if places:
        said += (" " if cited.source.kind == "regulation" else ", ") + places
    return f"{said} ({wording.status(cited.source)})"


def _places(citations: Sequence[Citation], wording: Wording) -> str:
    return "; ".join(filter(None, dict.fromkeys(say_place(citation, wording.lang) for citation in citations)))


def tell(card: SourceCard, snapshot: Snapshot, wording: Wording, most: int = MOST_LISTED) -> Told:
    """A card in words, with at most ``most`` of the entries that rest on the source."""
    word, source, lang = wording.catalog, card.source, wording.lang
    silent = word("sources.silent")
    facts = [("title", source.title.get(lang)), ("kind", word(f"sources.kind_{source.kind}"))]
    facts.append(("status", status_in_full(source, snapshot, wording)))
    if source.kind == "regulation":
        facts.append(("gazette", source.gazette or silent))
    elif source.year:
        facts.append(("year", str(source.year)))
    facts.append(("checked", wording.day(source.checked_on.isoformat())))
    facts.append(("read", word(f"sources.read_{source.verified}")))
    facts.append(("address", source.url or silent))
    if card.citations:
        facts.append(("places", _places(card.citations, wording) or word("sources.whole")))
    shown = card.entries[:most]
    count = len(card.entries)
    key = "none" if not count else "resting_some" if count > len(shown) else "resting"
    if card.citations and count:
        key += "_too"
    regulation = source.kind == "regulation"
    return Told(
        f"{word('source.label').upper()} · {word(f'sources.kind_{source.kind}')}",
        source.cite.get(lang),
        tuple((word(f"sources.{name}"), text) for name, text in facts),
        word("sources.ties") if card.ties else "",
        tuple((id_, _tie(kind, id_, snapshot, wording)) for kind, id_ in card.ties if snapshot.source(id_)),
        word(f"sources.{key}", shown=len(shown), count=count),
        tuple((id_, wording.title(id_)) for id_ in shown),
        word("sources.more", cite=source.cite.get(lang)) if count > len(shown) and regulation else "",
    )


def status_in_full(source: Source, snapshot: Snapshot, wording: Wording) -> str:
    """The status of a source with what changed it, by which article, and since when."""
    word, lang = wording.catalog, wording.lang
    said = word(f"status.{source.status}")
    if source.status == "amended" and source.amended_by:
        said += word("sources.by", sources=wording.join(_cites(source.amended_by, snapshot, wording)))
    if source.status == "revoked" and source.revoked_by:
        by = _cites([source.revoked_by], snapshot, wording)[0]
        if source.revoked_article:
            by += f" {say_article(source.revoked_article, lang)}"
        said += word("sources.by", sources=by)
    if source.revoked_on:
        said += word("correction.revoked_since", day=wording.day(source.revoked_on.isoformat()))
    if source.in_force_since:
        day = wording.day(source.in_force_since.isoformat())
        if source.status == "in_force":
            return word("sources.since", day=day)
        said += f"; {word('sources.began', day=day)}"
    return said


def _cites(ids: Iterable[str], snapshot: Snapshot, wording: Wording) -> list[str]:
    sources = ((id_, snapshot.source(id_)) for id_ in ids)
    return [source.cite.get(wording.lang) if source else id_ for id_, source in sources]


def _tie(kind: str, id_: str, snapshot: Snapshot, wording: Wording) -> str:
    source = snapshot.sources[id_]
    return f"{wording.catalog(f'sources.{kind}')}: {source.cite.get(wording.lang)} ({wording.status(source)})"


def card_text(told: Told, width: int = WIDTH, *, numbered: bool = True) -> str:
    """A card as linear text; ``numbered`` entries can be opened by number."""
    head = [told.tag, told.title, *(f"{name}: {text}" for name, text in told.facts)]
    parts = [head]
    if told.ties:
        parts.append([told.ties_lead, *(f"- {text}" for _, text in told.ties)])
    titles = [title for _, title in told.entries]
    rows = [f"{n}. {title}" if numbered else f"- {title}" for n, title in enumerate(titles, start=1)]
    parts.append([told.lead, *rows])
    if told.more:
        parts.append([told.more])
    return "\n\n".join("\n".join(wrapped(row, width) for row in part) for part in parts)


def card_document(card: SourceCard, snapshot: Snapshot, wording: Wording, made_at: datetime) -> Document:
    """A card with all entries that rest on the source."""
    told = tell(card, snapshot, wording, len(card.entries))
    blocks: list[Line | Items] = [Line(told.tag, "tag"), Items([f"{name}: {text}" for name, text in told.facts])]
    if told.ties:
        blocks += [Line(told.ties_lead, "tag"), Items([text for _, text in told.ties])]
    blocks.append(Line(told.lead, "tag"))
    if told.entries:
        blocks.append(Items([title for _, title in told.entries], numbered=True))
    source = card.source
    content = {
        "source": {
            "id": source.id,
            "kind": source.kind,
            "cite": told.title,
            "title": source.title.get(wording.lang),
            "status": source.status,
            "amended_by": list(source.amended_by),
            "revoked_by": source.revoked_by,
            "revoked_article": source.revoked_article,
            "revoked_on": source.revoked_on.isoformat() if source.revoked_on else None,
            "in_force_since": source.in_force_since.isoformat() if source.in_force_since else None,
            "gazette": source.gazette,
            "verified": source.verified,
            "checked_on": source.checked_on.isoformat(),
            "url": source.url,
            "entries": list(card.entries),
        }
    }
    section = Section(told.title, blocks, wording.lang)
    title = f"{wording.catalog('source.label')}: {told.title}"
    return make_document(title, [section], content, snapshot, wording, made_at, schema=SCHEMA)
