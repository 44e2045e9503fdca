"""What was asked before, asked of something else: “kalau LoI?” after “berapa lama kesepakatan bersama berlaku?”."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.dialogue import Context, only_names
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked

NEARLY = 0.85
"""Share of the best score that an entry needs to come before one that does not tell what was asked."""
OF_THE_NAMED = 0.6
"""The same for an entry about the very thing that is named."""
_UNASKED = frozenset(("definition", "list", "comparison", "choice"))
"""Aspects that are not asked of one thing alone, or that any answer about it answers."""


def asked_before(asked: Question, context: Context) -> frozenset[str]:
    """The aspects that a turn asks again of what it names and says nothing else about; none when it asks by itself."""
    return context.aspects - _UNASKED if asked.subjects and only_names(asked) else frozenset()


def of_that_side(ranked: Sequence[Ranked], aspects: frozenset[str], subjects: Sequence[str]) -> list[Ranked]:
    """``ranked``, before what only says what the named is one that tells one of ``aspects``, if one is near."""
    if not only_defines(ranked[0], aspects):
        return list(ranked)
    best = ranked[0].score
    telling = [r for r in ranked if not aspects.isdisjoint(r.card.aspects)]
    own = (r for r in telling if mainly_of(r, aspects, subjects) and r.score >= OF_THE_NAMED * best)
    first = next(own, None) or next((r for r in telling if r.score >= NEARLY * best), None)
    return [first, *(r for r in ranked if r is not first)] if first else list(ranked)


def mainly_of(best: Ranked, aspects: frozenset[str], subjects: Sequence[str]) -> bool:
    """Whether ``best`` is about one of ``subjects``, and mainly about one of ``aspects`` of it."""
    return best.card.subject in subjects and not aspects.isdisjoint(best.card.aspects[:1])


def only_defines(best: Ranked, aspects: frozenset[str]) -> bool:
    """Whether ``best`` says what something is, and not what was asked before."""
    return best.card.aspects[:1] == ("definition",) and aspects.isdisjoint(best.card.aspects)
