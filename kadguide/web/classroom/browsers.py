"""Browsers: the language they speak, the ticket they hold, the forms they send and the pages that go back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import NamedTuple
from urllib.parse import parse_qs

from aiohttp import web

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.kept import StoreError
from kadguide.teaching.paper import PaperError
from kadguide.teaching.register import Trainee
from kadguide.web.classroom.desk import Step
from kadguide.web.classroom.door import DoorContext
from kadguide.web.classroom.pages import Pages
from kadguide.web.classroom.questions import Fields
from kadguide.web.classroom.throttle import MOST_NAMES, Turns

LANGUAGE_COOKIE = "kadguide_lang"
_DAY_SECONDS = 24 * 60 * 60
_MOST_FIELDS = 400
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Reply(NamedTuple):
    """What goes back: a page, or where to go on."""

    text: str = ""
    status: int = 200
    to: str = ""
    forget: bool = False
    """Whether the ticket has become worthless."""


class Visit(NamedTuple):
    """One request of somebody who is logged in."""

    step: Step
    trainee: Trainee
    pages: Pages
    word: Catalog
    fields: Fields


class Browsers:
    """What all pages of a door share."""

    def __init__(self, context: DoorContext) -> None:
        self._context = context
        self._words = {lang: Catalog(lang) for lang in LANGUAGES}
        limits = context.limits
        self._pages = Turns(limits.pages, limits.pages_a_second)
        self._visits = Turns(limits.visits, limits.visits_a_second)
        self._known: dict[str, None] = {}
        """Tickets that are worth something, those that came last at the end."""

    def guarded(self, handler: Handler) -> Handler:
        """``handler`` in its turn, whose trouble with the register becomes a page."""

        @wraps(handler)
        async def guarded(request: web.Request) -> web.StreamResponse:
            try:
                await self._turn(request)
                return await handler(request)
            except (StoreError, PaperError):
                word, again = self.word(request), request.method == "GET"
                text = Pages(word, None).notice(
                    word("door.trouble_title"), word("door.trouble"), request.path if again else "/", refresh=again
                )
                return self.respond(request, Reply(text, 503))

        return guarded

    async def _turn(self, request: web.Request) -> None:
        """Whoever is logged in has turns of his own; strangers and invented tickets share those of their address."""
        ticket = self.ticket(request)
        if ticket in self._known:
            await self._pages.wait(ticket)
        else:
            await self._visits.wait(request.remote or "")

    def know(self, ticket: str, trainee: Trainee | None) -> None:
        """Remember whether a ticket is worth something. Not for the threads that read the register."""
        self._known.pop(ticket, None)
        if trainee is not None:
            self._known[ticket] = None
        if len(self._known) > MOST_NAMES:
            del self._known[next(iter(self._known))]

    def ticket(self, request: web.Request) -> str:
        return request.cookies.get(self._context.cookie, "")

    def word(self, request: web.Request) -> Catalog:
        """The words in the language that was asked for, or was kept, or is that of the class."""
        for asked in (request.query.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
            if asked in self._words:
                return self._words[asked]
        return self._words[self._context.catalog.lang]

    def respond(self, request: web.Request, reply: Reply, ticket: str = "", lang: str = "") -> web.Response:
        """``reply`` as it goes out. ``ticket`` and ``lang`` are kept by the browser."""
        if reply.to:
            response = web.Response(status=303, headers={"Location": reply.to})
        else:
            response = web.Response(text=reply.text, status=reply.status, content_type="text/html", charset="utf-8")
        lang = lang or request.query.get("lang", "")
        if lang in self._words:
            response.set_cookie(LANGUAGE_COOKIE, lang, max_age=_DAY_SECONDS, httponly=True, samesite="Strict")
        if ticket:
            response.set_cookie(
                self._context.cookie, ticket, max_age=_DAY_SECONDS, httponly=True, samesite="Strict", path="/"
            )
        if reply.forget:
            response.del_cookie(self._context.cookie, path="/")
        return response

    async def fields(self, request: web.Request) -> Fields:
        """The fields of a form. Raises an error of HTTP for what no form of ours sends."""
        if request.content_type != "application/x-www-form-urlencoded":
            raise web.HTTPUnsupportedMediaType
        try:
            body = await asyncio.wait_for(request.read(), self._context.limits.seconds)
            return parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except TimeoutError as error:
            raise web.HTTPRequestTimeout from error
        except (ValueError, ConnectionError) as error:
            raise web.HTTPBadRequest from error

    def pages(self, step: Step, word: Catalog) -> Pages:
        """Pages in the language of ``word``. Raises ``StoreError`` when the class has gone, with a drive perhaps: that
        must not cost anybody the ticket."""
        classroom = step.classroom()
        if classroom is None:
            raise StoreError("unreachable")
        return Pages(word, classroom, rehearsal=self._context.rehearsal, terminal=self._context.terminal)

    async def visit(
        self, request: web.Request, work: Callable[[Visit], Reply], fields: Fields | None = None
    ) -> web.Response:
        """Do ``work`` for the trainee whose device this is; others come to the login."""
        word, ticket = self.word(request), self.ticket(request)

        def step(step: Step) -> tuple[Trainee | None, Reply]:
            trainee = step.recognise(ticket)
            if trainee is None:
                return None, Reply(to="/")
            return trainee, work(Visit(step, trainee, self.pages(step, word), word, fields or {}))

        trainee, reply = await self._context.desk.step(step)
        self.know(ticket, trainee)
        return self.respond(request, reply, lang=last(fields or {}, "lang"))


def last(fields: Fields, name: str) -> str:
    """The value of a field; nothing where there is none."""
    return (fields.get(name) or [""])[-1]
