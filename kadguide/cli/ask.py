"""``kadguide ask``: one question, or a stream of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kadguide.cli.answer import answer_once, reply_object
from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.prepare import open_engine, say_error

if TYPE_CHECKING:
    from kadguide.answering.dialogue import Context
    from kadguide.answering.engine import Engine
    from kadguide.knowledge.model import Lang

MOST_CONVERSATIONS = 10_000
"""Contexts kept in one batch; the oldest conversation is forgotten first."""


@click.command("ask")
@click.argument("words", metavar="[WORDS…]", nargs=-1)
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
    question = " ".join(words)
    if not batch and not question.strip():
        say_error("error.no_question", lang)
        raise click.exceptions.Exit(Exit.USAGE)
    if batch:
        _batch(open_engine(overlays, lang), lang, top)
        return
    raise click.exceptions.Exit(answer_once(question, lang, overlays, top=top, as_json=as_json, explain=explain))


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
            say_error("error.bad_line", None, line=number)
        else:
            if isinstance(item, dict):
                return item
    return {"question": line}
