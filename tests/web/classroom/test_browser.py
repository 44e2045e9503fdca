"""The form door in Chromium: what its small script adds, and what a screen reader is told."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("aiohttp")

from kadguide.i18n import Catalog
from kadguide.learning.responses import decode_response
from kadguide.teaching.conducting import Conductor
from tests.web.browser import CHROMIUM, Page, chromium
from tests.web.classroom.sample import Room, chance
from tests.web.classroom.test_form import place_of

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
WORD = Catalog("id")
SIZES = ((360, 740), (1280, 800))


async def until_true(page: Page, expression: str) -> None:
    for _ in range(200):
        if await page.value(expression):
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"never: {expression}; {await page.value('document.body.innerText')}")


async def begin(page: Page, room: Room) -> None:
    """Log in and begin as a person does, by keys."""
    await page.open(f"http://127.0.0.1:{room.server.port}/")
    await until_true(page, "document.readyState === 'complete' && !!document.getElementById('code')")
    await page.value("document.getElementById('code').focus()")
    await page.type(room.codes[0].lower())
    await page.press("Enter", 13)
    await until_true(page, f"document.body?.innerText.includes('{WORD('door.state_ready')}')")
    await page.value("document.querySelector('.exams a').click()")
    await until_true(page, "location.pathname === '/exam/uji' && document.readyState === 'complete'")
    await page.value("document.querySelector('main form button').click()")
    await until_true(page, "location.pathname === '/exam/uji/1' && document.readyState === 'complete'")


async def go(page: Page, room: Room, path: str) -> None:
    await page.call("Page.navigate", url=f"http://127.0.0.1:{room.server.port}{path}")
    await until_true(page, f"location.pathname === '{path}' && document.readyState === 'complete'")


async def test_at_the_end_of_the_time_the_answer_is_handed_in(tmp_path: Path) -> None:
    async with Room(tmp_path) as room, chromium(tmp_path / "browser") as page:
        room.open_exam()
        await begin(page, room)
        room.clock.go(minutes=29, seconds=58)
        place = place_of(room, "short")
        await go(page, room, f"/exam/uji/{place}")
        assert await page.value("document.getElementById('clock').textContent") in ("0:01", "0:02")
        await page.value("document.getElementById('t').value = 'suka'")
        room.clock.go(seconds=5)
        await until_true(page, f"document.querySelector('h1')?.textContent === '{WORD('door.time_over_title')}'")
        (answer,) = room.register.answers("uji")
        assert decode_response(answer.response).text == "suka"
        assert page.foreign == []
        assert page.errors == []


async def test_a_page_that_stays_open_hears_of_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadguide.web.classroom.pages.ASK_SECONDS", 1)
    async with Room(tmp_path) as room, chromium(tmp_path / "browser") as page:
        room.open_exam()
        await begin(page, room)
        place = place_of(room, "short")
        await go(page, room, f"/exam/uji/{place}")
        await page.value("document.getElementById('t').value = 'suka'")
        assert str(await page.value("document.getElementById('clock').textContent"))[:2] in ("30", "29")
        Conductor(room.register, room.clock, chance(4)).extend("uji", 10)
        await until_true(page, "/^(40:00|39:)/.test(document.getElementById('clock').textContent)")
        room.clock.go(minutes=30)
        await until_true(page, "/^(10:00|9:)/.test(document.getElementById('clock').textContent)")
        assert await page.value("document.getElementById('t').value") == "suka"
        assert page.errors == []


async def test_every_page_fits_and_everything_to_touch_is_large_and_has_a_name(tmp_path: Path) -> None:
    async with Room(tmp_path) as room, chromium(tmp_path / "browser") as page:
        room.open_exam()
        await begin(page, room)
        await page.call("Accessibility.enable")
        for path in [*(f"/exam/uji/{number}" for number in range(1, 9)), "/exam/uji/end"]:
            await go(page, room, path)
            for width, height in SIZES:
                await page.resize(width, height)
                assert await page.value("document.documentElement.scrollWidth <= innerWidth")
                small = await page.value(
                    "[...document.querySelectorAll('button, select, .button, .choice, input[type=text]')]"
                    ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML).join()"
                )
                assert small == ""
            tree: dict[str, Any] = await page.call("Accessibility.getFullAXTree")
            for node in tree["nodes"]:
                role = node.get("role", {}).get("value")
                if role in ("button", "radio", "checkbox", "combobox", "textbox", "link", "group", "heading"):
                    assert node.get("name", {}).get("value", "").strip(), (path, node)


async def test_what_is_missing_is_the_first_thing_that_is_read(tmp_path: Path) -> None:
    async with Room(tmp_path) as room, chromium(tmp_path / "browser") as page:
        room.open_exam()
        await begin(page, room)
        await go(page, room, f"/exam/uji/{place_of(room, 'matching')}")
        await page.value("document.querySelector('select').value = 'a'")
        await page.value("document.querySelector('button[value=next]').click()")
        await until_true(page, "document.activeElement?.id === 'errors'")
        await page.press("Tab", 9)
        await page.press("Enter", 13)
        await until_true(page, "document.activeElement?.matches('select.bad, .bad select')")
