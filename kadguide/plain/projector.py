"""A class line by line: the slides and what one does with them, by typed words. For pipes and screen readers."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from typing import TextIO

from kadguide.answering.folding import clean
from kadguide.exchange.slides import RIGHT, Line, SlideText
from kadguide.i18n import Catalog
from kadguide.linear import wrapped
from kadguide.plain.telling import ask_line
from kadguide.teaching.board import LETTERS, read_hands
from kadguide.teaching.showing import Showing

_WORDS: dict[str, tuple[str, ...]] = {
    "next": ("", "n", "lanjut", "next"),
    "previous": ("p", "kembali", "back"),
    "reveal": ("r", "j", "jawab", "answer"),
    "hide": ("tutup", "hide"),
    "step": ("langkah", "step"),
    "hands": ("h", "tangan", "hands"),
    "team": ("tim", "team"),
    "teams": ("regu", "teams"),
    "undo": ("u", "batal", "undo"),
    "scores": ("s", "skor", "scores"),
    "show": ("lagi", "again"),
    "help": ("?", "bantuan", "help"),
    "quit": ("/keluar", "/quit", "keluar", "quit"),
}
_TEAM = re.compile(r"(\d+)(?:\s*([+-]?)\s*(\d+))?\Z")


def project(
    showing: Showing, text: SlideText, word: Catalog, lines: Iterable[str], out: TextIO | None = None,
    *, prompt: bool = True, told: str = "",
) -> None:  # fmt: skip
    """Show the slides until the lines end or the instructor leaves."""
    stage = _Stage(showing, text, word, out or sys.stdout)
    for said in filter(None, (told, word("projector.plain_intro") if prompt else "")):
        stage.say(said)
    stage.show()
    ask_line(stage.out, word, prompt=prompt)
    for raw in lines:
        if not stage.hear(clean(raw)):
            break
        ask_line(stage.out, word, prompt=prompt)


class _Stage:
    """One class in linear text."""

    def __init__(self, showing: Showing, text: SlideText, word: Catalog, out: TextIO) -> None:
        self._showing = showing
        self._text = text
        self._word = word
        self.out = out
        self._does: dict[str, Callable[[str], None]] = {
            "next": lambda _: self._go(1),
            "previous": lambda _: self._go(-1),
            "reveal": lambda _: self._reveal(1),
            "hide": lambda _: self._reveal(-1),
            "step": self._step,
            "hands": self._hands,
            "team": self._team,
            "teams": self._teams,
            "undo": lambda _: self._undo(),
            "scores": lambda _: self._scores(),
            "show": lambda _: self.show(),
            "help": lambda _: self.say(self._word("projector.plain_help")),
        }

    def say(self, text: str) -> None:
        for line in text.split("\n"):
            self.out.write(wrapped(line) + "\n")

    def hear(self, line: str) -> bool:
        """Do what was typed. False when the class is over."""
        first, _, rest = line.strip().partition(" ")
        name = next((name for name, words in _WORDS.items() if first.casefold() in words), "")
        if name == "quit":
            return False
        if not name:
            self.say(self._word("projector.plain_unknown"))
        else:
            self._does[name](rest.strip())
        if not self._showing.kept:
            self.say(self._word("projector.not_kept"))
        return True

    def show(self) -> None:
        """The slide as it stands."""
        showing = self._showing
        self.out.write("\n")
        self.say(f"{self._text.head(showing.slide)} ({showing.at + 1}/{len(showing.deck.slides)})")
        for line in self._text.lines(showing.slide, showing.shown, showing.hands):
            self.say(_row(line))

    def _go(self, by: int) -> None:
        if self._showing.move(by):
            self.show()
        else:
            self.say(self._word("projector.end" if by > 0 else "projector.beginning"))

    def _reveal(self, by: int) -> None:
        if self._showing.reveal(by):
            self.show()
        else:
            self.say(self._word("projector.nothing_hidden"))

    def _step(self, rest: str) -> None:
        if self._showing.go_typed(rest):
            self.show()
        else:
            self.say(self._word("projector.no_step", count=self._showing.deck.numbers))

    def _hands(self, rest: str) -> None:
        options = self._text.options(self._showing.slide)
        hands = read_hands(rest, options, self._showing.hands) if options else None
        if not options:
            self.say(self._word("projector.no_hands"))
        elif hands is None:
            self.say(self._word("projector.hands_unread"))
        else:
            self._showing.count(hands)
            said = ", ".join(f"{LETTERS[at]} {hands[id_]}" for at, id_ in enumerate(options) if id_ in hands)
            count = self._word("projector.hands_noted", count=sum(hands.values()))
            self.say(f"{count} {said}".strip())

    def _team(self, rest: str) -> None:
        """``3`` gives a point, ``3 -1`` takes one, ``3 +2`` gives two."""
        read = _TEAM.match(rest)
        if read is None or not 1 <= int(read[1][:4]) <= len(self._showing.board.points):
            self.say(self._word("projector.team_unread", count=len(self._showing.board.points)))
            return
        points = int((read[3] or "1")[:4])
        self._showing.score(int(read[1]) - 1, -points if read[2] == "-" else points)
        self._scores()

    def _teams(self, rest: str) -> None:
        if not (rest.isdecimal() and self._showing.set_teams(int(rest[:4]))):
            self.say(self._word("projector.teams_kept"))
        self._scores()

    def _undo(self) -> None:
        if not self._showing.undo():
            self.say(self._word("projector.nothing_to_undo"))
        self._scores()

    def _scores(self) -> None:
        rows = (
            f"{self._word('projector.team', number=number)}: {points}"
            for number, points in enumerate(self._showing.board.points, start=1)
        )
        self.say("\n".join(rows))


def _row(line: Line) -> str:
    """One line of a slide in linear text."""
    right = f"{RIGHT} " if line.right else ""
    mark = f"{line.mark} " if line.mark and line.mark != RIGHT else ""
    if line.look in ("option", "solved") and mark.strip()[-1:].isalnum():
        mark = f"{mark.strip()}. "
    hands = f" ({line.hands})" if line.hands is not None else ""
    return f"{right}{mark}{line.text}{hands}"
