"""What stands on the pages of the cases: heading, rows, and what there is to know about a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from textual.content import Content

from kadguide.exchange.casetext import CaseText, Item
from kadguide.guiding.cases import Case
from kadguide.guiding.casework import Recognition
from kadguide.i18n import Catalog
from kadguide.knowledge.casework import CaseReminder, CaseStage
from kadguide.tui.widgets.caselist import CaseRow

View = Literal["shelf", "kind", "case"]
"""The kept cases, the kinds to choose from, the checklist of one case."""
EXAMPLES = 3


class CasePages:
    """Makes the pages in one language."""

    def __init__(self, text: CaseText, word: Catalog) -> None:
        self._text = text
        self._word = word

    def rows(self, view: View, case: Case | None, kept: Sequence[Case]) -> list[CaseRow]:
        """The rows of a view; without cases, examples."""
        word = self._word
        if view == "kind" and case:
            return kind_rows(self._text.recognise(case.title), self._text, word("case.fits"))
        if view == "case" and case and (kind := self._text.kind_of(case)):
            seen = self._text.recognise(case.title)
            words = ", ".join(f"“{reason.word}”" for reason in seen.reasons)
            key = "case.kind_because" if seen.kind == kind else "case.kind_chosen"
            first = word(key, kind=self._text.in_language(kind.short), words=words)
            end = word("case.ends", day=self._text.day(case.ends) if case.ends else word("case.no_end"))
            headings = (word("case.documents"), word("case.stages"), word("case.days"))
            return check_rows(case, self._text, headings, first, end, word("case.if_needed"))
        if kept:
            return shelf_rows(kept, self._text)
        return [CaseRow(f"example-{n}", word(f"case.example{n}")) for n in range(1, EXAMPLES + 1)]

    def head(self, view: View, case: Case | None, kept: Sequence[Case]) -> Content:
        """What the page is, and how far it is."""
        word = self._word
        if view == "shelf" or case is None:
            title = word("case.mine", count=len(kept)) if kept else word("case.none")
            said = "" if kept else word("case.empty")
        else:
            title = case.title
            asked = view == "kind"
            said = self._text.question(self._text.recognise(case.title)) if asked else self._text.progress(case)
        return Content.assemble((title, "bold $primary"), f"\n{said}" if said else "")

    def told(self, view: View, case: Case | None, id_: str, kept: Sequence[Case]) -> Content:
        """What there is to know about a row."""
        rows = self._told(view, case, id_, bool(kept))
        return Content("\n").join(
            Content.assemble((f"{label}: ", "bold"), text) if label else Content(text) for label, text in rows
        )

    def _told(self, view: View, case: Case | None, id_: str, some: bool) -> list[tuple[str, str]]:
        word, text = self._word, self._text
        if view == "shelf" or case is None:
            return [("", word("case.shelf_hint" if some else "case.example_hint"))]
        if view == "kind":
            kind = next((kind for kind in text.kinds if kind.id == id_), None)
            reasons = [("", f"- {reason}") for reason in text.reasons(text.recognise(case.title))]
            check = [("", text.in_language(kind.check))] if kind else []
            seen = (word("case.seen"), "" if reasons else word("case.seen_nothing"))
            return [*check, seen, *reasons, ("", word("case.choose_hint"))]
        if id_ == "kind" and (kind := text.kind_of(case)):
            why = [("", f"- {reason}") for reason in text.why(case)]
            basis = (word("case.basis"), text.basis_with_status(kind.basis))
            check = [("", text.in_language(kind.check)), basis]
            return [(word("case.why"), ""), *why, *check, ("", word("case.kind_hint"))]
        item = self.item(case, id_)
        if isinstance(item, CaseReminder):
            return [(word("case.basis"), text.basis_with_status(item.basis)), ("", word("case.days_hint"))]
        if item is None:
            return [("", word("case.days_hint")), ("", text.counting(case))]
        counts = isinstance(item, CaseStage) and item.deadline is not None
        return [*text.details(item, case), ("", word("case.counts_hint" if counts else "case.item_hint"))]

    def item(self, case: Case | None, id_: str) -> Item | CaseReminder | None:
        """The document, step or reminder of a row; ``None`` for other rows."""
        steps = self._text.plan_of(case) if case else None
        known = id_.removeprefix("day-")
        return next((item for item in (*steps.items, *steps.reminders) if item.id == known), None) if steps else None


def shelf_rows(cases: Sequence[Case], text: CaseText) -> list[CaseRow]:
    """The kept cases, each with its kind, how much is done, and the next day that matters."""
    rows = []
    for case in cases:
        kind = text.kind_of(case)
        parts = [text.in_language(kind.short)] if kind else []
        rows.append(
            CaseRow(
                case.id,
                case.title,
                "  " + " · ".join([*parts, text.progress(case), *filter(None, [text.next_day(case)])]),
            )
        )
    return rows


def kind_rows(seen: Recognition, text: CaseText, fits: str) -> list[CaseRow]:
    """All kinds, those that fit the line with the mark ``fits``."""
    fitting = {kind.id for kind in seen.kinds}
    return [
        CaseRow(kind.id, f"{number}. {text.kind_line(kind)}", f"   {fits}" if kind.id in fitting else "")
        for number, kind in enumerate(text.kinds, start=1)
    ]


def check_rows(
    case: Case, text: CaseText, headings: Sequence[str], first: str, end: str, conditional: str
) -> list[CaseRow]:
    """A checklist: its kind, documents, steps, and days."""
    steps = text.plan_of(case)
    if steps is None:
        return []
    rows = [CaseRow("kind", first)]
    number = 0
    groups: tuple[tuple[Item, ...], ...] = (steps.documents, steps.stages)
    for heading, items in zip(headings, groups, strict=False):
        rows.append(CaseRow("", heading))
        for item in items:
            number += 1
            when = f" · {conditional}" if item.when.id else ""
            time = text.time(item, case)
            more = f"       {time}" if time else ""
            title = f"{number}. {text.in_language(item.title)}{when}"
            rows.append(CaseRow(item.id, title, more, item.id in case.ticked))
    rows.append(CaseRow("", headings[-1]))
    rows += [CaseRow(f"day-{due.about.id}", said) for due, said in text.due_rows(case, brief=True) if due.about]
    rows.append(CaseRow("end", end))
    return rows
