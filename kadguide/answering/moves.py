"""Turns that only steer the conversation: “terus?”, “jelaskan lebih lanjut”, “lebih singkat”, “yang terakhir”.

Their words are data (``[[moves]]`` in the lexicon); what each kind does with the last turn is here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kadguide.answering.dialogue import Context
from kadguide.knowledge.model import Subject
from kadguide.knowledge.snapshot import Card, Snapshot

_CHOSEN = (
    r"(?:yang |yg |pilih )?(?:nomor |nomer |nmr |no\.? |pilihan |number |option |choice )?(\d{1,2})"
    r"(?: (?:aja|saja|dong|ya))?"
)


def chosen_number(text: str) -> int | None:
    """The number of a choice, when ``text`` is nothing but that (“2”, “yang nomor 2”); ``None`` otherwise."""
    if not any(map(str.isdigit, text)):
        return None
    found = re.fullmatch(_CHOSEN, text.strip(" .?!"), re.I)
    return int(found.group(1)) if found else None


def position_chosen(text: str, snapshot: Snapshot, context: Context) -> int | None:
    """The position that a bare number means when the last answer was a list; ``None`` otherwise."""
    number = chosen_number(text)
    listed = context.group is not None and snapshot.groups[context.group].entry == context.entry
    return number if number and listed else None


class Move(NamedTuple):
    """What a steering turn shows: an entry, and which part of it."""

    entry: str
    focus: str | None = None


def follow(kind: str, snapshot: Snapshot, context: Context) -> Move | None:
    """What a turn of this ``kind`` shows after the last one; ``None`` when it leads nowhere.

    ``more``: what else there is on the matter · ``next``: the next member of a list, else more · ``shorter``: the same
    in a sentence · ``last``: the last member of the list · ``position``, ``others``: the list that the matter is from ·
    ``example``: its example · ``law``, ``paper``: the same matter in the law, in the paper ·
    ``source``: whom or what the last answer rests on.
    """
    if context.entry not in snapshot.position:
        return None
    card = snapshot.card_of(context.entry)
    subject = snapshot.subjects.get(card.subject or "")
    if kind == "shorter":
        return Move(card.id, "short")
    if kind == "source":
        return Move(card.id, "sources")
    if kind in ("position", "others"):
        group = subject.group if subject and subject.group else context.group
        listed = snapshot.groups[group].entry if group else None
        return Move(listed) if listed else None
    if kind == "last" and context.group:
        return _overview(snapshot, snapshot.members(context.group)[-1:])
    if kind == "next" and subject and subject.group and subject.order:
        following = [member for member in snapshot.members(subject.group) if (member.order or 0) > subject.order]
        if found := _overview(snapshot, following[:1]):
            return found
    return _first_unseen(kind, snapshot, context, card)


def _first_unseen(kind: str, snapshot: Snapshot, context: Context, card: Card) -> Move | None:
    """The first entry that belongs to the matter, fits the kind of move and was not shown yet."""
    linked = [snapshot.card_of(id_) for id_ in card.see_also if id_ in snapshot.position]
    own = [c for subject in context.subjects[:1] for c in snapshot.cards_of(subject)]
    same = [c for c in linked if card.subject and c.subject == card.subject]
    order = (*same, *own, *linked) if kind in ("more", "next") else (*linked, *own)
    unseen = [other for other in order if other.id != card.id and other.id not in context.shown]
    if kind == "example":
        examples = [other for other in unseen if "example" in other.aspects]
        unseen = sorted(examples, key=lambda other: other.aspects[0] != "example")
    elif kind in ("law", "paper"):
        unseen = [other for other in unseen if other.layer == kind]
    return Move(unseen[0].id) if unseen else None


def _overview(snapshot: Snapshot, members: list[Subject]) -> Move | None:
    """The entry that explains the first of ``members``."""
    cards = [card for member in members for card in snapshot.cards_of(member.id)]
    return Move(max(cards, key=lambda card: "definition" in card.aspects).id) if cards else None
