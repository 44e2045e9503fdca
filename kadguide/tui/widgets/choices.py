"""A short numbered list to choose from: by digit, arrows and Enter, or mouse."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

GRACE_SECONDS = 0.3
"""Enter is ignored this long after the list took the focus, so that a hasty second Enter chooses nothing."""


class Choices(OptionList):
    """Numbered titles; posts :class:`Chosen` with the value behind the chosen one."""

    class Chosen(Message):
        """One of the choices was taken."""

        def __init__(self, value: str, title: str) -> None:
            super().__init__()
            self.value = value
            self.title = title

    class Typed(Message):
        """A letter was typed while the list had the focus: it belongs to the prompt."""

        def __init__(self, character: str) -> None:
            super().__init__()
            self.character = character

    def __init__(self, choices: Sequence[tuple[str, str]], *, classes: str = "") -> None:
        """``choices`` are pairs of value and title."""
        self.choices = tuple(choices)
        self.rows = tuple(Content(f"{number}. {title}") for number, (_, title) in enumerate(choices, start=1))
        """The rows as they are read."""
        super().__init__(*(Option(row) for row in self.rows), classes=classes, markup=False, compact=True)
        self._focused_at = 0.0

    def on_focus(self) -> None:
        self._focused_at = monotonic()

    def show_row(self, number: int, row: Content) -> None:
        """Show a row, counted from 0, in another look; its text is to be the same."""
        self.replace_option_prompt_at_index(number, row)

    def take(self, number: int) -> bool:
        """Choose by number, counted from 1. False when there is no such choice."""
        if not 0 < number <= len(self.choices):
            return False
        self.post_message(self.Chosen(*self.choices[number - 1]))
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.take(event.option_index + 1)

    def on_key(self, event: events.Key) -> None:
        """Digits choose; other characters go back to the prompt."""
        if event.key == "enter" and monotonic() - self._focused_at < GRACE_SECONDS:
            event.prevent_default()
            event.stop()
        elif event.character and event.character.isdecimal():
            event.stop()
            self.take(int(event.character))
        elif event.character and event.character.isprintable() and event.key != "enter":
            event.stop()
            self.post_message(self.Typed(event.character))
