"""The report of results to print: marks, their distribution, the questions, what was learned."""

from __future__ import annotations

from collections.abc import Iterator

from kadguide.exchange.classreport import charts, sheets
from kadguide.exchange.classreport.charts import Bar
from kadguide.exchange.classreport.gathering import ClassReport, ExamReport
from kadguide.exchange.classreport.tables import Tables, local
from kadguide.exchange.document import moment
from kadguide.teaching.gain import GroupGain
from kadguide.teaching.regrade import passes
from kadguide.teaching.results import ExamGain
from kadguide.wording import Wording

_STEPS = 10
"""Bars of the distribution of marks."""


class ResultsPage:
    """Says the results of a class on paper."""

    def __init__(self, report: ClassReport, tables: Tables, wording: Wording) -> None:
        self._report = report
        self._tables = tables
        self._text = tables.text
        self._word = wording.catalog
        self._wording = wording

    def articles(self) -> list[str]:
        """One article an exam, then the gain."""
        found = [sheets.article(self._exam(exam)) for exam in self._report.exams]
        found += [sheets.article(self._gain(gain)) for gain in self._report.gains]
        return found or [sheets.article([sheets.line(self._title, "small"), *self._none()])]

    @property
    def _title(self) -> str:
        return self._report.classroom.title or self._word("report.untitled")

    def _none(self) -> Iterator[str]:
        yield f"<h1>{sheets.say(self._word('report.title'))}</h1>"
        yield sheets.line(self._word("report.no_exams"))

    def _number(self, value: float | None, places: int = 1) -> str:
        return self._text.number(value, places)

    # -- one exam

    def _exam(self, exam: ExamReport) -> Iterator[str]:
        word, result = self._word, exam.result
        yield f"<h1>{sheets.say(word('report.results_of', exam=self._tables.exam(exam)))}</h1>"
        yield sheets.line(" · ".join(filter(None, (self._title, self._opened(exam)))))
        if self._report.classroom.rehearsal:
            yield sheets.line(word("report.rehearsal"), "mark")
        yield sheets.line(word("report.made", moment=moment(self._report.made_at, self._wording)), "small")
        if self._report.hidden:
            yield sheets.line(word("report.hidden"), "small")
        present = result.present
        if not present:
            yield sheets.line(word("report.nobody", count=len(result.trainees)))
            return
        yield sheets.figures(self._first(exam))
        going = sum(one.state == "answering" for one in present)
        if going:
            yield sheets.line(word("report.going", count=going), "mark")
        for advice in exam.analysis.advice:
            yield sheets.line(self._tables.exam_advice(advice.code, advice.value, advice.limit))
        yield from self._distribution(exam)
        yield from self._marks(exam)
        yield from self._questions(exam)
        yield from self._objectives(exam)

    def _opened(self, exam: ExamReport) -> str:
        at = local(exam.result.exam.opened_at, self._report.made_at)
        return self._wording.day(at[:10]) if at else ""

    def _first(self, exam: ExamReport) -> Iterator[tuple[str, str]]:
        word, result, figures = self._word, exam.result, exam.analysis.exam
        percents = [one.percent for one in result.present if one.percent is not None]
        yield word("report.registered"), str(len(result.trainees))
        yield word("report.present"), str(len(result.present))
        yield word("report.mean"), self._percent(sum(percents) / len(percents) if percents else None)
        yield word("report.range"), f"{self._number(min(percents), 0)}–{self._number(max(percents), 0)}%"
        if self._report.pass_percent is not None:
            passed = sum(bool(passes(percent, self._report.pass_percent)) for percent in percents)
            mark = self._number(self._report.pass_percent, 0)
            yield word("report.passed_from", percent=mark), f"{passed} / {len(percents)}"
        if figures:
            yield word("report.median"), f"{self._number(figures.median)} / {self._number(sum(result.maxima), 0)}"
            yield word("report.sd"), self._percent(figures.sd_percent)
            yield word("report.cic"), self._percent(figures.cic)
            yield word("report.error"), self._number(figures.standard_error)
            guess = exam.analysis.guess
            yield word("report.guess"), self._percent(None if guess is None else 100 * guess)

    def _percent(self, value: float | None) -> str:
        return "–" if value is None else f"{self._number(value)}%"

    def _distribution(self, exam: ExamReport) -> Iterator[str]:
        wide = 100 // _STEPS
        counts = [0] * _STEPS
        for one in exam.result.present:
            counts[min(int((one.percent or 0.0) + 1e-9) // wide, _STEPS - 1)] += 1
        names = [f"{n * wide}–{(n + 1) * wide - (n + 1 < _STEPS)}" for n in range(_STEPS)]
        yield f"<h2>{sheets.say(self._word('report.distribution'))}</h2>"
        yield self._figure(charts.columns(names, counts, self._word("report.distribution")), "report.distribution_note")

    def _figure(self, chart: str, note: str) -> str:
        return f"<figure>\n{chart}\n<figcaption>{sheets.say(self._word(note))}</figcaption>\n</figure>"

    def _marks(self, exam: ExamReport) -> Iterator[str]:
        word, ranks, hidden = self._word, exam.result.ranks, self._report.hidden
        passing = self._report.pass_percent is not None
        keys = ["number", *(() if hidden else ("nip",)), "name", "mark", "percent", "rank",
                *(("passed",) if passing else ()), "answered", "minutes", "state"]  # fmt: skip
        styles = ["n", *(() if hidden else ("id",)), "", "n", "n", "n", *(("",) if passing else ()), "n", "n", "id"]
        rows = []
        for one in exam.result.trainees:
            verdict = passes(one.percent, self._report.pass_percent)
            said = "" if verdict is None else word("report.yes" if verdict else "report.no")
            t, here = one.trainee, bool(one.answers)
            rows.append(
                [
                    str(t.number), *(() if hidden else (t.nip,)), t.name,
                    self._number(one.total, 2) if here else "", self._number(one.percent) if here else "",
                    str(ranks.get(t.id, "")), *((said,) if passing else ()),
                    f"{one.answered}/{len(exam.result.keys)}" if here else "",
                    self._number(one.used.total_seconds() / 60) if one.used is not None else "",
                    word(f"report.state_{one.state}"),
                ]
            )  # fmt: skip
        yield f"<h2>{sheets.say(word('report.table_marks'))}</h2>"
        yield sheets.line(word("report.most", marks=self._number(sum(exam.result.maxima), 0)), "small")
        yield sheets.table([word(f"report.col_{key}") for key in keys], rows, styles)

    # -- the questions

    def _questions(self, exam: ExamReport) -> Iterator[str]:
        word, found = self._word, exam.analysis.items
        yield f"<h2>{sheets.say(word('report.questions'))}</h2>"
        if found:
            rows = [
                Bar(str(number), 100 * one.figures.facility, f"{self._number(100 * one.figures.facility, 0)}%")
                for number, one in enumerate(found, start=1)
                if one.figures.facility is not None
            ]
            yield self._figure(charts.bars(rows, word("report.facility_chart"), 30), "report.facility_note")
        for number, key in enumerate(exam.result.keys, start=1):
            body = [
                f"<h3>{number}. {sheets.say(key.content.stem.get(self._wording.lang))}</h3>",
                sheets.line(word("report.key_is", right=self._text.key(key)), "small"),
            ]
            if key.revision > 1:
                body.append(sheets.line(word("report.mended", number=key.revision - 1, reason=key.reason), "small"))
            if found:
                body += self._question(exam, number - 1)
            yield sheets.section(body)

    def _question(self, exam: ExamReport, index: int) -> Iterator[str]:
        word, one, item = self._word, exam.analysis.items[index], exam.result.items[index]
        figures = one.figures
        facility = None if figures.facility is None else 100 * figures.facility
        span = ""
        if one.interval:
            span = f" ({self._number(one.interval.low, 0)} … {self._number(one.interval.high, 0)})"
        yield sheets.line(
            word(
                "report.item_line", n=figures.n, facility=self._percent(facility),
                discrimination=self._number(figures.discrimination, 0) + span,
                efficiency=self._percent(figures.efficiency), guess=self._percent(100 * one.guess),
                blank=one.table.blank,
            )
        )  # fmt: skip
        said = [self._text.advice(item, advice) for advice in one.advice]
        if said:
            yield sheets.listed(said)
        if one.table.options and said:
            keys = ("letter", "text", "right", "chosen", "share", "mean_rest", "best")
            rows = []
            for option in one.table.options:
                letter, text = self._tables.option(exam, index, option)
                right = word("report.yes") if option.right else ""
                rows.append(
                    [letter, text, right, str(option.chosen), self._number(100 * option.share, 0),
                     self._number(option.mean_rest, 0), str(option.best)]
                )  # fmt: skip
            yield sheets.table([word(f"report.col_{key}") for key in keys], rows, ["", "", "", "n", "n", "n", "n"])

    def _objectives(self, exam: ExamReport) -> Iterator[str]:
        """What the class earned in each competency."""
        points = exam.result.objective_points()
        rows = []
        for name, own in points.items():
            percents = [one.percent for one in own.values() if one.percent is not None]
            if percents:
                mean, most = sum(percents) / len(percents), max(one.possible for one in own.values())
                rows.append([self._text.quiz.objective(name), self._number(most, 0), self._number(mean)])
        yield f"<h2>{sheets.say(self._word('report.table_objectives'))}</h2>"
        header = [self._word(f"report.col_{key}") for key in ("objective", "maximum", "mean_percent")]
        yield sheets.table(header, rows, ["", "n", "n"])

    # -- what was learned

    def _gain(self, gain: ExamGain) -> Iterator[str]:
        word, lang, whole = self._word, self._wording.lang, gain.whole
        before, after = gain.before.title.get(lang), gain.after.title.get(lang)
        yield f"<h1>{sheets.say(word('report.gain_of', before=before, after=after))}</h1>"
        yield sheets.line(self._title)
        if not whole.pairs:
            yield sheets.line(word("report.no_pairs"))
            return
        yield sheets.line(word("report.pairs", count=whole.pairs))
        yield sheets.figures(
            [
                (before, self._percent(whole.mean_before)),
                (after, self._percent(whole.mean_after)),
                (word("report.mean_gain"), self._number(whole.mean_gain)),
                (word("report.normalised"), self._number(whole.normalised, 2)),
                (word("report.effect"), self._number(whole.effect, 2)),
            ]
        )
        if whole.normalised is None:
            yield sheets.line(word("report.gain_silent"), "small")
        rows = [*self._pair(word("report.whole"), whole)]
        names = [word("report.whole")]
        for number, (name, own) in enumerate(gain.objectives, start=1):
            if own.pairs:
                rows += self._pair(f"K{number}", own)
                names.append(f"K{number}. {self._text.quiz.objective(name)}")
        yield self._figure(charts.bars(rows, word("report.gain_chart"), 90), "report.gain_note")
        yield sheets.listed(names[1:])
        yield from self._gain_table(gain)

    def _pair(self, name: str, gain: GroupGain) -> list[Bar]:
        both = ((name, gain.mean_before, True), ("", gain.mean_after, False))
        return [Bar(said, value or 0.0, f"{self._number(value, 0)}%", pale) for said, value, pale in both]

    def _gain_table(self, gain: ExamGain) -> Iterator[str]:
        rows = []
        for one in gain.whole.trainees:
            trainee = self._report.trainee(one.trainee)
            if trainee:
                figures = [self._number(value) for value in (one.before, one.after, one.gain)]
                rows.append([str(trainee.number), trainee.name, *figures, self._number(one.normalised, 2)])
        keys = ("number", "name", "before", "after", "gain", "normalised")
        yield sheets.table([self._word(f"report.col_{key}") for key in keys], rows, ["n", "", "n", "n", "n", "n"])
