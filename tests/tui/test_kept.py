"""Keeping, driven by keys and typed commands as a user would."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Footer, Input, OptionList, TextArea

from kadguide.answering.engine import Engine
from kadguide.config import Settings, load_settings
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.kept import MOST_NOTE, Bookmark, Flag, Gap, Note
from kadguide.keeping.memory import MemoryShelf
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Complaint, MemoryJournal
from kadguide.services import Services
from kadguide.store.shelf import SqliteShelf
from kadguide.tui.app import KadguideApp
from kadguide.tui.dialogues import ConfirmScreen, LineScreen, NoteScreen
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.screens.help import HelpScreen
from kadguide.tui.screens.kept import KeptScreen
from kadguide.tui.widgets.search import FoundList
from tests.hostile import HOSTILE
from tests.keeping.test_keeper import BrokenShelf
from tests.tui.test_browse import look_for, open_entry, press
from tests.tui.test_chat import say, screen_text

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
DAY = "2026-11-25T08:30:00+00:00"
ENTRY = "handshake-kelemahan"


@asynccontextmanager
async def keeping(
    engine: Engine, keeper: Keeper, size: tuple[int, int] = (80, 24), lang: Lang = "id", theme: str = "kadguide-dark"
) -> AsyncIterator[tuple[KadguideApp, Pilot[None]]]:
    app = KadguideApp(Services(engine, lambda: NOW, keeper), Settings(lang, theme), lang)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


@pytest.fixture
def keeper() -> Keeper:
    return Keeper(MemoryShelf())


@pytest.fixture
def full() -> Keeper:
    """Something of every kind, from which the material has moved on a little."""
    shelf = MemoryShelf()
    for thing in (
        Bookmark("tidak-ada-lagi", DAY), Bookmark(ENTRY, DAY), Note(ENTRY, "tanya Bu Camat\nsoal denda", DAY),
        Flag("apa itu KSDD?", "ksdd-pengertian", "pasalnya keliru", "0.1", "2026-11-23", DAY),
        Gap("resep", "resep rendang", DAY, (ENTRY,), 3), Gap("lele", "cara memancing lele", DAY),
    ):  # fmt: skip
        shelf.keep(thing)
    return Keeper(shelf)


def said(app: KadguideApp) -> str:
    """The last message in the corner."""
    return [note.message for note in app._notifications][-1]


# -- marks and notes


async def test_m_marks_and_takes_the_mark_away(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (120, 50)) as (app, pilot):
        await press(pilot, "f5", "m")
        assert keeper.all().is_empty
        assert "Belum ada jawaban" in said(app)
        await open_entry(app, pilot, ENTRY)
        assert "m tandai" in screen_text(app)
        await press(pilot, "m")
        assert keeper.is_marked(ENTRY)
        assert "· ditandai" in screen_text(app)
        assert "m hapus tanda" in screen_text(app)
        await press(pilot, "f2")
        assert "· marked" in screen_text(app)
        await press(pilot, "m")
        assert not keeper.is_marked(ENTRY)
        await look_for(pilot, "")
        await press(pilot, "m", "n", "x")
        assert app.screen.query_one(Input).value == "mnx"
        assert keeper.all().is_empty


async def test_typed_commands_mark_and_note_the_last_answer(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper) as (app, pilot):
        await say(pilot, "/tandai")
        await say(pilot, "/catatan sesuatu")
        assert keeper.all().is_empty
        assert "Belum ada jawaban" in said(app)
        await say(pilot, "apa kelemahan handshake agreement")
        await say(pilot, "terima kasih")
        await say(pilot, "/tandai")
        await say(pilot, "/catatan tanya Bu Camat")
        await say(pilot, "/note soal denda")
        assert [mark.entry for mark in keeper.all().bookmarks] == [ENTRY]
        assert keeper.note(ENTRY) == "tanya Bu Camat\nsoal denda"
        await say(pilot, "apa kelemahan handshake agreement")
        app.screen.query("Turn").last().query_one(".note")


async def test_a_note_is_written_shown_and_kept_without_a_key(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (120, 60)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "n")
        assert isinstance(app.screen, NoteScreen)
        await press(pilot, *"dua", "enter", *"baris")
        await pilot.pause(1.2)
        assert keeper.note(ENTRY) == "dua\nbaris"
        await press(pilot, "!", "escape")
        assert isinstance(app.screen, BrowseScreen)
        text = screen_text(app)
        assert "Catatan Anda" in text
        assert "baris!" in text
        await press(pilot, "n")
        assert app.screen.query_one(TextArea).text == "dua\nbaris!"
        app.screen.query_one(TextArea).text = ""
        await press(pilot, "escape")
        assert keeper.note(ENTRY) == ""
        assert "Catatan Anda" not in screen_text(app)


async def test_closing_the_program_keeps_what_was_typed(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "n", *"cepat", "ctrl+q")
    assert keeper.note(ENTRY) == "cepat"


async def test_a_note_has_a_longest_length(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "n")
        app.screen.query_one(TextArea).text = "x" * (MOST_NOTE + 10)
        await press(pilot, "y")
        assert f"{MOST_NOTE}/{MOST_NOTE}" in screen_text(app)
        await press(pilot, "escape")
        assert keeper.note(ENTRY) == "x" * MOST_NOTE


async def test_hostile_notes_are_only_text(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (120, 40)) as (app, pilot):
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        for text in [text for text in HOSTILE if len(text) < 3000][::4]:
            keeper.write_note(ENTRY, text, NOW)
            await app.show_kept_again()
            await press(pilot, "n", "escape")
        keeper.write_note(ENTRY, "[red]merah[/red] $accent", NOW)
        await app.show_kept_again()
        await app.action_visit("kept")
        await pilot.pause()
        assert "[red]merah[/red] $accent" in screen_text(app)


# -- wrong answers, and questions without one


async def test_a_wrong_answer_is_flagged_with_and_without_a_reason(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper) as (app, pilot):
        await say(pilot, "/salah")
        assert keeper.all().is_empty
        await say(pilot, "apa kelemahan handshake agreement")
        await say(pilot, "/salah pasalnya keliru")
        await say(pilot, "/wrong")
        assert isinstance(app.screen, LineScreen)
        await press(pilot, "escape")
        assert len(keeper.all().flags) == 1
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "x", *"usang", "enter")
        flags = keeper.all().flags
        assert [(flag.entry, flag.reason) for flag in flags] == [(ENTRY, "usang"), (ENTRY, "pasalnya keliru")]
        assert flags[1].question == "apa kelemahan handshake agreement"
        assert flags[1].material == engine.snapshot.about["checked_on"]


async def test_consent_is_asked_once_and_kept(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (80, 60)) as (app, pilot):
        await say(pilot, "resep rendang padang")
        await say(pilot, "cara memancing ikan lele")
        assert screen_text(app).count("Ketik /catat.") == 1
        assert keeper.all().is_empty
        await say(pilot, "/catat")
        assert [gap.question for gap in keeper.all().gaps] == ["cara memancing ikan lele"]
        assert load_settings().keep_gaps == "yes"
        await say(pilot, "/catat")
        await say(pilot, "resep soto betawi")
        assert "dicatat di komputer ini" in screen_text(app)
        assert [gap.count for gap in keeper.all().gaps] == [1, 1]
        await press(pilot, "f2", "f4")
        assert load_settings().keep_gaps == "yes"
        await say(pilot, "/record off")
        await say(pilot, "resep gudeg")
        assert len(keeper.all().gaps) == 2
        assert load_settings().keep_gaps == "no"
        await say(pilot, "/catat besok")
        assert "/record off" in said(app)
        for word in ("berhenti", "tidak"):
            await say(pilot, "/catat")
            assert load_settings().keep_gaps == "yes"
            await say(pilot, f"/catat {word}")
            assert load_settings().keep_gaps == "no"


# -- the place


async def test_an_empty_place_teaches(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (60, 18)) as (app, pilot):
        await say(pilot, "/tersimpan")
        text = screen_text(app)
        assert "Belum ada yang disimpan" in text
        assert "/tandai" in text
        await press(pilot, "d", "enter", "n", "s", "c", "f2")
        assert "Nothing is kept yet" in screen_text(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, ChatScreen)


async def test_everything_is_listed_and_opens(engine: Engine, full: Keeper) -> None:
    async with keeping(engine, full, (120, 40)) as (app, pilot):
        await say(pilot, "/kept")
        text = screen_text(app)
        for part in (
            "Penanda (2)", "Catatan (1)", "Jawaban yang dikatakan salah (1)", "Pertanyaan tanpa jawaban (2)",
            "tidak-ada-lagi (tidak ada lagi dalam materi)", "tanya Bu Camat soal denda", "pasalnya keliru", "3×",
        ):  # fmt: skip
            assert part in text
        await press(pilot, "f2")
        assert "Marks (2)" in screen_text(app)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        await press(pilot, "escape", "down", "enter")
        assert isinstance(app.screen, KeptScreen)
        assert "no longer in the material" in said(app)
        await press(pilot, "up", "enter")
        assert isinstance(app.screen, BrowseScreen)
        assert app.screen._entry == ENTRY
        await press(pilot, "escape")
        assert isinstance(app.screen, KeptScreen)


async def test_a_row_is_deleted_after_asking(engine: Engine, full: Keeper) -> None:
    async with keeping(engine, full) as (app, pilot):
        await say(pilot, "/tersimpan")
        for keys in (("d", "escape"), ("d", "enter")):
            await press(pilot, *keys)
            assert len(full.all().bookmarks) == 2
        await press(pilot, "delete")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "down", "enter")
        assert [mark.entry for mark in full.all().bookmarks] == ["tidak-ada-lagi"]
        for _ in range(5):
            await press(pilot, "d", "down", "enter")
        assert full.all().is_empty
        assert "Belum ada yang disimpan" in screen_text(app)


async def test_a_note_is_edited_from_the_list(engine: Engine, full: Keeper) -> None:
    async with keeping(engine, full) as (app, pilot):
        await say(pilot, "/tersimpan")
        await press(pilot, "down", "down", "n", "!", "escape")
        assert full.note(ENTRY).endswith("denda!")
        assert "denda!" in screen_text(app)


async def test_everything_is_saved_as_a_file(
    engine: Engine, full: Keeper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with keeping(engine, full) as (app, pilot):
        await say(pilot, "/tersimpan")
        await press(pilot, "s", "c")
        assert "tanya Bu Camat" in (tmp_path / "kadguide-2026-11-25-0830.md").read_text(encoding="utf-8")
        assert app.clipboard.startswith("Kelemahan Handshake Agreement\n")


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
@pytest.mark.parametrize("lang", ["id", "en"])
async def test_nothing_leaves_the_screen(engine: Engine, full: Keeper, size: tuple[int, int], lang: Lang) -> None:
    async with keeping(engine, full, size, lang) as (app, pilot):
        await say(pilot, "/kept")
        for widget in (app.screen.query_one(OptionList), app.screen.query_one(Footer)):
            assert app.screen.region.contains_region(widget.region)
        assert "F6" in screen_text(app)
        for key, part in (("n", "#note"), ("d", ".window")):
            await press(pilot, key)
            assert app.screen.region.contains_region(app.screen.query_one(part).region)
            await press(pilot, "escape")


# -- found among the topics


async def test_notes_and_questions_are_found(engine: Engine, keeper: Keeper) -> None:
    async with keeping(engine, keeper, (120, 40)) as (app, pilot):
        await say(pilot, "apa kelemahan handshake agreement")
        await press(pilot, "f5")
        await look_for(pilot, "apa kelemahan handshake")
        await pilot.pause()
        assert "pertanyaan · Kelemahan Handshake" in screen_text(app)
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "n", *"gubuk", "escape")
        await look_for(pilot, "gubuk")
        assert app.screen.query_one(FoundList).option_count == 1
        assert "catatan · gubuk" in screen_text(app)
        await press(pilot, "f2")
        assert "note · gubuk" in screen_text(app)


# -- with a file


async def test_another_run_finds_what_was_kept(engine: Engine, tmp_path: Path) -> None:
    for run in (1, 2):
        keeper = Keeper(SqliteShelf(tmp_path / "data", lambda: NOW))
        async with keeping(engine, keeper, (120, 50)) as (app, pilot):
            await say(pilot, "/tersimpan")
            assert ("Penanda (1)" in screen_text(app)) == (run == 2)
            await press(pilot, "f5")
            await open_entry(app, pilot, ENTRY)
            await press(pilot, "m")
            if run == 2:
                assert not keeper.is_marked(ENTRY)


async def test_without_a_folder_everything_else_works(engine: Engine) -> None:
    keeper = Keeper(BrokenShelf())
    async with keeping(engine, keeper, (120, 60)) as (app, pilot):
        await say(pilot, "apa kelemahan handshake agreement")
        await say(pilot, "/tandai")
        assert "Tidak ada yang dapat disimpan" in said(app)
        await press(pilot, "f5")
        await open_entry(app, pilot, ENTRY)
        await press(pilot, "m", "x", "enter", "n", *"penting")
        await pilot.pause(1.2)
        assert "salin bila perlu" in screen_text(app)
        await press(pilot, "escape")
        assert "penting" in screen_text(app)
        await say_kept(app, pilot)
        assert "Belum ada yang disimpan" in screen_text(app)


async def say_kept(app: KadguideApp, pilot: Pilot[None]) -> None:
    await app.action_visit("kept")
    await pilot.pause()


async def test_a_damaged_file_is_said_in_the_language_of_the_user(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "kadguide.db").write_bytes(b"rusak" * 1000)
    keeper = Keeper(SqliteShelf(tmp_path, lambda: NOW))
    async with keeping(engine, keeper, lang="en") as (app, pilot):
        await say_kept(app, pilot)
        assert "was damaged and moved to" in said(app)
        assert "kadguide-damaged-2026-11-25-083000.db" in said(app)


async def test_bad_questions_are_listed_and_can_be_withdrawn(engine: Engine, keeper: Keeper) -> None:
    item = engine.snapshot.bank.items[0]
    journal = MemoryJournal()
    for complaint in (
        Complaint(item.id, item.version, "dua jawaban [b]benar[/b]", DAY),
        Complaint(item.id, item.version + 1, "", DAY),
        Complaint("soal-hilang", 1, "usang", DAY),
    ):
        journal.complain(complaint)
    app = KadguideApp(Services(engine, lambda: NOW, keeper, journal), Settings("id", "kadguide-dark"), "id")
    async with app.run_test(size=(80, 30)) as pilot:
        await say(pilot, "/tersimpan")
        text = screen_text(app)
        for piece in (
            "Soal yang dilaporkan buruk (3)", " ".join(item.stem.id.split()[:4]), "dua jawaban [b]benar[/b] · 25",
            "tanpa alasan", "soal sudah diubah", "soal-hilang",
        ):  # fmt: skip
            assert piece in text, piece
        screen = app.screen
        assert isinstance(screen, KeptScreen)
        document = screen.document()
        assert document is not None
        assert "dua jawaban" in str(document.sections)
        await press(pilot, "delete")
        assert isinstance(app.screen, ConfirmScreen)
        await press(pilot, "down", "enter")
        assert [complaint.reason for complaint in journal.complaints()] == ["", "usang"]
        await press(pilot, "f2")
        assert "Questions of the quiz said to be bad (2)" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, BrowseScreen)
