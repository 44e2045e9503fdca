"""A text with something in front of its first line; the lines that follow stand under the text."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

_ROOM = 12
"""Columns that the text needs beside the lead; with fewer, both run on as one text."""


class Hanging(Visual):
    """``lead`` is one short line, such as a sign or a number; ``text`` is broken into lines beside it.

    ``more`` columns set the lines that follow further in, where rows of a list would look alike otherwise.
    """

    def __init__(self, lead: Content, text: Content, more: int = 0) -> None:
        self._lead = lead
        self._text = text
        self._more = more
        self._indent = lead.cell_length + more

    @property
    def plain(self) -> str:
        """Both parts, as they are read."""
        return self._lead.plain + self._text.plain

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._indent + self._text.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        if self._runs_on(width):
            return self._whole.get_height(rules, width)
        return self._text.get_height(rules, width - self._indent)

    @property
    def _whole(self) -> Content:
        return Content.assemble(self._lead, self._text)

    def _runs_on(self, width: int) -> bool:
        return width < self._indent + _ROOM

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        if self._runs_on(width):
            return self._whole.render_strips(width, height, style, options)
        strips = self._text.render_strips(width - self._indent, height, style, options)
        lead = self._lead.render_strips(self._indent - self._more, 1, style, options)
        blank = Strip.blank(self._indent, style.rich_style)
        return [Strip.join([*(lead if line == 0 else [blank]), strip]) for line, strip in enumerate(strips)]
