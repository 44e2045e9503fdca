"""The settings, changed by keys as a user would; every change counts at once and is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Input, OptionList

from kadguide.answering.engine import Engine
from kadguide.config import Settings, SettingsProblem, load_settings, read_settings, save_settings
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.screens.menu import MenuScreen
from kadguide.tui.screens.settings import KeyScreen, SettingsScreen
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.turn import Turn
from tests.tui.driving import DARK, SIZES, each_size, press, running
from tests.tui.test_chat import say, screen_text


def settings_screen(app: KadguideApp) -> SettingsScreen:
    assert isinstance(app.screen, SettingsScreen)
    return app.screen


async def go_to(app: KadguideApp, pilot: Pilot[None], id_: str) -> None:
    """Open the settings if need be, and put the highlight on a row."""
    if not isinstance(app.screen, SettingsScreen):
        await app.action_visit("settings")
        await pilot.pause()
    rows = settings_screen(app)._rows
    is_key = id_.startswith("key:")
    wanted = id_.removeprefix("key:")
    at = next(at for at, row in enumerate(rows) if row.id == wanted and (row.key is not None) is is_key)
    app.screen.query_one(OptionList).highlighted = at
    await pilot.pause()


@pytest.mark.parametrize("typed", ["/setelan", "/settings"])
async def test_the_settings_open_and_close(engine: Engine, typed: str) -> None:
    async with running(engine) as (app, pilot):
        await say(pilot, typed)
        text = screen_text(app)
        assert "‹ Bahasa Indonesia ›" in text
        assert "‹ gelap ›" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_the_language_changes_at_once_and_is_kept(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        await go_to(app, pilot, "language")
        await press(pilot, "right")
        assert "Settings" in screen_text(app)
        assert "‹ English ›" in screen_text(app)
        assert load_settings().language == "en"
        await press(pilot, "f2")
        assert "Setelan" in screen_text(app)
        assert load_settings().language == "id"
        assert isinstance(app.screen, SettingsScreen)


async def test_a_theme_is_seen_while_one_moves(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        await go_to(app, pilot, "theme")
        seen = []
        for key in ("right", "right", "enter", "left"):
            await press(pilot, key)
            seen.append(app.theme)
        assert seen == ["kadguide-light", "kadguide-contrast", "kadguide-16", "kadguide-contrast"]
        assert "‹ kontras tinggi ›" in screen_text(app)
        assert load_settings().theme == "kadguide-contrast"
        await press(pilot, "r")
        assert load_settings().theme == "auto"


@pytest.mark.parametrize("width", [72, 84, 96])
async def test_lines_of_text_are_as_wide_as_was_chosen(engine: Engine, width: int) -> None:
    async with running(engine, DARK._replace(width=width), (160, 40)) as (app, pilot):
        await say(pilot, "apa kelemahan handshake agreement")
        turn = app.screen.query_one(Turn)
        assert turn.region.width == width
        assert turn.region.x == 2
        await press(pilot, "f5")
        assert isinstance(app.screen, BrowseScreen)
        await app.screen.open_entry("handshake-kelemahan")
        await pilot.pause()
        assert app.screen.query_one("#reading-title").region.width <= width


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_at_120_columns_no_line_is_too_long(engine: Engine, lang: str) -> None:
    async with running(engine, DARK._replace(language=lang), (120, 60)) as (app, pilot):
        await say(pilot, "bandingkan handshake dengan fee for service")
        lines = screen_text(app).splitlines()[:-3]
        assert max(len(line.rstrip(" ▁▂▃▄▅▆▇█")) for line in lines) <= 2 + 96


async def test_one_begins_where_one_likes(engine: Engine) -> None:
    async with running(engine, DARK._replace(first_place="topics")) as (app, pilot):
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        await press(pilot, "escape")
        assert isinstance(app.focused, Prompt)


async def test_a_command_gets_another_key(engine: Engine) -> None:
    async with running(engine, size=(120, 40)) as (app, pilot):
        await go_to(app, pilot, "key:help")
        await press(pilot, "enter")
        assert isinstance(app.screen, KeyScreen)
        await press(pilot, "f9")
        assert "F9  (diubah)" in screen_text(app)
        assert load_settings().keys == {"help": "f9"}
        await press(pilot, "f1")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "f9")
        assert isinstance(app.screen, HelpScreen)
        assert "F9" in screen_text(app)
        assert "F1 " not in screen_text(app)
        await press(pilot, "f9", "escape")
        assert "F9 Bantuan" in screen_text(app)
        await press(pilot, "f2")
        assert "F9 Help" in screen_text(app)
        await press(pilot, "f6")
        assert isinstance(app.screen, MenuScreen)
        assert "F9" in screen_text(app)


async def test_a_key_can_be_given_to_a_command_that_has_none(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        await go_to(app, pilot, "key:settings")
        await press(pilot, "enter", "f8", "escape")
        assert isinstance(app.screen, ChatScreen)
        await press(pilot, "f8")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "f8")
        assert isinstance(app.screen, ChatScreen)


async def test_keys_of_the_prompt_and_of_places_change_too(engine: Engine) -> None:
    keys = {"history_back": "ctrl+up", "browse-terms": "y", "browse-search": "z"}
    async with running(engine, DARK._replace(keys=keys)) as (app, pilot):
        await say(pilot, "apa itu PKS")
        await press(pilot, "up")
        assert app.screen.query_one(Prompt).value == ""
        await press(pilot, "ctrl+up")
        assert app.screen.query_one(Prompt).value == "apa itu PKS"
        await press(pilot, "f5")
        assert "y Istilah" in screen_text(app)
        await press(pilot, "z")
        assert isinstance(app.focused, Input)
        await press(pilot, "z", "escape", "f1")
        assert re.search(r"│ +z +Di daftar", screen_text(app))


@pytest.mark.parametrize(
    ("row", "key", "said"),
    [
        ("key:help", "f2", "sudah dipakai untuk “Bahasa”"),
        ("key:help", "ctrl+m", "tidak dapat dibedakan"),
        ("key:help", "ctrl+z", "menghentikan"),
        ("key:help", "x", "diperlukan untuk mengetik"),
        ("key:help", "ctrl+q", "sudah dipakai untuk “Keluar”"),
        ("key:browse-copy", "b", "“Mundur (Di layar topik)”"),
        ("key:browse-copy", "tab", "diperlukan untuk bergerak"),
    ],
)
async def test_a_key_that_cannot_be_had_is_refused_with_the_reason(
    engine: Engine, row: str, key: str, said: str
) -> None:
    async with running(engine) as (app, pilot):
        await go_to(app, pilot, row)
        await press(pilot, "enter", key)
        assert isinstance(app.screen, KeyScreen)
        assert said in " ".join(screen_text(app).replace("│", " ").split())
        await press(pilot, "escape")
        assert isinstance(app.screen, SettingsScreen)
        assert read_settings().first_start


async def test_keys_are_given_back_one_by_one_and_all(engine: Engine) -> None:
    keys = {"help": "f9", "menu": "f8", "copy": "ctrl+g"}
    async with running(engine, DARK._replace(keys=keys)) as (app, pilot):
        await go_to(app, pilot, "key:help")
        await press(pilot, "r")
        assert load_settings().keys == {"menu": "f8", "copy": "ctrl+g"}
        await go_to(app, pilot, "all")
        await press(pilot, "enter")
        assert load_settings().keys == {}
        await press(pilot, "escape", "f6")
        assert isinstance(app.screen, MenuScreen)


async def test_a_usual_key_that_another_has_meanwhile_is_not_taken_from_it(engine: Engine) -> None:
    async with running(engine, DARK._replace(keys={"help": "f9", "menu": "f1"})) as (app, pilot):
        await go_to(app, pilot, "key:help")
        await press(pilot, "r")
        assert app.settings.keys == {"help": "f9", "menu": "f1"}
        assert "sudah dipakai" in screen_text(app)


async def test_quitting_with_another_key(engine: Engine) -> None:
    async with running(engine, DARK._replace(keys={"quit": "f10"})) as (app, pilot):
        await press(pilot, "ctrl+q")
        assert app.is_running
        await pilot.press("f10")
        assert app._exit


async def test_what_is_wrong_in_the_file_is_said_once_and_the_rest_holds(engine: Engine, sealed: Path) -> None:
    sealed.mkdir()
    (sealed / "settings.json").write_text(
        '{"language": "en", "theme": "pink", "voice": 1, "keys": {"help": "f9", "room": "f8", "copy": "ctrl+z"}}',
        encoding="utf-8",
    )
    stored = read_settings()
    async with running(engine, stored.settings, (120, 40), stored.problems) as (app, pilot):
        text = " ".join(screen_text(app).split())
        for said in (
            "“voice” is unknown",
            "“theme” cannot be “pink”",
            "“keys.room” is unknown",
            "“keys.copy” cannot be",
        ):
            assert said in text
        await press(pilot, "f9")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "f4")
        assert load_settings().keys == {"help": "f9", "room": "f8"}
        assert "pink" not in screen_text(app)


async def test_an_unreadable_file_and_a_folder_that_cannot_be_written_are_said(engine: Engine, sealed: Path) -> None:
    async with running(engine, problems=[SettingsProblem("unreadable")]) as (app, _):
        assert "settings.json.damaged" in screen_text(app)
    sealed.write_text("", encoding="utf-8")
    async with running(engine) as (app, pilot):
        await go_to(app, pilot, "width")
        await press(pilot, "left")
        assert app.settings.width == 84
        assert "tidak dapat disimpan" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, size: tuple[int, int], lang: str) -> None:
    async with running(engine, DARK._replace(language=lang), size) as (app, pilot):
        await go_to(app, pilot, "theme")
        for id_ in ("#settings-title", "#settings-rows", "#settings-about"):
            assert app.screen.region.contains_region(app.screen.query_one(id_).region)
        assert app.screen.region.contains_region(app.screen.query_one(Footer).region)
        for at in range(app.screen.query_one(OptionList).option_count):
            app.screen.query_one(OptionList).highlighted = at
            about = app.screen.query_one("#settings-about")
            assert about.visual.get_height(about.styles, about.content_size.width) <= about.content_size.height  # type: ignore[attr-defined]
        assert load_settings() == Settings()


def test_saved_settings_start_the_next_time() -> None:
    save_settings(Settings("en", "kadguide-light", 72, "topics", {"help": "f9"}))
    stored = read_settings()
    assert stored.problems == ()
    assert not stored.first_start


@pytest.mark.parametrize(
    ("where", "shown"),
    [
        ("", "belum dipilih"),
        ("/data/rumah/kelas.kadkelas", "kelas.kadkelas"),
        ("postgresql://u:rahasia@192.168.1.10/pelatihan-dasar", "u@192.168.1.10/pelatiha…"),
        ("[bold]kelas[/].kadkelas", "].kadkelas"),
    ],
)
async def test_the_class_is_shown_without_a_password_and_changed_in_the_file(
    engine: Engine, where: str, shown: str
) -> None:
    save_settings(Settings(class_register=where))
    async with running(engine, load_settings()) as (app, pilot):
        await go_to(app, pilot, "class_register")
        async for size in each_size(pilot):
            text = screen_text(app)
            assert shown in text, size
            assert "rahasia" not in text, size
        await press(pilot, "enter", "left", "right", "r")
        await go_to(app, pilot, "language")
        await press(pilot, "right")
        assert isinstance(app.screen, SettingsScreen)
    assert load_settings() == Settings("en", class_register=where)
