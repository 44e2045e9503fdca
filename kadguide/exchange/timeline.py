"""The timeline in words: one regulation as text, and all of them as a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kadguide.browsing.timeline import Station
from kadguide.exchange.document import Document, Section, Table, make_document
from kadguide.knowledge.model import Lang
from kadguide.knowledge.places import say_article
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import WIDTH, wrapped
from kadguide.wording import Wording

SCHEMA = 1


class Told(NamedTuple):
    """What is said of one regulation; ``added`` and ``paper`` each with its heading."""

    tag: str
    title: str
    status: str
    ties: tuple[tuple[str, str, str], ...]
    """Kind of the tie, how it is called, and the regulations."""
    added: tuple[str, str]
    paper: tuple[str, str]
    checked: str


def tell(station: Station, snapshot: Snapshot, wording: Wording) -> Told:
    """One regulation in words."""
    word, source, lang = wording.catalog, station.source, wording.lang
    status = word(f"status.{source.status}")
    if source.revoked_on:
        status += word("correction.revoked_since", day=wording.day(source.revoked_on.isoformat()))
    elif source.in_force_since:
        status += f"; {word('timeline.since', day=wording.day(source.in_force_since.isoformat()))}"
    if source.verified == "secondary":
        status += f", {word('status.secondary')}"
    by = (station.revoked_by,) if station.revoked_by else ()
    ties = [
        ("revoked", _cites(station.revoked, snapshot, lang)),
        ("revoked_by", _cites(by, snapshot, lang)),
        ("amends", _cites(station.amends, snapshot, lang)),
        ("amended_by", _cites(source.amended_by, snapshot, lang)),
    ]
    if by and source.revoked_article:
        ties[1] = ("revoked_by", f"{ties[1][1]} {say_article(source.revoked_article, lang)}")
    layers = [word("layer.paper").upper()] if station.told_by_paper else []
    checked = word("source.checked", day=wording.day(source.checked_on.isoformat()))
    return Told(
        " · ".join([*layers, word("layer.law").upper()]),
        f"{source.cite.get(lang)}, {source.title.get(lang)}",
        status,
        tuple((kind, word(f"timeline.{kind}"), cites) for kind, cites in ties if cites),
        (word("timeline.added"), station.added.get(lang)),
        (word("timeline.paper"), station.paper.get(lang) or word("timeline.paper_silent")),
        f"{source.gazette}. {checked}" if source.gazette else checked,
    )


def _cites(ids: Iterable[str], snapshot: Snapshot, lang: Lang) -> str:
    return ", ".join(snapshot.sources[id_].cite.get(lang) if id_ in snapshot.sources else id_ for id_ in ids)


def station_text(station: Station, snapshot: Snapshot, wording: Wording, width: int = WIDTH) -> str:
    """One regulation as linear text."""
    told = tell(station, snapshot, wording)
    head = [told.tag, f"{station.year}: {told.title}", f"{wording.catalog('timeline.status')}: {told.status}"]
    head += [f"{label}: {cites}" for _, label, cites in told.ties]
    parts = [head, [f"{told.added[0]}: {told.added[1]}"], [f"{told.paper[0]}: {told.paper[1]}"], [told.checked]]
    return "\n\n".join("\n".join(wrapped(row, width) for row in part) for part in parts)


def timeline_document(stations: Sequence[Station], snapshot: Snapshot, lang: Lang, made_at: datetime) -> Document:
    """The regulations as one table."""
    wording = Wording(snapshot, lang)
    word = wording.catalog
    header = [word(f"timeline.{key}") for key in ("year", "rule", "status", "revoked", "revoked_by", "added", "paper")]
    rows = []
    for station in stations:
        told = tell(station, snapshot, wording)
        ties = {kind: cites for kind, _, cites in told.ties}
        rows.append([
            str(station.year), told.title, told.status, ties.get("revoked", "-"), ties.get("revoked_by", "-"),
            told.added[1], told.paper[1],
        ])  # fmt: skip
    content = {"regulations": [_object(station, snapshot, wording) for station in stations]}
    section = Section(_years(stations, wording), [Table(header, rows)], lang)
    return make_document(word("timeline.title"), [section], content, snapshot, wording, made_at, schema=SCHEMA)


def _years(stations: Sequence[Station], wording: Wording) -> str:
    """From when to when."""
    years = sorted({station.year for station in stations})
    if len(years) < 2:
        return str(*years)
    return wording.catalog("timeline.years", first=years[0], last=years[-1])


def _object(station: Station, snapshot: Snapshot, wording: Wording) -> dict[str, Any]:
    source, lang = station.source, wording.lang
    return {
        "id": station.id,
        "year": station.year,
        "cite": source.cite.get(lang),
        "title": source.title.get(lang),
        "status": source.status,
        "in_force": station.in_force,
        "revoked": list(station.revoked),
        "revoked_by": station.revoked_by,
        "amended_by": list(source.amended_by),
        "added": station.added.get(lang),
        "paper": station.paper.get(lang) or None,
        "entry": station.entry,
        "checked_on": source.checked_on.isoformat(),
    }
