"""Finding in the conversation, in linear text."""

from __future__ import annotations

import io

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.inpage import Span, excerpt, find_words
from kadguide.knowledge.model import Lang
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE


def said(engine: Engine, *lines: str, lang: Lang = "id") -> str:
    out = io.StringIO()
    converse(Services(engine), lang, lines, out, prompt=False)
    return out.getvalue()


def test_words_are_found_in_questions_and_answers_the_latest_first(engine: Engine) -> None:
    text = said(engine, "apa itu TKKSD", "apa itu KAK", "TKKSD itu siapa ketuanya?", "/telusuri tkksd")
    found = text.rpartition("disebut ")[2]
    assert found.index("1. TKKSD itu siapa ketuanya? · giliran 3") < found.index(". apa itu TKKSD · giliran 1")
    assert all(len(line) <= 80 for line in found.split("\n"))


def test_a_number_says_the_turn_again_and_then_another_one(engine: Engine) -> None:
    once = said(engine, "apa itu TKKSD")
    text = said(engine, "apa itu TKKSD", "apa itu KAK", "/lookback apa itu", "2", "1", "apa itu PKS")
    again = text.partition("› apa itu TKKSD")[2]
    assert " ".join(once.split()) in " ".join(again.split())
    assert "› apa itu KAK" in again
    assert "PERJANJIAN KERJA SAMA" in again.upper()


@pytest.mark.parametrize(
    ("lines", "lang", "expected"),
    [
        (("/telusuri x",), "id", "masih kosong"), (("/lookback x",), "en", "still empty"),
        (("apa itu KAK", "/telusuri"), "id", "di belakang /telusuri"),
        (("apa itu KAK", "/lookback xyz"), "en", "“xyz” was not"),
        (("apa itu KAK", "/baru", "/telusuri kak"), "id", "masih kosong"),
    ],
)  # fmt: skip
def test_what_cannot_be_found_is_said(engine: Engine, lines: tuple[str, ...], lang: Lang, expected: str) -> None:
    assert expected in said(engine, *lines, lang=lang).replace("\n", " ")


def test_hostile_words_are_only_looked_for(engine: Engine) -> None:
    assert said(engine, "apa itu KAK", *(f"/telusuri {text}" for text in HOSTILE))


@pytest.mark.parametrize("width", [20, 30, 77, 200])
@pytest.mark.parametrize("word", ["satu", "lima", "delapan", "sembilanbelas"])
def test_an_excerpt_holds_the_place_and_no_more_than_its_width(width: int, word: str) -> None:
    text = "sebelumnya\nsatu dua tiga empat lima enam tujuh delapan sembilan sepuluh sembilanbelas\nsesudahnya"
    (place,) = find_words(f"{word}", text)
    shown = excerpt(text, place, width)
    assert len(shown) <= width
    assert word in shown
    assert "sebelumnya" not in shown
    assert "sesudahnya" not in shown
    assert excerpt("abc", Span(0, 1), width) == "abc"
