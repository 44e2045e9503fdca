"""A conversation as a file: Markdown, plain text, HTML to print, or JSON. Every answer keeps its sources with their
legal status and the day that was checked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any, NamedTuple

from kadguide import __version__
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import WIDTH, to_plain, wrap
from kadguide.wording import Wording

SCHEMA = 1
"""Version of the JSON form; it grows when a key changes its meaning or goes away."""
_MARKDOWN_MARKS = re.compile(r"([\\`*_\[\]<>|~&#])")

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.15rem; margin-top: 2rem; border-top: 1px solid; padding-top: 1rem; break-after: avoid; }
.small, .sources { font-size: .875rem; }
.tag { font-weight: bold; break-after: avoid; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px double; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: left; vertical-align: top; }
.sources { border-left: 3px solid; padding-left: 1rem; break-inside: avoid; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } }
"""


class Exchange(NamedTuple):
    """One turn of a conversation: what was asked, the reply, the language it was shown in, and when."""

    question: str
    reply: Reply
    lang: Lang
    at: datetime


class Transcript(NamedTuple):
    """The exchanges of one conversation; ``lang`` is the language of the words around them."""

    exchanges: Sequence[Exchange]
    lang: Lang
    saved_at: datetime


class _Part(NamedTuple):
    """One exchange in words. ``answer`` is Markdown of the knowledge base, everything else plain text."""

    lang: Lang
    question: str
    moment: str
    tag: str
    answer: str
    lead: str
    choices: tuple[str, ...]
    hint: str
    label: str
    sources: tuple[str, ...]


def now() -> datetime:
    """The time of this place."""
    return datetime.now(UTC).astimezone()


def render(transcript: Transcript, snapshot: Snapshot, suffix: str) -> str:
    """The transcript in the format of ``suffix``, one of :data:`FORMATS`. Raises ``KeyError`` for another one."""
    return FORMATS[suffix](transcript, snapshot)


def _parts(transcript: Transcript, snapshot: Snapshot) -> list[_Part]:
    return [_part(exchange, Wording(snapshot, exchange.lang)) for exchange in transcript.exchanges]


def _part(exchange: Exchange, wording: Wording) -> _Part:
    reply = exchange.reply
    answered = reply.status == "answered"
    offers = reply.status in ("clarify", "not_found")
    return _Part(
        exchange.lang, clean(exchange.question), _moment(exchange.at, wording),
        wording.heading(reply) if answered else "",
        wording.answer(reply) or "",
        wording.lead(reply) if offers else "",
        tuple(wording.title(candidate.entry) for candidate in reply.candidates) if offers else (),
        wording.whom(reply) if reply.status == "not_found" else "",
        wording.catalog("transcript.sources"),
        _source_lines(reply, wording) if answered else (),
    )  # fmt: skip


def _source_lines(reply: Reply, wording: Wording) -> tuple[str, ...]:
    return tuple(
        wording.catalog("transcript.source", cite=cite.cite, status=cite.status_words, day=wording.day(cite.checked_on))
        for cite in wording.cites(reply)
    )


def _moment(at: datetime, wording: Wording) -> str:
    return wording.catalog(
        "transcript.moment", day=wording.day(at.date().isoformat()), hour=f"{at:%H}", minute=f"{at:%M}"
    )


def _head(transcript: Transcript, snapshot: Snapshot) -> tuple[str, str, str]:
    """Title, a line about where the file comes from, and what it is not."""
    wording = Wording(snapshot, transcript.lang)
    word = wording.catalog
    origin = word(
        "transcript.origin", version=__version__, moment=_moment(transcript.saved_at, wording),
        day=wording.day(snapshot.about["checked_on"]),
    )  # fmt: skip
    return word("transcript.title"), origin, word("transcript.note")


def _markdown_text(text: str) -> str:
    """Plain text that Markdown shows as it is."""
    return _MARKDOWN_MARKS.sub(r"\\\1", text)


def _as_markdown(transcript: Transcript, snapshot: Snapshot) -> str:
    title, origin, note = (_markdown_text(text) for text in _head(transcript, snapshot))
    blocks = [f"# {title}", origin, note]
    for number, part in enumerate(_parts(transcript, snapshot), start=1):
        blocks += [f"## {number}. {_markdown_text(part.question)}", part.moment]
        blocks += [f"**{_markdown_text(part.tag)}**"] if part.tag else []
        blocks += [part.answer] if part.answer else []
        blocks += [_markdown_text(part.lead)] if part.lead else []
        if part.choices:
            blocks.append("\n".join(f"{n}. {_markdown_text(choice)}" for n, choice in enumerate(part.choices, start=1)))
        blocks += [_markdown_text(part.hint)] if part.hint else []
        if part.sources:
            blocks += [f"{part.label}:", "\n".join(f"- {_markdown_text(source)}" for source in part.sources)]
    return "\n\n".join(blocks) + "\n"


def _as_text(transcript: Transcript, snapshot: Snapshot) -> str:
    title, origin, note = _head(transcript, snapshot)
    blocks = [[title, "=" * len(title)], wrap(origin, WIDTH), wrap(note, WIDTH)]
    for number, part in enumerate(_parts(transcript, snapshot), start=1):
        blocks.append(["-" * WIDTH, *wrap(f"{number}. {part.question}", WIDTH), part.moment])
        blocks += [wrap(part.tag, WIDTH)] if part.tag else []
        blocks += [[to_plain(part.answer)]] if part.answer else []
        blocks += [wrap(part.lead, WIDTH)] if part.lead else []
        if part.choices:
            blocks.append([line for n, c in enumerate(part.choices, start=1) for line in wrap(f"{n}. {c}", WIDTH)])
        blocks += [wrap(part.hint, WIDTH)] if part.hint else []
        if part.sources:
            blocks.append([f"{part.label}:", *(line for s in part.sources for line in wrap(f"- {s}", WIDTH))])
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _as_html(transcript: Transcript, snapshot: Snapshot) -> str:
    """One page without scripts; a browser is told to load nothing else for it."""
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    title, origin, note = (escape(text) for text in _head(transcript, snapshot))
    body = [f"<h1>{title}</h1>", f'<p class="small">{origin}</p>', f'<p class="small">{note}</p>']
    for number, part in enumerate(_parts(transcript, snapshot), start=1):
        body += [
            f'<section lang="{part.lang}">',
            f"<h2>{number}. {escape(part.question)}</h2>",
            f'<p class="small">{escape(part.moment)}</p>',
        ]
        body += [f'<p class="tag">{escape(part.tag)}</p>'] if part.tag else []
        body += [str(markdown.render(part.answer)).strip()] if part.answer else []
        body += [f"<p>{escape(part.lead)}</p>"] if part.lead else []
        if part.choices:
            body += ["<ol>", *(f"<li>{escape(choice)}</li>" for choice in part.choices), "</ol>"]
        body += [f"<p>{escape(part.hint)}</p>"] if part.hint else []
        if part.sources:
            body += [f'<div class="sources"><p>{escape(part.label)}:</p>', "<ul>"]
            body += [*(f"<li>{escape(source)}</li>" for source in part.sources), "</ul></div>"]
        body.append("</section>")
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = [
        "<!DOCTYPE html>", f'<html lang="{transcript.lang}">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>", f"<style>\n{_STYLE}</style>", "</head>", "<body>",
    ]  # fmt: skip
    return "\n".join([*head, *body, "</body>", "</html>"]) + "\n"


def _as_json(transcript: Transcript, snapshot: Snapshot) -> str:
    data = {
        "schema": SCHEMA,
        "kadguide": __version__,
        "knowledge_checked_on": snapshot.about["checked_on"],
        "saved_at": transcript.saved_at.isoformat(timespec="seconds"),
        "lang": transcript.lang,
        "turns": [_turn_object(exchange, Wording(snapshot, exchange.lang)) for exchange in transcript.exchanges],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _turn_object(exchange: Exchange, wording: Wording) -> dict[str, Any]:
    reply = exchange.reply
    answered = reply.status == "answered"
    return {
        "question": clean(exchange.question),
        "lang": exchange.lang,
        "asked_at": exchange.at.isoformat(timespec="seconds"),
        "status": reply.status,
        "confidence": reply.confidence,
        "answer": wording.answer(reply),
        "entry": reply.entry,
        "layer": wording.layer(reply) if answered else None,
        "sources": [cite._asdict() for cite in wording.cites(reply)] if answered else [],
        "candidates": [
            {"entry": c.entry, "title": wording.title(c.entry), "confidence": c.confidence} for c in reply.candidates
        ],
    }


FORMATS: Mapping[str, Callable[[Transcript, Snapshot], str]] = {
    ".md": _as_markdown,
    ".txt": _as_text,
    ".html": _as_html,
    ".json": _as_json,
}
"""File ending → how the transcript is written."""
