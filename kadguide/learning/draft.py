"""An answer that is being put together from a list of parts, one choice after the other."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.knowledge.items import Item, ItemType
from kadguide.learning.responses import FALSE, TRUE, TYPED, Response


class Draft:
    """What has been chosen so far.

    ``parts`` are the ids of the lines to choose from: options, steps, the left sides of a matching, whose other sides
    are ``sides``; in a true/false item the verdicts and then the reasons, if reasons are asked.
    """

    def __init__(
        self, type_: ItemType, parts: Sequence[str], sides: Sequence[str] = (), given: Response | None = None
    ) -> None:
        self.type = type_
        self.parts = (TRUE, FALSE, *parts) if type_ == "true_false" else () if type_ in TYPED else tuple(parts)
        self.sides = tuple(sides)
        self._chosen: list[str] = []
        self._put = [""] * len(self.parts)
        self._filled = ""
        """The step that took the last place by itself."""
        if given is not None:
            self._take(given)

    def _take(self, given: Response) -> None:
        """Go on with what was answered before."""
        if self.type == "matching":
            known = [side if side in self.sides else "" for side in given.chosen]
            self._put = (known + self._put)[: len(self.parts)]
        else:
            self._chosen = [part for part in given.chosen if part in self.parts]

    @property
    def at_once(self) -> bool:
        """Whether one choice is the answer."""
        return self.type == "single" or (self.type == "true_false" and len(self.parts) == 2)

    @property
    def typed(self) -> bool:
        """Whether the answer is typed instead."""
        return self.type in TYPED

    def press(self, position: int) -> None:
        """Choose the part at ``position``, or take it back; the next side of a pair."""
        if not 0 <= position < len(self.parts):
            return
        part = self.parts[position]
        if self.type == "matching":
            cycle = ("", *self.sides)
            self._put[position] = cycle[(cycle.index(self._put[position]) + 1) % len(cycle)]
        elif self.at_once:
            self._chosen = [part]
        elif self.type == "true_false":
            verdicts = (TRUE, FALSE)
            others = [other for other in self._chosen if (other in verdicts) != (part in verdicts)]
            self._chosen = [part, *others] if part in verdicts else [*others, part]
        elif part == self._filled:
            self._filled = ""  # whoever presses all steps in their order means this one too
        elif part in self._chosen:
            self._chosen.remove(part)
            self._filled = ""
        else:
            self._chosen.append(part)
            left = [other for other in self.parts if other not in self._chosen]
            if self.type == "ordering" and len(left) == 1:
                self._chosen += left  # the last place is no choice
                self._filled = left[0]

    def put(self, position: int, side: int) -> None:
        """Put the side at ``side`` to the pair at ``position`` of a matching."""
        if self.type == "matching" and 0 <= position < len(self.parts) and 0 <= side < len(self.sides):
            self._put[position] = self.sides[side]

    def place(self, position: int) -> int:
        """The place of a step in the order chosen so far, counted from 1; 0 for none. 1 for a chosen option."""
        part = self.parts[position]
        if part not in self._chosen:
            return 0
        return self._chosen.index(part) + 1 if self.type == "ordering" else 1

    def side(self, position: int) -> str:
        """The id of the side that was put to a pair, or nothing."""
        return self._put[position]

    @property
    def response(self) -> Response | None:
        """The whole answer; ``None`` while something is missing."""
        if self.type == "matching":
            return Response(tuple(self._put)) if any(self._put) else None
        if self.type == "ordering" and len(self._chosen) < len(self.parts):
            return None
        if self.type == "true_false" and not set(self._chosen) & {TRUE, FALSE}:
            return None
        return Response(tuple(self._chosen)) if self._chosen else None


def item_draft(item: Item, order: Sequence[str]) -> Draft:
    """The draft of an item of the bank, without reasons; ``order`` are the ids of its parts as they are shown."""
    match item.type:
        case "true_false":
            return Draft(item.type, ())
        case "matching":
            return Draft(item.type, [pair.id for pair in item.pairs], order)
        case _:
            return Draft(item.type, order)
