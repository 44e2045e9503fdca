"""The features of all phrasings in flat arrays: numbered, weighed, and without what stands in one text only."""

from __future__ import annotations

import math

import pytest

from kadguide.answering.features import (
    FAMILY_WEIGHTS,
    LETTERS,
    gram_features,
    hash_of,
    pair_features,
    turn_features,
    word_features,
)
from kadguide.answering.phrasings import Phrasings, brought_to

ROWS = (
    (0, "biaya air bersih"),
    (0, "berapa biaya air"),
    (2, "biaya air minum kota"),
    (2, "sampah kota"),
)
"""Entries with what is asked of them; one in between has nothing."""
SIZE = 3


def settled(rows: tuple[tuple[int, str], ...] = ROWS) -> Phrasings:
    phrasings = Phrasings(LETTERS)
    for entry, text in rows:
        words = text.split()
        phrasings.add(entry, word_features(words), pair_features(words), turn_features(words), words)
    phrasings.settle(SIZE)
    return phrasings


def test_features_are_in_the_order_of_their_hashes() -> None:
    order = settled().order
    assert list(order) == sorted(order)
    assert sorted(order.values()) == list(range(len(order)))


@pytest.mark.parametrize(
    ("feature", "entries"),
    [
        (hash_of("wbiaya"), 2),
        (hash_of("wsampah"), 1),
        (*pair_features(("biaya", "air")), 2),
        (next(iter(gram_features(("sampah",), LETTERS))), 1),
        (hash_of("t\tbiaya"), 2),
    ],
)
def test_what_few_entries_have_weighs_more(feature: int, entries: int) -> None:
    phrasings = settled()
    assert phrasings.idf[phrasings.order[feature]] == math.log(1 + SIZE / entries)


@pytest.mark.parametrize("pair", [("air", "bersih"), ("berapa", "air"), ("sampah", "kota")])
def test_pairs_of_one_text_are_left_out(pair: tuple[str, str]) -> None:
    assert settled().order.keys().isdisjoint(pair_features(pair))


def test_a_text_has_all_families_each_of_its_length() -> None:
    phrasings = settled()
    texts, totals = phrasings.texts()
    assert list(texts.entries) == [entry for entry, _ in ROWS]
    for number, (_, text) in enumerate(ROWS):
        words = text.split()
        found = dict(zip(*texts.vector(number), strict=True))
        families = (word_features(words), pair_features(words), gram_features(words, LETTERS), turn_features(words))
        for family, length in zip(families, FAMILY_WEIGHTS, strict=True):
            values = [found.pop(phrasings.order[feature]) for feature in family if feature in phrasings.order]
            assert not values or math.hypot(*values) == pytest.approx(length)
        assert not found
        idf = [phrasings.idf[phrasings.order[feature]] for feature in word_features(words)]
        assert totals[number] == pytest.approx(sum(idf))


def test_nearer_pairs_weigh_more() -> None:
    phrasings = settled(((0, "air minum bersih"), (1, "air minum bersih")))
    found = dict(zip(*phrasings.texts()[0].vector(0), strict=True))
    near, far = (found[phrasings.order[next(iter(pair_features(p)))]] for p in (("air", "minum"), ("air", "bersih")))
    assert far == pytest.approx(0.6 * near)


def test_nothing_has_no_length() -> None:
    assert brought_to(0.7, []) == []
    assert brought_to(0.7, [0.0]) == [0.0]
