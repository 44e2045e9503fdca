"""The main screens look as they did; see :mod:`tests.snapshots` for how to change that on purpose."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from kadguide.answering.engine import Engine
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
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
