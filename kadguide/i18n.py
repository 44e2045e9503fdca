"""The words of the interface, from ``locale/<language>.toml``. What is taught has its own files."""

from __future__ import annotations

import os
import re
from functools import cache

from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

LANGUAGES = ("id", "en")

_FIELD = re.compile(r"\{(\w+)\}")
_STEERING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"


class _Words:
    """The words of one language, in quotes as they stand. Sections and one-line texts are all that these files need of
    TOML, and reading just that spares every start the loading of a TOML reader. A section is read when it is wanted:
    an answer needs few of them."""

    def __init__(self, lang: str) -> None:
        with open(os.path.join(os.path.dirname(__file__), "locale", f"{lang}.toml"), encoding="utf-8") as stream:
            _, *sections = f"\n{stream.read()}".split("\n[")
        self._texts = dict(section.split("]\n", 1) for section in sections)
        self._read: dict[str, dict[str, str]] = {}

    def get(self, key: str) -> str | None:
        """The text for ``section.key``."""
        section, _, name = key.rpartition(".")
        return self._section(section).get(name)

    def keys(self) -> set[str]:
        """Every ``section.key``."""
        return {f"{section}.{name}" for section in self._texts for name in self._section(section)}

    def _section(self, section: str) -> dict[str, str]:
        found = self._read.get(section)
        if found is None:  # two threads may read a section twice, to the same end
            lines = self._texts.get(section, "").split("\n")
            rows = (line.partition(" = ") for line in lines if " = " in line and not line.startswith("#"))
            found = self._read[section] = {name: text for name, _, text in rows}
        return found


_load = cache(_Words)


@cache
def _spoken(quoted: str) -> str:
    """A text without its quotes."""
    if "\\" not in quoted:
        return quoted[1:-1]
    import json

    text: str = json.loads(quoted)
    return text


class Catalog:
    """Looks words up in one language: ``catalog("chat.welcome")``."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "id"
        self._words = _load(self.lang)

    def __call__(self, key: str, **values: Any) -> str:
        """The words for ``key``, with ``{name}`` replaced. Raises ``KeyError`` for an unknown key.

        Values come from people and files: nothing in them is replaced again, and what steers a terminal is left out.
        An error of the operating system among them is said in this language.
        """
        quoted = self._words.get(key)
        if quoted is None:
            raise KeyError(key)
        text = _spoken(quoted)
        if not values:
            return text
        return _FIELD.sub(lambda found: re.sub(_STEERING, "", self._said(values.get(found[1], found[0]))), text)

    def _said(self, value: object) -> str:
        return self.trouble(value) if isinstance(value, OSError | UnicodeError) else str(value)

    def trouble(self, error: OSError | UnicodeError) -> str:
        """Why a file or an address cannot be used, without its name. Python itself says that in English only."""
        import errno

        if isinstance(error, UnicodeError):
            return self("system.not_text")
        number = error.errno or 0
        key = f"system.{errno.errorcode.get(number, '').removeprefix('WSA').casefold()}"
        if self.has(key):
            return self(key)
        text = error.strerror or str(error)
        return self("system.other", number=number, text=text) if number > 0 else text

    def located(self, error: OSError) -> str:
        """Which file or address cannot be used, and why; only why where the system names none."""
        reason = self.trouble(error)
        return f"{error.filename}: {reason}" if error.filename else reason

    def decimal(self, number: str) -> str:
        """A number that is written with a decimal point, as the language writes it."""
        return number.replace(".", ",") if self.lang == "id" else number

    def has(self, key: str) -> bool:
        return self._words.get(key) is not None

    def keys(self) -> set[str]:
        return self._words.keys()
