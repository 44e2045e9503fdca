"""Slips to cut out: one a trainee, in three forms, without anything that runs or calls home."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from typing import Any

import openpyxl
import pytest

from kadguide.exchange.codeslips import slips_of, slips_page, slips_sheet, slips_text
from kadguide.i18n import LANGUAGES
from kadguide.knowledge.model import Lang
from kadguide.teaching.codes import check_sign, show_code
from kadguide.teaching.register import Trainee
from tests.hostile import HOSTILE

CODE = "K7QM2F4" + check_sign("K7QM2F4")
PEOPLE = (
    Trainee("t1", 1, "198703152010121002", "Dr. Siti <b>, M.Si.", "Bappeda & Dinas", CODE, room="A"),
    Trainee("t2", 2, "", "Budi", "", "ABCDEFG" + check_sign("ABCDEFG")),
    Trainee("t3", 3, "", "", "", "3"),  # names were removed, and with them the code
)
ADDRESS = "http://192.168.1.5:8000/"


def test_whoever_has_no_code_gets_no_slip() -> None:
    assert [(slip.number, slip.code) for slip in slips_of(PEOPLE[::2])] == [(1, show_code(CODE))]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_has_a_line_for_each(lang: Lang) -> None:
    text = slips_text(slips_of(PEOPLE), "Kelas", lang, ADDRESS)
    assert f"   1  {show_code(CODE)}  Dr. Siti <b>, M.Si. · 198703152010121002 · A" in text.splitlines()
    assert ADDRESS in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", ["", ADDRESS])
def test_the_page_is_whole_and_runs_nothing(lang: Lang, address: str) -> None:
    page = slips_page(slips_of(PEOPLE), "Kelas & Co", lang, address)
    assert page.count("<li>") == 2
    assert "Dr. Siti &lt;b&gt;, M.Si." in page
    assert show_code(CODE) in page
    assert not re.search(r"<script|<img|<link|@import|javascript:|url\(|\son\w+=", page, re.I)
    assert set(re.findall(r"https?://[^\s\"<]+", page)) == ({ADDRESS} if address else set())
    assert page.count('href="#qr"') == (2 if address else 0)
    body = re.sub(r"<!DOCTYPE html>|<meta [^>]*>", "", page)
    ET.fromstring(body)  # noqa: S314 - our own page


def test_the_picture_says_the_address() -> None:
    """The dots of the picture are those that the library draws for the address, with a margin of four."""
    import segno

    page = slips_page(slips_of(PEOPLE), "K", "id", ADDRESS)
    dots = {(int(x) - 4, int(y) - 4) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", page)}
    rows = segno.make(ADDRESS, micro=False, error="m").matrix
    assert dots == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_the_spreadsheet_keeps_every_digit() -> None:
    page: Any = openpyxl.load_workbook(io.BytesIO(slips_sheet(slips_of(PEOPLE), "id", ADDRESS))).active
    rows = list(page.values)
    assert rows[0] == ("No.", "Nama", "NIP", "Instansi", "Ruang", "Kode", "Alamat")
    assert rows[1] == (
        "1", "Dr. Siti <b>, M.Si.", "198703152010121002", "Bappeda & Dinas", "A", show_code(CODE), ADDRESS
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_names_from_people_stay_text(text: str) -> None:
    slips = slips_of([Trainee("t", 1, text, text, text, CODE, room=text)])
    page = slips_page(slips, text, "id")
    assert "<script" not in page
    assert "\x1b" not in page
    page.encode()
    assert len(slips_text(slips, "K", "id").splitlines()) == 3
    sheet: Any = openpyxl.load_workbook(io.BytesIO(slips_sheet(slips, "en"))).active
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
