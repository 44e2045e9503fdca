"""A made-up exam by files: two classes, an exam in two versions, three trainees, and what each of them handed in."""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.codes import new_code
from kadguide.teaching.examfile import ExamFile, read_exam, write_exam
from kadguide.teaching.offlinelog import FINISH, Event, append_line, begin_log
from kadguide.teaching.resultfile import Expected, Known, Result, header_for, known, own_result, seal_result
from kadguide.teaching.unlocking import code_secret, roster_row

APP = "0.1.0"
TRAINEES = ("p-01", "p-02", "p-03")
ITEMS = tuple(f"ksdd-{number:02}" for number in range(12))
PAPER = {
    "seed": "a7", "language": "id",
    "items": [{"id": item, "stem": f"Pertanyaan {item}: “kerja sama” é ?", "options": ["a", "b"]} for item in ITEMS],
}  # fmt: skip


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

    @property
    def earlier(self) -> list[Known]:
        """The register after all results were merged."""
        return [known(result) for result in self.results.values()]


def sit(exam: ExamFile, trainee: str, secret: bytes, seed: int, items: Iterable[str] = ITEMS) -> bytes:
    """The log of a sitting that was finished."""
    dice = random.Random(seed)  # noqa: S311 - chance in a test
    state, line = begin_log(header_for(exam, trainee, APP), secret)
    log, seconds = line, 0.0
    events = [Event("begin", 0, "2026-11-25T08:00:00+08:00")]
    for item in items:
        seconds += dice.uniform(5, 90)
        at = f"2026-11-25T08:{int(seconds) // 60:02}:{int(seconds) % 60:02}+08:00"
        events.append(Event("answer", seconds, at, item, dice.choice(['["a"]', '["b"]', "perjanjian “kerja” sama"])))
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

    def exam(maker: ClassKeys = keys, class_id: str = "bimtek-1", name: str = "pasca-tes", seed: str = "a7") -> bytes:
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
