"""The results of a class as lines for a terminal, and as one JSON object."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from kadguide import __version__
from kadguide.answering.folding import clean
from kadguide.exchange.classreport.gathering import ClassReport, ExamReport
from kadguide.exchange.classreport.tables import Tables
from kadguide.knowledge.snapshot import as_plain
from kadguide.linear import WIDTH, wrap
from kadguide.teaching.regrade import Change, Standing, passes
from kadguide.teaching.results import TraineeResult

SCHEMA = 1
_NAME = 24
"""Letters of a name that a line shows."""
_STEM = 32


class Telling:
    """Says results line by line."""

    def __init__(self, report: ClassReport, tables: Tables) -> None:
        self._report = report
        self._tables = tables
        self._text = tables.text
        self._word = tables.text.word

    def lines(self) -> Iterator[str]:
        """Everything: the class, each exam, what was learned."""
        title = self._report.classroom.title or self._word("report.untitled")
        yield clean(title)
        if self._report.classroom.rehearsal:
            yield self._word("report.rehearsal")
        if not self._report.exams:
            yield self._word("report.no_exams")
        for exam in self._report.exams:
            yield ""
            yield from self._exam(exam)
        for gain in self._report.gains:
            yield ""
            whole, lang = gain.whole, self._report_lang
            yield self._word("report.gain_of", before=gain.before.title.get(lang), after=gain.after.title.get(lang))
            if not whole.pairs:
                yield self._word("report.no_pairs")
                continue
            number = self._text.number
            yield self._word(
                "report.gain_line", count=whole.pairs, before=number(whole.mean_before, 1),
                after=number(whole.mean_after, 1), gain=number(whole.mean_gain, 1),
            )  # fmt: skip
            if whole.normalised is None:
                yield self._word("report.gain_silent")
            else:
                yield self._word(
                    "report.gain_index", normalised=number(whole.normalised), effect=number(whole.effect)
                )  # fmt: skip

    @property
    def _report_lang(self) -> Any:
        return self._word.lang

    def _exam(self, exam: ExamReport) -> Iterator[str]:
        word, result = self._word, exam.result
        heading = f"{result.exam.number}. {clean(self._tables.exam(exam))}"
        yield heading
        yield "-" * min(len(heading), WIDTH)
        yield word(
            "report.count_line", registered=len(result.trainees), present=len(result.present),
            questions=len(result.keys), marks=self._text.number(sum(result.maxima), 0),
        )  # fmt: skip
        going = sum(one.state == "answering" for one in result.present)
        if going:
            yield word("report.going", count=going)
        yield ""
        yield from self._marks(exam)
        yield ""
        yield from self._figures(exam)

    def _marks(self, exam: ExamReport) -> Iterator[str]:
        word, ranks = self._word, exam.result.ranks
        passing = self._report.pass_percent is not None
        keys = ["number", "name", "mark", "percent", "rank", *(["passed"] if passing else []), "minutes", "state"]
        rows = []
        for one in exam.result.trainees:
            verdict = passes(one.percent, self._report.pass_percent)
            said = "" if verdict is None else word("report.yes" if verdict else "report.no")
            here = one.percent is not None
            rows.append(
                [
                    str(one.trainee.number), _short(one.trainee.name, _NAME),
                    self._text.number(one.total) if here else "–",
                    self._text.number(one.percent, 1) if here else "–", str(ranks.get(one.trainee.id, "–")),
                    *([said] if passing else []), self._minutes(one), word(f"report.state_{one.state}"),
                ]
            )  # fmt: skip
        right = {"number", "mark", "percent", "rank", "minutes"}
        yield from grid([word(f"report.col_{key}") for key in keys], rows, [key in right for key in keys])

    def _minutes(self, one: TraineeResult) -> str:
        return self._text.number(one.used.total_seconds() / 60, 1) if one.used is not None else "–"

    def _figures(self, exam: ExamReport) -> Iterator[str]:
        word, number, found = self._word, self._text.number, exam.analysis
        if found.exam:
            line = word(
                "report.exam_line", mean=number(found.exam.mean_percent, 1), median=number(found.exam.median),
                sd=number(found.exam.sd_percent, 1), cic=number(found.exam.cic, 1),
                error=number(found.exam.standard_error),
                guess=number(None if found.guess is None else 100 * found.guess, 1),
            )  # fmt: skip
            yield from wrap(line, WIDTH)
        for advice in found.advice:
            yield from wrap(self._tables.exam_advice(advice.code, advice.value, advice.limit), WIDTH)
        if found.items:
            yield ""
            keys = ("question", "facility", "discrimination", "efficiency", "guess", "stem")
            rows = []
            for at, (key, one) in enumerate(zip(exam.result.keys, found.items, strict=True), start=1):
                facility = None if one.figures.facility is None else 100 * one.figures.facility
                shown = (facility, one.figures.discrimination, one.figures.efficiency, 100 * one.guess)
                stem = _short(key.content.stem.get(self._report_lang), _STEM)
                rows.append([str(at), *(number(value, 0) for value in shown), stem])
            yield from grid([word(f"report.short_{key}") for key in keys], rows, [True] * 5 + [False])
        for at, (key, one) in enumerate(zip(exam.result.keys, found.items, strict=False), start=1):
            for remark in one.advice:
                yield from wrap(f"{at}. {self._text.advice(key.content, remark)}", WIDTH)
        for key in exam.result.keys:
            if key.revision > 1:
                mended = word("report.mended", number=key.revision - 1, reason=clean(key.reason))
                yield from wrap(f"{key.item.removeprefix('q')}. {mended}", WIDTH)

    # -- a key that is mended

    def changes(self, changes: Sequence[Change], count: int) -> Iterator[str]:
        """Whom a mended key touches, of ``count`` who sat the exam."""
        word = self._word
        if not changes:
            yield word("report.change_none", count=count)
            return
        passing = self._report.pass_percent is not None
        keys = ["number", "name", "item_mark", "percent", "rank", *(["passed"] if passing else [])]
        rows = []
        for change in changes:
            both = zip(self._standing(change.before), self._standing(change.after), strict=True)
            cells = [one if one == other else f"{one} → {other}" for one, other in both]
            rows.append([str(change.trainee.number), _short(change.trainee.name, _NAME), *cells])
        yield from grid([word(f"report.col_{key}") for key in keys], rows, [True, False] + [False] * (len(keys) - 2))
        yield word("report.change_count", changed=len(changes), count=count)

    def _standing(self, one: Standing) -> list[str]:
        passed = [] if one.passed is None else [self._word("report.yes" if one.passed else "report.no")]
        return [self._text.number(one.mark), self._text.number(one.percent, 1), str(one.rank), *passed]


def report_data(report: ClassReport, tables: Tables) -> dict[str, Any]:
    """The results as one JSON object. Figures are ``null`` below ten trainees."""
    exams = []
    for exam in report.exams:
        ranks, found = exam.result.ranks, exam.analysis
        exams.append(
            {
                "id": exam.result.exam.id, "title": tables.exam(exam), "kind": exam.result.exam.kind,
                "state": exam.result.exam.state, "maximum": sum(exam.result.maxima),
                "trainees": [
                    {
                        "number": one.trainee.number, "nip": one.trainee.nip, "name": one.trainee.name,
                        "state": one.state, "mark": one.total if one.answers else None,
                        "percent": one.percent, "rank": ranks.get(one.trainee.id),
                        "passed": passes(one.percent, report.pass_percent),
                        "seconds": None if one.used is None else one.used.total_seconds(),
                        "marks": [answer.mark for answer in one.answers],
                    }
                    for one in exam.result.trainees
                ],
                "figures": as_plain(found.exam) if found.exam else None,
                "advice": [as_plain(advice) for advice in found.advice],
                "items": [
                    {
                        "question": at, "item": key.content.id, "revision": key.revision, "maximum": key.weight,
                        "figures": as_plain(found.items[at - 1].figures) if found.items else None,
                        "guess": found.items[at - 1].guess if found.items else None,
                        "advice": [as_plain(a) for a in found.items[at - 1].advice] if found.items else [],
                    }
                    for at, key in enumerate(exam.result.keys, start=1)
                ],
            }
        )  # fmt: skip
    numbers = {trainee.id: trainee.number for trainee in report.trainees}
    gains = [
        {
            "before": gain.before.id, "after": gain.after.id,
            **as_plain(gain.whole._replace(trainees=())),
            "trainees": [
                {**as_plain(one), "trainee": numbers.get(one.trainee)} for one in gain.whole.trainees
            ],
        }
        for gain in report.gains
    ]  # fmt: skip
    return {
        "schema": SCHEMA, "kadguide": __version__, "class": report.classroom.title,
        "made_at": report.made_at.isoformat(timespec="seconds"), "exams": exams, "gains": gains,
    }  # fmt: skip


def grid(header: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool]) -> Iterator[str]:
    """A table in columns as wide as they need."""
    table = [list(header), *(list(row) for row in rows)]
    widths = [max(_wide(row[at]) for row in table) for at in range(len(header))]
    for row in table:
        cells = []
        for cell, width, flush in zip(row, widths, right, strict=True):
            room = " " * (width - _wide(cell))
            cells.append(room + cell if flush else cell + room)
        yield "  ".join(cells).rstrip()


def _short(text: str, most: int) -> str:
    """One line of at most ``most`` columns, without signs that steer a terminal."""
    text = " ".join(clean(text).split())
    if _wide(text) <= most:
        return text
    while _wide(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _wide(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text
    )
