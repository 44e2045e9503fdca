"""The line to type in that every screen uses."""

from __future__ import annotations

import unicodedata

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


class Line(Input):
    """An input that takes in nothing a terminal would obey instead of showing it, such as pasted escapes."""

    virtual_size = Reactive(Size(0, 0))
    """As in Textual, but without laying out the whole screen for every letter: the line itself keeps its size."""

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 - as Textual calls it
        placeholder: str = "",
        max_length: int = 0,
        select_on_focus: bool = True,
    ) -> None:
        super().__init__(
            id=id, placeholder=placeholder, max_length=max_length, select_on_focus=select_on_focus, compact=True
        )
        self.cursor_blink = False  # an idle screen sends nothing

    def validate_value(self, value: str) -> str:
        if value.isascii() and value.isprintable():
            return value
        return "".join(" " if c in "\t\n\r" else c for c in value if c in "\t\n\r" or _is_seen(c))


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in _UNSEEN
