"""A list of lines to choose from, by arrows and Enter or mouse; digits are left to the screen."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import NamedTuple

from textual import events
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

GRACE_SECONDS = 0.3
"""Enter is ignored this long after other lines are shown, so that a hasty second Enter chooses nothing."""


class Row(NamedTuple):
    """One line: its number or mark, and the text that hangs beside it."""

    mark: str
    text: Content


class Lines(OptionList):
    """Posts :class:`Taken` with the position of the line that was chosen."""

    class Taken(Message):
        """A line was chosen."""

        def __init__(self, lines: Lines, position: int) -> None:
            super().__init__()
            self.lines = lines
            self.position = position

        @property
        def control(self) -> Lines:
            return self.lines

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, classes="lines", markup=False, compact=True)
        self._rows: tuple[Row, ...] = ()
        self._wrapped_at = 0
        self._moved = False
        """Whether the user moves the highlight, which the page follows then. A page that is shown begins at its top."""
        self._shown_at = 0.0

    def show(self, rows: Sequence[Row], at: int = 0) -> None:
        """Show ``rows``, the one at ``at`` highlighted."""
        self._rows = tuple(rows)
        self._fill(at if rows else None)
        self._shown_at = monotonic()

    def on_resize(self) -> None:
        """Break the lines anew when the width is another one."""
        if self.scrollable_content_region.width != self._wrapped_at:
            self._fill(self.highlighted)

    def _fill(self, at: int | None) -> None:
        self._moved = False
        width = self._wrapped_at = self.scrollable_content_region.width
        self.set_options(Option(_hanging(row, width)) for row in self._rows)
        self.highlighted = at

    def on_key(self, event: events.Key) -> None:
        if event.key == "enter" and monotonic() - self._shown_at < GRACE_SECONDS:
            event.prevent_default()
            event.stop()
        elif event.key in ("up", "down", "home", "end"):
            self._moved = True
        elif event.key in ("pageup", "pagedown") and not self.max_scroll_y:
            self._turn_page(event)

    @property
    def _page(self) -> VerticalScroll | None:
        """The page that the lines stand on."""
        return next((parent for parent in self.ancestors if isinstance(parent, VerticalScroll)), None)

    def _turn_page(self, event: events.Key) -> None:
        """Let the page be turned, since the lines themselves have but one."""
        if (page := self._page) is not None:
            event.prevent_default()
            event.stop()
            (page.scroll_page_down if event.key == "pagedown" else page.scroll_page_up)(animate=False)

    def on_option_list_option_highlighted(self) -> None:
        if self._moved:
            self._follow()

    def _follow(self) -> None:
        """Turn the page until the highlighted line is in sight; to its top, if the first line is still seen there."""
        page, position = self._page, self.highlighted
        if page is None or position is None:
            return
        heights = [len(_hanging(row, self._wrapped_at).split()) for row in self._rows]
        seen = page.scrollable_content_region
        start = self.region.y + sum(heights[:position])
        end, scrolled = start + heights[position], page.scroll_offset.y
        if position == 0 and end + scrolled <= seen.bottom:
            page.scroll_home(animate=False)
        elif start < seen.y or end > seen.bottom:
            page.scroll_to(y=scrolled + (start - seen.y if start < seen.y else end - seen.bottom), animate=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Taken(self, event.option_index))


def _hanging(row: Row, width: int) -> Content:
    """The row broken into lines of ``width``, all but the first one indented to where the text begins."""
    indent = len(row.mark)
    if width <= indent:
        return Content.assemble(row.mark, row.text)
    return Content.assemble(row.mark, Content("\n" + " " * indent).join(row.text.wrap(width - indent)))
