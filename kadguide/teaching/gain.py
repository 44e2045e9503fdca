"""What a class learned between a test before and a test after. Only who sat both counts.

Gains of single trainees are always told; what is said of the group by an index is silent below ten pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean, stdev
from typing import NamedTuple

from kadguide.teaching.statistics import FEWEST

WHOLE = 100.0
"""The highest score, in percent."""


class Points(NamedTuple):
    """What was earned, and what could be earned, in marks. The two tests may differ in their maximum."""

    earned: float
    possible: float

    @property
    def percent(self) -> float | None:
        """0 to 100; ``None`` when nothing could be earned, which counts as not having sat the test."""
        return WHOLE * self.earned / self.possible if self.possible > 0 else None


class TraineeGain(NamedTuple):
    """One trainee: ``before`` and ``after`` in percent (0 to 100), ``gain`` in percentage points (-100 to 100).

    ``normalised`` is (after - before) / (100 - before), the part of what was still to learn that was learned: at most
    1, below 0 when something was lost, ``None`` when everything was known before.
    """

    trainee: str
    before: float
    after: float
    gain: float
    normalised: float | None


class GroupGain(NamedTuple):
    """A group: ``pairs`` trainees who sat both tests, each of them in ``trainees``.

    * ``mean_before``, ``mean_after``: percent; ``mean_gain``: percentage points; ``None`` without pairs;
    * ``normalised``: (mean after - mean before) / (100 - mean before), the class-average gain g of Hake (1998), at
      most 1;
    * ``effect``: mean gain / standard deviation of the gains (N - 1), Cohen's d_z for pairs (Cohen 1988), in standard
      deviations; ``None`` when all gained the same.

    The last two are ``None`` below ten pairs.
    """

    pairs: int
    trainees: tuple[TraineeGain, ...]
    mean_before: float | None = None
    mean_after: float | None = None
    mean_gain: float | None = None
    normalised: float | None = None
    effect: float | None = None


def group_gain(before: Mapping[str, Points], after: Mapping[str, Points]) -> GroupGain:
    """The gain of all who are in both, by trainee, in the order of ``before``."""
    found = []
    for trainee, points in before.items():
        first = points.percent
        second = after[trainee].percent if trainee in after else None
        if first is not None and second is not None:
            found.append(TraineeGain(trainee, first, second, second - first, normalised_gain(first, second)))
    if not found:
        return GroupGain(0, ())
    count = len(found)
    mean_before = fmean(gain.before for gain in found)
    mean_after = fmean(gain.after for gain in found)
    told = count >= FEWEST
    return GroupGain(
        pairs=count,
        trainees=tuple(found),
        mean_before=mean_before,
        mean_after=mean_after,
        mean_gain=mean_after - mean_before,
        normalised=normalised_gain(mean_before, mean_after) if told else None,
        effect=_effect([gain.gain for gain in found]) if told else None,
    )


def competency_gains(
    before: Mapping[str, Mapping[str, Points]], after: Mapping[str, Mapping[str, Points]]
) -> tuple[tuple[str, GroupGain], ...]:
    """The same for each competency that both tests measured, from its points by trainee, in the order of ``before``."""
    return tuple(
        (competency, group_gain(before[competency], after[competency])) for competency in before if competency in after
    )


def normalised_gain(before: float, after: float) -> float | None:
    """(after - before) / (100 - before), both in percent; ``None`` where ``before`` is 100."""
    return (after - before) / (WHOLE - before) if before < WHOLE else None


def _effect(gains: list[float]) -> float | None:
    sd = stdev(gains)
    # Gains that are equal but for the last digits of a float have no spread.
    return fmean(gains) / sd if sd > 1e-9 else None
