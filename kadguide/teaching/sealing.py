"""What exam files and result files have in common: their error, their limits, and one strict form of JSON."""

from __future__ import annotations

import base64
import binascii
import json
import re
from typing import Any, Literal, NoReturn, get_args

Code = Literal[
    "damaged", "not_signed", "newer_format", "newer_app", "too_big", "mistyped", "other_class", "wrong_code",
    "unknown_code", "not_for_us", "other_exam", "other_version_of_exam", "unknown_trainee", "chain_broken",
    "not_finished", "finished", "no_library",
]  # fmt: skip
CODES: tuple[Code, ...] = get_args(Code)

MOST_DEPTH = 24
"""Lists and objects within each other."""
MOST_PARTS = 200_000
"""Values of one JSON text, roughly."""
_ID = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
_VERSION = re.compile(r"\d{1,4}(?:\.\d{1,4}){0,3}", re.ASCII)
_STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)', re.DOTALL)
_NO_BRACKET = bytes(sign for sign in range(256) if sign not in b"[]{}")


class SealError(Exception):
    """A file of an exam that is refused. ``code`` names why, ``values`` fill the words about it.

    Of any file: ``damaged`` · ``newer_format`` (``format``) · ``too_big`` (``most``) · ``no_library`` (``library``).
    Of an exam file: ``not_signed`` (changed after it was signed) · ``newer_app`` (``needed``, ``version``) ·
    ``other_class`` (``fingerprint``, that of the file). Of what is typed: ``mistyped`` · ``wrong_code`` ·
    ``unknown_code``.
    Of a result file: ``not_for_us`` (sealed for other keys) · ``other_exam`` (``exam``) · ``other_version_of_exam``
    (``exam``) · ``unknown_trainee`` (``trainee``) · ``wrong_code`` (not made with the code of that ``trainee``) ·
    ``chain_broken`` (shortened, reordered or edited) · ``not_finished``. ``finished`` is a log that ended already.
    """

    def __init__(self, code: Code, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


def refuse_unless(condition: bool, code: Code = "damaged", **values: str) -> None:
    """Raise a :class:`SealError` when something that must hold does not."""
    if not condition:
        raise SealError(code, **values)


def check_size(data: bytes, most: int) -> None:
    """Raise ``too_big`` before anything looks into the data."""
    refuse_unless(len(data) <= most, "too_big", most=str(most))


def encode_plain(value: Any) -> bytes:
    """A value as one line of JSON, always the same bytes for the same value. Raises ``ValueError`` if it has none."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def decode_plain(data: bytes) -> Any:
    """What :func:`encode_plain` wrote. Anything else, be it the same value in other bytes, is refused."""
    _measure(data)
    try:
        value = json.loads(data.decode())
        same = encode_plain(value) == data
    except (ValueError, RecursionError) as error:
        raise SealError("damaged") from error
    refuse_unless(same)
    return value


def _measure(data: bytes) -> None:
    """Refuse deep and endless JSON before it is parsed, in one pass."""
    bare = _STRING.sub(b"", data)
    brackets = bare.translate(None, _NO_BRACKET)
    refuse_unless(len(brackets) + bare.count(b",") <= MOST_PARTS, "too_big", most=str(MOST_PARTS))
    depth = 0
    for sign in brackets:
        depth += 1 if sign in b"[{" else -1
        refuse_unless(depth <= MOST_DEPTH, "too_big", most=str(MOST_DEPTH))


def encode_bytes(data: bytes) -> str:
    """Bytes as letters, digits, ``-`` and ``_``."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decode_bytes(text: object, length: int | None = None) -> bytes:
    """What :func:`encode_bytes` wrote; another spelling of the same bytes, or another length, is damage."""
    if not isinstance(text, str):
        raise SealError("damaged")
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise SealError("damaged") from error
    refuse_unless(encode_bytes(data) == text and length in (None, len(data)))
    return data


def is_id(text: object) -> bool:
    """Whether a class, an exam or a trainee may be called so: 1 to 64 ASCII letters, digits, ``.``, ``-`` and ``_``."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def take_text(row: Any, key: str, most: int) -> str:
    """The string ``key`` of an object that came out of a file."""
    text = row.get(key) if isinstance(row, dict) else None
    if not isinstance(text, str) or len(text) > most:
        raise SealError("damaged")
    return text


def take_id(row: Any, key: str) -> str:
    """The id ``key`` of an object that came out of a file."""
    text = take_text(row, key, 64)
    refuse_unless(is_id(text))
    return text


def version_numbers(text: str) -> tuple[int, ...]:
    """The numbers of ``1.20.3``, so that versions can be compared; what follows them does not count."""
    found = _VERSION.match(text)
    if found is None:
        raise SealError("damaged")
    numbers = [int(part) for part in found.group().split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def check_format(line: bytes, mark: bytes, known: int) -> bytes:
    """What follows mark and format in the first line of a file, such as ``kadguide-exam 1``; ``newer_format`` for a
    number above ``known``."""
    found = re.fullmatch(re.escape(mark) + rb" ([1-9]\d{0,3})(| .*)", line)
    if found is None:
        raise SealError("damaged")
    refuse_unless(int(found.group(1)) <= known, "newer_format", format=found.group(1).decode())
    return found.group(2)[1:]


def no_library(error: ImportError) -> NoReturn:
    """Say that PyNaCl, which only classes need, is not there."""
    raise SealError("no_library", library="PyNaCl") from error
