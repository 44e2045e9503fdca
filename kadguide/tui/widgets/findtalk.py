"""Finds words in the whole conversation, with the turns that are not on the screen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from textual.timer import Timer
from textual.widget import Widget

from kadguide.i18n import Catalog
from kadguide.tui.widgets.findtext import FindText
from kadguide.tui.widgets.pieces import Piece
from kadguide.tui.widgets.talk import Talk

PAUSE_SECONDS = 0.15
"""Without a letter for that long, somebody wants to see what was found."""


class FindTalk(FindText):
    """Holds the conversation; ``home`` gets the focus when nothing is looked for any more. Meanwhile the screen has the
    class ``-finding``, since there is no room for a second line to type in."""

    PLACEHOLDER = "find.placeholder_talk"

    def __init__(self, talk: Talk, word: Catalog, home: Widget) -> None:
        self._talk = talk
        self._home = home
        self._begins: list[int] = []
        self._waits: Timer | None = None
        super().__init__(talk, word, "talk")

    def begin(self) -> None:
        self._talk.can_focus = True
        self.screen.add_class("-finding")
        super().begin()

    def end(self, *, focus: bool = True) -> None:
        self.screen.remove_class("-finding")
        super().end(focus=focus)
        self._talk.can_focus = False

    def _go_home(self) -> None:
        self._home.focus()

    def _read(self) -> list[Piece]:
        pieces, self._begins = self._talk.pieces()
        return pieces

    def _where(self, typed: str) -> Iterable[int]:
        ends = [*self._begins[1:], len(self._pieces)]
        for turn, (begin, end) in enumerate(zip(self._begins, ends, strict=True)):
            if self._talk.may_hold(typed, turn):
                yield from range(begin, end)

    def _turn_of(self, piece: int) -> int:
        return bisect_right(self._begins, piece) - 1

    def _is_below(self, piece: int) -> bool:
        side = self._talk.side_of(self._turn_of(piece))
        return side > 0 or (side == 0 and super()._is_below(piece))

    def _nearest(self, below: int | None) -> int:
        """The match below where the reader is, or else the last one above: not all the way back to the first."""
        return len(self._matches) - 1 if below is None else below

    def _show(self, *, typing: bool = False) -> None:
        """A turn that is not on the screen comes when typing pauses: bringing one takes longer than a letter may, and
        most of those that the first letters lead to are never looked at."""
        if self._waits is not None:
            self._waits.stop()
            self._waits = None
        if not self._is_away:
            super()._show()
        elif typing:
            self._waits = self.set_timer(PAUSE_SECONDS, self._bring)
        else:
            self.call_next(self._bring)

    def _step(self, step: int) -> None:
        """Whoever goes on before the match was brought wants to see it first."""
        super()._step(0 if self._waits is not None else step)

    @property
    def _is_away(self) -> bool:
        """Whether the match to be shown is in a turn that is not on the screen."""
        return bool(self._matches) and self._pieces[self._matches.text_of(self._at)].widget is None

    async def _bring(self) -> None:
        """Have the turn of the match on the screen, unless another match is to be shown meanwhile, and show it."""
        self._waits = None
        if self.finding and self._is_away:
            turn = self._turn_of(self._matches.text_of(self._at))
            self._unmark()
            await self._talk.reveal(turn)
            self.renew()
            self._show_later()

    def on_talk_shown(self, message: Talk.Shown) -> None:
        """What is marked stands in other places."""
        message.stop()
        self.renew()
