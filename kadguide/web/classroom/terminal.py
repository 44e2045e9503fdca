"""The terminal door: the exam as an app in the browser, for whoever has a keyboard and a large screen."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from aiohttp import web

from kadguide.keeping.kept import StoreError
from kadguide.teaching.admission import Admitted, recognise, ticket_digest, walk_in
from kadguide.teaching.register import Register, Trainee
from kadguide.web.classroom.door import DoorContext
from kadguide.web.classroom.seat import SeatOrder
from kadguide.web.classroom.seats import Seats, best_seats
from kadguide.web.page import ASSETS, page
from kadguide.web.server import FOREIGN, POLICY, cells
from kadguide.web.session import Session

BASE = "/terminal"
_HEARTBEAT_SECONDS = 60.0
"""How often a silent browser is asked whether it is there. A page that sleeps for a while keeps its app."""
_LOOK_SECONDS = 5.0
"""How often logins that were reset are looked for."""
_END_SECONDS = 2.5
"""How long apps may take to end in order when the server ends."""
_MOST_ENDING = 3
"""Apps of one trainee that may be on their way out when another one is opened: no reloading fills the machine."""
_REPLACED, _LOGGED_OUT = 4001, 4002
"""Close codes: the same device opened the app anew; the proctor has reset the login."""


class TerminalDoor:
    """One app for each device that is logged in. A second one for the same trainee takes the place of the first."""

    def __init__(self, context: DoorContext, seats: Seats | None = None) -> None:
        self._context = context
        self._seats = seats or best_seats()
        self._open: dict[str, tuple[web.WebSocketResponse, str]] = {}
        """The connection and the ticket's digest, by trainee."""
        self._ending: set[asyncio.Task[None]] = set()
        """Apps whose line is closed, and which have not ended yet."""
        self._leaving: Counter[str] = Counter()
        """How many apps of a trainee are ending."""
        self._cut: list[str] = []
        """In a rehearsal: those whose connection was cut, for whoever comes back without a ticket."""
        self._tried = 0
        self._watch: asyncio.Task[None] | None = None

    def routes(self) -> Sequence[web.AbstractRouteDef]:
        """The page and its files, and the line to the app."""
        return [
            web.get(BASE, self._page),
            web.get(f"{BASE}/state", self._state),
            web.get("/ws", self._line),
            web.static(f"{BASE}/assets", ASSETS),
            web.static(f"{BASE}/static", FOREIGN),
        ]

    async def close(self) -> None:
        """Hang up on everybody; their apps end, and the answers are in the register."""
        if self._watch is not None:
            self._watch.cancel()
        await asyncio.gather(*(line.close() for line, _ in tuple(self._open.values())), return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_SECONDS):
                while self._open or self._ending:
                    await asyncio.sleep(0.02)
        await self._seats.close()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        if await self._who(request) is None and not self._context.rehearsal:
            raise web.HTTPSeeOther("/")
        size = request.query.get("fontsize", "")
        letters = int(size) if size.isascii() and size.isdecimal() and len(size) < 4 else None
        socket = f"ws://{request.host}/ws"
        text = page(self._context.catalog, socket, letters, BASE, "terminal")
        policy = POLICY.format(sockets=f"ws://{request.host}")
        return web.Response(text=text, content_type="text/html", headers={"Content-Security-Policy": policy})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        """For a page that lost its line: the server is there, and whether it has room."""
        return web.json_response({"free": len(self._open) < self._context.limits.sessions})

    async def _line(self, request: web.Request) -> web.StreamResponse:
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)
        if not websocket.can_prepare(request):  # any page can ask for an address, but not for a line from another site
            raise web.HTTPBadRequest(text="no websocket")
        trainee = await self._who(request)
        if trainee is None and self._context.rehearsal:
            if len(self._open) >= self._context.limits.sessions:
                raise web.HTTPServiceUnavailable(text="no session free")  # before anybody new is written down
            trainee = await self._rehearse()
        if trainee is None:
            raise web.HTTPForbidden(text="no ticket")
        if trainee.id not in self._open and len(self._open) >= self._context.limits.sessions:
            raise web.HTTPServiceUnavailable(text="no session free")
        if self._leaving[trainee.id] >= _MOST_ENDING:
            raise web.HTTPServiceUnavailable(text="too many at once")
        older = self._open.pop(trainee.id, None)
        self._open[trainee.id] = websocket, trainee.login
        if older is not None:
            self._hang_up(older[0], _REPLACED)
        self._keep_watch()
        order = SeatOrder(self._context.where, trainee.id, self._context.catalog.lang)
        session = Session(partial(self._seats.open, order), websocket)
        try:
            await websocket.prepare(request)
            with suppress(ConnectionError):
                await session.serve(cells(request, "width", 80), cells(request, "height", 24))
        finally:
            # The handler may be cancelled when a browser goes; the end of its app may not.
            self._beside(self._end(session, trainee.id))
            if self._open.get(trainee.id, (None,))[0] is websocket:
                del self._open[trainee.id]
                self._cut.append(trainee.id)
        return websocket

    def _hang_up(self, line: web.WebSocketResponse, code: int) -> None:
        """Close a line, and wait for nobody: a browser out of reach must not hold up the others."""

        async def close() -> None:
            # A line that is not up yet is closed at the next look.
            with suppress(ConnectionError, RuntimeError):
                await line.close(code=code)

        self._beside(close())

    async def _end(self, session: Session, trainee: str) -> None:
        """See an app out."""
        self._leaving[trainee] += 1
        try:
            await session.stop()
        finally:
            self._leaving[trainee] -= 1

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._ending.add(task)
        task.add_done_callback(self._ending.discard)

    async def _who(self, request: web.Request) -> Trainee | None:
        ticket = request.cookies.get(self._context.cookie, "")
        return await self._context.desk.look(lambda register: recognise(register, ticket)) if ticket else None

    # -- logins that were reset

    def _keep_watch(self) -> None:
        if self._watch is None:
            self._watch = asyncio.create_task(self._look_for_resets())

    async def _look_for_resets(self) -> None:
        """Hang up on devices whose ticket is worth nothing any more."""
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            with suppress(StoreError):
                logins = await self._context.desk.look(_logins)
                for id_, (line, login) in tuple(self._open.items()):
                    if logins.get(id_) != login:
                        self._hang_up(line, _LOGGED_OUT)

    # -- rehearsals

    async def _rehearse(self) -> Trainee | None:
        """Whoever comes without a ticket tries the room out: as one whose connection was cut, else as somebody new."""
        context = self._context
        if self._cut:
            id_ = self._cut.pop(0)
            return await context.desk.look(lambda register: register.trainee(id_))
        self._tried += 1
        name = context.catalog("terminal.rehearsal_name", number=self._tried)

        def join(register: Register) -> Trainee | None:
            classroom = register.classroom()
            if classroom is None:
                return None
            found = walk_in(register, classroom._replace(walk_in=True), name, context.now(), context.chance)
            return register.with_login(ticket_digest(found.ticket)) if isinstance(found, Admitted) else None

        return await context.desk.write(join)


def _logins(register: Register) -> dict[str, str]:
    return {trainee.id: trainee.login for trainee in register.trainees()}
