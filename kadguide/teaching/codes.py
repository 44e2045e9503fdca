"""Short codes that are written on a board, read aloud, copied by hand and typed on a phone.

The alphabet has no letter that looks like a digit. Its 31 signs are a prime number, so that one check sign finds every
wrong sign and every two that changed places, in codes of up to 30 signs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Container, Sequence

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
RANDOM_SIGNS = 7
"""31^7 are 27 thousand million codes: nobody guesses one of a class of 500."""
LENGTH = RANDOM_SIGNS + 1
"""Signs of a one-time code with its check sign."""
GROUP = 4
_LOOKS_LIKE = str.maketrans({"0": "Q", "O": "Q", "1": "J", "I": "J", "L": "J"})


def new_code(draw: Callable[[int], int], taken: Container[str] = ()) -> str:
    """A one-time code that is not ``taken``; ``draw(n)`` gives a number from 0 to n - 1 that nobody can foresee."""
    while True:
        signs = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(RANDOM_SIGNS))
        code = signs + check_sign(signs)
        if code not in taken:
            return code


def spell(data: bytes, length: int) -> str:
    """Bytes as a code of ``length`` signs, the last of which is the check sign. ``data`` is much longer than the code:
    what does not fit is left out."""
    number = int.from_bytes(data, "big")
    signs = []
    for _ in range(length - 1):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs) + check_sign(signs)


def read_code(typed: str, length: int = LENGTH) -> str | None:
    """The code that was typed, in any case and with any blanks and hyphens; ``None`` where it cannot be one."""
    code = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    if len(code) != length:
        return None
    code = code.translate(_LOOKS_LIKE)
    signs, check = code[:-1], code[-1]
    if any(sign not in ALPHABET for sign in code) or check_sign(signs) != check:
        return None
    return code


def show_code(code: str) -> str:
    """The code in groups of four, as it is printed and read aloud: ``K7QM-2F4X``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def check_sign(signs: Sequence[str]) -> str:
    """The sign that makes the weighted sum of places a multiple of 31 (the principle of ISBN-10)."""
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(signs, start=2))
    return ALPHABET[-total % len(ALPHABET)]
