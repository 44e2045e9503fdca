"""The page of a lesson: a title, texts, and lines to choose from. What stands on it is the business of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kadguide.exchange.document import Block, Section
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.drawn import once_drawn
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines, Row
from kadguide.tui.widgets.stacked import list_of, page_of, text_of


class Lesson(Place):
    """Shows one thing after the other on the same page."""

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._actions: list[Callable[[], None]] = []
        self._page: Callable[[], None] | None = None
        """Shows the page to read that is open."""
        self._tag = ""
        self._points_below = False
        """Whether the tag says that lines stand below what is seen."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="lesson"):
            yield Static(id="lesson-tag", classes="tag", markup=False)
            yield Static(id="lesson-case", markup=False)
            yield Static(id="lesson-title", classes="title", markup=False)
            yield Static(id="lesson-sides", markup=False)
            yield Static(id="lesson-said", markup=False)
            yield Line(id="lesson-line", select_on_focus=False, max_length=200)
            with Vertical(id="lesson-foot"):
                yield Lines("lesson-rows")
                yield Static(id="lesson-hint", classes="hint", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        for changed in ("scroll_y", "show_vertical_scrollbar"):
            self.watch(self.query_one("#lesson"), changed, self._say_what_does_not_fit, init=False)

    def _fill(
        self, tag: str, title: str, rows: Sequence[tuple[str, Callable[[], None]]], *, typed: bool = False
    ) -> None:
        """Show a title with lines to choose from; everything else is hidden. Where an answer is ``typed``, the lines
        have no numbers, since digits are typed."""
        self.query_one("#lesson-foot").set_class(False, "-pinned")
        self._tag, self._points_below = tag, False
        self._line("#lesson-tag", tag)
        self._line("#lesson-title", title)
        for selector in ("#lesson-case", "#lesson-sides", "#lesson-said", "#lesson-hint"):
            self._line(selector, "")
        self.query_one("#lesson-line").display = typed
        lines = self.query_one("#lesson-rows", Lines)
        at = lines.highlighted or 0 if len(rows) == len(self._actions) else 0
        self._actions = [action for _, action in rows]
        marks = ["· " if typed else f"{number}. " for number in range(1, len(rows) + 1)]
        lines.show([_row(mark, text) for mark, (text, _) in zip(marks, rows, strict=True)], at)
        lines.display = bool(rows)

    def _show(self, *, focus: bool = True) -> None:
        """Show what there is to see now."""
        raise NotImplementedError

    def _leave_page(self) -> None:
        self._page = None
        self._show()

    def _fill_page(self, tag: str, title: str, sections: Sequence[Section]) -> None:
        """Show a page to read, with one line that leads back. The arrows turn the page; Enter takes the line."""
        self._fill(tag, title, [(self._word("learn.row_path"), self._leave_page)])
        said = self.query_one("#lesson-said", Static)
        said.update(page_of(sections))
        said.display = True
        self._say_below()
        self._look_at_page()

    def _look_at_page(self) -> None:
        page = self.query_one("#lesson")
        page.focus(scroll_visible=False)
        page.scroll_home(animate=False)

    def _pin(self) -> None:
        """Keep the lines in sight below a long text, and say whether it goes on where it does not fit."""
        self.query_one("#lesson-foot").set_class(True, "-pinned")
        once_drawn(self, self._say_what_does_not_fit)

    def _say_what_does_not_fit(self) -> None:
        """Also when the page becomes shorter: at first it may still have the length of the one before."""
        foot, page = self.query_one("#lesson-foot"), self.query_one("#lesson")
        if self._points_below:
            more = f" · {self._word('learn.lines_below')}" if page.max_scroll_y else ""
            self._line("#lesson-tag", f"{self._tag}{more}")
        if page.max_scroll_y and foot.has_class("-pinned"):
            at_end = page.scroll_target_y >= page.max_scroll_y
            self._line("#lesson-hint", self._word(f"learn.more_{'above' if at_end else 'below'}"))

    def _list(self, selector: str, rows: Sequence[str]) -> None:
        """Show rows that begin with a number or letter, each broken below its text."""
        line = self.query_one(selector, Static)
        line.update(list_of(rows))
        line.display = bool(rows)

    def _set_out(self, selector: str, blocks: Sequence[Block]) -> None:
        """Show paragraphs and lists."""
        text = self.query_one(selector, Static)
        text.update(text_of(blocks))
        text.display = bool(blocks)

    def _say_below(self) -> None:
        """Where a case, hints or many lines push what is to be chosen out of sight, have the tag say so, since the hint
        at the end is out of sight as well."""
        self._points_below = True
        once_drawn(self, self._say_what_does_not_fit)

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(text))
        line.display = bool(text)

    # -- choosing

    def on_key(self, event: events.Key) -> None:
        """From the line to what stands below it, as the eye goes; on a page to read, take the line at its end."""
        if event.key == "down" and self.query_one("#lesson-line").has_focus:
            event.stop()
            self.query_one("#lesson-rows").focus()
        elif event.key == "enter" and self._page is not None and self.query_one("#lesson").has_focus:
            event.stop()
            self._choose(0)

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


def _row(mark: str, text: str) -> Row:
    first, _, rest = text.partition("\n")
    said = Content.assemble(first, "\n", (rest, "dim")) if rest else Content(first)
    return Row(mark, said)
