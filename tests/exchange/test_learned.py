"""What a learner takes along: progress, own data, Anki package."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from copy import copy
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.anki import write_package
from kadguide.exchange.formats import FORMATS, render
from kadguide.exchange.learned import Learned, LearnedError, learned_json, read_learned
from kadguide.exchange.progress import bars, progress_document
from kadguide.i18n import LANGUAGES
from kadguide.knowledge.model import Lang
from kadguide.learning.certificate import missing_modules
from kadguide.learning.journal import Answer, MemoryJournal, OwnCard, Session, Skip
from kadguide.learning.trainer import Trainer
from kadguide.services import Services
from kadguide.wording import Wording
from tests.learning.sample_items import ALL, material

START = datetime(2026, 11, 25, 8, tzinfo=UTC)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def learned() -> Trainer:
    """Somebody who answered everything right on two days, and one item wrong."""
    journal = MemoryJournal()
    journal.begin(Session("s", "module", "awal", tuple(item.id for item in ALL), "benih", START.isoformat()))
    for day in range(2):
        for number, item in enumerate(ALL * 2):
            at = (START + timedelta(days=day, minutes=number)).isoformat()
            journal.record(
                Answer("s", 1000 * day + number, "module", item.id, 1, "{}", 1.0, (), 0, "", 30.0, at, "2026-11-25")
            )
    last = (START + timedelta(days=1, hours=3)).isoformat()
    wrong = Answer(
        "s", 9000, "module", "single", 1, '{"chosen": ["b"], "text": ""}', 0.0, (), 0, "sure", 30.0, last, ""
    )
    journal.record(wrong)
    journal.add_card(OwnCard("handshake-kelemahan", "apa?", START.isoformat()))
    journal.skip(Skip("lanjut", START.isoformat()))
    return Trainer(material(), journal, lambda: START + timedelta(days=2), "2026-11-25")


@each_language
def test_progress_says_what_was_done(engine: Engine, lang: Lang) -> None:
    trainer = learned()
    document = progress_document(trainer, engine.snapshot, Wording(engine.snapshot, lang), trainer.now())
    for ending in FORMATS:
        assert render(document, ending)
    first = trainer.material.competencies[0].text.get(lang)
    assert f"\n1. {first}" in render(document, ".txt")
    assert f"<ol>\n<li>{first}" in render(document, ".html")
    data = json.loads(render(document, ".json"))
    assert data["answers"] == 37
    assert data["modules"][0]["state"] == "mastered"
    assert data["modules"][1]["state"] == "skipped"
    assert data["errors"] == {"keliru": 1}
    assert sum(data["history"].values()) == 37
    assert list(data["history"]) == sorted(data["history"])
    assert len(data["forecast"]) == 14


@each_language
def test_no_weak_spot_is_something_else_than_too_few_answers(engine: Engine, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    said = []
    for trainer in (learned(), Trainer(material(), MemoryJournal(), lambda: START, "2026-11-25")):
        text = render(progress_document(trainer, engine.snapshot, wording, START), ".txt")
        said.append([key for key in ("weak_none", "weak_unseen") if wording.catalog(f"learn.{key}")[:20] in text])
    assert said == [["weak_none"], ["weak_unseen"]]


def test_competencies_are_numbered_once_and_as_the_material_numbers_them(engine: Engine) -> None:
    trainer = Services(engine).trainer
    numbers = [found.number for found in trainer.material.competencies]
    assert numbers == list(range(1, len(numbers) + 1))
    document = progress_document(trainer, engine.snapshot, Wording(engine.snapshot, "id"), trainer.now())
    text = render(document, ".md")
    assert text.count("\n1. ") == text.count(f"\n{len(numbers)}. ") == 1
    assert "- 1. " not in text
    assert "<ol>" in render(document, ".html")


def test_a_bar_shows_its_number() -> None:
    assert bars(["a", "b", "c"], [30, 1, 0], 10) == ["a  ██████████ 30", "b  █ 1", "c   0"]


def test_a_skipped_module_gives_no_certificate() -> None:
    assert [state.module.id for state in missing_modules(learned().states())] == ["lanjut"]


def test_own_data_comes_back() -> None:
    trainer, other = learned(), MemoryJournal()
    text = learned_json(trainer.journal, trainer.now())
    other.add_all(*read_learned(text))
    assert learned_json(other, trainer.now()) == text
    other.add_all(*read_learned(text))
    assert learned_json(other, trainer.now()) == text


BAD = [
    ("", "JSON"), ("[]", "schema"), ("{}", "schema"), ('{"schema": 1, "answers": 3}', "answers"),
    ('{"schema": 1, "answers": [{}]}', "answers[0].session"),
    ('{"schema": 1, "skips": [{"module": 3, "at": ""}]}', "skips[0].module"),
    ('{"schema": 1, "skips": [{"module": "a", "at": "gestern"}]}', "skips[0].at"),
    ('{"schema": 1, "skips": [{"module": "a", "at": "2026-01-01", "x": 1}]}', "skips[0]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "where"), BAD)
def test_bad_data_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(LearnedError) as caught:
        read_learned(text)
    assert caught.value.where == where


def test_an_answer_outside_its_range_is_refused() -> None:
    trainer = learned()
    data = json.loads(learned_json(trainer.journal, trainer.now()))
    data["answers"][0]["fraction"] = 7
    with pytest.raises(LearnedError):
        read_learned(json.dumps(data))
    assert read_learned('{"schema": 1}') == Learned()


def notes_in(path: Path) -> list[tuple[str, int, str, str]]:
    """GUID, time, tags and fields of the notes in a package."""
    with zipfile.ZipFile(path) as package:
        path.with_suffix(".db").write_bytes(package.read("collection.anki2"))
    with closing(sqlite3.connect(path.with_suffix(".db"))) as connection:
        return connection.execute("SELECT guid, mod, tags, flds FROM notes").fetchall()


@each_language
def test_a_package_keeps_its_ids(engine: Engine, tmp_path: Path, lang: Lang) -> None:
    ids = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.apkg"
        assert write_package(path, material(), engine.snapshot, lang) == len(ALL)
        rows = notes_in(path)
        assert all("<script" not in fields for *_, fields in rows)
        kind = {"id": "jenis", "en": "kind"}[lang]
        assert all(f" {kind}::" in tags for _, _, tags, _ in rows)
        ids.append([guid for guid, *_ in rows])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ALL)


@pytest.mark.parametrize(
    ("updated", "version", "checked", "hours"),
    [
        (0, 1, -5, 1), (0, 2, -5, 2), (0, 24, -5, 24), (1, 1, -5, 25),
        (0, 1, 1, 25), (-9, 1, 1, 25),  # what was not dated anew is as new as the knowledge that it comes from
    ],
)  # fmt: skip
def test_a_note_is_as_new_as_what_was_changed_last(
    engine: Engine, tmp_path: Path, updated: int, version: int, checked: int, hours: int
) -> None:
    snapshot, day = copy(engine.snapshot), date(2026, 11, 25)
    snapshot.about = engine.snapshot.about | {"checked_on": (day + timedelta(days=checked)).isoformat()}
    one = ALL[0]._replace(updated=day + timedelta(days=updated), version=version)
    write_package(tmp_path / "a.apkg", material((one,)), snapshot, "en")
    ((_, mod, *_),) = notes_in(tmp_path / "a.apkg")
    assert mod == (datetime(2026, 11, 25, tzinfo=UTC) + timedelta(hours=hours)).timestamp()
