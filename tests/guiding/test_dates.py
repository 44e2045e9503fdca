"""Days as they are typed, and how deadlines are counted."""

from __future__ import annotations

from datetime import date

import pytest

from kadguide.exchange.casetext import month_names
from kadguide.guiding.dates import DayError, read_day, shift
from kadguide.knowledge.casework import Unit
from tests.hostile import HOSTILE

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-25", "25/11/2026", "25-11-2026", "25.11.2026", "25 November 2026", "25 nov 2026",
        " 25  NOVEMBER 2026 ", "25 Nov. 2026",
    ],
)  # fmt: skip
def test_a_day_is_read(typed: str) -> None:
    assert read_day(typed, month_names()) == DAY


@pytest.mark.parametrize(
    ("typed", "month"), [("1 Mei 2027", 5), ("1 May 2027", 5), ("1 agu 2027", 8), ("1 Dec 2027", 12)]
)
def test_months_of_both_languages(typed: str, month: int) -> None:
    assert read_day(typed, month_names()) == date(2027, month, 1)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("besok", "unread"), ("", "unread"), ("25 no 2026", "unread"), ("25/11/26", "unread"),
        ("25 Novembre 2026", "unread"), ("31/2/2026", "no_such_day"), ("29/02/2027", "no_such_day"),
        ("2026-13-01", "no_such_day"), ("01/01/0001", "no_such_day"), ("11/25/2026", "no_such_day"),
        ("²/¹/2026", "unread"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why(typed: str, key: str) -> None:
    with pytest.raises(DayError) as caught:
        read_day(typed, month_names())
    assert caught.value.key == key


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_days_are_refused(text: str) -> None:
    with pytest.raises(DayError):
        read_day(text, month_names())


@pytest.mark.parametrize(
    ("amount", "unit", "found"),
    [
        (30, "days", date(2026, 12, 25)), (45, "days", date(2027, 1, 9)), (5, "workdays", date(2026, 12, 2)),
        (45, "workdays", date(2027, 1, 27)), (12, "months", date(2027, 11, 25)), (-6, "months", date(2026, 5, 25)),
        (-7, "days", date(2026, 11, 18)), (-1, "workdays", date(2026, 11, 24)), (0, "workdays", DAY),
    ],
)  # fmt: skip
def test_deadlines_are_counted(amount: int, unit: Unit, found: date) -> None:
    assert shift(DAY, amount, unit) == found


def test_a_short_month_ends_on_its_last_day() -> None:
    assert shift(date(2028, 8, 31), -6, "months") == date(2028, 2, 29)
    assert shift(date(2026, 12, 31), 2, "months") == date(2027, 2, 28)
    assert shift(date(2026, 11, 30), 1, "months") == date(2026, 12, 30)
