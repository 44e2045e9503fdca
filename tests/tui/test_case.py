"""The cases, driven by keys as a user would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Input, Static

from kadguide.answering.engine import Engine
from kadguide.config import Settings
from kadguide.guiding.cases import CaseShelf
from kadguide.i18n import Catalog
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.memory import MemoryShelf
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.dialogues import ConfirmScreen
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.case import CaseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.widgets.caselist import CaseList
from tests.hostile import HOSTILE
from tests.tui.test_browse import press
from tests.tui.test_chat import say, screen_text

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SIZES = [(60, 18), (80, 24), (120, 40)]
PARKING = "/kasus kerja sama dengan PT swasta untuk parkir"


@asynccontextmanager
async def case_app(
    engine: Engine, size: tuple[int, int] = (80, 24), lang: Lang = "id", keeper: Keeper | None = None
) -> AsyncIterator[tuple[KadguideApp, Pilot[None], CaseShelf]]:
    services = Services(engine, lambda: NOW, keeper or Keeper(MemoryShelf()))
    shelf = services.cases
    app = KadguideApp(services, Settings(lang), lang)
    async with app.run_test(size=size) as pilot:
        yield app, pilot, shelf


async def type_in(pilot: Pilot[None], text: str) -> None:
    pilot.app.screen.query_one(Input).value = text
    await press(pilot, "enter")


def notices(app: KadguideApp) -> str:
    """Everything that the app said beside the screens."""
    return " ".join(notice.message for notice in app._notifications)


async def go_to(pilot: Pilot[None], item: str) -> None:
    """Put the highlight on a row."""
    rows = pilot.app.screen.query_one(CaseList)
    rows.highlighted = [row.id for row in rows._rows].index(item)
    await pilot.pause()


async def test_an_empty_list_teaches_with_examples(engine: Engine) -> None:
    async with case_app(engine) as (app, pilot, shelf):
        await say(pilot, "/kasus")
        assert "dalam satu baris" in screen_text(app)
        assert isinstance(app.focused, Input)
        await press(pilot, "tab", "down", "enter")
        assert shelf.cases()[0].kind == "ksdpk"
        assert "Jenis: KSDPK, karena “pt”, “swasta”" in screen_text(app)


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_every_example_is_recognised(engine: Engine, lang: Lang) -> None:
    async with case_app(engine, lang=lang) as (_, pilot, shelf):
        for down in range(3):
            await say(pilot, "/case")
            await press(pilot, "tab", *["down"] * down, "enter")
            assert shelf.cases()[0].kind
            await press(pilot, "d", "down", "enter", "escape")
            assert shelf.cases() == ()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["id", "en"])
async def test_what_is_asked_for_is_whole_and_leaves_room_to_type(
    engine: Engine, lang: Lang, size: tuple[int, int]
) -> None:
    word = Catalog(lang)
    async with case_app(engine, size, lang) as (app, pilot, _):
        await say(pilot, PARKING)
        for key, label in (("m", "start"), ("e", "end"), ("s", "save")):
            await press(pilot, key)
            typed = app.screen.query_one("#case-input")
            assert typed.has_focus
            assert typed.size.width >= 25
            said = str(app.screen.query_one("#case-label", Static).render()).strip()
            assert said.startswith(word(f"case.{label}_label").split("{")[0])
            assert said in screen_text(app)
            await press(pilot, "escape")


async def test_a_line_leads_to_a_checklist_that_is_kept(engine: Engine) -> None:
    async with case_app(engine, (120, 40)) as (app, pilot, shelf):
        await say(pilot, PARKING)
        await go_to(pilot, "studi-kelayakan")
        await press(pilot, "space")
        assert "[x] 1. Studi kelayakan" in screen_text(app)
        assert "1 dari 18 selesai" in screen_text(app)
        assert "Permendagri 22/2020 Pasal 27" in screen_text(app)
        assert shelf.cases()[0].ticked == ("studi-kelayakan",)
        await press(pilot, "space")
        assert shelf.cases()[0].ticked == ()
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ChatScreen)
        await say(pilot, "/kasus")
        await press(pilot, "enter")
        assert "0 dari 18 selesai" in screen_text(app)


async def test_a_click_on_the_box_ticks(engine: Engine) -> None:
    async with case_app(engine, (120, 40)) as (app, pilot, shelf):
        await say(pilot, PARKING)
        rows = app.screen.query_one(CaseList)
        line = next(n for n, text in enumerate(screen_text(app).split("\n")) if "1. Studi" in text)
        await pilot.click(rows, offset=(3, line - rows.region.y))
        await pilot.pause()
        assert shelf.cases()[0].ticked == ("studi-kelayakan",)
        await pilot.click(rows, offset=(12, line - rows.region.y))
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)


async def test_an_unclear_line_is_asked_about_and_can_be_corrected(engine: Engine) -> None:
    async with case_app(engine, (120, 40)) as (app, pilot, shelf):
        await say(pilot, "/kasus dengan kota Bogor")
        text = screen_text(app)
        assert "Lebih dari satu jenis cocok" in text
        assert text.count("cocok dengan kalimat Anda") == 2
        await press(pilot, "2")
        assert shelf.cases()[0].kind == "ksdd-sukarela"
        assert "pilihan Anda" in screen_text(app)
        await press(pilot, "k", "3")
        assert shelf.cases()[0].kind == "ksdpk"
        await press(pilot, "k", "escape")
        assert "Studi kelayakan" in screen_text(app)


async def test_enter_reads_the_entry_and_the_way_back_is_kept(engine: Engine) -> None:
    async with case_app(engine) as (app, pilot, _):
        await say(pilot, PARKING)
        await go_to(pilot, "ksdpk-dprd")
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "ksdpk-dprd-proses"
        await press(pilot, "f5")
        assert isinstance(app.screen, CaseScreen)
        assert app.screen.query_one(CaseList).here == "ksdpk-dprd"


async def test_days_are_typed_and_counted(engine: Engine) -> None:
    async with case_app(engine, (120, 60)) as (app, pilot, shelf):
        await say(pilot, PARKING)
        await go_to(pilot, "ksdpk-dprd")
        await press(pilot, "m")
        await type_in(pilot, "31/2/2026")
        assert "tidak ada. Tulis" in notices(app)
        await type_in(pilot, "25 november 2026")
        assert "sampai 9 Januari 2027" in screen_text(app)
        await press(pilot, "e")
        await type_in(pilot, "2030-12-31")
        text = screen_text(app)
        assert "24 Desember 2030: 7 hari lagi berakhir · praktik" in text
        assert "Berakhir: 31 Desember 2030" in text
        assert shelf.cases()[0].ends == date(2030, 12, 31)
        await go_to(pilot, "end")
        await press(pilot, "enter", "enter")
        assert shelf.cases()[0].ends is None
        await press(pilot, "e", "escape")
        assert isinstance(app.focused, CaseList)


async def test_the_step_whose_day_is_asked_for_is_named(engine: Engine) -> None:
    async with case_app(engine) as (app, pilot, shelf):
        await say(pilot, PARKING)
        await go_to(pilot, "studi-kelayakan")
        await press(pilot, "m")
        assert "Mulai langkah 13 Persetujuan DPRD ›" in screen_text(app)
        assert app.screen.query_one(CaseList).here == "ksdpk-dprd"
        await press(pilot, "escape")
        await go_to(pilot, "ksdpk-penawaran")
        assert "Keterangan: Tahapnya sama" in screen_text(app)
        await press(pilot, "m")
        assert "Mulai langkah 10 Penawaran ›" in screen_text(app)
        await press(pilot, "escape")
        (case,) = shelf.cases()
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        steps = screen._text.plan_of(case)
        assert steps
        for stage in steps.stages:
            case = case.ticking(stage.id, NOW)
        screen._case = case
        await go_to(pilot, "end")
        await press(pilot, "m")
        assert "tidak punya tanggal mulai" in notices(app)


@pytest.mark.parametrize(("width", "shown"), [(60, False), (80, True)])
@pytest.mark.parametrize("lang", ["id", "en"])
async def test_the_footer_names_the_keys_that_fit(engine: Engine, width: int, shown: bool, lang: Lang) -> None:
    async with case_app(engine, (width, 24), lang) as (app, pilot, _):
        await say(pilot, PARKING)
        await pilot.pause()
        footer = app.screen.query_one(Footer)
        assert all(footer.region.contains_region(key.region) for key in footer.children)
        words = ("m Mulai", "e Berakhir", "k Jenis") if lang == "id" else ("m Start", "e End", "k Kind")
        assert all((word in screen_text(app).split("\n")[-1]) == shown for word in words)
        await press(pilot, "e")
        assert isinstance(app.focused, Input)


async def test_holidays_are_said_to_count(engine: Engine) -> None:
    async with case_app(engine, (120, 40)) as (app, pilot, _):
        await say(pilot, PARKING)
        await go_to(pilot, "end")
        text = " ".join(screen_text(app).split())
        assert "tidak dikeluarkan" in text
        assert "tidak dihitung" not in text


async def test_a_case_is_saved_under_a_name(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with case_app(engine) as (app, pilot, _):
        await say(pilot, PARKING)
        await press(pilot, "s")
        assert ".ics" in screen_text(app).split("\n")[0]
        await press(pilot, *"a.ics")
        assert app.screen.query_one(Input).value == "a.ics"
        await press(pilot, "enter")
        await pilot.pause()
        assert "belum ada tanggal" in notices(app)
        await press(pilot, "e")
        await type_in(pilot, "31/12/2030")
        for name in ("a.ics", "b.html"):
            await press(pilot, "s")
            await type_in(pilot, name)
            await pilot.pause()
        assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"a.ics", "b.html"}
        await press(pilot, "c")
        assert "Studi kelayakan" in app.clipboard


async def test_deleting_asks(engine: Engine) -> None:
    async with case_app(engine) as (app, pilot, shelf):
        await say(pilot, PARKING)
        await press(pilot, "d")
        assert isinstance(app.screen, ConfirmScreen)
        for keys in (("enter",), ("d", "escape")):
            await press(pilot, *keys)
            assert len(shelf.cases()) == 1
        await press(pilot, "escape", "d", "down", "enter")
        assert shelf.cases() == ()
        assert "dalam satu baris" in screen_text(app)


async def test_the_language_switches_on_every_page(engine: Engine) -> None:
    async with case_app(engine, (120, 40)) as (app, pilot, _):
        await say(pilot, PARKING)
        await press(pilot, "f2")
        assert "Feasibility study" in screen_text(app)
        await press(pilot, "k")
        assert "fits your line" in screen_text(app)
        await press(pilot, "f2")
        assert "cocok dengan kalimat Anda" in screen_text(app)
        await press(pilot, "escape", "m")
        app.screen.query_one(Input).value = "25/11"
        await press(pilot, "f2")
        assert "Began:" in screen_text(app)
        assert app.screen.query_one(Input).value == "25/11"
        await press(pilot, "escape", "escape", "f2")
        assert "Kasus saya (1)" in screen_text(app)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, size: tuple[int, int], lang: Lang) -> None:
    async with case_app(engine, size, lang) as (app, pilot, _):
        await say(pilot, "/case dengan kota Bogor")
        for keys in ((), ("1",), ("m",), ("escape",), ("escape",), ("n",)):
            await press(pilot, *keys)
            for widget in (app.screen.query_one(CaseList), app.screen.query_one(Footer)):
                assert app.screen.region.contains_region(widget.region)
                assert widget.region.height >= (1 if widget is not app.screen.query_one(CaseList) else 4)
            assert "F6" in screen_text(app)


async def test_hostile_lines_are_only_text(engine: Engine) -> None:
    async with case_app(engine) as (app, pilot, shelf):
        await say(pilot, "/kasus")
        screen = app.screen
        assert isinstance(screen, CaseScreen)
        for text in HOSTILE[::3]:
            await screen.visit(text)
            await pilot.pause()
            assert "\x1b" not in screen_text(app)
        assert app.is_running
        assert shelf.cases()


async def test_no_colour_is_needed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with case_app(engine) as (app, pilot, _):
        await say(pilot, PARKING)
        await go_to(pilot, "studi-kelayakan")
        await press(pilot, "space")
        assert "[x]" in screen_text(app)
