"""What is told around a subject: of the subject itself, and of all that a topic is about which opens with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kadguide.knowledge.snapshot import Card, Snapshot


def cards_around(subject: str, snapshot: Snapshot) -> Iterator[Card]:
    """The entries about ``subject``; where a topic opens with it, also what else the topic tells of its own.

    That is not what is told of the others of its list: of the sister city nothing about a foreign NGO.
    """
    own = snapshot.cards_of(subject)
    yield from own
    about = snapshot.subjects[subject]
    if about.topic not in {topic.id for topic in snapshot.topics} or subject not in opened_with(about.topic, snapshot):
        return
    others = [id_ for id_ in opened_with(about.topic, snapshot) if id_ != subject]
    siblings = {id_ for id_ in others if about.group and snapshot.subjects[id_].group == about.group}
    for card in _cards_of_topic(about.topic, snapshot):
        if card.subject and card.subject != subject and card.subject not in siblings:
            yield card


def is_general(entry: str, snapshot: Snapshot) -> bool:
    """Whether ``entry`` is of no topic that is about something by itself: its list belongs to all of them."""
    return not opened_with(snapshot.card_of(entry).topic, snapshot)


def is_of_the_past(entries: Sequence[str], snapshot: Snapshot) -> bool:
    """Whether one of ``entries`` is about a regulation that is no longer in force."""
    return any(snapshot.card_of(entry).subject in snapshot.revoked for entry in entries)


def opened_with(topic: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The subjects that a topic begins by defining, in order: what all of it is about."""
    if topic not in snapshot.openings:
        snapshot.openings[topic] = _read_opening(topic, snapshot)
    return snapshot.openings[topic]


def _read_opening(topic: str, snapshot: Snapshot) -> tuple[str, ...]:
    found = []
    for card in _cards_of_topic(topic, snapshot):
        if card.aspects[:1] != ("definition",) or not card.subject:
            break
        found.append(card.subject)
    return tuple(dict.fromkeys(found))


def _cards_of_topic(topic: str, snapshot: Snapshot) -> Iterator[Card]:
    entries = next((t.entries for t in snapshot.topics if t.id == topic), ())
    return (snapshot.card_of(id_) for id_ in entries)
