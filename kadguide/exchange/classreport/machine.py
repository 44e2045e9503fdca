"""The tables as CSV for other programs: UTF-8, commas, decimal points, RFC 4180; what each column holds is a table too.

A text that a spreadsheet would make into something else gets an apostrophe before it, by one rule that a program can
undo: a text that begins with a digit, with one of ``= + - @ '`` or with a blank sign. So does what follows a ``;``, a
tab or a line break in a text, where it begins with one of ``= + - @``, apostrophes before it or not: a spreadsheet that
parts columns by semicolons, as those in Indonesian do, begins a cell there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from kadguide.exchange.bank.plaintext import without_unseen
from kadguide.exchange.classreport.tables import Cell, Column, Table
from kadguide.i18n import Catalog

_DANGEROUS = "0123456789=+-@'＝＋－＠"
_INSIDE = re.compile(r"(?<=[;\t\n])(?='*[=+\-@＝＋－＠])")
"""Where a cell would begin for a program that takes other signs for the ends of cells and rows."""


def write_csv(table: Table, *, mark: bool = False) -> bytes:
    """One table. ``mark`` puts a byte order mark before it, by which Excel knows UTF-8."""
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(column.key for column in table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return stream.getvalue().encode("utf-8-sig" if mark else "utf-8")


def guarded(text: str) -> str:
    """``text`` as it stands in a text column."""
    text = _INSIDE.sub("'", without_unseen(text))
    return f"'{text}" if text[:1] and (text[0] in _DANGEROUS or text[0].isspace() or text[0].isdigit()) else text


def columns_table(tables: Iterable[Table], word: Catalog) -> Table:
    """What each column of the other tables holds."""
    keys = ("table", "column", "kind", "use")
    columns = tuple(Column(key, word(f"report.col_{key}"), word(f"report.use_{key}")) for key in keys)
    rows: Sequence[tuple[Cell, ...]] = [
        (table.key, column.key, column.kind, f"{column.title}: {column.use}")
        for table in tables
        for column in table.columns
    ]
    return Table("columns", word("report.table_columns"), columns, tuple(rows))


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(cell)
    return str(int(cell)) if cell == int(cell) else repr(cell)
