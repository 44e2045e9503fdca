"""The result file, ``*.kadhasil``: the log of a sitting, sealed to the instructor; and the proof code on the screen.

A plain first line names the format and the exam, then comes the sealed log, at the end a SHA-256 of it all. That one
proves nothing, everybody can compute it; it only tells a file that was damaged on its way from one for another class.
What proves something is inside: the chain of the log, which needs the trainee's code.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.codes import read_code, spell
from kadguide.teaching.examfile import ExamFile
from kadguide.teaching.offlinelog import MOST_LOG, Event, LogHeader, OpenLog, read_header, read_whole_log
from kadguide.teaching.sealing import SealError, check_format, check_size, is_id, refuse_unless
from kadguide.teaching.unlocking import code_secret, stretch

SUFFIX = ".kadhasil"
FORMAT = 1
PROOF = 8
"""Signs of a proof code; 7 of them come from the log, the last is the check sign."""
MOST_RESULT = MOST_LOG + 1000
_MARK = b"kadguide-result"
_DIGEST = hashlib.sha256().digest_size


class Expected(NamedTuple):
    """An exam that results are expected for. ``secret_of`` gives the secret of a trainee, None for an unknown one."""

    class_id: str
    exam: str
    digest: str
    secret_of: Callable[[str], bytes | None]


@dataclass(frozen=True)
class Result:
    """A result that passed every test. ``proof`` tells results apart, however often and where they were sealed."""

    header: LogHeader
    events: tuple[Event, ...]
    proof: bytes = field(repr=False)


def header_for(exam: ExamFile, trainee: str, app: str) -> LogHeader:
    """The header of a log that a trainee begins, with kadguide of the version ``app``."""
    return LogHeader(exam.class_id, exam.exam, trainee, exam.digest, app)


def expect(exam: ExamFile, codes: Mapping[str, str]) -> Expected:
    """What the instructor expects: ``exam`` as it was handed out, and the code of each trainee."""

    @cache
    def secret_of(trainee: str) -> bytes | None:
        code = codes.get(trainee)
        rows = [row for row in exam.roster if row.trainee == trainee]
        return code_secret(code, rows[0].salt) if code is not None and rows else None

    return Expected(exam.class_id, exam.exam, exam.digest, secret_of)


def own_result(log: bytes, exam: ExamFile, secret: bytes) -> Result:
    """The trainee's own finished log, for the proof code. Raises what :func:`open_result` would raise about the log."""
    return _check(log, [Expected(exam.class_id, exam.exam, exam.digest, lambda _: secret)])


def seal_result(log: bytes, exam: ExamFile, secret: bytes) -> bytes:
    """The result file of a finished log, after the tests that the instructor will make."""
    own_result(log, exam, secret)
    return _pack(exam.exam, exam.keys.seal(log))


def is_whole(data: bytes) -> bool:
    """Whether a result file is as it was written, whatever is in it."""
    return hmac.compare_digest(hashlib.sha256(data[:-_DIGEST]).digest(), data[-_DIGEST:])


def open_result(data: bytes, keys: ClassKeys, expected: Sequence[Expected]) -> Result:
    """The result in a file, for one of the exams of the class; of an exam there may be several versions.

    Raises :class:`~kadguide.teaching.sealing.SealError` for everything that is not exactly what a trainee with the
    right code finished, and nothing besides.
    """
    check_size(data, MOST_RESULT)
    first, _, rest = data.partition(b"\n")
    name = check_format(first, _MARK, FORMAT).decode("ascii", "replace")
    refuse_unless(is_id(name) and is_whole(data))
    refuse_unless(name in {one.exam for one in expected}, "other_exam", exam=name)
    result = _check(keys.unseal(rest[:-_DIGEST]), expected)
    refuse_unless(result.header.exam == name, "other_exam", exam=result.header.exam)
    return result


def proof_code(result: Result) -> str:
    """The code that a trainee writes on the attendance sheet, and that the merge shows.

    It is made slow on purpose: otherwise someone who redoes an exam could vary it until the short code is the same.
    """
    return spell(stretch(result.proof, b"kadguide proof 1"), PROOF)


def compare_proof(proof: str, typed: str) -> Literal["fits", "other", "mistyped"]:
    """Whether what stands on the attendance sheet is ``proof``, the code of a result."""
    code = read_code(typed, PROOF)
    if code is None:
        return "mistyped"
    return "fits" if code == read_code(proof, PROOF) else "other"


def _pack(exam: str, sealed: bytes) -> bytes:
    data = b"%s %d %s\n%s" % (_MARK, FORMAT, exam.encode(), sealed)
    return data + hashlib.sha256(data).digest()


def _check(log: bytes, expected: Sequence[Expected]) -> Result:
    header = read_header(log)
    ours = [one for one in expected if (one.class_id, one.exam) == (header.class_id, header.exam)]
    refuse_unless(bool(ours), "other_exam", exam=header.exam)
    same = [one for one in ours if one.digest == header.digest]
    refuse_unless(bool(same), "other_version_of_exam", exam=header.exam)
    secret = same[0].secret_of(header.trainee)
    if secret is None:
        raise SealError("unknown_trainee", trainee=header.trainee)
    return _result(read_whole_log(log, secret))


def _result(found: OpenLog) -> Result:
    proof = hmac.digest(found.state.key, b"kadguide proof 1\0" + found.state.chain, hashlib.sha256)
    return Result(found.header, found.events, proof)
