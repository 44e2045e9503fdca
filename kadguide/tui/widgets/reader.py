"""The right side of the topics: an entry with its layer, sources and what to read next, or the card of a source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Markdown, OptionList, Static

from kadguide.tui.drawn import once_drawn
from kadguide.tui.messages import EntryWanted, SourceWanted
from kadguide.tui.widgets.linklist import LinkList


class Reading(NamedTuple):
    """What the reader shows. Everything but ``body`` is plain text; ``body`` is Markdown of the knowledge base.

    ``ask`` says that a question about it waits. ``facts`` are names with what they stand for. ``sources`` and
    ``related`` are pairs of what is opened and what it says, each list below its lead; ``checked`` and ``more`` stand
    below them.
    """

    tag: str
    title: str
    body: str = ""
    ask: str = ""
    facts: Sequence[tuple[str, str]] = ()
    sources_lead: str = ""
    sources: Sequence[tuple[str, str]] = ()
    checked: str = ""
    revoked: bool = False
    note_lead: str = ""
    note: str = ""
    lead: str = ""
    related: Sequence[tuple[str, str]] = ()
    more: str = ""
    hint: str = ""


class Reader(VerticalScroll):
    """Shows a :class:`Reading`; posts :class:`~kadguide.tui.messages.EntryWanted` for what comes next, and
    :class:`~kadguide.tui.messages.SourceWanted` for a source."""

    BINDINGS = [Binding("left", "screen.focus_list", show=False, id="leave_reader")]

    def __init__(self) -> None:
        super().__init__(id="reader")

    def compose(self) -> ComposeResult:
        yield Static(id="reading-tag", classes="tag", markup=False)
        yield Static(id="reading-title", classes="title", markup=False)
        yield Static(id="reading-ask", classes="hint", markup=False)
        yield Static(id="reading-facts", markup=False)
        yield Markdown(open_links=False, classes="answer")
        with Vertical(id="reading-basis", classes="source"):
            yield Static(id="reading-sources-lead", markup=False)
            yield LinkList("reading-sources")
            yield Static(id="reading-checked", markup=False)
        yield Static(id="reading-note-lead", classes="lead", markup=False)
        yield Static(id="reading-note", classes="note", markup=False)
        yield Static(id="reading-lead", classes="lead", markup=False)
        yield LinkList("reading-related")
        yield Static(id="reading-more", classes="hint", markup=False)
        yield Static(id="reading-hint", classes="hint", markup=False)

    @property
    def _sources(self) -> LinkList:
        return self.query_one("#reading-sources", LinkList)

    @property
    def _related(self) -> LinkList:
        return self.query_one("#reading-related", LinkList)

    async def show(self, reading: Reading, at: float = 0) -> None:
        """Show ``reading``, scrolled down by ``at`` rows."""
        for name in ("tag", "title", "ask", "sources_lead", "checked", "note_lead", "note", "lead", "more", "hint"):
            self._line(f"#reading-{name.replace('_', '-')}", Content(getattr(reading, name)))
        facts = [Content.assemble((f"{name}: ", "$secondary"), text) for name, text in reading.facts]
        self._line("#reading-facts", Content("\n").join(facts))
        basis = self.query_one("#reading-basis")
        basis.set_class(reading.revoked, "-revoked")
        basis.display = bool(reading.sources or reading.checked)
        self._sources.show(reading.sources, numbered=False)
        self._related.show(reading.related, numbered=True)
        markdown = self.query_one(Markdown)
        markdown.display = bool(reading.body)
        await markdown.update(reading.body)
        # The height is known after the layout.
        once_drawn(self, self.scroll_to, y=at, animate=False)

    def _line(self, selector: str, text: Content) -> None:
        line = self.query_one(selector, Static)
        line.update(text)
        line.display = bool(text.plain)

    def take(self, number: int) -> None:
        """Ask for an entry of the list by number, counted from 1."""
        if entry := self._related.target(number - 1):
            self.post_message(EntryWanted(entry))

    def focus_sources(self) -> bool:
        """Go to the sources; ``False`` when there are none."""
        if not self._sources.display:
            return False
        self._sources.begin()
        return True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_list is self._sources:
            self.post_message(SourceWanted(self._sources.target(event.option_index)))
        else:
            self.take(event.option_index + 1)
