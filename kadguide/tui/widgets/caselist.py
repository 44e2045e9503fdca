"""The list of the cases: kept cases, kinds to choose from, or one checklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.geometry import Spacing
from textual.message import Message
from textual.visual import Padding
from textual.widgets import OptionList
from textual.widgets.option_list import Option

_BOX = 4
"""Columns of a box: a click there ticks."""


class CaseRow(NamedTuple):
    """One row. Without ``id`` it is a heading; with ``done`` it has a box; ``more`` stands dim below."""

    id: str
    text: str
    more: str = ""
    done: bool | None = None


class CaseList(OptionList):
    """Shows rows; posts :class:`Taken` for Enter, :class:`Ticked` for the space bar, :class:`Reached` on the way."""

    class Taken(Message):
        """A row was chosen."""

        def __init__(self, id_: str) -> None:
            super().__init__()
            self.id = id_

    class Ticked(Taken):
        """The box of a row was hit."""

    class Reached(Taken):
        """The highlight is on another row."""

    def __init__(self) -> None:
        super().__init__(id="case-list", markup=False, compact=True)
        self._rows: tuple[CaseRow, ...] = ()

    @property
    def here(self) -> str:
        """The id of the highlighted row; empty when there is none."""
        return self._rows[self.highlighted].id if self.highlighted is not None and self._rows else ""

    def show(self, rows: Sequence[CaseRow], at: str = "") -> None:
        """Show ``rows`` with the highlight on ``at``, or on the first row that is no heading."""
        self._rows = tuple(rows)
        self.set_options(Option(_shown(row), disabled=not row.id) for row in rows)
        ids = [row.id for row in rows]
        first = next((index for index, id_ in enumerate(ids) if id_), None)
        self.highlighted = ids.index(at) if at in ids and at else first
        if self.highlighted == first:
            self.scroll_home(animate=False)

    def number(self, number: int) -> None:
        """Choose by number, counted from 1 over the rows that are no headings."""
        ids = [row.id for row in self._rows if row.id]
        if 0 < number <= len(ids):
            self.post_message(self.Taken(ids[number - 1]))

    def tick(self) -> None:
        """Hit the box of the highlighted row."""
        if self.here:
            self.post_message(self.Ticked(self.here))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Taken(self._rows[event.option_index].id))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Reached(self.here))

    async def _on_click(self, event: events.Click) -> None:
        index = event.style.meta.get("option")
        if index is not None and self._rows[index].done is not None and event.x < _BOX:
            event.prevent_default()
            self.highlighted = index
            self.tick()


def _shown(row: CaseRow) -> Padding:
    if not row.id:
        return Padding(Content.styled(row.text, "bold"), Spacing(top=1))
    box = "" if row.done is None else "[x] " if row.done else "[ ] "
    more = (f"\n{row.more}", "dim") if row.more else ""
    return Padding(Content.assemble(box, row.text, more), Spacing())
