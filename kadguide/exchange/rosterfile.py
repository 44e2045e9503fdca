"""Reads a list of trainees from CSV or xlsx as offices make them, and writes an empty one.

Whichever signs separate the columns, whichever of the usual encodings was taken, and whatever stands above the header.
What the cells say is judged by :mod:`kadguide.teaching.roster`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import reduce
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from kadguide.exchange.bank.question import BankError
from kadguide.exchange.bank.sheetfile import check_package
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.teaching.roster import MOST_TRAINEES, Cell, Line

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MOST_BYTES = 10_000_000
LONGEST_CELL = 2_000
_MOST_COLUMNS = 60
_ABOVE = 30
"""Rows that may stand above the header: a title, the name of the training."""
_MOST_EMPTY = 20_000
"""Empty rows in a row after which a sheet is over: some have a million that were only formatted."""
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"')
_SEPARATORS = (";", ",", "\t")
Column = Literal["nip", "name", "unit", "factor", "room"]
COLUMNS: dict[Column, frozenset[str]] = {
    "nip": frozenset(
        (
            "nip", "n i p", "nip nrp", "nip ni pppk", "nip nipppk", "nomor induk pegawai", "no induk pegawai",
            "nip baru", "employee number", "employee id",
        )
    ),
    "name": frozenset(
        (
            "nama", "nama lengkap", "nama peserta", "nama pegawai", "nama dan gelar", "nama lengkap dan gelar",
            "nama gelar", "nama lengkap gelar", "name", "full name", "participant", "peserta", "trainee",
        )
    ),
    "unit": frozenset(
        (
            "unit", "unit kerja", "instansi", "asal instansi", "instansi asal", "unit kerja instansi",
            "instansi unit kerja", "jabatan", "opd", "skpd", "perangkat daerah", "satuan kerja", "asal", "organisation",
            "organization", "agency", "office", "position", "jabatan instansi", "pemerintah daerah", "daerah",
        )
    ),
    "factor": frozenset(
        ("faktor", "faktor waktu", "waktu tambahan", "tambahan waktu", "factor", "time factor", "extra time")
    ),
    "room": frozenset(("ruang", "ruangan", "ruang kelas", "room")),
}  # fmt: skip
"""How the columns are called, folded: small letters and digits, one blank between words."""
_SPREAD = frozenset(("unit", "room", "factor"))
"""Columns in which one cell may hold for several people."""
FileCode = Literal[
    "too_big", "not_text", "old_office", "no_library", "broken", "no_columns", "too_many", "cell_too_long", "empty",
    "open_quote",
]  # fmt: skip


class RosterFileError(Exception):
    """A file that is of no use as a list. ``code`` names why, ``values`` fill the words about it.

    ``too_big`` (``most`` MB) · ``not_text`` · ``old_office`` · ``no_library`` (``library``) · ``broken`` ·
    ``no_columns`` · ``too_many`` (``most``) · ``cell_too_long`` (``line``, ``most``) · ``empty`` ·
    ``open_quote`` (``line``)
    """

    def __init__(self, code: FileCode, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class Skipped(NamedTuple):
    """Something of a file that was not read: another ``sheet`` with something in it (``name``), or whatever stands
    below a ``row`` (its number) after which there was nothing for long."""

    what: Literal["sheet", "row"]
    name: str = ""
    row: int = 0


class _Row(NamedTuple):
    """``merged`` are the cells of this row that belong to one further up, by column, with what stands in that one."""

    number: int
    cells: tuple[Cell, ...]
    torn: bool = False
    merged: Mapping[int, Cell] = MappingProxyType({})

    @property
    def filled(self) -> bool:
        return any(cell.text.strip() for cell in self.cells)


def read_roster(data: bytes, skipped: Callable[[Skipped], object] = lambda _: None) -> tuple[Line, ...]:
    """The rows of a list, CSV or xlsx; ``skipped`` is told what was not read. Raises :class:`RosterFileError`."""
    if len(data) > MOST_BYTES:
        raise RosterFileError("too_big", most=MOST_BYTES // 1_000_000)
    if data.startswith(b"PK"):
        return _read_sheets(data, skipped)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RosterFileError("old_office")
    text = _decoded(data)
    if not text.strip():
        raise RosterFileError("empty")
    return _lines([_csv_rows(text, sign) for sign in _separators(text)], skipped)[0]


# -- CSV


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it (“Unicode text” of a spreadsheet), else Windows-1252."""
    if b"\x00" in data[:2_000] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise RosterFileError("not_text")
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16",) if utf16 else ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise RosterFileError("not_text")


def _separators(text: str) -> Sequence[str]:
    """The one that the file names in its first line, as spreadsheets do (``sep=;``), else all of them."""
    named = re.match(r'"?sep=(.)"?\r?\n', text, re.I)
    return (named.group(1),) if named else _SEPARATORS


def _csv_rows(text: str, separator: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines = io.StringIO(text, newline="").readlines()
    number = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:  # a field beyond any limit
            raise RosterFileError("cell_too_long", line=number, most=LONGEST_CELL) from error
        if row is None:
            return
        torn = reader.line_num > number and _is_torn("".join(lines[number - 1 : reader.line_num]), separator)
        yield _Row(number, tuple(Cell(text, "csv") for text in row[:_MOST_COLUMNS]), torn)
        number = reader.line_num + 1


def _is_torn(row: str, separator: str) -> bool:
    """Whether the quotes of a row of several lines do not match, so that it has swallowed the rows behind it."""
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return True
    return False


# -- xlsx


def _read_sheets(data: bytes, skipped: Callable[[Skipped], object]) -> tuple[Line, ...]:
    try:
        import openpyxl
    except ImportError as error:
        raise RosterFileError("no_library", library="openpyxl") from error
    try:
        check_package(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that a list does not need
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            lines, taken = _lines(map(_sheet_rows, book.worksheets), skipped)
            guides = {Catalog(lang)("classroom.template_guide") for lang in LANGUAGES}  # the one of the empty list
            for place, sheet in enumerate(book.worksheets):
                if place != taken and sheet.title not in guides and _is_filled(sheet):
                    skipped(Skipped("sheet", name=sheet.title))
            return lines
    except RosterFileError:
        raise
    except BankError as error:
        raise RosterFileError("too_big" if error.key == "sheet_too_big" else "broken", most=100) from error
    except Exception as error:
        # Whatever a damaged package makes the library stumble over, it is the file that is broken.
        raise RosterFileError("broken") from error


def _sheet_rows(sheet: Any) -> Iterator[_Row]:
    sheet.reset_dimensions()
    begins = _merged(sheet)
    lasting: dict[int, tuple[int, Cell]] = {}
    for number, found in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), start=1):
        cells = tuple(map(_cell, found))
        lasting = {place: (last, cell) for place, (last, cell) in lasting.items() if last >= number}
        yield _Row(number, cells, merged={place: cell for place, (_, cell) in lasting.items()})
        lasting.update((place, (last, cells[place])) for place, last in begins.get(number, ()) if place < len(cells))


def _merged(sheet: Any) -> dict[int, list[tuple[int, int]]]:
    """Column and last row of the cells that reach over several rows, by their first row. The library keeps them only
    when it loads all of a sheet, also a million rows that are empty."""
    found: dict[int, list[tuple[int, int]]] = {}
    with sheet._get_source() as source:
        for column, first, last in _MERGED.findall(source.read()):
            if int(last) > int(first):
                place = reduce(lambda number, letter: 26 * number + letter - 64, column, 0) - 1  # A is 65
                found.setdefault(int(first), []).append((place, int(last)))
    return found


def _is_filled(sheet: Any) -> bool:
    """Whether anything stands near the top of a sheet."""
    return any(row.filled for row in islice(_sheet_rows(sheet), _ABOVE))


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type in ("f", "e"):
        return Cell(str(value), "formula")
    if isinstance(value, date | datetime | time):
        return Cell(value.isoformat(), "date")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Cell(str(value))
    shown = str(cell.number_format or "")
    zeros = len(shown) if shown and set(shown) == {"0"} else 0
    text = str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(value)
    return Cell(text, "percent" if "%" in shown else "number", zeros)


# -- both


def _lines(
    tables: Iterable[Iterator[_Row]], skipped: Callable[[Skipped], object]
) -> tuple[tuple[Line, ...], int]:  # fmt: skip
    """The rows below the header of the first table that has one, and which table that is, counted from 0."""
    empty = True
    for place, rows in enumerate(tables):
        columns: dict[int, Column] = {}
        for row in rows:
            empty = empty and not row.filled
            columns = _columns(row)
            if columns or row.number > _ABOVE:
                break
        if columns:
            return _below(rows, columns, skipped), place
    raise RosterFileError("empty" if empty else "no_columns")


def _columns(row: _Row) -> dict[int, Column]:
    """What each column of a header holds; nothing when it has no names of people."""
    found: dict[int, Column] = {}
    for place, cell in enumerate(row.cells):
        title = fold(cell.text[:100])
        key = next((key for key, names in COLUMNS.items() if title in names), None)
        if key and (key == "unit" or key not in found.values()):
            found[place] = key
    return found if "name" in found.values() else {}


def fold(title: str) -> str:
    """The title of a column in small letters and digits, one blank between words."""
    plain = unicodedata.normalize("NFKD", title.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _below(
    rows: Iterator[_Row], columns: dict[int, Column], skipped: Callable[[Skipped], object]
) -> tuple[Line, ...]:  # fmt: skip
    found: list[Line] = []
    empty = 0
    for row in rows:
        if any(len(cell.text) > LONGEST_CELL for cell in row.cells):
            raise RosterFileError("cell_too_long", line=row.number, most=LONGEST_CELL)
        if row.torn:
            raise RosterFileError("open_quote", line=row.number)
        cells = [(key, row.cells[place]) for place, key in columns.items() if place < len(row.cells)]
        if not any(cell.text.strip() for _, cell in cells):
            empty += 1
            if empty > _MOST_EMPTY:
                skipped(Skipped("row", row=row.number))
                break
            continue
        empty = 0
        if len(found) == MOST_TRAINEES:
            raise RosterFileError("too_many", most=MOST_TRAINEES)
        # What one cell says for several rows; a person is never written down twice for it.
        cells = [
            (key, row.merged.get(place, cell) if key in _SPREAD and not cell.text.strip() else cell)
            for place, key, cell in ((place, key, row.cells[place]) for place, key in columns.items()
                                     if place < len(row.cells))
        ]  # fmt: skip
        found.append(_line(row.number, cells, frozenset(columns.values())))
    return tuple(found)


def _line(number: int, cells: Sequence[tuple[Column, Cell]], known: frozenset[Column]) -> Line:
    """One row. Several columns about the unit are joined."""
    by_key: dict[Column, Cell] = {key: cell for key, cell in cells if key != "unit"}
    units = [cell for key, cell in cells if key == "unit" and cell.text.strip()]
    odd = next((cell for cell in units if cell.kind in ("formula", "date")), None)
    unit = odd or (units[0] if len(units) == 1 else Cell(", ".join(cell.text.strip() for cell in units)))

    def of(key: Column) -> Cell | None:
        return by_key.get(key, Cell("")) if key in known else None

    name = by_key.get("name", Cell(""))
    return Line(number, name, of("nip"), unit if "unit" in known else None, of("factor"), of("room"))


# -- the template


def write_template(lang: Lang) -> bytes:
    """An empty list as xlsx, every cell a text. Raises :class:`RosterFileError` without the library."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise RosterFileError("no_library", library="xlsxwriter") from error
    word = Catalog(lang)
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        _fill_template(cast("Workbook", book), word)
    return stream.getvalue()


def _fill_template(book: Workbook, word: Catalog) -> None:
    sheet: Any = book.add_worksheet(word("classroom.template_sheet"))
    bold, how = book.add_format({"bold": True, "num_format": "@", "bottom": 1}), word("classroom.error_bad_factor")
    text = book.add_format({"num_format": "@"})
    for place, (key, width) in enumerate(
        (("nip", 24), ("name", 36), ("unit", 36), ("room", 12), ("factor", 16))
    ):  # fmt: skip
        sheet.set_column(place, place, width, text)
        sheet.write_string(0, place, word(f"classroom.column_{key}"), bold)
        sheet.write_comment(0, place, word(f"classroom.column_{key}_tip", how=how), {"x_scale": 2})
    for row in range(1, MOST_TRAINEES + 1):  # so that a NIP that is pasted stays text in every program
        sheet.write_blank(row, 0, None, text)
    sheet.freeze_panes(1, 0)
    guide: Any = book.add_worksheet(word("classroom.template_guide"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    guide.set_column(0, 0, 20, wrapped)
    guide.set_column(1, 1, 90, wrapped)
    for row, key in enumerate(("nip", "name", "unit", "room", "factor")):
        guide.write_string(row, 0, word(f"classroom.column_{key}"), bold)
        guide.write_string(row, 1, word(f"classroom.column_{key}_tip", how=how), wrapped)
