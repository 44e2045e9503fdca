"""What is measured of an engine, in the process that holds nothing but this engine."""

from __future__ import annotations

import gc
import json
import math
import re
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks.engines import PHRASINGS, Peer, Ranking, make
from tests.benchmarks.intents import Data, Query, read_data

TIMED_QUESTIONS = 1000
NOTHING_FOUND = -math.inf
"""Score of an engine that finds nothing: no threshold lets it answer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one engine; shares from 0 to 1, ``None`` where the data or the machine do not give one."""

    right: float
    top3: float
    right_at_threshold: float | None
    refused: float | None
    auroc: float | None
    p50: float
    p99: float
    build: float
    grown: float | None
    peak: float | None
    stored: float | None
    question: str
    """A question in scope, and in ``answer`` the labels of its answer: what a cold start is asked, and must say."""
    answer: list[str]

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def measure(name: str, work: Path) -> Measured:
    """Build the engine ``name`` on the data in the folder ``work``, ask it everything, store its index there."""
    data = read_data(work / "data.json")
    peer = make(name, work / name, shipped=data.shipped)
    gc.collect()
    before = memory("VmRSS")
    peer.prepare()
    start = time.perf_counter()
    peer.build(data.phrasings)
    build = time.perf_counter() - start
    peer.calibrate([(query.text, query.labels) for query in data.valid])
    scored = [(query, peer.best(query.text)) for query in data.valid]
    ranked = [(query, peer.rank(query.text)) for query in data.test]
    times = _times(peer, data.test)
    gc.collect()
    after, peak = memory("VmRSS"), memory("VmHWM")
    inside = next(query for query in data.test if query.labels)
    answer = [label for label, _ in peer.best(inside.text)]
    stored = None
    if peer.stored:
        peer.save()
        stored = peer.stored_bytes() / 1e6
    else:
        (work / name / PHRASINGS).write_text(json.dumps(data.phrasings), encoding="utf-8")
    peer.close()
    right, top3 = _accuracy(ranked)
    at_threshold, refused, area = _refusing(data, scored, [(query, ranking[:1]) for query, ranking in ranked])
    grown = None if before is None or after is None else after - before
    return Measured(
        right, top3, at_threshold, refused, area, percentile(times, 50), percentile(times, 99), build,
        grown, peak, stored, inside.text, answer,
    )  # fmt: skip


def _times(peer: Peer, queries: Sequence[Query]) -> list[float]:
    """Microseconds of each of at most :data:`TIMED_QUESTIONS`, evenly spread."""
    step = math.ceil(len(queries) / TIMED_QUESTIONS)
    times = []
    for query in queries[::step]:
        start = time.perf_counter_ns()
        peer.best(query.text)
        times.append((time.perf_counter_ns() - start) / 1000)
    return times


def _accuracy(ranked: Sequence[tuple[Query, Ranking]]) -> tuple[float, float]:
    """Of the questions in scope: the share whose best label is right, and that with a right one among three."""
    inside = [(query, [label for label, _ in ranking]) for query, ranking in ranked if query.labels]
    best = sum(bool(query.labels & set(labels[:1])) for query, labels in inside)
    any_of_three = sum(bool(query.labels & set(labels[:3])) for query, labels in inside)
    return best / len(inside), any_of_three / len(inside)


def _refusing(
    data: Data, valid: Sequence[tuple[Query, Ranking]], test: Sequence[tuple[Query, Ranking]]
) -> tuple[float | None, float | None, float | None]:
    """In scope right and out of scope refused at the threshold that ``valid`` chooses; and the AUROC."""
    outside = [_score(ranking) for query, ranking in test if not query.labels]
    inside = [(_score(ranking), _is_right(query, ranking)) for query, ranking in test if query.labels]
    if not outside:
        return None, None, None
    area = auroc([score for score, _ in inside], outside)
    known = [(_score(ranking), _is_right(query, ranking)) for query, ranking in valid if query.labels]
    unknown = [_score(ranking) for query, ranking in valid if not query.labels]
    if not known or not unknown:
        return None, None, area
    threshold = best_threshold(known, unknown)
    right = sum(right and score >= threshold for score, right in inside) / len(inside)
    return right, sum(score < threshold or score == NOTHING_FOUND for score in outside) / len(outside), area


def _score(ranking: Ranking) -> float:
    return ranking[0][1] if ranking else NOTHING_FOUND


def _is_right(query: Query, ranking: Ranking) -> bool:
    return bool(ranking) and ranking[0][0] in query.labels


def best_threshold(inside: Sequence[tuple[float, bool]], outside: Sequence[float]) -> float:
    """The score from which to answer.

    It maximises the mean of two shares: questions in scope that are answered right, questions out of scope that are
    refused. ``inside`` has score and whether the answer is right. The threshold lies halfway between two scores; of
    equally good ones the lowest counts.
    """
    scores = sorted({score for score, _ in inside} | set(outside))
    right = dict.fromkeys(scores, 0)
    refused = dict.fromkeys(scores, 0)
    for score, is_right in inside:
        right[score] += is_right
    for score in outside:
        refused[score] += 1
    value = sum(right.values()) / len(inside)
    best, threshold = value, scores[0]
    for score, following in zip(scores, [*scores[1:], math.inf], strict=True):
        value += refused[score] / len(outside) - right[score] / len(inside)
        if value > best + 1e-12:
            middle = (score + following) / 2
            best, threshold = value, middle if math.isfinite(middle) else following
    return threshold


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """Probability that a question in scope scores higher than one out of scope; a tie counts half."""
    sides = sorted([(score, 1) for score in inside] + [(score, 0) for score in outside])
    wins = 0.0
    below = at = 0
    while at < len(sides):
        end = at
        while end < len(sides) and sides[end][0] == sides[at][0]:
            end += 1
        here = sum(side for _, side in sides[at:end])
        others = end - at - here
        wins += here * (below + others / 2)
        below += others
        at = end
    return wins / (len(inside) * len(outside))


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that ``percent`` of ``values`` do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def memory(kind: str) -> float | None:
    """Memory of this process in MB, ``VmRSS`` now or ``VmHWM`` at most; ``None`` where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(rf"^{kind}:\s+(\d+) kB", status, re.M)
    return int(found.group(1)) / 1000 if found else None
