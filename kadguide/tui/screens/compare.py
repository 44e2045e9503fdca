"""The comparison: two to five things side by side, row by row, chosen with digits."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kadguide.answering.folding import clean
from kadguide.browsing.comparing import Chosen, SideBySide, comparable, lay_out, named, toggled
from kadguide.exchange.document import Document
from kadguide.exchange.side_by_side import (
    cell_said,
    cites_of,
    heading_said,
    row_said,
    side_by_side_document,
    side_by_side_text,
)
from kadguide.knowledge.model import Bilingual, Lang
from kadguide.services import Services
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.columns import CellRow, Columns, Rows
from kadguide.tui.widgets.footer import KeyFooter

_SHORT = 14
"""Characters of a name among those to choose from, where there is little room."""


class CompareScreen(Place):
    """Lays out what is chosen. Copying, saving, help and the entries are left to the app."""

    NAME = "compare"
    CSS_PATH = "compare.tcss"

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._chosen: dict[str, Chosen] = {chosen.comparison: chosen for chosen in comparable(self._engine.snapshot)}
        self._shown = next(iter(self._chosen), "")
        self._only_differing = False
        self._laid_out = SideBySide("", Bilingual("", ""), "law", (), (), 0)

    def compose(self) -> ComposeResult:
        with Vertical(id="compare"):
            yield Static(id="compare-title", classes="title", markup=False)
            yield Static(id="compare-picks", markup=False)
            yield Static(id="compare-state", markup=False)
            yield Columns()
            yield Static(id="compare-hint", classes="hint", markup=False)
        yield KeyFooter()

    async def on_mount(self) -> None:
        self.query_one(Rows).focus()
        self._show()

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or lay out what ``typed`` names."""
        if not typed:
            return
        chosen = named(self._engine.snapshot, typed)
        if chosen is None:
            self._tell("compare.not_found", typed=clean(typed))
            return
        if chosen.unknown:
            self._tell("compare.unknown", names=", ".join(chosen.unknown))
        self._take(chosen)

    def _tell(self, key: str, **values: str) -> None:
        self.notify(self._word(key, **values))

    def _take(self, chosen: Chosen) -> None:
        self._shown = chosen.comparison
        self._chosen[self._shown] = chosen
        self._show()

    # -- what is seen

    def _show(self) -> None:
        """Lay everything out again."""
        if not self._shown:
            return
        snapshot, wording = self._engine.snapshot, self._wording
        self._laid_out = lay_out(snapshot, self._chosen[self._shown], only_differing=self._only_differing)
        shown = self._laid_out
        order = self._everything
        titles = [thing.title.get(self._lang) for thing in shown.things]
        if self.has_class("-narrow"):
            titles = [_short(title) for title in titles]
        names = [f"{order.index(thing.id) + 1} {title}" for thing, title in zip(shown.things, titles, strict=True)]
        rows = [
            CellRow(
                row_said(row, shown, wording),
                tuple(cell_said(cell, wording) for cell in row.cells),
                tuple(cell is None for cell in row.cells),
            )
            for row in shown.lines
        ]
        self.query_one("#compare-title", Static).update(Content(heading_said(shown, wording)))
        note = self._word("compare.silent_note", silent=self._word("comparison.silent"))
        sources = wording.sources_said(cites_of(shown, snapshot, wording))
        first = "" if rows else f"{self._word('compare.nothing_differs')}\n\n"
        self.query_one(Columns).show(names, rows, f"{first}{note}\n{sources}")

    @property
    def _everything(self) -> tuple[str, ...]:
        """All subjects of the comparison, in the order of their digits."""
        found = comparable(self._engine.snapshot)
        return next(chosen.subjects for chosen in found if chosen.comparison == self._shown)

    def _picks(self) -> Content:
        """What can be chosen, each with its digit and whether it is in; a click does the same as the digit."""
        kept = self._chosen[self._shown].subjects
        wide = self.query_one("#compare-picks").content_region.width
        parts: list[tuple[str, str] | str] = []
        used = 0
        for number, subject in enumerate(self._everything, start=1):
            name = _short(self._engine.snapshot.subjects[subject].title.get(self._lang))
            if self.has_class("-narrow") and len(name) > _SHORT:
                name = name[: _SHORT - 1] + "…"
            mark = "[x]" if subject in kept else "[ ]"
            text = f"{mark} {number} {name}"
            if parts:
                between = "   " if used + len(text) + 3 <= wide else "\n"
                parts.append(between)
                used = 0 if between == "\n" else used + 3
            style = "bold" if subject in kept else "dim"
            parts.append((text, f"{style} @click=screen.pick({number})"))
            used += len(text)
        return Content.assemble(*parts)

    def on_columns_pointed(self, message: Columns.Pointed) -> None:
        message.stop()
        if not self._shown:
            return
        columns = self.query_one(Columns)
        shown, window = self._laid_out, columns.window
        whole = len(shown.lines) == shown.rows
        state = [self._word("compare.rows_all" if whole else "compare.rows", shown=len(shown.lines), rows=shown.rows)]
        if self._only_differing:
            state.append(self._word("compare.only_differing"))
        if len(window) < len(shown.things):
            state.append(self._word("compare.columns", first=window.start + 1, last=window.stop, all=len(shown.things)))
        self.query_one("#compare-state", Static).update(Content(" · ".join(state)))
        self.query_one("#compare-picks", Static).update(self._picks())
        entry = self._entry
        opens = self._word("compare.opens", title=self._wording.title(entry)) if entry else ""
        hint = opens or (self._word("compare.no_entry") if columns.row is not None else "")
        self.query_one("#compare-hint", Static).update(Content(hint))

    @property
    def _entry(self) -> str | None:
        """The entry about the marked cell."""
        columns = self.query_one(Columns)
        return None if columns.row is None else self._laid_out.lines[columns.row].entries[columns.column]

    # -- for the app

    async def relabel(self) -> None:
        self._show()

    def copied_text(self) -> str | None:
        if not self._shown:
            return None
        return side_by_side_text(self._laid_out, self._engine.snapshot, self._wording, width=10_000)

    def document(self) -> Document | None:
        if not self._shown:
            return None
        snapshot = self._engine.snapshot
        return side_by_side_document(self._laid_out, snapshot, self._wording, self._services.now())

    # -- actions

    def action_pick(self, number: int) -> None:
        """Put a thing in, or take it out."""
        if not self._shown:
            return
        chosen = toggled(self._engine.snapshot, self._chosen[self._shown], number)
        if chosen is not None:
            self._take(chosen)
        elif number <= len(self._everything):
            self._tell("compare.two_stay")

    def action_drop(self) -> None:
        """Take the marked column out."""
        if not self._laid_out.things:
            return
        subject = self._laid_out.things[self.query_one(Columns).column].id
        self.action_pick(self._everything.index(subject) + 1)

    def action_differ(self) -> None:
        """Only the rows that differ, or all."""
        self._only_differing = not self._only_differing
        self._show()

    def action_next_view(self) -> None:
        """The next comparison, as it was left."""
        ids = list(self._chosen)
        if not ids:
            return
        self._shown = ids[(ids.index(self._shown) + 1) % len(ids)]
        self._show()

    def on_columns_opened(self, message: Columns.Opened) -> None:
        message.stop()
        if entry := self._entry:
            self.post_message(EntryWanted(entry))


def _short(title: str) -> str:
    """``Kerja sama daerah dengan daerah lain (KSDD)`` → ``KSDD``."""
    head, _, tail = title.rpartition("(")
    return tail.removesuffix(")") if head and tail.endswith(")") else title
