"""The help: keys, typed commands, and about the program."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from kadguide.tui.widgets.hanging import Hanging


class HelpScreen(ModalScreen[None]):
    """Shows titled tables of two columns and a closing text; Escape or F1 closes it."""

    BINDINGS = [Binding("escape,f1,enter", "close", show=False, id="close_help")]

    def __init__(
        self, title: str, tables: Sequence[tuple[str, Sequence[tuple[str, str]]]], text: str, closing: str
    ) -> None:
        super().__init__()
        self._heading = title
        self._tables = tables
        self._closing_text = text
        self._closing_line = closing

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(Content(self._heading), classes="title", markup=False)
            for heading, rows in self._tables:
                yield Static(Content(heading), classes="lead", markup=False)
                width = max(len(left) for left, _ in rows)
                for left, right in rows:
                    lead = Content.styled(left.ljust(width + 2), "$accent")
                    yield Static(Hanging(lead, Content(right)), classes="table", markup=False)
            yield Static(Content(self._closing_text), classes="text", markup=False)
            yield Static(Content(self._closing_line), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    def action_close(self) -> None:
        self.dismiss(None)
