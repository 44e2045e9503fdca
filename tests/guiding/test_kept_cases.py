"""Cases on a shelf that lasts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kadguide.guiding.cases import Case, KeptCases, case_of, text_of
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.memory import MemoryShelf

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
CASE = Case("a1", "parkir “kota” <b>", "ksdpk", NOW, NOW, ("studi",), (("dprd", date(2026, 12, 1)),), date(2030, 1, 31))


def test_a_case_survives_the_program() -> None:
    shelf = MemoryShelf()
    KeptCases(Keeper(shelf)).keep(CASE)
    again = KeptCases(Keeper(shelf))
    assert again.cases() == (CASE,)
    again.drop("a1")
    assert KeptCases(Keeper(shelf)).cases() == ()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"id": "a"}', text_of(CASE).replace("2030-01-31", "2030-13-31")]
)
def test_a_row_that_cannot_be_read_is_passed_over(text: str) -> None:
    assert case_of(text) is None
    shelf = MemoryShelf()
    shelf.keep_case("x", text, "2026")
    KeptCases(Keeper(shelf)).keep(CASE)
    assert KeptCases(Keeper(shelf)).cases() == (CASE,)
