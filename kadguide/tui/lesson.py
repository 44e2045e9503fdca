"""The page of a lesson: a title, texts, and lines to choose from. What stands on it is the business of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines, Row


class Lesson(Place):
    """Shows one thing after the other on the same page."""

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._actions: list[Callable[[], None]] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="lesson"):
            yield Static(id="lesson-tag", classes="tag", markup=False)
            yield Static(id="lesson-case", markup=False)
            yield Static(id="lesson-title", classes="title", markup=False)
            yield Static(id="lesson-sides", markup=False)
            yield Static(id="lesson-said", markup=False)
            yield Line(id="lesson-line", select_on_focus=False, max_length=200)
            yield Lines("lesson-rows")
            yield Static(id="lesson-hint", classes="hint", markup=False)
        yield KeyFooter()

    def _fill(self, tag: str, title: str, rows: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Show a title with lines to choose from; everything else is hidden."""
        self._line("#lesson-tag", tag)
        self._line("#lesson-title", title)
        for selector in ("#lesson-case", "#lesson-sides", "#lesson-said", "#lesson-hint"):
            self._line(selector, "")
        self.query_one("#lesson-line").display = False
        lines = self.query_one("#lesson-rows", Lines)
        at = lines.highlighted or 0 if len(rows) == len(self._actions) else 0
        self._actions = [action for _, action in rows]
        lines.show([_row(number, text) for number, (text, _) in enumerate(rows, start=1)], at)
        lines.display = bool(rows)

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(text))
        line.display = bool(text)

    # -- choosing

    @on(Lines.Taken, "#lesson-rows")
    def _row_taken(self, message: Lines.Taken) -> None:
        message.stop()
        self._choose(message.position)

    def action_choose(self, number: int) -> None:
        """Take the line of that number."""
        self._choose(number - 1)

    def _choose(self, position: int) -> None:
        if 0 <= position < len(self._actions):
            self._actions[position]()


def _row(number: int, text: str) -> Row:
    first, _, rest = text.partition("\n")
    said = Content.assemble(first, "\n", (rest, "dim")) if rest else Content(first)
    return Row(f"{number}. ", said)
