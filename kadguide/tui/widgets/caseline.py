"""The line of the cases: a new case, a day, or a file name is typed here."""

from __future__ import annotations

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from kadguide.tui.widgets.line import Line


class CaseLine(Horizontal):
    """One line with a label that says what is asked for; posts :class:`Entered`."""

    class Entered(Message):
        """Something was typed and sent off; ``asked`` is what was asked for."""

        def __init__(self, asked: str, text: str) -> None:
            super().__init__()
            self.asked = asked
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="case-line")
        self.asked = ""
        """What is asked for at the moment."""
        self._label = ""

    def compose(self) -> ComposeResult:
        yield Static(id="case-label", markup=False)
        yield Line(id="case-input", select_on_focus=False, max_length=400)

    def ask(self, asked: str, label: str, placeholder: str, text: str | None = None) -> None:
        """Ask for something; ``text`` is what stands there already and gives way to typing, ``None`` leaves what
        was typed."""
        self.asked = asked
        self._label = f"{label} "
        self.query_one("#case-label", Static).update(Content(self._label))
        self._fit()
        line = self.query_one(Input)
        line.placeholder = placeholder
        if text is not None:
            line.value = text
            line.select_all()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        """A label that would leave too little room to type stands above what is typed."""
        self.set_class(2 * cell_len(self._label) > self.content_size.width > 0, "-long")

    def ready(self) -> None:
        """Take the focus."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered(self.asked, event.value))
