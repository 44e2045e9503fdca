"""Makes the process of a seat: forked where that is possible, started anew elsewhere. Both look alike from outside."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import Protocol, cast

from kadguide.web.classroom.seat import ORDER, SeatOrder
from kadguide.web.session import app_environment

_PACKET = 1 << 16


class Seats(Protocol):
    """Makes seats."""

    async def open(self, order: SeatOrder, width: int, height: int) -> Process: ...
    async def close(self) -> None: ...


def best_seats() -> Seats:
    """Forked seats on Linux; started ones elsewhere."""
    return ForkedSeats() if sys.platform == "linux" else StartedSeats()


class StartedSeats:
    """Every seat is a new process: half a second of work and 25 MB each, on any system."""

    async def open(self, order: SeatOrder, width: int, height: int) -> Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kadguide.web.classroom.seat",
            stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True,
            env={**app_environment(), ORDER: order.encode(), "COLUMNS": str(width), "ROWS": str(height)},
        )  # fmt: skip

    async def close(self) -> None:
        """Nothing is shared."""


class ForkedSeats:
    """Every seat is a fork of one process that has imported everything."""

    def __init__(self) -> None:
        self._line: socket.socket | None = None
        self._parent: Process | None = None
        self._starting = asyncio.Lock()
        self._waiting: dict[int, ForkedProcess] = {}
        self._running: dict[int, ForkedProcess] = {}
        self._count = 0

    async def open(self, order: SeatOrder, width: int, height: int) -> Process:
        """A new seat. Raises ``ConnectionError`` when the forking process cannot be had."""
        async with self._starting:
            if self._line is None:
                await self._start()
        here, there = socket.socketpair()
        self._count += 1
        number = self._count
        process = self._waiting[number] = ForkedProcess(self)
        wish = {"for": number, "seat": order.encode(), "width": width, "height": height}
        try:
            await process.connect(here)
            await self._send(wish, there)
            await process.began()
        except BaseException:  # the page was closed meanwhile: an app without a line to it ends by itself
            process.hang_up()
            raise
        finally:
            there.close()
            self._waiting.pop(number, None)
        return cast(Process, process)

    async def close(self) -> None:
        """End the forking process; it ends the seats that are left."""
        self._drop()
        if self._parent is not None:
            with contextlib.suppress(ProcessLookupError):
                try:
                    await asyncio.wait_for(self._parent.wait(), 4)
                except TimeoutError:
                    self._parent.kill()
                    await self._parent.wait()

    def end(self, number: int, *, force: bool) -> None:
        """Tell a seat to end."""
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.send(json.dumps({"end": number, "force": force}).encode())

    async def _start(self) -> None:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = (sys.executable, "-m", "kadguide.web.classroom.forkserver", str(there.fileno()))
        self._parent = await asyncio.create_subprocess_exec(
            *command, pass_fds=[there.fileno()], stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, start_new_session=True, env=app_environment(),
        )  # fmt: skip
        there.close()
        here.setblocking(False)
        self._line = here
        asyncio.get_running_loop().add_reader(here.fileno(), self._hear)

    async def _send(self, wish: Mapping[str, object], page: socket.socket) -> None:
        data = json.dumps(wish).encode()
        while True:
            if self._line is None:
                raise ConnectionResetError("no forking process")
            try:
                socket.send_fds(self._line, [data], [page.fileno()])
            except BlockingIOError:  # forty pages at once: the packets wait for their turn
                await asyncio.sleep(0.01)
            else:
                return

    def _hear(self) -> None:
        """The forking process has something to say, or has gone."""
        try:
            data = self._line.recv(_PACKET) if self._line else b""
        except BlockingIOError:
            return
        except ConnectionError:
            data = b""
        if not data:
            self._drop()
            return
        news = json.loads(data)
        if "began" in news:
            process = self._waiting.get(news["for"])
            if process is None:  # the page was closed meanwhile
                self.end(news["began"], force=False)
            else:
                self._running[news["began"]] = process
                process.set_number(news["began"])
        elif (ended := self._running.pop(news["ended"], None)) is not None:
            ended.set_ended()

    def _drop(self) -> None:
        if self._line is not None:
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._line.close()
            self._line = None
        for process in (*self._waiting.values(), *self._running.values()):
            process.set_ended()
        self._running.clear()


class ForkedProcess:
    """A forked seat, as if it were a process that asyncio had started."""

    def __init__(self, seats: ForkedSeats) -> None:
        self._seats = seats
        self._number: int | None = None
        self._began = asyncio.Event()
        self._ended = asyncio.Event()
        self.stderr = asyncio.StreamReader()
        self.stderr.feed_eof()  # what goes wrong in a seat is told where the server tells it
        self.returncode: int | None = None
        self.stdin: _Input | None = None

    async def connect(self, here: socket.socket) -> None:
        """Take hold of the line to the seat."""
        self.stdout, writer = await asyncio.open_connection(sock=here)
        self.stdin = _Input(writer)

    def hang_up(self) -> None:
        """Let go of the line, if there is one."""
        if self.stdin is not None:
            self.stdin.hang_up()

    async def began(self) -> None:
        """Wait for the fork. Raises ``ConnectionError`` when it cannot be made."""
        await self._began.wait()
        if self.returncode is not None:
            raise ConnectionResetError("no forking process")

    def set_number(self, number: int) -> None:
        self._number = number
        self._began.set()

    def set_ended(self) -> None:
        self.returncode = 0
        self._began.set()
        self._ended.set()

    async def wait(self) -> int:
        await self._ended.wait()
        self.hang_up()
        return self.returncode or 0

    def terminate(self) -> None:
        self._end(force=False)

    def kill(self) -> None:
        self._end(force=True)

    def _end(self, *, force: bool) -> None:
        if self._number is not None and self.returncode is None:
            self._seats.end(self._number, force=force)


class _Input:
    """The input of a seat: closing it leaves its output open, as with two pipes."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer

    def write(self, data: bytes) -> None:
        self._writer.write(data)

    async def drain(self) -> None:
        await self._writer.drain()

    def close(self) -> None:
        with contextlib.suppress(OSError, RuntimeError):
            self._writer.write_eof()

    def hang_up(self) -> None:
        self._writer.close()
