"""The terminal door: who gets an app, what happens to it when lines are cut, and that none is left behind."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

import aiohttp

from kadguide.i18n import Catalog
from kadguide.web.classroom import terminal
from kadguide.web.classroom.door import Limits
from kadguide.web.classroom.seats import StartedSeats
from kadguide.web.classroom.terminal import TerminalDoor
from tests.web.classroom.sample import Guest, Room

PATIENCE = 20.0
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
WORD = Catalog("id")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take longer to end its apps than a class would wait."""
    monkeypatch.setattr(terminal, "_END_SECONDS", PATIENCE)


class Page:
    """The line of one browser to its app."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self.line = line
        self.text = ""

    async def see(self, text: str) -> None:
        """Wait until ``text`` was shown since the last look."""
        async with asyncio.timeout(PATIENCE):
            while text not in self.text:
                message = await self.line.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, message
                self.text += message.data.decode("utf-8", "replace")
        self.text = ""

    async def press(self, keys: str) -> None:
        await self.line.send_str(json.dumps(["stdin", keys]))

    async def until_closed(self) -> int | None:
        async with asyncio.timeout(PATIENCE):
            while (await self.line.receive()).type not in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED):
                pass
        return self.line.close_code


async def open_page(guest: Guest) -> Page:
    return Page(await guest.client.ws_connect("/ws?width=80&height=24"))


async def wait_in_app(guest: Guest, code: str) -> Page:
    """Log in with ``code``, and wait in the app for an exam."""
    await guest.post("/login", code=code)
    page = await open_page(guest)
    await page.see(WORD("sitting.waiting"))
    return page


async def test_an_app_answers_and_comes_back_to_the_same_question(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        room.open_exam()
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        page = await open_page(guest)
        await page.see(WORD("sitting.row_begin"))
        await asyncio.sleep(0.4)  # a hasty Enter is ignored
        await page.press("\r")
        await page.see(WORD("sitting.question", number=1, count=8))
        await page.press("\t")
        await page.press("n")
        await page.see(WORD("sitting.question", number=2, count=8))
        transport = page.line._response.connection
        assert transport is not None
        assert transport.transport is not None
        transport.transport.abort()  # a cut line
        again = await open_page(guest)
        await again.see(WORD("sitting.question", number=2, count=8))


async def test_nobody_without_a_ticket_gets_an_app(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        guest = room.guest()
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await open_page(guest)
        await guest.get("/terminal")
        assert guest.path == "/"


@pytest.mark.parametrize("origin", ["http://jahat.invalid", "null", "https://{host}"])
async def test_pages_of_other_sites_get_no_app(tmp_path: Path, origin: str) -> None:
    async with Room(tmp_path) as room:
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await guest.client.ws_connect("/ws", headers={"Origin": origin.format(host=guest.host)})


async def test_a_page_that_is_fetched_as_a_line_changes_nothing(tmp_path: Path) -> None:
    async with Room(tmp_path, rehearsal=True) as room:
        guest, other = room.guest(), room.guest()
        await guest.post("/login", code=room.codes[0])
        page = await open_page(guest)
        for one in (guest, other):  # as a picture of another site does, without saying where it comes from
            for headers in ({}, {"Upgrade": "x"}, {"Upgrade": "websocket", "Origin": "http://jahat.invalid"}):
                answer = await one.client.get("/ws", headers=headers)
                assert answer.status == (403 if "Origin" in headers else 400)
        await page.see(WORD("sitting.waiting"))
        assert not page.line.closed
        assert len(room.register.trainees()) == 3


async def test_a_second_app_of_one_trainee_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        guest = room.guest()
        first = await wait_in_app(guest, room.codes[0])
        second = await open_page(guest)
        assert await first.until_closed() == 4001
        await second.see(WORD("sitting.waiting"))


async def test_a_reset_login_closes_the_app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "_LOOK_SECONDS", 0.1)
    async with Room(tmp_path) as room:
        guest = room.guest()
        page = await wait_in_app(guest, room.codes[0])
        room.register.release("t0")
        assert await page.until_closed() == 4002


async def test_a_rehearsal_lets_anybody_in_and_the_cut_come_back(tmp_path: Path) -> None:
    async with Room(tmp_path, rehearsal=True) as room:
        room.open_exam()
        guest = room.guest()
        page = await open_page(guest)
        await page.see(WORD("sitting.row_begin"))
        assert [trainee.name for trainee in room.register.trainees()][-1] == WORD("terminal.rehearsal_name", number=1)
        await page.line.close()
        await asyncio.sleep(0.2)
        again = await open_page(guest)
        await again.see(WORD("sitting.row_begin"))
        assert len(room.register.trainees()) == 4


async def test_a_started_app_does_the_same_as_a_forked_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "best_seats", StartedSeats)
    async with Room(tmp_path) as room:
        room.open_exam()
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        page = await open_page(guest)
        await page.see(WORD("sitting.row_begin"))


async def test_the_page_names_no_other_address(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        await guest.get("/terminal?fontsize=24")
        assert guest.status == 200
        assert guest.page.count("://") == 1
        assert f"ws://{guest.host}/ws" in guest.page
        for path in ("assets/page.css", "assets/page.js", "static/js/textual.js", "static/css/xterm.css"):
            await guest.get(f"/terminal/{path}")
            assert guest.status == 200


@needs_linux
async def test_whoever_reloads_without_end_fills_nothing(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        guest, other = room.guest(), room.guest()
        for number, one in enumerate((guest, other)):
            await one.post("/login", code=room.codes[number])
        page = await open_page(other)
        await page.see(WORD("sitting.waiting"))
        parent = children(os.getpid(), "forkserver")[0]
        numbers = []

        async def reload() -> None:
            for _ in range(12):
                with contextlib.suppress(aiohttp.WSServerHandshakeError):
                    again = await open_page(guest)
                    await asyncio.sleep(0.02)
                    again.line._response.close()
                numbers.append(len(children(parent, "forkserver")))

        await asyncio.gather(*(reload() for _ in range(10)))
        assert max(numbers) <= 30
        await page.press("\x1bOQ")  # F2: the other trainee's app goes on
        await page.see(Catalog("en")("sitting.waiting"))
        async with asyncio.timeout(PATIENCE):
            while True:
                with contextlib.suppress(aiohttp.WSServerHandshakeError):
                    await (await open_page(guest)).see(WORD("sitting.waiting"))
                    break
                await asyncio.sleep(0.1)
            while len(children(parent, "forkserver")) > 2:
                await asyncio.sleep(0.1)


@needs_linux
async def test_a_flood_of_keys_fills_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every key takes more than a kilobyte until an app has seen to it. At the end thousands are still on their way,
    and the app is not waited for until it has seen to those as well."""
    monkeypatch.setattr(terminal, "_END_SECONDS", 0.5)
    async with Room(tmp_path) as room:
        guest = room.guest()
        page = await wait_in_app(guest, room.codes[0])
        (seat,) = children(children(os.getpid(), "forkserver")[0], "forkserver")
        before = most_memory(seat)
        began = busy(seat)
        flood = asyncio.create_task(keep_pressing(page))
        async with asyncio.timeout(2 * PATIENCE):
            while busy(seat) - began < 3:
                await asyncio.sleep(0.1)
        flood.cancel()
        assert most_memory(seat) - before < 50 * 1024
    async with asyncio.timeout(PATIENCE):
        while is_alive(seat):
            await asyncio.sleep(0.05)


async def keep_pressing(page: Page) -> None:
    while True:
        await page.press("x" * 200_000)


def busy(process: int) -> float:
    """Seconds that a process has worked."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory(process: int) -> int:
    """The most kilobytes that a process has had."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])


@needs_linux
async def test_no_app_outlives_the_server(tmp_path: Path) -> None:
    """Neither after an orderly end nor after the forking process was killed."""
    for killed in (False, True):
        folder = tmp_path / str(killed)
        folder.mkdir()
        async with Room(folder) as room:
            guest = room.guest()
            page = await wait_in_app(guest, room.codes[0])
            assert not page.line.closed
            parents = children(os.getpid(), "forkserver")
            assert len(parents) == 1
            seats = children(parents[0], "forkserver")
            assert len(seats) == 1
            if killed:
                os.kill(parents[0], signal.SIGKILL)
        async with asyncio.timeout(PATIENCE):
            while any(is_alive(seat) for seat in seats):
                await asyncio.sleep(0.05)


def is_alive(number: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return False


def children(parent: int, name: str) -> list[int]:
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        for number in (task / "children").read_text().split():
            with contextlib.suppress(OSError):  # it has just ended
                if name in Path(f"/proc/{number}/cmdline").read_text():
                    found.append(int(number))
    return found


def test_the_door_has_a_name_in_the_server() -> None:
    from kadguide.web.classroom.server import DOORS

    assert TerminalDoor in DOORS


async def test_many_lines_of_one_trainee_keep_nobody_out_and_resets_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_LOOK_SECONDS", 0.1)
    async with Room(tmp_path) as room:
        guest, other = room.guest(), room.guest()
        await guest.post("/login", code=room.codes[0])
        bystander = await wait_in_app(other, room.codes[1])
        await asyncio.gather(*(open_page(guest) for _ in range(4)))
        await (await open_page(guest)).see(WORD("sitting.waiting"))
        room.register.release("t0")
        await asyncio.sleep(0.5)
        room.register.release("t1")
        assert await bystander.until_closed() == 4002


async def test_a_full_rehearsal_writes_nobody_down(tmp_path: Path) -> None:
    async with Room(tmp_path, limits=Limits(sessions=1), rehearsal=True) as room:
        await open_page(room.guest())
        guest = room.guest()
        for _ in range(5):
            with pytest.raises(aiohttp.WSServerHandshakeError) as error:
                await open_page(guest)
            assert error.value.status == 503
        assert len(room.register.trainees()) == 4
