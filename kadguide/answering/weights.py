"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.44,
    "told": -0.24,
    "phrasing": 2.48,
    "covered": 3.49,
    "missing": 0.22,
    "list_entry": 0.49,
    "subject": -1.74,
    "other_subject": 0.68,
    "aspect": 1.09,
    "other_aspect": -0.11,
    "law": 0.70,
    "own_law": 1.09,
    "other_law": -1.09,
    "paragraph": 0.60,
    "law_layer": 0.42,
    "excluded": -2.00,
    "article": 1.00,
    "own_article": 2.03,
    "other_article": -0.80,
    "paper": 1.20,
    "not_paper": -1.10,
    "thread": 1.76,
    "same_subject": 0.02,
    "same_topic": 0.64,
    "linked": 2.06,
    "repeated": -0.72,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -4.94,
    "score": 0.35,
    "margin": 0.26,
    "covered": 2.03,
    "missing": -0.27,
    "near_copy": 0.08,
    "leaning": -0.76,
    "context": -0.01,
    "topic": 0.06,
    "asked": -0.10,
    "told": -1.62,
    "share": 0.07,
    "amount": -1.15,
    "length": 0.74,
    "phrasing": -1.92,
    "unknown": -1.14,
    "foreign": -2.42,
    "short": -0.87,
    "other_law": -0.94,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.5
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.4
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""

FOLLOW_UP_FROM = 0.38
"""Confidence from which a turn that leans on the conversation is answered."""

CLARIFY_FOLLOW_UP_FROM = 0.25
"""The same as :data:`CLARIFY_FROM` for such a turn: in a conversation, asking back costs less than a refusal."""
