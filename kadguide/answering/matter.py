"""Short turns that ask of the matter at hand: “perlu DPRD?” of a sister city is not asked of a ministry.

Each kind of cooperation has a topic of its own, which begins by defining it. While the conversation is about one of
them, an answer about another one, or the paper's while the law was talked about, gives way to one of its own if that
tells the same side and is nearly as near.
"""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.around import cards_around, opened_with
from kadguide.answering.dialogue import Context
from kadguide.answering.question import Question
from kadguide.answering.ranking import OF_THE_PAPER, Ranked
from kadguide.knowledge.snapshot import Card, Snapshot

MOST_CONTENT = 4
"""Content words up to which a turn may be asked of the matter without saying so."""
NEARLY = 0.7
"""Share of the best score that an entry of the matter needs to come first."""


def in_force_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked``, before a rule that is no longer in force, and was not asked for, another that is nearly as near."""
    if not ranked or not ranked[0].signals["unasked_past"] or ranked[0].signals["article"]:
        return list(ranked)
    near = (r for r in ranked if not r.signals["unasked_past"] and r.score >= NEARLY * ranked[0].score)
    return _put_first(next(near, None), ranked)


def of_the_matter(asked: Question, ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked``, before another one the best that is about the matter at hand, if it may well be meant."""
    if not ranked or asked.content > MOST_CONTENT or asked.cited.anything or asked.cited.ordinals:
        return list(ranked)
    at_hand = (*context.subjects, *(opened_with(context.topic, snapshot) if context.topic else ()))
    matter = next((id_ for id_ in at_hand if _opens(id_, snapshot)), None)
    if matter is None or any(_opens(id_, snapshot) for id_ in asked.subjects):
        return list(ranked)
    best = ranked[0]
    if best.score <= 0 or not _is_of_another(best.card, asked, matter, context, snapshot):
        return list(ranked)
    around = {card.id for card in cards_around(matter, snapshot)}
    sides = frozenset(best.card.aspects[:1]) | asked.aspects
    near = (r for r in ranked if r.card.id in around and r.score >= NEARLY * best.score)
    return _put_first(next((r for r in near if not sides.isdisjoint(r.card.aspects[:1])), None), ranked)


def _put_first(chosen: Ranked | None, ranked: Sequence[Ranked]) -> list[Ranked]:
    return [chosen, *(r for r in ranked if r is not chosen)] if chosen else list(ranked)


def _opens(subject: str, snapshot: Snapshot) -> bool:
    about = snapshot.subjects.get(subject)
    return about is not None and subject in opened_with(about.topic, snapshot)


def _is_of_another(best: Card, asked: Question, matter: str, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``best`` is about another kind than ``matter``, or the paper's where the law was talked about."""
    if best.subject in context.subjects and best.subject != matter:
        return False
    shown = snapshot.card_of(context.entry).layer if context.entry in snapshot.position else best.layer
    of_paper = best.layer == "paper" and shown == "law" and OF_THE_PAPER.isdisjoint(asked.concepts)
    topic = snapshot.subjects[matter].topic
    opened = opened_with(best.topic, snapshot)
    return of_paper or (bool(opened) and best.topic != topic) or (best.subject in opened and best.subject != matter)
