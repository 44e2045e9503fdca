"""The server as a process: what it says first, and that it ends with whoever started it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")

import aiohttp

from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.store.classes import open_register
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.register import Attempt, Given, Register, moment
from kadguide.teaching.sitting import Sitting
from kadguide.teaching.timekeeping import SteadyClock
from kadguide.web.classroom.addresses import is_own_name, room_addresses, urls
from kadguide.web.classroom.desk import Desk, Step
from kadguide.web.classroom.door import DoorContext, Limits
from kadguide.web.classroom.once import Once
from kadguide.web.classroom.record import ServerRecord
from kadguide.web.classroom.server import Server
from kadguide.web.classroom.throttle import Throttle, Turns
from tests.web.classroom.sample import COOKIE, START, Clock, Room, chance, make_class


@pytest.fixture
def where(tmp_path: Path) -> str:
    path = str(tmp_path / "uji.kadkelas")
    register = open_register(path, lambda: datetime.now(UTC))
    make_class(register)
    register.close()
    return path


@contextmanager
def process(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    started = subprocess.Popen(
        [sys.executable, "-m", "kadguide.web.classroom", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        yield started
    finally:
        started.kill()
        started.communicate(timeout=10)


def first_line(started: subprocess.Popen[str]) -> dict[str, object]:
    assert started.stdout is not None
    found: dict[str, object] = json.loads(started.stdout.readline())
    return found


@pytest.mark.parametrize("ending", ["input", "interrupted", "terminated", "silent guest"])
async def test_the_server_ends_with_its_parent_and_when_told_to(where: str, ending: str) -> None:
    with process("--class", where, "--port", "0", "--host", "127.0.0.1") as started:
        said = await asyncio.to_thread(first_line, started)
        assert said["addresses"] == [f"http://127.0.0.1:{said['port']}/"]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{said['port']}/") as answer:
                assert answer.status == 200
                assert Catalog("id")("door.login") in await answer.text()
            guest = None
            if ending == "silent guest":
                _, guest = await asyncio.open_connection("127.0.0.1", int(str(said["port"])))
                guest.write(b"POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nContent-")
                await guest.drain()
            assert started.stdin is not None
            if ending in ("input", "silent guest"):
                started.stdin.close()
                started.stdin = None
            else:
                started.send_signal(signal.SIGINT if ending == "interrupted" else signal.SIGTERM)
            assert await asyncio.to_thread(started.wait, 5) == 0
            if guest is not None:
                guest.close()


@pytest.mark.parametrize("what", ["no class", "not a class", "port taken", "another machine", "usage"])
def test_what_is_the_matter_is_said_in_one_line(where: str, tmp_path: Path, what: str) -> None:
    file, port, host, more = where, "0", "127.0.0.1", []
    taken = socket.socket()
    try:
        if what == "no class":
            file = str(tmp_path / "kosong.kadkelas")
        elif what == "not a class":
            file = str(tmp_path / "bukan.kadkelas")
            Path(file).write_bytes(b"bukan basis data " * 100)
        elif what == "port taken":
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = str(taken.getsockname()[1])
        elif what == "another machine":
            host = "192.0.2.7"
        else:
            more = ["--lang", "xx"]
        with process("--class", file, "--port", port, "--host", host, *more) as started:
            said = first_line(started)
            code = {
                "no class": "no_class", "not a class": "damaged", "port taken": "port_taken",
                "another machine": "address", "usage": "usage",
            }[what]  # fmt: skip
            assert said["error"] == code
            assert started.wait(5) == 2
    finally:
        taken.close()


def test_addresses_are_those_of_a_room() -> None:
    assert all(socket.inet_aton(address) and not address.startswith("127.") for address in room_addresses())
    assert urls(["10.0.0.7", "fe80::1"], 81) == ("http://10.0.0.7:81/", "http://[fe80::1]:81/")
    own = socket.gethostname()
    assert all(map(is_own_name, ("localhost", "127.0.0.1", "10.1.2.3", "::1", own, own.upper(), f"{own}.local")))
    assert not any(map(is_own_name, ("", "contoh.invalid", "127.0.0.1.contoh.invalid", "0x7f.1", "localhost.contoh")))


async def test_a_guest_who_says_nothing_is_cut_off(where: str) -> None:
    clock = Clock()
    desk = Desk(lambda: open_register(where, clock))
    context = DoorContext(
        where, "", lambda: open_register(where, clock), desk, Catalog("id"), clock, chance(), Limits(seconds=0.3), "k"
    )
    server = Server(context)
    port = await server.start("127.0.0.1", 0)
    try:
        for said in (b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(said)
            assert await asyncio.wait_for(reader.read(), 5) == b""
            writer.close()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\ncode="
        writer.write(head.encode())
        assert b"408" in await asyncio.wait_for(reader.readline(), 5)
        writer.close()
    finally:
        await server.stop()
        await desk.close()


Line = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@contextlib.asynccontextmanager
async def crowd(where: str, limits: Limits) -> AsyncIterator[Crowd]:
    """A server with these limits, and whoever comes to it."""
    clock = Clock()
    desk = Desk(lambda: open_register(where, clock))
    context = DoorContext(
        where, "", lambda: open_register(where, clock), desk, Catalog("id"), clock, chance(), limits, "k"
    )
    server = Server(context)
    port = await server.start("127.0.0.1", 0)

    guests = Crowd(port)
    try:
        yield guests
    finally:
        for writer in guests.writers:
            writer.close()
        await server.stop()
        await desk.close()


class Crowd:
    """Connections from several addresses of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.writers: list[asyncio.StreamWriter] = []

    async def come(self, address: str) -> Line:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port, local_addr=(address, 0))
        self.writers.append(writer)
        return reader, writer

    async def served(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        with contextlib.suppress(ConnectionError):
            writer.write(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n\r\n".encode())
            while (line := await asyncio.wait_for(reader.readline(), 5)) and not line.startswith(b"HTTP/1.1"):
                pass  # of a page that was asked for before
            return b"200" in line
        return False


async def test_one_address_does_not_take_the_room_of_all(where: str) -> None:
    async with crowd(where, Limits(connections=4)) as guests:
        many = [await guests.come("127.0.0.1") for _ in range(6)]
        assert [await guests.served(*one) for one in many] == [True] * 4 + [False] * 2
        assert await guests.served(*await guests.come("127.0.0.2")), "others come in as before"
        for _, writer in many[:3]:
            writer.close()
        for _ in range(2):  # closed ones do not count, as soon as the server has noticed
            async with asyncio.timeout(20):
                while not await guests.served(*await guests.come("127.0.0.1")):
                    await asyncio.sleep(0.02)


async def test_several_addresses_do_not_take_the_room_of_all_either(where: str) -> None:
    async with crowd(where, Limits(connections=4, connections_of_all=8)) as guests:
        quiet = await guests.come("127.0.0.1")
        assert await guests.served(*quiet)
        greedy = [await guests.come(f"127.0.0.{2 + number % 2}") for number in range(7)]
        assert all([await guests.served(*one) for one in greedy])
        assert await guests.served(*await guests.come("127.0.0.4")), "whoever comes newly"
        assert await guests.served(*quiet), "and whoever was there"
        assert [await guests.served(*one) for one in greedy].count(False) == 2


# -- the record


async def test_a_clock_that_is_set_is_seen_to_and_told_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    wall, gone = [START], [0.0]
    clock = SteadyClock(lambda: wall[0], lambda: gone[0])
    context = DoorContext(room.where, "", room.open, room.desk, Catalog("id"), clock, chance(9), Limits(), "k")
    record, told = ServerRecord(context, clock), list[tuple[int, bool]]()
    await record.started()

    async def look() -> None:
        await record.look(lambda seconds, during: told.append((seconds, during)))

    await look()
    wall[0] += timedelta(hours=2)
    with monkeypatch.context() as patch:
        patch.setattr("kadguide.store.register.SqlRegister.apply", _busy)
        with pytest.raises(StoreError):
            await look()
    assert (told, clock()) == ([], START), "what is not written down has not happened yet"
    for _ in range(2):
        await look()
    assert (told, clock()) == ([(7200, True)], wall[0])
    await record.stopped()
    kinds = [event.kind for event in room.register.events()]
    assert sorted(kinds) == ["clock_set", "server_started", "server_stopped"]
    assert len(room.register.pauses("uji")) == 1


def _busy(*_: object) -> None:
    raise StoreError("busy")


# -- the desk


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with Room(tmp_path) as served:
        served.open_exam()
        yield served


def given(trainee: str, text: str) -> Given:
    return Given("uji", trainee, "q1", text, moment(START), 0)


class Counting:
    """A register that counts how often answers are written."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self.sizes: list[int] = []

    def give(self, answers: list[Given]) -> None:
        self.sizes.append(len(answers))
        self._register.give(answers)

    def close(self) -> None:
        self._register.close()


async def test_answers_are_written_together_and_one_bad_one_alone(room: Room) -> None:
    for trainee in ("t0", "t1"):
        room.register.begin(Attempt("uji", trainee, "", "form", 0, moment(START), moment(START)))
    counting = Counting(room.open())
    desk = Desk(lambda: counting)  # type: ignore[arg-type, return-value]
    answers = [given(f"t{number % 2}", str(number)) for number in range(20)] + [given("siapa", "x")]
    found = await asyncio.gather(
        *(desk.step(lambda step, one=answer: step.give([one])) for answer in answers),  # type: ignore[misc]
        return_exceptions=True,
    )
    await desk.close()
    assert [type(result) for result in found] == [type(None)] * 20 + [StoreError]
    assert len(room.register.answers("uji")) == 20
    assert max(counting.sizes) > 5
    with pytest.raises(StoreError):
        await desk.write(lambda register: register.exams())


@pytest.mark.parametrize("threads", [0, 3])
async def test_the_desk_reads_in_any_thread_and_writes_in_one(room: Room, threads: int) -> None:
    desk = Desk(room.open, threads, fresh=0.0)
    found = await asyncio.gather(*(desk.look(lambda register: register.trainees()) for _ in range(8)))
    assert {len(trainees) for trainees in found} == {3}
    assert await desk.write(lambda register: register.claim(room.codes[0], "tiket", moment(START)))
    with pytest.raises(ZeroDivisionError):
        await desk.write(lambda register: 1 // 0)
    assert await desk.look(lambda register: register.with_login("tiket")) is not None
    await desk.close()


async def test_who_sees_an_exam_open_again_sees_for_how_long_it_was_closed(room: Room) -> None:
    conductor = Conductor(room.register, room.clock, chance())
    conductor.open("uji")
    room.register.begin(Attempt("uji", "t0", "A", "form", 0, moment(room.clock()), moment(room.clock())))
    trainee = room.register.trainee("t0")
    assert trainee is not None
    conductor.close("uji")
    closed = room.register.exam("uji")
    assert closed is not None
    desk = Desk(room.open, fresh=1000.0)

    def look(step: Step) -> str:
        return Sitting(step, closed, trainee, "form", room.clock).look()[0].phase

    assert await desk.step(look) == "finished"
    room.clock.go(hours=1)
    conductor.open("uji")
    exams = next(key for key in desk._shared._kept if key[0] == "exams")
    desk._shared._kept[exams] = (0.0, None)  # of the two that are kept this one grows old first
    assert await desk.step(look) == "open"
    await desk.close()
    attempt = room.register.attempt("uji", "t0")
    assert attempt is not None
    assert attempt.finished_at == ""


async def test_when_nothing_can_be_written_what_was_typed_comes_back(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    guest = await room.sitting()
    for place in range(1, 9):
        await guest.get(f"/exam/uji/{place}")
        if 'id="t"' in guest.page:
            break

    def fail(*_: object) -> None:
        raise StoreError("full")

    word = Catalog("id")
    with monkeypatch.context() as patch:
        patch.setattr("kadguide.store.register.SqlRegister.give", fail)
        await guest.post("/exam/uji/answer", q=guest.hidden("q"), go="next", t="sukarela")
        assert guest.status == 409
        assert 'value="sukarela"' in guest.page
        assert word("door.unsaved_trouble") in guest.text
        patch.setattr("kadguide.store.register.SqlRegister.with_login", fail)
        await guest.get("/")
        assert guest.status == 503
        assert word("door.trouble") in guest.text
    await guest.get("/")
    assert guest.status == 200


async def test_an_action_is_done_once_for_each_form() -> None:
    clock, done = Clock(), []

    async def action() -> int:
        await asyncio.sleep(0)
        done.append(1)
        return len(done)

    once: Once[int] = Once(clock, lambda result: result != 1)
    assert [await once.do("", "a", action), await once.do("f", "a", action), await once.do("f", "a", action)] == [
        1,
        2,
        2,
    ]
    assert await asyncio.gather(*(once.do("g", "a", action) for _ in range(3))) == [3, 3, 3]
    assert await once.do("f", "b", action) == 4
    clock.go(minutes=11)
    assert await once.do("f", "a", action) == 5
    done.clear()
    assert [await once.do("h", "a", action), await once.do("h", "a", action)] == [1, 2]  # the first was not worth it


def test_a_throttle_fills_up_again() -> None:
    now = [0.0]
    throttle = Throttle(2, 0.5, lambda: now[0])
    for wait in (0, 0, 2):
        assert throttle.wait("a") == wait
        throttle.count("a")
    assert throttle.wait("b") == 0
    now[0] += 1
    assert throttle.wait("a") == 1
    now[0] += 1
    assert throttle.wait("a") == 0
    for number in range(5000):
        throttle.count(str(number))
    assert len(throttle._left) == 4096


async def test_turns_are_taken_at_once_then_at_a_rate_and_by_each_guest_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    now, slept = [0.0], list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr("kadguide.web.classroom.throttle.asyncio.sleep", sleep)
    turns = Turns(3, 2.0, lambda: now[0])
    for _ in range(5):
        await turns.wait("a")
    await turns.wait("b")
    assert slept == [0.5, 0.5]
    now[0] += 1
    for _ in range(3):
        await turns.wait("a")
    assert slept == [0.5, 0.5, 0.5]
    now[0] += 60
    for _ in range(3):
        await turns.wait("a")
    assert slept == [0.5, 0.5, 0.5], "no more than that many at once, however long nothing was asked for"
    for number in range(5000):
        await turns.wait(str(number))
    assert not turns._lines, "who does not wait takes no room"


async def waits(asked: Awaitable[object]) -> bool:
    """Whether that is not answered soon."""
    try:
        await asyncio.wait_for(asked, 0.7)
    except TimeoutError:
        return True
    return False


async def test_a_trainee_who_asks_faster_than_a_person_waits_and_nobody_else_does(tmp_path: Path) -> None:
    async with Room(tmp_path, Limits(pages=6, pages_a_second=0.01)) as room:
        room.open_exam()
        script, other = await room.sitting(), await room.sitting(1)
        path = "/exam/uji/left"
        for _ in range(6):
            if await waits(script.get(path)):
                break
        assert await waits(script.get(path))
        assert not await waits(other.get(path))
        assert not await waits(room.guest().get())


async def test_strangers_and_invented_tickets_share_the_turns_of_their_address(tmp_path: Path) -> None:
    async with Room(tmp_path, Limits(visits=8, visits_a_second=0.01)) as room:
        room.open_exam()
        known = await room.sitting()
        stranger = room.guest()
        asked = [await waits(stranger.get("/", Cookie=f"{COOKIE}=x{number}")) for number in range(9)]
        assert asked[0] is False
        assert asked[-1] is True
        assert not await waits(known.get("/exam/uji/1"))
