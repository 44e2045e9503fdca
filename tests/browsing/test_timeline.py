"""The timeline: what stands on it, in which order, and the way from one regulation to another."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.browsing.timeline import Station, Timeline
from kadguide.knowledge.model import LANGS


@pytest.fixture(scope="module")
def timeline(engine: Engine) -> Timeline:
    return Timeline(engine.snapshot)


def station(timeline: Timeline, id_: str) -> Station:
    found = timeline.station(id_)
    assert found is not None
    return found


def test_it_goes_from_1957_to_now_in_the_order_of_the_years(timeline: Timeline) -> None:
    years = [station.year for station in timeline.stations]
    assert years == sorted(years)
    assert years[0] == 1957
    assert years[-1] > 2018


def test_every_station_is_said_in_both_languages_and_opens_an_entry(engine: Engine, timeline: Timeline) -> None:
    for one in timeline.stations:
        assert all(one.added.get(lang) for lang in LANGS)
        assert one.entry in engine.snapshot.position
        assert bool(one.paper.id) == bool(one.paper.en)


def test_the_paper_tells_of_four(timeline: Timeline) -> None:
    told = {one.id for one in timeline.stations if one.told_by_paper}
    assert told == {"uu-22-1999", "uu-32-2004", "pp-50-2007", "uu-23-2014"}


def test_the_laws_revoke_each_other(timeline: Timeline) -> None:
    way = [station(timeline, "uu-1-1957")]
    while later := timeline.after(way[-1]):
        way.append(later)
    assert [one.id for one in way] == [
        "uu-1-1957", "uu-18-1965", "uu-5-1974", "uu-22-1999", "uu-32-2004", "uu-23-2014",
    ]  # fmt: skip
    back = [way[-1]]
    while earlier := timeline.before(back[-1]):
        back.append(earlier)
    assert back == way[::-1]


@pytest.mark.parametrize(
    ("one", "other", "tie"),
    [
        ("uu-32-2004", "uu-22-1999", "revoked"),
        ("uu-32-2004", "uu-23-2014", "revoked_by"),
        ("uu-9-2015", "uu-23-2014", "amends"),
        ("uu-23-2014", "uu-9-2015", "amended_by"),
        ("permendagri-22-2020", "permendagri-22-2009", "revoked"),
        ("permendagri-25-2020", "permendagri-22-2009", ""),
        ("uu-1-1957", "uu-5-1974", ""),
    ],
)
def test_ties(timeline: Timeline, one: str, other: str, tie: str) -> None:
    assert station(timeline, one).tie(other) == tie


def test_the_filter_leaves_what_is_in_force(timeline: Timeline) -> None:
    left = {one.id for one in timeline.shown(only_in_force=True)}
    assert {"uu-23-2014", "pp-28-2018", "permendagri-22-2020", "permendagri-25-2020"} <= left
    assert not left & {"uu-32-2004", "pp-50-2007", "permendagri-6-1975"}
    assert timeline.shown(only_in_force=False) == timeline.stations


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UU 22/1999", "uu-22-1999"),
        ("uu no. 22 tahun 1999", "uu-22-1999"),
        ("UU Nomor 23 Tahun 2014", "uu-23-2014"),
        ("law 23 of 2014", "uu-23-2014"),
        ("pp-50-2007", "pp-50-2007"),
        ("50/2007", "pp-50-2007"),
        ("permendagri 22 2020", "permendagri-22-2020"),
        ("MoHA Regulation 22/2009", "permendagri-22-2009"),
        ("1999", "uu-22-1999"),
        ("2010", "permendagri-19-2009"),
        ("2099", "uu-1-2022"),
        ("1956", None),
        ("UU 99/1999", None),
        ("kerja sama", None),
        ("", None),
        ("²³", None),
    ],
)
def test_what_is_typed_is_found(timeline: Timeline, typed: str, found: str | None) -> None:
    one = timeline.find(typed)
    assert (one.id if one else None) == found
