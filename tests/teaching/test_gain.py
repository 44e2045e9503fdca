"""Gains by hand, what has no gain, and silence of the group's indices below ten pairs."""

from __future__ import annotations

from statistics import fmean, stdev

import pytest

from kadguide.teaching.gain import GroupGain, Points, TraineeGain, competency_gains, group_gain, normalised_gain


def percents(*values: float) -> dict[str, Points]:
    return {f"p{number}": Points(value, 100) for number, value in enumerate(values)}


@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [(40, 70, 0.5), (0, 100, 1.0), (50, 50, 0.0), (50, 25, -0.5), (80, 0, -4.0), (100, 100, None), (100, 60, None)],
)
def test_the_part_of_what_was_left_to_learn(before: float, after: float, gain: float | None) -> None:
    assert normalised_gain(before, after) == gain


def test_tests_of_different_length_are_compared_in_percent() -> None:
    found = group_gain({"siti": Points(4, 10)}, {"siti": Points(14, 20)})
    assert found.trainees == (TraineeGain("siti", 40.0, 70.0, 30.0, 0.5),)


def test_only_who_sat_both_counts() -> None:
    before = {"a": Points(1, 2), "b": Points(1, 2), "c": Points(0, 0), "d": Points(0, 2)}
    after = {"d": Points(1, 2), "a": Points(2, 2), "c": Points(2, 2), "e": Points(2, 2)}
    found = group_gain(before, after)
    assert found.pairs == 2
    assert [(gain.trainee, gain.gain) for gain in found.trainees] == [("a", 50.0), ("d", 50.0)]
    assert (found.mean_before, found.mean_after, found.mean_gain) == (25.0, 75.0, 50.0)


@pytest.mark.parametrize("count", range(1, 10))
def test_below_ten_pairs_the_indices_are_silent_and_the_gains_are_not(count: int) -> None:
    found = group_gain(percents(*range(count)), percents(*(50 + 2 * number for number in range(count))))
    assert (found.normalised, found.effect) == (None, None)
    assert found.mean_gain is not None
    assert len(found.trainees) == found.pairs == count
    assert all(gain.normalised is not None for gain in found.trainees)


def test_from_ten_pairs_on_the_group_has_its_indices() -> None:
    before, after = (20.0, 30, 40, 50, 60, 70, 80, 90, 100, 10), (60.0, 50, 80, 70, 60, 90, 95, 85, 100, 70)
    found = group_gain(percents(*before), percents(*after))
    gains = [second - first for first, second in zip(before, after, strict=True)]
    assert found.pairs == 10
    assert found.effect == pytest.approx(fmean(gains) / stdev(gains))
    assert found.normalised == pytest.approx((fmean(after) - fmean(before)) / (100 - fmean(before)))
    assert found.trainees[8].normalised is None


def test_equal_gains_have_no_effect_size() -> None:
    before = percents(*(number + 0.1 for number in range(12)))
    after = percents(*(number + 10.3 for number in range(12)))
    assert group_gain(before, after).effect is None


def test_everything_known_before_leaves_nothing_to_gain() -> None:
    found = group_gain(percents(*[100.0] * 12), percents(*[100.0] * 12))
    assert (found.normalised, found.effect, found.mean_gain) == (None, None, 0.0)


def test_nobody_gains_nothing() -> None:
    assert group_gain({}, {}) == GroupGain(0, ())
    assert group_gain(percents(50), {}) == GroupGain(0, ())


def test_each_competency_has_its_own_pairs() -> None:
    before = {"kad-2": percents(10, 20), "kad-1": percents(50), "kad-9": percents(1)}
    after = {"kad-1": percents(75), "kad-2": percents(20, 50), "kad-5": percents(1)}
    found = competency_gains(before, after)
    assert [(competency, gain.pairs, gain.mean_gain) for competency, gain in found] == [
        ("kad-2", 2, 20.0), ("kad-1", 1, 25.0),
    ]  # fmt: skip
