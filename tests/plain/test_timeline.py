"""The timeline and the glossary in linear text."""

from __future__ import annotations

import io

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.model import Lang
from kadguide.plain.glossary import Terms
from kadguide.plain.loop import converse
from kadguide.plain.timeline import Years
from kadguide.services import Services
from tests.hostile import HOSTILE


def years(engine: Engine) -> Years:
    return Years(engine.snapshot, Services(engine).now)


def terms(engine: Engine) -> Terms:
    return Terms(engine.snapshot, Services(engine).now)


@pytest.mark.parametrize(
    ("line", "lang", "said"),
    [
        ("/linimasa", "id", "1. 1957 UU 1/1957, Pokok-pokok Pemerintahan Daerah: dicabut oleh UU 18/1965"),
        ("/timeline", "en", "1. 1957 Law 1/1957, Principles of Regional Government: revoked by Law 18/1965"),
    ],
)
def test_all_regulations_are_numbered(engine: Engine, line: str, lang: Lang, said: str) -> None:
    told = years(engine).tell(line, lang)
    assert told is not None
    assert told.text.startswith(said)
    assert len(told.choices) == len(engine.snapshot.stops)
    assert told.choices[0] == "uu1-1957-kerja-sama"
    assert told.document is not None
    assert max(map(len, told.text.splitlines())) <= 80


@pytest.mark.parametrize(("line", "lang"), [("/linimasa berlaku", "id"), ("/timeline In Force", "en")])
def test_only_those_in_force(engine: Engine, line: str, lang: Lang) -> None:
    told = years(engine).tell(line, lang)
    assert told is not None
    assert 0 < len(told.choices) < len(engine.snapshot.stops)
    assert "1957" not in told.text


def test_one_regulation(engine: Engine) -> None:
    told = years(engine).tell("/linimasa pp 50 tahun 2007", "id")
    assert told is not None
    assert told.choices == ("pp50-isi",)
    assert "Status: dicabut sejak 13 Juli 2018" in told.text
    assert "Dicabut oleh: PP 28/2018 Pasal 51" in told.text
    assert "Menurut makalah: " in told.text
    silent = years(engine).tell("/timeline law 1/1957", "en")
    assert silent is not None
    assert "According to the paper: not stated" in silent.text


def test_an_unknown_regulation_says_what_to_try(engine: Engine) -> None:
    told = years(engine).tell("/linimasa UU 99/1999", "id")
    assert told is not None
    assert "Coba misalnya" in told.text
    assert told.choices == ()


@pytest.mark.parametrize(
    ("line", "lang", "said"),
    [
        ("/istilah PKS", "id", "perjanjian kerja sama (PKS)\nInggris: cooperation agreement\n"),
        ("/ISTILAH kerjasama wajib", "id", "kerja sama wajib\nInggris: mandatory cooperation\n"),
        ("/glossary third party", "en", "third party\nIndonesian: pihak ketiga\n"),
    ],
)
def test_a_term_is_explained(engine: Engine, line: str, lang: Lang, said: str) -> None:
    told = terms(engine).tell(line, lang)
    assert told is not None
    assert told.text.startswith(said)
    assert len(told.choices) == 1


def test_all_terms_by_letter(engine: Engine) -> None:
    told = terms(engine).tell("/istilah", "id")
    assert told is not None
    assert told.text.startswith("A: ")
    assert "\nP: " in told.text
    assert "/istilah PKS" in told.text
    assert told.document is not None


def test_an_unknown_term_says_what_to_try(engine: Engine) -> None:
    told = terms(engine).tell("/istilah zzqx", "id")
    assert told is not None
    assert "Coba sebagian" in told.text


def test_other_lines_are_left_alone(engine: Engine) -> None:
    for line in ("apa itu linimasa", "/linimasaku", "istilah pks", "/"):
        assert years(engine).tell(line, "id") is None
        assert terms(engine).tell(line, "id") is None


def test_odd_text_is_only_looked_up(engine: Engine) -> None:
    for text in HOSTILE:
        assert years(engine).tell(f"/linimasa {text}", "id") is not None
        assert terms(engine).tell(f"/istilah {text}", "id") is not None


def test_the_conversation_takes_the_numbers(engine: Engine) -> None:
    out = io.StringIO()
    lines = ["/linimasa UU 22/1999", "1", "/istilah tkksd", "1", "/keluar"]
    converse(Services(engine), "id", lines, out, prompt=False)
    assert "Ketik 1 untuk membaca" in out.getvalue()
    assert out.getvalue().count("Sumber:") >= 3
