"""The search through titles, names and texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.finding import MOST_FOUND, Finder, words_of
from kadguide.knowledge.model import Lang
from kadguide.knowledge.reader import read_library
from kadguide.knowledge.snapshot import Snapshot, encode_library
from tests.hostile import HOSTILE
from tests.sample import write_sample

GLOSSARY = """\
[[terms]]
id = "retribusi"
entry = "air-tarif"
abbreviation = ["RTB"]
aliases = ["uang langganan"]
[terms.term]
id = "retribusi"
en = "user charge"
[terms.meaning]
id = "Bayaran."
en = "A payment."
"""


@pytest.fixture(scope="module")
def finder(engine: Engine) -> Finder:
    return Finder(engine.snapshot, "id")


@pytest.mark.parametrize(
    "typed",
    [
        "Kelemahan Handshake Agreement",
        "handshake kelemahan",
        "KELEMAHAN handsh",
        "weaknesses of the handshake",
        "kelemahan hàndshake",
    ],
)
def test_titles_are_found_by_their_words(finder: Finder, typed: str) -> None:
    assert finder.find(typed)[0].entry == "handshake-kelemahan"


def test_each_row_names_title_and_topic(finder: Finder, engine: Engine) -> None:
    topics = {topic.title.id for topic in engine.snapshot.topics}
    for row in finder.find("kerja sama"):
        assert row.topic in topics
        assert row.title == engine.snapshot.card_of(row.entry).title.id


@pytest.mark.parametrize("typed", ["jangka waktu pks", "dprd 45", "PP 28/2018 pasal 6", "kerjasama wajib"])
def test_every_word_occurs(finder: Finder, engine: Engine, typed: str) -> None:
    found = finder.find(typed)
    assert 0 < len(found) <= MOST_FOUND
    for row in found:
        entry = engine.snapshot.entry(row.entry)
        subject = engine.snapshot.subjects.get(entry.subject or "")
        names = subject.names.all if subject else ()
        text = "".join(words_of(" ".join([*entry.title, *names])) + words_of(entry.body.id[:200]))
        whole = f"{text} {entry.body.id}".casefold().replace(" ", "")
        assert all(word in whole for word in words_of(typed))


def test_titles_come_before_texts(finder: Finder) -> None:
    in_title = ["dprd" in row.title.casefold() for row in finder.find("dprd")]
    assert in_title == sorted(in_title, reverse=True)
    assert in_title[0]


def test_long_words_are_found_across_blanks_and_in_words(finder: Finder) -> None:
    assert {row.entry for row in finder.find("kerjasama wajib")} >= {
        row.entry for row in finder.find("kerja wajib")[:3]
    }
    assert finder.find("tandatangan")


@pytest.mark.parametrize("typed", ["", "   ", "?!", "zzqx", "kerja zzqx", "日本"])
def test_nothing_is_found_where_nothing_is(finder: Finder, typed: str) -> None:
    assert finder.find(typed) == []


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_text_is_only_looked_for(finder: Finder, typed: str) -> None:
    assert len(finder.find(typed)) <= MOST_FOUND


@pytest.mark.parametrize(
    "typed", ["retribusi", "user charge", "rtb", "uang lang", "tarif air", "bupati", "water tariff"]
)
def test_terms_names_and_titles_of_both_languages_count(tmp_path: Path, typed: str) -> None:
    root = write_sample(tmp_path / "k", **{"glossary.toml": GLOSSARY})
    snapshot = Snapshot(encode_library(read_library(root).library))
    assert [row.entry for row in Finder(snapshot, "id").find(typed)] == ["air-tarif"]


@pytest.mark.parametrize(("lang", "typed"), [("id", "ditetapkan bupati"), ("en", "the regent sets")])
def test_texts_count_in_their_language(tmp_path: Path, lang: Lang, typed: str) -> None:
    snapshot = Snapshot(encode_library(read_library(write_sample(tmp_path / "k")).library))
    assert len(Finder(snapshot, lang).find(typed)) == 1
    assert not Finder(snapshot, "en" if lang == "id" else "id").find(typed)
