"""Golden questions: typed as people type, each with the entries that answer it; none means not in the material.

They were written apart from the phrasings of the knowledge base. Half of them (by a hash of the text) serve to tune
the engine, the other half to measure it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from kadguide.answering.dialogue import Context
from kadguide.answering.engine import Engine
from kadguide.answering.reply import Reply

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Golden:
    """One question, its kind, and the ids of the entries that answer it."""

    q: str
    lang: str
    kind: str
    entries: frozenset[str]

    @property
    def held_out(self) -> bool:
        """Whether the question is kept for measuring."""
        return crc32(self.q.encode()) % 2 == 1

    @property
    def in_scope(self) -> bool:
        return bool(self.entries)


def _lines(name: str) -> Iterable[dict[str, object]]:
    path = DATA / name
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def golden_questions() -> list[Golden]:
    """All single questions."""
    rows = _lines("golden.jsonl")
    return [Golden(str(r["q"]), str(r["lang"]), str(r["kind"]), frozenset(r["entries"])) for r in rows]  # type: ignore[call-overload]


def golden_dialogues() -> list[list[tuple[str, frozenset[str]]]]:
    """Conversations: per turn the question and the entries that answer it."""
    return [
        [(turn["q"], frozenset(turn["entries"])) for turn in row["turns"]]  # type: ignore[attr-defined]
        for row in _lines("golden_dialogues.jsonl")
    ]


def is_right(engine: Engine, reply: Reply, entries: frozenset[str]) -> bool:
    """Whether an answer shows one of the entries, or lays the subjects of one of them side by side."""
    if reply.status != "answered":
        return False
    if reply.side_by_side:
        subjects = {engine.snapshot.card_of(e).subject for e in entries if e in engine.snapshot.position}
        comparing = any("comparison" in engine.snapshot.card_of(e).aspects for e in entries)
        return comparing or bool(subjects & set(reply.side_by_side.subjects))
    return bool(entries & set(reply.entries))


def play(engine: Engine, turns: list[tuple[str, frozenset[str]]]) -> list[Reply]:
    """The replies of one conversation."""
    context: Context | None = None
    replies = []
    for question, _ in turns:
        reply, context = engine.ask(question, context)
        replies.append(reply)
    return replies
