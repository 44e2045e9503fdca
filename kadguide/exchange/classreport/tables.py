"""The tables of a class report, independent of the file they are written to. Each column is described once.

Titles and what a column means come from the words: ``report.col_<key>`` and ``report.use_<key>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from kadguide.exchange.classboard import told_jump
from kadguide.exchange.classreport.answertext import AnswerText
from kadguide.exchange.classreport.gathering import ClassReport, ExamReport
from kadguide.i18n import Catalog
from kadguide.teaching.distractors import OptionFigures
from kadguide.teaching.register import Event, Trainee, read_moment
from kadguide.teaching.regrade import passes
from kadguide.teaching.results import TraineeResult, late_by, objective_of
from kadguide.teaching.statistics import FEWEST

Kind = Literal["text", "number"]
Cell = str | float | int | None
"""Text, a number, or nothing."""


class Column(NamedTuple):
    """``key`` names it for machines, ``title`` for people; ``use`` says what stands in it; ``width`` is in letters."""

    key: str
    title: str
    use: str
    kind: Kind = "text"
    width: int = 12


class Table(NamedTuple):
    """One table, with the number of columns that stay in sight when one reads on to the right."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 0


_WIDTHS = {
    "name": 28, "nip": 22, "unit": 24, "exam": 20, "text": 44, "answer": 44, "key_text": 40, "advice": 60, "stem": 50,
    "started": 19, "finished": 19, "at": 19, "number": 5, "question": 6, "item": 20, "event": 24, "detail": 30,
    "reason": 40, "proof": 11, "objective": 44,
}  # fmt: skip
_NUMBERS = frozenset(
    (
        "number", "mark", "maximum", "percent", "rank", "answered", "questions", "minutes", "question", "n", "facility",
        "sd", "discrimination", "low", "high", "efficiency", "effective", "guess", "blank", "chosen", "share",
        "mean_rest", "best", "before", "after", "gain", "normalised", "factor", "revision",
    )
)  # fmt: skip


class Tables:
    """Makes the tables of one report in one language."""

    def __init__(self, report: ClassReport, text: AnswerText) -> None:
        self._report = report
        self.text = text
        self._word: Catalog = text.word

    def all(self) -> tuple[Table, ...]:
        """Every table that has anything to say, the marks first."""
        made = (
            self.marks(), self.matrix(), self.objectives(), self.items(), self.attendance(), self.answers(),
            self.options(), self.gains(), self.events(),
        )  # fmt: skip
        return tuple(table for table in made if table.rows or table.key in ("marks", "attendance"))

    # -- people

    def marks(self) -> Table:
        passing = self._report.pass_percent is not None
        keys = ("exam", *_PERSON, "state", "mark", "maximum", "percent", "rank", *(("passed",) if passing else ()),
                "answered", "questions", "minutes", "started", "finished")  # fmt: skip

        def row(exam: ExamReport, one: TraineeResult) -> tuple[Cell, ...]:
            total = one.total if one.answers else None
            verdict = passes(one.percent, self._report.pass_percent)
            return (
                self.exam(exam), *_person(one.trainee), self._word(f"report.state_{one.state}"), total,
                one.possible if one.answers else None, _rounded(one.percent), exam.result.ranks.get(one.trainee.id),
                *((self._yes(verdict),) if passing else ()), one.answered if one.answers else None,
                len(exam.result.keys), _minutes(one), self._time(one.attempt and one.attempt.started_at),
                self._time(one.attempt and one.attempt.finished_at),
            )  # fmt: skip

        return self._table("marks", keys, self._each(row), fixed=4)

    def matrix(self) -> Table:
        """A column for each question; which question that is, stands in the item analysis."""
        most = max((len(exam.result.keys) for exam in self._report.exams), default=0)
        word = self._word
        questions = [
            Column(f"q{n}", word("report.col_q", number=n), word("report.use_q", number=n), "number", 7)
            for n in range(1, most + 1)
        ]

        def row(exam: ExamReport, one: TraineeResult) -> tuple[Cell, ...]:
            found = [answer.mark for answer in one.answers]
            return (self.exam(exam), *_person(one.trainee), *found, *(None,) * (most - len(found)))

        columns = (*self._columns(("exam", *_PERSON)), *questions)
        rows = tuple(self._each(row)) if most else ()
        return Table("matrix", word("report.table_matrix"), columns, rows, 4)

    def objectives(self) -> Table:
        """A column for each competency: what was earned in its questions, in percent."""
        names = list(dict.fromkeys(objective_of(item) for exam in self._report.exams for item in exam.result.items))
        said = [
            Column(name, self.text.quiz.objective(name), self._word("report.use_objective"), "number", 18)
            for name in names
        ]
        points = {exam.result.exam.id: exam.result.objective_points() for exam in self._report.exams}

        def row(exam: ExamReport, one: TraineeResult) -> tuple[Cell, ...]:
            own = points[exam.result.exam.id]
            found = [own.get(name, {}).get(one.trainee.id) for name in names]
            return (
                self.exam(exam), *_person(one.trainee), *(_rounded(p.percent) if p else None for p in found)
            )  # fmt: skip

        rows = tuple(self._each(row)) if names else ()
        columns = (*self._columns(("exam", *_PERSON)), *said)
        return Table("objectives", self._word("report.table_objectives"), columns, rows, 4)

    def attendance(self) -> Table:
        keys = ("exam", *_PERSON, "unit", "room", "walk_in", "state", "started", "late", "finished", "finish",
                "factor", "proof")  # fmt: skip

        def row(exam: ExamReport, one: TraineeResult) -> tuple[Cell, ...]:
            attempt, t = one.attempt, one.trainee
            late = bool(late_by(exam.result.exam, attempt, exam.pauses, exam.events)) if attempt else None
            how = attempt.finish if attempt and attempt.finish else ""
            return (
                self.exam(exam), *_person(t), t.unit, attempt.room if attempt else t.room, self._yes(t.walk_in),
                self._word(f"report.state_{one.state}"), self._time(attempt and attempt.started_at), self._yes(late),
                self._time(attempt and attempt.finished_at), self._word(f"report.finish_{how}") if how else "",
                t.factor, attempt.proof if attempt else "",
            )  # fmt: skip

        found = self._table("attendance", keys, self._each(row), fixed=4)
        if self._report.exams:
            return found
        none = self._word("report.state_absent")
        rows = [
            ("", *_person(t), t.unit, t.room, self._yes(t.walk_in), none, "", "", "", "", t.factor, "")
            for t in self._report.trainees
        ]
        return found._replace(rows=tuple(rows))

    def answers(self) -> Table:
        keys = ("exam", *_PERSON, "question", "item", "letters", "answer", "mark", "maximum", "outcome", "forgiven",
                "at")  # fmt: skip
        rows = []
        for exam in self._report.exams:
            for one in exam.result.present:
                for number, (key, answer) in enumerate(zip(exam.result.keys, one.answers, strict=True), start=1):
                    outcome = self._word(f"report.outcome_{answer.grade.outcome}")
                    rows.append(
                        (
                            self.exam(exam), *_person(one.trainee), number, key.content.id,
                            self.text.letters(key.content, answer.response),
                            self.text.given(key.content, answer.response), answer.mark, key.weight, outcome,
                            answer.grade.forgiven or "", self._time(answer.at),
                        )
                    )  # fmt: skip
        return self._table("answers", keys, rows, fixed=4)

    def gains(self) -> Table:
        keys = ("exam", *_PERSON, "before", "after", "gain", "normalised")
        rows = []
        for gain in self._report.gains:
            title = f"{gain.before.title.get(self._lang)} → {gain.after.title.get(self._lang)}"
            for one in gain.whole.trainees:
                trainee = self._report.trainee(one.trainee)
                if trainee:
                    figures = (one.before, one.after, one.gain, one.normalised)
                    rows.append((title, *_person(trainee), *map(_rounded, figures)))
        return self._table("gains", keys, rows, fixed=4)

    # -- questions

    def items(self) -> Table:
        keys = ("exam", "question", "item", "type", "stem", "key_text", "revision", "maximum", "n", "facility", "sd",
                "discrimination", "low", "high", "efficiency", "effective", "guess", "blank", "advice")  # fmt: skip
        rows = []
        for exam in self._report.exams:
            too_few = exam.analysis.advice[:1] if not exam.analysis.items else ()
            for number, key in enumerate(exam.result.keys, start=1):
                item = key.content
                row: list[Cell] = [
                    self.exam(exam), number, item.id, self._word(f"bank.type_{item.type}"), item.stem.get(self._lang),
                    self.text.key(key), key.revision, key.weight,
                ]  # fmt: skip
                if exam.analysis.items:
                    row += self._figures(exam, number - 1)
                else:
                    said = [self.exam_advice(advice.code, advice.value, advice.limit) for advice in too_few]
                    row += [exam.analysis.n, *(None,) * 9, " ".join(said)]
                rows.append(tuple(row))
        return self._table("items", keys, rows, fixed=3)

    def _figures(self, exam: ExamReport, index: int) -> list[Cell]:
        found, item = exam.analysis.items[index], exam.result.items[index]
        figures, interval = found.figures, found.interval
        return [
            figures.n, *map(_rounded, (
                _percent(figures.facility), figures.sd, figures.discrimination, interval and interval.low,
                interval and interval.high, figures.efficiency, figures.weight, _percent(found.guess),
            )),
            found.table.blank if figures.n >= FEWEST else None,
            " ".join(self.text.advice(item, advice) for advice in found.advice),
        ]  # fmt: skip

    def options(self) -> Table:
        """Who chose what; nothing below ten trainees."""
        keys = ("exam", "question", "item", "letter", "text", "right", "chosen", "share", "mean_rest", "best")
        rows = []
        for exam in self._report.exams:
            for number, (item, found) in enumerate(
                zip(exam.result.items, exam.analysis.items, strict=bool(exam.analysis.items)), start=1
            ):
                if found.table.n < FEWEST:
                    continue
                for option in found.table.options:
                    letter, text = self.option(exam, number - 1, option)
                    rows.append(
                        (
                            self.exam(exam), number, item.id, letter, text, self._yes(option.right), option.chosen,
                            _rounded(100 * option.share), _rounded(option.mean_rest), option.best,
                        )
                    )  # fmt: skip
        return self._table("options", keys, rows, fixed=4)

    def option(self, exam: ExamReport, index: int, option: OptionFigures) -> tuple[str, str]:
        """The letter of an option and its text; verdicts have no letter."""
        said = self.text.option(exam.result.items[index], option.id)
        if option.part == "verdict":
            return "", said
        letter, _, text = said.partition(". ")
        return letter, text

    # -- the record

    def events(self) -> Table:
        rows = [
            (
                self._time(event.at), self._word(f"report.event_{event.kind}"), self.exam_title(event.exam),
                trainee.number if trainee else None, trainee.name if trainee else "", event.room, self.detail(event),
            )
            for event in self._report.events
            for trainee in [self._report.trainee(event.trainee)]
            if self._told(event)
        ]  # fmt: skip
        return self._table("events", ("at", "event", "exam", "number", "name", "room", "detail"), rows)

    def detail(self, event: Event) -> str:
        """What an event was about, in words."""
        if event.kind == "regraded":
            item, _, revision = event.detail.partition(" r")
            return self._word("report.detail_regraded", question=item.removeprefix("q"), revision=revision)
        if event.kind in ("merged", "merge_refused") and event.detail.startswith("file "):
            return self._file_detail(event.detail.split()[1:])
        if event.kind == "clock_set":
            return told_jump(event.detail, self._word)
        for key in (f"report.detail_{event.kind}", f"report.finish_{event.detail}"):
            if event.detail and self._word.has(key):
                return self._word(key, detail=event.detail)
        return event.detail

    def _file_detail(self, parts: list[str]) -> str:
        """What became of a result that came as a file: the verdict, why it was refused, and the mark of the file."""
        verdict, *reason, mark = parts if len(parts) > 1 else ("", *parts)
        said = [self._word(f"report.file_{verdict}", mark=mark)] if self._word.has(f"report.file_{verdict}") else [mark]
        said += [self._word(f"report.because_{one}") for one in reason if self._word.has(f"report.because_{one}")]
        return ", ".join(said)

    def _told(self, event: Event) -> bool:
        """Whether an event belongs to what is reported: all of the class's, and those of the exams."""
        return not event.exam or any(event.exam == exam.result.exam.id for exam in self._report.exams)

    # -- words

    @property
    def _lang(self) -> Literal["id", "en"]:
        return "en" if self._word.lang == "en" else "id"

    def exam(self, exam: ExamReport) -> str:
        """What an exam is called."""
        return exam.result.exam.title.get(self._lang)

    def exam_title(self, id_: str) -> str:
        return next((self.exam(exam) for exam in self._report.exams if exam.result.exam.id == id_), "")

    def exam_advice(self, code: str, value: float, limit: float) -> str:
        """One remark on a whole exam."""
        return self._word(
            f"analysis.{code}", value=self.text.number(value, 0), limit=self.text.number(limit, 0)
        )  # fmt: skip

    def _time(self, at: str | None) -> str:
        return local(at, self._report.made_at)

    def _yes(self, verdict: bool | None) -> str:
        return "" if verdict is None else self._word("report.yes" if verdict else "report.no")

    def _each(self, row: Callable[[ExamReport, TraineeResult], tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
        return (row(exam, one) for exam in self._report.exams for one in exam.result.trainees)

    def _table(
        self, key: str, columns: Sequence[str], rows: Sequence[tuple[Cell, ...]] | Iterator[tuple[Cell, ...]],
        fixed: int = 0,
    ) -> Table:  # fmt: skip
        return Table(key, self._word(f"report.table_{key}"), self._columns(columns), tuple(rows), fixed)

    def _columns(self, keys: Sequence[str]) -> tuple[Column, ...]:
        return tuple(
            Column(
                key, self._word(f"report.col_{key}"), self._word(f"report.use_{key}"),
                "number" if key in _NUMBERS else "text", _WIDTHS.get(key, 12),
            )
            for key in keys
        )  # fmt: skip


_PERSON = ("number", "nip", "name")


def _person(trainee: Trainee) -> tuple[Cell, ...]:
    return trainee.number, trainee.nip, trainee.name


def local(at: str | None, made_at: datetime) -> str:
    """A moment of the register in the time of the place where the report is made; empty without one."""
    return f"{read_moment(at).astimezone(made_at.tzinfo):%Y-%m-%d %H:%M:%S}" if at else ""


def _minutes(one: TraineeResult) -> float | None:
    return None if one.used is None else round(one.used.total_seconds() / 60, 1)


def _rounded(value: float | None) -> float | None:
    # Negative nothing is written as nothing.
    return None if value is None else round(value, 2) + 0.0


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share
