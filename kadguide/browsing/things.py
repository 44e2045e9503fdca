"""What links and comparisons point at: a subject, a source with or without an article, or an entry."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.knowledge.model import Bilingual, Source
from kadguide.knowledge.places import say_article
from kadguide.knowledge.snapshot import Snapshot


class Thing(NamedTuple):
    """Something that has a name; ``entry`` tells about it, and ``whole`` is what it is a part of."""

    id: str
    title: Bilingual
    entry: str | None = None
    whole: str | None = None


def thing_of(snapshot: Snapshot, id_: str) -> Thing | None:
    """The thing that ``id_`` names, such as ``handshake`` or ``pp-28-2018:6(3)``; ``None`` when there is none."""
    name, _, article = id_.partition(":")
    if article:
        source = snapshot.source(name)
        return Thing(id_, _place(source, article), main_entry(snapshot, name)) if source else None
    if name in snapshot.subjects:
        return Thing(id_, snapshot.subjects[name].title, main_entry(snapshot, name))
    if source := snapshot.source(name):
        return Thing(id_, source.cite)
    if name in snapshot.position:
        return Thing(id_, snapshot.card_of(name).title, name)
    return None


def _place(source: Source, article: str) -> Bilingual:
    return Bilingual(f"{source.cite.id} {say_article(article, 'id')}", f"{source.cite.en} {say_article(article, 'en')}")


def main_entry(snapshot: Snapshot, subject: str) -> str | None:
    """The entry that one reads first about a subject: what it is, for a rule its status."""
    cards = snapshot.cards_of(subject)
    wanted = {"status", "name"} if subject in snapshot.sources else {"definition"}
    return next((card.id for card in cards if wanted <= set(card.aspects)), cards[0].id if cards else None)
