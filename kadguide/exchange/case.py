"""A case as a document: a checklist to print, data, and its days for a calendar."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from kadguide.answering.folding import clean
from kadguide.exchange.calendar import Event, calendar
from kadguide.exchange.casetext import CaseText, Item
from kadguide.exchange.document import (
    Block,
    Checks,
    Document,
    Items,
    Line,
    Section,
    Sources,
    make_document,
)
from kadguide.guiding.cases import Case
from kadguide.guiding.casework import Plan
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.wording import Wording

SCHEMA = 1
CALENDAR = ".ics"


def case_document(case: Case, snapshot: Snapshot, lang: Lang, made_at: datetime) -> Document | None:
    """The document of a case; ``None`` as long as its kind is not known. Without days there is no calendar."""
    wording = Wording(snapshot, lang)
    text = CaseText(snapshot, wording)
    steps = text.plan_of(case)
    if steps is None:
        return None
    word = wording.catalog
    sections = [
        Section(text.kind_line(steps.kind), _kind_blocks(case, steps, text, word("case.why")), lang),
        Section(word("case.documents"), [_checks(steps.documents, case, text)], lang),
        Section(word("case.stages"), [_checks(steps.stages, case, text)], lang),
    ]
    days = text.due_rows(case)
    if days:
        said = [row for _, row in days]
        sections.append(Section(word("case.days"), [Items(said), Line(text.counting(case), "small")], lang))
    bases = dict.fromkeys(text.basis_with_status(item.basis) for item in steps.items)
    sections.append(Section(word("transcript.sources"), [Sources(word("transcript.sources"), list(bases))], lang))
    events = [
        Event(
            f"{case.id}-{due.about.id if due.about else 'end'}-{due.day:%Y%m%d}@kadguide", due.day,
            f"{clean(case.title)} · {text.due_title(due)}",
            "\n".join([*text.due_remarks(due), text.kind_line(steps.kind), word("case.calendar_note")]),
        )
        for due, _ in days
    ]  # fmt: skip
    document = make_document(
        clean(case.title), sections, _data(case, steps, text), snapshot, wording, made_at, schema=SCHEMA
    )
    if not events:
        return document._replace(missing={CALENDAR: word("case.no_days")})
    return document._replace(others={CALENDAR: calendar(events, made_at)})


def _kind_blocks(case: Case, steps: Plan, text: CaseText, why: str) -> list[Block]:
    return [
        Line(f"{text.progress(case)}. {why}:"),
        Items(text.why(case)),
        Line(text.in_language(steps.kind.check)),
        Line(text.basis_with_status(steps.kind.basis), "small"),
    ]


def _checks(items: tuple[Item, ...], case: Case, text: CaseText) -> Checks:
    return Checks([(item.id in case.ticked, _row(item, case, text)) for item in items])


def _row(item: Item, case: Case, text: CaseText) -> str:
    """One item in one paragraph, with its source but without its status, which stands below."""
    details = [f"{label}: {said}".rstrip(".") for label, said in text.details(item, case)[:-1]]
    return ". ".join([text.in_language(item.title), *details, text.basis(item.basis)]) + "."


def _data(case: Case, steps: Plan, text: CaseText) -> dict[str, Any]:
    return {
        "case": {
            "id": case.id, "title": clean(case.title), "kind": case.kind,
            "created": case.created.isoformat(timespec="seconds"),
            "changed": case.changed.isoformat(timespec="seconds"),
            "ends": case.ends.isoformat() if case.ends else None,
        },
        "why": text.why(case),
        "documents": [_item_data(item, case, text) for item in steps.documents],
        "stages": [_item_data(item, case, text) for item in steps.stages],
        "days": [
            {"day": due.day.isoformat(), "about": due.about.id if due.about else "end", "text": text.about(due)}
            for due, _ in text.due_rows(case)
        ],
    }  # fmt: skip


def _item_data(item: Item, case: Case, text: CaseText) -> dict[str, Any]:
    start = case.start_of(item.id)
    return {
        "id": item.id, "title": text.in_language(item.title), "done": item.id in case.ticked,
        "started": start.isoformat() if start else None,
        "details": dict(text.details(item, case)), "source": item.basis.source, "article": item.basis.article,
        "practice": item.basis.practice, "entry": item.basis.entry,
    }  # fmt: skip
