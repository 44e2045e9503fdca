"""The settings in linear text: each with its value, changed by number or by one line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from kadguide.answering.choosing import chosen_number
from kadguide.config import CHOICES, Settings, read_settings, save_settings, settings_file, without_password
from kadguide.exchange.settingtext import ALL_KEYS, CLASS, KeyTable, Row, SettingText, say_problems
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.keeper import Keeper
from kadguide.knowledge.model import Lang
from kadguide.linear import wrapped
from kadguide.plain.telling import Teller, Told, paragraphs

SETTING_WORDS = ("/setelan", "/settings")
_KEYS = ("tombol", "keys")
_USUAL = ("biasa", "usual")
_SHOWN_ON_SCREEN = ("theme", "glyphs", "width", "first_place")
"""Settings of the screen, which linear text does not show."""


class SettingRoom(Teller):
    """Shows and changes every setting; ``keys`` is asked for when keys are spoken of, since the screen's part of the
    program is loaded with it."""

    WORDS = SETTING_WORDS

    def __init__(self, keeper: Keeper, keys: Callable[[], KeyTable]) -> None:
        self._keeper = keeper
        self._load_keys = keys
        self._rows: list[Row] = []
        self._chosen: Row | None = None

    # -- what is there

    def _text(self, word: Catalog) -> SettingText:
        settings = read_settings().settings
        return SettingText(settings._replace(keys=self._usable(settings)), word, self._load_keys())

    def _usable(self, settings: Settings) -> dict[str, str]:
        return self._load_keys().usable_keys(settings.keys)[0]

    def _all_rows(self, word: Catalog) -> list[Row]:
        text = self._text(word)
        return [row for row in (*text.choice_rows(), *text.key_rows()) if row.id]

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        """The list; or what one line changes."""
        word = Catalog(lang)
        self._chosen = None
        if not rest:
            return self._list(word)
        first, _, more = rest.partition(" ")
        if first.casefold() in _KEYS and more.casefold().strip() not in _USUAL:
            return self._list_keys(more.strip(), word)
        if first.casefold() in _KEYS:
            return self._change(next(row for row in self._all_rows(word) if row.id == ALL_KEYS), "", word)
        row, value = self._named(rest, word)
        if row is None:
            return _said(word("settings.plain_unknown", typed=rest, command=command))
        return self._change(row, value, word) if value else self._explain(row, word)

    def remark(self, word: Catalog) -> str:
        """What is wrong in the settings file; empty when nothing is."""
        stored = read_settings()
        keys = self._load_keys().usable_keys(stored.settings.keys)[1] if stored.settings.keys else []
        problems = (*stored.problems, *keys)
        return word("settings.found", path=settings_file(), what=say_problems(problems, word)) if problems else ""

    def _list(self, word: Catalog) -> Told:
        remark = self.remark(word)
        self._rows = self._text(word).choice_rows()
        parts = [wrapped(remark)] if remark else []
        rows = "\n".join(f"{number}. {row.label}: {row.value}" for number, row in enumerate(self._rows, start=1))
        return Told(paragraphs([*parts, rows], word("settings.plain_hint")), asks=True)

    def _list_keys(self, wanted: str, word: Catalog) -> Told:
        """The keys, those of one place, or those whose name holds what was typed."""
        self._rows = []
        parts: list[str] = []
        heading, lines = "", [""]
        wanted = wanted.casefold()
        for row in (*self._text(word).key_rows(), Row("", "")):
            if not row.id:
                if len(lines) > 1:
                    parts.append("\n".join(lines).strip())
                heading, lines = row.label, [row.label]
            elif wanted in heading.casefold() or wanted in row.label.casefold():
                self._rows.append(row)
                lines.append(f"{len(self._rows)}. {row.label}{f': {row.value}' if row.value else ''}")
        if not parts:
            return _said(word("settings.plain_no_key", typed=wanted))
        return Told(paragraphs(parts, word("settings.plain_keys_hint")), asks=True)

    def _named(self, typed: str, word: Catalog) -> tuple[Row | None, str]:
        """The row whose id or name, in either language, ``typed`` begins with, and the rest; the longest name wins."""
        found: tuple[Row | None, str] = (None, "")
        longest = 0
        for row in self._all_rows(word):
            words = row.key.words if row.key else f"settings.{row.id}"
            for name in (row.id, *(Catalog(lang)(words) for lang in LANGUAGES)):
                rest = typed[len(name) :]
                if typed.casefold().startswith(name.casefold()) and rest[:1] in ("", " ") and len(name) > longest:
                    found, longest = (row, rest.strip()), len(name)
        return found

    # -- one setting

    def _explain(self, row: Row, word: Catalog) -> Told:
        """What a setting is, and what it can be."""
        if row.id == ALL_KEYS:
            return self._change(row, "", word)
        self._chosen = row
        text = self._text(word)
        lines = [f"{row.label}: {row.value}"] if row.value else [row.label]
        if row.is_choice:
            values = CHOICES[row.id]
            lines += [f"{number}. {text.value_said(row.id, value)}" for number, value in enumerate(values, start=1)]
            return Told(paragraphs(["\n".join(lines)], word("settings.plain_choose")), asks=True)
        about = word("settings.plain_type_class" if row.id == CLASS else "settings.plain_type_key")
        return Told(paragraphs(lines, about), asks=True)

    def answer(self, line: str, lang: Lang) -> Told | None:
        """A number of the list, or the new value of the setting that was chosen."""
        word = Catalog(lang)
        if self._chosen is not None:
            row, self._chosen = self._chosen, None
            return self._change(row, line, word)
        number = chosen_number(line) or 0
        return self._explain(self._rows[number - 1], word) if 0 < number <= len(self._rows) else None

    # -- changing

    def _change(self, row: Row, typed: str, word: Catalog) -> Told:
        usual = typed.casefold() in _USUAL
        if row.id == ALL_KEYS:
            return self._keep("keys", {}, word, row.label)
        if row.key is not None:
            return self._change_key(row, typed, usual, word)
        if row.id == CLASS:
            value = "" if usual else typed.strip()
            return self._keep(
                CLASS, value, word, f"{row.label}: {without_password(value) or word(f'settings.{CLASS}_none')}"
            )
        value = Settings._field_defaults[row.id] if usual else self._value(row.id, typed)
        if value is None:
            values = ", ".join(word(f"settings.{row.id}_{one}") for one in CHOICES[row.id])
            return _said(word("settings.plain_no_value", label=row.label, typed=typed, values=values))
        said = Catalog(value) if row.id == "language" else word
        return self._keep(row.id, value, said, f"{said(f'settings.{row.id}')}: {said(f'settings.{row.id}_{value}')}")

    def _value(self, name: str, typed: str) -> Any:
        """The value that was typed by number, as in the file, or in words of either language."""
        values = CHOICES[name]
        number = chosen_number(typed) or 0
        if 0 < number <= len(values):
            return values[number - 1]
        for value in values:
            names = (str(value), *(Catalog(lang)(f"settings.{name}_{value}") for lang in LANGUAGES))
            if typed.casefold() in (one.casefold() for one in names):
                return value
        return None

    def _change_key(self, row: Row, typed: str, usual: bool, word: Catalog) -> Told:
        assert row.key is not None
        table, text = self._load_keys(), self._text(word)
        key = "" if usual else table.read_key(typed)
        if not usual and not key:
            return _said(word("settings.plain_no_such_key", typed=typed))
        keys = text.without(row.key) if usual else text.changed(row.key, key)
        if isinstance(keys, str):
            return _said(keys)
        shown = table.key_of(row.key, keys)
        return self._keep("keys", keys, word, f"{row.label}: {table.written(shown) if shown else '–'}")

    def _keep(self, name: str, value: Any, word: Catalog, said: str) -> Told:
        settings = read_settings().settings
        if name == "keys":
            value = {**self._foreign(settings.keys), **value}
        kept = save_settings(settings._replace(**{name: value}))
        if name == "keep_gaps":
            self._keeper.consent = value
        parts = [f"{said}."]
        if name in _SHOWN_ON_SCREEN or name == "keys":
            parts.append(word("settings.plain_on_screen"))
        if not kept:
            parts = [f"{said}.", word("settings.not_kept", path=settings_file())]
        told = _said(" ".join(parts))
        return told._replace(lang=cast("Lang", value)) if name == "language" else told

    def _foreign(self, keys: Mapping[str, str]) -> dict[str, str]:
        """Keys of another version, kept for it."""
        known = {row.id for row in self._load_keys().key_rows()}
        return {id_: key for id_, key in keys.items() if id_ not in known}


def _said(text: str) -> Told:
    return Told(wrapped(text), notice=True)
