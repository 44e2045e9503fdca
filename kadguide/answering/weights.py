"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.44,
    "told": -0.23,
    "phrasing": 2.45,
    "covered": 3.49,
    "missing": 0.24,
    "list_entry": 0.49,
    "subject": -1.77,
    "other_subject": 0.65,
    "member": 0.30,
    "aspect": 1.15,
    "other_aspect": -0.05,
    "law": 0.70,
    "own_law": 1.20,
    "other_law": -1.09,
    "paragraph": 0.60,
    "law_layer": 0.28,
    "excluded": -2.00,
    "article": 0.99,
    "own_article": 1.71,
    "other_article": -0.79,
    "paper": 1.20,
    "not_paper": -1.10,
    "thread": 1.80,
    "same_subject": 0.02,
    "same_topic": 0.73,
    "linked": 2.07,
    "repeated": -0.74,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -4.93,
    "score": 0.35,
    "margin": 0.29,
    "covered": 2.03,
    "missing": -0.20,
    "near_copy": 0.10,
    "leaning": -0.85,
    "context": 0.11,
    "topic": 0.04,
    "asked": -0.10,
    "told": -1.66,
    "share": 0.07,
    "amount": -1.12,
    "length": 0.71,
    "phrasing": -2.04,
    "unknown": -1.17,
    "foreign": -2.40,
    "short": -0.86,
    "other_law": -0.90,
    "member": 0.30,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.38
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""

FOLLOW_UP_FROM = 0.38
"""Confidence from which a turn that leans on the conversation is answered."""

CLARIFY_FOLLOW_UP_FROM = 0.25
"""The same as :data:`CLARIFY_FROM` for such a turn: in a conversation, asking back costs less than a refusal."""
