"""Items as a spreadsheet in the form of our own template, so that a bank makes the whole way there and back.

Every cell is text: no spreadsheet turns a leading zero into nothing, 3/4 into a day, or ``=`` into a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kadguide.exchange.bank.choosing import Group
from kadguide.exchange.bank.columns import COLUMNS, LETTERS, SHEETS, WIDE, header, row_of
from kadguide.exchange.bank.plaintext import without_unseen
from kadguide.exchange.bank.question import BankError, Export, Remark, UnfitError
from kadguide.i18n import Catalog
from kadguide.knowledge.items import ITEM_TYPES
from kadguide.knowledge.model import Lang
from kadguide.learning.material import Material

if TYPE_CHECKING:
    from xlsxwriter import Workbook

FIRST_FREE = 2000
"""Rows for which the list of types is offered."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}


def write_sheet(groups: Iterable[Group], material: Material, langs: Sequence[Lang]) -> Export:
    """All items, a sheet for each language. Raises :class:`BankError` when the library is missing."""
    items = [item for group in groups for item in group.items]
    remarks: list[Remark] = []
    rows: dict[Lang, list[dict[str, str]]] = {}
    for lang in langs:
        word, rows[lang] = Catalog(lang), []
        for item in items:
            case = material.case(item)
            told = (case.title.get(lang), case.text.get(lang)) if case else ("", "")
            try:
                rows[lang].append(row_of(item, lang, word, told, alone=len(langs) == 1))
            except UnfitError as unfit:
                remarks.append(Remark("left_out", unfit.key, item.id, values=unfit.values))
    unique = tuple(dict.fromkeys((r.key, r.item) for r in remarks))
    kept = tuple(next(r for r in remarks if (r.key, r.item) == one) for one in unique)
    return Export(_workbook(rows), len(rows[langs[0]]), kept)


def write_template(lang: Lang) -> bytes:
    """An empty sheet with two examples, and one that says what each column is for."""
    word = Catalog(lang)
    examples = [
        {
            "id": word("bank.example_1_id"), "type": word("bank.type_single"), "stem": word("bank.example_1_stem"),
            "a": word("bank.example_1_a"), "b": word("bank.example_1_b"), "c": word("bank.example_1_c"), "key": "B",
            "explanation": word("bank.example_1_why"), "feedback_a": word("bank.example_1_not_a"),
            "feedback_c": word("bank.example_1_not_c"),
        },
        {
            "id": word("bank.example_2_id"), "type": word("bank.type_matching"), "stem": word("bank.example_2_stem"),
            "a": word("bank.example_2_a"), "b": word("bank.example_2_b"), "c": word("bank.example_2_c"),
            "d": word("bank.example_2_d"), "explanation": word("bank.example_2_why"),
        },
    ]  # fmt: skip
    return _workbook({lang: examples}, guide=True)


def _workbook(rows: dict[Lang, list[dict[str, str]]], *, guide: bool = False) -> bytes:
    try:
        import xlsxwriter
    except ImportError as error:
        raise BankError("no_library", library="xlsxwriter") from error
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        for lang, found in rows.items():
            _write_items(book, lang, found)
        if guide:
            _write_guide(book, next(iter(rows)))
    return stream.getvalue()


def _write_items(book: Workbook, lang: Lang, rows: list[dict[str, str]]) -> None:
    word = Catalog(lang)
    sheet: Any = book.add_worksheet(SHEETS[lang])
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "num_format": "@", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for column, key in enumerate(COLUMNS):
        sheet.set_column(column, column, 40 if key in WIDE else 16, text)
        sheet.write_string(0, column, header(key, word).name, bold)
    for number, row in enumerate(rows, start=1):
        for column, key in enumerate(COLUMNS):
            if said := without_unseen(row.get(key, "")):
                sheet.write_string(number, column, said, text)
    sheet.freeze_panes(1, 3)
    types = [word(f"bank.type_{name}") for name in ITEM_TYPES]
    sheet.data_validation(1, 1, FIRST_FREE, 1, {"validate": "list", "source": types})


def _write_guide(book: Workbook, lang: Lang) -> None:
    word = Catalog(lang)
    sheet: Any = book.add_worksheet(word("bank.guide"))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 24, text)
    sheet.set_column(1, 1, 100, text)
    sheet.write_string(0, 0, word("bank.guide_column"), bold)
    sheet.write_string(0, 1, word("bank.guide_use"), bold)
    shown = [key for key in COLUMNS if key not in LETTERS[1:] and not key.endswith(tuple(f"_{x}" for x in LETTERS[1:]))]
    number = 0
    for number, key in enumerate(shown, start=1):
        name = header(key, word).name
        if key == "a" or key.endswith("_a"):
            name = f"{name} … {name[:-1]}{LETTERS[-1].upper()}"
        sheet.write_string(number, 0, name, text)
        sheet.write_string(number, 1, header(key, word).use, text)
    number += 2
    for name in ITEM_TYPES:
        sheet.write_string(number, 0, word(f"bank.type_{name}"), bold)
        sheet.write_string(number, 1, word(f"bank.guide_{name}"), text)
        number += 1
