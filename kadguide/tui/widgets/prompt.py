"""The line where questions are typed, with the history of this run."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from kadguide.tui.widgets.line import Line


class Prompt(Line):
    """An input that recalls earlier questions, and takes a paste of many lines as one question."""

    BINDINGS = [
        Binding("up", "history_back", show=False, id="history_back"),
        Binding("down", "history_forward", show=False, id="history_forward"),
    ]

    class Asked(Message):
        """A question, or a typed command, was entered."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder=placeholder, id="prompt", select_on_focus=False)
        self._history: list[str] = []
        self._at = 0
        self._draft = ""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Send what was typed, and keep it in the history."""
        event.stop()
        text = event.value.strip()
        self.value = ""
        self._draft = ""
        if not text:
            return
        if not self._history or self._history[-1] != text:
            self._history.append(text)
        self._at = len(self._history)
        self.post_message(self.Asked(text))

    def _on_paste(self, event: events.Paste) -> None:
        """Lines of a paste become one question; nothing is sent before Enter."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(" ".join(event.text.split())[:4000])

    def action_history_back(self) -> None:
        """Show the question before; what was being typed is kept."""
        if self._at == 0:
            return
        if self._at == len(self._history):
            self._draft = self.value
        self._at -= 1
        self._show(self._history[self._at])

    def action_history_forward(self) -> None:
        """Show the question after, or what was being typed."""
        if self._at >= len(self._history):
            return
        self._at += 1
        self._show(self._history[self._at] if self._at < len(self._history) else self._draft)

    def _show(self, text: str) -> None:
        self.value = text
        self.cursor_position = len(text)
