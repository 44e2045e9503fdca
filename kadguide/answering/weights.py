"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.36,
    "told": -0.35,
    "phrasing": 2.86,
    "covered": 3.78,
    "missing": 0.35,
    "list_entry": 0.42,
    "subject": -1.84,
    "other_subject": 0.63,
    "aspect": 0.72,
    "other_aspect": -0.24,
    "law": 0.71,
    "own_law": 0.80,
    "other_law": -1.10,
    "paragraph": 0.60,
    "law_layer": 0.31,
    "excluded": -1.99,
    "article": 1.20,
    "other_article": -1.00,
    "paper": 1.12,
    "not_paper": -1.02,
    "thread": 1.48,
    "same_subject": 0.44,
    "same_topic": 0.74,
    "linked": 1.86,
    "repeated": -0.95,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -4.34,
    "score": 0.37,
    "margin": 0.16,
    "covered": 1.33,
    "missing": -0.60,
    "near_copy": 0.06,
    "leaning": -0.74,
    "context": -0.10,
    "topic": 0.12,
    "asked": -0.16,
    "told": -1.24,
    "share": 0.10,
    "amount": -1.60,
    "length": 0.85,
    "phrasing": -2.00,
    "unknown": -1.41,
    "foreign": -2.55,
    "short": -0.96,
    "other_law": -0.83,
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
