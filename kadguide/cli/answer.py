"""Answers one question on the command line, for people or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from kadguide.cli.exits import Exit
from kadguide.cli.prepare import open_engine
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from kadguide.answering.engine import Engine
    from kadguide.answering.reply import Reply
    from kadguide.files import StrPath
    from kadguide.knowledge.model import Lang


def answer_once(
    question: str,
    lang: Lang | None = None,
    overlays: Sequence[StrPath] = (),
    *,
    top: int = 3,
    as_json: bool = False,
    explain: bool = False,
) -> Exit:
    """Print the answer to ``question``; the exit code says whether there was one."""
    engine = open_engine(overlays, lang)
    reply, _ = engine.ask(question, lang=lang, top=top)
    if as_json:
        import json

        sys.stdout.write(json.dumps(reply_object(engine, reply, None), ensure_ascii=False) + "\n")
    else:
        from kadguide.linear import reply_text
        from kadguide.wording import Wording

        sys.stdout.write(reply_text(reply, Wording(engine.snapshot, reply.lang)) + "\n")
    if explain:
        sys.stdout.flush()
        sys.stderr.write("\n".join(_explanation(engine, question, reply)) + "\n")
    return Exit.FINDINGS if reply.status in ("not_found", "clarify") else Exit.OK


def reply_object(engine: Engine, reply: Reply, id_: Any) -> dict[str, Any]:
    """The reply as the object that ``--json`` and ``--batch`` print."""
    from kadguide.wording import Wording

    wording = Wording(engine.snapshot, reply.lang)
    answer = wording.answer(reply)
    answered = reply.status == "answered"
    return {
        "id": id_,
        "question": reply.question,
        "lang": reply.lang,
        "status": reply.status,
        "confidence": reply.confidence,
        "answer": answer,
        "entry": reply.entry,
        "layer": wording.layer(reply) if answered else None,
        "sources": [
            {"id": cite.id, "cite": cite.cite, "status": cite.status, "checked_on": cite.checked_on}
            for cite in (wording.cites(reply) if answered else ())
        ],
        "candidates": [
            {
                "entry": c.entry,
                "title": wording.title(c.entry),
                "confidence": c.confidence,
                "answer": engine.snapshot.entry(c.entry).body.get(reply.lang),
            }
            for c in reply.candidates
        ],
    }


def _explanation(engine: Engine, question: str, reply: Reply) -> list[str]:
    """Why the best entry was chosen, for curators."""
    from kadguide.answering.question import read_question

    read = read_question(question, engine.vocabulary)
    lines = [
        f"words     {' '.join(read.words)}",
        f"unknown   {' '.join(read.unknown) or '-'}   other topics: {', '.join(read.foreign) or '-'}",
        f"concepts  {', '.join(sorted(read.concepts)) or '-'}",
        f"subjects  {', '.join(read.subjects) or '-'}   aspects: {', '.join(sorted(read.aspects)) or '-'}",
        f"cited     {read.cited}",
    ]
    if reply.traits:
        lines.append(f"traits    {'; '.join(reply.traits)}")
    if reply.refusal:
        lines.append(f"refused   {reply.refusal}")
    lines += [f"  {candidate.confidence:5.3f}  {candidate.entry}" for candidate in reply.candidates]
    lines += [
        f"  {step.name:14s} {step.value:6.3f} × {step.weight:6.2f} = {step.value * step.weight:6.2f}"
        for step in reply.reasons
        if step.value
    ]
    return lines
