"""The maps of links."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.links import VIEWS, view_of, views
from kadguide.browsing.things import thing_of


def test_every_map_has_links(engine: Engine) -> None:
    assert views(engine.snapshot) == tuple(VIEWS)
    kinds = {kind for shown in VIEWS.values() for kind in shown}
    assert {relation.kind for relation in engine.snapshot.relations} == {*kinds, "part_of"}


@pytest.mark.parametrize("id_", VIEWS)
def test_every_link_has_both_ends_and_says_who_draws_it(engine: Engine, id_: str) -> None:
    view = view_of(engine.snapshot, id_)
    starts, ends = ({thing.id for thing in side} for side in (view.starts, view.ends))
    for link in view.links:
        assert link.start in starts
        assert link.end in ends
        assert link.basis in ("paper", "law", "editor")
        assert link.note.id
        assert link.note.en


def test_the_obstacles_are_those_of_the_paper_with_their_parts(engine: Engine) -> None:
    view = view_of(engine.snapshot, "answers")
    assert [thing.id for thing in view.starts] == [
        "kendala-database", "kendala-inovasi", "kendala-ego", "kendala-merugi", "kendala-swasta", "kendala-insentif",
        "kendala-pemekaran", "kendala-pusat",
    ]  # fmt: skip
    assert [thing.id for thing in view.starts if thing.whole == "kendala-inovasi"] == [
        "kendala-ego", "kendala-merugi", "kendala-swasta", "kendala-insentif",
    ]  # fmt: skip
    assert [thing.id for thing in view.ends][:5] == [m.id for m in engine.snapshot.members("potensi")]
    assert {link.basis for link in view.links} == {"editor"}


@pytest.mark.parametrize(
    ("obstacle", "expected"),
    [
        ("kendala-database", {"potensi-pemetaan": "answers"}),
        ("kendala-pusat", {"potensi-peran": "answers", "potensi-pemetaan": "answers"}),
        ("kendala-insentif", {"potensi-peran": "answers"}),
        ("kendala-ego", {"potensi-peran": "nearest"}),
        ("kendala-swasta", {"saran-2": "nearest"}),
    ],
)
def test_an_obstacle_is_answered_or_not(engine: Engine, obstacle: str, expected: dict[str, str]) -> None:
    links = view_of(engine.snapshot, "answers").links_of(obstacle, reverse=False)
    assert {end: link.kind for end, link in links.items()} == expected


def test_a_potential_names_its_obstacles(engine: Engine) -> None:
    links = view_of(engine.snapshot, "answers").links_of("potensi-peran", reverse=True)
    assert set(links) == {"kendala-inovasi", "kendala-insentif", "kendala-pusat", "kendala-ego"}


@pytest.mark.parametrize(
    ("id_", "title", "entry"),
    [
        ("handshake", "Handshake Agreement", "handshake-definisi"),
        ("pp-28-2018:6(3)", "GR 28/2018 Art. 6(3)", "status-pp-28-2018"),
        ("pp-34-2009", "GR 34/2009", None),
        ("prinsip-efisiensi", None, "prinsip-efisiensi"),
    ],
)
def test_things_have_names_and_entries(engine: Engine, id_: str, title: str | None, entry: str | None) -> None:
    thing = thing_of(engine.snapshot, id_)
    assert thing is not None
    assert thing.entry == entry
    assert title in (None, thing.title.en)


@pytest.mark.parametrize("id_", ["", "tidak-ada", "tidak-ada:6", ":6"])
def test_what_is_not_there_is_no_thing(engine: Engine, id_: str) -> None:
    assert thing_of(engine.snapshot, id_) is None


def test_a_form_in_law_opens_the_entry_about_it(engine: Engine) -> None:
    entries = {thing.id: thing.entry for thing in view_of(engine.snapshot, "legal_form").ends}
    assert entries["pp-28-2018:7"] == "model-hukum-joint-authorities"
    assert entries["uu-23-2014:364"] == "model-hukum-regional-bodies"
