"""The code that each trainee is handed: what an exam file may hold of it, and the secrets that come from it.

A code is short, so everything that comes from it passes through scrypt first, which makes guessing slow: about 50 ms
and 16 MB for each guess. The two secrets of a code are apart from each other: the exam file shows the verifier, and the
key of the log cannot be computed from that.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import NamedTuple

from kadguide.teaching.sealing import refuse_unless
from kadguide.teaching.spoken import clean, spell

CODE = 8
"""Signs of a code; 7 of them are 34 bits of chance, the last is the check sign."""
SALT = 16
SECRET = 32
WORK = 2**14
"""scrypt's n, with r = 8 and p = 1."""


class RosterRow(NamedTuple):
    """What an exam file holds of a trainee: no name and no code, only enough to tell whether a code is right."""

    trainee: str
    salt: bytes
    verifier: bytes


def make_code(random: Callable[[int], bytes]) -> str:
    """A new code for a trainee. ``random`` gives that many bytes which nobody can foresee."""
    return spell(random(SECRET), CODE)


def stretch(text: bytes, salt: bytes) -> bytes:
    """``text`` made slow to guess."""
    return hashlib.scrypt(text, salt=salt, n=WORK, r=8, p=1, dklen=SECRET)


def code_secret(code: str, salt: bytes) -> bytes:
    """The secret of a code, as it was typed; both the trainee's program and the instructor's make it."""
    return stretch(clean(code).encode(), salt)


def roster_row(trainee: str, code: str, salt: bytes) -> RosterRow:
    """The row of an exam file. ``salt`` is :data:`SALT` bytes of chance, new for each trainee and exam."""
    return RosterRow(trainee, salt, _verifier(code_secret(code, salt)))


def unlock(row: RosterRow, code: str) -> bytes:
    """The secret of a code that was typed, or ``wrong_code`` when it is not that of the trainee."""
    secret = code_secret(code, row.salt)
    refuse_unless(hmac.compare_digest(_verifier(secret), row.verifier), "wrong_code", trainee=row.trainee)
    return secret


def log_key(secret: bytes, digest: str) -> bytes:
    """The key that the log of a trainee is chained with; ``digest`` is that of the exam file."""
    return hmac.digest(secret, b"kadguide log 1\0" + digest.encode(), hashlib.sha256)


def _verifier(secret: bytes) -> bytes:
    return hmac.digest(secret, b"kadguide verifier 1", hashlib.sha256)
