"""What a user keeps, as a document; and the part of it that is for the curator of the knowledge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime

from kadguide.answering.folding import clean
from kadguide.exchange.document import Block, Document, Items, Line, Section, make_document
from kadguide.keeping.kept import Flag, Gap, Kept
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.journal import Complaint
from kadguide.wording import Wording

SCHEMA = 1


def kept_document(
    kept: Kept, snapshot: Snapshot, lang: Lang, made_at: datetime, complaints: Sequence[Complaint] = ()
) -> Document:
    """Everything that is kept, in sections; kinds of which there is nothing are left out."""
    wording = Wording(snapshot, lang)
    content = {
        "bookmarks": [asdict(mark) for mark in kept.bookmarks],
        "notes": [asdict(note) for note in kept.notes],
        **_reports(kept),
        **_complaints(complaints, snapshot),
    }
    sections = [section for section in (_marks(kept, wording), _notes(kept, wording)) if section.blocks]
    sections += [*_report_sections(kept, wording), *_complaint_sections(complaints, snapshot, wording)]
    title = wording.catalog("kept.document")
    return make_document(title, sections, content, snapshot, wording, made_at, schema=SCHEMA)


def report_document(
    kept: Kept, snapshot: Snapshot, lang: Lang, made_at: datetime, complaints: Sequence[Complaint] = ()
) -> Document:
    """What helps the curator: questions without an answer, answers that are said to be wrong, and quiz questions that
    are said to be bad."""
    wording = Wording(snapshot, lang)
    sections, title = list(_report_sections(kept, wording)), wording.catalog("kept.report")
    sections += _complaint_sections(complaints, snapshot, wording)
    content = _reports(kept) | _complaints(complaints, snapshot)
    document = make_document(title, sections, content, snapshot, wording, made_at, schema=SCHEMA)
    return document._replace(notes=document.notes[:1])  # the curator need not be told that it is no legal advice


def _items(snapshot: Snapshot) -> dict[str, Item]:
    return {item.id: item for item in snapshot.bank.items}


def _complaints(complaints: Sequence[Complaint], snapshot: Snapshot) -> dict[str, object]:
    items = _items(snapshot)
    return {"complaints": [_complaint(found, items.get(found.item)) for found in complaints]}


def _complaint_sections(complaints: Sequence[Complaint], snapshot: Snapshot, wording: Wording) -> Iterator[Section]:
    if complaints:
        items = _items(snapshot)
        rows = [" · ".join(say_complaint(found, items.get(found.item), wording)) for found in complaints]
        yield Section(wording.catalog("kept.complaints"), [Items(rows)], wording.lang)


def _complaint(complaint: Complaint, item: Item | None) -> dict[str, object]:
    """A complaint with what it is about, as the item stands now; ``version`` is the one that was complained of."""
    about = {
        "quiz": item.quiz if item else None, "stem": item.stem.id if item else None,
        "version_now": item.version if item else None,
    }  # fmt: skip
    return complaint._asdict() | about


def _reports(kept: Kept) -> dict[str, object]:
    return {"gaps": [asdict(gap) for gap in kept.gaps], "flags": [asdict(flag) for flag in kept.flags]}


def _marks(kept: Kept, wording: Wording) -> Section:
    rows = [f"{wording.kept_title(mark.entry)} [{mark.entry}] · {wording.day(mark.at[:10])}" for mark in kept.bookmarks]
    return Section(wording.catalog("kept.bookmarks"), [Items(rows)] if rows else [], wording.lang)


def _notes(kept: Kept, wording: Wording) -> Section:
    blocks: list[Block] = []
    for note in kept.notes:
        blocks.append(Line(f"{wording.kept_title(note.entry)} [{note.entry}]", "tag"))
        blocks += [Line(line) for line in note.text.split("\n") if line]
        blocks.append(Line(wording.day(note.at[:10]), "small"))
    return Section(wording.catalog("kept.notes"), blocks, wording.lang)


def _report_sections(kept: Kept, wording: Wording) -> Iterator[Section]:
    word = wording.catalog
    if kept.gaps:
        rows = [f"{gap.question} ({say_gap(gap, wording)})" for gap in kept.gaps]
        yield Section(word("kept.gaps"), [Items(rows)], wording.lang)
    if kept.flags:
        blocks: list[Block] = []
        for flag in kept.flags:
            blocks.append(Line(flag.question or wording.kept_title(flag.entry), "tag"))
            blocks.append(Line(say_flag(flag, wording)))
        yield Section(word("kept.flags"), blocks, wording.lang)


def say_gap(gap: Gap, wording: Wording) -> str:
    """How often and when it was asked last, and which entries came nearest."""
    word = wording.catalog
    said = word("kept.gap", count=gap.count, day=wording.day(gap.at[:10]))
    near = "; ".join(wording.kept_title(entry) for entry in gap.nearest)
    return f"{said} · {word('kept.near', titles=near)}" if near else said


def say_complaint(complaint: Complaint, item: Item | None, wording: Wording) -> tuple[str, str]:
    """The question; and why it is said to be bad, when, and whether it was changed since."""
    word = wording.catalog
    title = f"{item.stem.get(wording.lang) if item else word('kept.item_gone')} [{complaint.item}]"
    parts = [clean(complaint.reason) or word("kept.no_reason"), wording.day(complaint.at[:10])]
    if item and item.version != complaint.version:
        parts.append(word("kept.item_changed"))
    return title, " · ".join(parts)


def say_flag(flag: Flag, wording: Wording) -> str:
    """What was answered, why it is said to be wrong, when, and by which kadguide."""
    word = wording.catalog
    parts = [f"{wording.kept_title(flag.entry)} [{flag.entry}]" if flag.entry else word("kept.no_answer")]
    parts.append(flag.reason or word("kept.no_reason"))
    parts.append(word("kept.given", day=wording.day(flag.at[:10]), program=flag.program, material=flag.material))
    return " · ".join(parts)
