"""Comparisons and maps in linear text."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.plain.comparing import Comparisons
from kadguide.plain.links import LinkMap
from kadguide.plain.loop import converse
from kadguide.services import Services
from tests.hostile import HOSTILE


def test_what_can_be_compared_is_listed(engine: Engine) -> None:
    told = Comparisons(Services(engine)).tell("/banding", "id")
    assert told is not None
    for words in ("[model]", "[kind]", "[law]", "[pp]", "/banding handshake"):
        assert words in told.text
    assert told.document is None


def test_two_are_compared_row_by_row(engine: Engine) -> None:
    told = Comparisons(Services(engine)).tell("/COMPARE handshake, fee for service, zzz", "en")
    assert told is not None
    assert told.text.startswith("Not known among what can be compared: zzz.\n")
    assert "- Handshake Agreement: none\n- Fee for service contracts: not stated" in told.text
    assert told.choices == ("handshake-definisi", "fee-for-service-definisi")
    assert told.document is not None


def test_an_unknown_name_brings_the_list(engine: Engine) -> None:
    told = Comparisons(Services(engine)).tell("/banding zzz", "id")
    assert told is not None
    assert told.text.startswith("“zzz” tidak ada")
    assert "[model]" in told.text


def test_the_map_says_whose_reading_it_is(engine: Engine) -> None:
    told = LinkMap(Services(engine)).tell("/peta", "id")
    assert told is not None
    assert "Makalah tidak menghubungkan kendala dengan potensi" in told.text
    assert "Tidak ada jawaban; yang terdekat:" in told.text
    assert told.choices[0] == "kendala1-database"
    assert told.choices[-1] == "saran-kedua"
    other = LinkMap(Services(engine)).tell("/map 2", "en")
    assert other is not None
    assert other.text.startswith("The paper's models and their form in law\n")
    assert "/map 1 Obstacles" in other.text


@pytest.mark.parametrize("typed", ["0", "5", "²", "kendala", *HOSTILE])
def test_an_unknown_map_says_which_there_are(engine: Engine, typed: str) -> None:
    told = LinkMap(Services(engine)).tell(f"/peta {typed}", "id")
    assert told is not None
    assert "/peta" in told.text


@pytest.mark.parametrize("line", ["apa itu peta", "/petani", "/bandingkan", "banding a, b"])
def test_other_lines_are_left_alone(engine: Engine, line: str) -> None:
    services = Services(engine)
    assert Comparisons(services).tell(line, "id") is None
    assert LinkMap(services).tell(line, "id") is None


def test_the_conversation_opens_numbers_and_saves(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = io.StringIO()
    lines = ["/banding 1, 2", "/simpan a.json", "1", "/peta", "/simpan b.json", "3", "/keluar"]
    converse(Services(engine), "id", lines, out, prompt=False)
    assert "Apa itu Handshake Agreement · yakin" in out.getvalue()
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["comparison"]["id"] == "model"
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["map"]["id"] == "answers"
