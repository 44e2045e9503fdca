"""The model adviser, line by line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.plain.counsel import Counsel
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE


@pytest.fixture
def counsel(engine: Engine) -> Counsel:
    return Counsel(Services(engine))


def talk(engine: Engine, *lines: str) -> str:
    out = io.StringIO()
    converse(Services(engine), "id", lines, out, prompt=False)
    return out.getvalue()


@pytest.mark.parametrize("typed", ["/penasihat", "/Adviser"])
def test_it_asks_one_question_after_the_other(counsel: Counsel, typed: str) -> None:
    told = counsel.tell(typed, "id")
    assert told is not None
    assert told.asks
    assert "Pertanyaan 1 dari 13: Siapa mitranya?" in told.text
    assert "0. Belum tahu" in told.text
    assert "Pertanyaan 2 dari 13" in counsel.answer("1", "id").text
    assert "Pertanyaan 3 dari 13" in counsel.answer("Belum tahu", "id").text
    assert "Pertanyaan 2 dari 13" in counsel.answer("kembali", "id").text
    assert "Question 2 of 13" in counsel.answer("7", "en").text
    assert "This is the first question" in counsel.answer("back", "en").text + counsel.answer("back", "en").text


def test_the_result_opens_entries_by_number(engine: Engine) -> None:
    text = talk(engine, "/penasihat", "1", "1", "1", "2", "1", "4", "1", "1", "1", "0", "1")
    assert "Model yang disarankan: Joint Agreements" in text
    assert "Menurut hukum: wajib" in text
    assert "Ketik angka dalam kurung siku" in text
    assert "MAKALAH · Apa itu Joint Agreements" in text


def test_models_that_are_equal_are_listed_with_one_and(engine: Engine) -> None:
    text = " ".join(talk(engine, "/penasihat", "1", "1", "1", "hasil").split())
    assert "sama kuat: Fee for service contracts, Joint Agreements dan Jointly-formed authorities" in text


def test_the_result_is_saved(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = talk(engine, "apa itu TKKSD", "/penasihat", "3", "/simpan saran.json", "apa itu PKS", "/simpan obrolan.json")
    assert "Disimpan di" in text
    assert json.loads((tmp_path / "saran.json").read_text(encoding="utf-8"))["law"]["verdict"] == "outside"
    assert "turns" in json.loads((tmp_path / "obrolan.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("line", "title"), [("/banding", "Percakapan"), ("/tandai", "Saran"), ("/topik", "Percakapan")]
)
def test_what_was_read_before_is_not_saved_in_place_of_what_is_read_now(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, title: str
) -> None:
    monkeypatch.chdir(tmp_path)
    talk(engine, "apa itu TKKSD", "/penasihat", "3", line, "/simpan a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith(title)


def test_an_answer_is_changed_afterwards(counsel: Counsel) -> None:
    counsel.tell("/penasihat", "id")
    assert not counsel.answer("3", "id").asks
    told = counsel.tell("/penasihat", "id")
    assert told is not None
    assert "1. Siapa mitranya? Kementerian atau instansi pusat" in told.text
    assert "Ketik nomor jawaban" in counsel.answer("9", "id").text
    assert "Pertanyaan 1 dari" in counsel.answer("1", "id").text
    assert "Pertanyaan 2 dari 13" in counsel.answer("1", "id").text
    assert "Model yang disarankan" not in counsel.answer("hasil", "id").text
    counsel.tell("/penasihat", "id")
    assert "Pertanyaan 1 dari 13" in counsel.answer("ulang", "id").text


def test_the_interview_waits_while_something_else_is_said(engine: Engine) -> None:
    text = talk(engine, "/penasihat", "1", "/topik", "apa itu TKKSD", "/adviser", "1")
    assert text.count("Pertanyaan 2 dari 13") == 2
    assert "Pertanyaan 3 dari 13" in text


def test_hostile_lines_are_no_answers(counsel: Counsel) -> None:
    counsel.tell("/penasihat", "id")
    for text in HOSTILE:
        told = counsel.answer(text, "id")
        assert "Pertanyaan 1 dari 13" in told.text
        assert "\x1b" not in told.text


@pytest.mark.parametrize("line", ["penasihat", "/penasihatan", "apa itu penasihat"])
def test_other_lines_are_left_alone(counsel: Counsel, line: str) -> None:
    assert counsel.tell(line, "id") is None
