"""What an instructor takes home: nothing lost in a spreadsheet, nothing run, nobody named who should not be."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, get_args

import openpyxl
import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.classreport.machine import guarded
from kadguide.exchange.classreport.official import spans
from kadguide.exchange.classreport.telling import Telling, grid, report_data
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import LANGS, Lang
from kadguide.learning.responses import Response
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.codes import show_code
from kadguide.teaching.register import Attempt, Classroom, Event, EventKind, Given, Key, Trainee, moment
from kadguide.teaching.results import read_exam
from kadguide.teaching.sealing import Code
from tests.exchange.classreport.making import files_of
from tests.hostile import HOSTILE
from tests.teaching.class_sample import NOW, add_exam, add_post_test, made_class, some_items

OWN_REASONS = (
    "unreadable", "sat_here", "conflict", "twice", "no_proof", "proof_mistyped", "proof_other", "there_other",
)  # fmt: skip
NEVER_OF_RESULTS = ("not_signed", "mistyped", "other_class", "unknown_code", "finished", "no_library")
"""Codes that are about exam files, and about what trainees type."""


@pytest.fixture
def register(tmp_path: Path, engine: Engine) -> Iterator[SqlRegister]:
    found = made_class(tmp_path / "kelas.kadkelas", engine)
    yield found
    found.close()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, engine: Engine) -> Any:
    """The spreadsheet of the class, which no test changes."""
    register = made_class(tmp_path_factory.mktemp("book") / "kelas.kadkelas", engine)
    yield book_of(files_of(register, engine).one(".xlsx"))
    register.close()


def book_of(data: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(data))


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def column(sheet: Any, title: str) -> list[Any]:
    at = next(cell.column for cell in sheet[1] if cell.value == title)
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def html_of(register: SqlRegister, engine: Engine, lang: Lang = "id", **options: Any) -> str:
    return files_of(register, engine, lang, **options).one(".html").decode()


# -- the spreadsheet


def test_every_table_is_a_sheet(register: SqlRegister, engine: Engine) -> None:
    add_post_test(register, engine)
    book = book_of(files_of(register, engine).one(".xlsx"))
    assert book.sheetnames == [
        "Nilai", "Matriks soal", "Kompetensi", "Analisis butir", "Kehadiran", "Jawaban", "Pilihan jawaban",
        "Perkembangan", "Kejadian",
    ]  # fmt: skip
    assert all(sheet.freeze_panes for sheet in book)


def test_nips_names_and_ids_are_text_and_marks_are_numbers(register: SqlRegister, book: Any) -> None:
    sheet = book["Nilai"]
    expected = [trainee.nip for trainee in register.trainees()]
    assert [cell.value for cell in column(sheet, "NIP")] == expected
    assert {cell.data_type for title in ("NIP", "Nama") for cell in column(sheet, title)} == {"s"}
    assert [cell.value for cell in column(sheet, "Nilai")] == [n // 2 for n in range(1, 31)]


def test_no_cell_of_any_sheet_is_a_formula(book: Any) -> None:
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_the_sheet_of_questions_has_a_column_for_each(book: Any) -> None:
    sheet = book["Matriks soal"]
    last = [cell.value for cell in sheet[sheet.max_row]]
    assert last[4:] == [1] * 15


def test_figures_of_questions_stand_in_the_item_analysis(book: Any, engine: Engine) -> None:
    sheet = book["Analisis butir"]
    means = [cell.value for cell in column(sheet, "Rata-rata (%)")]
    assert means[:2] == [pytest.approx(2900 / 30, abs=0.01), 90]
    assert [cell.value for cell in column(sheet, "ID")] == [item.id for item in some_items(engine)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_spreadsheet_program_gives_back_every_nip(register: SqlRegister, engine: Engine, tmp_path: Path) -> None:
    files = files_of(register, engine)
    filters = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    for name, data, options in (
        ("hasil.xlsx", files.one(".xlsx"), []),
        ("nilai_mesin.csv", files.one(".csv"), ["--infilter=CSV:44,34,76,1,,1057,false,false"]),
    ):
        (tmp_path / name).write_bytes(data)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", *options, "--convert-to",
             filters, "--outdir", str(tmp_path / "out"), str(tmp_path / name)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        (found,) = [path for path in (tmp_path / "out").iterdir() if path.name.startswith(name.split(".")[0])]
        rows = list(csv.reader(StringIO(found.read_text(encoding="utf-8"), newline="")))
        at = next(n for n, title in enumerate(rows[0]) if title.casefold() == "nip")
        assert [row[at].lstrip("'") for row in rows[1:]] == [trainee.nip for trainee in register.trainees()]


# -- for machines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"), ("+62812", "'+62812"), ("-5", "'-5"), ("@x", "'@x"), ("\tx", "'\tx"), ("'x", "''x"),
        ("0012", "'0012"), ("3/4", "'3/4"), ("1e5", "'1e5"), (" x", "' x"), ("Budi", "Budi"), ("", ""), ("²", "'²"),
        ("＝1", "'＝1"), ("Budi;=1+1", "Budi;'=1+1"), ("a\t@b\n+c", "a\t'@b\n'+c"), ("a;'=b", "a;''=b"),
        ("Rp500.000,-", "Rp500.000,-"), ("a; b; 1", "a; b; 1"),
    ],
)  # fmt: skip
def test_text_that_would_become_something_else_is_guarded(text: str, expected: str) -> None:
    assert guarded(text) == expected


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_NONE])
def test_no_reader_of_a_table_finds_a_formula(tmp_path: Path, engine: Engine, delimiter: str, quoting: int) -> None:
    """A spreadsheet in Indonesian parts columns by semicolons, and some programs know no quotes."""
    register = made_class(tmp_path / "k", engine, 1)
    for name in ('Budi;=HYPERLINK("x")', "Ani\t@SUM(1)", "Ali\n+1", "Umi;\n;-1", "Eko\r\n=1"):
        register.add_trainees([Trainee(name, 0, "", name, name, name, room=name)])
    for name, data in files_of(register, engine).folder().items():
        if name.endswith(".csv"):
            text = StringIO(data.decode(), newline="")
            cells = [cell for row in csv.reader(text, delimiter=delimiter, quoting=quoting) for cell in row]  # type: ignore[arg-type]
            assert not [cell for cell in cells if cell[:1] and cell[0] in "=+@"]
    register.close()


def test_machine_tables_are_utf8_with_a_row_each(register: SqlRegister, engine: Engine) -> None:
    files = files_of(register, engine)
    data = files.one(".csv")
    rows = rows_of(data)
    assert rows[0][:4] == ["exam", "number", "nip", "name"]
    assert len(rows) == 31
    assert rows[5][2:4] == ["'000000000000000005", "'=Zz05 Qornelius"]
    assert not data.startswith(b"\xef\xbb\xbf")
    assert files.one(".csv", mark=True) == b"\xef\xbb\xbf" + data
    assert data.count(b"\r\n") == data.count(b"\n")


@pytest.mark.parametrize("lang", LANGS)
def test_every_column_for_machines_is_described(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    files = files_of(register, engine, lang, pass_percent=60).folder()
    (described,) = [rows_of(data) for name, data in files.items() if name.startswith(("kolom", "columns"))]
    told = {(table, column) for table, column, *_ in described}
    tables = [rows_of(data) for name, data in files.items() if name.endswith(".csv")]
    assert len(tables) == 9
    assert sum(len(rows[0]) for rows in tables if rows is not described) - 4 == len(told) - 1
    assert all(row[3] for row in described)


# -- hostile texts


def test_hostile_texts_stay_texts(tmp_path: Path, engine: Engine) -> None:
    texts = [text[:200] for text in HOSTILE if "\ud800" not in text and "\x00" not in text]
    register = open_register(str(tmp_path / "k"), lambda: NOW)
    register.keep_classroom(Classroom("k", "<script>alert(1)</script>", "id", made_at=moment(NOW)))
    register.add_trainees([Trainee(f"t{n}", 0, f"n{n}", text, text, f"C{n}") for n, text in enumerate(texts)])
    items = some_items(engine)
    exam = add_exam(register, engine, items)
    at = next(n for n, item in enumerate(items, start=1) if item.type == "short")
    for n, text in enumerate(texts):
        register.begin(Attempt(exam.id, f"t{n}", text[:20], "form", 0, moment(NOW), moment(NOW)))
        register.give([Given(exam.id, f"t{n}", f"q{at}", Response(text=text).encode(), moment(NOW), 0)])
    register.log(Event("e", moment(NOW), "reset_login", "pre", "t1", detail="=1+1<b>"))
    files = files_of(register, engine)
    book = book_of(files.one(".xlsx"))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    page = files.one(".html").decode()
    assert "<script" not in page
    assert "\x1b" not in page
    for rows in (rows_of(data) for name, data in files.folder().items() if name.endswith(".csv")):
        assert {len(row) for row in rows} == {len(rows[0])}
        assert not [cell for row in rows for cell in row if re.match(r"[=+@-](?!\d+(\.\d+)?$)", cell)]
    for line in Telling(files.report, files.tables).lines():
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", line)
    register.close()


# -- pages to print


def test_a_page_has_no_script_and_no_foreign_address(register: SqlRegister, engine: Engine) -> None:
    add_post_test(register, engine)
    page = html_of(register, engine)
    assert not re.search(r"<script|<link|<img|https?://|url\(|@import|javascript:| on\w+=", page)
    assert "default-src 'none'" in page
    assert page.count("<svg") == 5  # two distributions, two charts of questions, the gain
    assert page.count("<article") == 2 + 1 + 2 + 2


def test_the_record_says_what_is_known_and_leaves_the_rest_blank(tmp_path: Path, engine: Engine) -> None:
    register = made_class(tmp_path / "k", engine, 30, present=12)
    late = NOW + timedelta(minutes=9)
    register.take_result(Attempt("pre", "id-13", "A", "terminal", 0, moment(late), moment(late)), ())
    key = register.keys("pre")[1]
    register.revise(key._replace(revision=2, reason="Kunci tertukar"))
    register.log(Event("r", moment(NOW + timedelta(days=1)), "regraded", "pre", detail="q2 r2"))
    register.log(Event("x", moment(NOW - timedelta(hours=1)), "reset_login", trainee="id-9"))
    page = html_of(register, engine)
    record = page[page.index("<h1>Berita Acara") : page.index("<h1>Daftar Hadir")]
    for said in (
        "Pada hari Rabu, tanggal 25 November 2026, bertempat di ......", ": 30 menit", ": 01.00", ": 01.40",
        ": 30 orang", ": 13 orang", ": 17 orang", "halaman formulir: 12; aplikasi di peramban: 1",
        "14. Zubaedah14 Qornelius (NIP 198703152010100014)", "pukul 01.01 sampai 01.02 (semua ruang)",
        "reset login: 1. Zubaedah01 Qornelius",
        "terlambat, mulai 8 menit setelah dibuka (jeda tidak dihitung): 13. Zubaedah13 Qornelius",
        "kunci soal 2 diperbaiki: Kunci tertukar", "Proktor,",
    ):  # fmt: skip
        assert said in record, said
    assert "Zubaedah09" not in record  # what happened before the exam is not part of it
    register.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_record_tells_of_result_files_in_words(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    reasons = [reason for reason in (*get_args(Code), *OWN_REASONS) if reason not in NEVER_OF_RESULTS]
    details = ["file taken 1a2b3c4d", "file replaced 1a2b3c4d", *(f"file refused {one} 1a2b3c4d" for one in reasons)]
    for number, detail in enumerate(details):
        kind: EventKind = "merge_refused" if "refused" in detail else "merged"
        register.log(Event(f"f{number}", moment(NOW + timedelta(days=1)), kind, "pre", "id-1", detail=detail))
    tables = files_of(register, engine, lang).tables
    told = [str(row[-1]) for row in tables.events().rows if "1a2b3c4d" in str(row[-1])]
    assert len(set(told)) > len(reasons) - 3
    assert not [one for one in told if re.search(r"_|^file ", one)]
    assert all("," in one for one in told[2:])
    assert "refused sat_here" not in html_of(register, engine, lang)


@pytest.mark.parametrize(
    ("numbers", "said"), [((), ""), ((4,), "4"), ((3, 1, 2), "1–3"), ((9, 3, 5, 6, 7), "3, 5–7, 9")]
)
def test_numbers_that_follow_one_another_are_drawn_together(numbers: tuple[int, ...], said: str) -> None:
    assert spans(numbers) == said


@pytest.mark.parametrize(("lang", "said"), [("id", ": 40 orang (nomor 31–70)"), ("en", ": 40 (numbers 31–70)")])
def test_the_record_counts_those_who_joined_by_name(
    register: SqlRegister, engine: Engine, lang: Lang, said: str
) -> None:
    at = moment(NOW + timedelta(minutes=5))
    for n in range(40):
        register.add_trainees([Trainee(f"w{n}", 0, "", f"Orang {n}", "", f"CODE{n}", walk_in=True, added_at=at)])
        register.log(Event(f"w{n}", at, "walk_in", trainee=f"w{n}"))
    page = html_of(register, engine, lang)
    record, listed = page.split("<h1>")[-2:]
    assert said in record
    assert record.count("Orang ") == 40, "once, among those who did not come to the exam"
    assert listed.count("Orang ") == 40


@pytest.mark.parametrize("lang", LANGS)
def test_the_record_says_what_happened_to_server_and_clock(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    kinds: tuple[EventKind, ...] = ("server_stopped", "server_restarted", "clock_set", "extended")
    details = {"clock_set": "-10800", "extended": "10"}
    for n, kind in enumerate(kinds):
        exam = "pre" if kind in ("clock_set", "extended") else ""
        register.log(Event(f"s{n}", moment(NOW + timedelta(minutes=n + 1)), kind, exam, detail=details.get(kind, "")))
    register.log(Event("early", moment(NOW - timedelta(minutes=5)), "server_started"))
    page = html_of(register, engine, lang)
    record = unescape(page.split("<h1>")[-2])
    for kind in kinds:
        assert Catalog(lang)(f"report.event_{kind}") in record
    for said in ("−3 jam", "10 menit") if lang == "id" else ("−3 hours", "10 minutes"):
        assert said in record
    assert Catalog(lang)("report.event_server_started") not in record


def test_the_attendance_list_has_room_to_sign(register: SqlRegister, engine: Engine) -> None:
    page = html_of(register, engine)
    listed = page[page.index("<h1>Daftar Hadir") :]
    assert '<th class="wide">Tanda tangan</th>' in listed
    assert "KODE0007" in listed
    assert listed.count("<tr>") >= 30 + 3


def test_a_rehearsal_is_marked(register: SqlRegister, engine: Engine) -> None:
    room = register.classroom()
    assert room is not None
    register.keep_classroom(room._replace(rehearsal=True))
    assert html_of(register, engine).count("LATIHAN.") == 2


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_say_everything(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    files = files_of(register, engine, lang, pass_percent=60)
    page = files.one(".html").decode()
    assert f'<html lang="{lang}">' in page
    assert not re.search(r"\{\w+\}|report\.\w+|analysis\.\w+", page)
    other = ("Peserta terdaftar", "Berita Acara") if lang == "en" else ("Registered", "Official Record")
    assert not [text for text in other if text in page]


# -- silence


def test_below_ten_neither_figures_nor_options_are_told(tmp_path: Path, engine: Engine) -> None:
    register = made_class(tmp_path / "k", engine, 30, present=9)
    files = files_of(register, engine)
    book = book_of(files.one(".xlsx"))
    assert "Pilihan jawaban" not in book.sheetnames
    for title in ("Rata-rata (%)", "Daya beda", "Efisiensi daya beda (%)", "Bobot efektif (%)", "Menebak (%)"):
        assert {cell.value for cell in column(book["Analisis butir"], title)} == {None}
    page = files.one(".html").decode()
    assert "Daya beda" not in page.replace("daya beda", "Daya beda").split("<h2>Soal</h2>")[1]
    assert "Baru 9 peserta" in page
    assert page.count("<svg") == 1
    data = report_data(files.report, files.tables)
    assert data["exams"][0]["figures"] is None
    assert {item["figures"] for item in data["exams"][0]["items"]} == {None}
    assert "Konsistensi internal" not in "\n".join(Telling(files.report, files.tables).lines())
    register.close()


# -- nothing there


def test_an_empty_class_has_a_report_too(tmp_path: Path, engine: Engine) -> None:
    register = open_register(str(tmp_path / "k"), lambda: NOW)
    register.keep_classroom(Classroom("k", "", "id", made_at=moment(NOW)))
    files = files_of(register, engine)
    assert book_of(files.one(".xlsx")).sheetnames == ["Nilai", "Kehadiran"]
    assert "Belum ada ujian" in files.one(".html").decode()
    assert "berita-acara.html" not in files.folder()
    assert "Belum ada ujian di kelas ini." in list(Telling(files.report, files.tables).lines())
    add_exam(register, engine, some_items(engine, 2))
    assert "Belum ada yang memulai" in files_of(register, engine).one(".html").decode()
    register.close()


def test_an_open_exam_says_that_figures_may_change(tmp_path: Path, engine: Engine) -> None:
    register = open_register(str(tmp_path / "k"), lambda: NOW)
    register.add_trainees([Trainee("a", 0, "", "Satu", "", "AAAA")])
    add_exam(register, engine, some_items(engine, 2))
    register.begin(Attempt("pre", "a", "", "form", 0, moment(NOW), moment(NOW)))
    files = files_of(register, engine)
    assert "1 peserta masih mengerjakan" in files.one(".html").decode()
    assert any("1 peserta masih mengerjakan" in line for line in Telling(files.report, files.tables).lines())
    register.close()


def test_something_that_is_no_class_is_said(tmp_path: Path, engine: Engine) -> None:
    path = tmp_path / "k"
    path.write_text("bukan kelas" * 200)
    with pytest.raises(StoreError, match="damaged"):
        files_of(open_register(str(path), lambda: NOW), engine)


# -- without names


def secrets_of(register: SqlRegister) -> list[str]:
    found = []
    for t in register.trainees():
        found += [t.nip, t.name, t.unit, t.code, show_code(t.code), *t.name.split(), t.id]
    return [*dict.fromkeys(found), *(attempt.proof for attempt in register.attempts("pre")), "Xylofon", "Qornelius"]


@pytest.mark.parametrize("lang", LANGS)
def test_an_anonymous_report_names_nobody_anywhere(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    people = register.trainees()
    short = next(key for key in register.keys("pre") if key.content.type == "short")
    said = (
        f"saya {people[2].name}, {people[2].nip[:8]} {people[2].nip[8:]}, {people[3].unit}, {show_code(people[4].code)}"
    )
    register.give([Given("pre", "id-3", short.item, Response(text=said).encode(), moment(NOW), 0)])
    register.revise(short._replace(revision=2, reason=f"Protes {people[6].name.split()[0]} ({people[6].code})"))
    register.log(Event("r", moment(NOW), "regraded", "pre", detail=f"{short.item} r2"))
    register.log(Event("f", moment(NOW), "factor", "pre", "id-8", room=people[7].unit, detail=people[7].name))
    room = register.classroom()
    assert room is not None
    register.keep_classroom(room._replace(title=f"Kelas {people[0].name}"))
    add_post_test(register, engine)
    files = files_of(register, engine, lang, hidden=True)
    texts = {"json": str(report_data(files.report, files.tables))}
    texts["lines"] = "\n".join(Telling(files.report, files.tables).lines())
    texts["all.html"] = files.one(".html").decode()
    for name, data in files.folder().items():
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(BytesIO(data)) as package:
                texts |= {f"{name}/{part}": package.read(part).decode() for part in package.namelist()}
        else:
            texts[name] = data.decode()
    named = [(where, secret) for where, text in texts.items() for secret in secrets_of(register) if secret in text]
    assert named == []
    assert ("Peserta 07" if lang == "id" else "Trainee 07") in texts["all.html"]


def test_hidden_people_keep_their_marks(register: SqlRegister, engine: Engine) -> None:
    open_, hidden = (files_of(register, engine, hidden=hidden).report.exams[0] for hidden in (False, True))
    assert open_.result.marks == hidden.result.marks
    assert open_.analysis == hidden.analysis


# -- one exam, and tables in the terminal


def test_one_exam_can_be_chosen(register: SqlRegister, engine: Engine) -> None:
    add_post_test(register, engine)
    report = files_of(register, engine, exam="post").report
    assert [exam.result.exam.id for exam in report.exams] == ["post"]


def test_rows_of_a_grid_fit_wide_signs() -> None:
    assert list(grid(["No", "Nama"], [["1", "日本"], ["10", "a"]], [True, False])) == ["No  Nama", " 1  日本", "10  a"]


@pytest.mark.parametrize("lang", LANGS)
def test_lines_fit_eighty_columns(register: SqlRegister, engine: Engine, lang: Lang) -> None:
    files = files_of(register, engine, lang, pass_percent=60)
    assert [line for line in Telling(files.report, files.tables).lines() if len(line) > 80] == []


def test_keys_are_named_with_the_letters_of_the_bank(register: SqlRegister, engine: Engine) -> None:
    files = files_of(register, engine)
    exam = register.exam("pre")
    assert exam is not None
    keys: dict[str, Key] = {key.content.type: key for key in read_exam(register, exam).keys}
    single = keys["single"].content
    right = next(n for n, option in enumerate(single.options) if option.credit == 100)
    assert files.text.key(keys["single"]) == f"{'ABCDEFGH'[right]}. {single.options[right].text.id}"
    assert files.text.letters(single, Response((single.options[1].id,))) == "B"
    assert files.text.key(keys["ordering"]).count("→") == len(keys["ordering"].content.steps) - 1
    assert files.text.key(keys["single"]._replace(all_right=True)) == "semua peserta diberi nilai penuh"
    matching = keys["matching"].content
    chosen = Response((matching.pairs[1].id, *("" for _ in matching.pairs[1:])))
    assert files.text.letters(matching, chosen).startswith("1B 2–")
    assert files.text.given(matching, chosen).endswith("= –")
