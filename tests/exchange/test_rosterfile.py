"""Lists as offices make them are read; hostile ones are refused cleanly."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest

from kadguide.exchange.rosterfile import (
    COLUMNS,
    LONGEST_CELL,
    RosterFileError,
    Skipped,
    fold,
    read_roster,
    write_template,
)
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.teaching.roster import MOST_TRAINEES, Line, Plan, plan_roster
from tests.hostile import HOSTILE
from tests.teaching.room import chance

NIP = "198703152010121002"
TEXT = f"NIP;Nama;Unit\n{NIP};José Ångström;Bappeda\n"


def plan(lines: tuple[Line, ...]) -> Plan:
    return plan_roster(lines, (), "", chance())


def rows(data: bytes) -> list[tuple[str, str, str]]:
    return [(t.nip, t.name, t.unit) for t in plan(read_roster(data)).added]


def sheet(*rows_: list[Any], title: str = "Sheet", formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.title = title
    for row in rows_:
        page.append(row)
    for place, shown in (formats or {}).items():
        page[place].number_format = shown
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def code(data: bytes) -> str:
    with pytest.raises(RosterFileError) as error:
        read_roster(data)
    return error.value.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_encodings_and_ends_of_lines(separator: str, encoding: str, end: str) -> None:
    data = TEXT.replace(";", separator).replace("\n", end).encode(encoding)
    assert rows(data) == [(NIP, "José Ångström", "Bappeda")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nama\nBudi, S.H.\n", [("", "Budi, S.H.", "")]),
        ('Nama,Instansi\n"Budi, S.H.",Dinas\n', [("", "Budi, S.H.", "Dinas")]),
        ("sep=,\nName,Agency\nBudi,Dinas\n", [("", "Budi", "Dinas")]),
        ("DAFTAR PESERTA\n\nTahun 2026;;\nNo;N I P;Nama Peserta\n1;7;Budi\n", [("7", "Budi", "")]),
        ("No.;Nama Lengkap & Gelar;NIP.;Asal Instansi\n1;Budi;7;Dinas\n", [("7", "Budi", "Dinas")]),
        ("Nama;Instansi;Jabatan\nBudi;Dinas;Analis\nSiti;;Kabid\n",
         [("", "Budi", "Dinas, Analis"), ("", "Siti", "Kabid")]),
        ("NAMA;NIP/NRP\nBudi;7\n\n;;\n \nSiti;8\n", [("7", "Budi", ""), ("8", "Siti", "")]),
        ("Nama;Nama\nBudi;Siti\n", [("", "Budi", "")]),
        ("Nama;Unit\nBudi\nSiti;Dinas;lebih;dari;cukup\n", [("", "Budi", ""), ("", "Siti", "Dinas")]),
        ("Nama\n", []),
    ],
)  # fmt: skip
def test_columns_are_found_by_name(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text.encode()) == expected


def test_lines_are_counted_as_an_editor_shows_them() -> None:
    text = 'Judul\n\nNama;Unit\n"Satu";"dua\nbaris"\n\nTiga;x\n'
    assert [line.number for line in read_roster(text.encode())] == [4, 7]


def test_quotes_that_match_by_another_separator_are_no_trouble() -> None:
    text = '"Daftar; peserta\npelatihan",2026\nNama,Unit\n"Siti, S.H.\nM.Si.",A\nBudi "Ucok" Harahap,B\n"Ani" S.,C\n'
    assert [line.name.text for line in read_roster(text.encode())] == [
        "Siti, S.H.\nM.Si.", 'Budi "Ucok" Harahap', "Ani S.",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_is_read_back(lang: Lang) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template(lang)))
    page: Any = book.worksheets[0]
    assert page["A2"].number_format == page["A2000"].number_format == "@"
    page["A2"], page["B2"], page["C2"], page["D2"], page["E2"] = NIP, "Budi", "Dinas", "A", "1,5"
    stream = io.BytesIO()
    book.save(stream)
    (trainee,) = plan(read_roster(stream.getvalue())).added
    assert (trainee.nip, trainee.name, trainee.unit, trainee.room, trainee.factor) == (NIP, "Budi", "Dinas", "A", 1.5)
    assert read_roster(write_template(lang)) == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_column_of_the_template_is_known(lang: Lang) -> None:
    word = Catalog(lang)
    for key, names in COLUMNS.items():
        assert fold(word(f"classroom.column_{key}")) in names
        assert all(name == fold(name) for name in names)


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (NIP, "@", NIP), ("007", "@", "007"), (f"'{NIP}", "@", NIP), (123456789, "General", "123456789"),
        (None, "@", ""),
        (int(NIP), "0", "nip_lost"), (1.98703152010121e17, "General", "nip_lost"), (12.5, "General", "nip_lost"),
        (7, "000", "nip_zero"), ("=1+1", "General", "formula"), (date(2026, 1, 2), "yyyy-mm-dd", "date_cell"),
        (True, "General", "TRUE"),
    ],
)  # fmt: skip
def test_nips_of_a_spreadsheet(value: Any, shown: str, expected: str) -> None:
    found = plan(read_roster(sheet(["NIP", "Nama"], [value, "Budi"], formats={"A2": shown})))
    if found.errors:
        assert [(remark.line, remark.code) for remark in found.errors] == [(2, expected)]
    else:
        assert found.added[0].nip == expected


@pytest.mark.parametrize(("value", "shown", "expected"), [(0.5, "0%", 1.5), (1.5, "0%", 1.5), (1.5, "General", 1.5)])
def test_extra_time_of_a_spreadsheet(value: float, shown: str, expected: float) -> None:
    found = plan(read_roster(sheet(["Nama", "Waktu tambahan"], ["Budi", value], formats={"B2": shown})))
    assert found.added[0].factor == expected


def test_the_first_sheet_with_names_is_taken() -> None:
    book = openpyxl.Workbook()
    first: Any = book.active
    first.append(["Pengantar"])
    second: Any = book.create_sheet("Peserta")
    second.append(["Daftar peserta"])
    second.append([])
    second.append(["No", "Nama", "NIP"])
    second.append([1, "Budi", NIP])
    stream = io.BytesIO()
    book.save(stream)
    (line,) = read_roster(stream.getvalue())
    assert (line.number, line.name.text) == (4, "Budi")


@pytest.mark.parametrize(
    "cell", ["=1+1", '=HYPERLINK("http://x";"klik")', "=cmd|'/c calc'!A1", "+1", "@SUM(1)", "-1+1"]
)
def test_formulas_are_refused_wherever_they_stand(cell: str) -> None:
    quoted = '"' + cell.replace('"', '""') + '"'
    for data in (
        f"Nama,Unit\nBudi,{quoted}\n".encode(), f"Nama,Unit\n{quoted},Dinas\n".encode(),
        sheet(["Nama", "Unit"], ["Budi", cell]), sheet(["Nama", "Unit"], [cell, "Dinas"]),
    ):  # fmt: skip
        assert [(remark.line, remark.code) for remark in plan(read_roster(data)).errors] == [(2, "formula")]


# -- files that are of no use


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return stream.getvalue()


GOOD = sheet(["Nama"], ["Budi"])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"), (b" \n\t\n", "empty"), (b"\xef\xbb\xbf", "empty"), (sheet(), "empty"),
        (b"apa saja", "no_columns"), (b"NIP;Unit\n1;2\n", "no_columns"), (sheet(["NIP", "Unit"], [1, 2]), "no_columns"),
        (b"x\n" * 100 + b"Nama\nBudi\n", "no_columns"),
        (b"\x00" * 100, "not_text"), (b"Nama\nBu\x00di\n", "not_text"), (b"Nama\nB\x81\n", "not_text"),
        (b"\xff\xfeN", "not_text"), (b"\x89PNG\r\n\x1a\n\x00\x00", "not_text"), (b"%PDF-1.7\n", "no_columns"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "old_office"),
        (b"PK\x03\x04", "broken"), (GOOD[:-200], "broken"), (zipped(a=b"x"), "broken"),
        (zipped(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "broken"),
        (b"Nama\n" + b"N" * (LONGEST_CELL + 1), "cell_too_long"), (b"Nama\n" + b"N" * 1_000_000, "cell_too_long"),
        (b'Nama\n"' + b"Budi\n" * 1_000, "cell_too_long"), (sheet(["Nama"], ["N" * 30_000]), "cell_too_long"),
        (b"Nama\n" + b"Budi\n" * 100_000, "too_many"), (b"N" * 10_000_001, "too_big"),
        (b'Nama;NIP\n"Siti;1\nAndi;2\n', "open_quote"), (b'Nama;NIP\n"Siti;1\nAndi;2\n"Budi;3\n', "open_quote"),
        (b'Nama,NIP\r\nAni,1\r\n"Siti,2\r\nAndi,3\r\n', "open_quote"),
    ],
    ids=range(28),
)  # fmt: skip
def test_files_that_are_refused(data: bytes, expected: str) -> None:
    assert code(data) == expected


def test_a_small_file_that_becomes_a_large_one_is_refused() -> None:
    assert code(zipped(**{"a.xml": b" " * 100_000_001})) == "too_big"


def test_so_many_rows_and_no_more() -> None:
    most = "Nama\n" + "".join(f"Nama {n}\n" for n in range(MOST_TRAINEES))
    assert len(read_roster(most.encode())) == MOST_TRAINEES
    assert code(f"{most}Satu lagi\n".encode()) == "too_many"
    assert code(sheet(["Nama"], *[[f"Nama {n}"] for n in range(MOST_TRAINEES + 1)])) == "too_many"


def test_a_sheet_with_endless_empty_rows_is_read_to_its_last_name() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["Nama"])
    page.append(["Budi"])
    page.cell(row=900_000, column=1, value="jauh")
    stream = io.BytesIO()
    book.save(stream)
    assert [line.name.text for line in read_roster(stream.getvalue())] == ["Budi"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_cells_are_read_or_refused(text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    data = f"Nama;NIP;Unit\nBudi;;{quoted}\n{quoted};;x\n".encode(errors="replace")
    if "\x00" in text or len(text) > LONGEST_CELL:
        assert code(data) in ("not_text", "cell_too_long")
        return
    for trainee in plan(read_roster(data)).added:
        assert trainee.name.isprintable()
        assert trainee.unit.isprintable()


def test_any_cut_of_a_spreadsheet_is_refused_or_read() -> None:
    for end in range(0, len(GOOD), 97):
        assert code(GOOD[:end]) in ("empty", "broken")


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_sheets_with_something_in_them_that_are_not_read_are_said() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template("id")))
    first: Any = book.worksheets[0]
    first["B2"] = "Budi"
    book.create_sheet("Kosong")
    book.create_sheet("Angkatan 2").append(["Nama"])
    said: list[Skipped] = []
    assert [line.name.text for line in read_roster(saved(book), said.append)] == ["Budi"]
    assert said == [Skipped("sheet", "Angkatan 2")], "neither what is empty nor the guide of the empty list"


def test_a_merged_cell_holds_for_all_its_rows_but_makes_nobody_twice() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (
        ["Nama", "Unit kerja", "Ruang"], ["Satu", "Bappeda", "A"], ["Dua", None, None], ["Tiga", None, "B"],
        ["Empat", "Dinas", None], [None, None, None], ["Lima", None, None],
    ):  # fmt: skip
        page.append(row)
    for cells in ("B2:B4", "C2:C3", "A5:A6", "B5:C6"):
        page.merge_cells(cells)
    found = [(line.name.text, line.unit and line.unit.text, line.room and line.room.text)
             for line in read_roster(saved(book))]  # fmt: skip
    assert found == [
        ("Satu", "Bappeda", "A"), ("Dua", "Bappeda", "A"), ("Tiga", "Bappeda", "B"), ("Empat", "Dinas", ""),
        ("Lima", "", ""),
    ]  # fmt: skip


def test_rows_below_a_long_gap_are_read_or_said(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nama\nBudi\n" + "\n" * 3_000 + "Cici\n"
    said: list[Skipped] = []
    assert [line.name.text for line in read_roster(text.encode(), said.append)] == ["Budi", "Cici"]
    assert said == []
    monkeypatch.setattr("kadguide.exchange.rosterfile._MOST_EMPTY", 1_000)
    assert [line.name.text for line in read_roster(text.encode(), said.append)] == ["Budi"]
    assert said == [Skipped("row", row=1_003)]
