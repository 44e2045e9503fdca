"""What a class has shown so far: the place in the agenda, hands per option, points of the teams. Never names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from kadguide.teaching.deck import Deck

FORMAT = 1
LEAST_TEAMS, MOST_TEAMS = 2, 6
MOST_HANDS = 999
MOST_POINTS = 999
MOST_CHANGES = 50
"""Changes of points that can still be undone after a crash."""
LETTERS = "ABCDEFGH"


class BoardError(ValueError):
    """The file of a board is damaged."""


@dataclass
class Place:
    """Where a deck was left, its seed, and the hands that were counted, by item and option."""

    seed: str
    slide: int = 0
    key: str = ""
    shown: int = 0
    """How much of the open slide is revealed."""
    hands: dict[str, dict[str, int]] = field(default_factory=dict)

    def find(self, deck: Deck) -> int:
        """The slide to go on with: that of the same name, or the nearest place in a deck that has changed."""
        for at, slide in enumerate(deck.slides):
            if slide.key == self.key:
                return at
        return min(max(self.slide, 0), len(deck.slides) - 1)


class Change(NamedTuple):
    """One change of points, to be undone."""

    team: int
    points: int


@dataclass
class Board:
    """All that outlives a crash. Points run on from deck to deck."""

    last: str = ""
    """The deck that was open last."""
    points: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    changes: list[Change] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)

    # -- teams

    def add(self, team: int, points: int) -> bool:
        """Add points to a team, counted from 0; less than zero takes them away. Nothing falls below zero."""
        if not 0 <= team < len(self.points):
            return False
        after = min(max(self.points[team] + points, 0), MOST_POINTS)
        if change := after - self.points[team]:
            self.points[team] = after
            self.changes.append(Change(team, change))
        return bool(change)

    def undo(self) -> Change | None:
        """Take the last change of points back."""
        while self.changes:
            change = self.changes.pop()
            if change.team < len(self.points):
                self.points[change.team] = max(self.points[change.team] - change.points, 0)
                return change
        return None

    def set_teams(self, count: int) -> bool:
        """Have that many teams. A team with points is not taken away."""
        if not LEAST_TEAMS <= count <= MOST_TEAMS or any(self.points[count:]):
            return False
        self.points = (self.points + [0] * count)[:count]
        self.changes = [change for change in self.changes if change.team < count]
        return True

    # -- file

    def encode(self) -> bytes:
        """As JSON."""
        data = {"format": FORMAT, **asdict(self), "changes": self.changes[-MOST_CHANGES:]}
        return json.dumps(data, ensure_ascii=False, indent=1).encode()


def decode_board(data: bytes) -> Board:
    """What :meth:`Board.encode` wrote. Raises :class:`BoardError` for anything else."""
    try:
        raw = json.loads(data.decode("utf-8"))
        if raw["format"] != FORMAT:
            raise BoardError("another format")
        points = [_whole(number, MOST_POINTS) for number in raw["points"]]
        if not LEAST_TEAMS <= len(points) <= MOST_TEAMS:
            raise BoardError("teams")
        changes = [Change(_whole(team, MOST_TEAMS), int(more)) for team, more in raw["changes"]]
        places = {str(id_): _place(row) for id_, row in raw["places"].items()}
        return Board(str(raw["last"]), points, changes, places)
    except BoardError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BoardError(str(error)) from error


def _place(row: Mapping[str, Any]) -> Place:
    hands = {
        str(item): {str(option): _whole(count, MOST_HANDS) for option, count in counts.items()}
        for item, counts in row["hands"].items()
    }
    return Place(str(row["seed"]), _whole(row["slide"], 100_000), str(row["key"]), _whole(row["shown"], 9), hands)


def _whole(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise BoardError(f"{value!r} is no count")
    return value


def read_hands(text: str, options: Sequence[str], before: Mapping[str, int]) -> dict[str, int] | None:
    """Counted hands as they were typed: ``7 14 3 2`` in the order of the letters, or ``B 14`` and ``b=14`` for one.

    An empty line takes all counts away. ``None`` when it cannot be read.
    """
    words = re.findall(r"[^\W\d_]+|\d+|[^\s,;:=]", text)
    if not words:
        return {}
    if all(word.isdecimal() for word in words):
        if len(words) > len(options) or any(int(word[:9]) > MOST_HANDS for word in words):
            return None
        return {option: int(word) for option, word in zip(options, words, strict=False)}
    found = dict(before)
    if len(words) % 2:
        return None
    for letter, number in zip(words[::2], words[1::2], strict=True):
        at = LETTERS.find(letter.upper()) if len(letter) == 1 else -1
        if not 0 <= at < len(options) or not number.isdecimal() or int(number[:9]) > MOST_HANDS:
            return None
        found[options[at]] = int(number)
    return found
