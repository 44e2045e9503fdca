"""A class line by line."""

from __future__ import annotations

import io

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.agenda import agenda_rows, agenda_text
from kadguide.exchange.slides import SlideText
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.learning.material import Material
from kadguide.plain.projector import project
from kadguide.teaching.board import Board
from kadguide.teaching.deck import named_deck
from kadguide.teaching.showing import Showing
from kadguide.wording import Wording
from tests.hostile import HOSTILE


def run(engine: Engine, *typed: str, lang: Lang = "id", deck: str = "agenda:setengah-hari") -> tuple[str, Showing]:
    snapshot = engine.snapshot
    material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
    wording = Wording(snapshot, lang)
    kind, _, name = deck.partition(":")
    found = named_deck(kind, name, material, snapshot.agendas)
    assert found is not None
    text = SlideText(snapshot, material, wording, found, "s")
    showing = Showing(found, Board(), lambda _: True, "s", text.levels)
    out = io.StringIO()
    project(showing, text, wording.catalog, typed, out)
    return out.getvalue(), showing


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_class_is_led_by_words(engine: Engine, lang: Lang) -> None:
    words = ("langkah 4", "", "", "tangan 7 14 3 2", "jawab") if lang == "id" else (
        "step 4", "next", "next", "hands 7 14 3 2", "answer",
    )  # fmt: skip
    said, showing = run(engine, *words, lang=lang)
    assert showing.slide.kind == "item"
    assert "✔" in said
    assert "(14)" in said
    assert max(len(line) for line in said.splitlines()) <= 82


def test_teams_score_and_undo(engine: Engine) -> None:
    said, showing = run(engine, "tim 2", "tim 2 +3", "tim 1 -1", "batal", "tim 9", "tim x", "regu 5", "regu 9", "skor")
    assert showing.board.points == [0, 1, 0, 0, 0]
    assert "Tim 5: 0" in said


def test_leaving_ends_it(engine: Engine) -> None:
    _, showing = run(engine, "keluar", "lanjut")
    assert showing.at == 0


@pytest.mark.parametrize("deck", ["quiz:kak", "module:dokumen", "agenda:dua-hari"])
def test_every_deck_can_be_gone_through(engine: Engine, deck: str) -> None:
    _, showing = run(engine, *["jawab", "jawab", ""] * 400, deck=deck)
    assert showing.at == len(showing.deck.slides) - 1


@pytest.mark.parametrize("before", ["", "tangan ", "tim ", "langkah ", "regu "])
def test_hostile_words_do_no_harm(engine: Engine, before: str) -> None:
    run(engine, "langkah 4", "", "", *(before + text[:500] for text in HOSTILE))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_agenda_is_printed_with_its_times(engine: Engine, lang: Lang) -> None:
    wording = Wording(engine.snapshot, lang)
    agenda = engine.snapshot.agendas["dua-hari"]
    text = agenda_text(agenda, 8 * 60 + 30, wording)
    assert "08:30-08:45   1. " in text
    assert text.count("08:30-") == 2
    assert max(len(line) for line in text.splitlines()) <= 80
    assert len(agenda_rows(engine.snapshot.agendas.values(), wording)) == 2


def test_the_sign_to_type_stands_before_each_line(engine: Engine) -> None:
    prompt = Catalog("id")("plain.prompt")
    said, _ = run(engine, "skor", "keluar")
    assert said.count(prompt) == 2
    assert said.index(prompt) < said.index("Tim 1: 0")
    assert said.endswith(prompt)
