"""The app's end of the line to the browser: a driver that has the focus, and ends the app with its server."""

from __future__ import annotations

import asyncio
import os
import threading
from functools import partial

from textual import events, messages
from textual.drivers.web_driver import WebDriver
from textual.message import Message

PATIENCE_SECONDS = 3.0
"""How long the app may take to end by itself after its server has gone."""
AT_ONCE = 64
"""Keys that an app is given before it has seen to the ones before: each takes more than a thousand bytes until then,
and a page can send a million of them."""
_LOOK_SECONDS = 0.1


class ServedDriver(WebDriver):
    """Textual's driver for browsers, with three things mended: keys count from the first one on, no more of them are
    read than the app can see to, and no app outlives the server, however that ended."""

    _passed = 0

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

    def process_message(self, message: Message) -> None:
        super().process_message(message)
        self._passed += 1
        if self._passed % AT_ONCE == 0:
            self._let_catch_up()

    def _let_catch_up(self) -> None:
        """Wait, in the thread that reads, until the app has seen to everything so far."""
        seen = threading.Event()
        self._loop.call_soon_threadsafe(self._app.call_later, seen.set)
        while not seen.wait(_LOOK_SECONDS) and not self.exit_event.is_set():
            pass

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
