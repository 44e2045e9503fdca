"""Replies as linear text: for pipes and screen readers, and to paste into a message."""

from __future__ import annotations

import re

from kadguide.answering.reply import Reply
from kadguide.wording import Wording

WIDTH = 80
_EMPHASIS = re.compile(r"(\*\*|\*|_)(?=\S)(.+?)(?<=\S)\1")
_RULE = re.compile(r"^\|[-:| ]+\|$")


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
            named = [f"{name}: {cell}" if name else cell for name, cell in zip(header[1:], cells[1:], strict=False)]
            line = f"{cells[0]}: {'; '.join(named)}"
            lines.extend(wrap("- " + line, width))
            continue
        header = []
        lines.extend(wrap(line.removeprefix("> ").removeprefix(">"), width))
    return "\n".join(lines).strip()


def wrap(line: str, width: int) -> list[str]:
    """Greedy line breaking at blanks; list items hang. (``textwrap`` costs more to load than all of this to run.)"""
    hanging = (
        "  " if line.startswith("- ") else "   " if line[:1].isdigit() and line.split(" ", 1)[0].endswith(".") else ""
    )
    lines: list[str] = []
    current = ""
    for word in line.split():
        if current and len(current) + 1 + len(word) > width:
            lines.append(current)
            current = hanging + word
        else:
            current = f"{current} {word}" if current else word
    return [*lines, current]


def wrapped(line: str, width: int = WIDTH) -> str:
    """``line`` broken by :func:`wrap`, as one text."""
    return "\n".join(wrap(line, width))


def reply_text(reply: Reply, wording: Wording, width: int = WIDTH) -> str:
    """The whole reply as linear text: answer or choices, then the sources."""
    answer = wording.answer(reply)
    parts = [wording.heading(reply)] if reply.status == "answered" else []
    if answer:
        parts.append(to_plain(answer, width))
    if reply.status in ("clarify", "not_found"):
        choices = [f"{number}. {wording.title(c.entry)}" for number, c in enumerate(reply.candidates, start=1)]
        parts.append("\n".join([*wrap(wording.lead(reply), width), *choices]))
        if reply.status == "not_found":
            parts.append(wrapped(wording.whom(reply), width))
    if source := wording.source_line(reply) if reply.status == "answered" else "":
        parts.append(wrapped(source, width))
    return "\n\n".join(filter(None, parts))  # of a region without records all may be said before the choices


def entry_text(reply: Reply, wording: Wording, width: int = WIDTH) -> str:
    """An entry that was chosen by name, with its sources: nobody wonders how sure the choice is."""
    parts = [wording.label(reply.entry)] if reply.entry else []
    parts += [to_plain(wording.answer(reply) or "", width), wrapped(wording.source_line(reply), width)]
    return "\n\n".join(part for part in parts if part)
