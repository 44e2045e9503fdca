"""One side of the map of links: a list in which things that are linked with the other side carry a mark and a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option


class SideRow(NamedTuple):
    """A thing with what is said below it. ``mark`` stands before it, ``line`` is the character of a line that leads on
    to the other side, and ``inset`` is for parts of the thing above."""

    title: str
    below: str = ""
    mark: str = ""
    line: str = ""
    inset: bool = False


class SideList(OptionList):
    """The list of one side."""

    BINDINGS = [
        Binding("left", "screen.side(0)", show=False, id="to_left"),
        Binding("right", "screen.side(1)", show=False, id="to_right"),
    ]


class Side(Vertical):
    """A heading and a list; posts :class:`Pointed` when another thing is marked there and :class:`Opened` for Enter."""

    class Pointed(Message):
        """Another thing is marked on the side that is read from."""

        def __init__(self, side: Side) -> None:
            super().__init__()
            self.side = side

    class Opened(Message):
        """A thing was chosen."""

        def __init__(self, side: Side) -> None:
            super().__init__()
            self.side = side

    def __init__(self, name: str) -> None:
        super().__init__(id=name, classes="side")
        self._rows: tuple[SideRow, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(classes="side-head", markup=False)
        yield SideList(markup=False, compact=True)

    @property
    def things(self) -> SideList:
        return self.query_one(SideList)

    @property
    def at(self) -> int | None:
        """The thing that is marked."""
        return self.things.highlighted

    def show(self, head: str, rows: Sequence[SideRow], at: int | None) -> None:
        """List ``rows`` with the one at ``at`` in the list's own mark, or none."""
        self.query_one(".side-head", Static).update(Content(head))
        self._rows = tuple(rows)
        self._fill(at)

    def _fill(self, at: int | None) -> None:
        laid_out = [self._lines(row) for row in self._rows]
        if sum(map(len, laid_out)) + len(laid_out) <= self.things.content_region.height:
            laid_out = [[*lines, Content("")] for lines in laid_out]
        with self.prevent(OptionList.OptionHighlighted):
            self.things.set_options(Option(Content("\n").join(lines)) for lines in laid_out)
            self.things.highlighted = at
        if at is None:
            # What is linked comes into sight.
            first = next((number for number, row in enumerate(self._rows) if row.mark.strip()), 0)
            self.things.scroll_to(y=sum(map(len, laid_out[:first])), animate=False)

    def _lines(self, row: SideRow) -> list[Content]:
        """Mark, title and note; all lines but the first stand behind the mark."""
        room = max(10, self.things.content_region.width - 1)
        linked = bool(row.mark.strip())
        first = f"{row.mark}└ " if row.inset else row.mark
        rest = " " * len(first)
        title = Content.styled(row.title, "bold" if linked else "").wrap(room - len(first))
        lines = [Content.assemble(rest if number else first, line) for number, line in enumerate(title)]
        below = Content.styled(row.below, "" if linked else "dim").wrap(room - len(rest)) if row.below else []
        lines += [Content.assemble(rest, line) for line in below]
        if row.line:
            filled = lines[-1].rstrip()
            lines[-1] = Content.assemble(filled, " ", row.line * (room - filled.cell_length - 1))
        return lines

    def on_resize(self) -> None:
        self._fill(self.at)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Pointed(self))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened(self))
