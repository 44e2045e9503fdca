"""The way into an exam from a file, and out of it with a proof code."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from kadguide.exchange.examcover import end_text, spaced
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.store.offline import FileSeat
from kadguide.teaching.codes import new_code, show_code
from kadguide.teaching.handout import cover_of
from kadguide.teaching.sitting import Seat
from kadguide.tui.sitting.door import DoorScreen, FileSitApp
from kadguide.tui.sitting.screen import SitScreen
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines
from tests.hostile import HOSTILE
from tests.offline_class import OfflineClass
from tests.tui.test_sitting import SIZES, answer_by_keys


class Laptop:
    """The app of one trainee."""

    def __init__(self, room: OfflineClass, lang: Lang = "id") -> None:
        self.room = room
        self.register = room.register
        self.seat: FileSeat | None = None
        self.app = FileSitApp(
            cover_of(room.made.file), self._unlock, lambda: room.laptop.wall, self._end, lang, "kadguide-dark"
        )

    def _unlock(self, typed: str) -> Seat:
        self.room.made.file.unlock_any(typed)
        self.seat = self.room.seat()
        return self.seat

    def _end(self, seat: Seat, lang: Lang) -> str:
        assert isinstance(seat, FileSeat)
        return end_text(seat.hand_over(), Catalog(lang))

    def seen(self) -> str:
        said = [str(part.render()) for part in self.app.screen.query(Static) if part.display]
        lines = self.app.screen.query(Lines)
        return "\n".join([*said, *(str(o.prompt) for found in lines if found.display for o in found.options)])

    @property
    def screen(self) -> SitScreen:
        screen = self.app.screen
        assert isinstance(screen, SitScreen)
        return screen


@asynccontextmanager
async def opened(laptop: Laptop, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    async with laptop.app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot
    if laptop.seat is not None:
        laptop.seat.close()


async def type_code(laptop: Laptop, pilot: Pilot[None], code: str) -> None:
    laptop.app.screen.query_one("#typed", Line).value = code
    await pilot.press("enter")
    await laptop.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OfflineClass]:
    made = OfflineClass(tmp_path, 1)
    yield made
    made.register.close()


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_whole_way_from_the_cover_to_the_proof_code(room: OfflineClass, lang: Lang) -> None:
    laptop, word = Laptop(room, lang), Catalog(lang)
    async with opened(laptop) as pilot:
        assert room.made.file.keys.fingerprint in laptop.seen()
        assert word("offline.fingerprint_how") in laptop.seen()
        await type_code(laptop, pilot, show_code(room.codes[0]).lower())
        assert word("offline.sit_ready", number=1, count=8) in laptop.seen()
        laptop.screen._actions[0]()
        await pilot.pause()
        assert laptop.seat is not None
        for item in laptop.seat.items:
            await answer_by_keys(laptop, pilot, item)  # type: ignore[arg-type]
            laptop.screen.action_go(1)
            await pilot.pause()
        await pilot.press("k")
        await pilot.press("2")
        await pilot.pause()
        (path,) = room.inbox.iterdir()
        (found,) = room.collect([path])
        said = laptop.seen()
        assert spaced(found.proof.replace("-", "")) in said
        assert word("offline.end_write") in said
        assert str(path) in said
        assert word("offline.sit_finished_how") in said
        await pilot.press("f2")
        assert Catalog("id" if lang == "en" else "en")("offline.end_write") in laptop.seen()
        await pilot.press("ctrl+q")
    assert set(room.fractions("t0").values()) == {1.0}


async def test_it_can_be_left_and_goes_on_at_the_same_question(room: OfflineClass) -> None:
    laptop = Laptop(room)
    async with opened(laptop) as pilot:
        await type_code(laptop, pilot, room.codes[0])
        laptop.screen._actions[0]()
        await pilot.pause()
        laptop.screen._open(5)
        before = laptop.seen()
        await pilot.press("ctrl+q")
    assert laptop.app.return_code == 0
    again = Laptop(room)
    async with opened(again) as pilot:
        await type_code(again, pilot, room.codes[0])
        assert again.seen() == before


async def test_the_time_ends_and_the_result_is_there(room: OfflineClass) -> None:
    laptop, word = Laptop(room), Catalog("id")
    async with opened(laptop) as pilot:
        await type_code(laptop, pilot, room.codes[0])
        laptop.screen._actions[0]()
        await pilot.pause()
        room.laptop.go(minutes=30, seconds=1)
        laptop.screen._poll()
        await pilot.pause()
        assert word("offline.sit_time_over") in laptop.seen()
        assert word("offline.end_proof", number=1) in laptop.seen()
    assert [one.verdict for one in room.collect(list(room.inbox.iterdir()))] == ["taken"]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("AAAAAAAB", "offline.mistyped"),
        ("x", "offline.mistyped"),
        (new_code(lambda _: 3), "seal.unknown_code"),
    ],
)
async def test_a_code_that_does_not_fit_is_said_and_can_be_mended(room: OfflineClass, typed: str, key: str) -> None:
    laptop = Laptop(room)
    async with opened(laptop) as pilot:
        await type_code(laptop, pilot, typed)
        assert isinstance(laptop.app.screen, DoorScreen)
        assert Catalog("id")(key) in laptop.seen()
        await pilot.press("f2")
        assert Catalog("en")("offline.ask_code") in laptop.seen()
        await type_code(laptop, pilot, room.codes[0])
        assert isinstance(laptop.app.screen, SitScreen)


async def test_another_window_is_said(room: OfflineClass) -> None:
    seat = room.seat()
    laptop = Laptop(room)
    async with opened(laptop) as pilot:
        await type_code(laptop, pilot, room.codes[0])
        assert Catalog("id")("offline.held") in laptop.seen()
        seat.close()
        await type_code(laptop, pilot, room.codes[0])
        assert isinstance(laptop.app.screen, SitScreen)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_everything_fits(room: OfflineClass, size: tuple[int, int], lang: Lang) -> None:
    room.made = room.hand_out(opens="2099-01-01T08:00:00+07:00")
    laptop = Laptop(room, lang)
    async with opened(laptop, size) as pilot:
        for _ in range(2):
            for part in laptop.app.screen.query("#sheet > *, #head, #keys"):
                if part.display:
                    assert part.region.right <= size[0]
                    assert part.region.bottom <= size[1]
            await type_code(laptop, pilot, room.codes[0])
        laptop.screen._begin()
        laptop.screen._hand_in()
        await pilot.pause()
        assert laptop.screen.query_one("#keys").region.bottom <= size[1]
        assert laptop.screen.query_one("#stem").region.y < size[1]


@pytest.mark.parametrize("text", [text for text in HOSTILE if len(text) < 3000])
async def test_hostile_codes_do_no_harm(room: OfflineClass, text: str) -> None:
    laptop = Laptop(room)
    async with opened(laptop) as pilot:
        await type_code(laptop, pilot, text)
        assert isinstance(laptop.app.screen, DoorScreen)
        assert not laptop.app.screen.query_one("#typed", Line).disabled
