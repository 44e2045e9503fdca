# ruff: noqa: E501
"""Which keys can be had, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kadguide.config import SettingsProblem
from kadguide.exchange.settingtext import KeyRow
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.tui.keymap import footer_key, key_of, key_rows, read_key, refusal, usable_keys, written


def row(id_: str) -> KeyRow:
    return next(row for row in key_rows() if row.id == id_)


@pytest.mark.parametrize(
    ("id_", "key", "reason"),
    [
        ("help", "f9", ""), ("help", "ctrl+g", ""), ("help", "f1", ""), ("new", "f9", ""), ("save", "ctrl+o", ""),
        ("history_back", "ctrl+up", ""), ("browse-copy", "y", ""), ("browse-copy", "ctrl+a", ""), ("quit", "f10", ""),
        ("settings-usual", "c", ""), ("browse-back", "question_mark", "taken"),
        ("help", "f2", "taken"), ("help", "c", "typing"), ("help", "question_mark", "typing"), ("help", "ctrl+f", "taken"),
        ("help", "ctrl+a", "editing"), ("help", "ctrl+e", "editing"), ("history_back", "x", "typing"), ("history_back", "f5", "taken"),
        ("browse-copy", "f6", "taken"), ("browse-copy", "b", "taken"), ("browse-copy", "7", "typing"),
        ("browse-copy", "enter", "needed"), ("help", "escape", "needed"), ("help", "up", "needed"), ("help", "ctrl+c", "needed"),
        ("help", "ctrl+h", "same"), ("help", "ctrl+i", "same"), ("help", "ctrl+j", "same"), ("help", "ctrl+m", "same"),
        ("help", "ctrl+s", "suspending"), ("help", "ctrl+z", "suspending"), ("help", "alt+x", "unsure"),
        ("help", "ctrl+enter", "unsure"), ("help", "ctrl+shift+x", "unsure"), ("help", "f13", "unsure"),
        ("help", "ctrl+left_square_bracket", "unsure"), ("help", "ctrl+[", "unsure"),
    ],
)  # fmt: skip
def test_a_key_is_taken_or_refused_with_the_reason(id_: str, key: str, reason: str) -> None:
    why = refusal(row(id_), key, {})
    assert (why.reason if why else "") == reason


def test_a_key_that_was_given_away_is_free() -> None:
    assert refusal(row("help"), "f2", {"language": "f9"}) is None
    why = refusal(row("help"), "f9", {"language": "f9"})
    assert why == ("taken", "language")
    assert usable_keys({"help": "f2", "language": "f1"}) == ({"help": "f2", "language": "f1"}, [])


def test_stored_keys_that_cannot_be_had_are_named_and_left_out() -> None:
    stored = {"help": "f9", "topics": "ctrl+m", "nothing": "f8", "menu": "", "copy": "f2"}
    assert usable_keys(stored) == (
        {"help": "f9"},
        [
            SettingsProblem("unknown", "keys.nothing"),
            SettingsProblem("value", "keys.topics", "ctrl+m"),
            SettingsProblem("value", "keys.menu", ""),
            SettingsProblem("value", "keys.copy", "f2"),
        ],
    )


def test_the_usual_keys_are_without_conflict_and_can_be_sent() -> None:
    bound = [row for row in key_rows() if row.key]
    assert [(row.id, why) for row in bound if (why := refusal(row, row.key, {}))] == []
    assert len({row.id for row in key_rows()}) == len(key_rows())


def test_every_row_and_every_reason_has_words() -> None:
    reasons = ("same", "suspending", "needed", "typing", "unsure", "editing", "taken")
    for word in map(Catalog, LANGUAGES):
        assert all(word.has(row.words) for row in key_rows())
        assert all(word.has(f"help.{row.scope or 'keys'}") for row in key_rows())
        assert all(word.has(f"settings.refused_{reason}") for reason in reasons)


@pytest.mark.parametrize(
    ("key", "long", "short"),
    [
        ("f1", "F1", "F1"), ("ctrl+p", "Ctrl+P", "^P"), ("pageup", "Page Up", "Page Up"), ("question_mark", "?", "?"),
        ("b", "b", "b"), ("B", "B", "B"), ("ctrl+up", "Ctrl+↑", "^↑"), ("alt+left", "Alt+←", "Alt+←"), ("minus", "-", "-"),
        ("plus", "+", "+"),
    ],
)  # fmt: skip
def test_keys_are_written_as_people_know_them(key: str, long: str, short: str) -> None:
    assert (written(key), footer_key(key)) == (long, short)


def keys_of(*ids: str) -> Iterator[str]:
    return (key_of(row(id_), {"help": "f9"}) for id_ in ids)


def test_a_changed_key_is_the_key() -> None:
    assert list(keys_of("help", "menu", "new")) == ["f9", "f6", ""]


def test_what_is_written_is_read_back() -> None:
    for row_ in key_rows():
        for key in filter(None, (row_.key, *row_.others)):
            assert read_key(written(key)) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("f9", "f9"),
        ("F12", "f12"),
        ("CTRL+G", "ctrl+g"),
        ("ctrl-g", "ctrl+g"),
        ("^g", "ctrl+g"),
        ("page up", "pageup"),
        ("PageUp", "pageup"),
        ("esc", "escape"),
        ("?", "question_mark"),
        ("N", "N"),
        ("n", "n"),
        ("+", "plus"),
        ("ctrl + up", "ctrl+up"),
        ("f13", ""),
        ("", ""),
        ("tombol", ""),
        ("ctrl+", ""),
        ("ctrl+panah", ""),
        ("\x1b", ""),
        ("é", "é"),
    ],
)
def test_a_key_is_read_as_people_write_it(typed: str, key: str) -> None:
    assert read_key(typed) == key
