"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.53,
    "told": -0.20,
    "phrasing": 2.63,
    "covered": 3.60,
    "missing": 0.11,
    "list_entry": 0.52,
    "subject": -1.73,
    "other_subject": 0.68,
    "aspect": 1.06,
    "other_aspect": -0.01,
    "law": 0.69,
    "own_law": 1.24,
    "other_law": -1.08,
    "paragraph": 0.60,
    "law_layer": 0.28,
    "excluded": -1.99,
    "article": 0.99,
    "own_article": 1.72,
    "other_article": -0.79,
    "paper": 1.13,
    "not_paper": -1.03,
    "thread": 1.63,
    "same_subject": -0.04,
    "same_topic": 0.82,
    "linked": 1.93,
    "repeated": -0.76,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -4.59,
    "score": 0.33,
    "margin": 0.15,
    "covered": 2.01,
    "missing": -0.45,
    "near_copy": 0.30,
    "leaning": -0.76,
    "context": 0.19,
    "topic": 0.10,
    "asked": -0.13,
    "told": -1.82,
    "share": 0.09,
    "amount": -1.16,
    "length": 0.89,
    "phrasing": -2.31,
    "unknown": -1.25,
    "foreign": -2.44,
    "short": -0.74,
    "other_law": -1.13,
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
