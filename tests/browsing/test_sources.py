"""The sources of entries, and their cards in words and as documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.sources import MOST_LISTED, chosen_source, source_card, sources_of
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.sources import card_document, card_text, cited_row, status_in_full, tell
from kadguide.knowledge.model import LANGS, Lang
from kadguide.knowledge.places import article_numbers
from kadguide.wording import Wording
from tests.hostile import HOSTILE

ENTRY = "handshake-kelemahan"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def test_each_source_of_an_entry_stands_once_with_all_its_places(engine: Engine) -> None:
    snapshot = engine.snapshot
    for card in snapshot.cards:
        cited = sources_of([card.id], snapshot)
        assert [one.source.id for one in cited] == list(dict.fromkeys(c.source for c in card.citations))
        assert {c for one in cited for c in one.citations} == set(card.citations)
    two = sources_of([ENTRY, ENTRY], snapshot)
    assert two == sources_of([ENTRY], snapshot)
    rows = [cited_row(one, Wording(snapshot, "id")) for one in two]
    assert rows[-1] == "PP 28/2018 Pasal 9 (berlaku)"
    assert rows[0].startswith("Radji, Model Penyelenggaraan Kerja Sama Daerah, bagian ")


@pytest.mark.parametrize("lang", LANGS)
def test_every_source_has_a_card_in_words(engine: Engine, lang: Lang) -> None:
    snapshot, wording = engine.snapshot, Wording(engine.snapshot, lang)
    for id_, source in snapshot.sources.items():
        card = source_card(id_, snapshot)
        assert card is not None
        told = tell(card, snapshot, wording)
        text = card_text(told)
        assert told.title == source.cite.get(lang)
        assert wording.day(source.checked_on.isoformat()) in " ".join(text.split())
        assert all(target in snapshot.sources for target, _ in told.ties)
        assert all(entry in snapshot.position for entry, _ in told.entries)
        assert "{" not in text
        assert (source.url or wording.catalog("sources.silent")) in dict(told.facts).values()


@pytest.mark.parametrize(
    ("source", "lang", "said"),
    [
        ("pp-28-2018", "id", "berlaku sejak 13 Juli 2018"),
        ("pp-50-2007", "id", "dicabut oleh PP 28/2018 Pasal 51 sejak 13 Juli 2018"),
        ("uu-1-1957", "id", "dicabut oleh UU 18/1965"),
        ("uu-29-2007", "id", "status belum dipastikan"),
        ("radji", "id", "terbitan"),
        (
            "uu-23-2014", "en",
            "in force, amended by Law 2/2015, Law 9/2015, Law 11/2020 and Law 1/2022; took effect 2 October 2014",
        ),
        (
            "uu-32-2004", "en",
            "revoked by Law 23/2014 Art. 409 since 2 October 2014; took effect 15 October 2004",
        ),
    ],
)  # fmt: skip
def test_the_status_says_by_what_and_since_when(engine: Engine, source: str, lang: Lang, said: str) -> None:
    snapshot = engine.snapshot
    assert status_in_full(snapshot.sources[source], snapshot, Wording(snapshot, lang)) == said


def test_ties_lead_both_ways(engine: Engine) -> None:
    old, new = source_card("pp-50-2007", engine.snapshot), source_card("pp-28-2018", engine.snapshot)
    assert old is not None
    assert new is not None
    assert ("revoked_by", "pp-28-2018") in old.ties
    assert ("revokes", "pp-50-2007") in new.ties
    law = source_card("uu-9-2015", engine.snapshot)
    assert law is not None
    assert ("amends", "uu-23-2014") in law.ties


def test_entries_on_the_same_articles_come_first(engine: Engine) -> None:
    snapshot = engine.snapshot
    card = source_card("pp-28-2018", snapshot, ENTRY)
    assert card is not None
    assert [c.article for c in card.citations] == ["9"]
    assert ENTRY not in card.entries

    def on_nine(entry: str) -> bool:
        cited = snapshot.card_of(entry).citations
        return any(c.source == "pp-28-2018" and "9" in article_numbers(c.article or "") for c in cited)

    same = [on_nine(entry) for entry in card.entries]
    assert same == sorted(same, reverse=True)
    assert any(same)
    told = tell(card, snapshot, Wording(snapshot, "id"))
    assert len(told.entries) == MOST_LISTED
    assert f"({MOST_LISTED} dari {len(card.entries)})" in told.lead
    assert "PP 28/2018" in told.more
    assert dict(told.facts)["Dikutip di sini"] == "Pasal 9"


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        ("1", "radji"), ("2", "pp-28-2018"), ("3", None), ("0", None), ("99999999", None), ("pp 28/2018", "pp-28-2018"),
        ("PP Nomor 28 Tahun 2018", "pp-28-2018"), ("GR 28/2018", "pp-28-2018"), ("UU 32/2004", "uu-32-2004"),
        ("law 32/2004", "uu-32-2004"), ("UU 99/1900", None), ("", None), ("/", None), ("²", None),
    ],
)  # fmt: skip
def test_a_source_is_chosen_by_number_or_name(engine: Engine, typed: str, source: str | None) -> None:
    found = chosen_source(typed, sources_of([ENTRY], engine.snapshot), engine.snapshot)
    assert (found.id if found else None) == source


def test_hostile_names_choose_nothing(engine: Engine) -> None:
    cited = sources_of([ENTRY], engine.snapshot)
    assert {chosen_source(text, cited, engine.snapshot) for text in HOSTILE} == {None}
    assert source_card("tidak-ada", engine.snapshot) is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_card_is_saved_in_every_format(engine: Engine, lang: Lang) -> None:
    card = source_card("pp-50-2007", engine.snapshot, ENTRY)
    assert card is not None
    document = card_document(card, engine.snapshot, Wording(engine.snapshot, lang), NOW)
    for ending in FORMATS:
        assert "https://peraturan.info/pp/2007/50" in render(document, ending)
    data = json.loads(render(document, ".json"))
    assert data["source"]["revoked_by"] == "pp-28-2018"
    assert len(data["source"]["entries"]) == len(card.entries)
