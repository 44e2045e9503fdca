"""Codes that are read aloud and typed on a phone: every single error is found."""

from __future__ import annotations

import random

import pytest

from kadguide.teaching.codes import ALPHABET, LENGTH, check_sign, new_code, read_code, show_code

DICE = random.Random(7)  # noqa: S311 - chance in a test
CODES = [new_code(DICE.randrange) for _ in range(40)]
CORNERS = [signs + check_sign(signs) for signs in ("AAAAAAA", "9999999", "A9A9A9A", "ABCDEFG", "2345678")]


@pytest.mark.parametrize("code", [*CODES, *CORNERS])
def test_every_wrong_sign_is_found(code: str) -> None:
    assert read_code(code) == code
    for place in range(LENGTH):
        for sign in ALPHABET:
            if sign != code[place]:
                assert read_code(code[:place] + sign + code[place + 1 :]) is None


@pytest.mark.parametrize("code", [*CODES, *CORNERS])
def test_every_two_signs_that_changed_places_are_found(code: str) -> None:
    """Not neighbours alone: any two of them."""
    for one in range(LENGTH):
        for two in range(one + 1, LENGTH):
            if code[one] != code[two]:
                signs = list(code)
                signs[one], signs[two] = signs[two], signs[one]
                assert read_code("".join(signs)) is None


@pytest.mark.parametrize("code", [*CODES, *CORNERS])
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    shown = show_code(code)
    assert shown == f"{code[:4]}-{code[4:]}"
    for typed in (shown, shown.lower(), f"  {code} ", " ".join(code), shown.replace("-", " – "), f"“{shown}”."):
        assert read_code(typed) == code


@pytest.mark.parametrize(("typed", "meant"), [("0", "Q"), ("O", "Q"), ("o", "Q"), ("1", "J"), ("I", "J"), ("l", "J")])
def test_signs_that_look_like_others_are_taken_for_them(typed: str, meant: str) -> None:
    """No code has them, so that nothing else can be meant; a wrong guess would be found by the check sign."""
    assert typed.upper() not in ALPHABET
    code = next(code for code in CODES if meant in code)
    assert read_code(code.replace(meant, typed)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "-", CODES[0][:-1], CODES[0] + "A", CODES[0] * 2, "ÄÖÜßÄÖÜß", "١٢٣٤٥٦٧٨", "²²²²²²²²", "\x00" * 8,
        "A" * 10**6, "ǆǆǆǆǆǆǆǆ", "ﬁﬁﬁﬁ", "00000000", "12345678",
    ],
)  # fmt: skip
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


def test_no_code_is_given_twice() -> None:
    draws = iter([0] * 7 + [1] * 7)
    taken = {"AAAAAAA" + check_sign("AAAAAAA")}
    assert new_code(lambda limit: next(draws), taken) == "BBBBBBB" + check_sign("BBBBBBB")
    assert len(set(CODES)) == len(CODES)


def test_every_sign_is_asked_of_the_whole_alphabet() -> None:
    asked: list[int] = []

    def draw(limit: int) -> int:
        asked.append(limit)
        return limit - 1

    assert new_code(draw)[:7] == "9" * 7
    assert asked == [len(ALPHABET)] * 7
