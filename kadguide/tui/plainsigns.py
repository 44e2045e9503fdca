"""What stands on the screen where a console has no lines and arrows: signs that it has."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from kadguide.glyphs import plain_text


class PlainSigns(LineFilter):
    """Draws everything with plain signs, whoever drew it; nothing changes its place."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment if segment.control or segment.text.isascii()
            else Segment(plain_text(segment.text, self._encoding), segment.style)
            for segment in segments
        ]  # fmt: skip
