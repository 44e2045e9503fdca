"""The timeline on the screen, driven by keys as a user would."""

from __future__ import annotations

import pytest
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.timeline import TimelineScreen
from kadguide.tui.widgets.details import Details
from kadguide.tui.widgets.timeline import NODES, YearLine
from tests.hostile import HOSTILE
from tests.tui.driving import DARK, each_size, running
from tests.tui.test_browse import press
from tests.tui.test_chat import chat, say, screen_text


def here(app: KadguideApp) -> str:
    station = app.screen.query_one(YearLine).here
    assert station is not None
    return station.id


def said(app: KadguideApp) -> list[str]:
    """The notes in the corner."""
    return [note.message for note in app._notifications]


@pytest.mark.parametrize("typed", ["/linimasa", "/timeline", "/LINIMASA"])
async def test_it_opens_at_the_first_law_and_goes_back_to_the_chat(engine: Engine, typed: str) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, typed)
        await pilot.pause()
        assert here(app) == "uu-1-1957"
        text = screen_text(app)
        assert "Linimasa aturan" in text
        assert "1957   ○ UU 1/1957" in text
        assert "○ dicabut" in text
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
@pytest.mark.parametrize("lang", LANGUAGES)
async def test_every_sign_stands_beside_its_words(engine: Engine, lang: str, size: tuple[int, int]) -> None:
    word = Catalog(lang)
    async with running(engine, DARK._replace(language=lang), size) as (app, pilot):
        await say(pilot, "/linimasa")
        for keys in ((), ("s",)):
            await press(pilot, *keys)
            head = screen_text(app).split("\n")[:4]
            for status, node in NODES.items():
                assert sum(f"{node} {word(f'status.{status}')}" in row for row in head) == 1, head
            assert head[0].startswith(f"  {word('timeline.title')}")
            assert "─" * size[0] in head[2 if size[0] > 60 else 3]  # the narrow screen breaks between two signs


async def test_the_arrows_move_and_the_details_follow(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/linimasa")
        await press(pilot, "down")
        assert here(app) == "uu-18-1965"
        assert "UU 18/1965, Pokok-pokok Pemerintahan Daerah" in screen_text(app)
        await press(pilot, "end")
        assert here(app) == "pp-59-2022"
        await press(pilot, "home")
        assert here(app) == "uu-1-1957"


async def test_what_replaced_what_is_marked_and_said(engine: Engine) -> None:
    async with chat(engine, (120, 50)) as (app, pilot):
        await say(pilot, "/linimasa UU 32/2004")
        await pilot.pause()
        text = screen_text(app)
        assert "1999 ◄ ○ UU 22/1999" in text
        assert "2014 ► ■ UU 23/2014" in text
        assert "◄ Mencabut: UU 22/1999" in text
        assert "► Dicabut oleh: UU 23/2014 Pasal 409" in text
        assert "Menurut makalah" in text
        await press(pilot, "n")
        assert here(app) == "uu-23-2014"
        assert "2015 + ● UU 2/2015" in screen_text(app)
        await press(pilot, "p", "p")
        assert here(app) == "uu-22-1999"


async def test_the_regulation_that_was_typed_stands_on_a_small_screen(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await say(pilot, "/linimasa UU 23/2014")
        await pilot.pause()
        assert "2014   ■ UU 23/2014" in screen_text(app)


async def test_where_no_successor_is_it_says_so(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/linimasa PP 28/2018")
        await press(pilot, "n")
        assert here(app) == "pp-28-2018"
        assert said(app) == ["Pengganti PP 28/2018 tidak ada di linimasa."]


async def test_only_what_is_in_force(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/linimasa 2018")
        await press(pilot, "s")
        assert here(app) == "pp-28-2018"
        text = screen_text(app)
        assert "hanya yang berlaku" in text
        assert "○ PP 50/2007" not in text
        await press(pilot, "p")
        assert here(app) == "pp-50-2007"
        assert "hanya yang berlaku" not in screen_text(app)


async def test_enter_opens_the_entry_and_escape_comes_back(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/linimasa UU 22/1999")
        await press(pilot, "enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == "uu22-isi"
        await press(pilot, "escape")
        assert isinstance(app.screen, TimelineScreen)
        assert here(app) == "uu-22-1999"
        await press(pilot, "right")
        assert isinstance(app.focused, Details)
        await press(pilot, "escape")
        assert isinstance(app.focused, YearLine)
        await press(pilot, "right", "enter")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)


async def test_a_click_shows_and_a_second_one_opens(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/linimasa")
        await pilot.pause()
        row = 2
        await pilot.click(YearLine, offset=(14, row))
        assert isinstance(app.screen, TimelineScreen)
        assert here(app) == "uu-18-1965"
        await pilot.click(YearLine, offset=(14, row))
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)


async def test_what_is_not_there_is_said(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/linimasa UU 99/1999")
        await pilot.pause()
        assert said(app)[0].startswith("“UU 99/1999” tidak ada di linimasa.")
        for text in HOSTILE:
            assert isinstance(app.screen, TimelineScreen)
            await app.screen.visit(text)
        await pilot.pause()
        assert "\x1b" not in screen_text(app)


async def test_the_language_switches_in_place(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/linimasa UU 32/2004")
        await press(pilot, "f2")
        assert here(app) == "uu-32-2004"
        text = screen_text(app)
        assert "► Revoked by: Law 23/2014 Art. 409" in text
        assert "Successor" in text
        assert "Menurut" not in text


async def test_a_regulation_is_copied_and_the_timeline_saved(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "/linimasa PP 50/2007")
        await press(pilot, "c")
        assert "2007: PP 50/2007, Tata Cara Pelaksanaan Kerja Sama Daerah" in app.clipboard
        assert "Dicabut oleh: PP 28/2018 Pasal 51" in app.clipboard
        assert isinstance(app.screen, TimelineScreen)
        document = app.screen.document()
        assert document is not None
        assert len(document.data["regulations"]) == len(engine.snapshot.stops)


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, lang: Lang) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await say(pilot, "/timeline")
        await press(pilot, "end")
        async for size in each_size(pilot):
            for kind in (YearLine, Details, Footer):
                widget = app.screen.query_one(kind)
                assert app.screen.region.contains_region(widget.region), (size, widget)
                assert widget.region.height > 0, (size, widget)
            assert "F6 Menu" in screen_text(app), size
            assert "PP 59/2022" in screen_text(app) or "GR 59/2022" in screen_text(app), size


async def test_no_colour_is_needed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(engine, (120, 40)) as (app, pilot):
        await say(pilot, "/linimasa")
        await pilot.pause()
        text = screen_text(app)
        for said in ("● berlaku", "■ berlaku, sudah diubah", "○ dicabut", "? status belum dipastikan"):
            assert said in text
