"""Learns how much each feature speaks for each entry, from the phrasings; only when a snapshot is made.

Two steps. *Counting*: the logarithm of how much more often a feature stands in the phrasings of an entry than a small
constant, as in naive Bayes on texts of unit length (Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes
text classifiers"). *Refining*: every phrasing is asked of the others (its own share is taken out of its entry first),
and where other entries come near, logistic regression over all entries moves the weights apart. A phrasing that its own
entry recognises without it teaches nothing, so what is learned is what a new wording needs.

The regression is held back by a ridge and solved in its dual form (Yu, Huang and Lin 2011, "Dual coordinate descent
methods for logistic regression and maximum entropy models"): a weight is the sum of what each phrasing gives to it, and
a phrasing gives as much as it is doubted. So it settles in a few rounds, without a rate that has to fall.
"""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import nlargest
from itertools import repeat
from operator import mul, truediv
from typing import NamedTuple

RARE = 0.005
"""Share of a text's length that a feature needs to count; smoothing of naive Bayes."""
RARE_OF_ONE = 0.022
"""The same for refined weights, where entries have one phrasing.

It falls with the root of how many phrasings an entry has, as the doubt in a share does that is counted from so many.
"""
RIVALS = 8
"""Other entries that a phrasing is told apart from: the nearest ones. All others count together, as they stood."""
NEAR = 0.01
"""Share of the probability from which an entry is a rival."""
CERTAINTY = 0.4
"""How much one unit of counted evidence is worth in the regression; small values leave more to refine."""
RIDGE = 0.3
"""What holds the learned weights back, so that they fit new wordings too."""
ROUNDS = 4
PACE = 0.4
"""Part of the way to the doubt of a phrasing that one step goes; the features of a phrasing move together."""
SETTLED = 0.05
"""Doubt below which a phrasing counts as recognised."""
SMALLEST_STEP = 0.01
"""Change of what a phrasing gives to an entry below which it is left as it is."""
MOST_REFINED = 20_000
"""Phrasings up to which weights are refined; beyond, refining takes minutes and wins little over counting."""
_POSTINGS_READ = 1000
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


class Own(NamedTuple):
    """The features of one entry and the weight of each, side by side: much less to keep than a dictionary."""

    features: array[int]
    weights: array[float]


Weights = list[Own]
"""The weights of every entry."""
_Tables = list[dict[int, float]]
"""The same while they are learned."""


def learn(texts: Texts, size: int, features: int) -> tuple[Weights, Sequence[float]]:
    """Weights of every one of ``features`` in each of ``size`` entries, and each feature's background, for the index.

    The background is what a feature says for an entry on average.
    """
    refined = len(texts) <= MOST_REFINED and size > 1
    rare = RARE_OF_ONE * math.sqrt(size / max(len(texts), 1)) if refined else RARE
    background = array("d", bytes(8 * features))
    weights: Weights = []
    shares: _Tables = []
    for own in _shares(texts, size):
        for feature, share in own.items():
            background[feature] += share
        counted = map(math.log1p, map(truediv, own.values(), repeat(rare)))
        weights.append(Own(array("I", own), array("d", counted)))
        if refined:
            shares.append(own)
    for feature in range(features):
        background[feature] = math.log1p(background[feature] / size / rare)
    if refined:
        tables = [dict(zip(*own, strict=True)) for own in weights]
        _refine(texts, shares, tables, features, rare)
        weights = [Own(array("I", own), array("d", own.values())) for own in tables]
    return weights, background


def _shares(texts: Texts, size: int) -> Iterator[dict[int, float]]:
    """The mean of the vectors of each entry."""
    entry = -1
    for following, own in texts.by_entry():
        yield from ({} for _ in range(entry + 1, following))
        entry = following
        total: dict[int, float] = {}
        get = total.get
        for text in own:
            for feature, value in zip(*texts.vector(text), strict=True):
                total[feature] = get(feature, 0.0) + value / len(own)
        yield total
    yield from ({} for _ in range(entry + 1, size))


class _Case(NamedTuple):
    """A phrasing with the entries that it is told apart from; its own comes first."""

    text: int
    entries: list[int]
    base: list[float]
    """What is counted for each of the entries."""
    elsewhere: float
    """Mass of all other entries."""
    given: list[float]
    """What the phrasing gives to the weights of each of the entries."""


def _refine(texts: Texts, shares: _Tables, counted: _Tables, features: int, rare: float) -> None:
    """Adds to ``counted`` what tells the phrasings of near entries apart."""
    cases = list(_doubtful(texts, shares, counted, features, rare))
    learned: _Tables = [{} for _ in counted]
    order = random.Random(7)  # noqa: S311 - an order, not a secret
    for _ in range(ROUNDS):
        order.shuffle(cases)
        for text, entries, base, elsewhere, given in cases:
            found, values = texts.vector(text)
            masses = [
                math.exp(known + sum(map(mul, values, map(learned[e].get, found, repeat(0.0)))))
                for e, known in zip(entries, base, strict=True)
            ]
            whole = sum(masses) + elsewhere
            for place, (entry, mass) in enumerate(zip(entries, masses, strict=True)):
                step = PACE * ((not place) - mass / whole - given[place])
                if abs(step) >= SMALLEST_STEP:
                    given[place] += step
                    _move(learned[entry], counted[entry], found, values, step / RIDGE)
    for weights, more in zip(counted, learned, strict=True):
        for feature, value in more.items():
            weights[feature] += value / CERTAINTY


def _doubtful(texts: Texts, shares: _Tables, counted: _Tables, features: int, rare: float) -> Iterator[_Case]:
    """The phrasings that their own entry does not surely recognise without them."""
    gather = _evidence_gatherer(counted, features)
    for entry, own in texts.by_entry():
        for text in own:
            found, values = texts.vector(text)
            gathered = gather(found, values)
            gathered.pop(entry, None)
            entries = [entry, *nlargest(RIVALS, gathered, key=gathered.__getitem__)]
            scores = [sum(map(mul, values, _without(shares[entry], found, values, len(own), rare)))]
            scores += [sum(map(mul, values, map(counted[r].get, found, repeat(0.0)))) for r in entries[1:]]
            base = [CERTAINTY * score for score in scores]
            masses = list(map(math.exp, base))
            # What was not gathered of the others is about what was not gathered of the rivals.
            missed = sum(scores[1:]) - sum(gathered.pop(rival) for rival in entries[1:])
            usual = math.exp(CERTAINTY * missed / max(1, len(entries) - 1))
            others = sum(math.exp(CERTAINTY * score) for score in gathered.values())
            elsewhere = usual * (others + len(counted) - len(entries) - len(gathered))
            whole = sum(masses) + elsewhere
            if 1 - masses[0] / whole < SETTLED:
                continue
            near = [place for place, mass in enumerate(masses) if not place or mass >= NEAR * whole]
            elsewhere = whole - sum(masses[place] for place in near)
            yield _Case(text, [entries[p] for p in near], [base[p] for p in near], elsewhere, [0.0] * len(near))


def _move(weights: dict[int, float], known: dict[int, float], found: list[int], values: list[float], by: float) -> None:
    """Adds ``by`` times the text to ``weights``, for the features that the entry has at all."""
    for feature, value in zip(found, values, strict=True):
        if feature in known:
            weights[feature] = weights.get(feature, 0.0) + by * value


def _without(shares: dict[int, float], found: list[int], values: list[float], texts: int, rare: float) -> list[float]:
    """The counted weights of an entry for the features of one of its texts, had it not this text."""
    if texts == 1:
        return [0.0] * len(found)
    rest = texts - 1
    return [
        math.log1p(max(0.0, shares[feature] * texts - value) / rest / rare)
        for feature, value in zip(found, values, strict=True)
    ]


def _evidence_gatherer(counted: _Tables, features: int) -> Callable[[list[int], list[float]], dict[int, float]]:
    """A function that sums what the rarer features of a text speak for the entries."""
    postings: list[list[int]] = [[] for _ in range(features)]
    worth: list[list[float]] = [[] for _ in range(features)]
    for entry, weights in enumerate(counted):
        for feature, weight in weights.items():
            postings[feature].append(entry)
            worth[feature].append(weight)

    def gather(found: list[int], values: list[float]) -> dict[int, float]:
        scores: dict[int, float] = {}
        read = 0
        for feature, value in sorted(zip(found, values, strict=True), key=lambda pair: len(postings[pair[0]])):
            read += len(postings[feature])
            if read > _POSTINGS_READ:
                break
            for other, weight in zip(postings[feature], worth[feature], strict=True):
                scores[other] = scores.get(other, 0.0) + value * weight
        return scores

    return gather
