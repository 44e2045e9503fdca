"""The right side of the topics: one entry with its layer, sources and what to read next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, OptionList, Static
from textual.widgets.option_list import Option

from kadguide.tui.messages import EntryWanted


class Reading(NamedTuple):
    """What the reader shows. Everything but ``body`` is plain text; ``body`` is Markdown of the knowledge base."""

    tag: str
    title: str
    body: str
    source: str = ""
    revoked: bool = False
    lead: str = ""
    related: Sequence[tuple[str, str]] = ()
    note_lead: str = ""
    note: str = ""
    hint: str = ""


class Reader(VerticalScroll):
    """Shows a :class:`Reading`; posts :class:`~kadguide.tui.messages.EntryWanted` for what comes next."""

    BINDINGS = [Binding("left", "screen.focus_list", show=False, id="leave_reader")]

    def __init__(self) -> None:
        super().__init__(id="reader")
        self._related: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        yield Static(id="reading-tag", classes="tag", markup=False)
        yield Static(id="reading-title", classes="title", markup=False)
        yield Markdown(open_links=False, classes="answer")
        yield Static(id="reading-source", classes="source", markup=False)
        yield Static(id="reading-note-lead", classes="lead", markup=False)
        yield Static(id="reading-note", classes="note", markup=False)
        yield Static(id="reading-lead", classes="lead", markup=False)
        yield OptionList(id="reading-related", markup=False, compact=True)
        yield Static(id="reading-hint", classes="hint", markup=False)

    async def show(self, reading: Reading, at: float = 0) -> None:
        """Show ``reading``, scrolled down by ``at`` rows."""
        self._line("#reading-tag", reading.tag)
        self._line("#reading-title", reading.title)
        self._line("#reading-source", reading.source)
        self._line("#reading-note-lead", reading.note_lead)
        self._line("#reading-note", reading.note)
        self._line("#reading-lead", reading.lead)
        self._line("#reading-hint", reading.hint)
        self.query_one("#reading-source").set_class(reading.revoked, "-revoked")
        self._related = tuple(entry for entry, _ in reading.related)
        related = self.query_one("#reading-related", OptionList)
        related.set_options(
            Option(Content(f"{number}. {title}")) for number, (_, title) in enumerate(reading.related, start=1)
        )
        related.display = bool(reading.related)
        await self.query_one(Markdown).update(reading.body)
        # The height is known after the layout.
        self.call_after_refresh(self.scroll_to, y=at, animate=False)

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(text))
        line.display = bool(text)

    def take(self, number: int) -> None:
        """Ask for an entry of the list by number, counted from 1."""
        if 0 < number <= len(self._related):
            self.post_message(EntryWanted(self._related[number - 1]))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.take(event.option_index + 1)
