"""Who chose what: for every option of an item how many chose it, and how well they did in the rest of the test.

A good wrong option draws those who know little. One that draws nobody is dead weight; one that the best prefer to the
key says that the key, or the question, is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil
from statistics import fmean
from typing import Literal, NamedTuple

from kadguide.knowledge.items import FULL, Item
from kadguide.learning.responses import FALSE, TRUE, Response

DEAD = 0.05
"""Share of trainees below which a wrong option does nothing (a usual limit in item analysis)."""
BEST_PART = 3
"""The best are the first of so many equal parts of the class, by rest score."""

Part = Literal["option", "verdict", "reason", "lure"]


class OptionFigures(NamedTuple):
    """One option.

    ``part`` tells the options of an item from the verdicts ``"true"`` and ``"false"``, from the reasons and from the
    lures of a matching; ``id`` is the option's, ``right`` whether it earns everything. ``chosen`` counts trainees,
    ``share`` is their part of all to whom the item was presented (0 to 1), blank ones too. ``mean_rest`` is what those
    who chose it earned in the other items, 0 to 100 percent, ``None`` when nobody did. ``best`` counts those of the
    best third who chose it.
    """

    part: Part
    id: str
    right: bool
    chosen: int
    share: float
    mean_rest: float | None
    best: int

    @property
    def dead(self) -> bool:
        """A wrong option that fewer than 5 percent chose."""
        return not self.right and self.share < DEAD


class OptionTable(NamedTuple):
    """All options of an item in its own order.

    ``n``: trainees to whom it was presented; ``blank``: those of them who answered nothing; ``best``: size of the best
    third, 0 when rest scores do not set one apart; ``mean_rest``: of all, 0 to 100 percent.
    """

    n: int
    blank: int
    best: int
    mean_rest: float | None
    options: tuple[OptionFigures, ...]

    def preferred(self, part: Part = "option") -> OptionFigures | None:
        """The wrong option that most of the best third chose; of two, the one whose choosers did better.

        ``None`` when none of the best chose a wrong one.
        """
        wrong = [option for option in self.options if option.part == part and not option.right and option.best]
        return max(wrong, key=lambda option: (option.best, option.mean_rest or 0), default=None)


def option_table(
    item: Item, responses: Sequence[Response | None], rests: Sequence[float | None], *, with_reason: bool = False
) -> OptionTable:
    """The table of ``item``, from each trainee's response (``None``: not presented) and rest score in percent.

    Rest scores come from :func:`kadguide.teaching.marks.rest_scores`. Orders and typed answers have no options; then
    the table has only its counts. Raises ``ValueError`` when the two lists differ in length.
    """
    presented = [(given, rest) for given, rest in zip(responses, rests, strict=True) if given is not None]
    border = _border([rest for _, rest in presented if rest is not None])
    best = [given for given, rest in presented if border is not None and rest is not None and rest >= border]

    def figures(part: Part, id_: str, right: bool, chose: Callable[[Response], bool]) -> OptionFigures:
        choosers = [rest for given, rest in presented if chose(given)]
        share = len(choosers) / len(presented) if presented else 0.0
        return OptionFigures(part, id_, right, len(choosers), share, _mean(choosers), sum(map(chose, best)))

    return OptionTable(
        n=len(presented),
        blank=sum(given.blank for given, _ in presented),
        best=len(best),
        mean_rest=_mean(rest for _, rest in presented),
        options=tuple(figures(*choice) for choice in _choices(item, with_reason)),
    )


def _choices(item: Item, with_reason: bool) -> Iterable[tuple[Part, str, bool, Callable[[Response], bool]]]:
    """What can be chosen: part, id, whether it is right, and how to see it in a response."""
    match item.type:
        case "single" | "multiple":
            for option in item.options:
                yield "option", option.id, option.credit == FULL, _chose(option.id)
        case "true_false":
            for verdict, truth in ((TRUE, True), (FALSE, False)):
                yield "verdict", verdict, item.truth == truth, _chose(verdict, slice(0, 1))
            for option in item.options if with_reason else ():
                yield "reason", option.id, option.credit == FULL, _chose(option.id, slice(1, 2))
        case "matching":
            for lure in item.lures:
                yield "lure", lure.id, False, _chose(lure.id)
        case _:
            return


def _chose(id_: str, places: slice = slice(None)) -> Callable[[Response], bool]:
    return lambda given: id_ in given.chosen[places]


def _border(rests: Sequence[float]) -> float | None:
    """The lowest rest score of the best third. Who has the same belongs to it; ``None`` when that makes it more than
    half of the class, which is then not told apart."""
    if not rests:
        return None
    border = sorted(rests, reverse=True)[ceil(len(rests) / BEST_PART) - 1]
    return border if 2 * sum(rest >= border for rest in rests) <= len(rests) else None


def _mean(rests: Iterable[float | None]) -> float | None:
    known = [rest for rest in rests if rest is not None]
    return fmean(known) if known else None
