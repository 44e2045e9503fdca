"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 3.0,
    "pairs": 1.5,
    "grams": 1.5,
    "body": 1.0,
    "phrasing": 3.0,
    "covered": 1.5,
    "subject": 0.8,
    "other_subject": -0.6,
    "aspect": 0.5,
    "other_aspect": -0.2,
    "law": 0.4,
    "other_law": -0.8,
    "paragraph": 0.6,
    "law_layer": 0.2,
    "excluded": -2.0,
    "article": 0.8,
    "other_article": -0.6,
    "paper": 0.2,
    "not_paper": -0.1,
    "same_subject": 0.6,
    "same_topic": 0.3,
    "linked": 0.2,
    "repeated": -0.2,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -6.0,
    "score": 0.7,
    "margin": 1.0,
    "covered": 3.0,
    "phrasing": 2.5,
    "unknown": -1.0,
    "foreign": -2.0,
    "short": -0.5,
    "other_law": -2.0,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.5
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.3
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
