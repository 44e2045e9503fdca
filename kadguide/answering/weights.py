"""The numbers of the engine: ranking weights, confidence, thresholds.

Made by ``python -m tests.benchmarks.tune`` from questions held apart from the knowledge; not set by hand.
"""

from __future__ import annotations

RANKING: dict[str, float] = {
    "words": 2.06,
    "pairs": 5.50,
    "grams": 5.88,
    "body": 0.62,
    "phrasing": 4.97,
    "covered": 7.79,
    "missing": 0.88,
    "list_entry": 0.22,
    "subject": -1.30,
    "other_subject": 0.08,
    "aspect": 0.97,
    "other_aspect": -0.67,
    "law": 0.15,
    "other_law": -0.54,
    "paragraph": 0.60,
    "law_layer": 0.18,
    "excluded": -1.98,
    "article": 1.41,
    "other_article": -1.21,
    "paper": 1.28,
    "not_paper": -1.17,
    "same_subject": -0.71,
    "same_topic": 2.41,
    "linked": 1.20,
    "repeated": -0.86,
}
"""Weight of each signal in an entry's score."""

CONFIDENCE: dict[str, float] = {
    "bias": -6.02,
    "score": 0.28,
    "margin": -0.13,
    "covered": 2.31,
    "missing": 0.03,
    "near_copy": 0.28,
    "context": 0.15,
    "share": 0.31,
    "amount": 0.12,
    "length": 1.28,
    "phrasing": -1.54,
    "unknown": -0.10,
    "foreign": -2.37,
    "short": -0.21,
    "other_law": -0.55,
}
"""Logistic weights: how sure the best entry is."""

ANSWER_FROM = 0.5
"""Confidence from which a question is answered."""

CLARIFY_FROM = 0.46
"""Confidence from which the best entries are offered to choose from; below, the material does not have it."""
