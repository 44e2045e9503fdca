"""What can be read below a widget, piece by piece, and how each is shown in another look."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from kadguide.tui.widgets.choices import Choices
from kadguide.tui.widgets.linklist import LinkList


class Piece(NamedTuple):
    """A text; on the screen it stands in ``widget``, which may be ``None`` while it is not there.

    ``show`` takes the same text in another look, and leaves a widget alone that says something else by now.
    """

    text: Content
    widget: Widget | None = None
    show: Callable[[Content], object] = lambda look: None


def read_pieces(below: Widget) -> list[Piece]:
    """Everything that can be read below a widget, in its order."""
    pieces: list[Piece] = []
    for widget in below.query("Static, LinkList, Choices"):
        if not all(node.display for node in (widget, *widget.ancestors) if isinstance(node, Widget)):
            continue
        if isinstance(widget, LinkList | Choices):
            pieces += [_row(widget, number, row) for number, row in enumerate(widget.rows)]
        elif isinstance(widget, Static) and isinstance(content := widget.visual, Content) and content.plain:
            pieces.append(_static(widget, content))
    return pieces


def _static(widget: Static, content: Content) -> Piece:
    def show(look: Content) -> None:
        if isinstance(widget.visual, Content) and widget.visual.plain == content.plain:
            widget.update(look, layout=False)

    return Piece(content, widget, show)


def _row(widget: LinkList | Choices, number: int, row: Content) -> Piece:
    def show(look: Content) -> None:
        if number < len(widget.rows) and widget.rows[number].plain == row.plain:
            widget.show_row(number, look)

    return Piece(row, widget, show)
