"""Words are found in a text however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kadguide.browsing.inpage import count_words, find_words
from kadguide.browsing.matches import Matches
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
    assert count_words(typed, text) == len(found)


@pytest.mark.parametrize(
    ("typed", "among", "found"),
    [
        ("a", [0, 1, 2, 3], [(0, 0), (0, 2), (2, 0), (2, 1), (3, 1)]),
        ("a", [2, 3], [(2, 0), (2, 1), (3, 1)]),
        ("A", [1, 3], [(3, 1)]),
        ("z", [0, 1, 2, 3], []),
        (" ", [0, 1, 2, 3], []),
        ("a", [], []),
    ],
)
def test_matches_are_numbered_through_all_texts(typed: str, among: list[int], found: list[tuple[int, int]]) -> None:
    matches = Matches(typed, ["a-a", "bb", "aa", "ba"], among)
    assert len(matches) == len(found)
    assert [matches.text_of(match) for match in range(len(matches))] == [text for text, _ in found]
    assert matches.having == sorted({text for text, _ in found})
    numbered = [(match, text, span.start) for text in matches.having for match, span in matches.spans_in(text)]
    assert numbered == [(match, text, start) for match, (text, start) in enumerate(found)]
    assert all(found[matches.first_in(text)][0] == text for text in matches.having)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_and_texts_do_no_harm(text: str) -> None:
    for typed, where in ((text, "Kerja sama daerah"), ("kerja", text), (text[:50], text[:2000])):
        spans = find_words(typed, where)
        assert all(0 <= span.start < span.end <= len(where) for span in spans)
        assert all(one.end <= two.start for one, two in pairwise(spans))
