"""The way in: by a code, or by name where the class lets people walk in; and the list of exams behind it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from math import ceil

from aiohttp import web

from kadguide.teaching.admission import Admitted, Refusal, admit, walk_in
from kadguide.teaching.codes import read_code
from kadguide.teaching.register import Exam, Register, Trainee
from kadguide.teaching.sitting import Sitting, just_closed, standing, time_allowed, whole_minutes
from kadguide.web.classroom.browsers import Browsers, Reply, last
from kadguide.web.classroom.desk import Step
from kadguide.web.classroom.door import DoorContext
from kadguide.web.classroom.once import Once
from kadguide.web.classroom.pages import Pages, Row, exam_path
from kadguide.web.classroom.questions import Fields
from kadguide.web.classroom.throttle import Throttle

_JOINING = 60
"""People who may join by name at once from one address."""


class Entrance:
    """The pages at ``/``, ``/login`` and ``/join``."""

    def __init__(self, context: DoorContext, browsers: Browsers) -> None:
        self._context = context
        self._desk = context.desk
        self._browsers = browsers
        limits = context.limits
        self._wrong = Throttle(limits.tries, limits.tries_a_second, context.steady)
        self._looking = asyncio.Lock()
        """One code at a time, so that guesses that come all together are counted before the next one is looked up."""
        self._joining = Throttle(_JOINING, limits.tries_a_second, context.steady)
        self._once: Once[Admitted | Refusal] = Once(context.now, lambda found: isinstance(found, Admitted))

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        guarded = self._browsers.guarded
        return [
            *(web.get(path, guarded(self._entrance)) for path in ("/", "/login", "/join")),
            web.post("/login", guarded(self._login)),
            web.post("/join", guarded(self._join)),
        ]

    async def _entrance(self, request: web.Request) -> web.StreamResponse:
        word, ticket = self._browsers.word(request), self._browsers.ticket(request)

        def step(step: Step) -> tuple[Trainee | None, Reply]:
            pages = self._browsers.pages(step, word)
            trainee = step.recognise(ticket)
            if trainee is not None:
                return trainee, self._lobby(step, trainee, pages)
            remark = word("door.login_again") if ticket else ""
            page = pages.login(self._context.chance.token(), remark=remark, listed=step.listed())
            return None, Reply(page, forget=bool(ticket))

        trainee, reply = await self._desk.step(step)
        self._browsers.know(ticket, trainee)
        return self._browsers.respond(request, reply)

    def _lobby(self, step: Step, trainee: Trainee, pages: Pages) -> Reply:
        rows: list[Row] = []
        under_way = []
        for exam in step.exams():
            attempt = step.attempt(exam.id, trainee.id)
            found = standing(exam, trainee, attempt, step.pauses(exam.id), self._context.now())
            if attempt is not None and found.phase in ("open", "paused"):
                under_way.append(exam)
            sitting = Sitting(step, exam, trainee, "form", self._context.now)
            answered = len(sitting.responses()) if attempt is not None else 0
            minutes, mark = minutes_for(exam, trainee), told_mark(self._context, step.register, exam, trainee)
            rows.append(Row(exam, found.phase, minutes, len(sitting.items), answered, mark))
        if len(under_way) == 1:
            return Reply(to=exam_path(under_way[0]))
        return Reply(pages.lobby(trainee, rows))

    async def _login(self, request: web.Request) -> web.StreamResponse:
        fields = await self._browsers.fields(request)
        typed, address = last(fields, "code"), request.remote or ""
        async with self._looking:
            wait = self._wrong.wait(address)
            unknown = not wait and await self._desk.look(partial(_unknown, typed))
            if unknown:
                self._wrong.count(address)
        if wait:
            return await self._refuse(request, fields, ("code", "too_many"), wait)
        if unknown:
            return await self._refuse(request, fields, ("code", "unknown_code"))
        found = await self._once.do(last(fields, "once"), typed, partial(self._desk.write, partial(self._claim, typed)))
        if found == "in_use":
            self._wrong.count(address)
        return await self._admitted(request, fields, found, "code")

    def _claim(self, typed: str, register: Register) -> Admitted | Refusal:
        context = self._context
        return admit(register, typed, context.now(), context.chance, context.room)

    async def _join(self, request: web.Request) -> web.StreamResponse:
        fields = await self._browsers.fields(request)
        name, unit, address = last(fields, "name"), last(fields, "unit"), request.remote or ""
        if wait := self._joining.wait(address):
            return await self._refuse(request, fields, ("name", "too_many"), wait)

        async def join() -> Admitted | Refusal:
            self._joining.count(address)
            return await self._desk.write(partial(self._walk_in, name, unit))

        return await self._admitted(request, fields, await self._once.do(last(fields, "once"), name, join), "name")

    def _walk_in(self, name: str, unit: str, register: Register) -> Admitted | Refusal:
        classroom, context = register.classroom(), self._context
        if classroom is None:
            return "no_walk_in"
        return walk_in(register, classroom, name, context.now(), context.chance, unit=unit, room=context.room)

    async def _admitted(
        self, request: web.Request, fields: Fields, found: Admitted | Refusal, field: str
    ) -> web.StreamResponse:
        if isinstance(found, Admitted):
            self._browsers.know(found.ticket, found.trainee)
            return self._browsers.respond(request, Reply(to="/"), found.ticket)
        return await self._refuse(request, fields, (field, found))

    async def _refuse(
        self, request: web.Request, fields: Fields, error: tuple[str, str], wait: float = 0
    ) -> web.StreamResponse:
        """The login again, with what was typed and why it did not do."""
        word, seconds = self._browsers.word(request), ceil(wait)
        said = word(f"door.refused_{error[1]}", seconds=seconds)
        pages, listed = await self._desk.step(lambda step: (self._browsers.pages(step, word), step.listed()))
        text = pages.login(
            self._context.chance.token(), code=last(fields, "code")[:40], name=last(fields, "name")[:120],
            unit=last(fields, "unit")[:120], error=(error[0], said), listed=listed,
        )  # fmt: skip
        response = self._browsers.respond(request, Reply(text, 429 if wait else 422))
        if wait:
            response.headers["Retry-After"] = str(seconds)
        return response


def _unknown(typed: str, register: Register) -> bool:
    """Whether this is the code of nobody, though it could be one."""
    code = read_code(typed)
    return code is not None and register.with_code(code) is None


def told_mark(context: DoorContext, register: Register, exam: Exam, trainee: Trainee) -> float | None:
    """The mark, if the exam tells it: after the end, and only once no answer can come any more that would change it."""
    if not exam.reveal or exam.state != "closed" or just_closed(exam, context.now()):
        return None
    return context.mark(register, exam, trainee)


def minutes_for(exam: Exam, trainee: Trainee) -> int:
    """The minutes for an exam that a trainee is told."""
    return whole_minutes(time_allowed(exam, trainee))
