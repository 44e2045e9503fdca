"""What stands on the screen with NO_COLOR: the colours of the terminal itself, and reverse for what is chosen."""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

_MARKED = 100
"""Steps of brightness (of 255) from which a ground marks what is chosen, rather than setting an area apart."""
_OWN = Style.from_color(RichColor.default(), RichColor.default())
_REVERSE = Style(reverse=True)


class NoColours(LineFilter):
    """Takes every colour away. A cursor, or the chosen row of a list, would be lost with its ground: it is reversed.

    Textual's own way makes greys of the colours, and black of all that a theme of 16 colours has.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(text, None if style is None else _without_colours(style, background.rich_color), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _without_colours(style: Style, ground: RichColor) -> Style:
    own = style.bgcolor
    marked = own is not None and not own.is_default and abs(_brightness(own) - _brightness(ground)) > _MARKED
    return style + _OWN + _REVERSE if marked else style + _OWN


def _brightness(colour: RichColor) -> float:
    red, green, blue = colour.get_truecolor(foreground=False)
    return 0.299 * red + 0.587 * green + 0.114 * blue
