"""The main screens look as they did; see :mod:`tests.snapshots` for how to change that on purpose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
from textual.pilot import Pilot

from kadguide.answering.engine import Engine
from kadguide.config import Settings
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.kept import Bookmark, Flag, Gap, Note
from kadguide.keeping.memory import MemoryShelf
from kadguide.learning.journal import Answer, MemoryJournal, Session
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.learn import LearnScreen
from tests import snapshots
from tests.tui.test_chat import chat, say

Way = Callable[[KadguideApp, "Pilot[None]"], Awaitable[None]]


def keys(*names: str) -> Way:
    async def go(app: KadguideApp, pilot: Pilot[None]) -> None:
        for name in names:
            await pilot.press(name)
            await pilot.pause()

    return go


def asked(question: str) -> Way:
    async def go(app: KadguideApp, pilot: Pilot[None]) -> None:
        await say(pilot, question)

    return go


def among_the_topics(entry: str = "", words: str = "") -> Way:
    async def go(app: KadguideApp, pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, BrowseScreen)
        if words:
            app.screen.search(words)
        if entry:
            await app.screen.open_entry(entry)
        await pilot.pause()

    return go


def finding(entry: str, words: str) -> Way:
    async def go(app: KadguideApp, pilot: Pilot[None]) -> None:
        await among_the_topics(entry)(app, pilot)
        await keys("slash", *words, "enter")(app, pilot)

    return go


WAYS: dict[str, Way] = {
    "chat-empty": keys(),
    "chat-answer": asked("apa kelemahan handshake agreement?"),
    "chat-clarify": asked("jangka waktu"),
    "chat-refusal": asked("resep rendang padang"),
    "topics-list": keys("f5"),
    "topics-search": among_the_topics(words="handshake agreement"),
    "topics-reader": among_the_topics(entry="handshake-kelemahan"),
    "menu": keys("f6"),
    "help": keys("f1"),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", WAYS)
async def test_the_screen_looks_as_it_did(engine: Engine, name: str, size: tuple[int, int]) -> None:
    async with chat(engine, size) as (app, pilot):
        await WAYS[name](app, pilot)
        await snapshots.check(f"{name}-{size[0]}x{size[1]}", app)


NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
PLACES: dict[str, Way] = {
    "timeline": asked("/linimasa UU 32/2004"),
    "glossary": asked("/istilah PKS"),
    "compare": asked("/banding handshake, fee for service"),
    "links": asked("/peta"),
    "adviser": asked("/penasihat"),
    "case": asked("/kasus kerja sama dengan PT swasta untuk parkir"),
    "kept": asked("/tersimpan"),
    "settings": asked("/setelan"),
    "topics-source": asked("/sumber PP 50/2007"),
    "topics-find": finding("handshake-kelemahan", "sama"),
}


def what_is_kept() -> Keeper:
    """Something of every kind, on the day of the tests."""
    day, entry = NOW.isoformat(), "handshake-kelemahan"
    shelf = MemoryShelf()
    for thing in (
        Bookmark(entry, day), Note(entry, "bawa ke rapat TKKSD", day),
        Flag("apa itu KSDD?", "ksdd-apa-itu", "pasalnya keliru", "0.1", "2026-11-23", day),
        Gap("resep rendang", "resep rendang", day, (entry,), 2),
    ):  # fmt: skip
        shelf.keep(thing)
    return Keeper(shelf)


@pytest.mark.parametrize("name", PLACES)
async def test_the_place_looks_as_it_did(engine: Engine, name: str) -> None:
    services = Services(engine, lambda: NOW, what_is_kept())
    app = KadguideApp(services, Settings("id", "kadguide-dark"), "id")
    async with app.run_test(size=(80, 24)) as pilot:
        await PLACES[name](app, pilot)
        await snapshots.check(f"{name}-80x24", app)


async def to_the_progress(app: KadguideApp, pilot: Pilot[None]) -> None:
    await keys("escape")(app, pilot)
    assert isinstance(app.screen, LearnScreen)
    app.screen._show_progress()
    await pilot.pause()


LEARNING: dict[str, Way] = {"learn-question": keys(), "learn-feedback": keys("1"), "learn-progress": to_the_progress}


def what_was_learned() -> MemoryJournal:
    """Two answers, and a session that waits at its question."""
    journal, day = MemoryJournal(), NOW.isoformat()
    for number, fraction in enumerate((1.0, 0.0), start=1):
        item = ("jenis-air-empat-rencana", "waktu-kembar-tenggat")[number - 1]
        journal.record(Answer("awal", number, "mixed", item, 1, "{}", fraction, (), 0, "", 20.0, day))
    journal.begin(Session("buka", "module", "naskah", ("waktu-kembar-tenggat", "waktu-kembar-laporan"), "benih", day))
    return journal


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", LEARNING)
async def test_learning_looks_as_it_did(engine: Engine, name: str, size: tuple[int, int]) -> None:
    services = Services(engine, lambda: NOW, journal=what_was_learned())
    app = KadguideApp(services, Settings("id", "kadguide-dark"), "id", opens=("learn", "lanjut"))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await LEARNING[name](app, pilot)
        await snapshots.check(f"{name}-{size[0]}x{size[1]}", app)
