"""The README is true: its tables are those of the program, its commands exist."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from kadguide.cli.table import CLASS_COMMANDS
from kadguide.cli.table import COMMANDS as CLI_COMMANDS
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.rules import RULES
from kadguide.tui.board.keys import BOARD_KEYS
from kadguide.tui.commands import COMMANDS, PROMPT_KEYS
from kadguide.tui.keymap import written
from kadguide.tui.keys import PLACE_KEYS, PlaceKey
from kadguide.tui.projector.keys import SCORE_KEYS, WALL_KEYS
from kadguide.tui.sitting.keys import SIT_KEYS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_stands_in_the_table() -> None:
    rows = re.findall(r"^\| `kadguide (\w+)` \| (.+) \|$", README, re.M)
    assert rows == [(command.name, command.summary) for command in CLI_COMMANDS]


def test_every_key_stands_in_the_table() -> None:
    word = Catalog("en")
    expected = [
        f"| {written(c.key) if c.key else ''} | {' '.join(f'`{typed}`' for typed in c.typed)} "
        f"| {word(f'action.{c.id}_tip')} |"
        for c in COMMANDS
    ]
    assert [row for row in expected if row not in README.replace("|  |", "|  |")] == []


@pytest.mark.parametrize("place", PLACE_KEYS)
def test_every_key_of_a_place_stands_in_its_table(place: str) -> None:
    word = Catalog("en")
    rows = [f"| {row.shown} | {word(f'{place}.{row.id}_tip')} |" for row in PLACE_KEYS[place]]
    assert "\n".join(["| Key | What it does |", "| --- | --- |", *rows]) in README


@pytest.mark.parametrize("keys", [WALL_KEYS, SCORE_KEYS])
def test_every_key_of_the_projector_stands_in_its_table(keys: tuple[PlaceKey, ...]) -> None:
    word = Catalog("en")
    rows = [f"| {row.shown} | {word(f'projector.{row.id}_tip')} |" for row in keys]
    assert "\n".join(["| Key | What it does |", "| --- | --- |", *rows]) in README


def test_every_key_of_the_board_stands_in_its_table() -> None:
    word = Catalog("en")
    rows = [f"| {row.shown} | {word(f'board.{row.id}_tip')} |" for row in BOARD_KEYS]
    assert "\n".join(["| Key | What it does |", "| --- | --- |", *rows]) in README


def test_every_key_of_an_exam_stands_in_its_table() -> None:
    word = Catalog("en")
    rows = [f"| {row.shown} | {word(f'sitting.{row.id}_tip')} |" for row in SIT_KEYS]
    assert "\n".join(["| Key | What it does |", "| --- | --- |", *rows]) in README


def test_every_command_of_a_class_stands_in_its_table() -> None:
    rows = [f"| `kadguide class {command.name}` | {command.summary} |" for command in CLASS_COMMANDS]
    assert "\n".join(["| Command | What it does |", "| --- | --- |", *rows]) in README


def test_every_rule_stands_in_the_table() -> None:
    assert re.findall(r"^\| (KAD\d+) \| (.+) \|$", README, re.M) == [(r.code, r.title) for r in RULES.values()]


@pytest.mark.parametrize("name", ["chat", "tests"])
def test_the_two_commands_are_single_lines(name: str) -> None:
    block = re.search(rf"<!-- command: {name} -->\n```sh\n(.+?)\n```", README, re.S)
    assert block is not None
    assert block.group(1).startswith("python3 -m venv .venv && ")
    assert "\n" not in block.group(1)


def test_files_that_are_named_exist() -> None:
    for name in (".github/chat.svg", "knowledge/STYLE.md", "LICENSE", "LICENSE-knowledge", ".ci/run"):
        assert name in README
        assert (ROOT / name).is_file()


def test_both_languages_have_the_same_words() -> None:
    words = [Catalog(lang).keys() for lang in LANGUAGES]
    assert words[0] == words[1]


def test_words_are_read_as_toml_says() -> None:
    for lang in LANGUAGES:
        sections = tomllib.loads((ROOT / f"kadguide/locale/{lang}.toml").read_text(encoding="utf-8"))
        expected = {f"{name}.{key}": text for name, words in sections.items() for key, text in words.items()}
        word = Catalog(lang)
        assert {key: word(key) for key in word.keys()} == expected  # noqa: SIM118


def test_every_action_has_its_words() -> None:
    for lang in LANGUAGES:
        word = Catalog(lang)
        assert all(word.has(f"action.{command.id}") for command in (*COMMANDS, *PROMPT_KEYS))
        assert all(word.has(f"action.{command.id}_tip") for command in COMMANDS)
        for place, rows in PLACE_KEYS.items():
            assert word.has(f"help.{place}")
            assert all(word.has(f"{place}.{row.id}{end}") for row in rows for end in ("", "_tip"))


def test_the_top_level_is_tidy() -> None:
    names = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    allowed = {"kadguide", "knowledge", "tests", "pyproject.toml", "README.md", "LICENSE", "LICENSE-knowledge"}
    assert names - {"build", "dist"} <= allowed | {name for name in names if name.endswith(".egg-info")}


def test_files_stay_small() -> None:
    long = [
        path for path in (ROOT / "kadguide").rglob("*.py") if len(path.read_text(encoding="utf-8").splitlines()) > 400
    ]
    assert long == []
