"""Learning on the screen when something is in the way: a break, another window, a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Answer, MemoryJournal
from kadguide.learning.responses import Response
from kadguide.tui.screens.learn import LearnScreen
from tests.tui.lessons import app_with, said, screen_of

each_language = pytest.mark.parametrize("lang", LANGUAGES)


async def test_a_question_that_was_answered_in_another_window_is_passed_over(engine: Engine) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal, typed="lanjut")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        trainer = app._services.trainer
        session = trainer.open_session()
        assert session is not None
        there = trainer.resume(session)
        there.answer(Response())
        screen._answer(Response())
        await pilot.pause()
        assert screen._feedback is None
        assert screen._practice is not None
        assert screen._practice.question == there.question
        assert [note.message for note in app._notifications] == [Catalog("id")("learn.moved_on")]
        assert len(journal.answers()) == 1


async def test_hints_that_were_read_stand_there_again_when_one_comes_back(engine: Engine) -> None:
    journal = MemoryJournal()
    for cost in ("75%", "50%"):
        app = app_with(engine, journal, typed="lanjut")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            screen = screen_of(app)
            screen.query_one("#lesson").focus()
            await pilot.press("p")
            assert cost in said(screen)
            assert screen._practice is not None
            assert screen._practice.question is not None
            hints = screen._text.hints(screen._practice.question.item, screen._practice.hints)
            assert "\n\n".join(hints) in said(screen)


@each_language
async def test_a_book_that_cannot_be_read_closes_nothing(engine: Engine, lang: Lang) -> None:
    class Newer(MemoryJournal):
        def answers(self) -> tuple[Answer, ...]:
            raise StoreError("newer")

    app = app_with(engine, Newer(), lang, typed="lanjut")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        why = Catalog(lang)("kept.error_newer")
        assert why in said(screen_of(app))
        for key in ("c", "s"):
            app.clear_notifications()
            await pilot.press(key)
            await pilot.pause()
            assert [note.message for note in app._notifications] == [why]
        await pilot.press("k", "1", "enter", "escape")
        assert not isinstance(app.screen, LearnScreen)


async def test_letters_typed_where_a_number_was_asked_for_write_no_file(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = app_with(engine, MemoryJournal(), typed="kilat")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen_of(app).query_one("#lesson").focus()
        await pilot.press("s", "k")
        await pilot.pause()
        assert (list(tmp_path.iterdir()), list(app._notifications)) == ([], [])
        await pilot.press("escape", "s")
        await pilot.pause()
        assert [path.suffix for path in tmp_path.iterdir()] == [".md"]
