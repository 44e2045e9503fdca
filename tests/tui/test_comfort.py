"""First start, palette, notices, and windows that grow and shrink."""

from __future__ import annotations

import re

import pytest
from textual import events
from textual.widgets import Footer, Input, OptionList

from kadguide.answering.engine import Engine
from kadguide.browsing.finding import Finder
from kadguide.config import read_settings
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.tui.palette import Palette
from kadguide.tui.quiet import seconds_to_read
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.palette import PaletteScreen
from kadguide.tui.screens.settings import SettingsScreen
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.turn import Turn
from tests.hostile import HOSTILE
from tests.tui.driving import DARK, SIZES, press, running
from tests.tui.test_chat import say, screen_text

# -- the first start


@pytest.mark.parametrize(
    ("lang", "said"), [("id", "F2: English · F6: semua"), ("en", "F2: Bahasa Indonesia · F6: every")]
)
async def test_the_first_start_says_one_line_more(engine: Engine, lang: str, said: str) -> None:
    settings = DARK._replace(language=lang)
    async with running(engine, settings, (60, 18), first_start=True) as (app, _):
        assert said in screen_text(app)
        assert isinstance(app.focused, Prompt)
    assert not read_settings().first_start
    async with running(engine, settings, (60, 18)) as (app, _):
        assert said not in screen_text(app)


async def test_the_line_of_the_first_start_speaks_the_language_that_one_switches_to(engine: Engine) -> None:
    async with running(engine, first_start=True) as (app, pilot):
        await press(pilot, "f2")
        assert "F2: Bahasa Indonesia" in screen_text(app)


# -- the palette


def palette(engine: Engine, lang: Lang = "id", recent: tuple[str, ...] = ()) -> Palette:
    return Palette(engine.snapshot, lang, Finder(engine.snapshot, lang), {"help": "F9"}.get, recent)  # type: ignore[arg-type]


def test_with_nothing_typed_places_come_first_then_actions_then_what_was_read(engine: Engine) -> None:
    rows = palette(engine, recent=("handshake-kelemahan", "gone")).rows("  ")
    labels = [row.label for row in rows]
    assert labels.index("Topik") < labels.index("Setelan") < labels.index("Bantuan") < labels.index("Keluar")
    assert labels[-1] == engine.snapshot.card_of("handshake-kelemahan").title.id
    assert next(row.key for row in rows if row.label == "Bantuan") == "F9"


@pytest.mark.parametrize(
    ("lang", "typed", "first"),
    [
        ("id", "setel", "Setelan"), ("id", "settings", "Setelan"), ("id", "cari", "Topik"), ("id", "warna", "Setelan"),
        ("id", "KELUAR", "Keluar"), ("id", "mulai percakapan", "Baru"), ("en", "clos", "Quit"), ("en", "tema", "Theme"),
        ("en", "save conversation", "Save"),
    ],
)  # fmt: skip
def test_commands_are_found_by_name_explanation_and_typed_word(
    engine: Engine, lang: Lang, typed: str, first: str
) -> None:
    assert palette(engine, lang).rows(typed)[0].label == first


@pytest.mark.parametrize("typed", ["handshake kelemahan", "kartamantul", "tkksd", "45 hari"])
def test_entries_are_found_behind_the_commands(engine: Engine, typed: str) -> None:
    rows = palette(engine).rows(typed)
    assert rows
    assert all(row.action.startswith("open_entry(") for row in rows)
    assert all(row.tip for row in rows)


async def test_a_command_and_an_entry_are_taken_from_the_palette(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        await press(pilot, "ctrl+p", *"setel", "enter")
        assert isinstance(app.screen, SettingsScreen)
        await press(pilot, "escape", "ctrl+p", *"kartamantul", "enter")
        assert len(app.screen.query(Turn)) == 1
        await press(pilot, "ctrl+p", "up", *["pagedown"] * 4)
        listed = app.screen.query_one(OptionList)
        assert listed.highlighted == listed.option_count - 1
        assert "Kartamantul" in screen_text(app)
        await press(pilot, "enter")
        assert len(app.screen.query(Turn)) == 2
        await press(pilot, "ctrl+p", "ctrl+p")
        assert isinstance(app.screen, ChatScreen)


async def test_hostile_text_is_only_looked_for(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        await press(pilot, "ctrl+p")
        for text in HOSTILE:
            app.screen.query_one(Input).value = text
            await pilot.pause()
        assert isinstance(app.screen, PaletteScreen)
        assert "\x1b" not in screen_text(app)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_palette_speaks_the_language_of_the_interface(engine: Engine, lang: str) -> None:
    word = Catalog(lang)
    async with running(engine, DARK._replace(language=lang)) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert word("palette.placeholder")[1:] in screen_text(app)  # the cursor stands on the first letter
        app.screen.query_one(Input).value = "zzqx"
        await pilot.pause()
        assert word("palette.nothing")[:40] in screen_text(app)
        await press(pilot, "enter", "f2")
        assert isinstance(app.screen, ChatScreen)


# -- notices


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_ctrl_c_says_how_to_leave(engine: Engine, lang: str) -> None:
    async with running(engine, DARK._replace(language=lang, keys={"quit": "f10"})) as (app, pilot):
        await press(pilot, "ctrl+c")
        assert Catalog(lang)("chat.how_to_quit", quit="F10", copy="F3") in screen_text(app)
        assert "Press" not in screen_text(app)


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_what_hovers_over_the_footer_is_ours(engine: Engine, lang: str) -> None:
    word = Catalog(lang)
    async with running(engine, DARK._replace(language=lang)) as (app, _):
        tips = {binding.tooltip for _, binding, _, _ in app.screen.active_bindings.values() if binding.show}
        assert tips <= {
            word(f"action.{id_}_tip") for id_ in "help language copy topics learn menu palette quit".split()
        }
        assert tips


@pytest.mark.parametrize("size", SIZES)
async def test_a_notice_hides_nothing(engine: Engine, size: tuple[int, int]) -> None:
    async with running(engine, size=size) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        app.say("Disimpan di /home/pegawai/" + "kerja-sama/" * 8 + "catatan.md")
        await pilot.pause()
        lines = screen_text(app).splitlines()
        shown = next(at for at, line in enumerate(lines) if "Disimpan di" in line)
        prompt = app.screen.query_one(Prompt).region
        transcript = app.screen.query_one("#transcript").region
        assert transcript.bottom <= prompt.y < shown < app.screen.query_one(Footer).region.y
        assert "catatan.md" in re.sub(r"\s", "", "".join(lines[shown : len(lines) - 1]))
        app.say("Kedua.")
        await pilot.pause()
        text = screen_text(app)
        assert "Kedua." in text
        assert "Disimpan di" not in text
        assert app.screen.query_one("#transcript").region.height == size[1] - 4


async def test_a_long_notice_stays_longer(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        app.say("Tersimpan.")
        await pilot.pause()
        short = next(iter(app._notifications)).timeout
        app.say("Tersimpan di " + "x" * 200)
        await pilot.pause()
        assert next(iter(app._notifications)).timeout > 3 * short


async def test_every_notice_has_the_time_it_takes_to_read_whoever_sends_it(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        for place, text in (("topics", "Pendek."), ("timeline", "Panjang " * 40), ("learn", "[b]tanda[/]")):
            await app.action_visit(place)
            await pilot.pause()
            app.screen.notify(text, timeout=1)
            await pilot.pause()
            (notice,) = app._notifications
            assert notice.message == text
            assert notice.timeout == seconds_to_read(text) >= 4


@pytest.mark.parametrize("typed", ["/pesan", "/notices"])
async def test_notices_are_read_again_the_last_one_first(engine: Engine, typed: str) -> None:
    async with running(engine, size=(80, 24)) as (app, pilot):
        await say(pilot, typed)
        assert "Belum ada pesan." in screen_text(app)
        await press(pilot, "escape")
        for text in ("Pertama kali.", "Kedua [kali].", *HOSTILE[:3]):
            app.say(text)
        await press(pilot, "f5", "escape")
        await say(pilot, typed)
        text = screen_text(app)
        assert text.index("Kedua [kali].") < text.index("Pertama kali.")
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_a_notice_is_no_markup(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        for text in HOSTILE[:20]:
            app.say(text)
            await pilot.pause()
        assert app.is_running


# -- the window


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_window_may_shrink_and_grow(engine: Engine, lang: str) -> None:
    said = Catalog(lang)("chat.too_small", columns=60, rows=18)
    async with running(engine, DARK._replace(language=lang), (120, 40)) as (app, pilot):
        await say(pilot, "bandingkan handshake dengan fee for service")
        for size in ((60, 18), (40, 12), (80, 24), (59, 30), (100, 17), (40, 12)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            small = size[0] < 60 or size[1] < 18
            assert (said in screen_text(app)) is small, size
            prompt = app.screen.query_one(Prompt)
            assert app.screen.region.contains_region(prompt.region)
            assert prompt.region.height == 1
        for keys in (("f5",), ("f1",), ("escape", "f6"), ("escape", "ctrl+p")):
            await press(pilot, *keys)
            assert said in screen_text(app)
        await press(pilot, "escape", "f5")
        await app.action_visit("settings")
        await pilot.pause()
        assert app.screen.region.contains_region(app.screen.query_one(OptionList).region)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert said not in screen_text(app)
        await press(pilot, "escape")
        assert said not in screen_text(app)


async def test_a_paste_of_many_lines_waits_for_enter_and_is_one_question(engine: Engine) -> None:
    async with running(engine) as (app, pilot):
        app.post_message(events.Paste("apa itu\r\nhandshake\n\n\tagreement?\n"))
        await pilot.pause()
        assert app.screen.query_one(Prompt).value == "apa itu handshake agreement?"
        assert not app.screen.query(Turn)
        await press(pilot, "enter")
        assert len(app.screen.query(Turn)) == 1
