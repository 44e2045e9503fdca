"""A list beside a pane of details."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import OptionList

from kadguide.tui.drawn import once_drawn


class Rows(OptionList):
    """A click on a row shows its details first; Enter, or a click on the highlighted row, opens it."""

    BINDINGS = [Binding("right", "screen.focus_details", show=False, id="to_details")]

    def __init__(self, id_: str) -> None:
        super().__init__(id=id_, classes="rows", markup=False, compact=True)

    def on_resize(self) -> None:
        """The row that is looked at stays in view, also where the list was laid out only now."""
        once_drawn(self, self.scroll_to_highlight)

    def on_click(self, event: events.Click) -> None:
        clicked = event.style.meta.get("option")
        if isinstance(clicked, int) and clicked != self.highlighted:
            event.prevent_default()
            if not self.options[clicked].disabled:
                self.highlighted = clicked
