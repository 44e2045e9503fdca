"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.40,
    "pairs": 6.00,
    "grams": 6.42,
    "body": 0.26,
    "phrasing": 5.95,
    "covered": 8.18,
    "missing": 1.32,
    "list_entry": 0.46,
    "subject": -1.34,
    "other_subject": 0.24,
    "aspect": 1.32,
    "other_aspect": -0.09,
    "law": 0.08,
    "other_law": -0.46,
    "paragraph": 0.60,
    "law_layer": 0.40,
    "excluded": -1.95,
    "article": 1.43,
    "other_article": -1.23,
    "paper": 0.96,
    "not_paper": -0.85,
    "same_subject": -0.94,
    "same_topic": 2.27,
    "linked": 1.01,
    "repeated": -0.89,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.20,
    "score": 0.28,
    "margin": -0.01,
    "covered": 0.88,
    "missing": -1.05,
    "near_copy": -0.17,
    "context": 0.11,
    "share": 0.25,
    "amount": -1.53,
    "length": 1.35,
    "phrasing": -1.22,
    "unknown": -0.98,
    "foreign": -2.77,
    "short": 0.27,
    "other_law": -0.65,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.42
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
