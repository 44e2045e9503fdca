"""Waiting until a running app has nothing left to do, instead of for a length of time.

Textual's own way sleeps three times 20 ms for each key and takes a process for idle that only gets no turn on a busy
machine. Here the event loop, the screen in front and the workers of the app are asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.screen import Screen

QUIET_TURNS = 3
"""Turns of the event loop, one after the other, in which nothing came up."""
WORKER_SECONDS = 0.002


async def until_settled(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Take the place of :func:`textual._wait.wait_for_idle`, with the same arguments; the first one is not needed."""
    app = active_app.get()
    loop: Any = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    quiet = 0
    while quiet < QUIET_TURNS and loop.time() < end:
        await asyncio.sleep(0)
        if loop._ready or _goes_on(app):
            quiet = 0
        elif _works(app):
            quiet = 0
            await asyncio.sleep(WORKER_SECONDS)
        else:
            quiet += 1


def _goes_on(app: App[Any]) -> bool:
    """Whether a new size or the screen in front waited for the next of the 60 repaints of a second; they go on now."""
    if not app._screen_stack or app._batch_count:
        return False
    screen = app.screen
    if app._resize_event is not None:
        app._check_resize()
        return True
    if not any(_waiting(screen)):
        return False
    screen._on_timer_update()
    return True


def _waiting(screen: Screen[Any]) -> Iterator[object]:
    """What makes a screen repaint, and what is called after that."""
    if screen.is_current:
        yield from (screen._layout_required, screen._scroll_required, screen._repaint_required)
        yield from (screen._recompose_required, screen._dirty_widgets)
    yield screen._callbacks


def _works(app: App[Any]) -> bool:
    """Whether something is made behind the screen, or many changes are to be shown at once. Who waits for an answer
    from the window in front makes nothing."""
    if app._batch_count > 0:
        return True
    front = app.screen if app._screen_stack else None
    asked = front is not None and front.is_modal
    return any(not worker.is_finished and not (asked and worker.node is not front) for worker in app.workers)
