"""Misspelt words are brought to known ones, and words of their own are left alone."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.wordlist import WordList


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kelmahan", ["kelemahan"]),
        ("perjanjan", ["perjanjian"]),
        ("sekretraiat", ["sekretariat"]),
        ("authoritis", ["authorities"]),
        ("krjsm", []),  # not the consonants of one word
        ("pmrnth", ["pemerintah"]),
        ("serviceagreement", ["service", "agreement"]),
        ("handshak", ["handshake"]),
        # the first letter wrong, left out, doubled or swapped with the second
        ("xesepakatan", ["kesepakatan"]),
        ("esepakatan", ["kesepakatan"]),
        ("kkesepakatan", ["kesepakatan"]),
        ("eksepakatan", ["kesepakatan"]),
        # a short word of chat, without its first vowel
        ("sja", ["saja"]),
        ("pda", ["pada"]),
        ("xqz", []),
        ("qwertyuiop", []),
    ],
)
def test_a_misspelt_word_is_brought_to_the_known_one(engine: Engine, typed: str, meant: list[str]) -> None:
    assert engine.vocabulary.repair(typed) == meant


def test_words_of_one_letter_are_found_without_a_dictionary() -> None:
    words = WordList(WordList.encode({"beta": "b", "alfa": "a", "badan": "x", "camat": "c"}))
    assert words.beginning_with("b") == ["badan", "beta"]
    assert words.beginning_with("c") == ["camat"]
    assert words.beginning_with("d") == []
    assert "table" not in vars(words)
