"""Style sheets that are parsed once: at the start, where each moment counts, and not again with every place."""

from __future__ import annotations

from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet

_MOST_SHEETS = 512
"""More than the widgets and screens of one app have, so that none is forgotten and parsed again."""


class LastingStylesheet(Stylesheet):
    """Keeps what was parsed until a colour changes; Textual's own begins anew whenever a sheet is added."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(_MOST_SHEETS)

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()
