"""The address for the wall: a code for phones as large as it fits, and beside it what one types."""

from __future__ import annotations

from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Digits, Static

from kadguide.exchange.qr import qr_modules, qr_rows

_BESIDE = 34
"""Columns for the text beside the code; in a narrow window half of it."""


class WallText(NamedTuple):
    """What stands on the wall. ``none`` is said where there is no address."""

    title: str
    address: str
    how: str
    hint: str
    none: str


class WallScreen(ModalScreen[None]):
    """Shows where the class is reached. No name of anybody is on it."""

    BINDINGS = [Binding("escape,enter,q,space,b,pagedown", "dismiss", show=False)]

    def __init__(self, text: WallText) -> None:
        super().__init__()
        self._says = text
        self._modules = qr_modules(text.address) if text.address else ()

    def compose(self) -> ComposeResult:
        with Horizontal(id="wall"):
            yield Static(id="wall-code", markup=False)
            with Vertical(id="wall-text"):
                yield Static(id="wall-title", markup=False)
                yield Digits(id="wall-host")
                yield Digits(id="wall-port")
                yield Static(id="wall-address", markup=False)
                yield Static(id="wall-how", markup=False)
        yield Static(id="wall-hint", markup=False)

    def on_mount(self) -> None:
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def show(self, text: WallText) -> None:
        """The address has changed, or the language."""
        if text != self._says:
            if text.address != self._says.address:
                self._modules = qr_modules(text.address) if text.address else ()
            self._says = text
            self._draw()

    def _draw(self) -> None:
        says = self._says
        width, height = self.app.size
        rows = qr_rows(self._modules, width - min(_BESIDE, width // 2), height - 2)
        code = self.query_one("#wall-code", Static)
        code.display = bool(rows)
        code.update(Content("\n".join(rows)))
        left = width - (len(rows[0]) if rows else 0) - 4
        host, _, port = says.address.removeprefix("http://").rstrip("/").rpartition(":")
        for id_, text in (("#wall-host", host), ("#wall-port", f":{port}" if port else "")):
            digits = self.query_one(id_, Digits)
            digits.display = bool(host) and 3 * len(host) <= left and height >= 20
            digits.update(text)
        self.query_one("#wall-title", Static).update(Content(says.title))
        self.query_one("#wall-address", Static).update(Content(says.address or says.none))
        self.query_one("#wall-how", Static).update(Content(says.how))
        self.query_one("#wall-hint", Static).update(Content(says.hint))
