"""Opens a spreadsheet from strangers: bounded before it is unpacked, no document types, no formulas, all as text."""

from __future__ import annotations

import warnings
import zipfile
import zlib
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, NamedTuple

from kadguide.exchange.bank.columns import SHEETS, keys_by_name
from kadguide.exchange.bank.plaintext import one_line
from kadguide.exchange.bank.question import BankError, Remark
from kadguide.knowledge.model import LANGS, Lang

MOST_UNPACKED = 100_000_000
MOST_FILES = 2_000
MOST_ROWS = 5_000
MOST_COLUMNS = 120


class Row(NamedTuple):
    """The filled cells of one row by column, and its number as the spreadsheet shows it."""

    cells: dict[str, str]
    number: int


class Sheets(NamedTuple):
    """The rows of each language; the first language is the one that leads."""

    rows: dict[Lang, list[Row]]
    remarks: tuple[Remark, ...]


def read_sheets(data: bytes, lang: Lang) -> Sheets:
    """All rows of the sheets that the template has; of the first sheet, in ``lang``, when there are none of these.

    Raises :class:`BankError` when the file is of no use.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise BankError("no_library", library="openpyxl") from error
    check_package(data)
    remarks: list[Remark] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that questions do not need
            rows = _named_rows(openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False), lang, remarks)
    except BankError:
        raise
    except Exception as error:
        # Whatever a damaged package makes the library stumble over, it is the file that is broken.
        raise BankError("sheet_broken") from error
    return Sheets(rows, tuple(remarks))


def _named_rows(book: Any, lang: Lang, remarks: list[Remark]) -> dict[Lang, list[Row]]:
    named = {one: SHEETS[one] for one in LANGS if SHEETS[one] in book.sheetnames}
    wanted = named or {lang: book.sheetnames[0]}
    return {one: _rows(book[title], remarks) for one, title in wanted.items()}


def check_package(data: bytes) -> None:
    """Refuse what is no spreadsheet, unpacks to too much, or defines entities."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise BankError("sheet_too_big")
            for part in parts:
                if part.filename.casefold().endswith((".xml", ".rels", ".vml")):
                    _check_part(package, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise BankError("sheet_broken") from error


def _check_part(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """A part may claim to be small: no more than the bound is unpacked. Only UTF-8 is read, where these marks show."""
    with package.open(part) as stream:
        text = stream.read(MOST_UNPACKED + 1)
    if len(text) > MOST_UNPACKED:
        raise BankError("sheet_too_big")
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text or text[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in text[:200]:
        raise BankError("xml_doctype", line=1)


def _rows(sheet: Any, remarks: list[Remark]) -> list[Row]:
    sheet.reset_dimensions()
    names = keys_by_name()
    columns: list[str] = []
    found: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            raise BankError("sheet_too_long", most=MOST_ROWS)
        if not columns:
            columns = _columns(cells, names, remarks)
            continue
        row = {}
        for key, cell in zip(columns, cells, strict=False):
            if key and (said := _text(cell, number, remarks)):
                row[key] = said
        if row:
            found.append(Row(row, number))
    if not columns:
        raise BankError("sheet_empty")
    return found


def _columns(cells: Any, names: dict[str, str], remarks: list[Remark]) -> list[str]:
    titles = [one_line(str(cell.value)) if cell.value is not None else "" for cell in cells]
    columns = [names.get(title.casefold(), "") for title in titles]
    missing = [key for key in ("type", "stem") if key not in columns]
    if missing:
        raise BankError("sheet_no_columns")
    seen: set[str] = set()
    for index, (key, title) in enumerate(zip(columns, titles, strict=True)):
        if key in seen:
            columns[index] = ""
        if title and (not key or key in seen):
            remarks.append(Remark("note", "note_column", place=1, values={"name": title[:40]}))
        seen.add(key)
    return columns


def _text(cell: Any, number: int, remarks: list[Remark]) -> str:
    """The cell as text. A formula or a day is not what somebody meant to ask."""
    value = cell.value
    if value is None:
        return ""
    place = str(cell.coordinate)
    if cell.data_type in ("f", "e"):
        remarks.append(Remark("error", "cell_formula", place, number))
        return ""
    if isinstance(value, date | datetime | time):
        remarks.append(Remark("error", "cell_day", place, number))
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    return one_line(str(value))
