"""The model adviser on the screen, driven by keys as a user would."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import LANGS, Lang
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.adviser import AdviserScreen
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.widgets import lines
from kadguide.tui.widgets.lines import Lines
from tests.tui.driving import SIZES, each_size
from tests.tui.test_chat import chat, say, screen_text

TO_JOINT_AGREEMENTS = "1112141110"
"""A region, its affair, a service, all take part, shared control, existing agencies, a document; mandatory."""


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys in a test follow at once."""
    monkeypatch.setattr(lines, "GRACE_SECONDS", 0)


NAMED = {"enter", "down", "escape", "tab", "f2", "alt+left", "question_mark"}


async def press(pilot: Pilot[None], keys: str) -> None:
    """Press keys, written as words with blanks between them; a word that names no key is typed letter by letter."""
    for word in keys.split():
        for key in [word] if word in NAMED else word:
            await pilot.press(key)
            await pilot.pause()


async def ask(pilot: Pilot[None]) -> AdviserScreen:
    await say(pilot, "/penasihat")
    await pilot.pause()
    assert isinstance(pilot.app.screen, AdviserScreen)
    return pilot.app.screen


async def answer_all(pilot: Pilot[None], screen: AdviserScreen) -> None:
    """Give the answers of :data:`TO_JOINT_AGREEMENTS`, and look at the screen only then."""
    for digit in TO_JOINT_AGREEMENTS:
        await screen.action_choose(int(digit))
    await pilot.pause()


async def test_digits_answer_until_the_advice(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await ask(pilot)
        text = screen_text(app)
        assert "Pertanyaan 1 dari 13" in text
        assert "Siapa mitranya?" in text
        assert "0. Belum tahu" in text
        await press(pilot, TO_JOINT_AGREEMENTS)
        text = screen_text(app)
        assert "Model yang disarankan: Joint Agreements" in text
        assert "Menurut hukum: wajib" in text
        assert "Mantap" in text
        assert "Pertanyaan" not in text


async def test_arrows_and_enter_answer_too(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        screen = await ask(pilot)
        await press(pilot, "enter down enter")
        assert screen._interview.answers == {"partner": "region", "affair": "no"}
        assert "Tidak ada model yang disarankan" in screen_text(app)


async def test_a_hasty_enter_answers_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "GRACE_SECONDS", 1000)
    async with chat(engine) as (_, pilot):
        screen = await ask(pilot)
        await press(pilot, "enter enter")
        assert screen._interview.answers == {}


async def test_back_shows_the_answer_that_was_given(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        screen = await ask(pilot)
        await press(pilot, "b111b")
        assert "Pertanyaan 3 dari 13" in screen_text(app)
        await press(pilot, "0b")
        assert screen.query_one("#counsel-options", Lines).highlighted == 3
        await press(pilot, "alt+left alt+left")
        assert "Pertanyaan 1 dari 13" in screen_text(app)


async def test_an_answer_is_changed_from_the_advice(engine: Engine) -> None:
    """Where the answers take the place of the advice, and where they stand beside it."""
    for size in (SIZES[0], SIZES[-1]):
        async with chat(engine, size) as (app, pilot):
            screen = await ask(pilot)
            await answer_all(pilot, screen)
            await press(pilot, "a")
            assert app.focused is screen.query_one("#given-rows")
            assert "Jawaban Anda" in screen_text(app)
            await press(pilot, "down down down enter")
            assert "Siapa yang menyediakan layanannya?" in screen_text(app)
            assert not screen.query_one("#counsel-page").children
            await press(pilot, "1")
            assert "Apa yang paling menekan?" in screen_text(app)
            await press(pilot, "3")
            assert "Fee for service contracts" in screen_text(app)


async def test_the_answers_stand_beside_the_question_when_there_is_room(engine: Engine) -> None:
    for size, shown in zip(SIZES, (False, False, True), strict=True):
        async with chat(engine, size) as (app, pilot):
            await ask(pilot)
            await press(pilot, "1")
            assert ("Jawaban Anda" in screen_text(app)) is shown
            await press(pilot, "a")
            assert "Jawaban Anda" in screen_text(app)
            assert "Siapa mitranya?" in screen_text(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, AdviserScreen)
            await press(pilot, "1")
            assert "Pertanyaan 3 dari 13" in screen_text(app)


async def test_numbers_open_entries_and_the_advice_stays(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await answer_all(pilot, await ask(pilot))
        before = screen_text(app)
        await press(pilot, "1")
        assert isinstance(app.screen, BrowseScreen)
        assert "Apa itu Joint Agreements" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, AdviserScreen)
        assert screen_text(app) == before
        await press(pilot, "tab enter")
        assert isinstance(app.screen, BrowseScreen)


async def test_it_is_kept_as_it_was_left(engine: Engine) -> None:
    async with chat(engine) as (app, pilot):
        await ask(pilot)
        await press(pilot, "11")
        before = screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)
        await ask(pilot)
        assert screen_text(app) == before
        await press(pilot, "r")
        assert "Belum ada model yang dapat disarankan" in screen_text(app)
        await press(pilot, "n enter")
        assert "Belum ada model yang dapat disarankan" in screen_text(app)
        await press(pilot, "n escape")
        assert "Belum ada model yang dapat disarankan" in screen_text(app)
        await press(pilot, "n down enter")
        assert "Pertanyaan 1 dari 13" in screen_text(app)
        await press(pilot, "n1")
        assert "Pertanyaan 2 dari 13" in screen_text(app)


async def test_the_advice_is_copied_and_saved(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with chat(engine) as (app, pilot):
        screen = await ask(pilot)
        await press(pilot, "s c")
        assert app.clipboard == ""
        assert list(tmp_path.glob("*.md")) == []
        await answer_all(pilot, screen)
        await press(pilot, "cs")
        assert "Model yang disarankan: Joint Agreements" in app.clipboard
        assert "Sumber:" in app.clipboard
        (path,) = tmp_path.glob("*.md")
        assert "# Saran model kerja sama" in path.read_text(encoding="utf-8")


async def test_the_language_switches_on_the_way(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        screen = await ask(pilot)
        await press(pilot, "f2")
        assert "Question 1 of 13" in screen_text(app)
        assert "Return" in screen_text(app)
        await answer_all(pilot, screen)
        text = screen_text(app)
        assert "Recommended model: Joint Agreements" in text
        assert "Jawaban" not in text
        await press(pilot, "f2")
        text = screen_text(app)
        assert "Model yang disarankan: Joint Agreements" in text
        assert "Answer" not in text


async def test_help_names_the_keys(engine: Engine) -> None:
    async with chat(engine, (120, 40)) as (app, pilot):
        await ask(pilot)
        await press(pilot, "question_mark x")
        assert isinstance(app.screen, HelpScreen)
        assert "Di penasihat model" in screen_text(app)


def is_inside(app: KadguideApp, selector: str) -> bool:
    return app.screen.region.contains_region(app.screen.query_one(selector).region)


@pytest.mark.parametrize("lang", LANGS)
async def test_every_question_fits_the_screen(engine: Engine, lang: Lang) -> None:
    async with chat(engine, lang=lang) as (app, pilot):
        screen = await ask(pilot)
        async for size in each_size(pilot):
            for question in engine.snapshot.adviser.questions:
                if screen._interview.go_to(question.id):
                    await screen._show()
                    await pilot.pause()
                    for selector in ("#counsel-tag", "#counsel-title", "#counsel-options"):
                        assert is_inside(app, selector), (size, question.id, selector)
            assert app.screen.region.contains_region(app.screen.query_one(Footer).region), size
            assert "F6" in screen_text(app), size


async def test_no_colour_is_needed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(engine) as (app, pilot):
        await answer_all(pilot, await ask(pilot))
        assert app.no_color
        assert "Model yang disarankan" in screen_text(app)
