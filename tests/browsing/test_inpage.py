"""Words are found in a text however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kadguide.browsing.inpage import find_words
from tests.hostile import HOSTILE


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("kerja", "Kerja sama, bekerja, KERJA", ["Kerja", "kerja", "KERJA"]),
        ("kerja  sama", "kerja\n  sama", ["kerja\n  sama"]),
        ("cafe", "Café, cafe\u0301!", ["Café", "cafe\u0301"]),
        ("CAFÉ", "cafe", ["cafe"]),
        ("363-370", "Pasal 363–370", ["363–370"]),
        ("'awal'", "‘awal’", ["‘awal’"]),
        ('"a"', "“a”", ["“a”"]),
        ("strasse", "Straße", ["Straße"]),
        ("ﬁ", "definisi", ["fi"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("pp 28", "PP\u00a028/2018", ["PP\u00a028"]),
        (".*", "a.*b", [".*"]),
        ("", "kosong", []),
        ("   ", "kosong di sini", []),
        ("zzz", "tidak ada", []),
        ("sama", "", []),
    ],
)
def test_a_word_is_found_in_its_place(typed: str, text: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_words(typed, text)] == found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_and_texts_do_no_harm(text: str) -> None:
    for typed, where in ((text, "Kerja sama daerah"), ("kerja", text), (text[:50], text[:2000])):
        spans = find_words(typed, where)
        assert all(0 <= span.start < span.end <= len(where) for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
