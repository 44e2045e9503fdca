"""Serves the page and its files on the loopback address, and opens a session for each page."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path

import textual_serve
from aiohttp import web

from kadguide.i18n import Catalog
from kadguide.web.key import PARAMETER, KeyGate
from kadguide.web.page import ASSETS, page
from kadguide.web.session import Session, launch_chat

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_HEARTBEAT_SECONDS = 60.0
_STOP_SECONDS = 4.0
FOREIGN = Path(str(files(textual_serve))) / "static"
"""The terminal for the page. Its script, style and font come with the package, so nothing is fetched from elsewhere."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self' {sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page may do. The terminal writes its own styles, hence ``unsafe-inline`` for them."""


class Server:
    """Everything that is reached under the address. ``arguments`` go to each app, behind ``kadguide chat``; with a
    ``key`` only who opens the address with it is let in."""

    def __init__(self, word: Catalog, port: int, sessions: int, arguments: Sequence[str] = (), key: str = "") -> None:
        self._word = word
        self._port = port
        self._most = sessions
        self._arguments = tuple(arguments)
        self._key = key
        self._known = KeyGate(key, port)
        self._open: set[web.WebSocketResponse] = set()
        self._policy = POLICY.format(sockets=" ".join(f"ws://{name}:{port}" for name in _NAMES))

    @property
    def address(self) -> str:
        """What to type into the browser."""
        return f"http://{HOST}:{self._port}/{f'?{PARAMETER}={self._key}' if self._key else ''}"

    async def run(self, ready: Callable[[], object]) -> None:
        """Serve until the process is told to stop; ``ready`` is called once pages can come.

        Raises :class:`OSError` when the port cannot be had.
        """
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                asyncio.get_running_loop().add_signal_handler(number, stop.set)
            except NotImplementedError:  # Windows: Ctrl+C raises KeyboardInterrupt instead
                break
        runner = web.AppRunner(self.application(), access_log=None, shutdown_timeout=_STOP_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, HOST, self._port).start()
            ready()
            await stop.wait()
        finally:
            await runner.cleanup()

    def application(self) -> web.Application:
        """The routes, behind a gate that lets in only what was meant for this server."""
        application = web.Application(middlewares=[self._gate])
        application.add_routes(
            [
                web.get("/", self._page),
                web.get("/state", self._state),
                web.get("/ws", self._session),
                web.static("/assets", ASSETS),
                web.static("/static", FOREIGN),
            ]
        )
        application.on_shutdown.append(self._hang_up)
        return application

    @web.middleware
    async def _gate(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        # A name that only points to this machine, and pages of other sites, are kept out.
        if request.host not in [f"{name}:{self._port}" for name in _NAMES]:
            raise web.HTTPForbidden(text="unknown host")
        has_key = request.path == "/" and PARAMETER in request.query
        if self._key and (has_key or not self._known.is_known(request)):
            response: web.StreamResponse = self._known.admit(request) or self._stranger()
        else:
            response = await handler(request)
        if not response.prepared:
            response.headers.update(
                {
                    "Content-Security-Policy": self._policy,
                    "X-Content-Type-Options": "nosniff",
                    "Referrer-Policy": "no-referrer",
                    "Cache-Control": "no-cache",
                }
            )
        return response

    def _stranger(self) -> web.Response:
        """Nobody who is known: say which address to open."""
        return web.Response(text=self._word("web.no_key"), status=403)

    async def _page(self, request: web.Request) -> web.Response:
        size = request.query.get("fontsize", "")
        text = page(self._word, f"ws://{request.host}/ws", int(size) if size.isascii() and size.isdecimal() else None)
        return web.Response(text=text, content_type="text/html")

    async def _state(self, request: web.Request) -> web.Response:
        """For a page that lost its session: the server is there, and whether it has room."""
        return web.json_response({"free": len(self._open) < self._most})

    async def _session(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Origin") != f"http://{request.host}":
            raise web.HTTPForbidden(text="unknown origin")
        if len(self._open) >= self._most:
            raise web.HTTPServiceUnavailable(text="no session free")
        websocket = web.WebSocketResponse(heartbeat=_HEARTBEAT_SECONDS)
        self._open.add(websocket)
        try:
            await websocket.prepare(request)
            await Session(partial(launch_chat, self._arguments), websocket).serve(
                cells(request, "width", 80), cells(request, "height", 24)
            )
        finally:
            self._open.discard(websocket)
        return websocket

    async def _hang_up(self, _: web.Application) -> None:
        await asyncio.gather(*(websocket.close() for websocket in tuple(self._open)))


def cells(request: web.Request, name: str, usual: int) -> int:
    """The columns or rows that a page asks for; ``usual`` where it asks for nothing sensible."""
    text = request.query.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else usual
