"""Lists of glossary terms: the one of the glossary, and the one of the terms in a text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.exchange.glossary import Told, heading
from kadguide.tui.drawn import once_drawn
from kadguide.tui.widgets.hanging import Hanging
from kadguide.tui.widgets.rows import Rows


class TermList(Rows):
    """The terms of the glossary."""

    class Moved(Message):
        """Another term is highlighted, or none is left."""

    class Opened(Message):
        """The highlighted term is to be read about."""

    def __init__(self) -> None:
        super().__init__("term-list")

    def show(self, names: Sequence[str], at: int) -> None:
        """List ``names``, with one of them highlighted."""
        self.set_options(Option(Hanging(Content(""), Content(name), more=2)) for name in names)
        self.highlighted = at if names else None
        # Before the first layout there is nothing to scroll.
        once_drawn(self, self.scroll_to_highlight)
        if not names:
            self.post_message(self.Moved())

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.post_message(self.Moved())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(self.Opened())


class TermsDialog(ModalScreen[int | None]):
    """The terms that occur in a text, with the meaning of the highlighted one. Returns the number of the chosen one."""

    CSS_PATH = "terms.tcss"
    BINDINGS = [Binding("escape,g", "close", show=False, id="close_terms")]

    def __init__(self, title: str, terms: Sequence[Told], hint: str) -> None:
        super().__init__()
        self._heading = title
        self._terms = terms
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(id="terms"):
            yield Static(Content(self._heading), classes="title", markup=False)
            options = [Option(Content(heading(told))) for told in self._terms]
            yield OptionList(*options, id="terms-rows", markup=False, compact=True)
            yield Static(id="terms-meaning", markup=False)
            yield Static(Content(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        told = self._terms[event.option_index]
        self.query_one("#terms-meaning", Static).update(
            Content.assemble(told.meaning, ("\n" + told.source if told.source else "", "$foreground 60%"))
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(event.option_index)

    def action_close(self) -> None:
        self.dismiss(None)
