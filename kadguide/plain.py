"""The linear front end: question and answer, line by line, for pipes, dumb terminals and screen readers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from kadguide.answering.dialogue import Context
from kadguide.answering.engine import Engine
from kadguide.answering.folding import clean
from kadguide.contents import Contents
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, reply_text, wrap
from kadguide.saving import save_and_say
from kadguide.transcript import Exchange, Transcript, now
from kadguide.wording import Wording


def is_plain_place(stream: TextIO) -> bool:
    """Whether ``stream`` calls for linear text: not a terminal, or a terminal that can do nothing else."""
    return not stream.isatty() or os.environ.get("TERM", "") in ("dumb", "unknown")


def converse(
    engine: Engine, lang: Lang, lines: Iterable[str], out: TextIO = sys.stdout, *, prompt: bool = True
) -> None:
    """Question and answer, line by line, until the lines end or the user says ``/keluar``."""
    word = Catalog(lang)
    context: Context | None = None
    choices: tuple[str, ...] = ()
    exchanges: list[Exchange] = []
    contents = Contents(engine)
    if prompt:
        out.write("\n".join(wrap(word("plain.intro"), WIDTH)) + "\n")
    _ask(out, word, prompt)
    for raw in lines:
        line = clean(raw)
        if line in ("/keluar", "/quit", "/exit"):
            break
        if line in ("/id", "/en"):
            lang = "en" if line == "/en" else "id"
            word = Catalog(lang)
            out.write(word("chat.language_now") + "\n")
        elif line in ("/bantuan", "/help"):
            out.write("\n".join(wrap(word("plain.help"), WIDTH)) + "\n")
        elif line in ("/baru", "/new"):
            context, choices = None, ()
            exchanges.clear()
            out.write(word("chat.cleared") + "\n")
        elif line.split(" ", 1)[0] in ("/simpan", "/save"):
            transcript = Transcript(tuple(exchanges), lang, now())
            out.write(save_and_say(transcript, engine.snapshot, line.partition(" ")[2]) + "\n")
        elif told := contents.tell(line, lang):
            choices = told.choices or choices
            out.write("\n" + told.text + "\n\n")
        elif line.isdecimal() and 0 < int(line) <= len(choices):
            wording = Wording(engine.snapshot, lang)
            reply = engine.choose(choices[int(line) - 1], lang)
            context = engine.context_of(reply)
            exchanges.append(Exchange(reply.question, reply, lang, now()))
            out.write("\n" + reply_text(reply, wording) + "\n\n")
        elif line:
            reply, context = engine.ask(line, context, usual=lang)
            exchanges.append(Exchange(line, reply, reply.lang, now()))
            out.write("\n" + reply_text(reply, Wording(engine.snapshot, reply.lang)) + "\n\n")
            choices = tuple(c.entry for c in reply.candidates) if reply.status in ("clarify", "not_found") else ()
        _ask(out, word, prompt)


def _ask(out: TextIO, word: Catalog, prompt: bool) -> None:
    if prompt:
        out.write(word("plain.prompt"))
    out.flush()
