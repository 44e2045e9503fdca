"""The conversation on the screen: the last turns, or a few earlier ones, and the way to all others."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from kadguide.browsing.inpage import count_words
from kadguide.i18n import Catalog
from kadguide.tui.drawn import once_drawn
from kadguide.tui.widgets.pieces import Piece, read_pieces
from kadguide.tui.widgets.turn import Turn, TurnText

MOST_TURNS = 8
"""Turns that stand on the screen; each more makes every key and every turn slower."""
_STEP = 4
"""Turns that come when one scrolls beyond the first or the last, while as many leave at the other end."""
_NOTCH = 3
"""Rows by which the mouse wheel scrolls into what has come."""


@dataclass(slots=True)
class _Told:
    """A turn of the conversation, and what could be read in it when it left the screen."""

    text: TurnText
    read: tuple[Piece, ...] = ()
    plain: str = ""


class Fold(Static):
    """A line that stands for turns that are not on the screen; a click brings some of them."""

    class Clicked(Message):
        """The turns are wanted."""

        def __init__(self, fold: Fold) -> None:
            super().__init__()
            self.fold = fold

    def on_click(self, event: events.Click) -> None:
        event.stop()
        self.post_message(self.Clicked(self))


class Talk(VerticalScroll, can_focus=False):
    """Remembers every turn and shows a few in a row, so that a long conversation costs no more than a short one."""

    class Shown(Message):
        """Other turns are on the screen."""

    def __init__(self, word: Catalog) -> None:
        super().__init__(id="transcript")
        self._told: list[_Told] = []
        self._turns: list[Turn] = []
        self._first = 0
        self._word = word
        self._older = Fold(id="older", classes="fold", markup=False)
        self._newer = Fold(id="newer", classes="fold", markup=False)

    def compose(self) -> ComposeResult:
        yield self._older
        yield self._newer

    def on_mount(self) -> None:
        self._say_folds()

    def speak(self, word: Catalog) -> None:
        """Take the language of ``word`` for what stands around the turns."""
        self._word = word
        self._say_folds()

    @property
    def _end(self) -> int:
        return self._first + len(self._turns)

    async def clear(self) -> None:
        """Forget all turns."""
        turns, self._turns, self._told, self._first = self._turns, [], [], 0
        await self.remove_children(turns)
        self._say_folds()

    async def add(self, text: TurnText) -> Turn:
        """Show one more turn at the end, its question at the top of the view, so that it is read from the beginning."""
        self._told.append(_Told(text))
        await self._show(len(self._told) - MOST_TURNS)
        turn = self._turns[-1]
        once_drawn(self, turn.scroll_visible, animate=False, top=True)
        return turn

    async def reveal(self, number: int) -> None:
        """Have the turn ``number``, counted from 0, on the screen."""
        if not self._first <= number < self._end:
            await self._show(number - MOST_TURNS // 2)

    def pieces(self) -> tuple[list[Piece], list[int]]:
        """Everything that can be read in the conversation, and at which of it each turn begins."""
        pieces: list[Piece] = []
        begins: list[int] = []
        for number, told in enumerate(self._told):
            begins.append(len(pieces))
            here = self._first <= number < self._end
            pieces += read_pieces(self._turns[number - self._first]) if here else told.read
        return pieces, begins

    def may_hold(self, typed: str, number: int) -> bool:
        """Whether ``typed`` may be found in a turn: ``False`` spares going through its pieces."""
        here = self._first <= number < self._end
        return here or bool(count_words(typed, self._told[number].plain))

    def side_of(self, number: int) -> int:
        """Whether a turn lies before (-1) those on the screen, among (0) or after (1) them."""
        return -1 if number < self._first else int(number >= self._end)

    # -- which turns are on the screen

    async def _show(self, first: int) -> None:
        """Have as many turns as there may be on the screen, from ``first`` on where so many follow."""
        first = max(0, min(first, len(self._told) - MOST_TURNS))
        end = min(len(self._told), first + MOST_TURNS)
        kept = {n: turn for n, turn in enumerate(self._turns, start=self._first) if first <= n < end}
        leaving = [(n, turn) for n, turn in enumerate(self._turns, start=self._first) if n not in kept]
        for number, turn in leaving:
            told, texts = self._told[number], [piece.text.plain for piece in read_pieces(turn)]
            told.read, told.plain = tuple(Piece(Content(text)) for text in texts), " ".join(texts)
        with self.app.batch_update():
            await self.remove_children([turn for _, turn in leaving])
            self._first, self._turns = first, []
            for number in range(first, end):
                turn = kept.get(number) or Turn(self._told[number].text)
                if number not in kept:
                    await self.mount(turn, after=self._turns[-1] if self._turns else self._older)
                self._turns.append(turn)
            self._say_folds()
        self.post_message(self.Shown())

    def _say_folds(self) -> None:
        before, after = self._first, len(self._told) - self._end
        self._older.update(Content(self._word("chat.older", count=before)))
        self._newer.update(Content(self._word("chat.newer", count=after)))
        self._older.display, self._newer.display = bool(before), bool(after)

    async def _bring_older(self, rows: int) -> None:
        """Show earlier turns, and scroll into them by ``rows``."""
        if self._first:
            at = self._turns[0]
            await self._show(self._first - _STEP)
            once_drawn(self, lambda: self.scroll_to(y=at.virtual_region.y - rows, animate=False))

    async def _bring_newer(self, rows: int) -> None:
        """Show later turns, and scroll into them by ``rows``."""
        if self._end < len(self._told):
            at, below = self._turns[-1], self.scrollable_content_region.height - rows
            await self._show(self._first + _STEP)
            once_drawn(self, lambda: self.scroll_to(y=at.virtual_region.bottom - below, animate=False))

    # -- scrolling

    @property
    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def action_page_up(self) -> None:
        if self.scroll_offset.y > 0 or not self._first:
            self.scroll_page_up(animate=False)
        else:
            self.call_next(self._bring_older, self._page)

    def action_page_down(self) -> None:
        if self.scroll_offset.y < self.max_scroll_y or self._end == len(self._told):
            self.scroll_page_down(animate=False)
        else:
            self.call_next(self._bring_newer, self._page)

    def on_mouse_scroll_up(self) -> None:
        if self.scroll_offset.y <= 0:
            self.call_next(self._bring_older, _NOTCH)

    def on_mouse_scroll_down(self) -> None:
        if self.scroll_offset.y >= self.max_scroll_y:
            self.call_next(self._bring_newer, _NOTCH)

    async def on_fold_clicked(self, message: Fold.Clicked) -> None:
        message.stop()
        await (self._bring_older if message.fold is self._older else self._bring_newer)(self._page)
