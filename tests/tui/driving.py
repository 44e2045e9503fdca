"""The app as the tests of its comfort start it: with settings, with notices, in any window."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from textual.pilot import Pilot

from kadguide.answering.engine import Engine
from kadguide.config import Settings, SettingsProblem
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.app import KadguideApp

DARK = Settings(theme="kadguide-dark")
SIZES = ((60, 18), (80, 24), (120, 40))


@asynccontextmanager
async def running(
    engine: Engine,
    settings: Settings = DARK,
    size: tuple[int, int] = (80, 24),
    problems: Sequence[SettingsProblem] = (),
    *,
    first_start: bool = False,
) -> AsyncIterator[tuple[KadguideApp, Pilot[None]]]:
    lang: Lang = "en" if settings.language == "en" else "id"
    app = KadguideApp(Services(engine), settings, lang, problems, first_start=first_start)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield app, pilot


async def each_size(pilot: Pilot[None]) -> AsyncIterator[tuple[int, int]]:
    """Give the window one size after the other, so that one start serves the looks at all of them."""
    for size in SIZES:
        await pilot.resize_terminal(*size)
        await pilot.pause()
        yield size


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
