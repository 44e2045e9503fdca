"""The chat screen, driven by keys as a user would."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Input

from kadguide.answering.engine import Engine
from kadguide.config import Settings, load_settings
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.commands import typed_command
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.theme import THEMES
from kadguide.tui.widgets.choices import Choices
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.talk import MOST_TURNS
from kadguide.tui.widgets.turn import Turn
from kadguide.tui.widgets.welcome import Welcome
from tests.hostile import HOSTILE
from tests.tui.driving import each_size


@asynccontextmanager
async def chat(
    engine: Engine, size: tuple[int, int] = (80, 24), lang: Lang = "id", theme: str = "kadguide-dark"
) -> AsyncIterator[tuple[KadguideApp, Pilot[None]]]:
    app = KadguideApp(Services(engine), Settings(lang, theme), lang)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def say(pilot: Pilot[None], text: str) -> None:
    """Type a question as a paste would bring it, and press Enter."""
    pilot.app.screen.query_one(Prompt).value = text
    await pilot.press("enter")
    await pilot.pause()


def screen_text(app: KadguideApp) -> str:
    """Everything that stands on the screen."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())


async def test_a_newcomer_is_told_what_to_ask(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await pilot.pause()
        text = screen_text(app)
        assert "Selamat datang" in text
        assert isinstance(app.focused, Prompt)
        examples = app.screen.query_one(Welcome).query_one(Choices).choices
        assert len(examples) == 3
        for example, _ in examples:
            assert engine.ask(example)[0].status == "answered"


async def test_the_examples_are_taken_by_number(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "2")
        assert "wajib" in screen_text(app)
        assert app.screen.query_one(Turn)


async def test_a_question_is_answered_with_source_and_status(engine: Engine) -> None:
    async with chat(engine, (100, 60)) as (app, pilot):
        await say(pilot, "PP 50/2007 masih berlaku nggak?")
        text = screen_text(app)
        assert "PP 28/2018" in text
        assert "Sumber:" in text
        assert "dicabut" in text
        assert app.screen.query_one(Turn).query(".source.-revoked")


async def test_what_is_asked_back_is_chosen_by_digit(engine: Engine) -> None:
    words = ("pendanaan", "biaya", "tanda tangan", "laporan", "persetujuan", "jangka waktu", "perubahan", "badan")
    unclear = next(word for word in words if engine.ask(word)[0].status == "clarify")
    async with chat(engine, (100, 40)) as (app, pilot):
        await say(pilot, unclear)
        choices = app.screen.query(Turn).last().choices
        assert choices is not None
        assert choices.has_focus
        await pilot.press("1")
        await pilot.pause()
        assert len(app.screen.query(Turn)) == 2


async def test_what_to_read_next_is_chosen_by_number(engine: Engine) -> None:
    async with chat(engine, (100, 40)) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        assert isinstance(app.focused, Prompt)
        await say(pilot, "1")
        assert len(app.screen.query(Turn)) == 2


async def test_tab_leads_to_the_last_list_and_on_to_the_prompt(engine: Engine) -> None:
    async with chat(engine, (80, 24)) as (app, pilot):
        for question in ("apa itu TKKSD", "apa itu KAK", "hai"):
            await say(pilot, question)
        lists = list(app.screen.query(Choices))
        assert len(lists) == 2
        assert app.screen.query_one(Prompt).has_focus
        await pilot.press("tab")
        assert [one.has_focus for one in lists] == [False, True]
        await pilot.press("tab")
        assert isinstance(app.focused, Prompt)


async def test_typing_in_a_list_goes_on_in_the_prompt(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        app.screen.query_one(Choices).focus()
        await pilot.press("a", "p")
        assert isinstance(app.focused, Prompt)
        assert app.screen.query_one(Prompt).value == "ap"


async def test_history_is_recalled_and_the_draft_is_kept(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        prompt = app.screen.query_one(Prompt)
        await say(pilot, "apa itu KAK")
        await say(pilot, "apa itu PKS")
        prompt.value = "draf"
        await pilot.press("up", "up")
        assert prompt.value == "apa itu KAK"
        await pilot.press("down", "down")
        assert prompt.value == "draf"


async def test_a_paste_of_many_lines_is_one_question(engine: Engine) -> None:
    from textual import events

    async with chat(engine) as (app, pilot):
        prompt = app.screen.query_one(Prompt)
        prompt.post_message(events.Paste("apa itu\nhandshake\n\nagreement"))
        await pilot.pause()
        assert prompt.value == "apa itu handshake agreement"
        assert not app.screen.query(Turn)


async def test_the_language_switches_while_running(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await pilot.press("f2")
        await pilot.pause()
        assert "Welcome" in screen_text(app)
        assert app.screen.query_one(Prompt).placeholder == "Ask something …"
        assert load_settings().language == "en"
        await pilot.press("f2")
        await pilot.pause()
        assert "Selamat datang" in screen_text(app)


async def test_help_opens_and_closes(engine: Engine) -> None:
    async with chat(engine, (100, 90)) as (app, pilot):
        await pilot.press("f1")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "Marwiyawati S Radji" in screen_text(app).replace("\n", " ")
        await pilot.press("escape")
        assert isinstance(app.screen, ChatScreen)


@pytest.mark.parametrize("typed", ["/bahasa", "/LANGUAGE", "/bantuan", "/tema", "/baru", "/salin", "/tidak-ada"])
async def test_typed_commands_are_no_questions(engine: Engine, typed: str) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, typed)
        assert not app.screen.query(Turn)


async def test_an_answer_is_copied_with_its_source(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa kelemahan handshake agreement")
        await pilot.press("f3")
        await pilot.pause()
        assert "Sumber:" in app.clipboard
        assert "**" not in app.clipboard


async def test_the_palette_finds_entries_and_commands(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "Apa itu Kartamantul"
        await pilot.pause()
        await pilot.press("down", "enter")
        await pilot.pause()
        assert "Kartamantul" in screen_text(app)
        assert len(app.screen.query(Turn)) == 1


async def test_many_turns_keep_the_screen_small(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        for number in range(MOST_TURNS + 3):
            await app.screen.ask(f"apa itu PKS {'?' * number}")  # type: ignore[attr-defined]
        await pilot.pause()
        assert len(app.screen.query(Turn)) == MOST_TURNS
        assert app.screen.query_one("#older").display


async def test_hostile_text_is_shown_harmlessly(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        for text in HOSTILE:
            await app.screen.ask(text)  # type: ignore[attr-defined]
        await pilot.pause()
        assert app.is_running
        assert "\x1b" not in screen_text(app)


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_nothing_leaves_the_screen(engine: Engine, theme: str) -> None:
    async with chat(engine, theme=theme) as (app, pilot):
        await say(pilot, "bandingkan handshake dengan fee for service")
        parts = (app.screen.query_one(Prompt), app.screen.query_one(Footer), app.screen.query_one("#transcript"))
        async for size in each_size(pilot):
            for widget in parts:
                assert app.screen.region.contains_region(widget.region), (size, widget)
            assert app.screen.query_one("#transcript").size.height >= size[1] - 4, size


async def test_no_colour_is_needed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(engine) as (app, pilot):
        await say(pilot, "PP 50/2007 masih berlaku nggak?")
        assert app.no_color
        assert "dicabut" in screen_text(app)


async def test_the_conversation_is_saved_where_the_user_says(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        await say(pilot, "/simpan Rapat ['kecil'], (1).html")
        await say(pilot, "/SAVE")
        await pilot.press("ctrl+p")
        await pilot.pause()
        app.screen.query_one(Input).value = "Simpan"
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert len(app.screen.query(Turn)) == 1
    names = sorted(path.name for path in tmp_path.iterdir() if path.is_file())
    assert names[0] == "Rapat ['kecil'], (1).html"
    assert len(names) == 3
    assert all(re.fullmatch(r"kadguide-\d{4}-\d\d-\d\d-\d{4}(-2)?\.md", name) for name in names[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/simpan", ("save", "")),
        ("/simpan  Catatan Rapat.md ", ("save", "Catatan Rapat.md")),
        ("/SAVE x", ("save", "x")),
        ("/bahasa", ("language", "")),
        ("/bahasa apa yang dipakai?", None),
        ("/simpanan daerah", None),
    ],
)
def test_typed_commands_take_the_rest_of_the_line(text: str, expected: tuple[str, str] | None) -> None:
    typed = typed_command(text)
    assert (typed and (typed.command.id, typed.rest)) == expected
