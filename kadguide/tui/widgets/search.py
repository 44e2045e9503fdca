"""The search of the topics: one line to type in, and the list of what was found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import zip_longest
from textwrap import TextWrapper
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from kadguide.browsing.finding import Found
from kadguide.tui.messages import EntryWanted
from kadguide.tui.widgets.line import Line

_BOLD = RichStyle(bold=True)


class SearchLine(Horizontal):
    """The line at the top. Down and Enter go to the list."""

    BINDINGS = [Binding("down,enter", "screen.focus_list", show=False, id="to_found")]

    def __init__(self, placeholder: str) -> None:
        super().__init__(id="search-line")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        yield Static(Content("/"), id="search-mark", markup=False)
        yield Line(placeholder=self._placeholder, id="search", select_on_focus=False, max_length=200)
        yield Static(id="search-count", markup=False)

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def text(self) -> str:
        return self._input.value

    def watch_text(self, look_for: Callable[[str], None]) -> None:
        """Call ``look_for`` whenever other words are looked for: at once, before the letter is painted, so that one
        paint shows it and what was found. A message would come after the first paint, and cost a second one."""
        self.watch(self._input, "value", look_for, init=False)

    def write(self, text: str) -> None:
        """Put ``text`` into the line, as if it had been typed."""
        self._input.value = text
        self._input.cursor_position = len(text)

    def ready(self) -> None:
        """Take the focus."""
        self._input.focus()

    def begin_again(self) -> None:
        """Take the focus with the old words selected, so that typing replaces them."""
        self._input.select_all()
        self._input.focus()

    def say(self, count: str) -> None:
        """Say how many were found."""
        self.query_one("#search-count", Static).update(Content(count), layout=False)

    def set_placeholder(self, text: str) -> None:
        self._input.placeholder = text

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.run_action("screen.focus_list")


@lru_cache(2048)
def _broken(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` columns."""
    if text.isascii():  # breaks at the same places in a fifth of the time
        return TextWrapper(max(width, 1), break_on_hyphens=False).wrap(text) or [""]
    return [line.plain.rstrip() for line in Content(text).wrap(width)]


class _Line(NamedTuple):
    """One line of the list: the entry that it belongs to, and what it says."""

    number: int
    text: str
    is_title: bool


class FoundList(Widget, can_focus=True):
    """Entries that were found, each with its topic; posts :class:`~kadguide.tui.messages.EntryWanted`.

    It scrolls by itself and paints only lines that differ, since all of it changes with every letter that is typed:
    a list with a height of its own would make Textual lay out the whole screen again each time.
    """

    BINDINGS = [
        Binding("up", "move(-1)", show=False, id="found_up"),
        Binding("down", "move(1)", show=False, id="found_down"),
        Binding("pageup", "move_page(-1)", show=False, id="found_page_up"),
        Binding("pagedown", "move_page(1)", show=False, id="found_page_down"),
        Binding("home", "move(-10000)", show=False, id="found_first"),
        Binding("end", "move(10000)", show=False, id="found_last"),
        Binding("enter,right", "select", show=False, id="found_select"),
    ]
    COMPONENT_CLASSES = {"found--highlighted"}

    def __init__(self) -> None:
        super().__init__(id="found")
        self._found: tuple[Found, ...] = ()
        self._wrapped: dict[Found, list[tuple[str, bool]]] = {}
        self._lines: list[_Line] = []
        self._first: list[int] = []
        self._top = 0
        self._width = 0
        self.highlighted: int | None = None

    @property
    def option_count(self) -> int:
        """How many entries the list has."""
        return len(self._found)

    def show(self, found: Sequence[Found]) -> None:
        """List ``found``, the first one highlighted."""
        if tuple(found) == self._found:
            return
        before = self._view()
        self._found = tuple(found)
        self._top = 0
        self.highlighted = 0 if found else None
        self._lay_out()
        self._repaint(before)

    # -- lines

    def _lay_out(self) -> None:
        """Break the rows into lines of the present width, with a column for the mark of the position."""
        self._lines, self._first = [], []
        if not self._width:
            return
        for number, row in enumerate(self._found):
            self._first.append(len(self._lines))
            self._lines.extend(_Line(number, text, is_title) for text, is_title in self._wrap(row))

    def _wrap(self, row: Found) -> list[tuple[str, bool]]:
        """The lines of a row. Kept, since most rows stay from key to key."""
        if row not in self._wrapped:
            width = max(self._width - 2, 10)
            title, topic = _broken(row.title, width), _broken(row.topic, width - 2)
            self._wrapped[row] = [(line, True) for line in title] + [(f"  {line}", False) for line in topic]
        return self._wrapped[row]

    def _view(self) -> list[tuple[str, bool, bool, bool]]:
        """What stands on each line of the screen: text, whether it is a title, highlighted, and beside the mark."""
        mark = self._mark
        return [
            (line.text, line.is_title, line.number == self.highlighted, self._top + y in mark)
            for y, line in enumerate(self._lines[self._top : self._top + self.size.height])
        ]

    @property
    def _mark(self) -> range:
        """The lines, counted from the first of the list, beside which the mark of the position stands."""
        total, height = len(self._lines), self.size.height
        if total <= height:
            return range(0)
        start = self._top * height // total
        return range(self._top + start, self._top + start + max(1, height * height // total))

    def _repaint(self, before: list[tuple[str, bool, bool, bool]]) -> None:
        """Paint the lines that are not as ``before``."""
        after = self._view()
        rows = [y for y, (old, new) in enumerate(zip_longest(before, after)) if old != new]
        if rows:
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        plain = self.visual_style.rich_style
        at = self._top + y
        if at >= len(self._lines):
            return Strip.blank(width, plain)
        line = self._lines[at]
        chosen = line.number == self.highlighted
        style = self.get_component_rich_style("found--highlighted") if chosen else plain
        if line.is_title:
            style += _BOLD
        text = Strip([Segment(line.text, style)]).adjust_cell_length(width - 1, style)
        bar = plain + RichStyle(color=self.styles.scrollbar_color.rich_color)
        return Strip.join([text, Strip([Segment("┃" if at in self._mark else " ", bar)], 1)])

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width != self._width:
            self._width = event.size.width
            self._wrapped.clear()
            self._lay_out()
            self.refresh()
        self._go_to(self.highlighted or 0)

    # -- going through the list

    def _go_to(self, number: int) -> None:
        """Highlight a row and bring it into view."""
        if not self._lines:
            return
        before = self._view()
        self.highlighted = min(max(number, 0), len(self._found) - 1)
        first = self._first[self.highlighted]
        last = self._first[self.highlighted + 1] if self.highlighted + 1 < len(self._found) else len(self._lines)
        self._top = min(max(self._top, last - self.size.height), first)
        self._repaint(before)

    def action_move(self, step: int) -> None:
        self._go_to((self.highlighted or 0) + step)

    def action_move_page(self, step: int) -> None:
        if self._lines:
            there = self._first[self.highlighted or 0] + step * self.size.height
            self._go_to(self._lines[min(max(there, 0), len(self._lines) - 1)].number)

    def action_select(self) -> None:
        if self.highlighted is not None:
            self.post_message(EntryWanted(self._found[self.highlighted].entry))

    def on_click(self, event: events.Click) -> None:
        at = self._top + event.y
        if at < len(self._lines):
            self._go_to(self._lines[at].number)
            self.action_select()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(event, 2)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(event, -2)

    def _scroll(self, event: events.MouseEvent, lines: int) -> None:
        event.stop()
        before = self._view()
        self._top = min(max(self._top + lines, 0), max(len(self._lines) - self.size.height, 0))
        self._repaint(before)
