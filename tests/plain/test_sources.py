"""Sources in linear text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Lang
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE


def talk(engine: Engine, *lines: str, lang: Lang = "id") -> str:
    out = io.StringIO()
    converse(Services(engine), lang, lines, out, prompt=False)
    return out.getvalue()


def test_the_sources_of_an_answer_are_listed_and_told_by_number(engine: Engine) -> None:
    asked = "apa kelemahan handshake agreement?"
    text = talk(engine, asked, "/sumber")
    assert "2. PP 28/2018 Pasal 9 (berlaku)" in text
    for told in (talk(engine, asked, "/sumber 2"), talk(engine, asked, "/sumber", "2")):
        assert "Status: berlaku sejak 13 Juli 2018" in told
        assert "Dikutip di sini: Pasal 9" in told


def test_a_number_after_the_card_opens_an_entry_and_its_sources_are_next(engine: Engine) -> None:
    text = talk(engine, "/topik handshake-kelemahan", "/sumber 2", "1", "/sumber")
    assert "SUMBER · peraturan" in text
    assert text.count("yakin") == 1
    assert "1. " in text.split("SUMBER · peraturan")[1]


def test_a_question_after_the_list_is_a_question(engine: Engine) -> None:
    text = talk(engine, "apa kelemahan handshake agreement?", "/sumber", "apa itu TKKSD?", "/sumber")
    assert "Permendagri 22/2020 Pasal 1" in text.split("Ketik nomornya")[1]


def test_a_comparison_has_the_sources_of_both(engine: Engine) -> None:
    text = talk(engine, "bandingkan UU 22/1999 dengan UU 32/2004", "/sumber")
    assert "1. " in text
    assert "Ketik nomornya" in text


@pytest.mark.parametrize(
    ("lang", "lines", "said"),
    [
        ("id", ["/sumber"], "Belum ada jawaban"),
        ("en", ["/sources"], "There is no answer yet"),
        ("id", ["/sumber 1"], "Tidak ada sumber “1”"),
        ("en", ["/sources Law 32/2004"], "Status: revoked by Law 23/2014 Art. 409"),
        ("id", ["apa itu TKKSD", "/sumber 9"], "Tidak ada sumber “9”"),
    ],
)
def test_what_cannot_be_told_is_said(engine: Engine, lang: Lang, lines: list[str], said: str) -> None:
    assert said in talk(engine, *lines, lang=lang)


def test_hostile_names_are_only_looked_up(engine: Engine) -> None:
    text = talk(engine, *(f"/sumber {text}" for text in HOSTILE[::3]))
    assert "\x1b" not in text


def test_a_card_is_saved(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "pp.json"
    talk(engine, "/sumber PP 50/2007", f"/simpan {path}")
    assert json.loads(path.read_text(encoding="utf-8"))["source"]["id"] == "pp-50-2007"
