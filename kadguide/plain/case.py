"""The cases in linear text: kind, why, documents and steps, numbered; ticked and dated by typed words."""

from __future__ import annotations

import re
from collections.abc import Callable

from kadguide.answering.folding import clean
from kadguide.exchange.case import case_document
from kadguide.exchange.casetext import CaseText, Item, typed_day
from kadguide.guiding.cases import Case, current_stage, new_case
from kadguide.knowledge.casework import CaseStage
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, entry_text, wrap, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording

_YES = ("ya", "y", "yes")
_WORDS = {
    "tick": ("centang", "tick"),
    "read": ("baca", "read"),
    "start": ("mulai", "start"),
    "end": ("berakhir", "end", "ends"),
    "kind": ("jenis", "kind"),
    "delete": ("hapus", "delete"),
    "close": ("tutup", "close"),
}


class Casebook(Teller):
    """Makes, lists and changes cases; asks until the case is closed."""

    WORDS = ("/kasus", "/case")

    def __init__(self, services: Services) -> None:
        self._services = services
        self._engine = services.engine
        self._case: Case | None = None
        self._listed: tuple[str, ...] = ()
        self._asked = ""
        """``shelf``, ``kind``, ``case`` or ``delete``: what the next line answers."""
        self._speak("id")

    def _speak(self, lang: Lang) -> None:
        self._lang = lang
        self._wording = Wording(self._engine.snapshot, lang)
        self._word = self._wording.catalog
        self._text = CaseText(self._engine.snapshot, self._wording)

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        self._speak(lang)
        return self._begin(rest) if clean(rest) else self._shelf()

    def answer(self, line: str, lang: Lang) -> Told:
        self._speak(lang)
        typed, _, rest = line.strip().partition(" ")
        did = next((name for name, words in _WORDS.items() if typed.casefold() in words), "")
        if did == "close":
            self._asked = ""
            return Told(self._word("case.plain_closed"))
        if self._asked == "delete":
            return self._deleted(line)
        if typed.isdecimal() and not rest:
            return self._numbered(typed)
        doing: dict[str, Callable[[str], Told]] = {
            "tick": self._tick, "read": self._read, "start": self._start, "end": self._end,
        }  # fmt: skip
        if self._asked == "case" and did in doing:
            return doing[did](rest.strip())
        if self._case and did == "kind":
            return self._kinds()
        if self._case and did == "delete":
            self._asked = "delete"
            return self._said(self._word("case.plain_delete", title=self._case.title))
        return self._said(self._word("case.plain_unknown", typed=clean(line)[:60]), self._hint())

    # -- what is shown

    def _said(self, *parts: str) -> Told:
        """Say something, keep asking, and keep the document of the case ready for ``/simpan``."""
        document = None
        if self._case and self._asked == "case":
            document = case_document(self._case, self._engine.snapshot, self._lang, self._services.now())
        return Told("\n\n".join(part for part in parts if part), document=document, asks=True)

    def _hint(self) -> str:
        keys = {"shelf": "plain_shelf", "kind": "plain_kinds", "case": "plain_case"}
        return wrapped(self._word(f"case.{keys.get(self._asked, 'plain_shelf')}"))

    def _shelf(self) -> Told:
        kept = self._services.cases.cases()
        self._case, self._listed = None, tuple(case.id for case in kept)
        if not kept:
            return Told(paragraphs([], self._word("case.plain_empty")))
        self._asked = "shelf"
        rows = []
        for number, case in enumerate(kept, start=1):
            kind = self._text.kind_of(case)
            parts = [self._text.in_language(kind.short)] if kind else []
            days = list(filter(None, [self._text.next_day(case)]))
            rows += wrap(f"{number}. {' · '.join([case.title, *parts, self._text.progress(case), *days])}", WIDTH)
        return self._said(self._word("case.mine", count=len(kept)), "\n".join(rows), self._hint())

    def _begin(self, typed: str) -> Told:
        title = clean(typed)
        kind = self._text.recognise(title).kind
        return self._open(new_case(title, kind.id if kind else "", self._services.now(), self._services.cases))

    def _open(self, case: Case) -> Told:
        self._keep(case)
        return self._page() if self._text.kind_of(case) else self._kinds()

    def _keep(self, case: Case) -> None:
        self._case = case
        self._services.cases.keep(case)

    def _kinds(self) -> Told:
        if self._case is None:
            return self._shelf()
        self._asked = "kind"
        seen = self._text.recognise(self._case.title)
        fitting = {kind.id for kind in seen.kinds}
        rows = [
            f"{number}. {self._text.kind_line(kind)}" + (f" · {self._word('case.fits')}" if kind.id in fitting else "")
            for number, kind in enumerate(self._text.kinds, start=1)
        ]
        reasons = _listed(self._text.reasons(seen))
        parts = [wrapped(self._text.question(seen)), *([reasons] if reasons else []), "\n".join(rows)]
        return self._said(*parts, self._hint())

    def _page(self) -> Told:
        """The whole case."""
        case = self._case
        steps = self._text.plan_of(case) if case else None
        if case is None or steps is None:
            return self._shelf()
        self._asked = "case"
        why = f"{self._word('case.why')}:\n{_listed(self._text.why(case))}"
        check = wrapped(f"{self._text.in_language(steps.kind.check)} ({self._text.basis(steps.kind.basis)})")
        head = "\n".join([*wrap(case.title, WIDTH), self._text.kind_line(steps.kind), self._text.progress(case)])
        groups: list[tuple[str, tuple[Item, ...]]] = [
            (self._word("case.documents"), steps.documents),
            (self._word("case.stages"), steps.stages),
        ]
        blocks, number = [], 0
        for heading, items in groups:
            rows = [heading]
            for item in items:
                number += 1
                rows += wrap(f"{number}. {self._row(item, case)}", WIDTH)
            blocks.append("\n".join(rows))
        if days := [said for _, said in self._text.due_rows(case)]:
            blocks.append(f"{self._word('case.days')}\n{_listed(days)}\n{wrapped(self._text.counting(case))}")
        return self._said(head, why, check, *blocks, self._hint())

    def _row(self, item: Item, case: Case) -> str:
        """One document or step with everything that is known, its source last."""
        details = [f"{label}: {said}".rstrip(".") for label, said in self._text.details(item, case)[:-1]]
        box = "[x]" if item.id in case.ticked else "[ ]"
        return f"{box} {'. '.join([self._text.in_language(item.title), *details, self._text.basis(item.basis)])}."

    # -- what is typed

    def _numbered(self, typed: str) -> Told:
        """A case of the list, a kind, or an entry to read."""
        number = int(typed) - 1
        if self._asked == "shelf" and 0 <= number < len(self._listed):
            found = next((case for case in self._services.cases.cases() if case.id == self._listed[number]), None)
            return self._open(found) if found else self._shelf()
        if self._asked == "kind" and self._case and 0 <= number < len(self._text.kinds):
            return self._open(self._case.of_kind(self._text.kinds[number].id, self._services.now()))
        if self._asked == "case":
            return self._read(typed)
        return self._said(self._word("case.plain_number", typed=typed), self._hint())

    def _item(self, typed: str) -> Item | None:
        steps = self._text.plan_of(self._case) if self._case else None
        if steps is None or not typed.isdecimal() or not 0 < int(typed) <= len(steps.items):
            return None
        return steps.items[int(typed) - 1]

    def _no_item(self, typed: str) -> Told:
        return self._said(self._word("case.plain_number", typed=clean(typed)[:60]))

    def _tick(self, typed: str) -> Told:
        item = self._item(typed)
        if item is None or self._case is None:
            return self._no_item(typed)
        self._keep(self._case.ticking(item.id, self._services.now()))
        key = "case.plain_ticked" if item.id in self._case.ticked else "case.plain_unticked"
        said = self._word(key, title=self._text.in_language(item.title))
        return self._said(f"{said} {self._text.progress(self._case)}.")

    def _read(self, typed: str) -> Told:
        item = self._item(typed)
        if item is None or item.basis.entry is None:
            return self._no_item(typed)
        reply = self._engine.choose(item.basis.entry, self._lang)
        return self._said(entry_text(reply, self._wording))

    def _start(self, typed: str) -> Told:
        """``mulai 3 25/11/2026``; without a number, the step that waits."""
        case = self._case
        steps = self._text.plan_of(case) if case else None
        if case is None or steps is None:
            return self._shelf()
        numbered = re.fullmatch(r"(\d{1,3})\s+(\S.*)", typed)
        item: Item | None = None
        day, wrong = typed_day(typed, self._wording)
        if day is None and numbered:
            item = self._item(numbered.group(1))
            day, wrong = typed_day(numbered.group(2), self._wording)
        elif day:
            item = current_stage(case, steps)
        if wrong:
            return self._said(wrapped(wrong))
        if not isinstance(item, CaseStage):
            return self._said(self._word("case.plain_no_step"))
        self._keep(case.starting(item.id, day, self._services.now()))
        return self._said(
            self._word(
                "case.plain_started",
                title=self._text.in_language(item.title),
                time=dict(self._text.details(item, self._case or case))[self._word("case.date")],
            )
        )

    def _end(self, typed: str) -> Told:
        day, wrong = typed_day(typed, self._wording)
        if day is None or self._case is None:
            return self._said(wrapped(wrong))
        self._keep(self._case.ending(day, self._services.now()))
        days = [said for _, said in self._text.due_rows(self._case)]
        return self._said(self._word("case.plain_ended", day=self._text.day(day)), _listed(days), self._hint())

    def _deleted(self, line: str) -> Told:
        """Forget the case after a yes; anything else keeps it."""
        case = self._case
        if case is None or line.strip().casefold() not in _YES:
            self._asked = "case" if case and self._text.kind_of(case) else "kind"
            return self._said(self._word("case.plain_not_deleted"))
        self._services.cases.drop(case.id)
        self._case, self._asked = None, ""
        return Told(self._word("case.plain_deleted"))


def _listed(rows: list[str]) -> str:
    return "\n".join(wrapped(f"- {row}") for row in rows)
