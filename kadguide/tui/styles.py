"""Style sheets that are parsed once: at the start, where each moment counts, and not again with every place."""

from __future__ import annotations

from typing import Any

from textual.cache import LRUCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_MOST_SHEETS = 512
"""More than the widgets and screens of one app have, so that none is forgotten and parsed again."""
_Parsed = LRUCache[tuple[Any, ...], list[RuleSet]]
_parsed: dict[frozenset[tuple[str, str]], _Parsed] = {}
"""What was parsed, for each set of colours."""


class LastingStylesheet(Stylesheet):
    """Keeps what was parsed, also from one theme to another and back; Textual's own begins anew with each new sheet."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._parse_cache = _parsed_with(variables)

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            self._parse_cache = _Parsed(1)  # the one that is emptied now
            super().set_variables(variables)
            self._parse_cache = _parsed_with(variables)

    def reparse(self) -> None:
        self.parse()


def _parsed_with(variables: dict[str, str]) -> _Parsed:
    return _parsed.setdefault(frozenset(variables.items()), _Parsed(_MOST_SHEETS))
