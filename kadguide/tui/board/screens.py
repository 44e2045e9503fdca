"""What lies over the board: a list to choose from, a text to read, a line to type into."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.tui.drawn import once_drawn
from kadguide.tui.widgets.hanging import Hanging

Choice = tuple[str, str]
"""What a choice returns, and how it is called."""


class MenuScreen(ModalScreen[str | None]):
    """Offers choices, the first one marked; a number chooses at once, Escape nothing."""

    BINDINGS = [
        Binding("escape", "dismiss", show=False),
        *(Binding(str(number), f"pick({number - 1})", show=False) for number in range(1, 10)),
    ]

    def __init__(self, title: str, text: str, choices: Sequence[Choice], hint: str) -> None:
        super().__init__()
        self._heading = title
        self._text = text
        self._choices = tuple(choices)
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(classes="window"):
            yield Static(Content(self._heading), classes="title", markup=False)
            if self._text:
                yield Static(Content(self._text), classes="text", markup=False)
            options = [
                Option(Hanging(Content(f"{number}  "), Content(label)))
                for number, (_, label) in enumerate(self._choices, start=1)
            ]
            yield OptionList(*options, id="choices", markup=False, compact=True)
            yield Static(Content(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_pick(event.option_index)

    def action_pick(self, at: int) -> None:
        """Choose by number."""
        if at < len(self._choices):
            self.dismiss(self._choices[at][0])


class TextScreen(ModalScreen[str | None]):
    """Something to read, page by page, and below it ``rows`` of two columns. A key of ``passing`` closes it and is
    returned: it means the board behind."""

    BINDINGS = [
        Binding("escape,enter,q", "dismiss", show=False),
        Binding("down", "turn(1)", show=False), Binding("up", "turn(-1)", show=False),
        Binding("pagedown,space", "turn(10)", show=False), Binding("pageup", "turn(-10)", show=False),
    ]  # fmt: skip

    def __init__(
        self, title: str, text: str, hint: str, *, big: str = "", rows: Sequence[tuple[str, str]] = (),
        passing: Sequence[str] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self._rows = tuple(rows)
        self._passing = tuple(passing)
        self._heading = title
        self._text = text
        self._hint = hint
        self._big = big

    def compose(self) -> ComposeResult:
        with Vertical(classes="window -text"):
            yield Static(Content(self._heading), classes="title", markup=False)
            if self._big:
                yield Static(Content(self._big), id="big", markup=False)
            with VerticalScroll(id="sheet"):
                if self._text or not self._rows:
                    yield Static(Content(self._text), id="read", markup=False)
                width = max((len(lead) for lead, _ in self._rows), default=0) + 2
                for lead, text in self._rows:
                    yield Static(Hanging(Content(lead.ljust(width)), Content(text)), classes="row", markup=False)
            yield Static(Content(self._hint), classes="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one("#sheet").focus()

    def on_resize(self) -> None:
        once_drawn(self, self._fit)

    def _fit(self) -> None:
        """Leave room for the hint below the sheet, whatever the height."""
        window, sheet = self.query_one(".window"), self.query_one("#sheet")
        others = sum(
            part.outer_size.height + part.styles.margin.height for part in window.children if part is not sheet
        )
        most = self.size.height * 9 // 10 - window.gutter.height - sheet.styles.margin.height - others
        sheet.styles.max_height = max(most, 1)

    def on_key(self, event: Key) -> None:
        if event.key in self._passing:
            event.stop()
            self.dismiss(event.key)

    def show(self, text: str) -> None:
        """Something else to read, in the same place."""
        if text != self._text:
            self._text = text
            self.query_one("#read", Static).update(Content(text))

    def action_turn(self, by: int) -> None:
        """Some rows on, or back."""
        self.query_one("#sheet", VerticalScroll).scroll_relative(y=by, animate=False)
