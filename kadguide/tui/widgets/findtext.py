"""A text that scrolls, with a line below it to find words in it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.message import Message
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from kadguide.browsing.inpage import MOST_CHARACTERS, Span
from kadguide.browsing.matches import Matches
from kadguide.i18n import Catalog
from kadguide.tui.drawn import once_drawn
from kadguide.tui.keys import bind_place
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.pieces import Piece, read_pieces

_HERE = "found"
"""Mark in the style of the match that is shown, to see in which row it was painted."""
_FOUND = Style(underline=True)
_SHOWN = Style(reverse=True, bold=True) + Style.from_meta({_HERE: True})
_AROUND = Spacing(2, 0, 2, 0)
"""Rows that are left above and below a match."""


class _Mark(NamedTuple):
    """How a part of a piece is marked: as the match that is shown, or as another one."""

    span: Span
    is_shown: bool


class FindLine(Horizontal):
    """The line to type in, and how many matches there are."""

    class Entered(Message):
        """Enter was pressed."""

    def compose(self) -> ComposeResult:
        yield Static(Content("/"), classes="find-mark", markup=False)
        yield Line(id="find-words", max_length=MOST_CHARACTERS)
        yield Static(classes="find-count", markup=False)

    @property
    def line(self) -> Input:
        return self.query_one(Input)

    def say(self, count: str) -> None:
        """Say which match is shown."""
        self.query_one(".find-count", Static).update(Content(count), layout=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Entered())


class FindText(Vertical):
    """Holds ``text`` and, while words are looked for, the line below it. Matches are underlined, the one that is shown
    is reversed, so that no colour is needed."""

    PLACEHOLDER: ClassVar[str] = "find.placeholder"

    def __init__(self, text: VerticalScroll, word: Catalog, id_: str) -> None:
        super().__init__(id=id_)
        self._text = text
        self._pieces: list[Piece] = []
        self._texts: list[str] = []
        self._matches = Matches()
        self._marked: dict[int, tuple[_Mark, ...]] = {}
        self._tops: dict[Widget, int] = {}
        self._at = 0
        self._from = 0.0
        self.speak(word)

    def speak(self, word: Catalog) -> None:
        """Take the language of ``word``."""
        self._word = word
        bind_place(self._bindings, "find", word)
        if self.is_mounted:
            self._line.line.placeholder = word(self.PLACEHOLDER)
            self._say()

    def compose(self) -> ComposeResult:
        yield self._text
        yield FindLine()

    def on_mount(self) -> None:
        self._line.display = False
        self._line.line.placeholder = self._word(self.PLACEHOLDER)
        self.watch(self._text, "scroll_y", self._scrolled, init=False)
        # At once, before the letter is painted: so one paint shows it and the matches.
        self.watch(self._line.line, "value", self._look_for, init=False)

    def _scrolled(self) -> None:
        """Other matches are in view."""
        if self.finding and self._matches:
            self._mark()

    @property
    def _line(self) -> FindLine:
        return self.query_one(FindLine)

    @property
    def finding(self) -> bool:
        """Whether words are looked for."""
        return self.is_mounted and bool(self._line.display)

    @property
    def typing(self) -> bool:
        """Whether the line has the focus."""
        return self.finding and self._line.line.has_focus

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys of the search are free for others until there is one."""
        return self.finding if action in ("find_next", "find_previous", "close_find") else True

    # -- opening and closing

    def look_for(self, words: str) -> None:
        """Look for ``words`` as if they had been typed."""
        self._line.line.value = words
        self.begin()

    def begin(self) -> None:
        """Open the line, or go back to it; the words of before are replaced by typing."""
        line = self._line
        if not self.finding:
            self._from = self._text.scroll_offset.y
            line.display = True
            self._take_in()
            self._find(line.line.value)
            self._show_later()
        line.line.select_all()
        line.line.focus()
        self.screen.refresh_bindings()

    def end(self, *, focus: bool = True) -> None:
        """Take the marks away and close the line; the text stays where it is and gets the focus."""
        if not self.finding:
            return
        if focus:
            self._go_home()
        self._unmark()
        self._matches = Matches()
        self._line.display = False
        self.screen.refresh_bindings()

    def _go_home(self) -> None:
        self._text.focus()

    def renew(self) -> None:
        """The text was shown anew: mark the matches again, and stay where the reader is."""
        if self.finding:
            at = self._at
            self._unmark()
            self._take_in()
            self._find(self._line.line.value, go=False)
            self._at = min(at, max(len(self._matches) - 1, 0))
            self._mark()
            self._say()
            once_drawn(self, self._mark_anew)

    # -- finding

    def _look_for(self, typed: str) -> None:
        """Other words stand in the line."""
        if self.finding:
            self._find(typed, typing=True)

    def _take_in(self) -> None:
        """Read the text; each letter searches what was read, since reading takes longer than all the rest."""
        self._pieces = self._read()
        self._texts = [piece.text.plain for piece in self._pieces]
        self._tops = {}

    def _find(self, typed: str, *, go: bool = True, typing: bool = False) -> None:
        self._matches = Matches(typed, self._texts, self._where(typed))
        self._at = 0
        if go:
            below = next((piece for piece in self._matches.having if self._is_below(piece)), None)
            self._at = self._nearest(None if below is None else self._matches.first_in(below))
            self._mark()
            self._say()
            self._show(typing=typing)

    def _read(self) -> list[Piece]:
        """Everything that can be read in the text, in its order."""
        return read_pieces(self._text)

    def _where(self, typed: str) -> Iterable[int]:
        """The pieces, counted from 0, in which ``typed`` is looked for."""
        return range(len(self._pieces))

    def _is_below(self, piece: int) -> bool:
        """Whether a piece reaches below the first row in which the reader was."""
        widget = self._pieces[piece].widget
        return widget is not None and self._top_of(widget) + widget.outer_size.height > self._from

    def _top_of(self, widget: Widget) -> int:
        """The first row of a widget, counted from that of the whole text.

        Where all of them stand is asked at once and remembered: Textual finds it out anew after each scrolling, which
        takes as long as all the rest of a letter.
        """
        if widget not in self._tops:
            top = self._text.scrollable_content_region.y - self._text.scroll_offset.y
            read = {piece.widget for piece in self._pieces if piece.widget is not None}
            self._tops = {one: one.region.y - top for one in (*read, widget)}
        return self._tops[widget]

    def _nearest(self, below: int | None) -> int:
        """The match to begin with: ``below`` is the first one below where the reader was."""
        return below or 0

    def _mark(self) -> None:
        """Mark the matches in view and the one that is shown. Only what looks otherwise than before is shown anew."""
        here = self._matches.text_of(self._at) if 0 <= self._at < len(self._matches) else -1
        wanted = {
            piece: tuple(_Mark(span, match == self._at) for match, span in self._matches.spans_in(piece))
            for piece in self._matches.having
            if piece == here or self._is_in_view(piece)
        }
        self._unmark(wanted)
        for piece, row in wanted.items():
            if self._marked.get(piece) != row:
                content = self._pieces[piece].text
                for (start, end), is_shown in row:
                    content = content.stylize(_SHOWN if is_shown else _FOUND, start, end)
                self._pieces[piece].show(content)
        self._marked = wanted

    def _mark_anew(self) -> None:
        """Mark them again, since they may stand elsewhere or others are in view."""
        if self.finding:
            self._tops = {}
            self._mark()

    def _is_in_view(self, piece: int) -> bool:
        widget = self._pieces[piece].widget
        if widget is None:
            return False
        above = self._top_of(widget) - self._text.scroll_offset.y
        return above < self._text.size.height and above + widget.outer_size.height > 0

    def _unmark(self, but: Container[int] = ()) -> None:
        """Take the marks away, except in the pieces ``but``."""
        for piece in self._marked:
            widget = self._pieces[piece].widget
            if piece not in but and widget is not None and widget.is_attached:
                self._pieces[piece].show(self._pieces[piece].text)
        self._marked = {piece: row for piece, row in self._marked.items() if piece in but}

    def _say(self) -> None:
        count = len(self._matches)
        if count:
            said = self._word("find.count", number=self._at + 1, count=count)
        else:
            said = self._word("find.none") if self._line.line.value.strip() else ""
        self._line.say(said)

    def _show(self, *, typing: bool = False) -> None:
        """Scroll to the match, before the marks are painted: so they are painted once. ``typing`` may go on."""
        if self._matches:
            self._scroll()

    def _show_later(self) -> None:
        """Scroll to the match once it is known where everything stands."""
        if self._matches:
            once_drawn(self, self._scroll_anew)

    def _scroll_anew(self) -> None:
        self._mark_anew()
        self._scroll(at_once=False)

    def _scroll(self, *, at_once: bool = True) -> None:
        if self._at >= len(self._matches):
            return
        widget = self._pieces[self._matches.text_of(self._at)].widget
        if widget is None or not widget.is_attached:
            return
        size = widget.outer_size
        strips = widget.render_lines(Region(0, 0, size.width, size.height))
        row = next((y for y, strip in enumerate(strips) if any(_is_here(s.style) for s in strip)), 0)
        y = self._top_of(widget) + row
        here = Region(0, y, 1, 1)
        self._text.scroll_to_region(here, spacing=_AROUND, animate=False, force=True, x_axis=False, immediate=at_once)

    # -- actions

    def on_find_line_entered(self, message: FindLine.Entered) -> None:
        """From the line into the text, where single letters lead on."""
        message.stop()
        if self._matches:
            self._text.focus()
            self._step(1)

    def action_find_next(self) -> None:
        self._step(1)

    def action_find_previous(self) -> None:
        self._step(-1)

    def action_close_find(self) -> None:
        self.end()

    def _step(self, step: int) -> None:
        """The match after or before, all around."""
        if self._matches:
            self._at = (self._at + step) % len(self._matches)
            self._mark()
            self._say()
            self._show()

    def on_resize(self, event: events.Resize) -> None:
        """The match stays in view where the lines are broken anew."""
        if self.finding:
            self._show_later()


def _is_here(style: object) -> bool:
    meta = getattr(style, "meta", None)
    return bool(meta and meta.get(_HERE))
