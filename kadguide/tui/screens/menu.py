"""The menu: everything that the app can do, in one list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.tui.widgets.hanging import Hanging


class MenuRow(NamedTuple):
    """One row: the action that it stands for, its name, what it does, its key, and whether it opens a place."""

    action: str
    label: str
    tip: str
    key: str
    is_place: bool


class MenuScreen(ModalScreen[str | None]):
    """Returns the action that was chosen; Escape or F6 closes without one. Places stand first."""

    BINDINGS = [Binding("escape,f6", "close", show=False, id="close_menu")]

    def __init__(self, title: str, rows: Sequence[MenuRow], hint: str) -> None:
        super().__init__()
        self._heading = title
        self._rows = sorted(rows, key=lambda row: not row.is_place)
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical(id="menu"):
            yield Static(Content(self._heading), classes="title", markup=False)
            yield OptionList(*self._options(), id="menu-rows", markup=False, compact=True)
            yield Static(Content(self._hint), classes="hint", markup=False)

    def _options(self) -> list[Option | None]:
        wide = max(len(row.label) for row in self._rows) + 2
        options: list[Option | None] = []
        for before, row in zip([None, *self._rows], self._rows, strict=False):
            if before is not None and before.is_place != row.is_place:
                options.append(None)
            key = f"  {row.key}" if row.key else ""
            lead = Content.styled(row.label.ljust(wide), "bold")
            options.append(Option(Hanging(lead, Content.assemble(row.tip, (key, "$accent")))))
        return options

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._rows[event.option_index].action)

    def action_close(self) -> None:
        self.dismiss(None)
