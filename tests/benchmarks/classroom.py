"""A whole class at the form door: ``python -m tests.benchmarks.classroom --trainees 500 --seconds 30``.

Starts the server of a fresh class on this machine. Trainees log in, begin, and answer a question every four seconds,
each over a connection of its own. Printed are the times from sending an answer until its redirect and of the page
behind it, what the server takes, and how many acknowledged answers the register does not have. Limit: 99 of 100 answers
within 50 ms with 500 trainees.

``--cut 20`` aborts the connections of 20 percent of the class in every minute; ``--restart`` kills the server half way
and starts it again. Everybody must come back to the same question.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

from kadguide.answering.loading import load_engine
from kadguide.config import cache_folder, knowledge_root
from kadguide.learning.material import Material
from kadguide.learning.responses import decode_response
from kadguide.learning.shuffling import keyed_shuffle
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.register import last_answers, moment
from tests.web.classroom.sample import make_class

QUESTIONS = 40
EVERY_SECONDS = 4.0
JOIN_SECONDS = 10.0
LIMIT_MS = 50.0
now = partial(datetime.now, UTC)
_psutil: Any = import_module("psutil")  # has no types


class Sent(NamedTuple):
    """An answer that was sent: its question, its form, and what the register should make of it."""

    item: str
    body: str
    chosen: frozenset[str]
    text: str


class Line:
    """One connection, as thin as can be, so that the trainees take little of the machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.cookie = ""

    def abort(self) -> None:
        if self._writer is not None:
            self._writer.transport.abort()
        self._writer = None

    async def ask(self, method: str, path: str, body: str = "") -> tuple[int, str, str]:
        """Status, place to go to, and page. Raises :class:`OSError` or :class:`EOFError` when the line is cut."""
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._reader, self._writer
        host = f"127.0.0.1:{self._port}"
        head = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Cookie: {self.cookie}"]
        if method == "POST":
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
            head.append(f"Origin: http://{host}")
        try:
            writer.write("\r\n".join([*head, "", body]).encode())
            answer = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = re.search(r"content-length: (\d+)", answer, re.I)
            page = (await reader.readexactly(int(length[1]))).decode() if length else ""
        except (OSError, EOFError):
            self.abort()
            raise
        if cookie := re.search(r"set-cookie: (kadguide_\d+=[^;]+)", answer, re.I):
            self.cookie = cookie[1]
        location = re.search(r"location: (\S+)", answer, re.I)
        return int(answer.split(" ", 2)[1]), location[1] if location else "", page

    async def see(self, path: str) -> tuple[str, str]:
        """A page behind its redirects, and where it is."""
        for _ in range(5):
            status, to, page = await self.ask("GET", path)
            if status != 303:
                return path, page
            path = to
        raise AssertionError(f"endless redirects to {path}")


class Class:
    """What happened to everybody."""

    def __init__(self) -> None:
        self.posts: list[float] = []
        self.gets: list[float] = []
        self.trouble: Counter[str] = Counter()
        self.measuring = False
        self.end = float("inf")


class Guest:
    """One trainee with a browser."""

    def __init__(self, number: int, port: int, code: str, everybody: Class) -> None:
        self.id = f"t{number}"
        self.line = Line(port)
        self.answered: dict[str, list[Sent]] = {}
        """By question the answer that was acknowledged last, and those after it of which nothing is known."""
        self.cut_off = False
        self._code = code
        self._class = everybody
        self._dice = Random(number)  # noqa: S311 - chance in a measurement
        self._path = ""
        self._page = ""

    async def join(self) -> None:
        await asyncio.sleep(self._dice.uniform(0, JOIN_SECONDS))
        status, _, _ = await self.line.ask("POST", "/login", urlencode({"code": self._code}))
        assert status == 303, status
        await self.line.ask("POST", "/exam/uji/begin")
        self._path, self._page = await self.line.see("/")

    async def answer_on(self) -> None:
        """Answer until the end of the measurement, and come back after every cut."""
        await asyncio.sleep(self._dice.uniform(0, EVERY_SECONDS))
        due = time.perf_counter()
        while time.perf_counter() < self._class.end:
            if self.cut_off:
                self._class.trouble["cut while reading"] += 1
                await self._come_back(None)
                self.cut_off = False
            sent = self._fill()
            self.answered.setdefault(sent.item, []).append(sent)
            try:
                await self._send(sent)
            except (OSError, EOFError):
                self._class.trouble["cut while sending"] += 1
                await self._come_back(sent)
            due += EVERY_SECONDS
            await asyncio.sleep(max(due - time.perf_counter(), 0))

    async def _send(self, sent: Sent) -> None:
        start = time.perf_counter()
        status, to, _ = await self.line.ask("POST", "/exam/uji/answer", sent.body)
        middle = time.perf_counter()
        if status != 303:
            self._class.trouble[f"status {status}"] += 1
            return
        self.answered[sent.item] = [sent]
        self._path, self._page = to, ""
        if to.endswith("/end"):  # begin again with the first question
            self._path = to = "/exam/uji/1"
            await self.line.ask("GET", to)
            middle = 0.0
        second = time.perf_counter()
        _, _, self._page = await self.line.ask("GET", to)
        if self._class.measuring:
            if middle:
                self._class.posts.append(middle - start)
            self._class.gets.append(time.perf_counter() - second)

    async def _come_back(self, sent: Sent | None) -> None:
        """Open the address again, as often as it takes: it leads to the question that was open, or to the next one if
        the answer got through; else the answer is sent once more."""
        before = int(self._path.rpartition("/")[2])
        while True:
            try:
                self._path, self._page = await self.line.see("/")
                place = int(self._path.rpartition("/")[2])
                if place not in ((before, before % QUESTIONS + 1) if sent else (before,)):
                    self._class.trouble["came back elsewhere"] += 1
                before = place
                if sent is None or f'name="q" value="{sent.item}"' not in self._page:
                    return
                await self._send(sent)
            except (OSError, EOFError):
                await asyncio.sleep(0.1)
            else:
                return

    def _fill(self) -> Sent:
        """An answer by chance to the question of the page."""
        page, dice = self._page, self._dice
        item = re.search(r'name="q" value="(\w+)"', page)
        assert item is not None, (self._path, page[:2000])
        fields = [("q", item[1]), ("go", "next")]
        chosen: list[str] = []
        for name in ("a", "b"):
            values = re.findall(rf'type="(?:radio|checkbox)" name="{name}" value="(\w+)"', page)
            if values:
                chosen.append(dice.choice(values))
                fields.append((name, chosen[-1]))
        selects = re.findall(r'<select name="m-(\w+)".*?</select>', page, re.S)
        ordering = re.search(r'<option value="1"', page) is not None
        for number, name in enumerate(dice.sample(selects, len(selects)), start=1):
            values = re.findall(
                r'<option value="(\w+)"', page.partition(f'name="m-{name}"')[2].partition("</select>")[0]
            )
            value = str(number) if ordering else dice.choice(values)
            fields.append((f"m-{name}", value))
            chosen.append(name if ordering else value)
        text = f"jawaban {dice.randrange(10**6)}" if 'id="t"' in page else ""
        if text:
            fields.append(("t", text))
        return Sent(item[1], urlencode(fields), frozenset(chosen), text)


class Served:
    """The server, which can be killed and started again."""

    def __init__(self, where: Path) -> None:
        self.where = where
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.start()

    def start(self) -> None:
        command = [
            sys.executable,
            "-m",
            "kadguide.web.classroom",
            "--class",
            str(self.where),
            "--port",
            str(self.port),
        ]
        self.process = subprocess.Popen(
            [*command, "--host", "127.0.0.1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        said = json.loads(self.process.stdout.readline())
        assert "addresses" in said, said
        self.watch = _psutil.Process(self.process.pid)

    def kill(self) -> None:
        self.process.kill()
        self.stop()

    def stop(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


async def cut(guests: Sequence[Guest], percent: float, everybody: Class) -> None:
    """Abort connections by chance, ``percent`` of the class in a minute."""
    dice = Random(1)  # noqa: S311 - chance in a measurement
    while percent and time.perf_counter() < everybody.end:
        await asyncio.sleep(60 / (len(guests) * percent / 100))
        guest = dice.choice(guests)
        guest.line.abort()
        guest.cut_off = True


async def restart(server: Served, after: float) -> None:
    await asyncio.sleep(after)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)


async def run(server: Served, codes: Sequence[str], options: argparse.Namespace) -> None:
    everybody = Class()
    guests = [Guest(number, server.port, code, everybody) for number, code in enumerate(codes)]
    await asyncio.gather(*(guest.join() for guest in guests))
    everybody.measuring = True
    everybody.end = time.perf_counter() + options.seconds
    busy, own = sum(server.watch.cpu_times()[:2]), time.process_time()
    more = [restart(server, options.seconds / 2)] if options.restart else []
    start = time.perf_counter()
    await asyncio.gather(*(guest.answer_on() for guest in guests), cut(guests, options.cut, everybody), *more)
    took = time.perf_counter() - start
    used = sum(server.watch.cpu_times()[:2]) - (0 if options.restart else busy)
    memory = server.watch.memory_full_info()
    print(
        f"{len(guests)} trainees, {took:.0f} s, load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    for name, times in (("answer to redirect", everybody.posts), ("page", everybody.gets)):
        print(f"{name}: {len(times)}; " + ", ".join(f"p{p} {percentile(times, p):.1f} ms" for p in (50, 95, 99)))
    own = (time.process_time() - own) / took
    print(f"server: {used / took:.2f} core, {memory.uss / 1e6:.0f} MB; trainees: {own:.2f} core")
    print(f"trouble: {dict(everybody.trouble) or 'none'}")
    lost = count_lost(open_register(str(server.where), now), guests)
    print(f"questions answered: {sum(len(guest.answered) for guest in guests)}, lost: {lost}")
    quick = options.restart or percentile(everybody.posts, 99) <= LIMIT_MS  # nobody answers quickly while it starts
    good = not lost and not everybody.trouble["came back elsewhere"] and quick
    print("within the limit" if good else "NOT within the limit")


def percentile(times: Sequence[float], percent: int) -> float:
    """In milliseconds."""
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)] * 1000 if times else float("nan")


def count_lost(register: SqlRegister, guests: Sequence[Guest]) -> int:
    """Questions whose answer in the register is none of those that may stand there."""
    lost = 0
    for guest in guests:
        kept = last_answers(register.answers("uji", guest.id))
        for item, possible in guest.answered.items():
            if item not in kept:
                lost += len(possible) < 2  # of a single one nothing is known if its line was cut
                continue
            response = decode_response(kept[item].response)
            found = frozenset(filter(None, response.chosen)), response.text
            lost += found not in [(sent.chosen, sent.text) for sent in possible]
    register.close()
    return lost


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trainees", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--cut", type=float, default=0, help="percent of connections aborted each minute")
    parser.add_argument("--restart", action="store_true", help="kill the server half way")
    options = parser.parse_args()
    material = Material(load_engine(knowledge_root(), (), cache_folder()).snapshot.bank)
    items = keyed_shuffle(material.bank.items, "benchmark")[:QUESTIONS]
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "kelas.kadkelas"
        register = open_register(str(where), now)
        codes = make_class(register, options.trainees, items=[item._replace(case=None) for item in items], minutes=600)
        register.set_state("uji", "open", moment(now()))
        register.close()
        server = Served(where)
        try:
            asyncio.run(run(server, codes, options))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
