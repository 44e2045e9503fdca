"""An answer that is being put together from a list of parts, one choice after the other."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.knowledge.items import Item
from kadguide.learning.responses import FALSE, TRUE, TYPED, Response


class Draft:
    """What has been chosen so far.

    ``parts`` are the ids of the lines to choose from: options, verdicts, steps, or the pairs of a matching, whose other
    sides are ``order``.
    """

    def __init__(self, item: Item, order: Sequence[str]) -> None:
        self.item = item
        self.order = tuple(order)
        self.parts = self._parts()
        self._chosen: list[str] = []
        self._sides = [""] * len(self.parts)

    def _parts(self) -> tuple[str, ...]:
        match self.item.type:
            case "true_false":
                return (TRUE, FALSE)
            case "matching":
                return tuple(pair.id for pair in self.item.pairs)
            case "single" | "multiple" | "ordering":
                return self.order
            case _:
                return ()

    @property
    def at_once(self) -> bool:
        """Whether one choice is the answer."""
        return self.item.type in ("single", "true_false")

    @property
    def typed(self) -> bool:
        """Whether the answer is typed instead."""
        return self.item.type in TYPED

    def press(self, position: int) -> None:
        """Choose the part at ``position``, or take it back; the next side of a pair."""
        if not 0 <= position < len(self.parts):
            return
        part = self.parts[position]
        if self.item.type == "matching":
            cycle = ("", *self.order)
            self._sides[position] = cycle[(cycle.index(self._sides[position]) + 1) % len(cycle)]
        elif self.at_once:
            self._chosen = [part]
        elif part in self._chosen:
            self._chosen.remove(part)
        else:
            self._chosen.append(part)
            left = [other for other in self.parts if other not in self._chosen]
            if self.item.type == "ordering" and len(left) == 1:
                self._chosen += left  # the last place is no choice

    def put(self, position: int, side: int) -> None:
        """Put the side at ``side`` to the pair at ``position`` of a matching."""
        if self.item.type == "matching" and 0 <= position < len(self.parts) and 0 <= side < len(self.order):
            self._sides[position] = self.order[side]

    def place(self, position: int) -> int:
        """The place of a step in the order chosen so far, counted from 1; 0 for none. 1 for a chosen option."""
        part = self.parts[position]
        if part not in self._chosen:
            return 0
        return self._chosen.index(part) + 1 if self.item.type == "ordering" else 1

    def side(self, position: int) -> str:
        """The id of the side that was put to a pair, or nothing."""
        return self._sides[position]

    @property
    def response(self) -> Response | None:
        """The whole answer; ``None`` while something is missing."""
        if self.item.type == "matching":
            return Response(tuple(self._sides)) if any(self._sides) else None
        if self.item.type == "ordering" and len(self._chosen) < len(self.parts):
            return None
        return Response(tuple(self._chosen)) if self._chosen else None
