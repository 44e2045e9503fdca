"""Exam files: made from the register of a class, and what a trainee's program reads in them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from kadguide.knowledge.model import Bilingual, Lang
from kadguide.teaching.classkeys import ClassKeys, decode_keys, make_keys
from kadguide.teaching.codes import read_code
from kadguide.teaching.examfile import ExamFile, read_exam, write_exam
from kadguide.teaching.paper import Paper, PaperError, decode_paper
from kadguide.teaching.register import Changes, Exam, Handout, Register, Trainee, moment
from kadguide.teaching.sealing import SealError, refuse_unless
from kadguide.teaching.unlocking import SALT, Slip, Unlocked, roster_rows

OLDEST_APP = "0.1.0"
"""The first version of kadguide that can sit an exam of this form."""


class Cover(NamedTuple):
    """What stands on the cover of an exam file. ``opens`` and ``closes`` are moments with an offset, or empty."""

    class_title: str
    title: Bilingual
    questions: int
    minutes: int
    fingerprint: str
    opens: str
    closes: str


class Handed(NamedTuple):
    """A sitting that has ended: its proof code, where the result lies (empty when no folder took it), and the number of
    the trainee in the list."""

    proof: str
    path: str
    number: int


class Made(NamedTuple):
    """An exam file: its bytes, what its trainees will read in it, and whether the keys of the class are new."""

    data: bytes
    file: ExamFile
    new_keys: bool


def class_keys(register: Register) -> ClassKeys | None:
    """The secret keys of a class, if they were made. Raises ``SealError`` when they are damaged."""
    classroom = register.classroom()
    return decode_keys(classroom.keys) if classroom and classroom.keys else None


def make_handout(
    register: Register, exam: Exam, random: Callable[[int], bytes], now: datetime,
    *, opens: str = "", closes: str = "",
) -> Made:  # fmt: skip
    """Make an exam file for all trainees who have a code, and remember it. The class gets its keys, if it has none.
    The time is the one that the exam has by now, which may be longer than the one that its paper was made with.

    ``random`` gives that many bytes which nobody can foresee. Raises ``SealError``: ``no_library``, ``damaged`` keys,
    ``unknown_trainee`` when nobody has a code, ``too_big``.
    """
    classroom = register.classroom()
    trainees = [trainee for trainee in register.trainees() if read_code(trainee.code)]
    if classroom is None or not trainees:
        raise SealError("unknown_trainee", trainee="-")
    keys, new_keys = _keys_of(register)
    rows = roster_rows([(t.id, t.code, random(SALT), Slip(t.number, t.factor)) for t in trainees])
    data = write_exam(
        keys, class_id=classroom.id, class_title=classroom.title, exam=exam.id, minimum_app=OLDEST_APP,
        paper=json.loads(exam.paper) | {"minutes": exam.minutes}, roster=rows, opens=opens, closes=closes,
    )  # fmt: skip
    file = read_exam(data, app=OLDEST_APP)
    register.add_handout(Handout(exam.id, file.digest, data.decode(), moment(now)))
    return Made(data, file, new_keys)


def _keys_of(register: Register) -> tuple[ClassKeys, bool]:
    """The keys of the class, made when it has none; and whether they are new. Of two programs that make them at once
    one does, before anything is handed out with them."""
    if known := class_keys(register):
        return known, False
    made = make_keys()
    register.apply(Changes(secret_keys=made.encode()))
    kept = class_keys(register) or made
    return kept, kept == made


# -- the trainee's side


def paper_of(file: ExamFile) -> Paper:
    """The questions in an exam file, without signs that a terminal would obey. Raises ``damaged``."""
    try:
        paper = decode_paper(json.dumps(_seen(dict(file.paper))))
    except PaperError as error:
        raise SealError("damaged") from error
    refuse_unless(paper.exam == file.exam)
    return paper


def cover_of(file: ExamFile) -> Cover:
    """The cover of an exam file. Raises ``damaged`` when there is no paper in it."""
    paper = paper_of(file)
    return Cover(
        file.class_title, paper.title, len(paper.items), paper.minutes, file.keys.fingerprint, file.opens, file.closes
    )


def exam_of(file: ExamFile) -> Exam:
    """The exam as a trainee knows it: neither keys nor the secret of the ids."""
    paper = paper_of(file)
    text = json.dumps(_seen(dict(file.paper)))
    return Exam(file.exam, 0, "quiz", paper.title, paper.minutes, False, "", text, "", "", "", "open")


def trainee_of(unlocked: Unlocked) -> Trainee:
    """The trainee as the exam file knows him or her."""
    return Trainee(unlocked.trainee, unlocked.slip.number, "", "", "", "", unlocked.slip.factor)


def file_stem(title: Bilingual, lang: Lang) -> str:
    """The title as the name of a file on any system."""
    words = "".join(sign if sign.isalnum() and sign.isascii() else " " for sign in title.get(lang)).split()
    return "-".join(words).casefold()[:60].strip("-") or "ujian"


def _seen(value: Any) -> Any:
    """Texts without invisible signs, line breaks excepted."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign.isprintable() or sign == "\n")
    if isinstance(value, dict):
        return {key: _seen(part) for key, part in value.items()}
    return [_seen(part) for part in value] if isinstance(value, list) else value
