"""Short codes that are read aloud, typed and written by hand: signs that are not mistaken, and a check sign.

31 signs: digits and capitals without 0, 1, I, L and O. 31 is a prime, so that a sum with the weights 1, 2, 3 … detects
every single wrong sign and every two signs that changed places, in codes of up to 30 signs.
"""

from __future__ import annotations

import unicodedata

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUP = 4


def spell(data: bytes, length: int) -> str:
    """A code of ``length`` signs, the last of which is the check sign. ``data`` should be much longer than the code."""
    number = int.from_bytes(data, "big")
    signs = []
    for _ in range(length - 1):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs) + _check_sign(signs)


def clean(text: str) -> str:
    """A code as it was typed, in one form: capitals, without blanks and hyphens, wide letters made plain."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())


def is_well_typed(text: str, length: int) -> bool:
    """Whether a typed code has all its signs and the check sign fits them."""
    signs = clean(text)
    return len(signs) == length and set(signs) <= set(SIGNS) and signs[-1] == _check_sign(signs[:-1])


def grouped(code: str) -> str:
    """A code in groups of four, to be read aloud."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _check_sign(signs: str | list[str]) -> str:
    """The sign that makes the weighted sum of the whole code a multiple of 31."""
    total = sum(weight * SIGNS.index(sign) for weight, sign in enumerate(signs, 1))
    return SIGNS[-total * pow(len(signs) + 1, -1, len(SIGNS)) % len(SIGNS)]
