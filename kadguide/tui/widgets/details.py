"""The pane beside a list: what the highlighted row is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

_STYLES = {
    "tag": "$primary", "title": "bold $primary", "text": "", "lead": "$secondary", "hint": "$foreground 60%",
}  # fmt: skip


class Part(NamedTuple):
    """One paragraph, in plain text. ``lead`` stands above what follows; ``gap`` puts a blank line before it."""

    text: str
    kind: Literal["tag", "title", "text", "lead", "hint"] = "text"
    gap: bool = False


class Details(VerticalScroll):
    """Shows some :class:`Part`; the arrow to the left goes back to the list."""

    BINDINGS = [Binding("left", "screen.focus_list", show=False, id="leave_details")]

    def __init__(self) -> None:
        super().__init__(id="details")

    def compose(self) -> ComposeResult:
        yield Static(id="details-text", markup=False)

    def show(self, parts: Sequence[Part]) -> None:
        """Show ``parts`` from their beginning; empty ones are left out."""
        pieces: list[Content | str | tuple[str, str]] = []
        for part in parts:
            if part.text:
                pieces.append("\n\n" if part.gap and pieces else "\n" if pieces else "")
                pieces.append((part.text, _STYLES[part.kind]))
        self.query_one(Static).update(Content.assemble(*pieces))
        self.scroll_home(animate=False)
