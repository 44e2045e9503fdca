"""Work that waits for the screen to be drawn, and a screen that is closed before."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from kadguide.tui.drawn import once_drawn


class _Page(Screen[None]):
    def compose(self) -> ComposeResult:
        yield Static("page", id="page")


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("kind", ["plain", "awaited"])
async def test_what_waits_for_the_drawing_is_left_when_its_screen_is_closed(kind: str, closed: bool) -> None:
    done = []

    def act(what: str) -> None:
        done.append(what)

    async def act_later(what: str) -> None:
        done.append(what)

    app: App[None] = App()
    async with app.run_test() as pilot:
        page = _Page()
        await app.push_screen(page)
        assert once_drawn(page.query_one("#page"), act if kind == "plain" else act_later, "seen")
        if closed:
            await app.pop_screen()
        await pilot.pause()
        assert done == ([] if closed else ["seen"])
