"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 1.42,
    "pairs": 6.95,
    "grams": 7.42,
    "body": -0.07,
    "phrasing": 5.72,
    "covered": 9.16,
    "missing": 1.65,
    "subject": -1.86,
    "other_subject": -0.19,
    "aspect": 1.10,
    "other_aspect": -0.26,
    "law": 0.71,
    "other_law": -1.09,
    "paragraph": 0.60,
    "law_layer": -0.79,
    "excluded": -1.97,
    "article": 1.07,
    "other_article": -0.87,
    "paper": 1.08,
    "not_paper": -0.95,
    "same_subject": -0.36,
    "same_topic": 2.50,
    "linked": 1.28,
    "repeated": -0.71,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.18,
    "score": 0.25,
    "margin": -0.09,
    "covered": 1.30,
    "missing": -0.56,
    "share": 0.26,
    "amount": -0.47,
    "length": 1.19,
    "phrasing": -1.40,
    "unknown": -0.30,
    "foreign": -2.36,
    "short": -0.33,
    "other_law": -0.56,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.5
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.42
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
