"""Comparisons and maps as documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.comparing import Chosen, comparable, lay_out
from kadguide.browsing.links import VIEWS, view_of
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.link_map import map_document
from kadguide.exchange.side_by_side import side_by_side_document, side_by_side_text
from kadguide.knowledge.model import Lang
from kadguide.wording import Wording

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def compared(engine: Engine, chosen: Chosen, lang: Lang = "id") -> Document:
    shown = lay_out(engine.snapshot, chosen)
    return side_by_side_document(shown, engine.snapshot, Wording(engine.snapshot, lang), NOW)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_comparison_keeps_layer_silence_and_sources(engine: Engine, suffix: str) -> None:
    text = render(compared(engine, Chosen("model", ("handshake", "fee-for-service"))), suffix)
    for words in ("Handshake Agreement", "Fee for service contracts", "relatif cepat", "Model, butir 1", "PP 28/2018"):
        assert words in text
    assert ('"layer": "paper"' if suffix == ".json" else "MAKALAH") in text
    assert ("null" if suffix == ".json" else "tidak disebut") in text
    assert "50/2007" not in text


def test_the_table_has_a_column_for_each(engine: Engine) -> None:
    for chosen in comparable(engine.snapshot):
        text = render(compared(engine, chosen, "en"), ".md")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert {line.count(" | ") for line in rows} == {len(chosen.subjects)}
        assert "Sources:" in text


def test_rules_stand_for_themselves(engine: Engine) -> None:
    data = json.loads(render(compared(engine, Chosen("pp", ("pp-50-2007", "pp-28-2018"))), ".json"))
    assert [source["status"] for source in data["comparison"]["sources"]] == ["revoked", "in_force"]
    assert data["comparison"]["layer"] == "law"


def test_the_text_has_no_marks(engine: Engine) -> None:
    shown = lay_out(engine.snapshot, Chosen("model", ("handshake", "regional-bodies")))
    text = side_by_side_text(shown, engine.snapshot, Wording(engine.snapshot, "en"), 80)
    assert text.startswith("PAPER · The five models compared\nHandshake Agreement and Regional Bodies\n")
    assert "- Regional Bodies: not stated" in text
    assert "not the paper) · LAW AND PRACTICE\n" in text
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("id_", VIEWS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_map_says_who_draws_its_links(engine: Engine, suffix: str, id_: str, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    view = view_of(engine.snapshot, id_)
    text = render(map_document(view, engine.snapshot, wording, NOW), suffix)
    for link in view.links:
        said = link.basis if suffix == ".json" else wording.catalog(f"links.basis_{link.basis}")
        assert said.replace("'", "&#x27;") in text or said in text
    assert (f'"id": "{id_}"' if suffix == ".json" else wording.catalog(f"links.title_{id_}").split("'")[0]) in text
