"""Timeline and glossary as documents: every format holds the whole table."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.glossary import Glossary
from kadguide.browsing.timeline import Timeline
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.glossary import glossary_document
from kadguide.exchange.timeline import timeline_document
from kadguide.knowledge.model import LANGS, Lang

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)


def timeline(engine: Engine, lang: Lang) -> Document:
    return timeline_document(Timeline(engine.snapshot).stations, engine.snapshot, lang, NOW)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lang", LANGS)
def test_every_format_has_all_regulations(engine: Engine, suffix: str, lang: Lang) -> None:
    text = render(timeline(engine, lang), suffix)
    for stop in engine.snapshot.stops:
        assert engine.snapshot.sources[stop.source].cite.get(lang) in text
    assert ("according to the paper" if lang == "en" else "menurut makalah") in text.lower() or suffix == ".json"


def test_status_and_neighbours_are_those_of_the_sources(engine: Engine) -> None:
    rows = {row["id"]: row for row in json.loads(render(timeline(engine, "id"), ".json"))["regulations"]}
    assert rows["pp-50-2007"]["in_force"] is False
    assert rows["pp-50-2007"]["revoked_by"] == "pp-28-2018"
    assert rows["pp-28-2018"]["revoked"] == ["pp-50-2007"]
    assert rows["uu-1-1957"]["paper"] is None


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_has_all_terms(engine: Engine, suffix: str) -> None:
    terms = Glossary(engine.snapshot, "id").terms
    text = render(glossary_document(terms, engine.snapshot, "id", NOW), suffix)
    assert "perjanjian kerja sama" in text
    assert "subosukawonosraten" in text.casefold()
