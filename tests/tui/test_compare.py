"""The comparison, driven by keys as a user would."""

from __future__ import annotations

import pytest
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.compare import CompareScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.theme import THEMES
from kadguide.tui.widgets.columns import Columns, Rows
from tests.hostile import HOSTILE
from tests.tui.driving import each_size
from tests.tui.test_browse import press
from tests.tui.test_chat import chat, say, screen_text


def columns(app: KadguideApp) -> Columns:
    assert isinstance(app.screen, CompareScreen)
    return app.screen.query_one(Columns)


async def test_five_columns_side_by_side_where_they_fit(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/banding")
        text = screen_text(app)
        assert "MAKALAH · Perbandingan lima model" in text
        assert "▸ 1 Handshake" in text
        assert "5 Regional Bodies" in text
        assert "18 baris" in text
        assert "kolom" not in text
        assert isinstance(app.focused, Rows)


@pytest.mark.parametrize(("size", "shown"), [((60, 18), 2), ((80, 24), 3)])
async def test_the_rest_is_reached_by_going_right(engine: Engine, size: tuple[int, int], shown: int) -> None:
    async with chat(engine, size) as (app, pilot):
        await say(pilot, "/compare")
        assert f"kolom 1–{shown} dari 5: ← →" in " ".join(screen_text(app).split())
        await press(pilot, "right", "right", "right", "right", "right")
        assert f"kolom {6 - shown}–5 dari 5" in " ".join(screen_text(app).split())
        assert "▸ 5 Regional Bodies" in screen_text(app)
        await press(pilot, "left", "left", "left", "left")
        assert "▸ 1 Handshake" in screen_text(app)


async def test_what_is_compared_is_chosen_with_digits(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding handshake, fee for service")
        assert "[ ] 3 Joint Agreements" in screen_text(app)
        assert columns(app)._names == ("1 Handshake Agreement", "2 Fee for service contracts")
        await press(pilot, "5")
        assert "[x] 5 Regional Bodies" in screen_text(app)
        await press(pilot, "1", "2")
        assert ["Sedikitnya dua" in said.message for said in app._notifications] == [True]
        assert columns(app)._names == ("2 Fee for service contracts", "5 Regional Bodies")
        await press(pilot, "4", "space")
        assert columns(app)._names == ("4 Jointly-formed authorities", "5 Regional Bodies")


async def test_a_click_chooses_and_opens(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding")
        await pilot.click("#compare-picks", offset=(3, 0))
        await pilot.pause()
        assert "[ ] 1 Handshake" in screen_text(app)
        await pilot.click("#columns-rows", offset=(60, 1))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "joint-authorities-definisi"


async def test_silent_cells_say_so_and_silent_rows_are_left_out(engine: Engine) -> None:
    async with chat(engine, (80, 60)) as (app, pilot):
        await say(pilot, "/banding fee for service, regional bodies")
        text = screen_text(app)
        assert "tidak disebut" in text
        assert "Daya tahan" not in text
        assert "dari 18 baris" in text
        assert "Sumber: Radji" in text
        assert "Hukum sekarang (bukan makalah) · HUKUM DAN PRAKTIK" in text
        await press(pilot, "d")
        text = screen_text(app)
        assert "hanya yang berbeda" in text
        assert "Biaya awal" not in text


async def test_enter_opens_the_entry_of_the_cell(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding")
        await press(pilot, "down", "right", "right")
        assert "Enter membuka: " in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "joint-agreements-dokumen-rumit"


async def test_other_comparisons_are_one_key_away(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding")
        await press(pilot, "v")
        assert "HUKUM DAN PRAKTIK · Lima jenis dibandingkan" in screen_text(app)
        await press(pilot, "v")
        assert "Tiga undang-undang dibandingkan" in screen_text(app)
        await press(pilot, "v", "v")
        assert "Perbandingan lima model" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_the_comparison_is_copied_and_saved(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding handshake, fee for service")
        for key in ("c", "f3"):
            app._clipboard = ""
            await press(pilot, key)
            assert app.clipboard.startswith("MAKALAH · Perbandingan lima model\nHandshake Agreement dan Fee")
            assert "Sumber:" in app.clipboard
        assert isinstance(app.screen, CompareScreen)
        document = app.screen.document()
        assert document is not None
        assert document.data["comparison"]["id"] == "model"


async def test_the_language_switches_and_the_choice_stays(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding handshake, fee for service")
        await press(pilot, "down", "right", "f2")
        text = screen_text(app)
        assert "PAPER · The five models compared" in text
        assert "[ ] 3 Joint Agreements" in text
        assert "▸ Formal document" in text
        assert "▸ 2 Fee for service" in text
        assert "Return" in text
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)


async def test_hostile_and_unknown_names_are_only_said(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/banding")
        assert isinstance(app.screen, CompareScreen)
        for text in HOSTILE:
            await app.screen.visit(text)
            await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)
        assert columns(app)._rows


@pytest.mark.parametrize(("lang", "theme"), [("id", THEMES[0].name), ("en", THEMES[-1].name)])
async def test_nothing_leaves_the_screen(engine: Engine, theme: str, lang: Lang) -> None:
    async with chat(engine, lang=lang, theme=theme) as (app, pilot):
        await say(pilot, "/banding")
        for _ in range(4):
            await press(pilot, "v", "right")
            async for size in each_size(pilot):
                for widget in (columns(app), app.screen.query_one(Rows), app.screen.query_one(Footer)):
                    assert app.screen.region.contains_region(widget.region), (size, widget)
                assert app.screen.query_one(Rows).region.height >= 3, size
                assert app.screen.query_one(Rows).max_scroll_x == 0, size


async def test_columns_follow_the_size(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/banding")
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert len(columns(app).window) == 2
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert len(columns(app).window) == 5
