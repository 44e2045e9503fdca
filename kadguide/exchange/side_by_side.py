"""A comparison as linear text and as a document with a table, always with who speaks and the sources."""

from __future__ import annotations

from datetime import datetime

from kadguide.browsing.comparing import Line as Row
from kadguide.browsing.comparing import SideBySide
from kadguide.exchange.document import (
    Block,
    Document,
    Line,
    Section,
    Sources,
    Table,
    make_document,
    source_row,
)
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import wrap, wrapped
from kadguide.wording import Cite, Wording

SCHEMA = 1


def cites_of(shown: SideBySide, snapshot: Snapshot, wording: Wording) -> list[Cite]:
    """What the comparison rests on, each source once: rules that are compared stand for themselves, the paper speaks
    for what it describes, and rows of another layer add the rules in force that their own entries cite."""
    found: dict[str, Cite] = {}
    for thing in shown.things:
        if thing.id in snapshot.sources:
            cites = [wording.cite_whole(snapshot.sources[thing.id])]
        else:
            cites = wording.cites_of(snapshot.entry(thing.entry)) if thing.entry else []
            if shown.layer == "paper":
                cites = [cite for cite in cites if snapshot.sources[cite.id].kind == "paper"]
        found.update((cite.cite, cite) for cite in cites)
    others = {entry: None for row in shown.lines if row.layer != shown.layer for entry in row.entries if entry}
    for entry in others:
        rules = (snapshot.sources[citation.source] for citation in snapshot.card_of(entry).citations)
        cites = [wording.cite_whole(rule) for rule in rules if rule.kind == "regulation" and rule.status != "revoked"]
        found.update((cite.cite, cite) for cite in cites)
    return list(found.values())


def cell_said(cell: Bilingual | None, wording: Wording) -> str:
    """A cell, or that the source is silent."""
    return cell.get(wording.lang) if cell else wording.catalog("comparison.silent")


def row_said(row: Row, shown: SideBySide, wording: Wording) -> str:
    """The heading of a row; who speaks is added where it is not who speaks in the others."""
    title = row.title.get(wording.lang)
    return title if row.layer == shown.layer else f"{title} · {wording.catalog(f'layer.{row.layer}').upper()}"


def heading_said(shown: SideBySide, wording: Wording) -> str:
    """Who speaks, and the title of the comparison."""
    return f"{wording.catalog(f'layer.{shown.layer}').upper()} · {shown.title.get(wording.lang)}"


def side_by_side_text(shown: SideBySide, snapshot: Snapshot, wording: Wording, width: int) -> str:
    """Row by row: the heading, then each thing with what is said of it."""
    names = [thing.title.get(wording.lang) for thing in shown.things]
    parts = ["\n".join([*wrap(heading_said(shown, wording), width), *wrap(wording.join(names), width)])]
    for row in shown.lines:
        lines = [row_said(row, shown, wording)]
        for name, cell in zip(names, row.cells, strict=True):
            lines += wrap(f"- {name}: {cell_said(cell, wording)}", width)
        parts.append("\n".join(lines))
    parts.append(wrapped(wording.sources_said(cites_of(shown, snapshot, wording)), width))
    return "\n\n".join(parts)


def side_by_side_document(shown: SideBySide, snapshot: Snapshot, wording: Wording, made_at: datetime) -> Document:
    """The comparison as one table."""
    word = wording.catalog
    names = [thing.title.get(wording.lang) for thing in shown.things]
    rows = [(row_said(row, shown, wording), *(cell_said(cell, wording) for cell in row.cells)) for row in shown.lines]
    cites = cites_of(shown, snapshot, wording)
    said = [source_row(cite.cite, cite.status_words, cite.checked_on, wording) for cite in cites]
    blocks: list[Block] = [
        Line(heading_said(shown, wording), "tag"),
        Table((word("compare.row"), *names), rows),
        Line(word("compare.silent_note", silent=word("comparison.silent")), "small"),
        Sources(word("transcript.sources"), said),
    ]
    comparison = {
        "id": shown.id,
        "layer": shown.layer,
        "things": [{"id": thing.id, "title": name} for thing, name in zip(shown.things, names, strict=True)],
        "rows": [
            {
                "title": row.title.get(wording.lang),
                "layer": row.layer,
                "cells": [cell.get(wording.lang) if cell else None for cell in row.cells],
            }
            for row in shown.lines
        ],
        "sources": [cite._asdict() for cite in cites],
    }
    section = Section(wording.join(names), blocks, wording.lang)
    title, content = shown.title.get(wording.lang), {"comparison": comparison}
    return make_document(title, [section], content, snapshot, wording, made_at, schema=SCHEMA)
