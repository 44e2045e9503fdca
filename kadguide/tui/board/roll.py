"""The list of trainees. Only the rows in sight are drawn, and only those that look different are drawn again, so that
five hundred cost no more than twenty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from kadguide.teaching.overview import Row

Cells = tuple[str, ...]


class Column(NamedTuple):
    """A column. ``right`` puts its cells to the right; one column, of width 0, takes what is left."""

    id: str
    width: int
    right: bool = False


BAR = 6
"""Columns of a bar."""
NAME = Column("name", 0)
_GAP = 2
_LEAST_NAME = 14
_ALL: tuple[tuple[Column, int], ...] = (
    (Column("number", 4, right=True), 0), (NAME, 0), (Column("unit", 20), 28), (Column("state", 14), 0),
    (Column("bar", BAR), 16), (Column("answered", 7, right=True), 0), (Column("left", 7, right=True), 0),
    (Column("door", 8), 22), (Column("room", 6), _LEAST_NAME), (Column("seen", 5, right=True), 18),
)  # fmt: skip
"""Columns in their order; each comes where names keep as much room as stands beside it, and those with little first."""


def columns_for(width: int, *, rooms: bool) -> tuple[Column, ...]:
    """The columns for a list ``width`` columns wide; ``rooms`` when trainees sit in rooms that have names."""
    wanted = {column.id for column, least in _ALL if not least}
    left = width - sum(column.width + _GAP for column, least in _ALL if not least) + _GAP
    for column, least in sorted(_ALL, key=lambda pair: pair[1]):
        takes = column.width + _GAP
        if least and left - takes >= least and (rooms or column.id != "room"):
            wanted.add(column.id)
            left -= takes
    return tuple(column for column, _ in _ALL if column.id in wanted)


class Roll(ScrollView, can_focus=True):
    """Trainees, one a row, with a cursor."""

    COMPONENT_CLASSES = {"roll--row", "roll--quiet", "roll--cursor"}
    BINDINGS = [
        Binding("up", "go(-1)", show=False), Binding("down", "go(1)", show=False),
        Binding("pageup", "page(-1)", show=False), Binding("pagedown", "page(1)", show=False),
        Binding("home", "end(-1)", show=False), Binding("end", "end(1)", show=False),
    ]  # fmt: skip

    class Chosen(Message):
        """A trainee was clicked on who was marked already."""

    def __init__(self, cells: Callable[[Row, tuple[Column, ...]], Cells], id_: str) -> None:
        super().__init__(id=id_)
        self._cells = cells
        self._rows: tuple[Row, ...] = ()
        self._columns: tuple[Column, ...] = (NAME,)
        self._drawn: dict[int, Cells] = {}
        """What was drawn last, by row."""
        self.cursor = 0

    # -- contents

    def show(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """Show ``rows``; with ``anew`` also those that have not changed, since they are told differently now."""
        marked = self.marked
        grew = len(rows) != len(self._rows)
        self._rows = tuple(rows)
        if marked is not None and grew:
            places = {row.trainee.id: at for at, row in enumerate(self._rows)}
            self.cursor = places.get(marked.trainee.id, self.cursor)
        self.cursor = max(min(self.cursor, len(self._rows) - 1), 0)
        self._arrange()
        if grew or anew:
            self._drawn.clear()
            self.refresh()
            return
        for at, before in tuple(self._drawn.items()):
            if at >= len(self._rows) or self._cells(self._rows[at], self._columns) != before:
                self._draw_again(at)

    def _arrange(self) -> None:
        width = self.scrollable_content_region.width
        columns = columns_for(width, rooms=any(row.room for row in self._rows))
        if columns != self._columns:
            self._columns = columns
            self._drawn.clear()
            self.refresh()
        size = Size(width, len(self._rows))
        if size != self.virtual_size:
            self.virtual_size = size

    def on_resize(self) -> None:
        self._arrange()
        self._drawn.clear()
        self.refresh()
        self._follow()

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def marked(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def mark(self, trainee: str) -> None:
        """Put the cursor on a trainee."""
        for at, row in enumerate(self._rows):
            if row.trainee.id == trainee:
                self._go_to(at)
                return

    # -- drawing

    def lay(self, cells: Cells) -> str:
        """Cells in their columns, as wide as the list."""
        fixed = sum(column.width + _GAP for column in self._columns) - _GAP
        name = max(self.scrollable_content_region.width - fixed, _LEAST_NAME)
        parts = []
        for column, cell in zip(self._columns, cells, strict=True):
            width = column.width or name
            fitted = cell if cell_len(cell) <= width else set_cell_size(cell, width - 1) + "…"
            blank = " " * max(width - cell_len(fitted), 0)
            parts.append(blank + fitted if column.right else fitted + blank)
        return set_cell_size((" " * _GAP).join(parts), self.scrollable_content_region.width)

    def render_line(self, y: int) -> Strip:
        at = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if at >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[at]
        cells = self._cells(row, self._columns)
        self._drawn[at] = cells
        kind = "cursor" if at == self.cursor and self.has_focus else "quiet" if row.state == "absent" else "row"
        style = self.get_component_rich_style(f"roll--{kind}")
        return Strip([Segment(self.lay(cells), style)], width)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        first, height = round(new_value), self.scrollable_content_region.height
        self._drawn = {at: cells for at, cells in self._drawn.items() if first <= at <= first + height}

    def _draw_again(self, at: int) -> None:
        self._drawn.pop(at, None)
        self.refresh(Region(0, at - self.scroll_offset.y, self.size.width, 1))

    # -- cursor

    def _go_to(self, at: int) -> None:
        at = max(min(at, len(self._rows) - 1), 0)
        before, self.cursor = self.cursor, at
        self._draw_again(before)
        self._draw_again(at)
        self._follow()

    def _follow(self) -> None:
        """Keep the cursor in sight."""
        top, height = self.scroll_offset.y, max(self.scrollable_content_region.height, 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def on_focus(self) -> None:
        self._draw_again(self.cursor)

    def on_blur(self) -> None:
        self._draw_again(self.cursor)

    def action_go(self, by: int) -> None:
        """The next row, or the one before."""
        self._go_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """A page on, or back."""
        self._go_to(self.cursor + by * max(self.scrollable_content_region.height - 1, 1))

    def action_end(self, by: int) -> None:
        """The first row, or the last."""
        self._go_to(0 if by < 0 else len(self._rows) - 1)

    def on_click(self, event: events.Click) -> None:
        at = event.y + self.scroll_offset.y
        if at < len(self._rows):
            if at == self.cursor and self.has_focus:
                self.post_message(self.Chosen())
            self._go_to(at)
