"""The linear front end: text line by line, for pipes, dumb terminals and screen readers."""

from __future__ import annotations

import os
import re
import sys
import textwrap
from collections.abc import Iterable
from typing import TextIO

from kadguide.answering.dialogue import Context
from kadguide.answering.engine import Engine
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.wording import Wording

WIDTH = 80
_EMPHASIS = re.compile(r"(\*\*|\*|_)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"^\|[-:| ]+\|$")


def is_plain_place(stream: TextIO) -> bool:
    """Whether ``stream`` calls for linear text: not a terminal, or a terminal that can do nothing else."""
    return not stream.isatty() or os.environ.get("TERM", "") in ("dumb", "unknown")


def to_plain(markdown: str, width: int = WIDTH) -> str:
    """Markdown as linear text without marks; tables become one line a row, “row: first; second”."""
    lines: list[str] = []
    header: list[str] = []
    for block in markdown.split("\n"):
        line = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", block.strip()))
        if line.startswith("|"):
            if _RULE.match(line):
                continue
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not header:
                header = cells
                continue
            named = [f"{name}: {cell}" if name else cell for name, cell in zip(header, cells, strict=False)]
            line = ("; " if header[0] else ": ").join([named[0], "; ".join(named[1:])])
            lines.extend(_wrap("- " + line, width))
            continue
        header = []
        lines.extend(_wrap(line.removeprefix("> ").removeprefix(">"), width))
    return "\n".join(lines).strip()


def _wrap(line: str, width: int) -> list[str]:
    indent = "  " if line.startswith("- ") else "   " if re.match(r"\d+\. ", line) else ""
    return textwrap.wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]


def reply_text(reply: Reply, wording: Wording, width: int = WIDTH) -> str:
    """The whole reply as linear text: answer or choices, then the sources."""
    word = wording.catalog
    answer = wording.answer(reply)
    parts = [to_plain(answer, width)] if answer else []
    if reply.status in ("clarify", "not_found"):
        parts.append(word(f"reply.{reply.status}"))
        choices = [f"{number}. {wording.title(c.entry)}" for number, c in enumerate(reply.candidates, start=1)]
        if choices:
            lead = [word("reply.nearest")] if reply.status == "not_found" else []
            parts.append("\n".join([*lead, *choices]))
        if reply.status == "not_found":
            parts.append("\n".join(_wrap(word("reply.ask_whom"), width)))
    if source := wording.source_line(reply) if reply.status == "answered" else "":
        parts.append("\n".join(_wrap(source, width)))
    return "\n\n".join(parts)


def converse(
    engine: Engine, lang: Lang, lines: Iterable[str], out: TextIO = sys.stdout, *, prompt: bool = True
) -> None:
    """Question and answer, line by line, until the lines end or the user says ``/keluar``."""
    word = Catalog(lang)
    context: Context | None = None
    choices: tuple[str, ...] = ()
    if prompt:
        out.write("\n".join(_wrap(word("plain.intro"), WIDTH)) + "\n")
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
            out.write("\n".join(_wrap(word("plain.help"), WIDTH)) + "\n")
        elif line in ("/baru", "/new"):
            context, choices = None, ()
            out.write(word("chat.cleared") + "\n")
        elif line.isdecimal() and 0 < int(line) <= len(choices):
            wording = Wording(engine.snapshot, lang)
            reply = engine.choose(choices[int(line) - 1], lang)
            context = engine.context_of(reply)
            out.write("\n" + reply_text(reply, wording) + "\n\n")
        elif line:
            reply, context = engine.ask(line, context)
            out.write("\n" + reply_text(reply, Wording(engine.snapshot, reply.lang)) + "\n\n")
            choices = tuple(c.entry for c in reply.candidates) if reply.status in ("clarify", "not_found") else ()
        _ask(out, word, prompt)


def _ask(out: TextIO, word: Catalog, prompt: bool) -> None:
    if prompt:
        out.write(word("plain.prompt"))
    out.flush()
