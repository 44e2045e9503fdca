"""A class with one exam that has a question of every type, its server, and a trainee who uses it like a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient, TestServer

from kadguide.i18n import Catalog
from kadguide.knowledge.items import Case, Item
from kadguide.knowledge.model import Bilingual
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.admission import Chance
from kadguide.teaching.codes import new_code
from kadguide.teaching.paper import encode_paper, item_id, make_paper
from kadguide.teaching.register import Changes, Classroom, Exam, Key, Trainee, moment
from kadguide.web.classroom.desk import Desk
from kadguide.web.classroom.door import DoorContext, Limits
from kadguide.web.classroom.server import Server
from tests.learning.sample_items import ARTICLE, MATCHING, MULTIPLE, NUMBER, ORDERING, SHORT, SINGLE, TRUE_FALSE, both

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
ITEMS = (SINGLE, MULTIPLE, TRUE_FALSE, MATCHING, ORDERING, SHORT, NUMBER._replace(case="sungai"), ARTICLE)
CASES = (Case("sungai", "contoh", both("Dua daerah"), both("Satu sungai mengalir lewat dua daerah.")),)
COOKIE = "kadguide_test"
SECRET = "rahasia-ujian-yang-tidak-boleh-tampak"  # noqa: S105 - of a class in a test


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: float) -> None:
        self.now += timedelta(**time)


def chance(seed: int = 1) -> Chance:
    dice = Random(seed)  # noqa: S311 - chance in a test
    return Chance(lambda: f"{dice.getrandbits(128):032x}", dice.randrange)


def make_class(
    register: SqlRegister, trainees: int = 3, *, items: Sequence[Item] = ITEMS, minutes: int = 30, walk_in: bool = True,
    lang: str = "id", names: Sequence[str] = (), reveal: bool = True,
) -> tuple[str, ...]:  # fmt: skip
    """A class with an exam ``uji`` that is ready; returns the codes of its trainees."""
    at, draw = moment(START), chance(7)
    register.keep_classroom(Classroom("kelas", "Kelas Uji", lang, walk_in=walk_in, made_at=at))
    codes: list[str] = []
    for _ in range(trainees):
        codes.append(new_code(draw.draw, codes))
    register.add_trainees(
        [
            Trainee(f"t{n}", 0, f"00{n}", names[n] if names else f"Peserta {n}", "Bappeda", code, added_at=at)
            for n, code in enumerate(codes)
        ]
    )
    add_exam(register, "uji", items, minutes=minutes, reveal=reveal)
    return tuple(codes)


def add_exam(
    register: SqlRegister, id_: str, items: Sequence[Item] = ITEMS, *, minutes: int = 30, reveal: bool = True
) -> None:
    title = Bilingual(f"Ujian {id_}", f"Exam {id_}")
    cases = [case for case in CASES if any(item.case == case.id for item in items)]
    paper = make_paper(id_, title, minutes, items, cases, SECRET)
    at = moment(START)
    register.add_exam(
        Exam(id_, 0, "pre", title, minutes, reveal, SECRET, encode_paper(paper), "{}", "2026", at),
        [Key(id_, item_id(number), 1, item, 1.0, "", at) for number, item in enumerate(items)],
    )


class Room:
    """A class that is being served."""

    def __init__(self, folder: Path, limits: Limits | None = None, **more: Any) -> None:
        self.clock = Clock()
        self.where = str(folder / "uji.kadkelas")
        self.open = partial(open_register, self.where, self.clock)
        self.register = self.open()
        self.codes = make_class(self.register, **more.pop("of", {}))
        self.desk = Desk(self.open, **{"fresh": 0.0, **more.pop("desk", {})})
        context = DoorContext(
            self.where, "A", self.open, self.desk, Catalog("id"), self.clock, chance(), limits or Limits(), COOKIE,
            steady=lambda: self.clock().timestamp(), **more,
        )  # fmt: skip
        self.server = TestServer(Server(context).application())
        self._guests: list[Guest] = []

    async def __aenter__(self) -> Room:
        await self.server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        for guest in self._guests:
            await guest.client.close()
        await self.server.close()
        await self.desk.close()
        self.register.close()

    def guest(self) -> Guest:
        """Somebody with a browser of his or her own."""
        guest = Guest(self.server)
        self._guests.append(guest)
        return guest

    def open_exam(self, id_: str = "uji") -> None:
        """Open an exam; beside another one too, as classes may have it that were joined from several rooms."""
        if not self.register.set_state(id_, "open", moment(self.clock())):
            exam = self.register.exam(id_)
            assert exam is not None
            opened = exam._replace(state="open", opened_at=moment(self.clock()))
            self.register.apply(Changes(known_exams=(opened,)))

    async def sitting(self, number: int = 0) -> Guest:
        """A trainee who has begun."""
        guest = self.guest()
        await guest.post("/login", code=self.codes[number])
        await guest.post("/exam/uji/begin")
        return guest


class Guest:
    """A browser without a script: keeps cookies, follows redirects, remembers every page that it saw."""

    def __init__(self, server: TestServer) -> None:
        jar = aiohttp.CookieJar(unsafe=True)
        self.client: TestClient[Any, Any] = TestClient(server, cookie_jar=jar)
        self._server = server
        self.page = ""
        self.status = 0
        self.path = ""
        self.passed: list[int] = []
        """The status of each answer on the way to the page."""

    @property
    def host(self) -> str:
        return f"{self._server.host}:{self._server.port}"

    async def get(self, path: str = "/", **headers: str) -> str:
        async with self.client.get(path, headers=headers) as answer:
            return await self._see(answer)

    async def post(self, path: str, /, **fields: str | Sequence[str]) -> str:
        return await self.send(path, pairs(fields))

    async def send(self, path: str, fields: Sequence[tuple[str, str]], headers: Mapping[str, str] | None = None) -> str:
        headers = {"Origin": f"http://{self.host}"} if headers is None else headers
        form: Any = aiohttp.FormData(fields) if fields else {}
        async with self.client.post(path, data=form, headers=headers) as answer:
            return await self._see(answer)

    async def _see(self, answer: aiohttp.ClientResponse) -> str:
        self.page = await answer.text()
        self.status, self.path = answer.status, answer.url.path_qs
        self.passed = [*(step.status for step in answer.history), answer.status]
        return self.page

    @property
    def text(self) -> str:
        """What a reader sees of the page."""
        body = self.page.partition("<body>")[2]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())

    @property
    def title(self) -> str:
        found = re.search(r"<h1[^>]*>(.*?)</h1>", self.page)
        return unescape(found[1]) if found else ""

    def hidden(self, name: str) -> str:
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', self.page)
        assert found is not None, self.page
        return unescape(found[1])


def pairs(fields: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in fields.items()
        for value in ([values] if isinstance(values, str) else values)
    ]  # fmt: skip
