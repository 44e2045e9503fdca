"""What is kept as a document: every format says it, and text of people stays harmless."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.kept import kept_document, report_document
from kadguide.i18n import Catalog
from kadguide.keeping.kept import Bookmark, Flag, Gap, Kept, Note
from kadguide.knowledge.model import Lang
from kadguide.learning.journal import Complaint
from tests.hostile import HOSTILE

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
DAY = "2026-11-24T08:30:00+00:00"
KEPT = Kept(
    (Bookmark("handshake-kelemahan", DAY), Bookmark("tidak-ada-lagi", DAY)),
    (Note("handshake-kelemahan", "baris satu\n\nbaris dua", DAY),),
    (
        Flag("apa itu?", "handshake-kelemahan", "pasalnya keliru", "0.1", "2026-11-23", DAY, 3),
        Flag("x", "", "", "0.1", "y", DAY),
    ),
    (Gap("resep", "resep rendang", DAY, ("handshake-kelemahan",), 4),),
)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_format_says_everything(engine: Engine, suffix: str, lang: Lang) -> None:
    text = render(kept_document(KEPT, engine.snapshot, lang, NOW), suffix)
    for said in (
        "handshake-kelemahan",
        "tidak-ada-lagi",
        "baris satu",
        "baris dua",
        "pasalnya keliru",
        "resep rendang",
    ):
        assert said in text
    if suffix != ".json":
        assert engine.snapshot.card_of("handshake-kelemahan").title.get(lang) in text
        assert "4×" in text
        assert "24 November 2026" in text


def test_the_report_has_what_is_for_the_curator_only(engine: Engine) -> None:
    document = report_document(KEPT, engine.snapshot, "id", NOW)
    text = render(document, ".txt")
    assert "pasalnya keliru" in text
    assert "resep rendang" in text
    assert "baris satu" not in text
    data = json.loads(render(document, ".json"))
    assert data["schema"] == 1
    assert data["gaps"] == [
        {"key": "resep", "question": "resep rendang", "at": DAY, "nearest": ["handshake-kelemahan"], "count": 4}
    ]
    assert data["flags"][0]["number"] == 3
    assert "notes" not in data


def test_hostile_text_stays_text(engine: Engine) -> None:
    notes = tuple(Note(str(number), text[:4000].replace("\ud800", ""), DAY) for number, text in enumerate(HOSTILE))
    document = kept_document(Kept(notes=notes), engine.snapshot, "id", NOW)
    page = render(document, ".html")
    assert "<script>" not in page
    for suffix in FORMATS:
        render(document, suffix)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_bad_questions_are_in_the_report_as_they_stand_now(engine: Engine, lang: Lang) -> None:
    item = engine.snapshot.bank.items[0]
    complaints = [
        Complaint(item.id, item.version, "kuncinya keliru", DAY),
        Complaint(item.id, item.version + 1, "", DAY),
        Complaint("sudah-tiada", 1, HOSTILE[0], DAY),
    ]
    document = report_document(Kept(), engine.snapshot, lang, NOW, complaints)
    word = Catalog(lang)
    text = " ".join(render(document, ".txt").split())
    for said in (item.stem.get(lang), "kuncinya keliru", word("kept.item_changed"), word("kept.item_gone")):
        assert said in text
    data = json.loads(render(document, ".json"))["complaints"]
    assert [row["stem"] for row in data] == [item.stem.id, item.stem.id, None]
    assert (data[0]["quiz"], data[1]["version_now"], data[2]["item"]) == (item.quiz, item.version, "sudah-tiada")
    for suffix in FORMATS:
        render(document, suffix)
