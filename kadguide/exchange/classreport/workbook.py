"""The report as a spreadsheet. Whatever people wrote is text: no NIP loses its digits, nothing is run as a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from kadguide.exchange.bank.plaintext import without_unseen
from kadguide.exchange.classreport.tables import Table

MOST_LETTERS = 32_767
"""Letters that a cell of a spreadsheet holds."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


class NoLibraryError(Exception):
    """The library for spreadsheets is not installed."""


def write_workbook(tables: Sequence[Table], title: str, made_at: datetime) -> bytes:
    """One sheet a table. Raises :class:`NoLibraryError`."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise NoLibraryError("xlsxwriter") from error
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"title": safe(title), "created": made_at.replace(tzinfo=None, microsecond=0)})
        forms = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            "text": book.add_format({"num_format": "@", "valign": "top"}),
            "long": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
            "whole": book.add_format({"num_format": "0", "valign": "top"}),
            "part": book.add_format({"num_format": "0.00", "valign": "top"}),
        }
        for table in tables:
            _write(book.add_worksheet(table.title[:31]), table, forms)
    return stream.getvalue()


def _write(sheet: Any, table: Table, forms: dict[str, Any]) -> None:
    for at, column in enumerate(table.columns):
        whole = all(not isinstance(row[at], float) or row[at] == int(row[at] or 0) for row in table.rows)
        form = forms["long" if column.width > 30 else "text"] if column.kind == "text" else forms["part"]
        if column.kind == "number" and whole:
            form = forms["whole"]
        sheet.set_column(at, at, column.width, form)
        sheet.write_string(0, at, safe(column.title), forms["head"])
        for line, row in enumerate(table.rows, start=1):
            cell = row[at]
            if isinstance(cell, str):
                if cell:
                    sheet.write_string(line, at, safe(cell), form)
            elif cell is not None:
                sheet.write_number(line, at, cell, form)
    sheet.freeze_panes(1, table.fixed)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def safe(text: str) -> str:
    """``text`` without signs that a spreadsheet cannot hold, cut where a cell ends."""
    return without_unseen(text)[:MOST_LETTERS]
