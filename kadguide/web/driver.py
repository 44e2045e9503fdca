"""The app's end of the line to the browser: a driver that has the focus, and ends the app with its server."""

from __future__ import annotations

import asyncio
import os
from functools import partial

from textual import events, messages
from textual.drivers.web_driver import WebDriver

PATIENCE_SECONDS = 3.0
"""How long the app may take to end by itself after its server has gone."""


class ServedDriver(WebDriver):
    """Textual's driver for browsers, with two things mended: keys count from the first one on, and no app outlives
    the server, however that ended."""

    def start_application_mode(self) -> None:
        self._loop = asyncio.get_running_loop()
        try:
            super().start_application_mode()
        except BrokenPipeError:  # the page was gone before anything was shown, and there is nothing to be told
            os._exit(0)
        # The page gives the keyboard to the app at once, while Textual begins without the focus.
        self._app.call_later(self._app.post_message, events.AppFocus())

    def run_input_thread(self) -> None:
        super().run_input_thread()
        if self.exit_event.is_set():
            return
        # The input has ended although the app has not: the server is gone.
        asyncio.run_coroutine_threadsafe(self._app._post_message(messages.ExitApp()), loop=self._loop)
        if not self.exit_event.wait(PATIENCE_SECONDS):
            os._exit(1)

    def write(self, data: str) -> None:
        try:
            super().write(data)
        except BrokenPipeError:
            self._leave()

    def write_meta(self, data: dict[str, object]) -> None:
        try:
            super().write_meta(data)
        except BrokenPipeError:
            self._leave()

    def _leave(self) -> None:
        """Nobody reads any more; the end of the input says so as well, and ends the app."""
        self._write = partial(len)
