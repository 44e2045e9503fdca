"""Advice as a document: every format has the model, the law, the answers and the sources with their status."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.advice import advice_document, advice_page
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, render
from kadguide.guiding.interview import Interview
from kadguide.knowledge.model import LANGS, Lang
from kadguide.wording import Wording
from tests.guiding.test_adviser import some_answers

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
ANSWERS = {
    "partner": "region", "affair": "yes", "issue": "service", "provider": "together", "control": "shared",
    "body": "none", "document": "yes", "border": "yes", "effects": "yes", "efficient": "unknown",
}  # fmt: skip


def interview_of(engine: Engine, answers: dict[str, str]) -> Interview:
    interview = Interview(engine.snapshot.adviser)
    interview.answers = dict(answers)
    interview.finish()
    return interview


def advice(engine: Engine, answers: dict[str, str], lang: Lang = "id") -> Document:
    return advice_document(interview_of(engine, answers), engine.snapshot, lang, NOW)


@pytest.mark.parametrize("suffix", [suffix for suffix in FORMATS if suffix != ".json"])
def test_every_format_says_the_same(engine: Engine, suffix: str) -> None:
    text = " ".join(render(advice(engine, ANSWERS), suffix).split())
    for said in (
        "Model yang disarankan: Joint Agreements",
        "Menurut hukum: wajib",
        "pembacaan kadguide",
        "Hukum tidak mengenal lima model",
        "Makalah tidak memberi rumus",
        "Kelemahannya menurut makalah",
        "Yang tersingkir",
        "Periksa berikutnya",
        "Jawaban Anda",
        "Siapa mitranya? Pemerintah daerah lain",
        "lebih efisien bila dikelola bersama? Belum tahu",
        "PP 28/2018 (berlaku; diperiksa 23 November 2026)",
        "Bukan nasihat hukum",
    ):
        assert said in text


def test_the_words_follow_the_language(engine: Engine) -> None:
    text = " ".join(render(advice(engine, ANSWERS, "en"), ".txt").split())
    assert "Recommended model: Joint Agreements" in text
    assert "By the law: mandatory" in text
    assert "Jawaban" not in text


def test_json_is_data(engine: Engine) -> None:
    data = json.loads(render(advice(engine, ANSWERS), ".json"))
    assert data["schema"] == 1
    assert data["saved_at"] == "2026-11-24T09:05:00+00:00"
    assert data["best"] == ["joint-agreements"]
    assert data["firmness"] == "firm"
    assert data["answers"] == ANSWERS
    assert data["law"]["verdict"] == "mandatory"
    assert data["law"]["reading"] is True
    assert [model["model"] for model in data["models"] if model["excluded_by"]] == [
        "handshake", "fee-for-service", "joint-authorities"
    ]  # fmt: skip
    assert data["checks"][0]["entries"] == ["objek-kerja-sama-apa"]


@pytest.mark.parametrize("lang", LANGS)
def test_any_answers_can_be_written(engine: Engine, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    for answers in some_answers(engine.snapshot.adviser, 80):
        interview = interview_of(engine, answers)
        page = advice_page(interview, engine.snapshot, wording)
        text = render(advice_document(interview, engine.snapshot, lang, NOW), ".txt")
        assert "{" not in text
        assert all(entry in engine.snapshot.position for entry in page.entries)
        assert len(set(page.entries)) == len(page.entries)
        for number in range(1, len(page.entries) + 1):
            assert f"[{number}]" in text


def test_a_partner_that_is_no_region_is_pointed_elsewhere(engine: Engine) -> None:
    text = " ".join(render(advice(engine, {"partner": "centre"}), ".txt").split())
    assert "Tidak ada model yang disarankan" in text
    assert "Menurut hukum: di luar wajib dan sukarela" in text
    assert "sinergi" in text
    assert "Persetujuan DPRD" not in text
    assert text.count("Lima model itu model kerja sama antarpemerintah daerah") == 1


def test_a_handshake_is_never_recommended_without_what_the_law_asks(engine: Engine) -> None:
    answers = {"partner": "region", "affair": "yes", "document": "no", "history": "yes", "strategic": "no"}
    first = advice(engine, answers).sections[0]
    assert "Handshake" in first.heading
    assert "PP 28/2018 Pasal 6 ayat (3)" in str(first.blocks[2])
