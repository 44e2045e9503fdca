"""What is done once the screen has been drawn, if there is still a screen."""

from __future__ import annotations

from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from textual.widget import Widget


def once_drawn(widget: Widget, act: Callable[..., Any], *args: Any, **named: Any) -> bool:
    """Do ``act`` once the screen has been drawn anew, unless ``widget`` has been closed by then.

    Textual keeps such work for whatever screen is on top when its turn comes, so a widget of a screen that was closed
    in the meantime would be asked for parts that it has no longer, which ends the app.

    :returns: whether it is going to be done: a widget that is being closed takes nothing on.
    """

    async def act_if_open() -> None:
        if widget.is_attached:
            done = act(*args, **named)
            if isawaitable(done):
                await done

    return widget.call_after_refresh(act_if_open)
