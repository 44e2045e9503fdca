"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.43,
    "told": -0.26,
    "phrasing": 2.66,
    "covered": 4.50,
    "missing": 0.24,
    "list_entry": 0.05,
    "member": 1.35,
    "section": 0.46,
    "other_section": -0.46,
    "ending": 0.93,
    "subject": -1.82,
    "other_subject": 0.43,
    "aspect": 0.60,
    "other_aspect": -0.52,
    "law": 0.65,
    "own_law": 1.16,
    "other_law": -1.05,
    "paragraph": 0.60,
    "law_layer": 0.81,
    "excluded": -2.00,
    "article": 1.01,
    "own_article": 2.07,
    "other_article": -0.81,
    "paper": 0.67,
    "not_paper": -0.57,
    "thread": 1.11,
    "same_subject": 0.20,
    "same_topic": 0.67,
    "linked": 2.04,
    "repeated": -0.86,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.52,
    "score": 0.42,
    "margin": 0.16,
    "covered": 1.95,
    "missing": 0.17,
    "near_copy": -0.26,
    "leaning": -0.82,
    "context": 0.10,
    "topic": 0.06,
    "asked": -0.18,
    "told": -1.78,
    "share": 0.08,
    "amount": -1.16,
    "length": 0.60,
    "phrasing": -1.57,
    "unknown": -0.76,
    "foreign": -1.95,
    "short": -0.81,
    "other_law": -1.16,
    "ending": 0.81,
    "story": 0.13,
    "section": 0.04,
    "member": -0.25,
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
