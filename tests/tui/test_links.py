"""The map of links, driven by keys as a user would."""

from __future__ import annotations

import pytest
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Lang
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.links import LinksScreen
from kadguide.tui.theme import THEMES
from kadguide.tui.widgets.sides import Side
from tests.hostile import HOSTILE
from tests.tui.driving import each_size
from tests.tui.test_browse import press
from tests.tui.test_chat import chat, say, screen_text


async def test_an_obstacle_points_at_what_answers_it(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        text = screen_text(app)
        assert "pembacaan" in text
        assert "▸ Kendala 1" in text
        assert text.count("━━▶ ") == 1
        assert "━━▶ Potensi 3" in text
        assert "Enter membuka: Kendala 1" in text
        await press(pilot, "down")
        text = screen_text(app)
        assert "▸ Kendala 2" in text
        assert "━━▶ Potensi 1" in text
        assert "━━▶ Potensi 4" in text


async def test_an_obstacle_without_an_answer_says_so(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/map")
        await press(pilot, "down", "down")
        text = screen_text(app)
        assert "▸ └ Persaingan dan ego daerah" in text
        assert "Tidak ada jawaban; yang terdekat:" in text
        assert "┄┄▷ Potensi 4" in text
        assert "━━▶" not in text


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_the_other_side_reads_backwards(engine: Engine, key: str) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        await press(pilot, "end", key)
        text = screen_text(app)
        assert "▸ Potensi 3" in text
        assert "Kendala yang terkait (2):" in text
        assert "◀━━ Kendala 1" in text
        assert "◀━━ Kendala 4" in text
        await press(pilot, "down")
        assert "◁┄┄ └ Persaingan" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "potensi4-peran"


async def test_keys_typed_ahead_meet_the_other_side(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        await pilot.press("end", "tab", "down", "down")
        await pilot.pause()
        assert "▸ Potensi 5" in screen_text(app)


async def test_enter_opens_an_obstacle(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/peta")
        await press(pilot, "down", "down", "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "kendala2-ego"


async def test_other_maps_are_one_key_away(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        for words in ("Model makalah dan bentuknya", "Prinsip yang tertulis", "Aturan lama dan penggantinya"):
            await press(pilot, "v")
            assert words in screen_text(app)
        await press(pilot, "v")
        assert "peta 1 dari 4" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)
        await say(pilot, "/peta 2")
        assert "━━▶ PP 28/2018 Pasal 6 ayat (3)" in screen_text(app)


async def test_a_narrow_screen_stacks_and_shows_only_what_is_linked(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await say(pilot, "/peta")
        left, right = app.screen.query_one("#links-left"), app.screen.query_one("#links-right")
        assert left.region.bottom <= right.region.y
        text = screen_text(app)
        assert "━━▶ Potensi 3" in text
        assert "Potensi 5" not in text
        await press(pilot, "tab")
        assert "▸ Potensi 3" in screen_text(app)


async def test_what_is_marked_is_copied_with_its_links(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/peta")
        await press(pilot, "c")
        assert app.clipboard.startswith("Kendala 1: database KAD belum memadai\nYang menjawab (1):\n- Potensi 3")
        assert "Makalah tidak menghubungkan" in app.clipboard
        assert isinstance(app.screen, LinksScreen)
        document = app.screen.document()
        assert document is not None
        assert document.data["map"]["id"] == "answers"


async def test_the_language_switches_and_the_mark_stays(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        await press(pilot, "down", "f2")
        text = screen_text(app)
        assert "▸ Obstacle 2" in text
        assert "kadguide's reading" in text
        assert "Across" in text


async def test_a_click_marks_and_opens(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/peta")
        await pilot.click("#links-right SideList", offset=(10, 0))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "potensi1-kunci"


async def test_hostile_words_are_only_said(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/peta")
        assert isinstance(app.screen, LinksScreen)
        for text in HOSTILE:
            await app.screen.visit(text)
            await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)


@pytest.mark.parametrize(("lang", "theme"), [("id", THEMES[0].name), ("en", THEMES[-1].name)])
async def test_nothing_leaves_the_screen(engine: Engine, theme: str, lang: Lang) -> None:
    async with chat(engine, lang=lang, theme=theme) as (app, pilot):
        await say(pilot, "/peta")
        for _ in range(4):
            await press(pilot, "v", "down", "tab")
            async for size in each_size(pilot):
                for widget in (*app.screen.query(Side), app.screen.query_one(Footer)):
                    assert app.screen.region.contains_region(widget.region), (size, widget)
                assert all(side.things.region.height >= 3 for side in app.screen.query(Side)), size
                assert all(side.things.max_scroll_x == 0 for side in app.screen.query(Side)), size
