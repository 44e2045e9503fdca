"""Cases that are kept: what was typed, its kind, what is done, and the days that were entered."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple, Protocol

from kadguide.guiding.casework import Plan
from kadguide.guiding.dates import shift
from kadguide.knowledge.casework import CaseReminder, CaseStage

MOST_LETTERS = 300
"""Length of a title."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case. ``kind`` is empty until it is known; ``starts`` are the days on which steps began (step, day);
    ``ends`` is the last day of the agreement."""

    id: str
    title: str
    kind: str
    created: datetime
    changed: datetime
    ticked: tuple[str, ...] = ()
    starts: tuple[tuple[str, date], ...] = ()
    ends: date | None = None

    def ticking(self, item: str, at: datetime) -> Case:
        """The case with ``item`` done, or not done when it was."""
        rest = tuple(done for done in self.ticked if done != item)
        return replace(self, ticked=rest if item in self.ticked else (*rest, item), changed=at)

    def starting(self, item: str, day: date | None, at: datetime) -> Case:
        """The case with the day on which ``item`` began; without one when ``day`` is none."""
        rest = tuple((known, began) for known, began in self.starts if known != item)
        return replace(self, starts=rest if day is None else (*rest, (item, day)), changed=at)

    def ending(self, day: date | None, at: datetime) -> Case:
        """The case with the last day of its agreement."""
        return replace(self, ends=day, changed=at)

    def of_kind(self, kind: str, at: datetime) -> Case:
        """The case as one of ``kind``. What was done is kept, should the kind be changed back."""
        return replace(self, kind=kind, changed=at)

    def start_of(self, item: str) -> date | None:
        return dict(self.starts).get(item)


class CaseShelf(Protocol):
    """Where cases are kept."""

    def cases(self) -> tuple[Case, ...]:
        """All of them, the last changed first."""

    def keep(self, case: Case) -> None:
        """Keep a case, in the place of the one of the same id."""

    def drop(self, id_: str) -> None:
        """Forget a case; nothing happens when there is none of that id."""


class MemoryShelf:
    """Keeps cases until the program ends."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}

    def cases(self) -> tuple[Case, ...]:
        latest_first = reversed(self._cases.values())
        return tuple(sorted(latest_first, key=lambda case: case.changed, reverse=True))

    def keep(self, case: Case) -> None:
        self._cases.pop(case.id, None)
        self._cases[case.id] = case

    def drop(self, id_: str) -> None:
        self._cases.pop(id_, None)


class CaseRows(Protocol):
    """Texts of cases under their ids, kept for good. Trouble is the business of whoever keeps them."""

    def case_texts(self) -> tuple[str, ...]:
        """All texts, the one that was changed last first."""

    def keep_case(self, id_: str, text: str, at: str) -> None:
        """Keep a text, in the place of the one of the same id."""

    def drop_case(self, id_: str) -> None:
        """Forget a text."""


class KeptCases:
    """Cases that last. What cannot be written lasts until the program ends."""

    def __init__(self, rows: CaseRows) -> None:
        self._rows = rows
        self._here = MemoryShelf()
        self._dropped: set[str] = set()

    def cases(self) -> tuple[Case, ...]:
        """All of them; those of this run as they were left, a row that cannot be read is passed over."""
        here = self._here.cases()
        known = {case.id for case in here} | self._dropped
        read = (case_of(text) for text in self._rows.case_texts())
        kept = (case for case in read if case is not None and case.id not in known)
        return tuple(sorted((*here, *kept), key=lambda case: case.changed, reverse=True))

    def keep(self, case: Case) -> None:
        self._here.keep(case)
        self._rows.keep_case(case.id, text_of(case), case.changed.isoformat())

    def drop(self, id_: str) -> None:
        self._here.drop(id_)
        self._dropped.add(id_)
        self._rows.drop_case(id_)


def text_of(case: Case) -> str:
    """A case as JSON text."""
    data = {
        "id": case.id, "title": case.title, "kind": case.kind, "created": case.created.isoformat(),
        "changed": case.changed.isoformat(), "ticked": case.ticked,
        "starts": [[step, day.isoformat()] for step, day in case.starts],
        "ends": case.ends.isoformat() if case.ends else None,
    }  # fmt: skip
    return json.dumps(data, ensure_ascii=False)


def case_of(text: str) -> Case | None:
    """The case that :func:`text_of` wrote; ``None`` for anything else."""
    try:
        data = json.loads(text)
        return Case(
            str(data["id"]), str(data["title"])[:MOST_LETTERS], str(data["kind"]),
            datetime.fromisoformat(data["created"]), datetime.fromisoformat(data["changed"]),
            tuple(str(step) for step in data["ticked"]),
            tuple((str(step), date.fromisoformat(day)) for step, day in data["starts"]),
            date.fromisoformat(data["ends"]) if data["ends"] else None,
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None


def new_case(line: str, kind: str, at: datetime, shelf: CaseShelf) -> Case:
    """A case for what was typed, with an id that no other one on the shelf has."""
    title = " ".join(line.split())[:MOST_LETTERS]
    taken = {case.id for case in shelf.cases()}
    number = 0
    while True:
        seed = f"{at.isoformat()} {title} {number}".encode("utf-8", "replace")
        id_ = hashlib.sha256(seed).hexdigest()[:16]
        if id_ not in taken:
            return Case(id_, title, kind, at, at)
        number += 1


class Due(NamedTuple):
    """A day that matters: the deadline of a step that is not done, a reminder, or the end (``about`` is none)."""

    day: date
    about: CaseStage | CaseReminder | None


def due_day(stage: CaseStage, case: Case) -> date | None:
    """When the deadline of a step passes; ``None`` without a deadline or a day to count from."""
    start = case.start_of(stage.id)
    if start is None or stage.deadline is None:
        return None
    return shift(start, stage.deadline, stage.unit)


def due_days(case: Case, steps: Plan) -> tuple[Due, ...]:
    """All days that matter, in order."""
    found = [Due(day, stage) for stage in steps.stages if stage.id not in case.ticked and (day := due_day(stage, case))]
    if case.ends:
        found += [Due(shift(case.ends, -r.before, r.unit), r) for r in steps.reminders]
        found.append(Due(case.ends, None))
    return tuple(sorted(found, key=lambda due: due.day))


def current_stage(case: Case, steps: Plan) -> CaseStage | None:
    """The first step that is not done and has a deadline to count; the first that is not done when there is none."""
    waiting = [stage for stage in steps.stages if stage.id not in case.ticked]
    return next((stage for stage in waiting if stage.deadline is not None), waiting[0] if waiting else None)
