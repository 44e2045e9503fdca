"""The exam file, ``*.kadujian``: the paper without keys, the public keys of the class, and a signature over it all.

Four lines: mark and format, public keys, the content as JSON, the signature over everything before it. The signature is
checked before the content is parsed. As everybody can make keys, it only says that nothing was changed since; that the
keys are those of the class, only their fingerprint on the wall says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from kadguide.teaching.classkeys import SIGNATURE, ClassKeys, PublicKeys, decode_public_keys
from kadguide.teaching.sealing import (
    SealError,
    check_format,
    check_size,
    decode_bytes,
    decode_plain,
    encode_bytes,
    encode_plain,
    refuse_unless,
    take_id,
    take_text,
    version_numbers,
)
from kadguide.teaching.unlocking import SALT, SECRET, SLIP, RosterRow, Unlocked, unlock, unlock_any

SUFFIX = ".kadujian"
FORMAT = 1
MOST_EXAM = 4_000_000
"""Bytes of an exam file; 50 questions are about 30 thousand."""
MOST_TITLE = 200
MOST_TRAINEES = 2000
_MARK = b"kadguide-exam"


@dataclass(frozen=True)
class ExamFile:
    """An exam as it is handed out. ``minimum_app`` is the lowest version of kadguide that can sit it.

    ``opens`` and ``closes`` are ISO 8601 with an offset, or empty; they are advice, as a laptop's clock can be set.
    ``digest`` is the SHA-256 of the whole file, which every result names.
    """

    class_id: str
    class_title: str
    exam: str
    minimum_app: str
    paper: Mapping[str, Any]
    roster: tuple[RosterRow, ...]
    opens: str
    closes: str
    keys: PublicKeys
    digest: str

    def row(self, trainee: str) -> RosterRow:
        """The row of a trainee; raises ``unknown_trainee``."""
        for row in self.roster:
            if row.trainee == trainee:
                return row
        raise SealError("unknown_trainee", trainee=trainee)

    def unlock(self, trainee: str, code: str) -> bytes:
        """The secret of a trainee whose code was typed; raises ``unknown_trainee`` and ``wrong_code``."""
        return unlock(self.row(trainee), code)

    def unlock_any(self, code: str) -> Unlocked:
        """The trainee whose code was typed; raises ``mistyped`` and ``unknown_code``."""
        return unlock_any(self.roster, code)

    def window(self, at: datetime) -> Literal["early", "open", "late"]:
        """Whether ``at``, a time with an offset, lies in the time of the exam."""
        if self.opens and at < datetime.fromisoformat(self.opens):
            return "early"
        return "late" if self.closes and at > datetime.fromisoformat(self.closes) else "open"


def write_exam(
    keys: ClassKeys,
    *,
    class_id: str,
    class_title: str,
    exam: str,
    minimum_app: str,
    paper: Mapping[str, Any],
    roster: Sequence[RosterRow],
    opens: str = "",
    closes: str = "",
) -> bytes:
    """The exam file. ``paper`` is anything that JSON can hold, else ``ValueError``.

    What could not be read again, such as two trainees of one id, raises :class:`SealError` instead of being handed out.
    """
    content = {
        "class": class_id, "title": "".join(filter(str.isprintable, class_title)).strip()[:MOST_TITLE], "exam": exam,
        "app": minimum_app, "opens": opens, "closes": closes,
        "roster": [[row.trainee, *map(encode_bytes, row[1:])] for row in roster],
        "paper": dict(paper),
    }  # fmt: skip
    signed = b"%s %d\n%s\n%s\n" % (_MARK, FORMAT, keys.public.encode().encode(), encode_plain(content))
    data = signed + encode_bytes(keys.sign(signed)).encode() + b"\n"
    read_exam(data, app=minimum_app)
    return data


def read_exam(data: bytes, *, app: str, fingerprint: str = "") -> ExamFile:
    """What :func:`write_exam` wrote. Raises :class:`SealError` for anything else, and nothing besides.

    ``app`` is the version of this kadguide. ``fingerprint`` is what was read from the wall, checked when it is given.
    """
    check_size(data, MOST_EXAM)
    lines = data.split(b"\n")
    refuse_unless(check_format(lines[0], _MARK, FORMAT) == b"" and len(lines) == 5 and lines[4] == b"")
    keys = decode_public_keys(_ascii(lines[1]))
    signature = decode_bytes(_ascii(lines[3]), SIGNATURE)
    keys.check_signature(data[: len(data) - len(lines[3]) - 1], signature)
    if fingerprint:
        keys.check_fingerprint(fingerprint)
    return _exam(decode_plain(lines[2]), keys, hashlib.sha256(data).hexdigest(), app)


def _ascii(line: bytes) -> str:
    try:
        return line.decode("ascii")
    except UnicodeDecodeError as error:
        raise SealError("damaged") from error


def _exam(content: Any, keys: PublicKeys, digest: str, app: str) -> ExamFile:
    needed = take_text(content, "app", 40)
    refuse_unless(version_numbers(app) >= version_numbers(needed), "newer_app", needed=needed, version=app)
    title = take_text(content, "title", MOST_TITLE)
    paper, rows = content.get("paper"), content.get("roster")
    refuse_unless(isinstance(paper, dict) and isinstance(rows, list) and title.isprintable())
    refuse_unless(len(rows) <= MOST_TRAINEES, "too_big", most=str(MOST_TRAINEES))
    roster = tuple(map(_row, rows))
    refuse_unless(len({row.trainee for row in roster}) == len({row.salt for row in roster}) == len(roster))
    opens, closes = (_moment(take_text(content, key, 40)) for key in ("opens", "closes"))
    return ExamFile(
        take_id(content, "class"), title, take_id(content, "exam"), needed, paper, roster, opens, closes, keys, digest
    )


def _row(row: Any) -> RosterRow:
    refuse_unless(isinstance(row, list) and len(row) == len(RosterRow._fields))
    found = take_id({"trainee": row[0]}, "trainee")
    return RosterRow(found, decode_bytes(row[1], SALT), decode_bytes(row[2], SECRET), decode_bytes(row[3], SLIP))


def _moment(text: str) -> str:
    """A time with an offset, or none at all."""
    try:
        refuse_unless(not text or datetime.fromisoformat(text).tzinfo is not None)
    except ValueError as error:
        raise SealError("damaged") from error
    return text
