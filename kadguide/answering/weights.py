"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.42,
    "pairs": 6.11,
    "grams": 6.67,
    "body": 0.26,
    "phrasing": 5.63,
    "covered": 8.12,
    "missing": 1.12,
    "list_entry": 0.52,
    "subject": -1.58,
    "other_subject": 0.30,
    "aspect": 1.43,
    "other_aspect": -0.04,
    "law": 0.08,
    "own_law": 0.56,
    "other_law": -0.46,
    "paragraph": 0.60,
    "law_layer": 0.43,
    "excluded": -1.98,
    "article": 1.40,
    "other_article": -1.19,
    "paper": 0.95,
    "not_paper": -0.84,
    "same_subject": -0.61,
    "same_topic": 2.10,
    "linked": 1.16,
    "repeated": -0.72,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -5.37,
    "score": 0.27,
    "margin": -0.03,
    "covered": 1.34,
    "missing": -0.84,
    "near_copy": -0.18,
    "context": 0.20,
    "share": 0.26,
    "amount": -1.51,
    "length": 1.30,
    "phrasing": -1.24,
    "unknown": -0.83,
    "foreign": -2.31,
    "short": -0.09,
    "other_law": -0.67,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.45
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.42
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
