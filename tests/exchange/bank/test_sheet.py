"""The spreadsheet: its cells, its template, and rows that cannot be taken."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlsxwriter

from kadguide.answering.engine import Engine
from kadguide.exchange.bank import columns
from kadguide.exchange.bank.columns import COLUMNS, header, keys_by_name, read_citation, say_citation
from kadguide.exchange.bank.question import BankError, Imported
from kadguide.exchange.bank.reading import read_bank
from kadguide.exchange.bank.sheet import write_template
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.items import ITEM_TYPES, ArticleKey
from kadguide.knowledge.model import Citation, Lang
from tests.exchange.bank.sample import DAY, KNOWN, exported, material_of
from tests.learning.sample_items import ALL, SINGLE, both, option

Cells = dict[str, object]


def book(*sheets: tuple[str, list[Cells]], names: list[str] | None = None) -> bytes:
    """A file as people make it: cells of any kind under the columns of the template."""
    word = Catalog("id")
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        for title, rows in sheets:
            sheet = made.add_worksheet(title)
            keys = names if names is not None else list(COLUMNS)
            for at, key in enumerate(keys):
                sheet.write(0, at, header(key, word).name if key in COLUMNS else key)
            for number, row in enumerate(rows, start=1):
                for key, value in row.items():
                    sheet.write(number, keys.index(key), value)
    return stream.getvalue()


def read(*rows: Cells, lang: Lang = "id") -> Imported:
    return read_bank(book(("Soal", list(rows))), "kelas", lang, DAY, KNOWN)


def row(**cells: object) -> Cells:
    return {"type": "pilihan tunggal", "stem": "Siapa?", "a": "satu", "b": "dua", "key": "B", **cells}


UNFIT: list[tuple[Cells, str]] = [
    (row(type="kuis"), "unknown_type"), (row(stem=""), "no_text"), (row(key="C"), "no_part"),
    (row(key="BB"), "bad_key"),
    (row(key=""), "no_right"), (row(key="A, B"), "several_right"), (row(b="satu"), "same_answers"),
    (row(key="B (50%)"), "no_right"), (row(b=""), "no_part"), (row(difficulty="9"), "bad_number"),
    (row(version="satu"), "bad_number"), (row(updated="kemarin"), "bad_day"),
    (row(type="pilihan jamak", key="A, B"), "no_wrong"),
    (row(type="pilihan jamak", c="tiga", key="A, C (50%)"), "half_in_multiple"),
    (row(type="benar/salah", key="mungkin"), "no_verdict"), (row(type="mencocokkan"), "no_arrow"),
    (row(type="mencocokkan", a="x -> y", b="-> z"), "few_pairs"),
    (row(type="mencocokkan", a="x -> y", b="z ->"), "few_pairs"),
    (row(type="urutan", b=""), "few_steps"), (row(type="urutan", key="1"), "few_steps"),
    (row(type="urutan", key="1 1"), "few_steps"), (row(type="isian singkat", key=""), "no_right"),
    (row(type="angka", key="dua"), "bad_number"), (row(type="angka", key="5", near="1", tolerance="2"), "bad_near"),
    (row(type="nomor pasal", key="363"), "bad_place"), (row(type="nomor pasal", key="uu-9-9999 363"), "unknown_law"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "key"), UNFIT, ids=[key for _, key in UNFIT])
def test_a_row_that_cannot_be_asked_is_named(cells: Cells, key: str) -> None:
    found = read(row(), cells)
    assert len(found.items) == 1
    assert [(problem.weight, problem.key, problem.place) for problem in found.problems] == [("error", key, 3)]


@pytest.mark.parametrize(
    ("type_", "cells"),
    [
        ("single choice", {}), ("multiple", {"c": "tiga", "key": "a;c"}),
        ("benar/salah", {"a": "", "b": "", "key": "S"}),
        ("true/false", {"key": "true, A"}), ("matching", {"a": "x -> y", "b": "z -> w", "c": "-> v", "key": ""}),
        ("urutan", {"key": ""}), ("ordering", {"c": "tiga", "key": "1 1 2"}),
        ("isian singkat", {"key": "satu; dua (50%)", "a": "tiga", "b": "empat; lima"}),
        ("angka", {"key": 45, "a": 30, "b": "15", "tolerance": 0.5, "near": "2"}),
        ("article", {"key": "uu-23-2014 363(3)b", "a": "", "b": ""}),
    ],
)  # fmt: skip
def test_each_type_is_read_under_its_names_in_both_languages(type_: str, cells: Cells) -> None:
    found = read(row(type=type_, **cells))
    assert found.problems == ()
    assert len(found.items) == 1


def test_numbers_and_verdicts_of_the_spreadsheet_are_text() -> None:
    found = read(row(a=45, b=45.5, c=True), row(type="benar/salah", key=False, a="", b="", stem="Salah?"))
    assert [part.text.id for part in found.items[0].options] == ["45", "45.5", "true"]
    assert found.items[1].truth is False


def test_formulas_and_days_are_refused() -> None:
    found = read(row(c="=1+1"))
    assert [(problem.key, problem.item) for problem in found.problems] == [("cell_formula", "F2")]
    stream = BytesIO(book(("Soal", [row()])))
    opened = openpyxl.load_workbook(stream)
    opened.active["F2"] = DAY
    made = BytesIO()
    opened.save(made)
    found = read_bank(made.getvalue(), "kelas", "id", DAY, KNOWN)
    assert [problem.key for problem in found.problems] == ["cell_day"]


def test_names_that_the_material_lacks_are_left_out_with_a_note() -> None:
    found = read(
        row(entry="hilang", competencies="satu; dua", sources="uu-23-2014 5; uu-1-1", misconception_a="keliru")
    )
    (item,) = found.items
    assert (item.entry, item.competencies) == ("", ("satu",))
    assert item.citations == (Citation("uu-23-2014", "5"),)
    assert item.options[0].misconception == "keliru"
    assert [problem.values["name"] for problem in found.problems] == ["hilang", "dua", "uu-1-1"]


def test_rows_of_one_case_share_it() -> None:
    found = read(
        row(case="Dua desa.", case_title="Sumur"), row(stem="Apa?", case="Dua desa."), row(stem="Mana?", case="X.")
    )
    assert [case.title.id for case in found.cases] == ["Sumur", "Kasus 2"]
    assert [item.case for item in found.items] == ["kelas-kasus-1", "kelas-kasus-1", "kelas-kasus-2"]


def test_the_second_sheet_gives_the_other_language() -> None:
    english: Cells = {"id": "x", "type": "single choice", "stem": "Who?", "a": "one"}
    data = book(("Soal", [row(id="x"), row(id="y", stem="Apa?")]), ("Items", [english, {**english, "id": "z"}]))
    found = read_bank(data, "kelas", "id", DAY, KNOWN)
    one, two = found.items
    assert (one.stem.id, one.stem.en, one.options[0].text.en, one.options[1].text.en) == (
        "Siapa?",
        "Who?",
        "one",
        "dua",
    )
    assert two.stem.en == "Apa?"
    assert [(problem.key, problem.item) for problem in found.problems] == [("no_first_row", "z")]


def test_any_other_sheet_is_read_in_the_language_that_is_said() -> None:
    found = read_bank(book(("Lembar1", [row()])), "kelas", "en", DAY, KNOWN)
    assert len(found.items) == 1


def test_columns_may_be_missing_moved_or_strange() -> None:
    names = ["stem", "catatan", "type", "key", "b", "a", "A"]
    found = read_bank(book(("Soal", [row()]), names=names), "kelas", "id", DAY, KNOWN)
    assert len(found.items) == 1
    assert [problem.values["name"] for problem in found.problems] == ["catatan", "A"]
    with pytest.raises(BankError, match="sheet_no_columns"):
        read_bank(book(("Soal", [{"stem": "x"}]), names=["stem"]), "kelas", "id", DAY, KNOWN)


def test_a_sheet_that_never_ends_is_refused() -> None:
    with pytest.raises(BankError, match="sheet_too_long"):
        read(*[row()] * 5_001)


def test_what_is_exported_is_text_in_every_cell(engine: Engine) -> None:
    odd = SINGLE._replace(stem=both("=HYPERLINK(1)"), options=(option("a", 100), option("b")), id="007")
    made = exported("xlsx", material_of(*ALL, odd), engine)
    for sheet in openpyxl.load_workbook(BytesIO(made.data)):
        for cells in sheet.iter_rows():
            assert {cell.data_type for cell in cells if cell.value is not None} <= {"s"}
            assert {cell.number_format for cell in cells if cell.value is not None} == {"@"}


def test_an_item_with_too_many_parts_is_named(engine: Engine) -> None:
    made = exported("xlsx", material_of(SINGLE._replace(options=tuple(option(f"o{n}", 100) for n in range(9)))), engine)
    assert [(remark.weight, remark.key) for remark in made.remarks] == [("left_out", "out_parts")]
    assert made.items == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_template_can_be_imported_as_it_is(lang: Lang) -> None:
    data = write_template(lang)
    found = read_bank(data, "kelas", lang, DAY, KNOWN)
    assert found.problems == ()
    assert [item.type for item in found.items] == ["single", "matching"]
    guide = openpyxl.load_workbook(BytesIO(data))[Catalog(lang)("bank.guide")]
    said = {str(cells[0].value) for cells in guide.iter_rows() if cells[0].value}
    assert {Catalog(lang)(f"bank.type_{name}") for name in ITEM_TYPES} <= said


def test_no_two_columns_have_one_name() -> None:
    for lang in LANGUAGES:
        word = Catalog(lang)
        names = {header(key, word).name.casefold() for key in COLUMNS}
        assert len(names) == len(COLUMNS)
        assert names <= set(keys_by_name())


@pytest.mark.parametrize(
    "citation",
    [
        Citation("uu-23-2014"), Citation("uu-23-2014", "364(1)"), Citation("permendagri-22-2020", "1 angka 4, 24-25"),
        Citation("radji", section="C. 2"), Citation("pp-28-2018", "6(3)", elucidation=True),
        Citation("pp-28-2018", elucidation=True),
    ],
)  # fmt: skip
def test_citations_are_read_as_they_are_said(citation: Citation) -> None:
    assert read_citation(say_citation(citation)) == citation


@pytest.mark.parametrize("key", [ArticleKey("uu-23-2014", "363", "3", "b", True), ArticleKey("pp-28-2018", "12A")])
def test_places_are_read_as_they_are_said(key: ArticleKey) -> None:
    assert columns.read_place(columns.say_place(key)) == key
