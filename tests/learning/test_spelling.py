"""Real-looking spellings of the shipped items: a seeded part of ``python -m tests.benchmarks.spelling``."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.learning.material import Material
from kadguide.learning.spelling import NO_WORDS, forgivable, normalise
from kadguide.learning.typed import grade_typed
from tests.benchmarks.spelling import ENOUGH, english_number, law_notations, measure, number_words
from tests.learning.sample_items import SHORT, item


def test_right_answers_are_accepted_and_wrong_ones_never(engine: Engine) -> None:
    snapshot = engine.snapshot
    found = measure(Material(snapshot.bank, snapshot.competencies, snapshot.terms), seed=7, typos=1)
    assert found.share >= ENOUGH, found.refused
    assert found.let_in == []
    assert sum(count for _, count in found.right.values()) > 1000


@pytest.mark.parametrize(("value", "said"), [(0, "nol"), (11, "sebelas"), (15, "lima belas"), (45, "empat puluh lima")])
def test_numbers_in_words(value: int, said: str) -> None:
    assert number_words(value) == said


def test_english_numbers_and_laws() -> None:
    assert [english_number(value) for value in (7, 13, 30, 45)] == ["seven", "thirteen", "thirty", "forty-five"]
    assert "PP No. 28 Tahun 2018" in law_notations("pp-28-2018")
    assert law_notations("makalah") == ()


def test_an_error_in_a_short_form_is_forgiven() -> None:
    province = item("short", accepted=SHORT.accepted._replace(id=("pemprov",)), mistakes=())
    assert grade_typed(province, "pemprv", NO_WORDS).fraction == 1
    assert grade_typed(province, "pemkot", NO_WORDS).fraction == 0
    assert not forgivable(normalise("pemkab"), normalise("pemkot"))
