"""Made-up classes of which it is known what is the matter with them."""

from __future__ import annotations

import random

from kadguide.learning.responses import Response
from tests.learning.sample_items import item, option

FOUR = item("single", "four", options=(option("a", 100), option("b"), option("c"), option("d")))
"""An item with four options. ``a`` is the key as written."""

Rows = list[list[float | None]]


def made_class(trainees: int, items: int, seed: int, *, missing: float = 0.0) -> tuple[Rows, list[float]]:
    """Marks of a class in which those who know more earn more, with maxima of 0.5 to 3 and fractions to 5 decimals."""
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    maxima = [dice.choice([0.5, 1.0, 2.0, 3.0]) for _ in range(items)]
    rows: Rows = []
    for _ in range(trainees):
        able = dice.random()
        fractions = [dice.choice([0.0, 0.33333, 0.5, 1.0]) if dice.random() > able else 1.0 for _ in range(items)]
        rows.append(
            [
                None if dice.random() < missing else fraction * most
                for fraction, most in zip(fractions, maxima, strict=True)
            ]
        )
    return rows, maxima


def chosen(*options: str) -> list[Response | None]:
    """One response a trainee; ``""`` is a blank one."""
    return [Response((id_,)) if id_ else Response() for id_ in options]
