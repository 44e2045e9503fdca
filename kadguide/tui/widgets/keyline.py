"""Keys, or signs, with their words, in as many lines as they need: a line ends between two of them, never inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

GAP = "  "


class KeyLine(Visual):
    """Each of ``keys`` is a key and what it does, such as ``F2 English``."""

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = tuple(keys)

    def __str__(self) -> str:
        return GAP.join(self._keys)

    def _lines(self, width: int) -> Iterator[str]:
        line = ""
        for key in self._keys:
            longer = f"{line}{GAP}{key}" if line else key
            if line and cell_len(longer) > width:
                yield line
                longer = key
            line = longer
        yield line

    def _content(self, width: int) -> Content:
        return Content("\n".join(self._lines(width)))

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return cell_len(str(self))

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self._content(width).get_height(rules, width)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self._content(width).render_strips(width, height, style, options)
