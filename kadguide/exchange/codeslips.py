"""The one-time codes of a class as slips to cut out, as text, and as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.teaching.admission import tidy
from kadguide.teaching.codes import read_code, show_code
from kadguide.teaching.register import Trainee

_QUIET = 4
"""Modules of white that a QR code needs around it."""
_STYLE = """\
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { font-family: Arial, Helvetica, sans-serif; color: #000; background: #fff; margin: 0 auto; max-width: 186mm; }
h1 { font-size: 13pt; margin: 0 0 2mm; overflow-wrap: anywhere; }
p { margin: 0; }
.note { font-size: 9pt; margin-bottom: 4mm; }
ul { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; }
li { border: 1px dashed #777; padding: 4mm; min-height: 40mm; break-inside: avoid; overflow: hidden; }
.qr { float: right; width: 27mm; height: 27mm; margin: 0 0 2mm 3mm; }
.name { font-size: 12pt; font-weight: bold; overflow-wrap: anywhere; }
.small { font-size: 9pt; overflow-wrap: anywhere; }
.code { font-family: "Courier New", monospace; font-size: 19pt; font-weight: bold; margin: 2mm 0; white-space: nowrap; }
"""


class MissingLibraryError(Exception):
    """What is asked for needs a library that is not installed; the message is its name."""


class Slip(NamedTuple):
    """What one trainee gets. ``code`` is in two groups, as it is read aloud."""

    number: int
    name: str
    nip: str
    unit: str
    code: str
    room: str = ""


def slips_of(trainees: Iterable[Trainee]) -> tuple[Slip, ...]:
    """The slips of all who have a code; there is none any more once names were removed."""
    return tuple(
        Slip(t.number, tidy(t.name), tidy(t.nip), tidy(t.unit), show_code(t.code), tidy(t.room))
        for t in trainees
        if read_code(t.code)
    )


def slips_text(slips: Sequence[Slip], title: str, lang: Lang, address: str = "") -> str:
    """One line a trainee."""
    word = Catalog(lang)
    lines = [word("classroom.slips_title", title=title), *([address] if address else []), ""]
    lines += [
        f"{slip.number:>4}  {slip.code}  " + " · ".join(part for part in (slip.name, slip.nip, slip.room) if part)
        for slip in slips
    ]
    return "\n".join(lines) + "\n"


def slips_page(slips: Sequence[Slip], title: str, lang: Lang, address: str = "") -> str:
    """One page to print and cut, without scripts or foreign addresses. Raises :class:`MissingLibraryError`."""
    word = Catalog(lang)
    heading = escape(word("classroom.slips_title", title=title))
    picture, use = _qr(address) if address else ("", "")
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{heading}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n{picture}<h1>{heading}</h1>\n"
        f'<p class="note">{escape(word("classroom.slips_note"))}</p>\n<ul>\n'
        + "\n".join(_html_slip(slip, word, address, use) for slip in slips)
        + "\n</ul>\n</body>\n</html>\n"
    )


def _html_slip(slip: Slip, word: Catalog, address: str, use: str) -> str:
    nip = word("classroom.slips_nip", nip=slip.nip) if slip.nip else ""
    room = word("classroom.slips_room", room=slip.room) if slip.room else ""
    details = " · ".join(escape(part) for part in (nip, slip.unit, room) if part)
    steps = escape(word("classroom.slips_steps_address" if address else "classroom.slips_steps"))
    where = f'<p class="small"><b>{escape(address)}</b></p>' if address else ""
    return (
        f'<li>{use}<p class="name">{slip.number}. {escape(slip.name)}</p><p class="small">{details}</p>'
        f'<p class="code">{slip.code}</p>{where}<p class="small">{steps}</p></li>'
    )


def _qr(address: str) -> tuple[str, str]:
    """A picture that is drawn once, and the mark that shows it on a slip."""
    try:
        import segno
    except ImportError as error:
        raise MissingLibraryError("segno") from error
    rows = [bytes(row) for row in segno.make(address, micro=False, error="m").matrix]
    size = len(rows) + 2 * _QUIET
    dots = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    picture = (
        '<svg width="0" height="0" style="position:absolute" aria-hidden="true">'
        f'<symbol id="qr" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><path d="{dots}"/></symbol></svg>\n'
    )
    return picture, f'<svg class="qr" role="img" aria-label="{escape(address)}"><use href="#qr"/></svg>'


def slips_sheet(slips: Sequence[Slip], lang: Lang, address: str = "") -> bytes:
    """A spreadsheet in which every cell is text. Raises :class:`MissingLibraryError`."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingLibraryError("xlsxwriter") from error
    word = Catalog(lang)
    columns = [("number", 6), ("name", 36), ("nip", 24), ("unit", 36), ("room", 12), ("code", 14), ("address", 30)]
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet: Any = book.add_worksheet(word("classroom.slips_sheet"))
        bold = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        text = book.add_format({"num_format": "@"})
        for place, (key, width) in enumerate(columns):
            sheet.set_column(place, place, width, text)
            sheet.write_string(0, place, word(f"classroom.column_{key}"), bold)
        for row, slip in enumerate(slips, start=1):
            cells = (str(slip.number), slip.name, slip.nip, slip.unit, slip.room, slip.code, address)
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell, text)
        sheet.freeze_panes(1, 0)
    return stream.getvalue()
