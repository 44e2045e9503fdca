"""Lines to choose from on a page that is longer than the screen: the highlighted one is in sight."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.learning.journal import MemoryJournal
from kadguide.tui.widgets.lines import Lines
from tests.tui.lessons import app_with, screen_of


@pytest.mark.parametrize(
    "keys", [("down",) * 9, ("end",), ("up",), ("end", "up", "up"), ("end", "home"), ("end", *("up",) * 9)]
)
async def test_the_highlighted_line_is_in_sight(engine: Engine, keys: tuple[str, ...]) -> None:
    app = app_with(engine, MemoryJournal())
    async with app.run_test(size=(60, 18)) as pilot:
        await pilot.pause()
        screen = screen_of(app)
        lines, page = screen.query_one(Lines), screen.query_one("#lesson")
        assert page.max_scroll_y, "everything fits"
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
        assert not lines.max_scroll_y, "there are two scroll bars"
        position = lines.highlighted
        assert position is not None
        rows = [strip.text for strip in app.screen._compositor.render_strips()]
        said = str(lines.options[position].prompt).split("\n")
        assert all(any(part.strip() in row for row in rows) for part in said), (said, rows)
