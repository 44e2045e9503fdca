"""A headless Chromium, spoken to over its own debugging line, and what it saw of a served terminal."""

from __future__ import annotations

import asyncio
import base64
import re
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_CONTROL = re.compile(r"\x1b\[[0-9;?<>]*[ -/]*[@-~]|\x1b[()][A-Z0-9]|\x1b\][^\x07]*\x07|\x1b[=>]")


class Page:
    """One page: does what a person does, and keeps what the page asked for and what the terminal was sent."""

    def __init__(self, line: aiohttp.ClientWebSocketResponse) -> None:
        self._line = line
        self._number = 0
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.shown = ""
        """What the terminal was sent, as text. Empty it to see what comes next."""
        self.asked: list[str] = []
        """Addresses of all requests."""
        self.errors: list[str] = []
        self._reading = asyncio.create_task(self._read())

    async def call(self, method: str, **values: Any) -> dict[str, Any]:
        self._number += 1
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        self._waiting[self._number] = answer
        await self._line.send_json({"id": self._number, "method": method, "params": values})
        return await asyncio.wait_for(answer, 20)

    async def _read(self) -> None:
        async for message in self._line:
            event = message.json()
            if "id" in event:
                self._waiting.pop(event["id"]).set_result(event.get("result", {}))
            elif event["method"] == "Network.webSocketFrameReceived":
                frame = event["params"]["response"]
                if frame["opcode"] == 2:
                    self.shown += _CONTROL.sub("", base64.b64decode(frame["payloadData"]).decode("utf-8", "replace"))
            elif event["method"] == "Network.requestWillBeSent":
                self.asked.append(event["params"]["request"]["url"])
            elif event["method"] == "Network.webSocketCreated":
                self.asked.append(event["params"]["url"])
            elif event["method"] == "Runtime.exceptionThrown":
                self.errors.append(str(event["params"]["exceptionDetails"])[:300])
            elif event["method"] == "Log.entryAdded" and event["params"]["entry"]["source"] == "security":
                self.errors.append(event["params"]["entry"]["text"])

    async def open(self, address: str) -> None:
        for domain in ("Page", "Network", "Runtime", "Log"):
            await self.call(f"{domain}.enable")
        await self.resize(1000, 600)
        await self.call("Page.navigate", url=address)

    async def resize(self, width: int, height: int) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False
        )

    async def type(self, text: str) -> None:
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, key: str, code: int) -> None:
        """A key without a letter, by its name and its old number."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code,
                **(text if kind == "keyDown" else {}),
            )  # fmt: skip

    async def value(self, expression: str) -> Any:
        result = await self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        return result["result"].get("value")

    @property
    def foreign(self) -> list[str]:
        """Addresses that are not of this machine."""
        return [url for url in self.asked if urlsplit(url).hostname not in (None, "127.0.0.1") and ":" in url]

    async def until_shown(self, text: str, seconds: float = 20) -> None:
        await until(lambda: text in self.shown, seconds, lambda: f"“{text}” was not shown, but: {self.shown[-2000:]}")


async def until(done: Callable[[], bool], seconds: float, failing: Callable[[], str] = lambda: "too late") -> None:
    """Wait until ``done``, at most ``seconds``."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, failing()
        await asyncio.sleep(0.05)


@asynccontextmanager
async def chromium(folder: Path) -> AsyncIterator[Page]:
    """An empty page of a fresh browser that reaches nothing but this machine, with its files in ``folder``."""
    assert CHROMIUM is not None
    process = subprocess.Popen(
        [
            CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-proxy-server",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--host-resolver-rules=MAP * 127.0.0.1:9 , EXCLUDE 127.0.0.1", "--remote-debugging-port=0",
            f"--user-data-dir={folder}", "about:blank",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        port_file = folder / "DevToolsActivePort"
        await until(lambda: port_file.is_file() and port_file.read_text().count("\n") > 0, 30)
        port = port_file.read_text().split()[0]
        async with aiohttp.ClientSession() as client:
            async with client.get(f"http://127.0.0.1:{port}/json/list") as answer:
                address = next(row["webSocketDebuggerUrl"] for row in await answer.json() if row["type"] == "page")
            async with client.ws_connect(address, max_msg_size=0) as line:
                page = Page(line)
                yield page
                page._reading.cancel()
    finally:
        process.terminate()
        process.wait(10)
