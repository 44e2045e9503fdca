"""What is compared, and what is laid out."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.comparing import Chosen, comparable, lay_out, named, toggled
from tests.hostile import HOSTILE

MODELS = ("handshake", "fee-for-service", "joint-agreements", "joint-authorities", "regional-bodies")


@pytest.mark.parametrize(
    ("typed", "comparison", "subjects", "unknown"),
    [
        ("handshake, fee for service", "model", MODELS[:2], ()),
        ("Handshake dan Joint Authority", "model", (MODELS[0], MODELS[3]), ()),
        ("fee for service vs sekber & regional body", "model", (MODELS[1], MODELS[3], MODELS[4]), ()),
        ("hanshake, regional bodies", "model", (MODELS[0], MODELS[4]), ()),
        ("1, 3", "model", (MODELS[0], MODELS[2]), ()),
        ("handshake", "model", MODELS, ()),
        ("model", "model", MODELS, ()),
        ("jenis", "kind", ("ksdd", "ksdpk", "ksdpl", "ksdll", "sinergi"), ()),
        ("UU 22/1999; UU 23/2014", "law", ("uu-22-1999", "uu-23-2014"), ()),
        ("pp", "pp", ("pp-50-2007", "pp-28-2018"), ()),
        ("ksdd, ksdpk, zzz", "kind", ("ksdd", "ksdpk"), ("zzz",)),
    ],
)
def test_what_is_typed_names_what_is_compared(
    engine: Engine, typed: str, comparison: str, subjects: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    assert named(engine.snapshot, typed) == Chosen(comparison, subjects, unknown)


@pytest.mark.parametrize("typed", ["zzz", "", ",;,", "7, 9", "1", *HOSTILE])
def test_what_names_nothing_or_is_hostile_does_no_harm(engine: Engine, typed: str) -> None:
    found = named(engine.snapshot, typed)
    assert found is None or len(found.subjects) >= 2


def test_two_at_least_stay(engine: Engine) -> None:
    chosen = Chosen("model", MODELS[:3])
    assert toggled(engine.snapshot, chosen, 2) == Chosen("model", (MODELS[0], MODELS[2]))
    assert toggled(engine.snapshot, chosen, 5) == Chosen("model", (*MODELS[:3], MODELS[4]))
    assert toggled(engine.snapshot, Chosen("model", MODELS[:2]), 1) is None
    assert toggled(engine.snapshot, Chosen("pp", ("pp-50-2007", "pp-28-2018")), 5) is None


def test_silent_rows_are_left_out_and_silent_cells_are_kept(engine: Engine) -> None:
    shown = lay_out(engine.snapshot, Chosen("model", ("fee-for-service", "regional-bodies")))
    assert len(shown.lines) < shown.rows
    assert all(any(line.cells) for line in shown.lines)
    assert any(None in line.cells for line in shown.lines)


@pytest.mark.parametrize("number", range(4))
def test_rows_that_differ_have_two_that_say_something(engine: Engine, number: int) -> None:
    chosen = comparable(engine.snapshot)[number]
    shown = lay_out(engine.snapshot, chosen, only_differing=True)
    assert shown.lines
    assert all(len({cell for cell in line.cells if cell}) > 1 for line in shown.lines)
    assert len(shown.lines) <= len(lay_out(engine.snapshot, chosen).lines)


def test_the_paper_and_the_law_are_told_apart(engine: Engine) -> None:
    layers = {c.comparison: lay_out(engine.snapshot, c) for c in comparable(engine.snapshot)}
    assert {id_: shown.layer for id_, shown in layers.items()} == {
        "model": "paper", "kind": "law", "law": "law", "pp": "law",
    }  # fmt: skip
    assert [line.title.en for line in layers["model"].lines if line.layer == "law"] == ["Today's law (not the paper)"]


def test_every_cell_opens_an_entry_of_its_layer_or_of_the_row(engine: Engine) -> None:
    for chosen in comparable(engine.snapshot):
        for line in lay_out(engine.snapshot, chosen).lines:
            assert all(entry in engine.snapshot.position for entry in line.entries if entry)
            if chosen.comparison == "model":
                assert all(engine.snapshot.card_of(entry).layer == line.layer for entry in line.entries if entry)
