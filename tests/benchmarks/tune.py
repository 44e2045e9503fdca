"""Chooses the engine's numbers from the golden questions: ``python -m tests.benchmarks.tune [--write]``.

Ranking weights: softmax regression over the candidates of each question. Confidence: logistic regression on whether
the best entry is right; questions that the material does not hold count as wrong. Thresholds: the curve is printed,
measured on the half of the questions that was not used. Standard library only, deterministic.
"""

from __future__ import annotations

import argparse
import math
import random
from pathlib import Path

from kadguide.answering import weights
from kadguide.answering.confidence import confidence_signals
from kadguide.answering.dialogue import complete, leans_on
from kadguide.answering.engine import Engine
from kadguide.answering.loading import load_engine
from kadguide.answering.question import Question, read_question
from kadguide.answering.ranking import Ranked
from kadguide.config import knowledge_root
from tests.golden import Golden, golden_dialogues, golden_questions

Vector = dict[str, float]
START: Vector = {
    "asked": 1.0, "told": 1.0, "phrasing": 3.0, "covered": 1.5, "missing": 0.0,
    "list_entry": 0.5, "member": 0.5, "section": 0.5, "other_section": -0.5, "ending": 0.0,
    "subject": 0.8, "other_subject": -0.6, "aspect": 0.5, "other_aspect": -0.2, "law": 0.4,
    "own_law": 1.2,
    "other_law": -0.8, "paragraph": 0.6, "other_paragraph": -2.0, "law_layer": 0.2, "unasked_past": -0.5,
    "excluded": -2.0,
    "article": 0.8, "own_article": 1.0,
    "other_article": -0.6,
    "paper": 0.2, "not_paper": -0.1, "thread": 0.5,
    "same_subject": 0.6, "same_topic": 0.3, "linked": 0.2, "repeated": -0.2,
}  # fmt: skip
"""What one would set by hand; tuning begins here, so that its result does not depend on earlier runs."""
WEIGHTS_FILE = Path(weights.__file__)


class Case:
    """One question with the candidates that the index offers."""

    def __init__(self, golden: Golden, question: Question, ranked: list[Ranked], *, in_dialogue: bool = False) -> None:
        self.golden = golden
        self.question = question
        self.ranked = ranked
        self.in_dialogue = in_dialogue

    def order(self, ranking: Vector) -> list[Ranked]:
        scored = [Ranked(r.card, sum(ranking[n] * v for n, v in r.signals.items()), r.signals) for r in self.ranked]
        return sorted(scored, key=lambda r: (-r.score, r.card.id))


def collect(engine: Engine) -> list[Case]:
    """Signals of every golden question; later turns of conversations with the context of the right answers."""
    ranker = engine.ranker
    cases = []
    for golden in golden_questions():
        question = read_question(golden.q, engine.vocabulary)
        cases.append(Case(golden, question, ranker.rank(question)))
    contexts = []
    for turns in golden_dialogues():
        context = None
        for text, entries in turns:
            golden = Golden(text, "id", "dialogue", entries)
            question = read_question(text, engine.vocabulary)
            known = [e for e in sorted(entries) if e in engine.snapshot.position]
            if context is not None and leans_on(question, context) and known:
                completed = complete(question, context)
                cases.append(Case(golden, completed, ranker.rank(completed, context), in_dialogue=True))
            if known:
                reply, told = engine.ask(text, context)
                right = bool(entries & set(reply.entries))
                context = told if right else engine.context_of(engine.choose(known[0], reply.lang))
                contexts.append(context)
    # What is not taught must be refused in the middle of a conversation, too.
    outside = [case.golden for case in cases if not case.golden.in_scope]
    for golden, context in zip(outside, contexts, strict=False):
        question = read_question(golden.q, engine.vocabulary)
        if leans_on(question, context):
            completed = complete(question, context)
            cases.append(Case(golden, completed, ranker.rank(completed, context), in_dialogue=True))
    return cases


def fit_ranking(cases: list[Case], start: Vector, epochs: int, pull: float) -> Vector:
    """Softmax regression towards the right candidates, pulled gently back to ``start``."""
    ranking = dict(start)
    shuffled = random.Random(7)  # noqa: S311 - an order, not a secret
    usable = [c for c in cases if any(r.card.id in c.golden.entries for r in c.ranked)]
    for epoch in range(epochs):
        rate = 0.08 / (1 + epoch / 6)
        shuffled.shuffle(usable)
        for case in usable:
            scores = [sum(ranking[n] * v for n, v in r.signals.items()) for r in case.ranked]
            top = max(scores)
            masses = [math.exp(s - top) for s in scores]
            whole = sum(masses)
            right = sum(m for m, r in zip(masses, case.ranked, strict=True) if r.card.id in case.golden.entries)
            gradient: Vector = {}
            for mass, ranked in zip(masses, case.ranked, strict=True):
                share = mass / whole - (mass / right if ranked.card.id in case.golden.entries else 0.0)
                if abs(share) > 1e-4:
                    for name, value in ranked.signals.items():
                        if value:
                            gradient[name] = gradient.get(name, 0.0) + share * value
            for name, value in gradient.items():
                ranking[name] -= rate * value
        for name, value in start.items():
            ranking[name] += pull * (value - ranking[name])
    return ranking


def fit_confidence(rows: list[tuple[Vector, float, float]], start: Vector, rounds: int = 25) -> Vector:
    """Logistic regression by Newton's method with a little ridge; rows are signals, label and weight."""
    names = list(start)
    logistic = [0.0] * len(names)
    data = [([signals[n] for n in names], label, weight) for signals, label, weight in rows]
    for _ in range(rounds):
        gradient = [-0.5 * w for w in logistic]
        hessian = [[0.5 * (i == j) for j in range(len(names))] for i in range(len(names))]
        for values, label, weight in data:
            z = sum(w * v for w, v in zip(logistic, values, strict=True))
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
            slope = weight * p * (1 - p)
            for i, value in enumerate(values):
                gradient[i] += weight * (label - p) * value
                for j, other in enumerate(values):
                    hessian[i][j] += slope * value * other
        logistic = [w + step for w, step in zip(logistic, solve(hessian, gradient), strict=True)]
    return dict(zip(names, logistic, strict=True))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with pivoting; the ridge keeps the matrix regular."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda r: abs(rows[r][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def confidence_rows(cases: list[Case], ranking: Vector) -> list[tuple[Vector, float, float]]:
    """Signals of the best entry and whether it is right."""
    rows = []
    for case in cases:
        order = case.order(ranking)
        if order:
            label = float(order[0].card.id in case.golden.entries)
            rows.append((confidence_signals(case.question, order, leaning=case.in_dialogue), label, 1.0))
    return rows


def curve(cases: list[Case], ranking: Vector, logistic: Vector) -> list[tuple[float, float, float, float]]:
    """Threshold, right and wrong share of questions in scope, share of the others that is refused."""
    sure = []
    for case in cases:
        order = case.order(ranking)
        if not order:
            sure.append((0.0, False, case.golden.in_scope))
            continue
        signals = confidence_signals(case.question, order, leaning=case.in_dialogue)
        p = 1 / (1 + math.exp(-sum(logistic[n] * v for n, v in signals.items())))
        sure.append((p, order[0].card.id in case.golden.entries, case.golden.in_scope))
    inside = [row for row in sure if row[2]]
    outside = [row for row in sure if not row[2]]
    return [
        (
            t,
            sum(p >= t and right for p, right, _ in inside) / max(1, len(inside)),
            sum(p >= t and not right for p, right, _ in inside) / max(1, len(inside)),
            sum(p < t for p, _, _ in outside) / max(1, len(outside)),
        )
        for t in (step / 20 for step in range(2, 19))
    ]


def accuracy(cases: list[Case], ranking: Vector) -> float:
    """Share of questions in scope whose best entry is right."""
    inside = [case for case in cases if case.golden.in_scope]
    hits = [case.order(ranking)[0].card.id in case.golden.entries for case in inside if case.ranked]
    return sum(hits) / max(1, len(inside))


def write(ranking: Vector, logistic: Vector) -> None:
    """Put the numbers into weights.py; the thresholds stay, they are chosen by a person from the curve."""
    text = WEIGHTS_FILE.read_text(encoding="utf-8")
    for name, table in (("RANKING", ranking), ("CONFIDENCE", logistic)):
        body = "".join(f'    "{key}": {value:.2f},\n' for key, value in table.items())
        head = f"{name}: dict[str, float] = {{\n"
        start = text.index(head) + len(head)
        text = text[:start] + body + text[text.index("}\n", start) :]
    WEIGHTS_FILE.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the numbers to kadguide/answering/weights.py")
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--pull", type=float, default=0.02)
    parser.add_argument("--all", action="store_true", help="tune on all questions, not only on half")
    args = parser.parse_args()
    cases = collect(load_engine(knowledge_root()))
    held = [case for case in cases if case.golden.held_out]
    tuning = cases if args.all else [case for case in cases if not case.golden.held_out]
    print(f"{len(tuning)} questions to tune, {len(held)} held out")
    before = accuracy(tuning, weights.RANKING), accuracy(held, weights.RANKING)
    print("best entry right, before: tuning {:.3f}, held out {:.3f}".format(*before))
    ranking = fit_ranking(tuning, START, args.epochs, args.pull)
    print(f"best entry right, after:  tuning {accuracy(tuning, ranking):.3f}, held out {accuracy(held, ranking):.3f}")
    logistic = fit_confidence(confidence_rows(tuning, ranking), weights.CONFIDENCE)
    for name, table in (("RANKING", ranking), ("CONFIDENCE", logistic)):
        print(name, {key: round(value, 2) for key, value in table.items()})
    print("held out: threshold, right, wrong, refused of what is not taught")
    for row in curve(held, ranking, logistic):
        print("  {:.2f}  {:.3f}  {:.3f}  {:.3f}".format(*row))
    print("the same for turns that lean on the conversation")
    for row in curve([case for case in held if case.in_dialogue], ranking, logistic):
        print("  {:.2f}  {:.3f}  {:.3f}  {:.3f}".format(*row))
    if args.write:
        write(ranking, logistic)


if __name__ == "__main__":
    main()
