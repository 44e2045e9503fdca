"""The topics, driven by keys as a user would."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Input

from kadguide.answering.engine import Engine
from kadguide.browsing.finding import MOST_FOUND
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.theme import THEMES
from kadguide.tui.widgets.outline import Outline
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.reader import Reader
from kadguide.tui.widgets.search import FoundList
from kadguide.tui.widgets.turn import Turn
from tests.hostile import HOSTILE
from tests.tui.driving import each_size
from tests.tui.test_chat import chat, say, screen_text


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def look_for(pilot: Pilot[None], words: str) -> None:
    await press(pilot, "ctrl+f")
    pilot.app.screen.query_one(Input).value = words
    await pilot.pause()


def topics(app: KadguideApp) -> BrowseScreen:
    assert isinstance(app.screen, BrowseScreen)
    return app.screen


async def open_entry(app: KadguideApp, pilot: Pilot[None], entry: str) -> None:
    await topics(app).open_entry(entry)
    await pilot.pause()


@pytest.mark.parametrize("typed", ["/topik", "/topics"])
async def test_the_topics_open_and_the_chat_stays(engine: Engine, typed: str) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        await say(pilot, typed)
        assert "Pilih topik dengan" in screen_text(app)
        assert isinstance(app.focused, Outline)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)
        app.screen.query_one(Prompt).value = "draf"
        before = screen_text(app)
        await press(pilot, "f5", "f5")
        assert screen_text(app) == before
        assert isinstance(app.focused, Prompt)
        assert len(app.screen.query(Turn)) == 1


async def test_words_after_the_command_are_looked_for(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        for words in ("handshake kelemahan", "dprd 45"):
            await say(pilot, f"/topik {words}")
            await pilot.pause()
            assert app.screen.query_one(Input).value == words
            assert app.screen.query_one(FoundList).option_count > 0
            await press(pilot, "f5")


async def test_a_topic_opens_to_its_entries(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await press(pilot, "f5", "down", "down", "down", "enter", "down")
        assert "− Lima model kerja sama (70 · makalah)" in screen_text(app)
        assert "Lima model kerja sama antardaerah" in screen_text(app)
        assert "Lima model kerja sama antardaerah · makalah" not in screen_text(app)
        await press(pilot, "enter")
        text = screen_text(app)
        assert isinstance(app.focused, Reader)
        assert "MAKALAH · Lima model kerja sama" in text
        await press(pilot, "left", "left", "left")
        assert "+ Lima model kerja sama (70 · makalah)" in screen_text(app)
        await press(pilot, "right", "right", "right")
        assert isinstance(app.focused, Reader)


async def test_an_entry_shows_sources_with_status_and_what_to_read_next(engine: Engine) -> None:
    async with chat(engine, (120, 60)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, "handshake-kelemahan")
        text = screen_text(app)
        assert "Sumber:" in text
        assert "Diperiksa" in text
        assert "Baca juga" in text
        assert "1. " in text
        await press(pilot, "1")
        assert topics(app)._entry == engine.snapshot.card_of("handshake-kelemahan").see_also[0]


async def test_back_and_forward_keep_the_place(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, "handshake-kelemahan")
        await press(pilot, "down", "down", "down")
        at = app.screen.query_one(Reader).scroll_offset.y
        assert at > 0
        await press(pilot, "2")
        second = topics(app)._entry
        assert app.screen.query_one(Reader).scroll_offset.y == 0
        await press(pilot, "b")
        assert topics(app)._entry == "handshake-kelemahan"
        assert app.screen.query_one(Reader).scroll_offset.y == at
        await press(pilot, "alt+right")
        assert topics(app)._entry == second
        await press(pilot, "alt+left", "alt+left", "f", "f", "f")
        assert topics(app)._entry == second


async def test_the_search_filters_while_one_types(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5", "ctrl+f")
        await press(pilot, *"handshake b")
        found = app.screen.query_one(FoundList)
        assert app.screen.query_one(Input).value == "handshake b"
        assert 0 < found.option_count <= MOST_FOUND
        assert "ditemukan" in screen_text(app)
        await press(pilot, "down")
        assert found.has_focus
        await press(pilot, "slash", "enter")
        assert found.has_focus
        await press(pilot, "slash", *"pks")
        assert app.screen.query_one(Input).value == "pks"
        await press(pilot, "down")
        await press(pilot, "enter")
        assert isinstance(app.focused, Reader)
        await press(pilot, "left")
        assert found.has_focus
        await press(pilot, "escape")
        assert app.screen.query_one(Input).value == ""
        assert isinstance(app.focused, Outline)
        assert "ditemukan" not in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_nothing_found_says_what_to_try(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5")
        await look_for(pilot, "zzqx")
        assert "Coba kata" in screen_text(app)
        await press(pilot, "enter", "down")
        assert isinstance(app.focused, Input)


async def test_a_narrow_screen_takes_turns(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await press(pilot, "f5")
        reader, shelf = app.screen.query_one(Reader), app.screen.query_one("#shelf")
        widths = [(shelf.region.width, reader.region.width)]
        await press(pilot, "enter", "down", "enter")
        widths.append((shelf.region.width, reader.region.width))
        await press(pilot, "left")
        widths.append((shelf.region.width, reader.region.width))
        assert widths == [(60, 0), (0, 60), (60, 0)]
        await press(pilot, "enter", "escape")
        assert isinstance(app.focused, Outline)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_an_entry_is_copied_with_its_sources(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5", "c")
        assert app.clipboard == ""
        await open_entry(app, pilot, "handshake-kelemahan")
        for key in ("c", "f3"):
            app._clipboard = ""
            await press(pilot, key)
            assert app.clipboard.startswith("MAKALAH · Kelemahan Handshake Agreement\n")
            assert "Sumber:" in app.clipboard
            assert "**" not in app.clipboard
        await look_for(pilot, "")
        await press(pilot, "c")
        assert app.screen.query_one(Input).value == "c"


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_opens_and_closes(engine: Engine, key: str) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5", key)
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "f5", "escape")
        assert isinstance(app.screen, BrowseScreen)


async def test_the_language_switches_while_reading(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, "handshake-kelemahan")
        await press(pilot, "f2")
        text = screen_text(app)
        assert "PAPER" in text
        assert "Source:" in text
        assert engine.snapshot.card_of("handshake-kelemahan").title.en in text
        assert "Return" in text
        await look_for(pilot, "weakness")
        await press(pilot, "f2", "f5", "f5")
        assert app.screen.query_one(Input).value == "weakness"
        assert "Kembali" in screen_text(app)


async def test_the_palette_opens_entries_where_one_is(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5")
        await app.action_open_entry("handshake-kelemahan")
        await pilot.pause()
        assert topics(app)._entry == "handshake-kelemahan"
        await press(pilot, "f5")
        await app.action_open_entry("handshake-kelemahan")
        await pilot.pause()
        assert len(app.screen.query(Turn)) == 1


async def test_hostile_text_is_only_looked_for(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5")
        for text in HOSTILE[::2]:
            topics(app).search(text)
            await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)


@pytest.mark.parametrize("theme", [THEMES[0].name, THEMES[-1].name])
async def test_nothing_leaves_the_screen(engine: Engine, theme: str) -> None:
    async with chat(engine, theme=theme) as (app, pilot):
        await press(pilot, "f5", "enter")
        await look_for(pilot, "kerja sama")
        parts = (app.screen.query_one(Input), app.screen.query_one(Footer), app.screen.query_one(FoundList))
        async for size in each_size(pilot):
            for widget in parts:
                assert app.screen.region.contains_region(widget.region), (size, widget)
            assert "F6" in screen_text(app), size


async def test_no_colour_is_needed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(engine, (120, 40)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, "handshake-kelemahan")
        assert app.no_color
        assert "MAKALAH" in screen_text(app)


async def test_the_list_shows_what_was_found_and_scrolls(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5")
        await look_for(pilot, "handshake agreement")
        await pilot.pause()
        found = app.screen.query_one(FoundList)
        titles = [row.title.split()[0] for row in found._found]
        assert titles[0] in screen_text(app)
        await press(pilot, "down", "end")
        assert found.highlighted == found.option_count - 1
        assert titles[-1] in screen_text(app)
        await press(pilot, "pageup", "up", "home", "pagedown", "enter")
        assert topics(app)._entry in [row.entry for row in found._found]
        await press(pilot, "left")
        await pilot.click(FoundList, offset=(3, 0))
        await pilot.pause()
        assert isinstance(app.focused, Reader)
