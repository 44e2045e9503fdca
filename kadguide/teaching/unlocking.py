"""What unlocks an exam file with a trainee's code: what the file holds of it, and the secrets that come from it.

A code is short, so everything that comes from it passes through scrypt first, which makes guessing slow: about 50 ms
and 16 MB for each guess. The secrets of a code are apart from each other: the exam file shows the verifier, and the
key of the log cannot be computed from that.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from kadguide.teaching.codes import read_code
from kadguide.teaching.sealing import SealError, refuse_unless

SALT = 16
SECRET = 32
SLIP = struct.calcsize(">Id")
WORK = 2**14
"""scrypt's n, with r = 8 and p = 1."""
_MOST_AT_ONCE = 8


class Slip(NamedTuple):
    """What only the trainee can read in an exam file: the number in the list, and the factor of the time."""

    number: int = 0
    factor: float = 1.0


class RosterRow(NamedTuple):
    """What an exam file holds of a trainee: no name and no code, only enough to tell whether a code is right.

    ``slip`` is a :class:`Slip` that only the code opens, as it is nobody else's business who gets more time.
    """

    trainee: str
    salt: bytes
    verifier: bytes
    slip: bytes


class Unlocked(NamedTuple):
    """A trainee whose code was typed."""

    trainee: str
    secret: bytes
    slip: Slip


def stretch(text: bytes, salt: bytes) -> bytes:
    """``text`` made slow to guess."""
    return hashlib.scrypt(text, salt=salt, n=WORK, r=8, p=1, dklen=SECRET)


def code_secret(code: str, salt: bytes) -> bytes:
    """The secret of a code as :func:`~kadguide.teaching.codes.read_code` gives it; both sides make it."""
    return stretch(code.encode(), salt)


def roster_row(trainee: str, code: str, salt: bytes, slip: Slip = Slip()) -> RosterRow:  # noqa: B008 - never changed
    """The row of an exam file. ``salt`` is :data:`SALT` bytes of chance, new for each trainee and exam file."""
    secret = code_secret(code, salt)
    return RosterRow(trainee, salt, _verifier(secret), _cover(struct.pack(">Id", *slip), secret))


def roster_rows(people: Sequence[tuple[str, str, bytes, Slip]]) -> tuple[RosterRow, ...]:
    """The rows of many trainees: each one's name, code, salt and slip. As many at once as the machine can."""
    with ThreadPoolExecutor(_at_once()) as pool:
        return tuple(pool.map(lambda person: roster_row(*person), people))


def unlock(row: RosterRow, typed: str) -> bytes:
    """The secret of a code that was typed. Raises ``mistyped`` for what is no code, ``wrong_code`` for another one."""
    code = read_code(typed)
    refuse_unless(code is not None, "mistyped")
    secret = code_secret(code or "", row.salt)
    refuse_unless(hmac.compare_digest(_verifier(secret), row.verifier), "wrong_code", trainee=row.trainee)
    return secret


def unlock_any(rows: Sequence[RosterRow], typed: str) -> Unlocked:
    """The trainee whose code was typed. Raises ``mistyped`` for what is no code, and ``unknown_code``.

    Each row has a salt of its own, so all are tried, as many at once as the machine can.
    """
    refuse_unless(read_code(typed) is not None, "mistyped")

    def attempt(row: RosterRow) -> Unlocked | None:
        try:
            secret = unlock(row, typed)
        except SealError:
            return None
        return Unlocked(row.trainee, secret, _read_slip(row.slip, secret))

    pool = ThreadPoolExecutor(_at_once())
    try:
        for found in pool.map(attempt, rows):
            if found is not None:
                return found
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    raise SealError("unknown_code")


def log_key(secret: bytes, digest: str) -> bytes:
    """The key that the log of a trainee is chained with; ``digest`` is that of the exam file."""
    return hmac.digest(secret, b"kadguide log 1\0" + digest.encode(), hashlib.sha256)


def _at_once() -> int:
    return min(os.cpu_count() or 1, _MOST_AT_ONCE)


def _verifier(secret: bytes) -> bytes:
    return hmac.digest(secret, b"kadguide verifier 1", hashlib.sha256)


def _cover(slip: bytes, secret: bytes) -> bytes:
    """Cover or uncover a slip. The cover is used once, since every row of every file has a salt of its own; changed it
    cannot be, since the file is signed."""
    cover = hmac.digest(secret, b"kadguide slip 1", hashlib.sha256)
    return bytes(one ^ other for one, other in zip(slip, cover, strict=False))


def _read_slip(slip: bytes, secret: bytes) -> Slip:
    number, factor = struct.unpack(">Id", _cover(slip, secret))
    refuse_unless(1 <= factor <= 10)  # not so for NaN
    return Slip(number, factor)
