"""Makes the search index from a library; only when a snapshot is made."""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, groupby, repeat
from operator import itemgetter, mul

from kadguide.answering.features import (
    FAMILY_WEIGHTS,
    LETTERS,
    LETTERS_OF_ALL,
    Families,
    Vector,
    families,
    word_features,
)
from kadguide.answering.index import ANSWERED, ASKED
from kadguide.answering.lanes import NOTHING, all_at_once
from kadguide.answering.postings import RECORD
from kadguide.answering.question import read_text
from kadguide.answering.training import Texts, Weights, learn
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.library import Library

DENSE = 1 / 6
"""Share of all entries from which a feature is stored with a weight for every entry."""
FEATURES_A_BUCKET = 4
"""Features that share a bucket on average."""
_HIGHEST = 32_767
"""Weights are stored as whole numbers of 16 bits."""


def build_index(library: Library, vocabulary: Vocabulary) -> dict[str, bytes]:
    """The arrays of the index, as bytes by name. The same library gives the same bytes."""
    size = len(library.entries)
    letters = LETTERS if vocabulary.tells_content or not all_at_once(size) else LETTERS_OF_ALL
    asked: list[tuple[int, Families]] = []
    told: list[Vector] = []
    phrasing_starts, term_starts, place_starts = array("I", [0]), array("I", [0]), array("I", [0])
    terms, places = array("I"), array("H")
    for number, entry in enumerate(library.entries):
        titles = [title for title in (entry.title.id, entry.title.en) if title]
        read = [families(read_text(text, vocabulary), letters) for text in (*entry.phrasings.all, *titles)]
        asked += [(number, text) for text in read]
        parts = [part for text in (entry.body.id, entry.body.en) for part in text.split("\n\n")]
        body = _sum([word_features(read_text(part, vocabulary).terms) for part in parts])
        told.append(body)
        phrasing_starts.append(phrasing_starts[-1] + len(read))
        places_of: dict[int, list[int]] = {feature: [] for feature in body}
        for place, (words, *_) in enumerate(read):
            for feature in words:
                places_of.setdefault(feature, []).append(place)
        for feature in sorted(places_of):
            terms.append(feature)
            places.extend(places_of[feature])
            place_starts.append(len(places))
        term_starts.append(len(terms))
    asked = _without_single_pairs(asked)
    idf = _idf(size, ((number, vector) for number, text in asked for vector in text))
    order = {feature: position for position, feature in enumerate(sorted(idf))}
    texts = Texts()
    totals = array("f")
    for number, text in asked:
        found: list[int] = []
        values: list[float] = []
        for vector, length in zip(text, FAMILY_WEIGHTS, strict=True):
            features, scaled = _scaled(vector, idf, length)
            found.extend(map(order.__getitem__, features))
            values.extend(scaled)
        texts.add(number, found, values)
        totals.append(sum(value * idf[feature] for feature, value in sorted(text[0].items())))
    del asked
    weights, background = learn(texts, size, len(order))
    body_idf = _idf(size, enumerate(told))
    body_order = {feature: position for position, feature in enumerate(sorted(body_idf))}
    cosines: Weights = []
    for vector in told:
        features, scaled = _scaled(vector, body_idf, 1.0)
        cosines.append(dict(zip(map(body_order.__getitem__, features), scaled, strict=True)))
    arrays: dict[str, array[int] | array[float]] = {
        "phrasing_starts": phrasing_starts, "phrasing_totals": totals,
        "term_starts": term_starts, "entry_terms": terms, "place_starts": place_starts, "places": places,
    }  # fmt: skip
    return {
        "letters": bytes((letters,)),
        **{name: values.tobytes() for name, values in arrays.items()},
        **_postings(ASKED, order, idf, weights, background),
        **_postings(ANSWERED, body_order, body_idf, cosines, [0.0] * len(body_order)),
    }


def _without_single_pairs(asked: list[tuple[int, Families]]) -> list[tuple[int, Families]]:
    """The texts without the pairs and turns that stand in one text only: they tell nothing of a new wording."""
    seen: set[int] = set()
    repeated: set[int] = set()
    for _, (_, pairs, _, turns) in asked:
        for found in (pairs, turns):
            repeated.update(seen.intersection(found))
            seen.update(found)
    return [
        (number, (words, _kept(pairs, repeated), grams, _kept(turns, repeated)))
        for number, (words, pairs, grams, turns) in asked
    ]


def _kept(vector: Vector, repeated: set[int]) -> Vector:
    return {feature: value for feature, value in vector.items() if feature in repeated}


def _sum(vectors: Sequence[Vector]) -> Vector:
    """The sum of the vectors, each scaled to unit length first."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        length = math.sqrt(sum(value * value for value in vector.values()))
        for feature, value in sorted(vector.items()):
            total[feature] += value / length
    return total


def _scaled(vector: Vector, idf: Mapping[int, float], length: float) -> tuple[list[int], list[float]]:
    """The features of the vector in order, and its values weighted by idf and brought to ``length``."""
    features = sorted(vector)
    weighted = list(map(mul, map(vector.__getitem__, features), map(idf.__getitem__, features)))
    scale = length / (math.sqrt(sum(map(mul, weighted, weighted))) or 1.0)
    return features, [value * scale for value in weighted]


def _idf(size: int, seen: Iterable[tuple[int, Iterable[int]]]) -> dict[int, float]:
    """Inverse document frequency, log(1 + entries / entries with the feature).

    ``seen`` are entries with features that they have, the texts of one entry one after another.
    """
    frequency: Counter[int] = Counter()
    for _, texts in groupby(seen, key=itemgetter(0)):
        frequency.update(set(chain.from_iterable(features for _, features in texts)))
    return {feature: math.log(1 + size / count) for feature, count in frequency.items()}


def _postings(
    name: str, order: Mapping[int, int], idf: Mapping[int, float], weights: Weights, background: Sequence[float]
) -> dict[str, bytes]:
    """Weights per entry, turned into feature → entries; a matrix for what many entries have."""
    size = len(weights)
    counts = array("I", bytes(4 * len(order)))
    highest = 0.0
    for own in weights:
        for feature in own:
            counts[feature] += 1
        if own:
            highest = max(highest, *own.values(), -min(own.values()))
    scale = highest / _HIGHEST or 1.0
    column_of = array("i", [-1]) * len(order)
    width = total = 0
    starts = array("I", bytes(4 * len(order)))
    for at, count in enumerate(counts):
        starts[at] = total
        if count > size * DENSE:
            column_of[at] = width
            width += 1
        else:
            total += count
    lanes = all_at_once(size)
    step, row = (size, 1) if lanes else (1, width)  # lanes lie column by column
    dense = array("I", [NOTHING]) * (size * width) if lanes else array("h", bytes(2 * size * width))
    kind = "H" if size <= _HIGHEST else "I"
    entries, values = array(kind, bytes(array(kind).itemsize * total)), array("h", bytes(2 * total))
    place = array("I", starts)
    for entry, own in enumerate(weights):
        for feature, stored in zip(own, map(round, map(mul, own.values(), repeat(1 / scale))), strict=True):
            if (column := column_of[feature]) >= 0:
                dense[column * step + entry * row] += stored
            else:
                at = place[feature]
                entries[at], values[at] = entry, stored
                place[feature] = at + 1
    bits = max(8, (len(order) // FEATURES_A_BUCKET).bit_length())
    records = bytearray()
    buckets = array("I", [0])
    for feature, at in order.items():
        while len(buckets) <= feature >> 32 - bits:
            buckets.append(len(records) // RECORD.size)
        count = counts[at] if column_of[at] < 0 else -1 - column_of[at]
        record = RECORD.pack(idf[feature], background[at], starts[at], count)
        records += feature.to_bytes(4, sys.byteorder) + record[4:]
    buckets.extend([len(records) // RECORD.size] * ((1 << bits) + 1 - len(buckets)))
    return {
        f"{name}_records": bytes(records),
        f"{name}_buckets": buckets.tobytes(),
        f"{name}_entries": entries.tobytes(),
        f"{name}_weights": values.tobytes(),
        f"{name}_dense": dense.tobytes(),
        f"{name}_scale": array("d", [scale]).tobytes(),
    }
