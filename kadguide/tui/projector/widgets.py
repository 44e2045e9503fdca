"""The parts of the wall: the sheet that a slide is read from, and the bars above and below it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from kadguide.exchange.slides import Line
from kadguide.i18n import Catalog
from kadguide.tui.projector.layout import set_rows

WIDEST = 100
"""Columns of text at most: longer lines are hard to read, also on a wall."""


class Sheet(Static):
    """Shows lines page by page. Says :class:`Laid` whenever it has set them anew."""

    class Laid(Message):
        """The page changed."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, markup=False)
        self._lines: tuple[Line, ...] = ()
        self._rows: list[Content] = []
        self._from = 0
        self._centred = False

    def show(self, lines: Sequence[Line], *, centred: bool = False, keep_page: bool = False) -> None:
        """Show ``lines`` from the top; ``centred`` in the middle of the wall when they fit on it."""
        self._lines, self._centred = tuple(lines), centred
        if not keep_page:
            self._from = 0
        self._lay()

    def show_rows(self, rows: Sequence[Content]) -> None:
        """Show rows that are set already."""
        self._lines, self._rows, self._from = (), list(rows), 0
        self._draw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        if self._lines:
            self._lay()

    @property
    def _space(self) -> tuple[int, int]:
        size = self.scrollable_content_region
        return size.width, max(size.height, 1)

    def _lay(self) -> None:
        width, height = self._space
        if not width:
            return
        self._rows = set_rows(self._lines, min(width, WIDEST), height)
        self._draw()

    def _draw(self) -> None:
        width, height = self._space
        self._from = min(self._from, max(len(self._rows) - 1, 0))
        rows = self._rows[self._from : self._from + height]
        above = (height - len(rows)) // 2 if self._centred and len(self._rows) <= height else 0
        beside = " " * max((width - WIDEST) // 2, 0)
        self.update(Content("\n").join([Content("")] * above + [Content(beside) + row for row in rows]))
        self.post_message(self.Laid())

    # -- pages

    @property
    def more_below(self) -> bool:
        """Whether rows are left that do not fit."""
        return self._from + self._space[1] < len(self._rows)

    @property
    def more_above(self) -> bool:
        return self._from > 0

    @property
    def page(self) -> tuple[int, int]:
        """The number of the page that is shown, and of all."""
        height = max(self._space[1] - 1, 1)
        return -(-self._from // height) + 1, max(-(-(len(self._rows) - 1) // height), 1)

    def turn(self, by: int) -> bool:
        """A page on, or back; one row of the page before stays in sight. False at either end."""
        if (by > 0 and not self.more_below) or (by < 0 and not self.more_above):
            return False
        height = self._space[1]
        self._from = max(self._from + by * max(height - 1, 1), 0)
        self._draw()
        return True


class TopBar(Horizontal):
    """Where the class stands, and the timer."""

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        yield Static(id="clock", markup=False)

    def say(self, head: str) -> None:
        self.query_one("#head", Static).update(Content(head))

    def show_clock(self, text: str, *, running: bool) -> None:
        """The time that is left, and a sign whether it runs; nothing where there is no timer."""
        clock = self.query_one("#clock", Static)
        clock.display = bool(text)
        clock.update(Content(f"{'▶' if running else '■'} {text}"))


class BottomBar(Horizontal):
    """What one can do, and that there is more."""

    def compose(self) -> ComposeResult:
        yield Static(id="hint", markup=False)
        yield Static(id="more", markup=False)

    def say(self, hint: str, more: str) -> None:
        self.query_one("#hint", Static).update(Content(hint))
        mark = self.query_one("#more", Static)
        mark.display = bool(more)
        mark.update(Content(more))


def over_sign(word: Catalog) -> Content:
    """That the time is over; the signs beside it are seen without any colour."""
    return Content(f"■ ■ ■  {word('projector.time_over').upper()}  ■ ■ ■")


class Framed(Screen[None]):
    """A sheet between the two bars, with the timer in the corner; at its end a sign that nobody misses."""

    def __init__(self, word: Catalog) -> None:
        super().__init__()
        self._word = word

    def compose(self) -> ComposeResult:
        yield TopBar()
        yield Sheet("sheet")
        yield Static(id="over", markup=False)
        yield BottomBar()

    def show_clock(self, text: str, *, running: bool, over: bool) -> None:
        """Show the time that is left."""
        self.query_one(TopBar).show_clock(text, running=running)
        self.query_one("#over", Static).update(over_sign(self._word))
        self.set_class(over, "-over")
