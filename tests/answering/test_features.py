"""What texts of a pack without a lexicon are told apart by."""

from __future__ import annotations

import pytest

from kadguide.answering.loading import engine_of
from tests.benchmarks.engines import library_of

ROWS = [
    ("tell me 5", "digit"),
    ("tell me 7", "digit"),
    ("tell me 1994", "year"),
    ("tell me 2003", "year"),
    ("what a day", "sigh"),
    ("oh what a day", "sigh"),
    ("what i say", "repeat"),
    ("hear what i say", "repeat"),
]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("tell 3", "digit"),
        ("tell 1950", "year"),
        ("tell me 88 or 2020", "year"),
        ("what a", "sigh"),
        ("what i", "repeat"),
    ],
)
def test_numbers_tell_by_their_length_and_letters_by_their_neighbours(question: str, label: str) -> None:
    library, names = library_of(ROWS)
    assert names[engine_of(library).nearest(question)[0].entry] == label
