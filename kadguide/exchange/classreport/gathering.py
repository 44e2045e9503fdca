"""Everything a report of a class says, gathered once from the register; who is to be hidden is hidden here."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from kadguide.i18n import Catalog
from kadguide.teaching.analysis import Analysis, analyse
from kadguide.teaching.hiding import hiding
from kadguide.teaching.register import Classroom, Event, Key, Pause, Register, Trainee
from kadguide.teaching.results import ExamGain, ExamResult, exam_gains, exam_result, read_exam


class ExamReport(NamedTuple):
    """One exam. ``mended`` are the keys that were mended, each revision of them."""

    result: ExamResult
    analysis: Analysis
    pauses: tuple[Pause, ...]
    mended: tuple[Key, ...]
    events: tuple[Event, ...]


class ClassReport(NamedTuple):
    """One class. ``hidden`` when it names nobody; ``pass_percent`` is the pass mark, if there is one."""

    classroom: Classroom
    trainees: tuple[Trainee, ...]
    exams: tuple[ExamReport, ...]
    gains: tuple[ExamGain, ...]
    events: tuple[Event, ...]
    made_at: datetime
    hidden: bool = False
    pass_percent: float | None = None

    def trainee(self, id_: str) -> Trainee | None:
        return next((trainee for trainee in self.trainees if trainee.id == id_), None)


def gather(
    register: Register, word: Catalog, made_at: datetime, exam: str = "", *, hidden: bool = False,
    pass_percent: float | None = None,
) -> ClassReport:  # fmt: skip
    """The report of the class, of all its exams or of the one with that id. Raises ``StoreError``."""
    wanted = [one for one in register.exams() if exam in ("", one.id)]
    classroom = register.classroom() or Classroom("", "", word.lang)
    trainees, events = _named(register.trainees(), word), register.events()
    records = [read_exam(register, one)._replace(trainees=trainees) for one in wanted]
    results = [exam_result(record) for record in records]
    pauses = [record.pauses for record in records]
    mended = [tuple(key for key in register.revisions(one.exam.id) if key.revision > 1) for one in records]
    if hidden:
        cover = hiding(trainees, lambda number: word("report.somebody", number=number))
        classroom, trainees = cover.classroom(classroom), tuple(map(cover.trainee, trainees))
        results, events = [cover.result(result) for result in results], tuple(map(cover.event, events))
        pauses = [tuple(map(cover.pause, own)) for own in pauses]
        mended = [tuple(map(cover.key, own)) for own in mended]
    return ClassReport(
        classroom, trainees,
        tuple(
            ExamReport(result, analyse(result), own, keys, tuple(e for e in events if e.exam in ("", result.exam.id)))
            for result, own, keys in zip(results, pauses, mended, strict=True)
        ),
        exam_gains(results), events, made_at, hidden, pass_percent,
    )  # fmt: skip


def _named(trainees: tuple[Trainee, ...], word: Catalog) -> tuple[Trainee, ...]:
    """Whose name was deleted is called by the number in the list."""
    return tuple(t if t.name else t._replace(name=word("report.somebody", number=t.number)) for t in trainees)
