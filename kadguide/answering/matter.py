"""Short turns that ask of the matter at hand: “perlu DPRD?” of a sister city is not asked of a ministry.

Each kind of cooperation has a topic of its own, which begins by defining it. While the conversation is about one of
them, an answer about another one, or the paper's while the law was talked about, gives way to one of its own if that
tells the same side and is nearly as near.
"""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.around import is_around, opened_with
from kadguide.answering.citations import law_of
from kadguide.answering.dialogue import Context
from kadguide.answering.question import Question
from kadguide.answering.ranking import OF_THE_PAPER, Ranked, Ranker
from kadguide.answering.sides import is_close, is_near
from kadguide.answering.vocabulary import CONCEPT
from kadguide.knowledge.snapshot import Card, Snapshot

MOST_CONTENT = 4
"""Content words up to which a turn may be asked of the matter without saying so."""
MOST_SHORT = 3
"""The same for turns that name nothing and are asked of what is close to the last answer."""
NEARLY = 0.7
"""Share of the best score that an entry of the matter needs to come first."""
NEARLY_SO, VERY_NEARLY = 0.8, 0.93
"""The same of one that is close to the last answer: where it tells the side asked for; else."""
KNOWN = 0.9
"""Similarity with a phrasing from which a turn is a known question, wherever it stands."""
MOST_OBLIGING = 2
"""Content words of a turn that asks only whether something is needed."""
MUST = frozenset("wajib harus perlu mesti mandatory compulsory obligatory required must need".split())
"""Words by which it asks that."""
OBLIGING = frozenset(("permission", "condition"))
"""Aspects of entries that tell whether something is needed."""
_OF_TODAY = frozenset(
    "sekarang kini skrg now today nowadays current currently masih still kami kita saya aku we our us i my mau ingin "
    "akan hendak may can must need want plan boleh bolehkah bisa bisakah harus haruskah perlu perlukah".split()
)
"""Words by which a turn leaves a regulation that is no longer in force: it asks of today, or of somebody's own case."""
_OF_ITS_END = frozenset(("status", "change", "comparison"))
"""Aspects by which one is talked about as a rule of the past."""
MOST_OF_THE_THREAD = 0.8
"""Share of the words asked before from which an entry is about the same."""
HALF = 0.5
"""Share of the words of a turn that an entry holds to answer for being close to the last answer."""


def in_force_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked``, before a rule that is no longer in force, and was not asked for, another that is nearly as near."""
    if not ranked or not ranked[0].signals["unasked_past"] or ranked[0].signals["article"]:
        return list(ranked)
    near = (r for r in ranked if not r.signals["unasked_past"] and r.score >= NEARLY * ranked[0].score)
    return _put_first(next(near, None), ranked)


def named_law_first(ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked``, before what is told of another regulation that of the named one, if it is nearly as near."""
    best = ranked[0] if ranked else None
    if not best or best.signals["own_law"] or not best.signals["law"] or not law_of(best.card.subject or ""):
        return list(ranked)
    near = (r for r in ranked if r.score >= VERY_NEARLY * best.score)
    return _put_first(next((r for r in near if r.signals["own_law"]), None), ranked)


def comparing_both(question: Question, ranked: Sequence[Ranked], ranker: Ranker) -> list[Ranked]:
    """``ranked``, before what compares one of two with a third what compares just these, if that is nearly as near."""
    two = [f"s:{subject}" for subject in question.subjects[:2]]
    if len(question.subjects) != 2 or "comparison" not in question.aspects or not ranked:
        return list(ranked)
    compare = [r for r in ranked if r.card.aspects[:1] == ("comparison",) and r.score >= NEARLY * ranked[0].score]
    if ranked[:1] != compare[:1] or ranker.holds(ranked[0].card, two):
        return list(ranked)
    return _put_first(next((r for r in compare if ranker.holds(r.card, two)), None), ranked)


def holding_first(ranked: list[Ranked], units: Sequence[str], ranker: Ranker) -> list[Ranked]:
    """``ranked``, before what has nothing of the case of the turn (“kalau ditolak?”) what has, if nearly as near."""
    if not ranked or ranker.holds(ranked[0].card, units):
        return ranked
    near = (r for r in ranked if r.score >= NEARLY * ranked[0].score)
    return _put_first(next((r for r in near if ranker.holds(r.card, units)), None), ranked)


def of_the_matter(asked: Question, ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked``, before another one the best that is about the matter at hand, if it may well be meant."""
    if not ranked or asked.content > MOST_CONTENT or asked.cited.anything or asked.cited.ordinals:
        return list(ranked)
    matter, best = context.matter, ranked[0]
    if any(_opens(id_, snapshot) for id_ in asked.subjects):
        return list(ranked)
    if matter is None:
        return _put_first(_of_all_kinds(ranked, snapshot), ranked)
    general = best.card.layer == "law" and not opened_with(best.card.topic, snapshot) and asked.content <= MOST_SHORT
    general = general and best.card.subject is not None and best.card.subject not in context.subjects
    if best.score <= 0 or not (general or _is_of_another(best.card, asked, matter, context, snapshot)):
        return list(ranked)
    sides = frozenset(best.card.aspects[:1]) | asked.aspects
    least = (NEARLY_SO if general else NEARLY) * best.score
    near = (r for r in ranked if is_around(r.card, matter, snapshot) and r.score >= least)
    return _put_first(next((r for r in near if not sides.isdisjoint(r.card.aspects[:1])), None), ranked)


def asks_of_any(asked: Question, context: Context, snapshot: Snapshot) -> bool:
    """Whether the turn asks, in a few words, something that is told of every kind, while one is talked about.

    “Perlu persetujuan DPRD?” names the council, and means it for the sister city.
    """
    if not context.matter or not asked.subjects or asked.content > MOST_SHORT or asked.cited.anything or asked.unknown:
        return False
    named = [snapshot.subjects[id_] for id_ in asked.subjects if id_ in snapshot.subjects]
    of_none = all(not opened_with(subject.topic, snapshot) and subject.group is None for subject in named)
    return of_none and OF_THE_PAPER.isdisjoint(asked.concepts) and snapshot.revoked.isdisjoint(asked.subjects)


def leaves_the_old_rule(asked: Question, context: Context, snapshot: Snapshot) -> bool:
    """Whether the turn asks of today after an answer about a revoked regulation (“may we form one?”)."""
    of_itself = not _OF_ITS_END.isdisjoint(asked.aspects)  # “is it still in force?”
    return not of_itself and not snapshot.revoked.isdisjoint(context.subjects) and not _OF_TODAY.isdisjoint(asked.words)


def of_the_old_rule(asked: Question, ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked``, before today's rule the best that is about the revoked regulation which is talked about.

    “Was foreign cooperation allowed?” after the law of 1999 asks of that law, unless its end was talked about.
    """
    named = (s for s in context.subjects[:1] if any(law.matches(s) for law in context.asked_laws))
    law = next((subject for subject in named if subject in snapshot.revoked), None)
    if not ranked or not law or asked.content > MOST_CONTENT or asked.cited.anything or asked.cited.ordinals:
        return list(ranked)
    told = frozenset(snapshot.card_of(context.entry or "").aspects[:1]) | asked.aspects | context.aspects
    if (
        leaves_the_old_rule(asked, context, snapshot)
        or not _OF_ITS_END.isdisjoint(told)
        or ranked[0].signals["phrasing"] >= KNOWN
    ):
        return list(ranked)
    near = (r for r in ranked if r.score >= NEARLY * ranked[0].score)
    return _put_first(next((r for r in near if r.card.subject == law), None), ranked)


def near_first(asked: Question, ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked``, before one that nothing connects with the last answer another that is close to it.

    For short turns that lean on the conversation and name nothing: “how many days do they have?” after the council is
    asked of the council, not of the partner.
    """
    best = ranked[0] if ranked else None
    if not best or best.score <= 0 or asked.content > MOST_CONTENT or asked.subjects or asked.cited.ordinals:
        return list(ranked)
    if asked.cited.anything or is_of_thread(best, context, snapshot) or best.signals["phrasing"] >= KNOWN:
        return list(ranked)
    sides = asked.aspects if asked.content > MOST_SHORT else asked.aspects | frozenset(best.card.aspects[:1])
    for other in ranked[1:]:
        told = not sides.isdisjoint(other.card.aspects[:1])
        least = NEARLY_SO if told else VERY_NEARLY if asked.content <= MOST_SHORT else 1.0
        if other.score >= least * best.score and is_of_thread(other, context, snapshot):
            return _put_first(other, ranked)
    return list(ranked)


def close_first(ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked`` with the best first that is close to the last answer; nothing when none is that nearly fits."""
    near = [r for r in ranked if r.score >= NEARLY * ranked[0].score]
    of_thread = (r for r in near if is_of_thread(r, context, snapshot))
    best = next((r for r in near if is_close(r.card, context, snapshot)), None) or next(of_thread, None)
    return _put_first(best, ranked) if best else []


def asks_whether_it_must(asked: Question) -> bool:
    """Whether the turn asks of what was talked about only if that is needed (“itu wajib?”, “is it required?”)."""
    more = asked.aspects - OBLIGING or asked.subjects or asked.unknown or asked.content > MOST_OBLIGING
    return not more and not MUST.isdisjoint(asked.words)


def telling_whether(ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> list[Ranked]:
    """``ranked`` with the best first that is close to the last answer and tells what is needed; nothing without any."""
    nearly = (r for r in ranked if r.score >= NEARLY * ranked[0].score and r.signals["phrasing"] >= HALF)
    near = [r for r in nearly if not OBLIGING.isdisjoint(r.card.aspects)]
    shown = (r for r in near if r.card.id == context.entry)
    best = next(shown, None) or next((r for r in near if is_close(r.card, context, snapshot)), None)
    return _put_first(best, ranked) if best else []


def is_of_thread(ranked: Ranked, context: Context, snapshot: Snapshot) -> bool:
    """Whether an entry is close to the last answer, or has the words that were asked before."""
    said = sum(term.startswith(f"{CONCEPT}:") for term in context.asked) > 1
    return is_close(ranked.card, context, snapshot) or (said and ranked.signals["thread"] >= MOST_OF_THE_THREAD)


def telling_near(asked: Question, ranked: Sequence[Ranked], context: Context, snapshot: Snapshot) -> Ranked | None:
    """What is close to the last answer and tells the side asked for, when nothing surely answers ``asked``.

    “How long does it last?” has no word that is known of foreign cooperation, but one entry around it tells how long.
    """
    if not ranked or asked.content > MOST_CONTENT or asked.subjects or asked.unknown or asked.foreign:
        return None
    if asked.cited.anything or asked.cited.ordinals or asked.amount or not asked.aspects:
        return None
    least = NEARLY_SO * ranked[0].score
    near = [r for r in ranked if r.score >= least]
    near = [r for r in near if is_near(r.card, context, snapshot) or is_of_thread(r, context, snapshot)]
    mainly = [r for r in near if not asked.aspects.isdisjoint(r.card.aspects[:1])]
    found = mainly or [r for r in near if not asked.aspects.isdisjoint(r.card.aspects)]
    return next((r for r in found if r.signals["covered"] >= HALF), None)


def _of_all_kinds(ranked: Sequence[Ranked], snapshot: Snapshot) -> Ranked | None:
    """What tells the same side of all kinds, before an entry about one of them while none is talked about."""
    best = ranked[0]
    if not opened_with(best.card.topic, snapshot) or "list" in best.card.aspects or best.score <= 0:
        return None
    near = (r for r in ranked[1:] if r.score >= NEARLY_SO * best.score and r.card.aspects[:1] == best.card.aspects[:1])
    return next((r for r in near if not opened_with(r.card.topic, snapshot) and "list" in r.card.aspects), None)


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
