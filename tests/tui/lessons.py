"""Drives the screen of learning in tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from textual.pilot import Pilot
from textual.widgets import Input, Static

from kadguide.answering.engine import Engine
from kadguide.config import Settings
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import MemoryJournal
from kadguide.learning.responses import TYPED, right_response
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.learn import LearnScreen
from kadguide.tui.widgets.stacked import Stacked

START = datetime(2026, 11, 25, 8, tzinfo=UTC)


def app_with(engine: Engine, journal: MemoryJournal, lang: Lang = "id", typed: str = "") -> KadguideApp:
    at = [START]

    def clock() -> datetime:
        at[0] += timedelta(seconds=20)
        return at[0]

    services = Services(engine, clock, journal=journal)
    return KadguideApp(services, Settings(lang), lang, opens=("learn", typed))


def screen_of(app: KadguideApp) -> LearnScreen:
    screen: object = app.screen
    assert isinstance(screen, LearnScreen)
    return screen


def said(screen: LearnScreen) -> str:
    shown = [line.render() for line in screen.query(Static) if line.display]
    return "\n".join(text.plain if isinstance(text, Stacked) else str(text) for text in shown)


async def give_right_answer(app: KadguideApp, pilot: Pilot[None]) -> None:
    screen = screen_of(app)
    assert screen._practice is not None
    question = screen._practice.question
    assert question is not None
    item = question.item
    if item.type in TYPED:
        screen.query_one(Input).value = right_response(item, screen._lang).text
        await pilot.press("enter")
    elif item.type == "matching":
        draft = screen._draft
        assert draft is not None
        sides = {pair.id: pair.right for pair in item.pairs}
        for position, pair in enumerate(item.pairs):
            for _ in range(len(question.order)):
                if sides.get(draft.side(position)) == pair.right:
                    break
                await pilot.press(str(position + 1))
        await pilot.press(str(len(item.pairs) + 1))
    elif item.type == "true_false":
        await pilot.press("1" if item.truth else "2")
    else:
        chosen = right_response(item).chosen
        for id_ in chosen[:-1] if item.type == "ordering" else chosen:
            await pilot.press(str(question.order.index(id_) + 1))
        if item.type != "single":
            await pilot.press(str(len(question.order) + 1))
    await pilot.pause()
