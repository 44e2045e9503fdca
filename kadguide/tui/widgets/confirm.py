"""One question before something is lost."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option


class Confirm(ModalScreen[bool]):
    """Returns whether to go on. The harmless answer stands first; Escape gives it."""

    BINDINGS = [Binding("escape", "refuse", show=False, id="refuse")]

    def __init__(self, question: str, no: str, yes: str) -> None:
        super().__init__()
        self._question = question
        self._answers = (no, yes)

    def compose(self) -> ComposeResult:
        with Vertical(id="confirm"):
            yield Static(Content(self._question), classes="title", markup=False)
            yield OptionList(
                *(Option(Content(answer)) for answer in self._answers), id="confirm-rows", markup=False, compact=True
            )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index == 1)

    def action_refuse(self) -> None:
        self.dismiss(False)
