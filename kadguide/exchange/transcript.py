"""A conversation as a document. Every answer keeps its sources with their legal status and the day that was checked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.exchange.document import (
    Block,
    Document,
    Items,
    Line,
    Prose,
    Section,
    Sources,
    make_document,
    moment,
    source_row,
)
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple
from kadguide.wording import Wording

SCHEMA = 1


class Exchange(NamedTuple):
    """One turn of a conversation: what was asked, the reply, the language it was shown in, and when."""

    question: str
    reply: Reply
    lang: Lang
    at: datetime


def transcript(exchanges: Sequence[Exchange], snapshot: Snapshot, lang: Lang, made_at: datetime) -> Document:
    """The exchanges of one conversation; ``lang`` is the language of the words around them."""
    wording = Wording(snapshot, lang)
    content = {"turns": [_turn_object(exchange, Wording(snapshot, exchange.lang)) for exchange in exchanges]}
    sections = [
        _section(number, exchange, Wording(snapshot, exchange.lang)) for number, exchange in enumerate(exchanges, 1)
    ]
    title = wording.catalog("transcript.title")
    return make_document(title, sections, content, snapshot, wording, made_at, schema=SCHEMA)


def _section(number: int, exchange: Exchange, wording: Wording) -> Section:
    reply = exchange.reply
    blocks: list[Block] = [Line(moment(exchange.at, wording), "small")]
    if reply.status == "answered":
        blocks.append(Line(wording.heading(reply), "tag"))
    if answer := wording.answer(reply):
        blocks.append(Prose(answer))
    if reply.status in ("clarify", "not_found"):
        blocks.append(Line(wording.lead(reply)))
        if titles := [wording.title(candidate.entry) for candidate in reply.candidates]:
            blocks.append(Items(titles, numbered=True))
    if reply.status == "not_found":
        blocks.append(Line(wording.whom(reply)))
    if reply.status == "answered" and (lines := source_lines(reply, wording)):
        blocks.append(Sources(wording.catalog("transcript.sources"), lines))
    return Section(f"{number}. {clean(exchange.question)}", blocks, exchange.lang)


def source_lines(reply: Reply, wording: Wording) -> list[str]:
    """Each source of a reply with its status and the day that it was checked."""
    return [source_row(cite.cite, cite.status_words, cite.checked_on, wording) for cite in wording.cites(reply)]


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
