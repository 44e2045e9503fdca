"""Agendas as text: the list of all, and one with the times of the clock."""

from __future__ import annotations

from collections.abc import Iterable

from kadguide.knowledge.agendas import Agenda
from kadguide.linear import WIDTH, wrap
from kadguide.teaching.timetable import Slot, say_clock, timetable
from kadguide.wording import Wording


def agenda_rows(agendas: Iterable[Agenda], wording: Wording) -> list[str]:
    """One line an agenda: title, id, length."""
    return [f"{agenda.title.get(wording.lang)} [{agenda.id}], {_length(agenda, wording)}" for agenda in agendas]


def agenda_text(agenda: Agenda, start: int, wording: Wording) -> str:
    """The whole agenda; each step with its number and times."""
    word = wording.catalog
    lines = [agenda.title.get(wording.lang), _length(agenda, wording), "", *wrap(agenda.note.get(wording.lang), WIDTH)]
    day = 0
    for slot in timetable(agenda, start):
        if slot.step.day != day:
            day = slot.step.day
            lines += ["", *([word("agenda.day", number=day), ""] if len(agenda.days) > 1 else [])]
        lines += _slot_lines(slot, wording)
    return "\n".join(lines)


def _slot_lines(slot: Slot, wording: Wording) -> list[str]:
    word, step = wording.catalog, slot.step
    times = f"{say_clock(slot.begins)}-{say_clock(slot.ends)}"
    kind = word(f"agenda.kind_{step.kind}").lower()
    title = step.title.get(wording.lang)
    said = title if title.casefold().startswith(kind) else f"{title} ({kind})"
    what = [wording.title(id_) for id_ in step.entries]
    if step.prompt.id:
        what.append(step.prompt.get(wording.lang))
    if step.blueprint:
        what.append(word("agenda.test_items", count=step.blueprint.size))
    rows = [f"{times}  {slot.number:>2}. {said}"]
    for text in what:
        first, *more = wrap(text, WIDTH - 19)
        rows += [f"{'':17}- {first}", *(f"{'':19}{line}" for line in more)]
    return rows


def _length(agenda: Agenda, wording: Wording) -> str:
    """How long the agenda takes: ``4 hours``, ``2 days of 7 hours``."""
    hours = "/".join(dict.fromkeys(f"{minutes / 60:.3g}" for minutes in agenda.days))
    hours = wording.catalog.decimal(hours)
    if len(agenda.days) > 1:
        return wording.catalog("agenda.days_of", count=len(agenda.days), hours=hours)
    return wording.catalog("agenda.hours", hours=hours)
