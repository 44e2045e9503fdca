"""Makes the files of a class report: one by its ending, or all of them for a folder."""

from __future__ import annotations

from collections.abc import Mapping

from kadguide.exchange.classreport import sheets
from kadguide.exchange.classreport.answertext import AnswerText
from kadguide.exchange.classreport.gathering import ClassReport
from kadguide.exchange.classreport.machine import columns_table, write_csv
from kadguide.exchange.classreport.official import OfficialPapers
from kadguide.exchange.classreport.results import ResultsPage
from kadguide.exchange.classreport.tables import Table, Tables
from kadguide.exchange.classreport.workbook import write_workbook
from kadguide.exchange.quiztext import QuizText
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.material import Material
from kadguide.wording import Wording

ENDINGS = (".xlsx", ".html", ".csv")


class ReportFiles:
    """The files of one report in one language."""

    def __init__(self, report: ClassReport, snapshot: Snapshot, material: Material, wording: Wording) -> None:
        self.report = report
        self.text = AnswerText(QuizText(snapshot, material, wording), wording.catalog)
        self.tables = Tables(report, self.text)
        self._wording = wording
        self._word = wording.catalog

    def one(self, ending: str, *, mark: bool = False) -> bytes:
        """The file of one of :data:`ENDINGS`: the workbook, the whole report to print, or the marks as CSV. ``mark``
        puts a byte order mark before CSV. Raises :class:`~kadguide.exchange.classreport.workbook.NoLibraryError`."""
        if ending == ".xlsx":
            return self._workbook(self.tables.all())
        if ending == ".csv":
            return write_csv(self.tables.marks(), mark=mark)
        papers = OfficialPapers(self.report, self.tables, self._wording)
        pages = ResultsPage(self.report, self.tables, self._wording).articles()
        return self._page("report.title", [*pages, *papers.records(), *papers.attendance()])

    def folder(self, *, mark: bool = False) -> Mapping[str, bytes]:
        """All files by name: the workbook, three pages to print, and every table as CSV."""
        tables, word = self.tables.all(), self._word
        papers = OfficialPapers(self.report, self.tables, self._wording)
        pages = ResultsPage(self.report, self.tables, self._wording).articles()
        found = {
            f"{word('report.file_results')}.xlsx": self._workbook(tables),
            f"{word('report.file_results')}.html": self._page("report.title", pages),
        }
        if self.report.exams:
            found[f"{word('report.file_record')}.html"] = self._page("report.record_title", papers.records())
        found[f"{word('report.file_attendance')}.html"] = self._page("report.attendance_title", papers.attendance())
        for table in (*tables, columns_table(tables, word)):
            found[f"{word('report.file_machine', name=self._name(table))}.csv"] = write_csv(table, mark=mark)
        return found

    def _name(self, table: Table) -> str:
        return "-".join(table.title.casefold().split())

    def _workbook(self, tables: tuple[Table, ...]) -> bytes:
        title = f"{self._word('report.title')} {self.report.classroom.title}".strip()
        return write_workbook(tables, title, self.report.made_at)

    def _page(self, title: str, articles: list[str]) -> bytes:
        named = f"{self._word(title)} – {self.report.classroom.title}" if self.report.classroom.title else ""
        return sheets.page(named or self._word(title), self._wording.lang, articles).encode()
