"""The user's own words are found beside the entries, and say what they are."""

from __future__ import annotations

import pytest

from kadguide.browsing.own import MOST_OWN, Own, OwnFinder
from tests.hostile import HOSTILE

NAMES = {"note": "catatan", "question": "pertanyaan"}
TEXTS = (
    Own("note", "a", "Rapat dengan Bu Camat\nbawa KAK dan tandatangan"),
    Own("question", "b", "apa bedanya KAK dan PKS?"),
    Own("note", "c", "é" + "kecil " * 40),
)


def finder(*texts: Own) -> OwnFinder:
    own = OwnFinder(NAMES, str.upper)
    own.take(texts or TEXTS)
    return own


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("camat", [("a", "A", "catatan · Rapat dengan Bu Camat")]),
        ("CAMAT rapat", [("a", "A", "catatan · Rapat dengan Bu Camat")]),
        (
            "kak",
            [("a", "A", "catatan · bawa KAK dan tandatangan"), ("b", "apa bedanya KAK dan PKS?", "pertanyaan · B")],
        ),
        ("kak bed", [("b", "apa bedanya KAK dan PKS?", "pertanyaan · B")]),
        ("datangan", [("a", "A", "catatan · bawa KAK dan tandatangan")]),
        ("amat", []),
        ("", []),
        ("?!", []),
    ],
)
def test_every_word_must_occur(typed: str, found: list[tuple[str, str, str]]) -> None:
    assert [tuple(row) for row in finder().find(typed)] == found


def test_long_notes_are_cut_and_few_are_shown() -> None:
    (row,) = finder().find("ekecil")
    assert row.topic.endswith("…")
    many = finder(*(Own("note", str(number), f"sama {number}") for number in range(20)))
    assert len(many.find("sama")) == MOST_OWN


def test_what_is_kept_later_is_found() -> None:
    own = finder()
    assert own.find("baru") == []
    own.take([*TEXTS, Own("note", "d", "baru")])
    assert [row.entry for row in own.find("baru")] == ["d"]
    own.take([])
    assert own.find("camat") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_text(text: str) -> None:
    own = finder(Own("note", "a", f"x {text}"), Own("question", "b", text))
    own.find(text)
    assert all("\x1b" not in row.topic for row in own.find("x"))
