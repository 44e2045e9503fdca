"""Makes the search index from a library; only when a snapshot is made."""

from __future__ import annotations

import math
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from operator import mul

from kadguide.answering.features import LETTERS, LETTERS_OF_ALL, Vector, families_of_words, word_features
from kadguide.answering.index import ANSWERED, ASKED
from kadguide.answering.lanes import NOTHING, all_at_once
from kadguide.answering.phrasings import Phrasings, brought_to
from kadguide.answering.postings import RECORD
from kadguide.answering.question import read_text
from kadguide.answering.training import Own, Weights, learn
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
    asked = Phrasings(letters)
    told: list[Vector] = []
    phrasing_starts, term_starts, place_starts = array("I", [0]), array("I", [0]), array("I", [0])
    terms, places = array("I"), array("H")
    for number, entry in enumerate(library.entries):
        titles = [title for title in (entry.title.id, entry.title.en) if title]
        read = [read_text(text, vocabulary) for text in (*entry.phrasings.all, *titles)]
        found = [families_of_words(text) for text in read]
        for text, (words, pairs, turns) in zip(read, found, strict=True):
            asked.add(number, words, pairs, turns, text.grams)
        parts = [part for text in (entry.body.id, entry.body.en) for part in text.split("\n\n") if part]
        body = _sum([word_features(read_text(part, vocabulary).terms) for part in parts])
        told.append(body)
        phrasing_starts.append(phrasing_starts[-1] + len(read))
        places_of: dict[int, list[int]] = {feature: [] for feature in body}
        for place, (words, *_) in enumerate(found):
            for feature in words:
                places_of.setdefault(feature, []).append(place)
        for feature in sorted(places_of):
            terms.append(feature)
            places.extend(places_of[feature])
            place_starts.append(len(places))
        term_starts.append(len(terms))
    asked.settle(size)
    order, idf = asked.order, asked.idf
    texts, totals = asked.texts()
    del asked
    weights, background = learn(texts, size, len(order))
    frequency = Counter(chain.from_iterable(told))
    body_order = {feature: at for at, feature in enumerate(sorted(frequency))}
    body_idf = [math.log(1 + size / frequency[feature]) for feature in body_order]
    cosines = []
    for body in told:
        at = [body_order[feature] for feature in sorted(body)]
        weighted = [body[feature] * body_idf[body_order[feature]] for feature in sorted(body)]
        cosines.append(Own(array("I", at), array("d", brought_to(1.0, weighted))))
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


def _sum(vectors: Sequence[Vector]) -> Vector:
    """The sum of the vectors, each scaled to unit length first."""
    total: Vector = defaultdict(float)
    for vector in vectors:
        length = math.sqrt(sum(value * value for value in vector.values()))
        for feature, value in sorted(vector.items()):
            total[feature] += value / length
    return total


def _postings(
    name: str, order: Mapping[int, int], idf: Sequence[float], weights: Weights, background: Sequence[float]
) -> dict[str, bytes]:
    """Weights per entry, turned into feature → entries; a matrix for what many entries have."""
    size = len(weights)
    counts = [0] * len(order)
    highest = 0.0
    for features, values in weights:
        for feature in features:
            counts[feature] += 1
        if values:
            highest = max(highest, *values, -min(values))
    scale = highest / _HIGHEST or 1.0
    starts, columns = array("I", bytes(4 * len(order))), array("i", bytes(4 * len(order)))
    width = total = 0
    for at in order.values():
        starts[at] = total
        if counts[at] > size * DENSE:
            width += 1
            columns[at] = -width
        else:
            total += counts[at]
    lanes = all_at_once(size)
    step, row = (size, 1) if lanes else (1, width)  # lanes lie column by column
    dense = array("I", [NOTHING]) * (size * width) if lanes else array("h", bytes(2 * size * width))
    kind = "H" if size <= _HIGHEST else "I"
    entries, stored = array(kind, bytes(array(kind).itemsize * total)), array("h", bytes(2 * total))
    place = [column or start for column, start in zip(columns, starts, strict=True)]
    for entry, (features, values) in enumerate(weights):
        for feature, weight in zip(features, map(round, map(mul, values, repeat(1 / scale))), strict=True):
            at = place[feature]
            if at < 0:
                dense[(-1 - at) * step + entry * row] += weight
            else:
                entries[at], stored[at] = entry, weight
                place[feature] = at + 1
    bits = max(8, (len(order) // FEATURES_A_BUCKET).bit_length())
    records = bytearray()
    buckets = array("I", [0])
    for feature, at in order.items():
        while len(buckets) <= feature >> 32 - bits:
            buckets.append(len(records) // RECORD.size)
        record = RECORD.pack(idf[at], background[at], starts[at], columns[at] or counts[at])
        records += feature.to_bytes(4, sys.byteorder) + record[4:]
    buckets.extend([len(records) // RECORD.size] * ((1 << bits) + 1 - len(buckets)))
    return {
        f"{name}_records": bytes(records),
        f"{name}_buckets": buckets.tobytes(),
        f"{name}_entries": entries.tobytes(),
        f"{name}_weights": stored.tobytes(),
        f"{name}_dense": dense.tobytes(),
        f"{name}_scale": array("d", [scale]).tobytes(),
    }
