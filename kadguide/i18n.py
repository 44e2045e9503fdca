"""The words of the interface, from ``locale/<language>.toml``. What is taught has its own files."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli

LANGUAGES = ("id", "en")


@cache
def _load(lang: str) -> dict[str, str]:
    text = (Path(__file__).parent / "locale" / f"{lang}.toml").read_text(encoding="utf-8")
    return {f"{section}.{key}": value for section, words in tomli.loads(text).items() for key, value in words.items()}


class Catalog:
    """Looks words up in one language: ``catalog("chat.welcome")``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "id"
        self._words = _load(self.lang)

    def __call__(self, key: str, **values: Any) -> str:
        """The words for ``key``, with ``{name}`` replaced. Raises ``KeyError`` for an unknown key."""
        text = self._words[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def has(self, key: str) -> bool:
        return key in self._words

    def keys(self) -> set[str]:
        return set(self._words)
