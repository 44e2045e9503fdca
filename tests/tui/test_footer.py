"""The line of keys shows whole keys only, and the help names the others. Those of places are looked at in
:mod:`tests.tui.test_places`."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.tui.app import KadguideApp
from kadguide.tui.commands import COMMANDS
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.widgets.footer import _Key, fitting
from tests.tui.driving import DARK, each_size, press, running
from tests.tui.test_chat import say, screen_text


def keys_of(app: KadguideApp) -> list[FooterKey]:
    return list(app.screen.query_one(Footer).query(FooterKey))


def assert_whole(app: KadguideApp) -> None:
    """Every key of the line is on the screen with all of its words, and the help is one of them."""
    shown = keys_of(app)
    line = screen_text(app).split("\n")[-1]
    assert shown
    for key in shown:
        assert app.screen.region.contains_region(key.region), (app.size, key)
        assert f"{key.key_display} {key.description}" in line, app.size
        assert key.region.width >= cell_len(f"{key.key_display} {key.description}")
    assert any("show_help" in key.action for key in shown)


async def assert_whole_in_each_size(app: KadguideApp, pilot: Pilot[None], action: str) -> None:
    """Besides, a key for ``action`` stands in the line."""
    async for size in each_size(pilot):
        assert_whole(app)
        assert any(action in key.action for key in keys_of(app)), size


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_key_of_the_chat_and_of_finding_is_whole(engine: Engine, lang: str) -> None:
    async with running(engine, DARK._replace(language=lang)) as (app, pilot):
        await assert_whole_in_each_size(app, pilot, "show_help")
        await say(pilot, "apa itu TKKSD")
        await assert_whole_in_each_size(app, pilot, "show_help")
        await press(pilot, "ctrl+f", *"tkksd", "enter")
        await assert_whole_in_each_size(app, pilot, "close_find")
        await press(pilot, "escape", "f5", "right", "down", "enter", "slash", *"kerja", "enter")
        await assert_whole_in_each_size(app, pilot, "close_find")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_has_no_room_stands_in_the_help_and_comes_back_with_room(engine: Engine, lang: str) -> None:
    async with running(engine, DARK._replace(language=lang), (60, 18)) as (app, pilot):
        narrow = len(keys_of(app))
        await pilot.resize_terminal(120, 80)
        await pilot.pause()
        assert len(keys_of(app)) == len([command for command in COMMANDS if command.in_footer and command.key]) > narrow
        assert_whole(app)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        text = screen_text(app)
        assert all(Catalog(lang)(f"action.{c.id}_tip")[:20] in text for c in COMMANDS if c.in_footer and c.key)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [(0, ""), (7, "h"), (14, "h"), (15, "ah"), (22, "ah"), (23, "abh"), (30, "abh"), (31, "abhc"), (99, "abhc")],
)
def test_the_last_keys_go_first_and_the_help_never(columns: int, expected: str) -> None:
    keys = [
        _Key(Binding(name, "show_help" if name == "h" else name, "words"), name, enabled=True, tooltip="")
        for name in "abhc"
    ]
    assert "".join(key.shown for key in fitting(keys, columns)) == expected
