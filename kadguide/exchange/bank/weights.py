"""The percents that Moodle knows. It skips a question with any other one."""

from __future__ import annotations

WEIGHTS = (
    100.0, 90.0, 83.33333, 80.0, 75.0, 70.0, 66.66667, 60.0, 50.0, 40.0, 33.33333, 30.0, 25.0, 20.0, 16.66667,
    14.28571, 12.5, 11.11111, 10.0, 5.0, 0.0,
)  # fmt: skip
OUR_RULE = "RELATIVE_ALL_PREVIOUS_AND_NEXT"
"""The rule for orders of steps that is nearest to ours: the share of pairs that stand right."""
_NEAR = 1e-4


def known_weight(percent: float) -> float | None:
    """``percent`` as it stands in the list, either sign; ``None`` when it does not."""
    for weight in WEIGHTS:
        if abs(abs(percent) - weight) < _NEAR:
            return weight if percent >= 0 else -weight
    return None


def say_weight(percent: float) -> str:
    """``100``, ``-33.33333``: no exponent, no idle zeros."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")
