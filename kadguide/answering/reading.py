"""How a turn is read: as it stands, or completed from the conversation."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering import weights
from kadguide.answering.composing import SURE_OF_A_NAME
from kadguide.answering.confidence import confidence
from kadguide.answering.dialogue import Context, complete, is_condition, stands_alone, under_condition
from kadguide.answering.matter import KNOWN, close_first, holding_first, leaves_the_old_rule
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked, Ranker
from kadguide.answering.sides import is_close
from kadguide.answering.under_law import read_under_law
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple

DOUBTFUL = 0.75
"""Confidence of a turn as a part of the conversation up to which it may be one by itself."""


class Reading(NamedTuple):
    """A question as it is understood, the entries for it, and whether it leans on the conversation."""

    question: Question
    ranked: list[Ranked]
    leaning: bool
    same_case: Sequence[Ranked] = ()
    """What answers the turn as a case of what was asked before, if it is one."""


def best_reading(
    alone: Question, context: Context, ranker: Ranker, vocabulary: Vocabulary, snapshot: Snapshot, *, leaning: bool
) -> Reading:
    """``alone`` as it stands, or completed from ``context`` if it may lean on it (``leaning``).

    Such a turn does lean, unless it is nearly a known question, or has an answer only by itself, or a sure one where
    the conversation gives a doubtful one: the topic changed.
    """
    said = context
    if leaves_the_old_rule(alone, context, snapshot):
        kept = tuple(subject for subject in context.subjects if subject not in snapshot.revoked)
        context = context._replace(subjects=kept, laws=(), articles=(), asked_laws=(), see_also=())
    ranked = ranker.rank(alone) if not leaning or len(alone.units) >= 3 else []
    if not leaning and (under_law := read_under_law(alone, ranked, vocabulary, ranker)):
        return Reading(*under_law, leaning=False)
    if not leaning or (ranked and ranked[0].signals["phrasing"] >= KNOWN):
        return Reading(alone, ranked, leaning)
    completed = complete(alone, context)
    if not alone.content and leaves_the_old_rule(alone, said, snapshot):  # “and now?”
        completed = under_condition(completed, context)
    found = ranker.rank(completed, context)
    if is_condition(alone) and alone.units:
        found = holding_first(found, alone.units, ranker)
    best = Reading(completed, found, leaning=True)
    sure = confidence(completed, found, leaning=True)
    alone_here = not ranked or any(r.card.topic == context.topic for r in ranked[:3])
    is_sure = sure >= weights.FOLLOW_UP_FROM
    if alone_here and (other := _of_the_same_topic(alone, completed, found, context, ranker, sure=is_sure)):
        best, sure = other, confidence(alone, other.ranked, leaning=True)
    if is_condition(alone) and found and not is_close(found[0].card, context, snapshot):
        again = under_condition(alone if context.asked_of else completed, context)
        same = ranker.rank(again, context)
        close = close_first(same, context, snapshot)
        if close and ranker.holds(found[0].card, alone.units) and not ranker.holds(close[0].card, alone.units):
            close = []  # “what if the mayor changes?” is told by itself
        sure_again = confidence(again, same, leaning=True)
        if close and sure_again >= weights.FOLLOW_UP_FROM:
            best, sure = Reading(again, same, leaning=True, same_case=close), sure_again
    if sure < DOUBTFUL and len(alone.units) >= 2 and not alone.cited.ordinals and stands_alone(alone.text):
        ranked = ranked or ranker.rank(alone)
        least = weights.ANSWER_FROM if sure < weights.FOLLOW_UP_FROM else SURE_OF_A_NAME
        if confidence(alone, ranked) >= least:
            return Reading(alone, ranked, leaning=False)
    return best


def _of_the_same_topic(
    alone: Question, completed: Question, found: Sequence[Ranked], context: Context, ranker: Ranker, *, sure: bool
) -> Reading | None:
    """The turn as one about another thing of the same topic; ``None`` where it goes on with the last one.

    “Isi kontraknya?” after the study is asked of the contract, if what ``found`` tells of the study has no contract
    and something near does.
    """
    units = [unit for unit in alone.units if not unit.startswith("s:")]
    added = completed.subjects != alone.subjects
    places = completed.cited != alone.cited or alone.cited.ordinals
    if not added or places or alone.subjects or not units or not found:
        return None
    best = found[0].card
    if best.topic != context.topic:
        return None
    if ranker.holds(best, units) and (sure or best.subject is None or best.subject in completed.subjects):
        return None
    other = ranker.rank(alone, context)
    near = other and other[0].card.topic == context.topic and ranker.holds(other[0].card, units)
    return Reading(alone, other, leaning=True) if near else None
