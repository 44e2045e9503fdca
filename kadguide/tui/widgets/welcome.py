"""The first words on an empty chat."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from kadguide.tui.widgets.choices import Choices


class Welcome(Vertical):
    """Says what can be asked, with examples that work."""

    def __init__(
        self, title: str, text: str, lead: str, examples: Sequence[str], footnote: str, hint: str = ""
    ) -> None:
        super().__init__(id="welcome")
        self._title = title
        self._text = text
        self._lead = lead
        self._examples = tuple(examples)
        self._footnote = footnote
        self._hint = hint

    def compose(self) -> ComposeResult:
        yield Static(Content(self._title), classes="title", markup=False)
        if self._hint:
            yield Static(Content(self._hint), classes="hint", markup=False)
        yield Static(Content(self._text), classes="text", markup=False)
        yield Static(Content(self._lead), classes="lead", markup=False)
        yield Choices([(example, example) for example in self._examples], classes="examples")
        yield Static(Content(self._footnote), classes="hint", markup=False)
