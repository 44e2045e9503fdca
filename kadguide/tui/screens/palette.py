"""The palette: one line to type in, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kadguide.tui.palette import PaletteRow
from kadguide.tui.widgets.line import Line


class PaletteScreen(ModalScreen[str | None]):
    """Returns the action that was chosen; Escape closes without one."""

    CSS_PATH = "palette.tcss"

    BINDINGS = [
        Binding("escape", "close", show=False, id="close_palette"),
        Binding("down", "move(1)", show=False, id="palette_down"),
        Binding("up", "move(-1)", show=False, id="palette_up"),
        Binding("pagedown", "move(8)", show=False, id="palette_page_down"),
        Binding("pageup", "move(-8)", show=False, id="palette_page_up"),
    ]

    def __init__(self, find: Callable[[str], Sequence[PaletteRow]], words: Mapping[str, str]) -> None:
        """``words`` are ``placeholder``, ``nothing`` and ``hint``."""
        super().__init__()
        self._find = find
        self._words = words
        self._rows: Sequence[PaletteRow] = ()

    def compose(self) -> ComposeResult:
        with Vertical(id="palette"):
            yield Line(placeholder=self._words["placeholder"], id="palette-line", max_length=200)
            yield OptionList(id="palette-rows", markup=False, compact=True)
            yield Static(Content(self._words["nothing"]), id="palette-nothing", classes="hint", markup=False)
            yield Static(Content(self._words["hint"]), classes="hint", markup=False)

    def on_mount(self) -> None:
        self._show("")
        self.query_one(OptionList).can_focus = False
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    def _show(self, typed: str) -> None:
        self._rows = self._find(typed)
        listed = self.query_one(OptionList)
        listed.set_options(Option(_shown(row)) for row in self._rows)
        listed.highlighted = 0 if self._rows else None
        listed.display = bool(self._rows)
        self.query_one("#palette-nothing").display = not self._rows

    def action_move(self, step: int) -> None:
        """Up or down the list while typing goes on."""
        listed = self.query_one(OptionList)
        if self._rows:
            listed.highlighted = min(max((listed.highlighted or 0) + step, 0), len(self._rows) - 1)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.dismiss(self._rows[at].action)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._rows[event.option_index].action)

    def action_close(self) -> None:
        self.dismiss(None)


def _shown(row: PaletteRow) -> Content:
    key = f"  {row.key}" if row.key else ""
    return Content.assemble((row.label, "bold"), (key, "$accent"), "\n  ", row.tip)
