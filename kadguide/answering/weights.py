"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge. Set by hand are only
``unasked_past``, the least that puts the rule in force before a revoked one, and ``other_paragraph``: a number decides.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "asked": 1.31,
    "told": 0.06,
    "phrasing": 2.40,
    "covered": 4.66,
    "missing": 0.75,
    "list_entry": -0.09,
    "member": 1.45,
    "section": 0.44,
    "other_section": -0.44,
    "ending": 0.51,
    "subject": -0.72,
    "other_subject": 0.33,
    "aspect": 0.71,
    "other_aspect": -0.29,
    "law": 0.62,
    "own_law": 1.18,
    "other_law": -1.01,
    "paragraph": 0.64,
    "other_paragraph": -2.0,
    "law_layer": 0.90,
    "unasked_past": -0.5,
    "excluded": -1.32,
    "article": 0.97,
    "own_article": 1.65,
    "other_article": -0.77,
    "paper": 0.73,
    "not_paper": -0.62,
    "thread": 0.99,
    "same_subject": -0.22,
    "same_topic": 1.05,
    "linked": 1.79,
    "repeated": -0.89,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.00,
    "score": 0.30,
    "margin": 0.31,
    "covered": 2.17,
    "missing": -0.11,
    "near_copy": 0.17,
    "leaning": -0.76,
    "context": 0.31,
    "topic": 0.08,
    "asked": -0.04,
    "told": -1.94,
    "share": 0.04,
    "amount": -0.83,
    "length": 0.65,
    "phrasing": -1.78,
    "unknown": -0.78,
    "foreign": -1.95,
    "short": -0.77,
    "other_law": -1.37,
    "ending": 0.48,
    "story": 0.07,
    "section": 0.45,
    "member": 0.27,
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
