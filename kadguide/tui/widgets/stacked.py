"""Several texts below one another in one widget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from kadguide.exchange.document import Block, Items, Line, Section
from kadguide.tui.widgets.hanging import Hanging

_NUMBER = re.compile(r"\d+\. |[a-z]\) ")


class Stacked(Visual):
    """Shows ``parts`` from the top down, each broken into lines in its own way."""

    def __init__(self, parts: Sequence[Content | Hanging]) -> None:
        self._parts = tuple(parts)

    @property
    def plain(self) -> str:
        """All parts, as they are read."""
        return "\n".join(part.plain for part in self._parts)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return max((part.get_optimal_width(rules, container_width) for part in self._parts), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return sum(part.get_height(rules, width) for part in self._parts)

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        strips = [strip for part in self._parts for strip in part.render_strips(width, None, style, options)]
        return strips if height is None else strips[:height]


def page_of(sections: Sequence[Section]) -> Stacked:
    """The lists and remarks of ``sections``, each under its heading."""
    return Stacked([part for section in sections for part in _section(section)])


def list_of(rows: Sequence[str]) -> Stacked:
    """``rows`` below one another, each broken below its text."""
    return Stacked([_row(row) for row in rows])


def text_of(blocks: Sequence[Block]) -> Stacked:
    """Paragraphs with a blank line between them; a list stands right below what leads to it, its rows hanging."""
    parts: list[Content | Hanging] = []
    for block in blocks:
        if isinstance(block, Items):
            parts += _rows(block)
        elif isinstance(block, Line):
            parts += [Content(" ")] * bool(parts) + [Content(block.text)]
    return Stacked(parts)


def _section(section: Section) -> Iterator[Content | Hanging]:
    """A part of the progress: its heading, its rows with a mark before each, and a blank line."""
    yield Content.styled(section.heading, "$secondary")
    for block in section.blocks:
        if isinstance(block, Items):
            yield from _rows(block)
        elif isinstance(block, Line):
            yield Content.styled(block.text, "dim")
    yield Content(" ")


def _rows(items: Items) -> Iterator[Hanging]:
    for number, row in enumerate(items.rows, start=1):
        yield _row(f"{number}. {row}" if items.numbered else row)


def _row(text: str) -> Hanging:
    """A row of a list: below its number if it has one, else below a dot."""
    number = _NUMBER.match(text)
    lead, said = (number[0], text[number.end() :]) if number else ("· ", text)
    return Hanging(Content(lead), Content(said))
