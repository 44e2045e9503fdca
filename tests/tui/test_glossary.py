"""The glossary on the screen, and the way to it from a text."""

from __future__ import annotations

import pytest
from textual.widgets import Footer, Input, OptionList

from kadguide.answering.engine import Engine
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.glossary import GlossaryScreen
from kadguide.tui.widgets.details import Details
from kadguide.tui.widgets.outline import Outline
from kadguide.tui.widgets.terms import TermList, TermsDialog
from tests.hostile import HOSTILE
from tests.tui.driving import each_size
from tests.tui.test_browse import open_entry, press
from tests.tui.test_chat import chat, say, screen_text


def glossary(app: KadguideApp) -> GlossaryScreen:
    assert isinstance(app.screen, GlossaryScreen)
    return app.screen


def here(app: KadguideApp) -> str:
    term = glossary(app)._here
    assert term is not None
    return term.id


@pytest.mark.parametrize("typed", ["/istilah", "/glossary"])
async def test_it_opens_and_filters_while_one_types(engine: Engine, typed: str) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, typed)
        await pilot.pause()
        assert f"{len(engine.snapshot.terms)} istilah" in screen_text(app)
        await press(pilot, *"tkksd")
        assert here(app) == "tkksd"
        assert "Tim Koordinasi Kerja Sama Daerah (TKKSD)" in screen_text(app)
        await press(pilot, "down", "slash", *"pks")
        assert app.screen.query_one(Input).value == "pks"
        await press(pilot, "slash", "ctrl+f", *"tkksd")
        await press(pilot, "down")
        assert isinstance(app.focused, TermList)
        await press(pilot, "escape")
        assert app.screen.query_one(Input).value == ""
        assert here(app) == "tkksd"
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_a_typed_term_is_looked_up(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        for typed, term in (("PKS", "perjanjian-kerja-sama"), ("kerjasama  Wajib", "kerja-sama-wajib")):
            await say(pilot, f"/istilah {typed}")
            await pilot.pause()
            assert here(app) == term
            assert isinstance(app.focused, TermList)
            await press(pilot, "escape")
        await say(pilot, "/istilah kerjasama")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "kerjasama"
        assert app.screen.query_one(TermList).option_count > 10


@pytest.mark.parametrize("size", [(60, 18), (120, 40)])
async def test_the_term_stands_on_the_screen_at_once(engine: Engine, size: tuple[int, int]) -> None:
    async with chat(engine, size) as (app, pilot):
        await say(pilot, "/istilah wali kota")
        await pilot.pause()
        rows = app.screen.query_one(TermList)
        assert rows.scroll_offset.y > 0
        assert screen_text(app).count("wali kota") >= 2


async def test_nothing_found_says_what_to_try(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/istilah zzqx")
        await pilot.pause()
        assert "Coba sebagian katanya" in screen_text(app)
        assert isinstance(app.focused, Input)
        await press(pilot, "enter", "down")
        assert isinstance(app.focused, Input)
        await press(pilot, "escape")
        assert app.screen.query_one(TermList).option_count == len(engine.snapshot.terms)


async def test_enter_opens_the_entry(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/istilah pks")
        entry = next(term.entry for term in engine.snapshot.terms if term.id == "perjanjian-kerja-sama")
        for keys in (("enter",), ("right", "enter")):
            await press(pilot, *keys)
            await pilot.pause()
            assert isinstance(app.screen, BrowseScreen)
            assert app.screen._entry == entry
            await press(pilot, "escape")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_the_terms_of_an_entry_are_listed_where_one_reads(engine: Engine, size: tuple[int, int]) -> None:
    async with chat(engine, size) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, "ksdpk-definisi")
        await press(pilot, "g")
        assert isinstance(app.screen, TermsDialog)
        rows = app.screen.query_one(OptionList)
        assert rows.option_count > 2
        assert rows.region.height >= 3
        for widget in app.screen.query("#terms, #terms *"):
            assert app.screen.region.contains_region(widget.region)
        assert "istilah dalam entri ini" in screen_text(app)
        assert "Enter ke daftar istilah" in screen_text(app)
        await press(pilot, "g")
        assert isinstance(app.screen, BrowseScreen)
        await press(pilot, "g", "enter")
        await pilot.pause()
        first = here(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, BrowseScreen)
        await press(pilot, "g", "down", "enter")
        await pilot.pause()
        assert here(app) != first


async def test_without_an_entry_the_whole_glossary_opens(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await press(pilot, "f5", "g")
        await pilot.pause()
        assert isinstance(app.screen, GlossaryScreen)


async def test_the_language_switches_in_place(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/istilah pihak ketiga")
        await press(pilot, "f2")
        assert here(app) == "pihak-ketiga"
        text = screen_text(app)
        assert "Indonesian: pihak ketiga" in text
        assert "Find a term" in text
        await press(pilot, "escape", "f5")
        await open_entry(app, pilot, "ksdpk-definisi")
        await press(pilot, "g")
        assert "terms in this entry" in screen_text(app)


async def test_a_term_is_copied_and_the_glossary_saved(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/istilah pks")
        await press(pilot, "c")
        assert app.clipboard.startswith("perjanjian kerja sama (PKS)\n")
        assert "Sumber: Permendagri 22/2020" in app.clipboard
        document = glossary(app).document()
        assert document is not None
        assert len(document.data["terms"]) == len(engine.snapshot.terms)


async def test_hostile_text_is_only_looked_for(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/istilah")
        for text in HOSTILE[::3]:
            await glossary(app).visit(text)
            await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)


async def test_nothing_leaves_the_screen(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/istilah")
        await press(pilot, "down")
        async for size in each_size(pilot):
            for kind in (Input, TermList, Details, Footer):
                widget = app.screen.query_one(kind)
                assert app.screen.region.contains_region(widget.region), (size, widget)
                assert widget.region.height > 0, (size, widget)
            assert "F6 Menu" in screen_text(app), size


async def test_long_titles_of_the_topics_hang(engine: Engine) -> None:
    async with chat(engine, (70, 40)) as (app, pilot):
        await press(pilot, "f5")
        width = app.screen.query_one(Outline).region.width
        lines = [line[2 : 2 + width] for line in screen_text(app).splitlines()[2:-1]]
        rows = [line for line in lines if line.strip()]
        assert any(line.startswith("  ") for line in rows)
        assert all(line.startswith(("+ ", "  ")) for line in rows)
