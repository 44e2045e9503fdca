"""A made-up exam by files: two classes, an exam in two versions, three trainees, and what each of them handed in."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import Response
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.codes import new_code
from kadguide.teaching.examfile import ExamFile, read_exam, write_exam
from kadguide.teaching.offlinelog import FINISH, Event, append_line, begin_log
from kadguide.teaching.paper import encode_paper, item_id, make_paper
from kadguide.teaching.register import Classroom, Exam, Handout, Trainee
from kadguide.teaching.resultfile import Expected, Result, header_for, own_result, seal_result
from kadguide.teaching.unlocking import code_secret, roster_row
from tests.learning.sample_items import SINGLE

APP = "0.1.0"
TRAINEES = ("p-01", "p-02", "p-03")
EXAM = "pasca-tes"
AT = "2026-11-25T00:00:00.000+00:00"
ITEMS = tuple(item_id(number) for number in range(12))
_TITLE = Bilingual("Pasca-tes “kerja sama” é", "Post-test")
_PAPER = encode_paper(
    make_paper(EXAM, _TITLE, 30, [SINGLE._replace(id=f"ksdd-{n:02}") for n in range(len(ITEMS))], (), "rahasia")
)
PAPER = {**json.loads(_PAPER), "seed": "a7"}
_RESPONSES = (Response(("a",)), Response(("b",)), Response(text="perjanjian “kerja” sama"))


class World(NamedTuple):
    """All that an instructor has, and the results of the trainees as they came in."""

    keys: ClassKeys
    other_keys: ClassKeys
    codes: dict[str, str]
    exam_data: bytes
    exam: ExamFile
    second_version: ExamFile
    other_exam: ExamFile
    other_class: ExamFile
    secrets: dict[str, bytes]
    logs: dict[str, bytes]
    files: dict[str, bytes]
    results: dict[str, Result]

    @property
    def expected(self) -> list[Expected]:
        exam = self.exam
        return [Expected(exam.class_id, exam.exam, exam.digest, self.secrets.get)]

    def keep_in(self, folder: Path) -> SqlRegister:
        """The class of this exam in a register of its own, to be closed by whoever asked for it."""
        register = open_register(str(folder / "kelas.kadkelas"), lambda: datetime(2026, 11, 25, tzinfo=UTC))
        register.keep_classroom(Classroom("bimtek-1", "Bimtek kerja sama daerah", "id", keys=self.keys.encode()))
        register.add_trainees([Trainee(id_, 0, "", f"Orang {id_}", "", self.codes[id_]) for id_ in TRAINEES])
        register.add_exam(Exam(EXAM, 0, "post", _TITLE, 30, False, "rahasia", _PAPER, "{}", "2026", AT), ())
        register.add_handout(Handout(EXAM, self.exam.digest, self.exam_data.decode(), AT))
        return register


def sit(exam: ExamFile, trainee: str, secret: bytes, seed: int, items: Iterable[str] = ITEMS) -> bytes:
    """The log of a sitting that was finished."""
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    state, line = begin_log(header_for(exam, trainee, APP), secret)
    log, seconds = line, 0.0
    events = [Event("begin", 0, "2026-11-25T08:00:00+08:00")]
    for item in items:
        seconds += dice.uniform(5, 90)
        at = f"2026-11-25T08:{int(seconds) // 60:02}:{int(seconds) % 60:02}+08:00"
        events.append(Event("answer", seconds, at, item, dice.choice(_RESPONSES).encode()))
    events.append(Event("handed_in", seconds + 1, "2026-11-25T09:00:00+08:00"))
    for event in [*events, Event(FINISH, seconds + 1, "2026-11-25T09:00:00+08:00")]:
        state, line = append_line(state, event)
        log += line
    return log


@cache
def world() -> World:
    """Made once: each code takes its time. Only the keys are fixed; what is sealed differs from run to run."""
    dice = random.Random(20261125)  # noqa: S311 - chance in a test
    keys, other_keys = (ClassKeys(dice.randbytes(32), dice.randbytes(32)) for _ in range(2))
    codes = {trainee: new_code(dice.randrange) for trainee in TRAINEES}
    salts = {trainee: dice.randbytes(16) for trainee in TRAINEES}
    rows = [roster_row(trainee, codes[trainee], salts[trainee]) for trainee in TRAINEES]

    def exam(maker: ClassKeys = keys, class_id: str = "bimtek-1", name: str = EXAM, seed: str = "a7") -> bytes:
        return write_exam(
            maker, class_id=class_id, class_title="Bimtek kerja sama daerah", exam=name, minimum_app=APP,
            paper={**PAPER, "seed": seed}, roster=rows,
            opens="2026-11-25T08:00:00+08:00", closes="2026-11-25T10:00:00+08:00",
        )  # fmt: skip

    data = exam()
    ours = read_exam(data, app=APP)
    secrets = {trainee: code_secret(codes[trainee], salts[trainee]) for trainee in TRAINEES}
    logs = {trainee: sit(ours, trainee, secrets[trainee], seed) for seed, trainee in enumerate(TRAINEES)}
    others = [
        read_exam(made, app=APP) for made in (exam(seed="b8"), exam(name="pra-tes"), exam(other_keys, "bimtek-2"))
    ]
    return World(
        keys, other_keys, codes, data, ours, others[0], others[1], others[2], secrets, logs,
        {trainee: seal_result(logs[trainee], ours, secrets[trainee]) for trainee in TRAINEES},
        {trainee: own_result(logs[trainee], ours, secrets[trainee]) for trainee in TRAINEES},
    )  # fmt: skip
