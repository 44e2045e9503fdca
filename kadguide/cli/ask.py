"""``kadguide ask``: one question, or a stream of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.prepare import open_engine

if TYPE_CHECKING:
    from kadguide.answering.dialogue import Context
    from kadguide.answering.engine import Engine
    from kadguide.answering.reply import Reply
    from kadguide.knowledge.model import Lang

MOST_CONVERSATIONS = 10_000
"""Contexts kept in one batch; the oldest conversation is forgotten first."""


@click.command("ask")
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--batch", is_flag=True, help="Read one question a line (JSON or text), write one JSON object a line.")
@click.option("--top", type=click.IntRange(1, 20), default=3, show_default=True, help="Number of candidates.")
@click.option("--explain", is_flag=True, help="Say which signals decided, on stderr.")
@knowledge_option
@lang_option
def command(
    words: tuple[str, ...],
    as_json: bool,
    batch: bool,
    top: int,
    explain: bool,
    overlays: tuple[Path, ...],
    lang: Lang | None,
) -> None:
    """Answer the question WORDS from the built-in material.

    Exit code 0: answered; 1: not in the material, or a choice is needed; 2: usage or broken knowledge.
    """
    from kadguide.config import load_settings
    from kadguide.i18n import Catalog

    question = " ".join(words)
    if not batch and not question.strip():
        click.echo(Catalog(lang or load_settings().language)("error.no_question"), err=True)
        raise click.exceptions.Exit(Exit.USAGE)
    engine = open_engine(overlays, lang)
    if batch:
        _batch(engine, lang, top)
        return
    reply, _ = engine.ask(question, lang=lang, top=top)
    if as_json:
        click.echo(json.dumps(reply_object(engine, reply, None), ensure_ascii=False))
    else:
        from kadguide.plain import reply_text
        from kadguide.wording import Wording

        click.echo(reply_text(reply, Wording(engine.snapshot, reply.lang)))
    if explain:
        _explain(engine, question, reply)
    if reply.status in ("not_found", "clarify"):
        raise click.exceptions.Exit(Exit.FINDINGS)


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


def _batch(engine: Engine, lang: Lang | None, top: int) -> None:
    contexts: dict[str, Context] = {}
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        item = _read_line(line, number)
        conversation = item.get("conversation")
        name = conversation if isinstance(conversation, str) else None
        question = item["question"] if isinstance(item.get("question"), str) else ""
        wanted = item.get("lang") if item.get("lang") in ("id", "en") else lang
        reply, context = engine.ask(question, contexts.get(name) if name else None, wanted, top)
        if name:
            contexts.pop(name, None)
            contexts[name] = context
            if len(contexts) > MOST_CONVERSATIONS:
                del contexts[next(iter(contexts))]
        id_ = item.get("id")
        answer = reply_object(engine, reply, id_ if isinstance(id_, str | int | float | type(None)) else str(id_))
        # ASCII escapes keep lone surrogates of the input from breaking the output stream.
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()


def _read_line(line: str, number: int) -> dict[str, Any]:
    """A JSON object, or the bare line as a question."""
    if line.lstrip().startswith("{"):
        try:
            item = json.loads(line)
        except (ValueError, RecursionError):
            from kadguide.i18n import Catalog

            click.echo(Catalog("en")("error.bad_line", line=number), err=True)
        else:
            if isinstance(item, dict):
                return item
    return {"question": line}


def _explain(engine: Engine, question: str, reply: Reply) -> None:
    """Why the best entry was chosen, for curators."""
    from kadguide.answering.question import read_question

    read = read_question(question, engine.vocabulary)
    click.echo(f"words     {' '.join(read.words)}", err=True)
    click.echo(
        f"unknown   {' '.join(read.unknown) or '-'}   other topics: {', '.join(read.foreign) or '-'}",
        err=True,
    )
    click.echo(f"concepts  {', '.join(sorted(read.concepts)) or '-'}", err=True)
    click.echo(
        f"subjects  {', '.join(read.subjects) or '-'}   aspects: {', '.join(sorted(read.aspects)) or '-'}",
        err=True,
    )
    click.echo(f"cited     {read.cited}", err=True)
    for candidate in reply.candidates:
        click.echo(f"  {candidate.confidence:5.3f}  {candidate.entry}", err=True)
    for step in reply.reasons:
        if step.value:
            click.echo(
                f"  {step.name:14s} {step.value:6.3f} × {step.weight:6.2f} = {step.value * step.weight:6.2f}",
                err=True,
            )
