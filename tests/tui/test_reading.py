"""Finding in an entry and opening its sources, driven by keys as a user would."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.browsing.trail import Page
from kadguide.knowledge.model import Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.widgets.findtext import FindLine, FindText
from kadguide.tui.widgets.linklist import LinkList
from kadguide.tui.widgets.pieces import Piece
from kadguide.tui.widgets.reader import Reader
from kadguide.tui.widgets.search import SearchLine
from tests.hostile import HOSTILE
from tests.tui.driving import each_size
from tests.tui.test_browse import open_entry, press, topics
from tests.tui.test_chat import chat, say, screen_text
from tests.web.browser import until

ENTRY = "handshake-kelemahan"


def styled(app: KadguideApp, style: str) -> list[str]:
    """What stands on the screen in a style, run by run."""
    strips = app.screen._compositor.render_strips()
    return [s.text for strip in strips for s in strip if s.style and getattr(s.style, style) and s.text.strip()]


async def find(pilot: Pilot[None], words: str) -> None:
    """Open the line of finding, and put ``words`` there as a paste would."""
    await press(pilot, "slash")
    pilot.app.screen.query_one(FindLine).line.value = words
    await pilot.pause()


def count(app: KadguideApp) -> str:
    return str(app.screen.query_one(FindLine).query_one(".find-count").render())


async def reading(app: KadguideApp, pilot: Pilot[None], entry: str = ENTRY) -> None:
    await press(pilot, "f5")
    await open_entry(app, pilot, entry)


# -- finding


@pytest.mark.parametrize(("lang", "counted"), [("id", "1 dari "), ("en", "1 of ")])
async def test_words_are_found_marked_and_counted(engine: Engine, lang: Lang, counted: str) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await reading(app, pilot)
        await press(pilot, "slash", *"HANDSHAKE")
        assert count(app).startswith(counted)
        assert [text.casefold() for text in styled(app, "reverse") if text.isalpha()] == ["handshake"]
        assert "Handshake" in styled(app, "underline")


async def test_next_and_before_go_all_around_and_scroll(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "sama")
        most = int(count(app).split(" dari ")[1])
        assert most > 3
        seen = []
        await press(pilot, "enter")
        assert isinstance(app.focused, Reader)
        for _ in range(most):
            seen.append(count(app))
            assert [text for text in styled(app, "reverse") if text.casefold() == "sama"]
            await press(pilot, "n")
        assert seen == [f"{number} dari {most}" for number in [*range(2, most + 1), 1]]
        await press(pilot, "N")
        assert count(app) == f"1 dari {most}"
        at = app.screen.query_one(Reader).scroll_offset.y
        await press(pilot, "escape")
        assert isinstance(app.focused, Reader)
        assert app.screen.query_one(Reader).scroll_offset.y == at
        assert not app.screen.query_one(FindLine).display
        assert "sama" not in styled(app, "reverse")
        assert styled(app, "underline") == []


async def test_the_keys_belong_to_the_search_only_while_it_is_open(engine: Engine) -> None:
    async with chat(engine, (80, 30)) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "sama")
        await press(pilot, "escape", "n")
        assert app.screen.is_modal  # the note
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_the_slash_in_the_list_searches_all_and_the_footer_says_so(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await reading(app, pilot)
        assert "/ Cari di sini" in screen_text(app)
        await press(pilot, "left")
        assert "/ Cari semua" in screen_text(app)
        await press(pilot, "slash")
        assert app.screen.query_one(SearchLine)._input.has_focus
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "slash")
        assert "Enter Berikutnya" in screen_text(app)
        await press(pilot, *"sama", "enter")
        assert "N Sebelumnya" in screen_text(app)
        await press(pilot, "ctrl+f")
        assert app.screen.query_one(SearchLine)._input.has_focus
        assert not topics(app).query_one(FindText).finding


async def test_what_is_not_there_is_said(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "zzq")
        assert count(app) == "tidak ada"
        await press(pilot, "enter", "backspace", "backspace", "backspace")
        assert count(app) == ""
        await press(pilot, "escape")
        assert isinstance(app.focused, Reader)


async def test_sources_see_also_and_tables_are_searched_too(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        for entry, words in (
            (ENTRY, "PP 28/2018 Pasal 9 (ber"),
            ("makalah-beda-uu23-uu32", "uu 32"),
            (ENTRY, "terbitan"),
        ):
            await reading(app, pilot, entry)
            await find(pilot, words)
            assert count(app).startswith("1 dari ")
            await press(pilot, "escape", "f5")


async def test_another_page_or_language_ends_or_renews_the_search(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "handshake")
        await press(pilot, "enter", "f2")
        assert count(app).startswith("2 of ")
        assert "handshake" in [text.casefold() for text in styled(app, "underline")]
        await press(pilot, "1")
        assert not topics(app).query_one(FindText).finding
        await press(pilot, "slash")
        assert app.screen.query_one(FindLine).line.value == "handshake"


async def test_a_mark_and_a_resize_keep_the_matches(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "sama")
        await press(pilot, "enter")
        await press(pilot, "m")
        before = count(app)
        await pilot.resize_terminal(60, 18)
        await pilot.pause()
        assert count(app) == before == "2 dari 6"
        assert [text for text in styled(app, "reverse") if text.casefold() == "sama"]


async def test_the_text_is_read_once_and_not_for_every_letter(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[FindText] = []
    read = FindText._read

    def counted(self: FindText) -> list[Piece]:
        reads.append(self)
        return read(self)

    monkeypatch.setattr(FindText, "_read", counted)
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "sama")
        assert count(app).endswith(" dari 6")
        assert len(reads) == 1


async def test_hostile_words_are_only_looked_for(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await reading(app, pilot)
        await press(pilot, "slash")
        for text in HOSTILE[::2]:
            app.screen.query_one(FindLine).line.value = text
            await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)


async def test_without_colours_the_matches_are_marked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(engine) as (app, pilot):
        await reading(app, pilot)
        await find(pilot, "handshake")
        assert "Handshake" in styled(app, "reverse") + styled(app, "underline")


# -- sources


async def test_a_source_opens_by_key_and_back_leads_to_the_same_place(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await reading(app, pilot)
        await press(pilot, "s", "down")
        at = app.screen.query_one(Reader).scroll_offset.y
        assert at > 0
        for back in ("b", "escape"):
            await press(pilot, "enter")
            text = screen_text(app)
            assert "SUMBER · peraturan" in text
            assert "Status: berlaku sejak 13 Juli" in text
            assert topics(app)._trail.here == Page(ENTRY, "pp-28-2018")
            await press(pilot, back)
            assert topics(app)._entry == ENTRY
            assert app.screen.query_one(Reader).scroll_offset.y == at
            await press(pilot, "s", "down")


async def test_a_source_opens_by_mouse(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await pilot.click("#reading-sources", offset=(4, 0))
        await pilot.pause()
        assert topics(app)._trail.here == Page(ENTRY, "radji")


async def test_a_card_leads_to_entries_and_to_related_regulations(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await topics(app).open_source("pp-28-2018", ENTRY)
        await pilot.pause()
        await press(pilot, "s", "enter")
        assert topics(app)._trail.here == Page(ENTRY, "pp-50-2007")
        assert "dicabut oleh PP 28/2018 Pasal 51" in screen_text(app)
        related = app.screen.query_one("#reading-related", LinkList)
        first = related.target(0)
        await press(pilot, "1")
        assert topics(app)._entry == first
        await press(pilot, "b", "b", "b")
        assert topics(app)._entry == ENTRY


async def test_the_row_that_is_chosen_stays_in_view(engine: Engine) -> None:
    async with chat(engine, (60, 18)) as (app, pilot):
        await reading(app, pilot)
        await topics(app).open_source("pp-28-2018", ENTRY)
        await pilot.pause()
        related = app.screen.query_one("#reading-related", LinkList)
        related.begin()
        await press(pilot, *["down"] * 20)
        assert related.highlighted == 20
        title = engine.snapshot.card_of(related.target(20)).title.id
        assert title.split()[0] in screen_text(app)
        assert f"{21}. " in screen_text(app)


async def test_a_card_is_copied_saved_and_searched_but_not_marked(engine: Engine, tmp_path: Path) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await reading(app, pilot)
        await topics(app).open_source("pp-50-2007", ENTRY)
        await pilot.pause()
        await press(pilot, "c")
        assert "Alamat: https://peraturan.info/pp/2007/50" in app.clipboard
        app.action_save_document(str(tmp_path / "pp.txt"))
        assert "PP 50/2007" in (tmp_path / "pp.txt").read_text(encoding="utf-8")
        await find(pilot, "lembaran")
        assert count(app) == "1 dari 1"
        await press(pilot, "escape")
        assert topics(app).looked_at() is None
        await press(pilot, "f2")
        assert "revoked by GR 28/2018 Art. 51" in screen_text(app)


@pytest.mark.parametrize(
    ("typed", "here"),
    [
        ("/sumber", Page(ENTRY)), ("/sources 2", Page(ENTRY, "pp-28-2018")),
        ("/sumber UU 32/2004", Page(ENTRY, "uu-32-2004")),
    ],
)  # fmt: skip
async def test_the_typed_word_opens_the_sources_of_the_last_answer(engine: Engine, typed: str, here: Page) -> None:
    async with chat(engine) as (app, pilot):
        await app.action_open_entry(ENTRY)
        await say(pilot, typed)
        await pilot.pause()
        assert topics(app)._trail.here == here
        if typed == "/sumber":
            assert isinstance(app.focused, LinkList)
        else:
            await press(pilot, "escape")
            assert topics(app)._entry == ENTRY


@pytest.mark.parametrize("size", [(60, 18), (80, 24)])
async def test_the_sources_keep_the_focus_and_stand_whole_in_a_place_that_opens_slowly(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    show = BrowseScreen._show

    async def slow(self: BrowseScreen, at: float) -> None:
        await asyncio.sleep(0.1)
        await show(self, at)

    monkeypatch.setattr(BrowseScreen, "_show", slow)
    async with chat(engine, size) as (app, pilot):
        await say(pilot, "apa itu kerja sama wajib")
        await say(pilot, "/sumber")

        def stands() -> bool:
            basis, reader = app.screen.query("#reading-basis"), app.screen.query_one(Reader).region
            return len(basis) == 1 and bool(basis.first().region) and reader.contains_region(basis.first().region)

        await until(stands, 10)
        await pilot.pause()
        assert stands()
        assert isinstance(app.focused, LinkList)


@pytest.mark.parametrize(("typed", "said"), [("/sumber", "Belum ada jawaban"), ("/sumber 3", "Tidak ada sumber “3”")])
async def test_what_has_no_source_is_said(engine: Engine, typed: str, said: str) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, typed)
        assert said in [note.message for note in app._notifications][-1]
        await say(pilot, "/sumber PP 50/2007")
        assert topics(app)._trail.here == Page("", "pp-50-2007")
        await press(pilot, "b", "escape", "escape")
        assert isinstance(app.screen, ChatScreen)


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, lang: Lang) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await reading(app, pilot)
        await press(pilot, "s", "enter")
        for keys in ((), ("slash", "p"), ("enter",)):
            await press(pilot, *keys)
            parts = (app.screen.query_one(Footer), app.screen.query_one(FindLine), app.screen.query_one(Reader))
            async for size in each_size(pilot):
                for widget in parts:
                    assert app.screen.region.contains_region(widget.region), (size, keys, widget)
                footer = screen_text(app).splitlines()[-1].rstrip()
                assert "F1" in footer, (size, keys)
                assert len(footer) < size[0] + 1, keys
                assert sum(key.region.width + 1 for key in app.screen.query("FooterKey")) <= size[0] + 1, keys


async def test_the_help_names_the_keys_of_the_search(engine: Engine) -> None:
    async with chat(engine, (120, 60)) as (app, pilot):
        await reading(app, pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert "Saat mencari dalam bacaan" in screen_text(app)
