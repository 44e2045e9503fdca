"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.25,
    "pairs": 5.01,
    "grams": 5.78,
    "body": 0.40,
    "phrasing": 5.52,
    "covered": 7.32,
    "missing": 0.89,
    "subject": -1.37,
    "other_subject": -0.11,
    "aspect": 1.11,
    "other_aspect": -0.29,
    "law": 0.57,
    "other_law": -0.96,
    "paragraph": 0.60,
    "law_layer": -0.37,
    "excluded": -1.98,
    "article": 0.93,
    "other_article": -0.73,
    "paper": 0.87,
    "not_paper": -0.76,
    "same_subject": -0.79,
    "same_topic": 2.10,
    "linked": 1.25,
    "repeated": -0.79,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.17,
    "score": 0.26,
    "margin": -0.04,
    "covered": 1.87,
    "missing": -0.24,
    "share": 0.28,
    "amount": -1.14,
    "length": 1.20,
    "phrasing": -1.71,
    "unknown": -0.40,
    "foreign": -2.39,
    "short": -0.14,
    "other_law": -0.58,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.25
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
