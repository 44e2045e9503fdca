"""Serves a class to the room: one gate for everything, and behind it the doors."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from kadguide.web.classroom.addresses import is_own_name
from kadguide.web.classroom.door import Door, DoorContext
from kadguide.web.classroom.form import FormDoor
from kadguide.web.classroom.terminal import TerminalDoor

ASSETS = Path(__file__).parent / "assets"
DOORS: tuple[Callable[[DoorContext], Door], ...] = (FormDoor, TerminalDoor)
"""The ways into a class, in the order in which their routes are tried."""
STOP_SECONDS = 3.0
_KEEP_ALIVE_SECONDS = 20.0
_COUNT_SECONDS = 0.1
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""What a page may do, where its door says nothing else."""
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not “no-referrer”: then browsers hide the origin of forms as well.
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAFE = ("GET", "HEAD")


class Server:
    """Everything that is reached under the addresses of a class."""

    def __init__(self, context: DoorContext, doors: Sequence[Callable[[DoorContext], Door]] = DOORS) -> None:
        context = context._replace(terminal=len(doors) > 1)
        self._context = context
        self._doors = tuple(door(context) for door in doors)
        self._silent: set[asyncio.BaseProtocol] = set()
        self._opened: Counter[str] = Counter()
        """Connections by address since they were last counted, also those that are closed."""
        self._count_at = 0.0
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> int:
        """Serve from now on; returns the port. Raises :class:`OSError` when it cannot be had."""
        runner = web.AppRunner(
            self.application(), access_log=None, shutdown_timeout=STOP_SECONDS, keepalive_timeout=_KEEP_ALIVE_SECONDS
        )
        await runner.setup()
        self._runner = runner
        self._listening = await asyncio.get_running_loop().create_server(self._connection, host, port, backlog=1024)
        taken: int = self._listening.sockets[0].getsockname()[1]
        return taken

    async def stop(self) -> None:
        """Take no more guests, and end what is under way."""
        if self._listening is not None:
            self._listening.close()
        if self._runner is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._runner.cleanup(), STOP_SECONDS)

    def application(self) -> web.Application:
        """The routes of all doors, behind the gate."""
        application = web.Application(middlewares=[self._gate], client_max_size=self._context.limits.body)
        application.router.add_static("/assets", ASSETS)
        for door in self._doors:
            application.add_routes(door.routes())
        application.on_shutdown.append(self._close_doors)
        return application

    async def _close_doors(self, _: web.Application) -> None:
        await asyncio.gather(*(door.close() for door in self._doors))

    def _connection(self) -> asyncio.BaseProtocol:
        """A connection, which is cut when it does not soon ask for anything."""
        assert self._runner is not None
        assert self._runner.server is not None
        protocol = self._runner.server()
        self._silent.add(protocol)

        def look() -> None:
            if protocol in self._silent:
                self._silent.discard(protocol)
                protocol.force_close()

        loop = asyncio.get_running_loop()
        loop.call_later(self._context.limits.seconds, look)
        loop.call_soon(loop.call_soon, self._turn_away, protocol)  # once it is known where it comes from
        return protocol

    def _turn_away(self, protocol: web.RequestHandler) -> None:
        """Cut a connection of an address that has too many open: it may not take the room of all others. When all
        addresses together have too many, the one with the most goes on with half of them."""
        address, limits = _address(protocol), self._context.limits
        self._opened[address] += 1
        few = self._opened[address] <= limits.connections and self._opened.total() <= limits.connections_of_all
        if few or self._runner is None or self._runner.server is None:
            return
        now = asyncio.get_running_loop().time()
        if now >= self._count_at:  # seldom: thousands may come at once
            self._count_at = now + _COUNT_SECONDS
            self._count(self._runner.server.connections)
        if self._opened[address] > limits.connections:
            protocol.force_close()

    def _count(self, connections: Sequence[web.RequestHandler]) -> None:
        opened = Counter(map(_address, connections))
        if opened.total() > self._context.limits.connections_of_all:
            greedy, count = opened.most_common(1)[0]
            for one in [one for one in connections if _address(one) == greedy][: (count + 1) // 2]:
                one.force_close()
            opened[greedy] //= 2
        self._opened = opened

    @web.middleware
    async def _gate(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self._silent.discard(request.protocol)
        try:
            refusal = _refusal(request)
            response = refusal or await handler(request)
        except web.HTTPException as error:
            if error.status == 404 and request.method == "GET" and "." not in request.path.rpartition("/")[2]:
                return web.Response(status=303, headers={**_HEADERS, "Location": "/"})  # mistyped by hand
            error.headers.update({name: value for name, value in _HEADERS.items() if name not in error.headers})
            raise
        if not response.prepared:  # a door may have said something else
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
            if request.path.startswith("/assets/"):
                response.headers["Cache-Control"] = "no-cache"
        return response


def _address(protocol: web.RequestHandler) -> str:
    """Where a connection comes from; empty for one that is gone."""
    peer = protocol.transport.get_extra_info("peername") if protocol.transport else None
    return str(peer[0]) if peer else ""


def _refusal(request: web.Request) -> web.Response | None:
    """Names that only point to this machine, and forms and sockets of other sites, are kept out."""
    host = request.headers.get("Host", "")
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        name = ""
    if not is_own_name(name):
        return web.Response(status=403, text="unknown host")
    if request.method in _SAFE and "Upgrade" not in request.headers:
        return None
    origin = request.headers.get("Origin")
    if origin is None and "Upgrade" in request.headers:
        return None  # no browser, which never forgets it; another page cannot have sent it
    if origin is None and (referer := urlsplit(request.headers.get("Referer", ""))).netloc:
        origin = f"{referer.scheme}://{referer.netloc}"  # browsers of old send no origin with forms
    if origin != f"http://{host}":
        return web.Response(status=403, text="unknown origin")
    return None
