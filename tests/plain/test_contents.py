"""The topics in linear text."""

from __future__ import annotations

import io

import pytest

from kadguide.answering.engine import Engine
from kadguide.linear import WIDTH
from kadguide.plain.contents import MOST_LISTED, Contents
from kadguide.plain.loop import converse
from kadguide.services import Services


def test_topics_entries_and_one_entry(engine: Engine) -> None:
    contents = Contents(Services(engine))
    topics = contents.tell("/topik", "id")
    assert topics is not None
    assert "Lima model kerja sama [model]" in topics.text
    for name in ("model", "lima model kerja sama", "Five cooperation models"):
        told = contents.tell(f"/topics {name}", "id")
        assert told is not None
        if told.choices:
            assert "handshake-kelemahan" in told.choices
            assert "Ketik angkanya" in told.text
    for name in ("handshake-kelemahan", "Kelemahan Handshake Agreement"):
        told = contents.tell(f"/TOPIK {name}", "id")
        assert told is not None
        assert told.text.startswith("MAKALAH · Kelemahan Handshake Agreement\n")
        assert "Sumber:" in told.text


def test_an_unknown_name_says_what_is_near(engine: Engine) -> None:
    told = Contents(Services(engine)).tell("/topik handshake-kelemahann", "en")
    assert told is not None
    assert "handshake-kelemahan" in told.text
    assert "/find" in told.text


def test_what_is_found_is_numbered(engine: Engine) -> None:
    told = Contents(Services(engine)).tell("/cari handshake kelemahan", "id")
    assert told is not None
    assert told.choices[0] == "handshake-kelemahan"
    assert told.text.startswith("1. Kelemahan Handshake Agreement · Lima model kerja sama\n")
    many = Contents(Services(engine)).tell("/find kerja sama", "en")
    assert many is not None
    assert len(many.choices) == MOST_LISTED
    assert "add a word" in many.text
    assert all(len(line) <= WIDTH for line in many.text.split("\n"))


@pytest.mark.parametrize(("line", "said"), [("/cari zzqx", "Coba kata"), ("/cari", "misalnya")])
def test_nothing_found_says_what_to_try(engine: Engine, line: str, said: str) -> None:
    told = Contents(Services(engine)).tell(line, "id")
    assert told is not None
    assert said in told.text
    assert told.choices == ()


@pytest.mark.parametrize("line", ["apa itu topik", "/topikal", "cari pks", "/"])
def test_other_lines_are_left_alone(engine: Engine, line: str) -> None:
    assert Contents(Services(engine)).tell(line, "id") is None


def test_the_conversation_takes_the_numbers(engine: Engine) -> None:
    out = io.StringIO()
    converse(Services(engine), "id", ["/cari handshake kelemahan", "1", "/topik", "/keluar"], out, prompt=False)
    assert "Sumber:" in out.getvalue()
    assert "[ksdpk]" in out.getvalue()


def test_an_entry_with_questions_says_how_to_try_them(engine: Engine) -> None:
    services = Services(engine)
    contents = Contents(services)
    with_items = next(iter(services.trainer.material.by_entry))
    without = next(id_ for id_ in engine.snapshot.position if id_ not in services.trainer.material.by_entry)
    asked, unasked = contents.tell(f"/topik {with_items}", "id"), contents.tell(f"/topik {without}", "id")
    assert asked is not None
    assert unasked is not None
    assert f"/kuis {with_items}" in asked.text
    assert "/kuis" not in unasked.text


def test_a_command_that_there_is_not_is_no_question(engine: Engine) -> None:
    out = io.StringIO()
    converse(Services(engine), "id", ("/topikk model",), out, prompt=False)
    assert "Perintah /topikk tidak dikenal. Ketik /bantuan." in out.getvalue()
    assert "Itu tidak ada dalam materi" not in out.getvalue()
