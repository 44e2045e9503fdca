"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.32,
    "told": -0.31,
    "phrasing": 2.76,
    "covered": 3.86,
    "missing": 0.26,
    "list_entry": 0.39,
    "subject": -1.83,
    "other_subject": 0.73,
    "aspect": 0.83,
    "other_aspect": -0.15,
    "law": 0.72,
    "own_law": 0.92,
    "other_law": -1.11,
    "paragraph": 0.60,
    "law_layer": 0.23,
    "excluded": -1.99,
    "article": 1.18,
    "other_article": -0.98,
    "paper": 1.09,
    "not_paper": -0.99,
    "thread": 1.35,
    "same_subject": 0.40,
    "same_topic": 0.68,
    "linked": 1.95,
    "repeated": -0.93,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -4.38,
    "score": 0.36,
    "margin": 0.24,
    "covered": 1.05,
    "missing": -0.55,
    "near_copy": 0.21,
    "leaning": -0.67,
    "context": 0.11,
    "topic": 0.12,
    "asked": -0.10,
    "told": -1.56,
    "share": 0.07,
    "amount": -1.55,
    "length": 0.88,
    "phrasing": -2.07,
    "unknown": -1.40,
    "foreign": -2.56,
    "short": -0.88,
    "other_law": -0.82,
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
