"""A list of what can be opened, inside of a text that scrolls."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kadguide.tui.drawn import once_drawn
from kadguide.tui.widgets.hanging import Hanging


class LinkList(OptionList):
    """Rows with a mark or a number in front; as high as they are, so that the text around it scrolls."""

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, classes="links", markup=False, compact=True)
        self._marks: tuple[str, ...] = ()
        self._targets: tuple[str, ...] = ()
        self.rows: tuple[Content, ...] = ()
        """The rows as they are read."""

    def show(self, links: Sequence[tuple[str, str]], *, numbered: bool) -> None:
        """List ``links``, each what it opens and what it says. Without any, the list is not there."""
        wide = len(str(len(links))) + 2
        self._targets = tuple(target for target, _ in links)
        self._marks = tuple(f"{number}. ".rjust(wide) if numbered else "• " for number in range(1, len(links) + 1))
        self.rows = tuple(Content(text) for _, text in links)
        self.set_options(Option(Hanging(Content(mark), row)) for mark, row in zip(self._marks, self.rows, strict=True))
        self.display = bool(links)

    def show_row(self, number: int, row: Content) -> None:
        """Show a row, counted from 0, in another look; its text is to be the same."""
        self.replace_option_prompt_at_index(number, Hanging(Content(self._marks[number]), row))

    def target(self, number: int) -> str:
        """What a row opens, counted from 0; empty when there is no such row."""
        return self._targets[number] if 0 <= number < len(self._targets) else ""

    def begin(self) -> None:
        """Take the focus, on the first row at first, with all that belongs to the list in view if it fits."""
        if self.highlighted is None:
            self.highlighted = 0
        self.screen.set_focus(self)
        once_drawn(self, self._show_whole)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Keep the row in view that is highlighted: the list itself has nothing to scroll."""
        super().watch_highlighted(highlighted)
        if self.is_mounted and self.has_focus:
            self._show_highlighted()

    @property
    def _around(self) -> VerticalScroll | None:
        return next((node for node in self.ancestors if isinstance(node, VerticalScroll)), None)

    def _show_whole(self) -> None:
        around, block = self._around, self.parent
        if around is None or not isinstance(block, Vertical) or block.size.height > around.size.height:
            self._show_highlighted()
        else:
            self._show(around, block.region.y, block.size.height)

    def _show_highlighted(self) -> None:
        around = self._around
        if self.highlighted is None or around is None:
            return
        heights = [self._height(number) for number in range(self.highlighted + 1)]
        self._show(around, self.region.y + sum(heights[:-1]), heights[-1])

    def _show(self, around: VerticalScroll, y: int, height: int) -> None:
        """Scroll to what stands at ``y`` of the screen now."""
        y += around.scroll_offset.y - around.scrollable_content_region.y
        around.scroll_to_region(Region(0, y, 1, height), animate=False, force=True)

    def _height(self, number: int) -> int:
        """Lines that a row takes."""
        prompt = Hanging(Content(self._marks[number]), self.rows[number])
        return prompt.get_height({}, self.scrollable_content_region.width)
