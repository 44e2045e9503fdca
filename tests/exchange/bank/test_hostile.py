"""Broken and hostile files are met with a reason, and nothing of them is taken by half."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

import kadguide.exchange.bank as room
from kadguide.exchange.bank.question import BankError, Imported
from kadguide.exchange.bank.reading import MOST_BYTES, MOST_ITEMS, read_bank
from kadguide.exchange.bank.sheet import write_template
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.imported_rules import gradable
from tests.exchange.bank.sample import DAY, KNOWN
from tests.hostile import HOSTILE

GOOD = write_template("id")
LAUGHS = b"".join(b'<!ENTITY l%d "&l%d;&l%d;&l%d;&l%d;">' % (n, n - 1, n - 1, n - 1, n - 1) for n in range(1, 20))
EXTERNAL = b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>'
STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ue000-\uf8ff]")
SHORT = '<question type="shortanswer"><questiontext><text>A?</text></questiontext>{}</question>'
ANSWER = '<answer fraction="100"><text>{}</text></answer>'


def read(data: bytes) -> Imported:
    return read_bank(data, "kelas", "id", DAY, KNOWN)


def package(changes: dict[str, bytes], source: bytes = GOOD) -> bytes:
    """The template with some of its parts replaced or added."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(source)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, data in changes.items():
            new.writestr(name, data)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
USELESS: list[tuple[str, bytes | Callable[[], bytes], str]] = [
    ("nothing", b"", "no_questions"),
    ("blanks", b" \n\n ", "no_questions"),
    ("only comments", b"// a\n\n$CATEGORY: x\n", "no_questions"),
    ("no questions", b"<quiz></quiz>", "no_questions"),
    ("too large", b"a" * (MOST_BYTES + 1), "too_big"),
    ("too many", b"A?{=b ~c}\n\n" * (MOST_ITEMS + 1), "too_many"),
    ("latin", "Soal é".encode("latin-1"), "not_utf8"),
    ("utf-16", "<quiz/>".encode("utf-16"), "not_utf8"),
    ("zero bytes", b"A\x00B", "not_text"),
    ("old office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
    ("document type", b"<!DOCTYPE quiz><quiz></quiz>", "xml_doctype"),
    ("entities", b"<!DOCTYPE quiz [<!ENTITY l0 'ha'>" + LAUGHS + b"]><quiz>&l19;</quiz>", "xml_doctype"),
    ("another file", EXTERNAL, "xml_doctype"),
    ("hidden document type", b"<?xml version='1.0'?><!-- x -->\n  " + EXTERNAL, "xml_doctype"),
    ("broken", b"<quiz><question>", "xml_broken"),
    ("bare sign", b"<quiz>A & B</quiz>", "xml_broken"),
    ("control sign", b"<quiz>\x07</quiz>", "xml_broken"),
    ("two roots", b"<quiz/><quiz/>", "xml_broken"),
    ("unknown entity", b"<quiz>&nbsp;</quiz>", "xml_broken"),
    ("another root", b"<html></html>", "xml_root"),
    ("deep", b"<quiz>" + b"<a>" * 100_000, "xml_too_deep"),
    ("wide", b"<quiz>" + b"<a/>" * 500_000 + b"</quiz>", "xml_too_deep"),
    ("no package", b"PK\x03\x04" + b"x" * 100, "sheet_broken"),
    ("half a package", GOOD[: len(GOOD) // 2], "sheet_broken"),
    ("no workbook", package({"xl/workbook.xml": b"<workbook/>"}), "sheet_broken"),
    ("broken sheet", package({SHEET: b"<worksheet><sheetData><row>"}), "sheet_broken"),
    ("empty sheet", package({SHEET: b"<worksheet/>"}), "sheet_empty"),
    ("entities in a sheet", package({SHEET: b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet/>"}), "xml_doctype"),
    ("utf-16 in a sheet", package({SHEET: "<worksheet/>".encode("utf-16")}), "xml_doctype"),
    ("a bomb", lambda: package({f"xl/media/{n}.bin": bytes(30_000_000) for n in range(4)}), "sheet_too_big"),
    ("many parts", lambda: package({f"xl/media/{n}.bin": b"" for n in range(2_100)}), "sheet_too_big"),
]
"""What it is, the file or what makes it (where that takes long), and why it is refused."""


@pytest.mark.parametrize(("data", "key"), [row[1:] for row in USELESS], ids=[row[0] for row in USELESS])
def test_a_useless_file_is_refused_with_its_reason(data: bytes | Callable[[], bytes], key: str) -> None:
    with pytest.raises(BankError) as caught:
        read(data() if callable(data) else data)
    assert caught.value.key == key
    for lang in LANGUAGES:
        said = Catalog(lang)(f"bank.{key}", **caught.value.values)
        assert "{" not in said.replace("{ and }", "")


@pytest.mark.parametrize("place", range(0, len(GOOD), max(len(GOOD) // 60, 1)))
def test_a_damaged_package_is_refused_or_read(place: int) -> None:
    data = bytearray(GOOD)
    data[place] ^= 0xFF
    try:
        found = read(bytes(data))
    except BankError:
        return
    assert all(gradable(item) for item in found.items)


def test_text_in_cdata_may_say_anything() -> None:
    text = SHORT.format(ANSWER.format("<![CDATA[<!DOCTYPE x> &amp; <b>tebal</b>]]>"))
    (item,) = read(f"<quiz>{text}</quiz>".encode()).items
    assert "tebal" in item.accepted.id[0]


def test_a_byte_order_mark_is_no_harm() -> None:
    for data in (
        b"\xef\xbb\xbfA?{=b ~c}",
        b"\xef\xbb\xbf<quiz>" + SHORT.format(ANSWER.format("a")).encode() + b"</quiz>",
    ):
        assert len(read(data).items) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_reader(text: str) -> None:
    """As GIFT as it stands, as the text of a question, and as an answer."""
    encoded = text.encode("utf-8", "replace").replace(b"\x00", b"")
    for data in (encoded, b"::a::" + encoded + b"{=b ~c}", b"A?{=" + encoded + b" ~c}", b"A?{#" + encoded + b"}"):
        try:
            found = read(data)
        except BankError:
            continue
        assert all(gradable(item) for item in found.items)
        for item in found.items:
            assert not STEERING.search(item.stem.id + "".join(item.accepted.id))


@pytest.mark.parametrize(
    "text", ["<" * 40_000, "<!--" * 10_000, "<a " * 15_000, "&#" * 20_000, "</" * 20_000, "<![CDATA[" * 5_000]
)
def test_broken_html_ends_soon(text: str) -> None:
    found = read(f"[html]{text}x{{=b ~c}}".replace("#", "\\#").encode())
    assert len(found.items) + found.errors == 1


def test_every_reason_is_said_in_both_languages() -> None:
    """All words that remarks are made of, found where they are raised."""
    code = "".join(path.read_text(encoding="utf-8") for path in Path(room.__file__).parent.glob("*.py"))
    keys = set(
        re.findall(
            r'(?:UnfitError|BankError|_note|_remark|_out|Remark)\((?:item, )?(?:"(?:error|note)", )?"(\w+)"', code
        )
    )
    keys |= set(re.findall(r'"((?:note|out)_\w+)"', code))
    keys -= {"error", "note"}
    assert len(keys) > 60
    for lang in LANGUAGES:
        word = Catalog(lang)
        assert [key for key in sorted(keys) if not word.has(f"bank.{key}")] == []
