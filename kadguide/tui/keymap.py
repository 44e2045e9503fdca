"""Which keys can be changed, to which keys, and how keys are written."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from functools import cache

from textual.keys import _character_to_key, format_key

from kadguide.config import SettingsProblem
from kadguide.exchange.settingtext import KeyRow, Refusal
from kadguide.tui.commands import COMMANDS, PROMPT_KEYS
from kadguide.tui.keys import PLACE_KEYS

_WRITTEN = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "pageup": "Page Up", "pagedown": "Page Down", "escape": "Esc",
    "enter": "Enter", "tab": "Tab", "space": "Space", "delete": "Delete", "insert": "Insert", "home": "Home",
    "end": "End", "backspace": "Backspace", "ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super",
}  # fmt: skip
_SAME_AS = {"ctrl+h": "Backspace", "ctrl+i": "Tab", "ctrl+j": "Enter", "ctrl+m": "Enter"}
"""What a terminal sends for these instead."""
_SUSPENDING = ("ctrl+s", "ctrl+z")
_NEEDED = (
    "enter", "escape", "tab", "shift+tab", "backspace", "delete", "space", "up", "down", "left", "right", "home", "end",
    "pageup", "pagedown", "ctrl+c",
)  # fmt: skip
"""Keys that every list, text or line needs."""
_FUNCTION_KEYS = tuple(f"f{number}" for number in range(1, 13))
_LETTERS = tuple(f"ctrl+{letter}" for letter in string.ascii_lowercase)
_MOVED = tuple(f"{held}+{key}" for held in ("ctrl", "shift") for key in ("up", "down"))
_SENT = (*_FUNCTION_KEYS, *_LETTERS, *_MOVED, *_NEEDED, "insert")
"""Keys that terminals can be trusted to send, besides characters."""


@cache
def key_rows() -> tuple[KeyRow, ...]:
    """Every binding with a key that can be changed, in the order of the tables."""
    rows = [KeyRow(command.id, "", command.key, f"action.{command.id}") for command in COMMANDS]
    rows += [KeyRow(command.id, "chat", command.key, f"action.{command.id}") for command in PROMPT_KEYS]
    for place, keys in PLACE_KEYS.items():
        for row in keys:
            if row.bound and row.id != "number":
                first, *others = row.keys.split(",")
                rows.append(KeyRow(f"{place}-{row.id}", place, first, f"{place}.{row.id}", tuple(others)))
    return tuple(rows)


def key_of(row: KeyRow, keys: Mapping[str, str]) -> str:
    """The key that ``row`` has when ``keys`` are changed; empty when it has none."""
    return keys.get(row.id, row.key)


def _kept(place: str) -> Iterator[str]:
    """Keys of a place that cannot be changed."""
    for row in PLACE_KEYS.get(place, ()):
        if not row.bound or row.id == "number":
            yield from row.keys.split(",")


@cache
def _editing() -> frozenset[str]:
    """Keys that edit a line."""
    from textual.widgets import Input

    keys = (key for binding in Input.BINDINGS for key in str(getattr(binding, "key", "")).split(","))
    return frozenset(key.strip() for key in keys)


def refusal(row: KeyRow, key: str, keys: Mapping[str, str]) -> Refusal | None:
    """Why ``row`` cannot have ``key`` while ``keys`` are changed; ``None`` when it can."""
    if key == row.key:
        return _taken(row, key, keys)
    if key in _SAME_AS:
        return Refusal("same", _SAME_AS[key])
    if key in _SUSPENDING:
        return Refusal("suspending")
    if key in _NEEDED:
        return Refusal("needed")
    character = key not in _SENT and "+" not in key and len(format_key(key)) == 1
    if character and (row.scope in ("", "chat") or key.isdecimal()):
        return Refusal("typing")
    if not character and key not in _SENT:
        return Refusal("unsure")
    if row.scope in ("", "chat") and key in _editing():
        return Refusal("editing")
    return _taken(row, key, keys)


def _taken(row: KeyRow, key: str, keys: Mapping[str, str]) -> Refusal | None:
    if key in _kept(row.scope):
        return Refusal("needed")
    for other in key_rows():
        together = not row.scope or not other.scope or row.scope == other.scope
        if other.id != row.id and together and key and key in (key_of(other, keys), *other.others):
            return Refusal("taken", other.id)
    return None


def usable_keys(keys: Mapping[str, str]) -> tuple[dict[str, str], list[SettingsProblem]]:
    """Those of the stored ``keys`` that can be had, and what is wrong with the others."""
    rows = {row.id: row for row in key_rows()}
    good = {id_: key for id_, key in keys.items() if id_ in rows}
    problems = [SettingsProblem("unknown", f"keys.{id_}") for id_ in keys if id_ not in rows]
    for id_, key in tuple(good.items()):
        if not key or refusal(rows[id_], key, good):
            del good[id_]
            problems.append(SettingsProblem("value", f"keys.{id_}", key[:80]))
    return good, problems


def written(key: str) -> str:
    """A key as help and settings write it, such as ``F1``, ``Ctrl+P``, ``Page Up`` or ``?``."""
    parts = key.split("+") if key != "+" else [key]
    return "+".join(_written(part, len(parts) > 1) for part in parts)


def _written(part: str, held: bool) -> str:
    if part in _WRITTEN:
        return _WRITTEN[part]
    if part in _FUNCTION_KEYS or (held and len(part) == 1):
        return part.upper()
    return format_key(part)


def read_key(typed: str) -> str:
    """The key that is typed as :func:`written` writes it, or nearly so: ``F9``, ``ctrl-g``, ``Page Up``, ``?``; empty
    when it is none."""
    names = {"".join(shown.casefold().split()): part for part, shown in _WRITTEN.items()}
    text = "".join(typed.split())
    if len(text) == 1 and text not in names:
        return _character_to_key(text) if text.isprintable() else ""
    if text.startswith("^") and len(text) == 2:
        text = f"ctrl+{text[1]}"
    *held, last = text.casefold().replace("-", "+").split("+")
    part = names.get(last, last)
    if not all(one in ("ctrl", "shift", "alt", "super") for one in held) or not part:
        return ""
    if part not in (*_WRITTEN, *_FUNCTION_KEYS) and not (held and len(part) == 1):
        return ""
    return "+".join([*held, part])


def footer_key(key: str) -> str:
    """A key as the footer writes it, which has little room."""
    shown = written(key)
    return f"^{shown[5:]}" if shown.startswith("Ctrl+") and len(shown) == 6 else shown
