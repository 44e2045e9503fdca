"""Learns how much each feature speaks for each entry, from the phrasings; only when a snapshot is made.

Two steps. *Counting*: the logarithm of how much more often a feature stands in the phrasings of an entry than a small
constant, as in naive Bayes on texts of unit length (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes
text classifiers"). *Refining*: every phrasing is asked of the others (its own share is taken out of its entry first),
and where a rival entry comes near, logistic regression moves the weights of the two apart. A phrasing that its own
entry recognises without it teaches nothing, so what is learned is what a new wording needs.
"""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest
from itertools import repeat
from operator import mul

RARE = 0.005
"""Share of a text's length that a feature needs to count; smoothing of naive Bayes."""
RIVALS = 8
"""Other entries that a phrasing is told apart from: the nearest ones."""
CERTAINTY = 0.4
"""How much one unit of counted evidence is worth in the regression; small values leave more to refine."""
ROUNDS = 8
RATE = 1.0
SETTLED = 0.05
"""Doubt below which a phrasing counts as recognised."""
SMALLEST_STEP = 0.03
"""Share of a correction below which a rival is left as it is."""
MOST_REFINED = 20_000
"""Phrasings up to which weights are refined; beyond, refining takes minutes and wins little over counting."""
_POSTINGS_READ = 2000
"""Entries looked at to find the rivals of one phrasing, the rarest features first."""


class Texts:
    """Texts as sparse vectors in flat arrays, to keep a hundred thousand of them in little memory."""

    def __init__(self) -> None:
        self.entries = array("I")
        self._starts = array("Q", [0])
        self._features = array("I")
        self._values = array("f")

    def add(self, entry: int, features: Sequence[int], values: Sequence[float]) -> None:
        """Add one text of ``entry``: positions of its features and their values."""
        self.entries.append(entry)
        self._features.extend(features)
        self._values.extend(values)
        self._starts.append(len(self._features))

    def __len__(self) -> int:
        return len(self.entries)

    def vector(self, text: int) -> tuple[list[int], list[float]]:
        """Features and values of one text."""
        start, end = self._starts[text], self._starts[text + 1]
        return self._features[start:end].tolist(), self._values[start:end].tolist()

    def by_entry(self) -> Iterator[tuple[int, range]]:
        """Each entry with its texts; they were added entry by entry."""
        start = 0
        for position in range(1, len(self) + 1):
            if position == len(self) or self.entries[position] != self.entries[start]:
                yield self.entries[start], range(start, position)
                start = position


Weights = list[dict[int, float]]
"""Per entry: feature → weight."""


def learn(texts: Texts, size: int, features: int) -> tuple[Weights, Sequence[float]]:
    """Weights of every one of ``features`` in each of ``size`` entries, and each feature's background, for the index.

    The background is what a feature says for an entry on average.
    """
    shares = _shares(texts, size)
    background = array("d", bytes(8 * features))
    for own in shares:
        for feature, share in own.items():
            background[feature] += share
    for feature in range(features):
        background[feature] = math.log1p(background[feature] / size / RARE)
    refined = len(texts) <= MOST_REFINED and size > 1
    counted = [dict(own) for own in shares] if refined else shares
    for own in counted:
        for feature, share in own.items():
            own[feature] = math.log1p(share / RARE)
    if refined:
        _refine(texts, shares, counted, features)
    return counted, background


def _shares(texts: Texts, size: int) -> Weights:
    """The mean of the vectors of each entry."""
    shares: Weights = [{} for _ in range(size)]
    for entry, own in texts.by_entry():
        total = shares[entry]
        get = total.get
        for text in own:
            for feature, value in zip(*texts.vector(text), strict=True):
                total[feature] = get(feature, 0.0) + value / len(own)
    return shares


def _refine(texts: Texts, shares: Weights, counted: Weights, features: int) -> None:
    """Adds to ``counted`` what tells the phrasings of near entries apart."""
    find_rivals = _rival_finder(counted, features)
    cases: list[tuple[int, list[int], list[float]]] = []
    for entry, own in texts.by_entry():
        for text in own:
            found, values = texts.vector(text)
            rivals = find_rivals(found, values, entry)
            without = _without(shares[entry], found, values, len(own))
            base = [sum(map(mul, values, without))]
            base += [sum(map(mul, values, map(counted[r].get, found, repeat(0.0)))) for r in rivals]
            cases.append((text, [entry, *rivals], [CERTAINTY * value for value in base]))
    learned: Weights = [{} for _ in counted]
    order = random.Random(7)  # noqa: S311 - an order, not a secret
    for done in range(ROUNDS):
        rate = RATE / (1 + done / 2)
        order.shuffle(cases)
        unsettled = []
        for case in cases:
            text, entries, base = case
            found, values = texts.vector(text)
            scores = [
                known + sum(map(mul, values, map(learned[e].get, found, repeat(0.0))))
                for e, known in zip(entries, base, strict=True)
            ]
            top = max(scores)
            masses = [math.exp(score - top) for score in scores]
            whole = sum(masses)
            steps = [(e, -rate * mass / whole) for e, mass in zip(entries, masses, strict=True)]
            steps[0] = (entries[0], rate + steps[0][1])
            if steps[0][1] < SETTLED * rate:
                continue
            unsettled.append(case)
            for entry, step in steps:
                if abs(step) >= SMALLEST_STEP * rate:
                    _move(learned[entry], counted[entry], found, values, step)
        cases = unsettled
    for weights, more in zip(counted, learned, strict=True):
        for feature, value in more.items():
            weights[feature] += value / CERTAINTY


def _move(weights: dict[int, float], known: dict[int, float], found: list[int], values: list[float], by: float) -> None:
    """Adds ``by`` times the text to ``weights``, for the features that the entry has at all."""
    for feature, value in zip(found, values, strict=True):
        if feature in known:
            weights[feature] = weights.get(feature, 0.0) + by * value


def _without(shares: dict[int, float], found: list[int], values: list[float], texts: int) -> list[float]:
    """The counted weights of an entry for the features of one of its texts, had it not this text."""
    if texts == 1:
        return [0.0] * len(found)
    rest = texts - 1
    return [
        math.log1p(max(0.0, shares[feature] * texts - value) / rest / RARE)
        for feature, value in zip(found, values, strict=True)
    ]


def _rival_finder(counted: Weights, features: int) -> Callable[[list[int], list[float], int], list[int]]:
    """A function that names the entries nearest to a text, other than its own."""
    postings: list[list[int]] = [[] for _ in range(features)]
    worth: list[list[float]] = [[] for _ in range(features)]
    for entry, weights in enumerate(counted):
        for feature, weight in weights.items():
            postings[feature].append(entry)
            worth[feature].append(weight)

    def find(found: list[int], values: list[float], entry: int) -> list[int]:
        scores: dict[int, float] = {}
        read = 0
        for feature, value in sorted(zip(found, values, strict=True), key=lambda pair: len(postings[pair[0]])):
            read += len(postings[feature])
            if read > _POSTINGS_READ:
                break
            for other, weight in zip(postings[feature], worth[feature], strict=True):
                scores[other] = scores.get(other, 0.0) + value * weight
        scores.pop(entry, None)
        return nlargest(RIVALS, scores, key=scores.__getitem__)

    return find
