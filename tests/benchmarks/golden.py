"""How the golden questions are answered: ``python -m tests.benchmarks.golden [--save FILE] [--against FILE]``.

Prints, per kind, how many are answered right, answered wrong, asked back and refused. ``--against`` names what a change
won and lost since a saved run.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from kadguide.answering.engine import Engine
from kadguide.answering.loading import load_engine
from kadguide.config import knowledge_root
from tests.golden import golden_dialogues, golden_questions, is_right, play

OUTCOMES = ("right", "wrong", "asked", "refused")


def outcome(engine: Engine, question: str, entries: frozenset[str]) -> str:
    """One of :data:`OUTCOMES`; for what is not taught, a correction counts as a refusal."""
    reply, _ = engine.ask(question)
    if reply.status == "answered" and not entries and reply.corrections:
        return "refused"
    if reply.status == "answered":
        return "right" if is_right(engine, reply, entries) else "wrong"
    return "asked" if reply.status == "clarify" else "refused"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--save", type=Path, help="write the outcomes to this file")
    parser.add_argument("--against", type=Path, help="compare with the outcomes in this file")
    args = parser.parse_args()
    engine = load_engine(knowledge_root())
    outcomes = {}
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for golden in golden_questions():
        outcomes[golden.q] = outcome(engine, golden.q, golden.entries)
        table[f"{golden.lang} {golden.kind}"][outcomes[golden.q]] += 1
    print(f"{'':24s}" + "".join(f"{name:>9s}" for name in OUTCOMES))
    for kind, counts in sorted(table.items()):
        print(f"{kind:24s}" + "".join(f"{counts[name]:9d}" for name in OUTCOMES))
    turns = [
        is_right(engine, reply, entries)
        for dialogue in golden_dialogues()
        for (_, entries), reply in zip(dialogue, play(engine, dialogue), strict=True)
        if entries
    ]
    print(f"turns of conversations right: {sum(turns)} of {len(turns)}")
    if args.save:
        args.save.write_text(json.dumps(outcomes, ensure_ascii=False, indent=0), encoding="utf-8")
    if args.against:
        before = json.loads(args.against.read_text(encoding="utf-8"))
        changed = [(q, before[q], now) for q, now in outcomes.items() if q in before and before[q] != now]
        for question, old, new in sorted(changed, key=lambda row: (row[2], row[1])):
            print(f"{old:>8s} → {new:8s} {question}")


if __name__ == "__main__":
    main()
