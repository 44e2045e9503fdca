"""The certificate as a text and as a page that prints on one sheet of A4, and whether a file is still such a one.

A file is compared whole with what kadguide would write today, so nothing in it can be covered, added or restyled. That
needs today's words and styles: the certificate names its layout, so that one written with other words is not taken for
a changed one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from html import escape, unescape
from typing import Literal

from kadguide.answering.folding import clean
from kadguide.knowledge.model import LANGS, Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.certificate import MARK, Certificate, Mastered, read_certificate
from kadguide.learning.trainer import Trainer
from kadguide.linear import wrapped
from kadguide.wording import Wording

MOST_NAME = 120
Form = Callable[[Certificate, Wording], str]
Verdict = Literal["unchanged", "changed", "other_layout"]
_MONTHS = tuple(Mastered("-", "-", f"2000-{month:02}-01") for month in range(1, 13))
_SAMPLE = Certificate("-", "", _MONTHS, 1, 1, "-", "2000-01-01", "2000-01-01")
_STYLE = """\
@page { size: A4; margin: 20mm; }
* { box-sizing: border-box; }
body { font-family: Georgia, "Times New Roman", serif; color: #1a1a1a; background: #fff; }
body { margin: 0 auto; max-width: 170mm; }
main { border: 2px solid #1f4e5f; padding: 14mm; text-align: center; page-break-inside: avoid; }
h1 { font-size: 22pt; margin: 0 0 8mm; color: #1f4e5f; }
.name { font-size: 20pt; margin: 0 0 4mm; overflow-wrap: anywhere; }
ul { list-style: none; padding: 0; margin: 6mm 0; text-align: left; font-size: 11pt; line-height: 1.6; }
.code { font-family: monospace; font-size: 13pt; margin: 6mm 0 2mm; }
.small { font-size: 8.5pt; color: #555; text-align: left; }
"""


def make_certificate(trainer: Trainer, snapshot: Snapshot, wording: Wording, name: str, program: str) -> Certificate:
    """The certificate of the learner for all modules mastered so far."""
    states = [state for state in trainer.states() if state.state == "mastered"]
    return Certificate(
        clean(name)[:MOST_NAME].rstrip(), wording.lang,
        tuple(Mastered(s.module.id, s.module.title.get(wording.lang), s.mastered_on) for s in states),
        len(trainer.journal.answers()), len(trainer.material.items), program, str(snapshot.about["checked_on"]),
        trainer.now().date().isoformat(), layout_of(wording),
    )  # fmt: skip


def layout_of(wording: Wording) -> str:
    """A name for the form in which certificates are written now: other words or styles give another one."""
    sample = _SAMPLE._replace(lang=wording.lang)
    return hashlib.sha256("".join(form(sample, wording) for form in FORMS).encode()).hexdigest()[:8]


def _lines(certificate: Certificate, wording: Wording) -> tuple[list[str], str, str, str, str]:
    word = wording.catalog
    rows = [word("learn.certificate_row", module=m.title, day=wording.day(m.day)) for m in certificate.modules]
    basis = word(
        "learn.certificate_knowledge", day=wording.day(certificate.knowledge), version=certificate.program,
        items=certificate.items, answers=certificate.answers,
    )  # fmt: skip
    code = word("learn.certificate_code", code=certificate.code)
    return rows, basis, code, word("learn.certificate_note"), wording.day(certificate.issued_on)


def certificate_text(certificate: Certificate, wording: Wording) -> str:
    """The certificate as plain text, with its content behind the mark at the end."""
    rows, basis, code, note, day = _lines(certificate, wording)
    title = wording.catalog("learn.certificate_title")
    parts = [
        f"{title}\n{'=' * len(title)}", clean(certificate.name), wording.catalog("learn.certificate_text"),
        "\n".join(f"- {row}" for row in rows), wrapped(basis), day, code, wrapped(note),
        certificate.token,
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def certificate_page(certificate: Certificate, wording: Wording) -> str:
    """The certificate as one page without scripts or foreign addresses."""
    rows, basis, code, note, day = _lines(certificate, wording)
    title, name = escape(wording.catalog("learn.certificate_title")), escape(clean(certificate.name))
    items = "\n".join(f"<li>{escape(row)}</li>" for row in rows)
    return (
        f'<!DOCTYPE html>\n<html lang="{wording.lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="kadguide" content="{escape(certificate.token)}">\n'
        f"<title>{title}: {name}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="name">{name}</p>\n'
        f"<p>{escape(wording.catalog('learn.certificate_text'))}</p>\n<ul>\n{items}\n</ul>\n"
        f'<p>{escape(day)}</p>\n<p class="code">{escape(code)}</p>\n<p class="small">{escape(basis)}</p>\n'
        f'<p class="small">{escape(note)}</p>\n</main>\n</body>\n</html>\n'
    )


FORMS: tuple[Form, ...] = (certificate_page, certificate_text)


def wording_of(certificate: Certificate, snapshot: Snapshot) -> Wording:
    """The words of the language that the certificate is written in."""
    lang: Lang = next((known for known in LANGS if known == certificate.lang), "id")
    return Wording(snapshot, lang)


def examine(text: str, snapshot: Snapshot) -> tuple[Certificate | None, Verdict] | None:
    """What the certificate in a file says by its code, and whether the file says just this. ``None``: no certificate.

    ``changed`` goes without a certificate, since nothing that the file says can be relied on.
    """
    if MARK not in text:
        return None
    certificate = read_certificate(text)
    if certificate is None or not _names(unescape(text), certificate):
        return None, "changed"
    wording = wording_of(certificate, snapshot)
    if certificate.layout != layout_of(wording):
        return certificate, "other_layout"
    written = (_carried(form(certificate, wording)) for form in FORMS)
    return (certificate, "unchanged") if _carried(text) in written else (None, "changed")


def _names(text: str, certificate: Certificate) -> bool:
    """Whether a file has what stands on a certificate in every layout."""
    titles = [module.title for module in certificate.modules]
    return all(part in text for part in (certificate.code, clean(certificate.name), *titles))


def _carried(text: str) -> str:
    """``text`` without what mail and editors change on the way: line ends, white space at them, a byte order mark."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip().split("\n")
    return "\n".join(line.rstrip() for line in lines)
