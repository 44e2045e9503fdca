"""The map of links: what answers an obstacle, what the law has in place of a model, which rule replaced which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kadguide.browsing.things import Thing, thing_of
from kadguide.knowledge.library import Relation
from kadguide.knowledge.snapshot import Snapshot

VIEWS: dict[str, tuple[str, ...]] = {
    "answers": ("answers", "nearest"),
    "legal_form": ("legal_form",),
    "appears_in": ("appears_in",),
    "replaced_by": ("replaced_by",),
}
"""View → the kinds of relations that it shows."""


class View(NamedTuple):
    """One map: things at the left, things at the right, and the links between them. Things without a link are there
    too when they belong to a group of which others have one."""

    id: str
    starts: tuple[Thing, ...]
    ends: tuple[Thing, ...]
    links: tuple[Relation, ...]

    def side(self, reverse: bool) -> tuple[Thing, ...]:
        """The things at the left, or at the right when the map is read backwards."""
        return self.ends if reverse else self.starts

    def links_of(self, thing: str, reverse: bool) -> dict[str, Relation]:
        """The things on the other side that are linked with ``thing``, each with its link."""
        if reverse:
            return {link.start: link for link in self.links if link.end == thing}
        return {link.end: link for link in self.links if link.start == thing}

    @property
    def bases(self) -> tuple[str, ...]:
        """Who draws these links."""
        return tuple(dict.fromkeys(link.basis for link in self.links))


def view_of(snapshot: Snapshot, id_: str) -> View:
    """The map of one kind of links."""
    links = tuple(
        link
        for link in snapshot.relations
        if link.kind in VIEWS[id_] and thing_of(snapshot, link.start) and thing_of(snapshot, link.end)
    )
    starts = _things(snapshot, (link.start for link in links))
    ends = _things(snapshot, (link.end for link in links))
    return View(id_, starts, tuple(_nearer(snapshot, thing, links) for thing in ends), links)


def views(snapshot: Snapshot) -> tuple[str, ...]:
    """The maps that have links."""
    kinds = {relation.kind for relation in snapshot.relations}
    return tuple(id_ for id_, shown in VIEWS.items() if kinds & set(shown))


def _things(snapshot: Snapshot, linked: Iterable[str]) -> tuple[Thing, ...]:
    """The linked things and the rest of the group that the first one belongs to, parts below their wholes."""
    ids = list(dict.fromkeys(linked))
    first = snapshot.subjects.get(ids[0]) if ids else None
    members = [subject.id for subject in snapshot.members(first.group)] if first and first.group else []
    wholes = {link.start: link.end for link in snapshot.relations if link.kind == "part_of"}
    ordered: list[str] = []
    for id_ in dict.fromkeys([*members, *ids]):
        if wholes.get(id_) not in members:
            ordered.append(id_)
            ordered += [part for part, whole in wholes.items() if whole == id_]
    found = (thing_of(snapshot, id_) for id_ in ordered)
    return tuple(thing._replace(whole=wholes.get(thing.id)) for thing in found if thing)


def _nearer(snapshot: Snapshot, thing: Thing, links: Iterable[Relation]) -> Thing:
    """The thing with an entry that cites just this article for what is linked with it, when there is one."""
    source, _, article = thing.id.partition(":")
    number = article.partition("(")[0]
    starts = {link.start for link in links if link.end == thing.id}
    for cited, position in snapshot.citing.get(number, ()) if article else ():
        card = snapshot.card(position)
        if cited == source and card.subject in starts and card.layer == "law":
            return thing._replace(entry=card.id)
    return thing
