"""One browser, one app: starts the app, carries keys and pictures, and ends the app for certain."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

DRIVER = "kadguide.web.driver:ServedDriver"
SMALLEST, LARGEST = 10, 500
"""Bounds for the columns and rows that a page may ask for."""
LONGEST_INPUT = 64 * 1024
"""Signs that a page may send at once; what is more than that is no paste of a person."""
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a paste."""
_ESCAPES = re.compile(r"\x1b(?:\[20[01]~)?")
_QUIT_SECONDS = 2.0
_TERMINATE_SECONDS = 1.0


async def launch_chat(arguments: Sequence[str], width: int, height: int) -> Process:
    """The chat, with ``arguments`` behind it. Nothing that comes from a page gets into the command line."""
    command = (sys.executable, "-m", "kadguide", "chat", *arguments)
    size = {"COLUMNS": str(width), "ROWS": str(height)}
    # A group of its own: Ctrl+C in the terminal of the server is the server's, who then ends its apps in order.
    return await asyncio.create_subprocess_exec(
        *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env={**app_environment(), **size}, start_new_session=True
    )


def app_environment() -> dict[str, str]:
    """What an app finds in its environment when it is shown in a browser, as textual-serve sets it."""
    return {
        **os.environ, "TEXTUAL_DRIVER": DRIVER, "TEXTUAL_FPS": "60", "TEXTUAL_COLOR_SYSTEM": "truecolor",
        "TERM_PROGRAM": "textual",
    }  # fmt: skip


class Session(AppService):
    """The app of one page, in the process that ``launch`` makes for a number of columns and rows."""

    def __init__(self, launch: Callable[[int, int], Awaitable[Process]], websocket: web.WebSocketResponse) -> None:
        async def close() -> None:
            await websocket.close()

        super().__init__(
            "kadguide chat", write_bytes=websocket.send_bytes, write_str=websocket.send_str, close=close,
            download_manager=DownloadManager(),
        )  # fmt: skip
        self._launch = launch
        self._websocket = websocket

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        process = await self._launch(width, height)
        assert process.stdin is not None
        self._process, self._stdin = process, process.stdin
        return process

    async def run(self) -> None:
        """Carry what the app shows to the page, and hang up when the app has ended, for whatever reason."""
        try:
            # What cannot be sent any more is no error: the page was closed.
            with contextlib.suppress(ConnectionError, RuntimeError):
                await super().run()
        finally:
            await self._websocket.close()

    async def serve(self, width: int, height: int) -> None:
        """Run the app until it ends or the page is closed."""
        try:
            await self.start(bounded(width), bounded(height))
            async for message in self._websocket:
                if message.type is WSMsgType.TEXT:
                    await self._take(message.data)
        finally:
            await asyncio.shield(self.stop())

    async def _take(self, text: str) -> None:
        """Do what the page says, if it is something that a page says."""
        try:
            kind, data = json.loads(text)
        except (ValueError, TypeError, RecursionError):
            return
        if kind == "stdin" and isinstance(data, str):
            await self.send_bytes(typed(data).encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(data, dict):
            width, height = data.get("width"), data.get("height")
            if isinstance(width, int) and isinstance(height, int):
                await self.set_terminal_size(bounded(width), bounded(height))
        elif kind == "ping" and isinstance(data, str | int | float):
            await self._websocket.send_json(["pong", data])
        elif kind == "focus":
            await self.focus()
        elif kind == "blur":
            await self.blur()

    async def stop(self) -> None:
        """End the app: ask, then tell, then force."""
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ConnectionError):
                await self.send_meta({"type": "quit"})
            self.stdin.close()
        for force, patience in ((process.terminate, _QUIT_SECONDS), (process.kill, _TERMINATE_SECONDS)):
            try:
                await asyncio.wait_for(process.wait(), patience)
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    force()
        await process.wait()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None


def typed(text: str) -> str:
    """What a page sent at once, as its app gets it: not too long, and with every paste ended, however long it was and
    whatever is in it. The app would take all later keys for a part of one that is left open. The terminal of the page
    sends a paste whole, in one message."""
    keys, paste, rest = text.partition(PASTE)
    if not paste:
        return text[:LONGEST_INPUT]
    pasted, _, later = rest.rpartition(PASTED) if PASTED in rest else (rest, "", "")
    plain = _ESCAPES.sub("", pasted[:LONGEST_INPUT])
    later = later[:LONGEST_INPUT]
    while PASTE in later:  # taken out, one may be put together from what stood around it
        later = later.replace(PASTE, "")
    return f"{keys[:LONGEST_INPUT]}{PASTE}{plain}{PASTED}{later}"


def bounded(cells: int) -> int:
    """``cells`` within what a screen can have."""
    return min(max(cells, SMALLEST), LARGEST)
