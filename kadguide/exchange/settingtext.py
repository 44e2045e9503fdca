"""The settings in words, for the screen and for linear text: rows, values, and why a key cannot be had."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from kadguide.config import CHOICES, Settings, SettingsProblem, without_password
from kadguide.i18n import Catalog
from kadguide.light import NamedTuple

ALL_KEYS = "all"
"""The row that gives every key back."""
CLASS = "class_register"
_MOST_OF_CLASS = 24
"""Signs that are shown of the class: what is left on the narrowest screen."""


class KeyRow(NamedTuple):
    """A binding that can have another key. ``scope`` is empty for the whole app, ``chat``, or the name of a place."""

    id: str
    scope: str
    key: str
    """The usual key; empty when there is none."""
    words: str
    """Its words in the catalog; what it does is there with ``_tip`` behind, where there is such a row."""
    others: tuple[str, ...] = ()
    """More keys for the same, which stay."""


class Refusal(NamedTuple):
    """Why a key cannot be had: the row of the catalog, and what it speaks of."""

    reason: str
    other: str = ""


class KeyTable(Protocol):
    """What is known of keys; only a screen knows it by itself."""

    def key_rows(self) -> Sequence[KeyRow]:
        """Every binding with a key that can be changed."""

    def key_of(self, row: KeyRow, keys: Mapping[str, str], /) -> str:
        """The key that ``row`` has when ``keys`` are changed; empty when it has none."""

    def refusal(self, row: KeyRow, key: str, keys: Mapping[str, str], /) -> Refusal | None:
        """Why ``row`` cannot have ``key``; ``None`` when it can."""

    def usable_keys(self, keys: Mapping[str, str], /) -> tuple[dict[str, str], list[SettingsProblem]]:
        """Those of the stored ``keys`` that can be had, and what is wrong with the others."""

    def written(self, key: str, /) -> str:
        """A key as it is read, such as ``Ctrl+P``."""

    def read_key(self, typed: str, /) -> str:
        """The key that was typed as it is read; empty when it is none."""


class Row(NamedTuple):
    """One line: a setting, a key, the row that resets, or a heading (without id)."""

    id: str
    label: str
    value: str = ""
    about: str = ""
    key: KeyRow | None = None

    @property
    def is_choice(self) -> bool:
        """Whether it has a few values to choose from."""
        return self.key is None and self.id in CHOICES


class SettingText:
    """Says ``settings`` in the language of ``word``, whose own language may be another one for this run."""

    def __init__(self, settings: Settings, word: Catalog, keys: KeyTable) -> None:
        self._settings = settings
        self._word = word
        self._keys = keys

    def choice_rows(self) -> list[Row]:
        """The settings that have a few values, and the class."""
        word = self._word
        rows = []
        for name in CHOICES:
            said = self.value_said(name, self.value_of(name))
            rows.append(Row(name, word(f"settings.{name}"), said, word(f"settings.{name}_tip")))
        return [*rows, self._class_row()]

    def value_of(self, name: str) -> Any:
        """The value of a setting now."""
        return self._word.lang if name == "language" else getattr(self._settings, name)

    def value_said(self, name: str, value: object) -> str:
        """A value of a setting in words."""
        return self._word(f"settings.{name}_{value}")

    def _class_row(self) -> Row:
        """The class, which is typed: it is no row of few choices."""
        where = without_password(self._settings.class_register)
        name = where.partition("://")[2] or Path(where).name
        if len(name) > _MOST_OF_CLASS:
            name = f"{name[: _MOST_OF_CLASS - 1]}…"
        word = self._word
        return Row(
            CLASS, word(f"settings.{CLASS}"), name or word(f"settings.{CLASS}_none"), word(f"settings.{CLASS}_tip")
        )

    def key_rows(self) -> list[Row]:
        """All keys, each place below its heading, and at the end the row that gives every key back."""
        word, rows, scope = self._word, [], None
        for key in self._keys.key_rows():
            if key.scope != scope:
                scope = key.scope
                rows.append(Row("", word(f"help.{scope or 'keys'}")))
            rows.append(self._key_row(key))
        return [*rows, Row("", ""), Row(ALL_KEYS, word("settings.all"), "", word("settings.all_tip"))]

    def _key_row(self, key: KeyRow) -> Row:
        word, changed = self._word, key.id in self._settings.keys
        tip = f"{key.words}_tip"
        about = word(tip if word.has(tip) else key.words)
        hint = word("settings.key_tip" if changed else "settings.key_usual_tip")
        shown = self._keys.key_of(key, self._settings.keys)
        more = "".join(f" {self._keys.written(other)}" for other in key.others)
        mark = f"  ({word('settings.changed')})" if changed else ""
        value = (self._keys.written(shown) if shown else "–") + more + mark
        return Row(key.id, word(key.words), value, f"{about}. {hint}", key)

    # -- changing keys

    def without(self, row: KeyRow) -> dict[str, str] | str:
        """The keys when ``row`` has its usual one again; or why it cannot have it."""
        rest = {id_: key for id_, key in self._settings.keys.items() if id_ != row.id}
        why = self._keys.refusal(row, row.key, rest) if row.key else None
        return self.reason(row.key, why) if why else rest

    def changed(self, row: KeyRow, key: str) -> dict[str, str] | str:
        """The keys when ``row`` has ``key``; or why it cannot have it."""
        if why := self._keys.refusal(row, key, self._settings.keys):
            return self.reason(key, why)
        rest = {id_: other for id_, other in self._settings.keys.items() if id_ != row.id}
        return rest if key == row.key else {**rest, row.id: key}

    def reason(self, key: str, why: Refusal) -> str:
        """Why a key cannot be had."""
        other = why.other
        if why.reason == "taken":
            row = next(row for row in self._keys.key_rows() if row.id == other)
            other = self._word(row.words)
            if row.scope and self._word.has(f"help.{row.scope}"):
                other = f"{other} ({self._word(f'help.{row.scope}')})"
        return self._word(f"settings.refused_{why.reason}", pressed=self._keys.written(key), other=other)


def say_problems(problems: Sequence[SettingsProblem], word: Catalog) -> str:
    """What is wrong in the settings file, in sentences."""
    return " ".join(word(f"settings.problem_{p.kind}", name=p.name, value=p.value) for p in problems)
