"""Takes the results of exams by files into the register of a class: each as a whole, once, and for a reason or not.

Nothing is graded here. Of two results of one trainee none is chosen silently: the proof code on the attendance sheet
says which counts.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from kadguide.teaching.admission import Chance
from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.codes import read_code
from kadguide.teaching.examfile import ExamFile, read_exam
from kadguide.teaching.filelog import Read, read_sitting
from kadguide.teaching.handout import OLDEST_APP, class_keys, exam_of
from kadguide.teaching.paper import PaperError
from kadguide.teaching.register import Event, EventKind, Exam, Handout, Register, Trainee, read_moment
from kadguide.teaching.resultfile import Expected, Result, compare_proof, expect, open_result
from kadguide.teaching.sealing import SealError
from kadguide.teaching.sitting import GRACE, time_allowed

Verdict = Literal["taken", "replaced", "same", "refused"]
Note = Literal["over_time", "away", "clock", "late"]
"""What the instructor should know of a result that is taken: more time was used than there was, the program was closed
for a while, the laptop's clock was set, it ended after the exam was closed or its window was over."""
AWAY = 120.0
"""Seconds of absence that are worth a word."""


class File(NamedTuple):
    """A file that was brought in. ``data`` is ``None`` where it could not be read, for ``reason``."""

    name: str
    data: bytes | None
    reason: OSError | None = None


class Finding(NamedTuple):
    """What became of one file. ``reason`` names why it was refused: a code of ``SealError``, ``unreadable``,
    ``sat_here`` (the trainee answered in the room), ``conflict`` (another result stands in the register), ``twice``
    (another result of the same trainee among these files), ``paper_unread`` (that of the exam, in the class),
    ``no_proof``, ``proof_mistyped``, ``proof_other``, ``there_other`` (it stands in the register, but the sheet says
    another proof code)."""

    name: str
    verdict: Verdict
    reason: str = ""
    values: Mapping[str, object] = {}
    exam: Exam | None = None
    trainee: Trainee | None = None
    proof: str = ""
    answered: int = 0
    notes: tuple[Note, ...] = ()


class _Opened(NamedTuple):
    """A sound result that has not been weighed."""

    file: File
    exam: Exam
    trainee: Trainee
    read: Read
    notes: tuple[Note, ...]


class CollectError(Exception):
    """Nothing can be collected: ``no_handout``, as no exam file was ever made; ``damaged_keys``; or
    ``no_sound_handout``, as none of the exam files that were made can be read any more."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Collector:
    """Collects for one class. ``proofs`` are what stands on the attendance sheet, by trainee; with ``None`` they are
    compared by eye. ``replace`` lets a result with the right proof code take the place of another one from a file.

    ``unread`` are exam files of the class that cannot be read any more: results of them are refused, all others taken.
    """

    def __init__(
        self, register: Register, chance: Chance, now: str, proofs: Mapping[str, str] | None = None,
        *, replace: bool = False,
    ) -> None:  # fmt: skip
        self._register = register
        self._chance = chance
        self._now = now
        self.proofs = proofs
        self._replace = replace
        self._exams = {exam.id: exam for exam in register.exams()}
        self._trainees = {trainee.id: trainee for trainee in register.trainees()}
        self._keys = self._open_keys()
        self.unread: list[Handout] = []
        self._files = self._open_handouts()
        codes = {trainee.id: trainee.code for trainee in self._trainees.values() if trainee.code}
        self._logged = {event[2:] for event in register.events()}
        self._expected: list[Expected] = [expect(file, codes) for file in self._files.values()]

    def _open_keys(self) -> ClassKeys:
        try:
            keys = class_keys(self._register)
        except SealError as error:
            raise CollectError("damaged_keys") from error
        if keys is None:
            raise CollectError("no_handout")
        return keys

    def _open_handouts(self) -> dict[str, ExamFile]:
        found: dict[str, ExamFile] = {}
        for handout in self._register.handouts():
            try:
                found[handout.digest] = read_exam(handout.data.encode(), app=OLDEST_APP)
            except SealError as error:
                if error.code == "no_library":
                    raise
                self.unread.append(handout)
        if self.unread and not found:
            raise CollectError("no_sound_handout")
        return found

    def collect(self, files: Sequence[File]) -> list[Finding]:
        """Take all results that can be taken, and say of every file what became of it."""
        opened = [self._open(file) for file in files]
        twice = self._contested([one for one in opened if isinstance(one, _Opened)])
        findings = []
        for file, one in zip(files, opened, strict=True):
            finding = one if isinstance(one, Finding) else self._weigh(one, twice)
            findings.append(finding)
            self._log(finding, file)
        return findings

    def coming(self, files: Sequence[File]) -> list[Trainee]:
        """The trainees whose sound results are among the files, in the order of the list."""
        found = {one.trainee.id: one.trainee for one in map(self._open, files) if isinstance(one, _Opened)}
        return sorted(found.values(), key=lambda trainee: trainee.number)

    # -- opening

    def _open(self, file: File) -> _Opened | Finding:
        if file.data is None:
            return Finding(file.name, "refused", "unreadable", {"reason": file.reason})
        try:
            result = open_result(file.data, self._keys, self._expected)
            return self._read(file, result)
        except PaperError:
            return Finding(file.name, "refused", "paper_unread", {}, self._exams[result.header.exam])
        except SealError as error:
            if error.code == "no_library":
                raise
            return self._refused(file, error)

    def _read(self, file: File, result: Result) -> _Opened:
        trainee, exam = self._trainees[result.header.trainee], self._exams[result.header.exam]
        read = read_sitting(exam, trainee, result)
        return _Opened(file, exam, trainee, read, self._notes(exam, trainee, read, result.header.digest))

    def _refused(self, file: File, error: SealError) -> Finding:
        values = dict(error.values)
        trainee, exam = self._trainees.get(values.get("trainee", "")), self._exams.get(values.get("exam", ""))
        return Finding(file.name, "refused", error.code, values, exam, trainee)

    def _notes(self, exam: Exam, trainee: Trainee, read: Read, digest: str) -> tuple[Note, ...]:
        notes: list[Note] = []
        file = self._files[digest]
        sat = exam_of(file)  # the class may have another time by now
        if sat.minutes and read.last > (time_allowed(sat, trainee) + GRACE).total_seconds():
            notes.append("over_time")
        if read.away > AWAY:
            notes.append("away")
        if read.jumps:
            notes.append("clock")
        ended = read_moment(read.attempt.finished_at)
        closed = exam.state == "closed" and exam.closed_at and ended > read_moment(exam.closed_at)
        if closed or file.window(ended) == "late":
            notes.append("late")
        return tuple(notes)

    # -- weighing

    def _contested(self, opened: Sequence[_Opened]) -> set[tuple[str, str]]:
        """Exam and trainee of whom these files bring results that differ, where no proof code can tell them apart."""
        proofs = {(one.exam.id, one.trainee.id, one.read.attempt.proof) for one in opened}
        counts = Counter(proof[:2] for proof in proofs)
        return {about for about, count in counts.items() if count > 1 and self.proofs is None}

    def _weigh(self, one: _Opened, twice: set[tuple[str, str]]) -> Finding:
        attempt = one.read.attempt
        found = Finding(
            one.file.name, "taken", "", {}, one.exam, one.trainee, attempt.proof,
            len({answer.item for answer in one.read.answers}), one.notes,
        )  # fmt: skip
        there = self._register.attempt(one.exam.id, one.trainee.id)
        wrong = self._compare(one)
        if there is not None and there.door == "file" and there.proof == attempt.proof:
            if wrong in ("", "no_proof"):
                return found._replace(verdict="same")
            return found._replace(verdict="refused", reason="there_other")
        if wrong:
            return found._replace(verdict="refused", reason=wrong)
        if there is None:
            if (one.exam.id, one.trainee.id) in twice:
                return found._replace(verdict="refused", reason="twice")
            if self._register.take_result(attempt, one.read.answers):
                return found
            there = self._register.attempt(one.exam.id, one.trainee.id)  # somebody was quicker
        if there is not None and there.door == "file" and self._replace and self.proofs is not None:
            self._register.replace_result(attempt, one.read.answers)
            return found._replace(verdict="replaced")
        here = there is not None and there.door != "file"
        return found._replace(
            verdict="refused", reason="sat_here" if here else "conflict",
            values={"proof": there.proof if there else ""},
        )  # fmt: skip

    def _compare(self, one: _Opened) -> str:
        """What is wrong with the proof code on the attendance sheet, if it was typed at all."""
        if self.proofs is None:
            return ""
        typed = self.proofs.get(one.trainee.id, "")
        if not typed.strip():
            return "no_proof"
        found = compare_proof(one.read.attempt.proof, typed)
        return "" if found == "fits" else f"proof_{found}"

    # -- record

    def _log(self, finding: Finding, file: File) -> None:
        """Note what became of a file, once, however often it is brought. A result that is there without a note was
        taken when the program was stopped before it could write one."""
        mark = hashlib.sha256(file.data or b"").hexdigest()[:8]
        kind: EventKind = "merge_refused" if finding.verdict == "refused" else "merged"
        if finding.verdict == "same":
            if self._is_noted(finding):
                return
            finding = finding._replace(verdict="taken")
        event = Event(
            self._chance.token(), self._now, kind, finding.exam.id if finding.exam else "",
            finding.trainee.id if finding.trainee else "", finding.trainee.room if finding.trainee else "",
            " ".join(filter(None, ("file", finding.verdict, finding.reason, mark))),
        )  # fmt: skip
        if event[2:] not in self._logged:
            self._register.log(event)
            self._logged.add(event[2:])

    def _is_noted(self, finding: Finding) -> bool:
        """Whether the record tells of a result of this trainee that was taken from a file."""
        about = finding.exam and finding.exam.id, finding.trainee and finding.trainee.id
        return any(
            kind == "merged" and (exam, trainee) == about and detail.startswith("file ")
            for kind, exam, trainee, _, detail in self._logged
        )


def split_proof(line: str) -> tuple[str, str] | None:
    """Who and which proof code stand in a line that was typed from the attendance sheet; ``None`` for an empty line.

    Cells may be parted by ``;``, ``,`` or tabs, else by blanks: ``7 K7QM-2F4X``. The first cell is a number, a NIP or a
    name, the last one the code.
    """
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[;,\t]", line)]
    cells = [cell for cell in cells if cell]
    if not cells or line.lstrip().startswith("#"):
        return None
    if len(cells) > 1:
        return cells[0], cells[-1]
    parts = cells[0].split()
    for count in (1, 2):  # the code may be written in two groups
        if len(parts) > count and read_code("".join(parts[-count:])):
            return " ".join(parts[:-count]), "".join(parts[-count:])
    return parts[0], " ".join(parts[1:])
