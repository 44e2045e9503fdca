"""The app in a browser: pages, sessions and their end, over the real line, and in Chromium where there is one."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")
pytest.importorskip("textual_serve")

import aiohttp

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.web.page import page as html_of
from kadguide.web.session import LARGEST, LONGEST_INPUT, PASTE, PASTED, SMALLEST, bounded, typed
from tests.hostile import HOSTILE
from tests.web.browser import CHROMIUM, chromium, until

CHILDREN = Path("/proc/self/task").is_dir()
needs_proc = pytest.mark.skipif(not CHILDREN, reason="processes are looked up in /proc")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")


class Served:
    """A running server."""

    def __init__(self, process: subprocess.Popen[str], port: int, opened: str) -> None:
        self.process = process
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"
        self.opened = opened
        """The address as it is told, with its key."""

    @property
    def cookie(self) -> dict[str, str]:
        """What a browser sends along once it has opened the address."""
        return {f"kadguide-{self.port}": self.opened.partition("key=")[2]}

    def children(self) -> list[int]:
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in path.read_text().split()]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return number


@pytest.fixture
def home(engine: object, shared_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shared snapshot as the cache of the processes."""
    monkeypatch.setenv("KADGUIDE_HOME", str(shared_cache.parent))


@asynccontextmanager
async def served(*options: str) -> AsyncIterator[Served]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "kadguide", "serve", "--port", str(port), *options],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    try:
        first = await asyncio.wait_for(asyncio.to_thread(process.stdout.readline), 60)
        assert str(port) in first, first + (process.stdout.read() if process.poll() is not None else "")
        opened = re.search(r"http://\S+", first)
        assert opened is not None
        yield Served(process, port, opened.group())
    finally:
        process.terminate()
        process.wait(15)
        process.stdout.close()


@asynccontextmanager
async def session(server: Served, **headers: str) -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    """A line to the app, as a page opens it."""
    headers = {"Origin": server.address.rstrip("/"), **headers}
    async with (
        aiohttp.ClientSession(cookies=server.cookie) as client,
        client.ws_connect(f"{server.address}ws?width=80&height=24", headers=headers) as line,
    ):
        yield line


async def read_until(line: aiohttp.ClientWebSocketResponse, text: str, seconds: float = 20) -> str:
    seen = ""
    async with asyncio.timeout(seconds):
        async for message in line:
            if message.type is aiohttp.WSMsgType.BINARY:
                seen += message.data.decode("utf-8", "replace")
            if text in seen:
                return seen
    raise AssertionError(f"“{text}” was not sent, but: {seen[-2000:]}")


def is_alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_no_foreign_address(lang: str) -> None:
    text = html_of(Catalog(lang), "ws://127.0.0.1:8123/ws", 10**9)
    assert f'<html lang="{lang}">' in text
    assert "<title>kadguide</title>" in text
    assert re.findall(r"""(?:https?|wss?):/?/?[^"'\s)]*""", text) == ["ws://127.0.0.1:8123/ws"]
    assert not re.search(r"\{\w+\}", text)
    assert 'data-font-size="60"' in text
    for asset in (Path(html_of.__code__.co_filename).parent / "assets").iterdir():
        assert "//" not in re.sub(r"^\s*//.*$", "", asset.read_text(encoding="utf-8"), flags=re.M)


@pytest.mark.parametrize(("asked", "given"), [(-1, SMALLEST), (80, 80), (10**12, LARGEST)])
def test_the_size_of_a_screen_is_bounded(asked: int, given: int) -> None:
    assert bounded(asked) == given


async def test_only_this_server_s_own_page_gets_a_session(home: None) -> None:
    async with served("--sessions", "1") as server, aiohttp.ClientSession(cookies=server.cookie) as client:
        async with client.get(server.address) as answer:
            assert answer.status == 200
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        for name in ("static/", "static/../server.py", "assets/", "nope"):
            async with client.get(server.address + name) as answer:
                assert answer.status in (403, 404), name
        async with client.get(server.address, headers={"Host": "contoh.invalid"}) as answer:
            assert answer.status == 403
        for origin in ("http://contoh.invalid", "null", ""):
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                async with session(server, Origin=origin):
                    pass
        async with session(server) as first:
            await read_until(first, "Selamat")
            with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
                async with session(server):
                    pass
        await until(lambda: not server.children(), 5)
        async with session(server) as again:
            await read_until(again, "Selamat")


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_nobody_gets_in_without_the_key_of_the_address(home: None, lang: str) -> None:
    async with served("--lang", lang) as server:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?key=[\w-]{24}", server.opened)
        async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as client:
            for path in ("", "state", "assets/page.js", "?key=", "?key=falsch", "?key=%ff", "ws", "state?key=x"):
                async with client.get(server.address + path) as answer:
                    assert answer.status == 403, path
                    assert await answer.text() == Catalog(lang)("web.no_key")
            with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
                await client.ws_connect(f"{server.address}ws", headers={"Origin": server.address.rstrip("/")})
            async with client.get(f"{server.opened}&fontsize=24") as answer:
                assert answer.status == 200
                assert str(answer.url) == f"{server.address}?fontsize=24"
                assert 'data-font-size="24"' in await answer.text()
                (cookie,) = answer.history[0].cookies.values()
                assert cookie["httponly"]
                assert cookie["samesite"] == "Lax"
            for path in ("", "state", "assets/page.js"):
                async with client.get(server.address + path) as answer:
                    assert answer.status == 200, path
            line = await client.ws_connect(f"{server.address}ws", headers={"Origin": server.address.rstrip("/")})
            await read_until(line, "kadguide")
            async with client.get(f"{server.address}?key=of-yesterday&fontsize=24") as answer:
                assert (answer.status, str(answer.url)) == (200, f"{server.address}?fontsize=24")
                assert not answer.history[0].cookies
            async with client.get(f"{server.address}state?key=of-yesterday") as answer:
                assert answer.status == 200


async def test_without_a_key_everybody_on_the_machine_gets_in(home: None) -> None:
    async with served("--without-key") as server, aiohttp.ClientSession() as client:
        assert server.opened == server.address
        for address in (server.address, f"{server.address}?key=left-over"):
            async with client.get(address) as answer:
                assert answer.status == 200


@needs_proc
async def test_what_a_page_sends_is_never_more_than_keys(home: None) -> None:
    async with served("--lang", "en") as server, session(server) as line:
        await read_until(line, "Welcome")
        junk: list[object] = [
            [],
            {},
            5,
            ["stdin"],
            ["stdin", 5],
            ["resize", {}],
            ["resize", {"width": "x", "height": 1}],
        ]
        junk += [["resize", {"width": -5, "height": 10**15}], ["ping", []], ["quit", 1], ["nope", None]]
        for text in ["", "{", "[" * 5000, *map(json.dumps, junk)]:
            await line.send_str(text)
        await line.send_bytes(b"\xff\x00")
        for text in HOSTILE:
            # As a paste, which the terminal of the page frees from escapes.
            await line.send_json(["stdin", "\x1b[200~" + text[:2000].replace("\x1b", "␛") + "\x1b[201~"])
        (child,) = server.children()
        command = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        assert command[1:] == [b"-m", b"kadguide", b"chat", b"--lang", b"en", b""]
        await line.send_json(["resize", {"width": 90, "height": 30}])
        await line.send_json(["stdin", "\x1bOP"])
        await read_until(line, Catalog("en")("action.history_back"))


_LONG = "x" * LONGEST_INPUT


@pytest.mark.parametrize(
    ("sent", "got"),
    [
        ("abc", "abc"),
        ("\x1b[A", "\x1b[A"),
        (f"{_LONG}yz", _LONG),
        (f"{PASTE}abc{PASTED}", f"{PASTE}abc{PASTED}"),
        (f"{PASTE}{PASTED}", f"{PASTE}{PASTED}"),
        (f"{PASTE}{_LONG}yz{PASTED}", f"{PASTE}{_LONG}{PASTED}"),
        (f"ab{PASTE}{_LONG}yz{PASTED}\r", f"ab{PASTE}{_LONG}{PASTED}\r"),
        # What is pasted may hold what ends a paste, and what the app would obey.
        (f"{PASTE}a{PASTED}\x1b[Ab{PASTE}c{PASTED}", f"{PASTE}a[Abc{PASTED}"),
        # No terminal sends this; whoever does keeps the keyboard.
        (f"{PASTE}abc", f"{PASTE}abc{PASTED}"),
        (f"{PASTE}{_LONG}yz", f"{PASTE}{_LONG}{PASTED}"),
        (f"{PASTE}a{PASTED}{PASTE}b", f"{PASTE}a{PASTED}b"),
        (f"abc{PASTED}", f"abc{PASTED}"),
        (f"{PASTE}x{PASTED}\x1b[20{PASTE}0~abc", f"{PASTE}x{PASTED}abc"),
    ],
)
def test_a_paste_is_always_ended(sent: str, got: str) -> None:
    assert typed(sent) == got


async def test_the_keyboard_lives_after_a_paste_that_is_too_long(home: None) -> None:
    async with served("--lang", "en") as server, session(server) as line:
        await read_until(line, "Welcome")
        await line.send_json(["stdin", f"{PASTE}{_LONG}{_LONG}{PASTED}"])
        await line.send_json(["stdin", "\x1bOP"])
        await read_until(line, Catalog("en")("action.history_back"))


@needs_proc
@pytest.mark.parametrize("ending", ["page closed", "ctrl+q", "interrupted", "terminated", "killed", "app stuck"])
async def test_no_app_outlives_its_page_or_server(home: None, ending: str) -> None:
    async with served() as server, session(server) as line:
        await read_until(line, "Selamat")
        (child,) = server.children()
        if ending == "page closed":
            await line.close()
        elif ending == "ctrl+q":
            await line.send_json(["stdin", "\x11"])
        elif ending == "app stuck":
            os.kill(child, signal.SIGSTOP)
            await line.close()
        else:
            number = {"interrupted": signal.SIGINT, "terminated": signal.SIGTERM, "killed": signal.SIGKILL}[ending]
            server.process.send_signal(number)
        await until(lambda: not is_alive(child), 5)
        if ending == "ctrl+q":
            async with asyncio.timeout(5):
                assert [m.type for m in [m async for m in line]].count(aiohttp.WSMsgType.TEXT) == 0
        if ending in ("interrupted", "terminated"):
            await until(lambda: server.process.poll() is not None, 5)
            assert server.process.returncode == 0


async def test_a_port_in_use_is_said(home: None) -> None:
    async with served() as server:
        done = await asyncio.to_thread(
            subprocess.run,
            [sys.executable, "-m", "kadguide", "serve", "--port", str(server.port)],
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert str(server.port) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_extra_is_said(home: None) -> None:
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'textual_serve' else find(name, *rest)\n"
        "sys.argv = ['kadguide', 'serve']\nfrom kadguide.__main__ import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert "kadguide[web]" in done.stderr


@needs_chromium
async def test_a_browser_shows_the_app_and_its_keys_count_from_the_first(home: None, tmp_path: Path) -> None:
    async with served() as server, chromium(tmp_path / "browser") as page:
        await page.open(server.opened)
        await page.until_shown("Selamat")
        assert await page.value("document.title + document.documentElement.lang") == "kadguideid"
        await page.type("apa itu TKKSD?")
        await page.press("Enter", 13)
        await page.until_shown("Sumber:")
        page.shown = ""
        await page.press("F5", 116)
        await page.until_shown(Catalog("id")("browse.placeholder"))
        page.shown = ""
        await page.resize(1300, 800)
        await page.until_shown(Catalog("id")("browse.placeholder"))
        await page.press("F5", 116)
        page.shown = ""
        server.process.terminate()
        server.process.wait(10)
        for _ in range(100):
            if await page.value("!document.getElementById('over').hidden"):
                break
            await asyncio.sleep(0.1)
        assert await page.value("document.getElementById('why').textContent") == Catalog("id")("web.lost")
        assert await page.value("document.activeElement.id") == "again"
        assert page.foreign == []
        assert page.errors == []


@needs_chromium
async def test_a_page_without_a_session_says_so(home: None, tmp_path: Path) -> None:
    async with served("--sessions", "1", "--lang", "en") as server, session(server) as line:
        await read_until(line, "Welcome")
        async with chromium(tmp_path / "browser") as page:
            await page.open(server.opened)
            for _ in range(100):
                if await page.value("document.getElementById('why')?.textContent"):
                    break
                await asyncio.sleep(0.1)
            assert await page.value("document.getElementById('why').textContent") == Catalog("en")("web.full")
