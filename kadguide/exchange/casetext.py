"""What is said about a case: on the screen, in linear text and in documents alike."""

from __future__ import annotations

from datetime import date

from kadguide.exchange.document import source_row
from kadguide.guiding.cases import Case, Due, due_day, due_days
from kadguide.guiding.casework import Plan, Recognition, plan, recognise
from kadguide.guiding.dates import DayError, read_day
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.casework import CaseBasis, CaseDocument, CaseKind, CaseReminder, CaseStage
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.places import say_citation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.wording import Wording

Item = CaseDocument | CaseStage


def month_names() -> dict[str, int]:
    """The names of the months in all languages, and their numbers."""
    return {Catalog(lang)(f"month.{number}"): number for number in range(1, 13) for lang in LANGUAGES}


class CaseText:
    """Says things about cases in the language of ``wording``."""

    def __init__(self, snapshot: Snapshot, wording: Wording) -> None:
        self._snapshot = snapshot
        self._casework = snapshot.casework
        self._wording = wording
        self._word = wording.catalog

    def in_language(self, text: Bilingual) -> str:
        return text.get(self._wording.lang)

    # -- kinds

    @property
    def kinds(self) -> tuple[CaseKind, ...]:
        return self._casework.kinds

    def recognise(self, line: str) -> Recognition:
        return recognise(line, self._casework)

    def kind_of(self, case: Case) -> CaseKind | None:
        """The kind of a case; ``None`` when it is not known yet, or no longer taught."""
        return self._casework.kind(case.kind)

    def plan_of(self, case: Case) -> Plan | None:
        """The documents and steps of a case; ``None`` as long as its kind is not known."""
        kind = self.kind_of(case)
        return plan(self._casework, kind) if kind else None

    def kind_line(self, kind: CaseKind) -> str:
        """``KSDPK: kerja sama dengan pihak ketiga``."""
        short, title = self.in_language(kind.short), self.in_language(kind.title)
        return f"{short}: {title}" if not title.startswith(short) else title

    def reasons(self, seen: Recognition) -> list[str]:
        """Each word that was recognised, what it is, and where that stands."""
        return [
            self._word(
                "case.reason", word=reason.word, means=self.in_language(reason.sign.means),
                basis=self.basis(reason.sign.basis),
            )
            for reason in seen.reasons
        ]  # fmt: skip

    def why(self, case: Case) -> list[str]:
        """Why a case is of its kind: the words of its line, or that the user chose it."""
        seen = self.recognise(case.title)
        if seen.kind and seen.kind.id == case.kind:
            return self.reasons(seen)
        return [self._word("case.chosen"), *self.reasons(seen)]

    def question(self, seen: Recognition) -> str:
        """What is asked when a line does not settle the kind."""
        if seen.kind:
            return self._word("case.ask_anew")
        if not seen.kinds:
            return self._word("case.ask_none")
        *first, last = (self.in_language(kind.short) for kind in seen.kinds)
        names = f"{', '.join(first)} {self._word('word.and')} {last}"
        return self._word("case.ask_several", names=names)

    # -- where it stands

    def basis(self, basis: CaseBasis) -> str:
        """The source with its article; practice says that it is practice."""
        source = self._snapshot.source(basis.source)
        said = say_citation(basis.citation, source, self._wording.lang) if source else basis.source
        return self._word("case.practice", cite=said) if basis.practice else said

    def basis_with_status(self, basis: CaseBasis) -> str:
        """The same with legal status and the day that was checked."""
        source = self._snapshot.source(basis.source)
        if source is None:
            return self.basis(basis)
        status = self._wording.status(source)
        return source_row(self.basis(basis), status, source.checked_on.isoformat(), self._wording)

    # -- documents and steps

    def title(self, item: Item) -> str:
        """The title, with the condition behind it."""
        title, when = self.in_language(item.title), self.in_language(item.when)
        return f"{title} ({when})" if when else title

    def time(self, item: Item, case: Case) -> str:
        """Until when, or since when, a step runs; empty when it is done or neither is known."""
        if isinstance(item, CaseDocument) or item.id in case.ticked:
            return ""
        if due := due_day(item, case):
            return self._word("case.until", day=self.day(due))
        start = case.start_of(item.id)
        return self._word("case.since", day=self.day(start)) if start else ""

    def day(self, day: date) -> str:
        return self._wording.day(day.isoformat())

    def details(self, item: Item, case: Case) -> list[tuple[str, str]]:
        """Label and text of everything that is known about a document or step. What the sources do not state is left
        out, except for who does it, where they say so."""
        word, say = self._word, self.in_language
        rows = [(word("case.when"), say(item.when))]
        if isinstance(item, CaseStage):
            rows += [
                (word("case.who"), say(item.who)),
                (word("case.who_note"), say(item.who_note)),
                (word("case.signs"), say(item.signs)),
                (word("case.approves"), say(item.approves)),
                (word("case.limit"), say(item.limit)),
                (word("case.date"), self._counted(item, case)),
                (word("case.yields"), say(item.yields)),
            ]
        rows.append((word("case.remark"), say(item.note)))
        rows.append((word("case.basis"), self.basis_with_status(item.basis)))
        return [(label, text) for label, text in rows if text]

    def _counted(self, stage: CaseStage, case: Case) -> str:
        start, due = case.start_of(stage.id), due_day(stage, case)
        if not start:
            return ""
        if not due:
            return self._word("case.since", day=self.day(start))
        said = self._word("case.from_until", start=self.day(start), due=self.day(due))
        return f"{said} {self._word('case.workdays')}" if stage.unit == "workdays" else said

    def number(self, item: Item, case: Case) -> int:
        """The number of a document or step in the checklist."""
        steps = self.plan_of(case)
        return steps.items.index(item) + 1 if steps and item in steps.items else 0

    # -- days

    def counting(self, case: Case) -> str:
        """How the days of a case are counted."""
        steps = self.plan_of(case)
        workdays = steps is not None and any(stage.deadline and stage.unit == "workdays" for stage in steps.stages)
        counted = self._word("case.counted_workdays" if workdays else "case.counted_days")
        return self._word("case.workdays_note", counted=counted)

    def due_rows(self, case: Case, *, brief: bool = False) -> list[tuple[Due, str]]:
        """The days that matter, each in words."""
        steps = self.plan_of(case)
        days = due_days(case, steps) if steps else ()
        return [(due, f"{self.day(due.day)}: {self.about(due, brief=brief)}") for due in days]

    def next_day(self, case: Case) -> str:
        """The first day that matters, in a few words; empty when there is none."""
        steps = self.plan_of(case)
        due = next(iter(due_days(case, steps)), None) if steps else None
        if due is None:
            return ""
        title = self.in_language(due.about.title) if due.about else self._word("case.end_day")
        return self._word("case.next", day=self.day(due.day), title=title)

    def about(self, due: Due, *, brief: bool = False) -> str:
        """What a day is for; ``brief`` without the source of a reminder, but with the mark of practice."""
        if due.about is None:
            return self._word("case.end_day")
        title = self.in_language(due.about.title)
        if isinstance(due.about, CaseReminder):
            basis = due.about.basis
            if brief:
                return f"{title} · {self._word('case.practice_mark')}" if basis.practice else title
            return f"{title} ({self.basis(basis)})"
        return self._word("case.due", title=title, limit=self.in_language(due.about.limit))

    def due_title(self, due: Due) -> str:
        """What a day is for, and nothing more: the title of an event."""
        if due.about is None:
            return self._word("case.end_day")
        title = self.in_language(due.about.title)
        return title if isinstance(due.about, CaseReminder) else self._word("case.due_title", title=title)

    def due_remarks(self, due: Due) -> list[str]:
        """What else there is to know about a day: limit, way of counting, place, and whether it is practice."""
        if due.about is None:
            return []
        rows = [self.basis(due.about.basis)]
        if isinstance(due.about, CaseStage):
            counted = self._word("case.workdays" if due.about.unit == "workdays" else "case.counted_days")
            rows = [self.in_language(due.about.limit), counted, *rows]
        return [row for row in rows if row]

    def progress(self, case: Case) -> str:
        """How much is done."""
        steps = self.plan_of(case)
        if steps is None:
            return self._word("case.no_kind")
        ids = {item.id for item in steps.items}
        return self._word("case.progress", done=len(ids & set(case.ticked)), all=len(ids))


def typed_day(text: str, wording: Wording) -> tuple[date | None, str]:
    """The day that was typed, and nothing; or nothing, and what is wrong with it."""
    try:
        return read_day(text, month_names()), ""
    except DayError as error:
        return None, wording.catalog(f"case.day_{error.key}", typed=text.strip()[:60])
