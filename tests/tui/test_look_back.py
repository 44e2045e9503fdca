"""Finding in the conversation, and the way back to its earlier turns, driven by keys as a user would."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.widgets import findtalk
from kadguide.tui.widgets.findtext import FindLine
from kadguide.tui.widgets.prompt import Prompt
from kadguide.tui.widgets.talk import MOST_TURNS, Talk
from kadguide.tui.widgets.turn import Turn
from tests.hostile import HOSTILE
from tests.tui.driving import each_size, press
from tests.tui.test_chat import chat, say, screen_text
from tests.tui.test_reading import count, styled

MANY = 3 * MOST_TURNS


def question(number: int) -> str:
    """What is asked in a turn. Most are refused, since the screen of a refusal is made four times faster."""
    if number == 0:
        return "apa itu Kartamantul"
    return f"apa itu PKS nomor{number}x" if number % 4 == 3 else f"resep rendang nomor{number}x"


async def talk_long(app: KadguideApp, pilot: Pilot[None], turns: int = MANY) -> None:
    """A conversation of numbered turns, of which the first asks for something that no other speaks of."""
    assert isinstance(app.screen, ChatScreen)
    for number in range(turns):
        await app.screen.ask(question(number))
    await pilot.pause()


async def look_for(pilot: Pilot[None], words: str) -> None:
    """Open the line where one types what to find, put ``words`` there as a paste would, and wait as a reader does."""
    await press(pilot, "ctrl+f")
    if words:
        pilot.app.screen.query_one(FindLine).line.value = words
        await pilot.pause(2 * findtalk.PAUSE_SECONDS)
        await pilot.pause()


def questions(app: KadguideApp) -> list[str]:
    return [turn._text.question for turn in app.screen.query(Turn)]


# -- finding


@pytest.mark.parametrize(("lang", "counted"), [("id", " dari "), ("en", " of ")])
async def test_words_are_found_in_question_and_answer(engine: Engine, lang: Lang, counted: str) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await say(pilot, "apa itu Kartamantul")
        await press(pilot, "ctrl+f", *"KARTAMANTUL")
        assert counted in count(app)
        assert int(count(app).split()[-1]) > 2
        assert "kartamantul" in [text.casefold() for text in styled(app, "reverse")]


async def test_next_and_before_reach_turns_that_left_the_screen(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        assert "Kartamantul" not in " ".join(questions(app))
        await look_for(pilot, "itu kartamantul")
        assert count(app) == "2 dari 2"  # question and title; the nearest one
        assert "apa itu Kartamantul" in questions(app)
        assert "itu Kartamantul" in " ".join(styled(app, "reverse"))
        await look_for(pilot, "nomor")
        total = int(count(app).split()[-1])
        assert total == MANY - 1
        seen = set()
        for _ in range(total):
            await press(pilot, "enter")
            seen.add(count(app))
            assert "nomor" in styled(app, "reverse")
            assert len(app.screen.query(Turn)) == MOST_TURNS
        assert len(seen) == total
        before = count(app)
        await press(pilot, "n", "N")
        assert count(app) == before


async def test_turns_are_brought_when_typing_pauses_or_by_enter(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        monkeypatch.setattr(findtalk, "PAUSE_SECONDS", 600.0)
        here = questions(app)
        await press(pilot, "ctrl+f", *"kartamantul")
        found = count(app)
        assert found.startswith(f"{found.split()[-1]} ")  # the nearest one
        assert questions(app) == here
        await press(pilot, "enter")
        assert count(app) == found
        assert "apa itu Kartamantul" in questions(app)
        assert "Kartamantul" in styled(app, "reverse")


async def test_the_search_begins_where_the_reader_is(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        await look_for(pilot, "nomor")
        assert count(app) == f"{MANY - 1} dari {MANY - 1}"
        await press(pilot, "escape")
        await look_for(pilot, "kartamantul")
        assert count(app).split()[0] == count(app).split()[-1]  # all are above: the nearest one


async def test_escape_goes_back_to_the_line_where_one_asks(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        app.screen.query_one(Prompt).value = "draf"
        await look_for(pilot, "tkksd")
        await press(pilot, "enter", "escape")
        assert isinstance(app.focused, Prompt)
        assert app.focused.value == "draf"
        assert not app.screen.query_one(FindLine).display
        assert not app.screen.query_one(Talk).can_focus
        assert "tkksd" not in [text.casefold() for text in styled(app, "reverse")]
        await press(pilot, "n")
        assert app.focused.value in ("drafn", "ndraf")


@pytest.mark.parametrize("typed", ["/telusuri Kartamantul", "/LOOKBACK kartamantul"])
async def test_the_typed_word_finds(engine: Engine, typed: str) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa itu Kartamantul")
        await say(pilot, typed)
        assert count(app).startswith("1 dari ")


@pytest.mark.parametrize(("lang", "said"), [("id", "masih kosong"), ("en", "still empty")])
async def test_an_empty_conversation_is_said(engine: Engine, lang: Lang, said: str) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await look_for(pilot, "")
        await pilot.pause()
        assert any(said in note.message for note in app._notifications)
        assert not app.screen.query_one(FindLine).display


async def test_what_is_not_there_is_said_and_hostile_words_are_only_looked_for(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        await look_for(pilot, "xyzzy")
        assert count(app) == "tidak ada"
        for text in HOSTILE:
            app.screen.query_one(FindLine).line.value = text
            await pilot.pause()
        assert app.is_running


async def test_a_new_question_the_language_and_a_new_conversation_end_or_keep_the_search(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        await look_for(pilot, "kartamantul")
        await press(pilot, "f2")
        assert " of " in count(app)
        assert app.screen.query_one(FindLine).line.placeholder == "Find in this conversation …"
        assert isinstance(app.screen, ChatScreen)
        await app.screen.ask("apa itu PKS")
        await pilot.pause()
        assert not app.screen.query_one(FindLine).display
        assert questions(app)[-1] == "apa itu PKS"
        await look_for(pilot, "kartamantul")
        await app.run_action("new_conversation")
        await pilot.pause()
        assert not app.screen.query(Turn)
        assert not app.screen.query_one("#older").display


async def test_the_choices_of_a_turn_are_found_too(engine: Engine) -> None:
    async with chat(engine, (100, 40)) as (app, pilot):
        await say(pilot, "apa itu TKKSD")
        choices = app.screen.query_one(Turn).choices
        assert choices is not None
        title = choices.choices[-1][1]
        await say(pilot, f"/telusuri {title}")
        assert title in " ".join(styled(app, "reverse"))


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, lang: Lang) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        await talk_long(app, pilot, MOST_TURNS + 2)
        await look_for(pilot, "pks")
        async for size in each_size(pilot):
            for widget in (*app.screen.query("FindLine, Footer, #transcript, .find-count"),):
                assert app.screen.region.contains_region(widget.region), (size, widget)
            assert count(app) in screen_text(app), size
            assert app.screen.query_one(Footer).display, size


async def test_the_help_names_the_key(engine: Engine) -> None:
    async with chat(engine, (100, 120)) as (app, pilot):
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "Ctrl+F" in screen_text(app)
        assert "/telusuri /lookback" in screen_text(app)


# -- earlier turns


async def test_scrolling_reaches_every_turn_and_comes_back(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        seen: list[str] = []
        for _ in range(20 * MANY):
            seen += [question for question in questions(app) if question not in seen]
            if not app.screen.query_one("#older").display and not app.screen.query_one(Talk).scroll_offset.y:
                break
            await press(pilot, "pageup")
        assert len(seen) == MANY
        assert "apa itu Kartamantul" in screen_text(app)
        assert app.screen.query_one("#newer").display
        for _ in range(20 * MANY):
            if not app.screen.query_one("#newer").display:
                break
            await press(pilot, "pagedown")
        assert questions(app)[-1] == question(MANY - 1)


async def test_a_page_up_from_the_first_turn_shows_the_rows_just_above(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        while app.screen.query_one(Talk).scroll_offset.y:
            await press(pilot, "pageup")
        first = questions(app)[0]
        await press(pilot, "pageup")
        number = int(first.partition("nomor")[2].rstrip("x"))
        assert f"nomor{number - 1}x" in " ".join(questions(app))
        lines = screen_text(app).split("\n")
        assert any(first in line for line in lines[15:]) or first not in "\n".join(lines)


async def test_the_wheel_and_a_click_bring_earlier_turns(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        talk = app.screen.query_one(Talk)
        first = questions(app)[0]
        talk.scroll_home(animate=False)
        await pilot.pause()
        await pilot.click("#older")
        await pilot.pause()
        assert questions(app)[0] != first
        talk.scroll_home(animate=False)
        await pilot.pause()
        now = questions(app)[0]
        talk.post_message(
            events.MouseScrollUp(talk, 5, 5, 0, -1, 0, shift=False, meta=False, ctrl=False, screen_x=5, screen_y=5)
        )
        await pilot.pause()
        assert questions(app)[0] != now


async def test_a_new_question_comes_back_to_the_end(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        await look_for(pilot, "kartamantul")
        await press(pilot, "escape")
        await say(pilot, "apa itu KAK")
        assert questions(app)[-1] == "apa itu KAK"
        assert "apa itu KAK" in screen_text(app)


async def test_the_number_of_the_last_choice_works_from_an_earlier_turn(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        await say(pilot, "apa itu TKKSD")
        before = len(questions(app))
        await look_for(pilot, "itu kartamantul")
        await press(pilot, "escape")
        await say(pilot, "1")
        assert len(questions(app)) == before
        assert questions(app)[-1] not in ("apa itu TKKSD", "1")


async def test_the_whole_conversation_is_saved(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(engine) as (app, pilot):
        await talk_long(app, pilot)
        await say(pilot, "/simpan semua.txt")
    text = (tmp_path / "semua.txt").read_text(encoding="utf-8")
    assert "apa itu Kartamantul" in text
    assert f"nomor{MANY - 1}x" in text
