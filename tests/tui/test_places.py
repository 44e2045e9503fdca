"""What holds on every screen: each place of the table of commands, the chat, and what opens in front of them.

A place that is added to the table is covered without a word here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.containers import ScrollableContainer
from textual.pilot import Pilot
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import Widget
from textual.widgets import Input, TextArea
from textual.widgets._toast import Toast

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.commands import COMMANDS
from kadguide.tui.keys import PLACE_KEYS
from kadguide.tui.place import Place
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.screens.menu import MenuScreen
from kadguide.tui.screens.palette import PaletteScreen
from kadguide.tui.widgets.prompt import Prompt
from tests.hostile import HOSTILE
from tests.tui.driving import SIZES, each_size
from tests.tui.test_chat import chat, screen_text
from tests.tui.test_footer import assert_whole, keys_of
from tests.tui.test_making import footer_keys, usable_keys

ODD_SIZES = [(40, 10), (200, 60), (1, 1)]
"""Which a window may take on the way to another; nothing needs to fit."""
TYPED = HOSTILE[::5]
"""A cut through the hostile texts: each place gets some of every kind."""
OTHER: dict[Lang, Lang] = {"id": "en", "en": "id"}
PLACES = [command.id for command in COMMANDS if command.screen]
DIALOGUES: dict[str, type[Screen[Any]]] = {"menu": MenuScreen, "help": HelpScreen, "palette": PaletteScreen}
each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_place = pytest.mark.parametrize("place", PLACES)


async def visit(app: KadguideApp, pilot: Pilot[None], place: str) -> Place:
    await app.run_action(f"visit('{place}')")
    await pilot.pause()
    screen: Screen[Any] = app.screen
    assert isinstance(screen, Place)
    return screen


def in_front(app: KadguideApp) -> Screen[Any]:
    return app.screen


async def open_dialogue(app: KadguideApp, pilot: Pilot[None], name: str) -> None:
    await app.run_action(next(command.action for command in COMMANDS if command.id == name))
    await pilot.pause()
    assert isinstance(app.screen, DIALOGUES[name])


def outside(screen: Screen[Any]) -> Iterator[str]:
    """Widgets that are shown and reach over the edge of the screen, apart from what scrolls inside of something."""
    for widget in screen.query("*"):
        if not isinstance(widget, Widget) or not widget.is_on_screen or isinstance(widget, ScrollBar | Toast):
            continue
        if any(_scrolls(ancestor) for ancestor in widget.ancestors if isinstance(ancestor, Widget)):
            continue
        if not screen.region.contains_region(widget.region):
            yield f"{widget!r} at {widget.region} of {screen.region}"


def _scrolls(widget: Widget) -> bool:
    return not isinstance(widget, Screen) and (isinstance(widget, ScrollableContainer) or widget.is_scrollable)


def assert_focus_makes_sense(app: KadguideApp) -> None:
    """A key has somewhere to go: to a widget that is seen, on the screen in front."""
    focused = app.focused
    assert focused is not None, app.size
    assert focused.screen is app.screen, app.size
    assert focused.display, app.size
    assert focused.region.area > 0, app.size
    assert not focused.disabled


async def leave(app: KadguideApp, pilot: Pilot[None]) -> int:
    """Press Escape until the chat is in front; how often that was."""
    for times in range(1, 5):
        await pilot.press("escape")
        await pilot.pause()
        if isinstance(app.screen, ChatScreen):
            return times
    raise AssertionError(f"Escape does not lead out of {app.screen!r}")


@each_language
@each_place
async def test_a_place_holds_in_every_size_and_language(engine: Engine, place: str, lang: Lang) -> None:
    """One start serves all looks. The language changes in each size, so that each is come to from either side."""
    other = OTHER[lang]
    async with chat(engine, SIZES[0], lang) as (app, pilot):
        screen = await visit(app, pilot, place)
        async for size in each_size(pilot):
            assert_holds(app, screen, size, lang)
            await switch_language(app, pilot)
            assert_holds(app, screen, size, other)
            lang, other = other, lang
        await assert_comes_back_the_same(app, pilot)
        for _ in range(4):
            await pilot.press("tab")
            assert_focus_makes_sense(app)
        await pilot.pause()
        assert list(outside(screen)) == []
        await leave(app, pilot)
        assert isinstance(app.focused, Prompt)


def assert_holds(app: KadguideApp, screen: Place, size: tuple[int, int], lang: Lang) -> None:
    """All of a place is on the screen, keys go somewhere, and the line of keys speaks its language, in whole words."""
    assert app.screen is screen, (size, lang)
    assert list(outside(screen)) == [], (size, lang)
    assert_focus_makes_sense(app)
    assert Catalog(lang)("action.help") in screen_text(app), (size, lang)
    assert_whole(app)
    if size == SIZES[-1]:
        assert footer_keys(app) == usable_keys(app), lang
    assert any("step_back" in key.action for key in keys_of(app)), (size, lang)


async def switch_language(app: KadguideApp, pilot: Pilot[None]) -> None:
    await pilot.press("f2")
    await pilot.pause()
    app.clear_notifications()
    await pilot.pause()


async def assert_comes_back_the_same(app: KadguideApp, pilot: Pilot[None]) -> None:
    """Two changes of the language change nothing."""
    before = screen_text(app)
    await switch_language(app, pilot)
    assert screen_text(app) != before
    await switch_language(app, pilot)
    assert screen_text(app) == before


@each_language
@pytest.mark.parametrize("name", DIALOGUES)
async def test_a_dialogue_fits_and_closes(engine: Engine, name: str, lang: Lang) -> None:
    async with chat(engine, SIZES[0], lang) as (app, pilot):
        async for _ in each_size(pilot):
            await open_dialogue(app, pilot, name)
            assert_focus_makes_sense(app)
            assert list(outside(app.screen)) == []
            assert await leave(app, pilot) == 1
            assert isinstance(app.focused, Prompt)


async def test_the_chat_fits_after_every_kind_of_reply(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        for question in (
            "apa itu TKKSD",
            "tanda tangan",
            "resep rendang padang",
            "terima kasih",
            "bandingkan KSDD KSDPK",
        ):
            await app.screen.ask(question)  # type: ignore[attr-defined]
            async for size in each_size(pilot):
                assert list(outside(app.screen)) == [], (question, size)
                assert_focus_makes_sense(app)


@each_place
async def test_a_place_takes_odd_sizes_help_menu_and_commands(engine: Engine, place: str) -> None:
    async with chat(engine) as (app, pilot):
        screen = await visit(app, pilot, place)
        for size in (*ODD_SIZES, SIZES[0]):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert in_front(app) is screen
        assert list(outside(screen)) == []
        assert_focus_makes_sense(app)
        focused = app.focused
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(in_front(app), HelpScreen)
        assert Catalog("id")(f"help.{screen.NAME}") in screen_text(app)
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(app) is screen
        await open_dialogue(app, pilot, "menu")
        await pilot.press("escape")
        await pilot.pause()
        assert in_front(app) is screen
        assert app.focused is focused
        await assert_a_slash_begins_a_command_where_it_means_nothing_else(app, pilot, screen)


async def assert_a_slash_begins_a_command_where_it_means_nothing_else(
    app: KadguideApp, pilot: Pilot[None], screen: Place
) -> None:
    await pilot.press("slash")
    await pilot.pause()
    if not any(row.id == "command" for row in PLACE_KEYS[screen.NAME]):
        assert in_front(app) is screen
        return
    assert isinstance(in_front(app), ChatScreen)
    assert isinstance(app.focused, Prompt)
    await pilot.press(*"menu", "enter")
    await pilot.pause()
    assert isinstance(in_front(app), MenuScreen)


@each_place
async def test_a_place_opens_for_whatever_is_typed_behind_its_command(engine: Engine, place: str) -> None:
    async with chat(engine) as (app, pilot):
        for text in TYPED:
            await app.action_visit(place, text[:4000])
            await pilot.pause()
            assert app.is_running
            assert "\x1b" not in screen_text(app)
            await leave(app, pilot)


@each_place
async def test_hostile_text_may_stand_in_every_line_of_a_place(engine: Engine, place: str) -> None:
    async with chat(engine) as (app, pilot):
        screen = await visit(app, pilot, place)
        for line in [*screen.query(Input), *screen.query(TextArea)]:
            for text in TYPED:
                if isinstance(line, Input):
                    line.value = text[: line.max_length or 4000]
                else:
                    line.text = text[:4000]
                await pilot.pause()
                assert app.is_running
                assert "\x1b" not in screen_text(app)
                assert list(outside(screen)) == []
            if line.focusable:
                line.focus()
                await pilot.press("enter")
                await pilot.pause()
            if app.screen is not screen:  # Enter may lead on
                break
        await leave(app, pilot)


@each_place
async def test_keys_pressed_at_random_leave_a_place_whole(engine: Engine, place: str) -> None:
    import random

    keys = [*"abcfgkmnxy1239?/", "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "enter", "tab"]
    keys += ["shift+tab", "space", "backspace", "delete", "escape", "f2", "f1", "f6"]
    chance = random.Random(7)  # noqa: S311
    async with chat(engine) as (app, pilot):
        await visit(app, pilot, place)
        for _ in range(40):
            await pilot.press(chance.choice(keys))
        await pilot.pause()
        assert app.is_running
        assert list(outside(app.screen)) == []
