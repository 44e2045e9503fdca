"""Rows of cells side by side under a header that stays; what does not fit is reached by going right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

NARROWEST = 20
"""Characters that a column needs to be read with ease."""
WIDEST = 44
_GAP = 3
_SCROLLBAR = 1


class CellRow(NamedTuple):
    """A heading and its cells, and which of these only say that nothing is said."""

    heading: str
    cells: tuple[str, ...]
    silent: tuple[bool, ...]


class Rows(OptionList):
    """The rows; one column of them is marked."""

    BINDINGS = [
        Binding("left", "column(-1)", show=False, id="column_left"),
        Binding("right", "column(1)", show=False, id="column_right"),
    ]

    class Stepped(Message):
        """Another column is to be marked: ``step`` further, or the one at ``x``."""

        def __init__(self, step: int = 0, x: int | None = None) -> None:
            super().__init__()
            self.step = step
            self.x = x

    def __init__(self) -> None:
        super().__init__(id="columns-rows", markup=False, compact=True)

    def action_column(self, step: int) -> None:
        self.post_message(self.Stepped(step))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.post_message(self.Stepped(x=event.x))


class Columns(Vertical):
    """Shows :class:`CellRow`; posts :class:`Pointed` when another cell is marked and :class:`Opened` for Enter."""

    class Pointed(Message):
        """A cell is marked."""

    class Opened(Message):
        """The marked cell was chosen."""

    def __init__(self) -> None:
        super().__init__(id="columns")
        self._names: tuple[str, ...] = ()
        self._rows: tuple[CellRow, ...] = ()
        self._tail = ""
        self._first = 0
        self._marked = 0
        self.column = 0

    def compose(self) -> ComposeResult:
        yield Static(id="columns-head", markup=False)
        yield Rows()

    def show(self, names: Sequence[str], rows: Sequence[CellRow], tail: str) -> None:
        """Show ``rows`` under ``names``, and below them ``tail``. The marked row stays where it was, if it can."""
        self._names, self._rows, self._tail = tuple(names), tuple(rows), tail
        self.column = min(self.column, len(self._names) - 1)
        self._fill()

    @property
    def row(self) -> int | None:
        """The marked row."""
        at = self.query_one(Rows).highlighted
        return at if at is not None and at < len(self._rows) else None

    @property
    def window(self) -> range:
        """The columns that are in sight."""
        return range(self._first, min(self._first + self._fitting, len(self._names)))

    @property
    def _room(self) -> int:
        return max(NARROWEST, self.query_one(Rows).content_region.width - _SCROLLBAR)

    @property
    def _fitting(self) -> int:
        return max(1, (self._room + _GAP) // (NARROWEST + _GAP))

    @property
    def _wide(self) -> int:
        shown = max(1, len(self.window))
        return min(WIDEST, (self._room + _GAP) // shown - _GAP)

    def _fill(self) -> None:
        """Lay the rows out for the room that there is."""
        rows = self.query_one(Rows)
        last = max(0, len(self._names) - self._fitting)
        self._first = min(max(self._first, self.column - self._fitting + 1), self.column, last)
        at, scrolled = min(rows.highlighted or 0, len(self._rows) - 1), rows.scroll_offset.y
        options: list[Option | None] = [
            Option(self._laid_out(row, number == at)) for number, row in enumerate(self._rows)
        ]
        if self._tail:
            options.append(Option(Content.styled(self._tail, "dim"), disabled=True))
        rows.set_options(options)
        self._marked = at
        rows.highlighted = at if self._rows else None
        rows.scroll_to(y=scrolled, animate=False)
        self.query_one("#columns-head", Static).update(self._head())
        self.post_message(self.Pointed())

    def _head(self) -> Content:
        names = [Content.styled(self._names[number], "bold $primary") for number in self.window]
        wrapped = [name.wrap(self._wide - 2) for name in names]
        marks = ["▸ " if number == self.column else "  " for number in self.window]
        return self._side_by_side(
            [
                [Content.assemble("  " if place else mark, line) for place, line in enumerate(lines)]
                for mark, lines in zip(marks, wrapped, strict=True)
            ]
        )

    def _laid_out(self, row: CellRow, marked: bool) -> Content:
        """A row under its heading, which is set into a rule; the mark stands before the one that Enter takes."""
        cells = [Content.styled(row.cells[n], "dim" if row.silent[n] else "") for n in self.window]
        heading = Content.assemble("▸ " if marked else "─ ", (row.heading, "bold"), " ")
        rest = len(self.window) * (self._wide + _GAP) - _GAP - heading.cell_length
        rule = Content.styled("─" * max(0, rest), "dim")
        return Content.assemble(heading, rule, "\n", self._side_by_side([cell.wrap(self._wide) for cell in cells]))

    def _side_by_side(self, wrapped: Sequence[Sequence[Content]]) -> Content:
        """Wrapped cells set beside each other; the rule left of the marked column is heavier."""
        wide = self._wide
        lines = []
        for number in range(max(map(len, wrapped), default=0)):
            line: list[Content | str] = []
            for place, column in zip(self.window, wrapped, strict=True):
                text = column[number] if number < len(column) else Content("")
                if place > self._first:
                    line.append(" ┃ " if place == self.column else " │ ")
                line.append(text.rstrip().pad_right(max(0, wide - text.rstrip().cell_length)))
            lines.append(Content.assemble(*line))
        return Content("\n").join(lines)

    def on_resize(self) -> None:
        if self._names:
            self._fill()

    def on_rows_stepped(self, message: Rows.Stepped) -> None:
        message.stop()
        wanted = self.column + message.step
        if message.x is not None:
            wanted = self._first + message.x // (self._wide + _GAP)
        wanted = min(max(wanted, 0), len(self._names) - 1)
        if wanted != self.column:
            self.column = wanted
            self._fill()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        rows = self.query_one(Rows)
        for number in {self._marked, rows.highlighted or 0}:
            if number < len(self._rows):
                rows.replace_option_prompt_at_index(
                    number, self._laid_out(self._rows[number], number == rows.highlighted)
                )
        self._marked = rows.highlighted or 0
        self.post_message(self.Pointed())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened())
