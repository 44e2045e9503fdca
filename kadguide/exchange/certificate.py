"""The certificate as a text and as a page that prints on one sheet of A4."""

from __future__ import annotations

import re
from html import escape, unescape

from kadguide.knowledge.model import LANGS, Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.certificate import Certificate, Mastered
from kadguide.learning.trainer import Trainer
from kadguide.linear import wrapped
from kadguide.wording import Wording

MOST_NAME = 120
_UNSEEN = re.compile(r"<head>.*?</head>|<[^>]*>", re.DOTALL)
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
        name.strip()[:MOST_NAME], wording.lang,
        tuple(Mastered(s.module.id, s.module.title.get(wording.lang), s.mastered_on) for s in states),
        len(trainer.journal.answers()), len(trainer.material.items), program, str(snapshot.about["checked_on"]),
        trainer.now().date().isoformat(),
    )  # fmt: skip


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
        f"{title}\n{'=' * len(title)}", certificate.name, wording.catalog("learn.certificate_text"),
        "\n".join(f"- {row}" for row in rows), wrapped(basis), day, code, wrapped(note),
        certificate.token,
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def certificate_page(certificate: Certificate, wording: Wording) -> str:
    """The certificate as one page without scripts or foreign addresses."""
    rows, basis, code, note, day = _lines(certificate, wording)
    lang: Lang = next((known for known in LANGS if known == certificate.lang), "id")
    title = escape(wording.catalog("learn.certificate_title"))
    items = "\n".join(f"<li>{escape(row)}</li>" for row in rows)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f'<meta name="kadguide" content="{escape(certificate.token)}">\n'
        f"<title>{title}: {escape(certificate.name)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<h1>{title}</h1>\n<p class="name">{escape(certificate.name)}</p>\n'
        f"<p>{escape(wording.catalog('learn.certificate_text'))}</p>\n<ul>\n{items}\n</ul>\n"
        f'<p>{escape(day)}</p>\n<p class="code">{escape(code)}</p>\n<p class="small">{escape(basis)}</p>\n'
        f'<p class="small">{escape(note)}</p>\n</main>\n</body>\n</html>\n'
    )


def shows_content(text: str, certificate: Certificate, snapshot: Snapshot) -> bool:
    """Whether a certificate file shows its readers what the code was computed over, and nothing else."""
    lang: Lang = next((known for known in LANGS if known == certificate.lang), "id")
    wording = Wording(snapshot, lang)
    return _visible(text) in (
        _visible(certificate_page(certificate, wording)),
        certificate_text(certificate, wording).split(),
    )


def _visible(text: str) -> list[str]:
    """The words that are seen of a page or a text."""
    text = text.removeprefix("\ufeff").lstrip()
    return (unescape(_UNSEEN.sub(" ", text)) if text.startswith("<!DOCTYPE html>") else text).split()
