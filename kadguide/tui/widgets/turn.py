"""One turn of the conversation: the question, the answer with its sources, and what to choose from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kadguide.tui.widgets.choices import Choices


@dataclass(frozen=True, slots=True)
class TurnText:
    """What a turn shows. Everything but ``answer`` is plain text; ``answer`` is Markdown of the knowledge base."""

    question: str
    answer: str
    tag: str = ""
    source: str = ""
    revoked: bool = False
    lead: str = ""
    choices: Sequence[tuple[str, str]] = ()
    hint: str = ""
    note_lead: str = ""
    note: str = ""


class Turn(Vertical):
    """Shows a :class:`TurnText`."""

    def __init__(self, text: TurnText) -> None:
        super().__init__(classes="turn")
        self._text = text

    def compose(self) -> ComposeResult:
        yield Static(
            Content.assemble(("› ", "$accent"), (self._text.question, "bold")),
            classes="question",
            markup=False,
        )
        yield from self._answer()
        if self._text.source:
            classes = "source -revoked" if self._text.revoked else "source"
            yield Static(Content(self._text.source), classes=classes, markup=False)
        if self._text.note:
            yield Static(Content(self._text.note_lead), classes="lead", markup=False)
            yield Static(Content(self._text.note), classes="note", markup=False)
        if self._text.lead:
            yield Static(Content(self._text.lead), classes="lead" if self._text.answer else "lead -first", markup=False)
        if self._text.choices:
            yield Choices(self._text.choices)
        if self._text.hint:
            yield Static(Content(self._text.hint), classes="hint", markup=False)

    def _answer(self) -> Iterator[Widget]:
        if not self._text.answer:
            return
        # Loaded with the first answer, not at start: Markdown is the most expensive widget to import.
        from textual.widgets import Markdown

        if self._text.tag:
            yield Static(Content(self._text.tag), classes="tag", markup=False)
        yield Markdown(self._text.answer, open_links=False, classes="answer")

    @property
    def choices(self) -> Choices | None:
        """The list of this turn, when it has one."""
        found = self.query(Choices)
        return found.first() if found else None
