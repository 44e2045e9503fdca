"""The sources of an entry, and the card of one of them: its neighbours in law, and the entries that rest on it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kadguide.answering.folding import fold
from kadguide.knowledge.model import Citation, Source
from kadguide.knowledge.places import article_numbers
from kadguide.knowledge.snapshot import Card, Snapshot

MOST_LISTED = 30
"""Entries that are listed on a card; with more the list would be longer than what one looks through."""
_WORD = re.compile(r"[a-z]+|[0-9]+")
_LEFT_OUT = ("nomor", "no", "number", "tahun", "of")


class Cited(NamedTuple):
    """A source of an entry, with every place in it that the entry names."""

    source: Source
    citations: tuple[Citation, ...]


class SourceCard(NamedTuple):
    """One source. ``citations`` are those of the entry from which the card was opened; the other fields hold ids: of
    sources that it is tied to in law, and of the entries that rest on it."""

    source: Source
    citations: tuple[Citation, ...]
    revokes: tuple[str, ...]
    amends: tuple[str, ...]
    entries: tuple[str, ...]

    @property
    def ties(self) -> tuple[tuple[str, str], ...]:
        """What kind of tie, and the source at its other end."""
        by = self.source.revoked_by
        return (
            *(("revoked_by", id_) for id_ in ([by] if by else [])),
            *(("amended_by", id_) for id_ in self.source.amended_by),
            *(("revokes", id_) for id_ in self.revokes),
            *(("amends", id_) for id_ in self.amends),
        )


def sources_of(entries: Iterable[str], snapshot: Snapshot) -> tuple[Cited, ...]:
    """The sources that ``entries`` cite, each once, in the order in which they are named."""
    found: dict[str, dict[Citation, None]] = {}
    for entry in entries:
        for citation in snapshot.card_of(entry).citations:
            found.setdefault(citation.source, {})[citation] = None
    named = ((snapshot.source(id_), citations) for id_, citations in found.items())
    return tuple(Cited(source, tuple(citations)) for source, citations in named if source)


def source_card(id_: str, snapshot: Snapshot, entry: str = "") -> SourceCard | None:
    """The card of a source, as it is opened from ``entry``; ``None`` when there is no source of that id.

    The entries that cite the same articles come first, then those of the same topic, then the others.
    """
    source = snapshot.source(id_)
    if source is None:
        return None
    here = snapshot.card_of(entry) if entry in snapshot.position else None
    citations = tuple(c for c in here.citations if c.source == id_) if here else ()
    wanted = _articles(here, id_) if here else frozenset()

    def distance(card: Card) -> tuple[bool, bool]:
        return not wanted & _articles(card, id_), here is None or card.topic != here.topic

    resting = [card for card in snapshot.cards if card.id != entry and any(c.source == id_ for c in card.citations)]
    others = snapshot.sources.values()
    return SourceCard(
        source,
        citations,
        tuple(other.id for other in others if other.revoked_by == id_),
        tuple(other.id for other in others if id_ in other.amended_by),
        tuple(card.id for card in sorted(resting, key=distance)),
    )


def _articles(card: Card, source: str) -> frozenset[str]:
    """The articles of a source that an entry cites."""
    places = (article_numbers(c.article or "") for c in card.citations if c.source == source)
    return frozenset().union(*places)


def chosen_source(typed: str, cited: tuple[Cited, ...], snapshot: Snapshot) -> Source | None:
    """What ``typed`` names: a number counts in ``cited``; a citation, however it is written, means any source."""
    typed = typed.strip()
    if typed.isdecimal():
        number = int(typed) if len(typed) < 6 else 0
        return cited[number - 1].source if 0 < number <= len(cited) else None
    words = _words(typed)
    if not words:
        return None
    return next((s for s in snapshot.sources.values() if words in [_words(n) for n in (*s.cite, s.id)]), None)


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(fold(text)) if word not in _LEFT_OUT]
