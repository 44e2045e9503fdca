"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.16,
    "pairs": 5.77,
    "grams": 6.29,
    "body": 0.45,
    "phrasing": 5.44,
    "covered": 8.24,
    "missing": 1.13,
    "list_entry": 0.46,
    "subject": -1.36,
    "other_subject": 0.11,
    "aspect": 1.22,
    "other_aspect": -0.33,
    "law": 0.17,
    "other_law": -0.56,
    "paragraph": 0.60,
    "law_layer": 0.34,
    "excluded": -1.94,
    "article": 1.42,
    "other_article": -1.22,
    "paper": 0.97,
    "not_paper": -0.86,
    "same_subject": -0.80,
    "same_topic": 2.28,
    "linked": 1.01,
    "repeated": -0.67,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.89,
    "score": 0.28,
    "margin": -0.01,
    "covered": 1.44,
    "missing": -0.56,
    "near_copy": -0.10,
    "context": 0.21,
    "share": 0.24,
    "amount": -1.54,
    "length": 1.33,
    "phrasing": -1.00,
    "unknown": -0.91,
    "foreign": -2.80,
    "short": -0.07,
    "other_law": -0.65,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.42
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
