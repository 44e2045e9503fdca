"""What is told around a subject: of the subject itself, and of all that a topic is about which opens with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kadguide.answering.index import Index
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Card, Snapshot

NOT_GENERIC = 0.2
"""Specificity from which a named subject is carried to the next turn; “regional cooperation” itself is not."""
MOST_CALLING = 4
"""Words of the longest call that is looked for inside of a question."""


def cards_around(subject: str, snapshot: Snapshot) -> Iterator[Card]:
    """The entries about ``subject``; where a topic opens with it, also what else the topic tells of its own.

    That is not what is told of the others of its list: of the sister city nothing about a foreign NGO.
    """
    own = snapshot.cards_of(subject)
    yield from own
    about = snapshot.subjects[subject]
    if about.topic not in {topic.id for topic in snapshot.topics} or subject not in opened_with(about.topic, snapshot):
        return
    for card in _cards_of_topic(about.topic, snapshot):
        if card.subject != subject and is_around(card, subject, snapshot):
            yield card


def is_around(card: Card, subject: str, snapshot: Snapshot) -> bool:
    """Whether ``card`` is among what is told around ``subject``, with which a topic opens."""
    about = snapshot.subjects[subject]
    if card.subject is None or card.topic != about.topic:
        return False
    other = snapshot.subjects.get(card.subject)
    sibling = other is not None and about.group is not None and other.group == about.group
    return card.subject == subject or not (sibling and card.subject in opened_with(about.topic, snapshot))


def is_a_matter(subject: str, snapshot: Snapshot, index: Index) -> bool:
    """Whether ``subject`` is a kind of cooperation: a topic opens with it, and not everything is about it."""
    about = snapshot.subjects.get(subject)
    opens = about is not None and subject in opened_with(about.topic, snapshot)
    return opens and index.specificity(subject) >= NOT_GENERIC


def called_in(words: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """The subjects that ``words`` call as a turn would (“swasta”, “ministry”), in order; the longest call counts."""
    at = 0
    while at < len(words):
        runs = (size for size in range(MOST_CALLING, 0, -1) if " ".join(words[at : at + size]) in vocabulary.turns)
        size = next(runs, 0)
        if size:
            yield vocabulary.turns[" ".join(words[at : at + size])]
        at += size or 1


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
