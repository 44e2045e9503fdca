"""The search of the topics: one line to type in, and the list of what was found."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kadguide.browsing.finding import Found
from kadguide.tui.messages import EntryWanted


class SearchLine(Horizontal):
    """The line at the top. Down and Enter go to the list."""

    BINDINGS = [Binding("down,enter", "screen.focus_list", show=False, id="to_found")]

    class Changed(Message):
        """Other words are looked for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, placeholder: str) -> None:
        super().__init__(id="search-line")
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        yield Static(Content("/"), id="search-mark", markup=False)
        line = Input(placeholder=self._placeholder, compact=True, id="search", select_on_focus=False, max_length=200)
        line.cursor_blink = False
        yield line
        yield Static(id="search-count", markup=False)

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def text(self) -> str:
        return self._input.value

    def write(self, text: str) -> None:
        """Put ``text`` into the line, as if it had been typed."""
        self._input.value = text
        self._input.cursor_position = len(text)

    def ready(self) -> None:
        """Take the focus."""
        self._input.focus()

    def say(self, count: str) -> None:
        """Say how many were found."""
        self.query_one("#search-count", Static).update(Content(count), layout=False)

    def set_placeholder(self, text: str) -> None:
        self._input.placeholder = text

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        await self.run_action("screen.focus_list")


class FoundList(OptionList):
    """Entries that were found, each with its topic; posts :class:`~kadguide.tui.messages.EntryWanted`."""

    def __init__(self) -> None:
        super().__init__(id="found", markup=False, compact=True)
        self._found: tuple[Found, ...] = ()
        self._contents: dict[Found, Content] = {}

    def show(self, found: Sequence[Found]) -> None:
        """List ``found``, the first one highlighted."""
        if tuple(found) == self._found:
            return
        self._found = tuple(found)
        self.set_options(Option(self._content(row)) for row in found)
        self.highlighted = 0 if found else None
        self.scroll_home(animate=False)

    def _content(self, row: Found) -> Content:
        """How a row looks. Kept, since it also knows how it is wrapped, and most rows stay from key to key."""
        if row not in self._contents:
            self._contents[row] = Content.assemble((row.title, "bold"), "\n  ", row.topic)
        return self._contents[row]

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.post_message(EntryWanted(self._found[event.option_index].entry))
