"""Small windows in front of a place: to write a note, to say why, to be sure."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from kadguide.tui.drawn import once_drawn
from kadguide.tui.widgets.line import Line

KEEP_AFTER = 1.0
"""Seconds after the last key until a note is kept."""


class NoteWords(NamedTuple):
    """The words of the editor; ``length`` makes those for the length of the text."""

    title: str
    hint: str
    length: Callable[[int], str]


class NoteScreen(ModalScreen[None]):
    """Edits one note. It is kept a moment after the last key, when the window closes and when the program ends, so
    that nothing that was typed depends on a key. ``keep`` returns what went wrong, or nothing."""

    CSS_PATH = "dialogues.tcss"
    BINDINGS = [Binding("escape", "close", show=False, id="close_note")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-tall")]

    def __init__(self, words: NoteWords, text: str, most: int, keep: Callable[[str], str]) -> None:
        super().__init__()
        self._words = words
        self._text = self._kept = text
        self._most = most
        self._keep_text = keep
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="note", classes="window"):
            yield Static(Content(self._words.title), classes="title", markup=False)
            area = TextArea(self._text, id="note-text", compact=True)
            area.cursor_blink = False
            yield area
            with Horizontal(id="note-foot"):
                yield Static(Content(self._words.hint), id="note-hint", markup=False)
                yield Static(id="note-count", markup=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)
        area.focus()
        self._count()

    def _count(self) -> None:
        self.query_one("#note-count", Static).update(Content(self._words.length(len(self._text))))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        area = event.text_area
        if len(area.text) > self._most:
            area.load_text(area.text[: self._most])
            area.move_cursor(area.document.end)
        self._text = area.text
        self._count()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(KEEP_AFTER, self._keep)

    def _keep(self) -> None:
        if self._text != self._kept:
            self._kept = self._text
            if trouble := self._keep_text(self._text):
                self.query_one("#note-hint", Static).update(Content(trouble))

    def on_unmount(self) -> None:
        """Whatever closed the window."""
        if self._text != self._kept:
            self._kept = self._text
            self._keep_text(self._text)

    def action_close(self) -> None:
        self._keep()
        self.dismiss(None)


class LineScreen(ModalScreen[str | None]):
    """Asks for one line, which may stay empty; Escape returns nothing. A ``value`` stands there already, marked, so
    that typing takes its place."""

    CSS_PATH = "dialogues.tcss"
    BINDINGS = [Binding("escape", "close", show=False, id="close_line")]

    def __init__(self, title: str, text: str, placeholder: str, hint: str, value: str = "") -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._placeholder = placeholder
        self._hint = hint
        self._value = value

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="title", markup=False)
            yield Static(Content(self._text), classes="text", markup=False)
            yield Line(placeholder=self._placeholder, id="line", max_length=1000)
            yield Static(Content(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        line = self.query_one(Input)
        line.value = self._value
        line.focus()
        once_drawn(self, line.action_select_all)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)

    def action_close(self) -> None:
        self.dismiss(None)


class ConfirmScreen(ModalScreen[bool]):
    """Asks whether to do what cannot be undone; the first choice is not to."""

    CSS_PATH = "dialogues.tcss"
    BINDINGS = [Binding("escape", "close", show=False, id="close_confirm")]

    def __init__(self, title: str, text: str, no: str, yes: str) -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._no = no
        self._yes = yes

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="title", markup=False)
            if self._text:
                yield Static(Content(self._text), classes="text", markup=False)
            yield OptionList(
                Option(Content(self._no)), Option(Content(self._yes)), id="confirm", markup=False, compact=True
            )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index == 1)

    def action_close(self) -> None:
        self.dismiss(False)
