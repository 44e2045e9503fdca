"""Learning on the screen, by keys alone."""

from __future__ import annotations

from functools import partial

import pytest
from textual.widgets import Static

from kadguide.answering.engine import Engine
from kadguide.config import Settings
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.items import ITEM_TYPES
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import MemoryJournal, OwnCard
from kadguide.learning.responses import TYPED
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.widgets.lines import Lines
from tests.learning.sample_days import done_for_today
from tests.tui.lessons import START, app_with, give_right_answer, said, screen_of

each_language = pytest.mark.parametrize("lang", LANGUAGES)


@each_language
async def test_an_item_of_every_type_is_answered_by_keys(engine: Engine, lang: Lang) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        for number, kind in enumerate(ITEM_TYPES, start=1):
            item = next(item for item in engine.snapshot.bank.items if item.type == kind)
            screen._begin(partial(app._services.trainer._begin, "quiz", item.quiz, (item.id,)))
            await pilot.pause()
            assert item.stem.get(lang)[:20] in said(screen), kind
            await give_right_answer(app, pilot)
            assert item.explanation.get(lang)[:25] in said(screen), kind
            assert [answer.fraction for answer in journal.answers()] == [1.0] * number, kind


async def test_a_block_of_the_path_from_the_first_key_to_the_end(engine: Engine) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        screen = screen_of(app)
        for _ in range(40):
            if screen._practice is None:
                break
            await give_right_answer(app, pilot)
            await pilot.press("1")
            await pilot.pause()
        assert screen._practice is None
        assert len(journal.answers()) == 4
        assert all(session.ended_at for session in journal.sessions())


async def test_a_session_goes_on_in_a_new_run(engine: Engine) -> None:
    journal = MemoryJournal()
    for _ in range(2):
        app = app_with(engine, journal, typed="lanjut")
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await give_right_answer(app, pilot)
    assert [answer.sequence for answer in journal.answers()] == [1, 2]
    assert len(journal.sessions()) == 1


async def test_hint_confidence_and_not_knowing(engine: Engine) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal, typed="jenis")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen.query_one("#lesson").focus()
        await pilot.press("p")
        assert "75%" in said(screen)
        screen.query_one("#lesson").focus()  # where an answer is typed, the line has taken the next letter
        await pilot.press("y", "y", "y")
        assert "yakin" in said(screen)
        screen.query_one("#lesson").focus()
        await pilot.press("t")
        await pilot.pause()
        answer = journal.answers()[0]
        assert (answer.hints, answer.confidence, answer.fraction) == (1, "sure", 0.0)
        await pilot.press("2")
        await pilot.pause()
        assert app.screen is not screen  # the entry that teaches it is open


async def test_a_module_is_skipped_in_sight_and_progress_is_shown(engine: Engine) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        lines = screen.query_one(Lines)
        await pilot.press("k")
        assert journal.skips() == ()
        lines.highlighted = screen._modules_from
        await pilot.press("k")
        await pilot.pause()
        assert [skip.module for skip in journal.skips()] == [engine.snapshot.bank.modules[0].id]
        lines.highlighted = screen._modules_from
        await pilot.press("k")
        assert journal.skips() == ()
        await pilot.press(str(screen._modules_from))  # the line before the modules
        await pilot.pause()
        assert "Kemajuan belajar" in said(screen)
        await pilot.press("1")
        await pilot.pause()
        assert "Kemajuan belajar" not in said(screen)


@each_language
async def test_the_arrows_turn_a_page_and_enter_leads_back(engine: Engine, lang: Lang) -> None:
    app = app_with(engine, done_for_today(engine), lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen, word = screen_of(app), Catalog(lang)
        await pilot.press("2")
        await pilot.pause()
        assert word("learn.lines_below") in str(screen.query_one("#lesson-tag", Static).render())
        page = screen.query_one("#lesson")
        await pilot.press("down", "down")
        await pilot.wait_for_scheduled_animations()
        assert page.scroll_offset.y == 2
        await pilot.press("enter")
        await pilot.pause()
        assert word("learn.progress_title") not in said(screen)
        await pilot.press("down")
        assert screen.query_one(Lines).highlighted == 1


@each_language
async def test_who_has_done_enough_today_is_told_so_and_nothing_else(engine: Engine, lang: Lang) -> None:
    app = app_with(engine, done_for_today(engine), lang, typed="lanjut")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert Catalog(lang)("learn.step_rest") in said(screen_of(app))
        assert list(app._notifications) == []


async def test_an_unknown_name_is_said(engine: Engine) -> None:
    app = app_with(engine, MemoryJournal(), typed="tidak-ada")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert screen_of(app)._practice is None
        assert any("tidak-ada" in note.message for note in app._notifications)


@each_language
async def test_an_entry_asks_before_it_is_read_and_takes_one_back(engine: Engine, lang: Lang) -> None:
    services = Services(engine, lambda: START, journal=MemoryJournal())
    material = services.trainer.material
    entry = next(id_ for id_, items in material.by_entry.items() if [item.type for item in items] == ["single"])
    app = KadguideApp(services, Settings(lang), lang, opens=("topics", ""))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        browse = app.screen
        assert isinstance(browse, BrowseScreen)
        await browse.open_entry(entry)
        await pilot.pause()
        waits = Catalog(lang)("browse.quiz_waits")
        line = browse.query_one("#reading-ask", Static)
        assert line.display
        assert str(line.render()) == waits
        await pilot.press("t")
        await pilot.pause()
        await give_right_answer(app, pilot)
        await pilot.press("2")  # read it
        await pilot.pause()
        assert [app.screen, browse._entry, line.display] == [browse, entry, False]


async def test_an_entry_without_questions_says_so(engine: Engine) -> None:
    services = Services(engine, lambda: START, journal=MemoryJournal())
    entry = next(id_ for id_ in engine.snapshot.position if id_ not in services.trainer.material.by_entry)
    app = KadguideApp(services, Settings("id"), "id", opens=("topics", ""))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        browse = app.screen
        assert isinstance(browse, BrowseScreen)
        await browse.open_entry(entry)
        await pilot.press("t")
        await pilot.pause()
        assert app.screen is browse
        assert not browse.query_one("#reading-ask", Static).display


@each_language
async def test_a_card_of_ones_own_by_keys(engine: Engine, lang: Lang) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal, lang)
    trainer = app._services.trainer
    entries = [name for name in engine.snapshot.position if name not in trainer.material.by_entry][:2]
    for entry in entries:
        trainer.remember(entry, f"[red]bagaimana[/] {entry}?")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        screen = screen_of(app)
        short = trainer.material.items[f"card:{entries[0]}"].explanation.get(lang)
        assert f"[red]bagaimana[/] {entries[0]}?" in said(screen)
        assert short not in said(screen)
        await pilot.press("p", "y", "t", "x")  # none of them is for a card
        assert (screen._practice is not None, app.screen) == (True, screen)
        assert journal.answers() == ()
        await pilot.press("1")
        await pilot.pause()
        assert short in said(screen)
        assert screen._word("learn.card_judge") in said(screen)
        await pilot.press("1")
        await pilot.pause()
        assert [answer.fraction for answer in journal.answers()] == [1.0]
        await pilot.press("1", "4")
        await pilot.pause()
        assert [card.entry for card in journal.cards()] == entries[:1]
        assert screen._practice is None
        assert all(session.ended_at for session in journal.sessions())


async def test_a_bad_question_is_reported_while_it_is_open_and_after_it_was_explained(engine: Engine) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal)
    items = tuple(item.id for item in engine.snapshot.bank.items if item.type == "single")[:2]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen._begin(lambda: app._services.trainer._begin("quiz", "", items))
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert journal.complaints() == ()
        await pilot.press("x", *"buram", "enter")
        await pilot.pause()
        await give_right_answer(app, pilot)
        await pilot.press("x", *"kunci", "enter")
        await pilot.pause()
        assert [(found.item, found.reason) for found in journal.complaints()] == [
            (items[0], "buram"),
            (items[0], "kunci"),
        ]


@each_language
@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_the_picture_of_progress_says_each_heading_once_and_tears_no_number(
    engine: Engine, lang: Lang, size: tuple[int, int]
) -> None:
    journal = MemoryJournal()
    app = app_with(engine, journal, lang)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen._begin(lambda: screen._services.trainer.start("module", "jenis"))
        await pilot.pause()
        for _ in range(3):
            await give_right_answer(app, pilot)
            await pilot.press("1")
            await pilot.pause()
        screen._practice = None
        screen._show_progress()
        await pilot.pause()
        page = screen.query_one("#lesson-said", Static)
        lines = [line.text.rstrip() for line in page.render_lines(page.region.reset_offset)]
        word = Catalog(lang)
        for key in ("modules", "competencies", "weak", "history", "forecast"):
            assert lines.count(word(f"learn.{key}")) == 1, key
        assert not [line for line in lines if line.strip() in ("%", "·")]
        rows = [line for line in lines if line.startswith("· ")]
        assert len(rows) >= len(engine.snapshot.bank.modules)
        assert all(len(line) <= size[0] - 4 for line in lines)
        assert any(line.startswith("20. ") for line in lines)


@each_language
async def test_a_placement_test_that_was_put_aside_goes_on_from_the_path(engine: Engine, lang: Lang) -> None:
    journal, row = MemoryJournal(), Catalog(lang)("learn.row_placement_on")
    app = app_with(engine, journal, lang, typed="placement")
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        test = screen._practice
        assert test is not None
        for begins in ("placement", "mixed"):
            await screen.visit(begins)
            await give_right_answer(app, pilot)
        screen._practice, screen._feedback = None, None
        screen._show()
        await pilot.pause()
        rows = [str(option.prompt) for option in screen.query_one(Lines).options]
        at = next(number for number, said in enumerate(rows, start=1) if row in said)
        await pilot.press(str(at))
        await pilot.pause()
        assert screen._practice is not None
        assert screen._practice.session.id == test.session.id
        assert len(screen._practice.answers) == 1


@each_language
async def test_a_placement_test_explains_at_its_end_what_was_missed(engine: Engine, lang: Lang) -> None:
    word = Catalog(lang)
    app = app_with(engine, MemoryJournal(), lang)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        assert f"1. {word('learn.row_begin')}" in str(screen.query_one(Lines).get_option_at_index(0).prompt)
        await pilot.press("2")
        await pilot.pause()
        practice = screen._practice
        assert practice is not None
        assert word("learn.kind_placement") in said(screen)
        missed = practice.question
        assert missed is not None
        while practice.question:
            assert "take_hint" not in {active.binding.action for active in screen.active_bindings.values()}
            if practice.question.item.type in TYPED:
                rows = [str(option.prompt) for option in screen.query_one(Lines).options]
                assert rows == [f"· {word('learn.row_unknown_silent')}"]
            if practice.question == missed:
                screen.action_leave_blank()
            else:
                await give_right_answer(app, pilot)
            await pilot.pause()
        assert word("learn.debrief").upper() in said(screen)
        page = screen.query_one("#lesson-said", Static)
        text = " ".join(" ".join(line.text.split()) for line in page.render_lines(page.region.reset_offset))
        assert " ".join(missed.item.explanation.get(lang).split()) in text
        await pilot.press("f2")
        await pilot.pause()
        other: Lang = "en" if lang == "id" else "id"
        assert Catalog(other)("learn.debrief").upper() in said(screen)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is screen
        assert screen._modules_from
        assert screen.query_one(Lines).option_count > len(engine.snapshot.bank.modules)


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_one_step_leads_back_from_what_teaches_a_question(engine: Engine, size: tuple[int, int]) -> None:
    services = Services(engine, lambda: START, journal=MemoryJournal())
    material = services.trainer.material
    entry = next(id_ for id_, items in material.by_entry.items() if [item.type for item in items] == ["single"])
    app = KadguideApp(services, Settings("id"), "id", opens=("learn", entry))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        learn = screen_of(app)
        await give_right_answer(app, pilot)
        await pilot.press("2")
        await pilot.pause()
        shown: list[object] = [app.screen]
        await pilot.press("escape")
        await pilot.pause()
        shown.append(app.screen)
        assert isinstance(shown[0], BrowseScreen)
        assert shown[1] is learn


@each_language
@pytest.mark.parametrize(("kind", "hints"), [("matching", 0), ("single", 3), ("article", 0)])
async def test_a_question_that_does_not_fit_says_so_at_its_top(
    engine: Engine, lang: Lang, kind: str, hints: int
) -> None:
    items = [item for item in engine.snapshot.bank.items if item.type == kind]
    item = max(items, key=lambda item: (bool(item.case), len(item.pairs)))
    more = Catalog(lang)("learn.lines_below")
    for size, told in (((60, 18), True), ((100, 60), False)):
        app = app_with(engine, MemoryJournal(), lang)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            screen = screen_of(app)
            trainer = app._services.trainer
            practice = trainer._begin("mixed", "", (item.id,))
            assert practice is not None
            screen._enter(practice)
            for _ in range(hints):
                screen.action_take_hint()
            await pilot.pause()
            assert (more in str(screen.query_one("#lesson-tag", Static).render())) is told


@each_language
async def test_an_explanation_that_does_not_fit_says_whether_it_goes_on(engine: Engine, lang: Lang) -> None:
    word = Catalog(lang)
    app = app_with(engine, MemoryJournal(), lang)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        await pilot.press("1", "t")
        await pilot.pause()
        screen = screen_of(app)
        page = screen.query_one("#lesson")
        for keys, key in (((), "below"), (("pagedown",) * 3, "above"), (("pageup",) * 3, "below")):
            await pilot.press(*keys)
            await pilot.wait_for_scheduled_animations()
            await pilot.pause()
            assert page.max_scroll_y, "the explanation fits"
            assert str(screen.query_one("#lesson-hint", Static).render()) == word(f"learn.more_{key}")


@each_language
async def test_the_places_of_the_right_answer_hang_below_their_numbers(engine: Engine, lang: Lang) -> None:
    app = app_with(engine, MemoryJournal(), lang)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        item = max(
            (item for item in engine.snapshot.bank.items if item.type == "ordering"),
            key=lambda item: max(len(step.text.get(lang)) for step in item.steps),
        )
        screen._begin(partial(app._services.trainer._begin, "quiz", item.quiz, (item.id,)))
        await pilot.press("t")
        await pilot.pause()
        page = screen.query_one("#lesson-said", Static)
        rows = [strip.text.rstrip() for strip in page.render_lines(page.region.reset_offset)]
        first = rows.index(Catalog(lang)("learn.right_answer", answer="").rstrip()) + 1
        steps = rows[first : rows.index("", first)]
        assert [row[:3] for row in steps if row[0] != " "] == [f"{n}. " for n in range(1, len(item.steps) + 1)]
        hanging = [row for row in steps if row[0] == " "]
        assert hanging, "every step fits into one row"
        assert all(row.startswith("   ") for row in hanging)


@each_language
async def test_what_is_due_is_reviewed_from_the_path_although_a_session_is_open(engine: Engine, lang: Lang) -> None:
    journal = MemoryJournal()
    journal.add_card(OwnCard("handshake-kelemahan", "?", START.isoformat()))
    app = app_with(engine, journal, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen._begin(lambda: app._services.trainer.start("placement"))
        await pilot.press("escape")
        await pilot.pause()
        rows = [str(option.prompt) for option in screen.query_one(Lines).options]
        due = len(app._services.trainer.due())
        assert due
        await pilot.press(str(1 + rows.index(f"3. {Catalog(lang)('learn.row_review', count=due)}")))
        await pilot.pause()
        assert screen._practice is not None
        assert screen._practice.session.kind == "review"


@each_language
async def test_the_tag_speaks_of_lines_below_only_as_long_as_there_are_some(engine: Engine, lang: Lang) -> None:
    item = next(item for item in engine.snapshot.bank.items if item.type == "matching" and len(item.pairs) > 3)
    app = app_with(engine, MemoryJournal(), lang)
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        screen._begin(partial(app._services.trainer._begin, "quiz", item.quiz, (item.id,)))
        for height, told in ((18, True), (60, False), (18, True)):
            await pilot.resize_terminal(60, height)
            await pilot.pause()
            tag = str(screen.query_one("#lesson-tag", Static).render())
            assert (Catalog(lang)("learn.lines_below") in tag) is told
