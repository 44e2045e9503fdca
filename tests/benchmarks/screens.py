"""How long keys and turns take on the screen: ``python -m tests.benchmarks.screens [--turns 500] [--size 80x24]``.

Headless, with the shipped knowledge. A key is timed whole: the event, what the screen does with it, layout and paint.
``busy`` is the processor's time until everything is quiet again; ``paint`` the time on the clock until the last paint,
with the wait for the next frame that Textual makes (at most 1/60 s). The reference is a Textual app with nothing but a
line to type in and a list of as many rows as were found, which it leaves alone.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from kadguide.answering.loading import load_engine
from kadguide.browsing.finding import MOST_FOUND
from kadguide.config import Settings, knowledge_root
from kadguide.services import Services
from kadguide.tui.app import KadguideApp
from kadguide.tui.screens.browse import BrowseScreen
from kadguide.tui.screens.chat import ChatScreen
from kadguide.tui.widgets.prompt import Prompt

WORDS = (
    "kerja sama",
    "handshake agreement",
    "pks pihak ketiga",
    "siapa menandatangani",
    "dprd persetujuan",
    "luar neg",
)
QUESTIONS = (
    "apa itu TKKSD", "apa kelemahan handshake agreement?", "kelebihannya?", "PP 50/2007 masih berlaku?",
    "bandingkan handshake dengan fee for service", "pendanaan", "who signs a PKS?", "resep rendang padang", "makasih",
)  # fmt: skip
QUIET_SECONDS = 0.12
"""After a key this long is waited; nothing of it may still be going on then."""
WARM_UP = 12


class Times(NamedTuple):
    """Milliseconds of one key."""

    busy: float
    paint: float


class Reference(App[None]):
    """What a key costs in Textual itself."""

    def compose(self) -> ComposeResult:
        yield Input()
        yield OptionList(*(Option(Content(f"Judul entri nomor {n}\n  Topik")) for n in range(MOST_FOUND)), markup=False)


class Stopwatch:
    """Presses keys in ``app`` and times them."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._painted = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Watch what is painted."""
        display = self._app._display

        def watched(*arguments: object) -> None:
            display(*arguments)  # type: ignore[arg-type]
            self._painted = time.perf_counter()

        self._app._display = watched  # type: ignore[method-assign, assignment]
        yield

    async def press(self, key: str, character: str | None) -> Times:
        assert self._app._driver is not None
        busy, start = time.process_time(), time.perf_counter()
        self._painted = start
        self._app._driver.send_message(events.Key(key, character))
        await asyncio.sleep(QUIET_SECONDS)
        return Times((time.process_time() - busy) * 1000, (self._painted - start) * 1000)

    async def type(self, texts: Iterable[str]) -> list[Times]:
        """Type each text and take it away again with Backspace; the first keys are not counted."""
        times = []
        for text in texts:
            times += [await self.press("space" if letter == " " else letter, letter) for letter in text]
            times += [await self.press("backspace", "\x7f") for _ in text]
        return times[WARM_UP:]


def p95(values: Iterable[float]) -> float:
    """95 of 100 values are at most this."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]


def row(name: str, times: list[Times]) -> Times:
    """Print one line; gives back the 95th percentiles."""
    busy, paint = [t.busy for t in times], [t.paint for t in times]
    print(
        f"{name:34s} busy p50 {statistics.median(busy):5.1f} p95 {p95(busy):5.1f} ms   "
        f"paint p50 {statistics.median(paint):5.1f} p95 {p95(paint):5.1f} ms   ({len(times)} keys)"
    )
    return Times(p95(busy), p95(paint))


async def search_keys(services: Services, size: tuple[int, int]) -> None:
    """Keys in the search of the topics, against the reference."""
    reference: App[None] = Reference()
    async with reference.run_test(size=size) as pilot:
        watch = Stopwatch(reference)
        with watch.running():
            await pilot.pause(0.5)
            floor = row(f"empty app, {size[0]}×{size[1]}", await watch.type(WORDS))
    app = KadguideApp(services, Settings(), "id")
    async with app.run_test(size=size) as pilot:
        watch = Stopwatch(app)
        with watch.running():
            await pilot.press("f5")
            await pilot.pause(0.5)
            screen = app.screen
            assert isinstance(screen, BrowseScreen)
            screen.action_focus_search()
            await pilot.pause(0.5)
            ours = row(f"search of the topics, {size[0]}×{size[1]}", await watch.type(WORDS))
    print(f"{'ratio of the p95':34s} busy {ours.busy / floor.busy:.2f} ×   paint {ours.paint / floor.paint:.2f} ×")


async def conversation(services: Services, size: tuple[int, int], turns: int, early: int = 5) -> None:
    """A key and a turn early in a conversation and late."""
    app = KadguideApp(services, Settings(), "id")
    async with app.run_test(size=size):
        watch = Stopwatch(app)
        with watch.running():
            found: dict[int, tuple[float, float]] = {}
            for turn in range(1, turns + 1):
                chat = app.screen
                assert isinstance(chat, ChatScreen)
                question = QUESTIONS[turn % len(QUESTIONS)]
                await chat.ask(question)
                await asyncio.sleep(0.05)
                if turn not in (early, turns):
                    continue
                await asyncio.sleep(QUIET_SECONDS)
                chat.query_one(Prompt).focus()
                keys = await watch.type(["tulis pertanyaan", "lagi"])
                spent = []
                for again in range(len(QUESTIONS)):  # the same questions early and late
                    busy = time.process_time()
                    await chat.ask(QUESTIONS[again])
                    await asyncio.sleep(QUIET_SECONDS)
                    spent.append((time.process_time() - busy) * 1000)
                name = f"turn {turn}, {size[0]}×{size[1]}"
                found[turn] = (row(f"key at {name}", keys).busy, statistics.median(spent))
                print(f"{f'turn at {name}':34s} busy p50 {found[turn][1]:5.1f} ms")
                await look_back(app, watch, name)
    (key, ask), (late_key, late_ask) = found[early], found[turns]
    print(
        f"{f'ratio turn {turns} / turn {early}':34s} key p95 {late_key / key:.2f} ×   turn p50 {late_ask / ask:.2f} ×"
    )


async def look_back(app: KadguideApp, watch: Stopwatch, name: str) -> None:
    """A key in the search of the whole conversation, one step of it, and one page up."""
    await app.run_action("look_back")
    await asyncio.sleep(1)  # what is remembered from one letter to the next
    row(f"key in the search at {name}", await watch.type(["tkksd dan pks", "handshake"]))
    for letter in "pks":
        await watch.press(letter, letter)
    row(f"next match at {name}", [await watch.press("enter", "\r") for _ in range(20)])
    await watch.press("escape", "\x1b")
    row(f"page up at {name}", [await watch.press("pageup", None) for _ in range(20)])


async def measure(sizes: Iterable[tuple[int, int]], turns: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        services = Services(load_engine(knowledge_root(), cache=Path(folder)))
        gc.freeze()  # as ``kadguide chat`` does
        for size in sizes:
            await search_keys(services, size)
        if turns:
            await conversation(services, (80, 24), turns)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", action="append", help="columns and rows, as 80x24; repeatable")
    parser.add_argument("--turns", type=int, default=500, help="length of the conversation; 0 leaves it out")
    asked = parser.parse_args()
    sizes = [tuple(map(int, text.split("x"))) for text in asked.size or ("80x24", "120x40")]
    asyncio.run(measure([(width, height) for width, height in sizes], asked.turns))


if __name__ == "__main__":
    main()
