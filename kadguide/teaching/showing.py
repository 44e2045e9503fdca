"""A class that is being shown: one deck, step by step, and the board on which its place is kept."""

from __future__ import annotations

from collections.abc import Callable

from kadguide.teaching.board import Board, Place
from kadguide.teaching.deck import Deck, Slide


class Showing:
    """Moves through a deck. Every change goes to ``keep`` at once, so that a crash loses nothing.

    ``levels`` says how often something can be revealed on a slide.
    """

    def __init__(
        self, deck: Deck, board: Board, keep: Callable[[Board], bool], seed: str, levels: Callable[[Slide], int]
    ) -> None:
        self.deck = deck
        self.board = board
        self._keep = keep
        self._levels = levels
        self._place = board.places.setdefault(deck.id, Place(seed))
        self.at = self._place.find(deck)
        if self.slide.key != self._place.key:
            self._place.shown = 0
        self._place.shown = min(self._place.shown, levels(self.slide))
        self.board.last = deck.id
        self.kept = True
        """Whether the last change could be written."""
        self._note()

    def _note(self) -> None:
        self._place.slide, self._place.key = self.at, self.slide.key
        self.kept = self._keep(self.board)

    @property
    def seed(self) -> str:
        """What the order of the options comes from."""
        return self._place.seed

    @property
    def slide(self) -> Slide:
        return self.deck.slides[self.at]

    @property
    def shown(self) -> int:
        """How much of the slide is revealed."""
        return self._place.shown

    # -- moving

    def move(self, by: int) -> bool:
        """So many slides on, or back. False at either end."""
        return self.go(self.at + by)

    def go(self, at: int) -> bool:
        """To the slide at that position, counted from 0."""
        if not 0 <= at < len(self.deck.slides) or at == self.at:
            return False
        self.at, self._place.shown = at, 0
        self._note()
        return True

    def go_number(self, number: int) -> bool:
        """To the step of that number; where there is no agenda, to the slide."""
        at = self.deck.starts(number - 1) if self.deck.agenda else number - 1
        if at is None or not 0 <= at < len(self.deck.slides):
            return False
        self.go(at)
        return True

    def go_typed(self, text: str) -> bool:
        """To the number that was typed. False when it is none, or leads nowhere."""
        number = text.strip()
        return len(number) < 5 and number.isdecimal() and self.go_number(int(number))

    def reveal(self, by: int = 1) -> bool:
        """Reveal one more level, or one less."""
        shown = min(max(self.shown + by, 0), self._levels(self.slide))
        changed = shown != self.shown
        self._place.shown = shown
        if changed:
            self._note()
        return changed

    # -- hands and points

    @property
    def hands(self) -> dict[str, int]:
        """The hands that were counted on this slide."""
        return self._place.hands.get(self.slide.id, {})

    def count(self, hands: dict[str, int]) -> None:
        """Keep the hands of this slide; none at all forgets them."""
        if hands:
            self._place.hands[self.slide.id] = hands
        else:
            self._place.hands.pop(self.slide.id, None)
        self._note()

    def score(self, team: int, points: int) -> bool:
        """Give points to a team, counted from 0, or take them away."""
        changed = self.board.add(team, points)
        self._note()
        return changed

    def undo(self) -> bool:
        """Take the last change of points back."""
        undone = self.board.undo() is not None
        self._note()
        return undone

    def set_teams(self, count: int) -> bool:
        """Have that many teams."""
        changed = self.board.set_teams(count)
        self._note()
        return changed
