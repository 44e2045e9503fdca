"""How sure the best entry is: one calibrated probability."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.weights import CONFIDENCE

_COUNTING = frozenset(("count", "list", "duration", "when", "article", "funding", "reporting"))
"""Aspects of entries that hold quantities."""


def confidence_signals(question: Question, ranked: Sequence[Ranked], *, leaning: bool = False) -> dict[str, float]:
    """What the probability rests on, for the best of ``ranked``; ``leaning`` when the conversation completes it."""
    best = ranked[0]
    rivals = [other.score for other in ranked[1:] if not _same_thing(best, other)]
    margin = best.score - rivals[0] if rivals else best.score
    masses = [math.exp(other.score - best.score) for other in ranked]
    agreeing = sum(
        mass for mass, other in zip(masses, ranked, strict=True) if other is best or _same_thing(best, other)
    )
    share = min(agreeing / sum(masses), 0.999)
    near = sum(mass for mass, other in zip(masses, ranked, strict=True) if other.card.topic == best.card.topic)
    topic = min(near / sum(masses), 0.999)
    content = max(1, question.content)
    return {
        "bias": 1.0,
        "score": best.score,
        "margin": min(margin, 3.0),
        "share": math.log(share / (1 - share)),
        "topic": math.log(topic / (1 - topic)),
        "asked": best.signals["asked"],
        "told": best.signals["told"],
        "covered": best.signals["covered"],
        "missing": best.signals["missing"],
        "phrasing": best.signals["phrasing"],
        "near_copy": max(0.0, best.signals["phrasing"] - 0.7) / 0.3,
        "leaning": float(leaning),
        "context": max(best.signals["same_subject"], best.signals["same_topic"], best.signals["linked"]),
        "unknown": min(3.0, len(question.unknown)) * 0.5 + len(question.unknown) / content,
        "foreign": float(bool(question.foreign)),
        "short": float(content <= 1),
        "length": math.log(content),
        "amount": float(question.amount and not _COUNTING.intersection(best.card.aspects)),
        "other_law": best.signals["other_law"],
        "member": best.signals["member"],
        "section": best.signals["section"] - best.signals["other_section"],
        "ending": best.signals["ending"],
        "story": float(bool(question.ending)),
    }


def confidence(question: Question, ranked: Sequence[Ranked], *, leaning: bool = False) -> float:
    """Probability, 0 to 1, that the best of ``ranked`` answers the question; 0 when there is none."""
    if not ranked:
        return 0.0
    signals = confidence_signals(question, ranked, leaning=leaning)
    return 1 / (1 + math.exp(-sum(CONFIDENCE[name] * value for name, value in signals.items())))


def _same_thing(one: Ranked, other: Ranked) -> bool:
    """Entries about one subject rarely mislead when they are mixed up: both tell about it."""
    return one.card.subject is not None and one.card.subject == other.card.subject
