"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.03,
    "pairs": 5.53,
    "grams": 6.11,
    "body": 0.55,
    "phrasing": 5.34,
    "covered": 7.96,
    "missing": 1.01,
    "list_entry": 0.51,
    "subject": -1.32,
    "other_subject": -0.04,
    "aspect": 1.42,
    "other_aspect": -0.23,
    "law": 0.16,
    "other_law": -0.55,
    "paragraph": 0.60,
    "law_layer": 0.31,
    "excluded": -1.99,
    "article": 1.42,
    "other_article": -1.22,
    "paper": 1.08,
    "not_paper": -0.97,
    "same_subject": -0.68,
    "same_topic": 2.42,
    "linked": 1.06,
    "repeated": -0.94,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.58,
    "score": 0.27,
    "margin": -0.05,
    "covered": 1.39,
    "missing": -0.52,
    "near_copy": -0.25,
    "context": 0.07,
    "share": 0.29,
    "amount": -1.63,
    "length": 1.18,
    "phrasing": -0.75,
    "unknown": -0.58,
    "foreign": -2.72,
    "short": -0.14,
    "other_law": -0.58,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.42
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
