"""After a crash nobody has lost time."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kadguide.store.classes import open_register
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.recovering import recover, set_back
from kadguide.teaching.register import Attempt, Changes, moment
from tests.web.classroom.sample import Clock, add_exam, chance, make_class


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conductor(tmp_path: Path, clock: Clock) -> Conductor:
    """A class in which one trainee has begun."""
    made = Conductor(open_register(str(tmp_path / "uji.kadkelas"), clock), clock, chance())
    make_class(made.register)  # type: ignore[arg-type]
    made.open("uji")
    made.register.begin(Attempt("uji", "t0", "", "form", 0, moment(clock()), moment(clock())))
    return made


def test_the_time_without_a_server_is_a_pause(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=5)
    conductor.register.move("uji", "t0", 1, moment(clock()))
    last = moment(clock())
    clock.go(minutes=40)
    assert recover(conductor) == last
    row = conductor.overview().row("t0")
    assert row is not None
    assert (row.state, row.left) == ("paused", timedelta(minutes=25))
    clock.go(minutes=3)
    conductor.resume("uji")
    row = conductor.overview().row("t0")
    assert row is not None
    assert (row.state, row.left) == ("answering", timedelta(minutes=25))
    assert conductor.register.events()[-2].kind == "paused"


@pytest.mark.parametrize("why", ["answered", "paused", "closed", "finished", "ready"])
def test_where_nothing_was_lost_nothing_is_done(conductor: Conductor, clock: Clock, why: str) -> None:
    clock.go(minutes=10)
    match why:
        case "answered":
            conductor.register.move("uji", "t0", 1, moment(clock()))
            clock.go(seconds=60)
        case "paused":
            conductor.pause("uji")
        case "closed":
            conductor.close("uji")
        case "finished":
            conductor.finish("uji", "t0")
        case _:
            ready = conductor.find_exam("uji")._replace(state="ready")
            conductor.register.apply(Changes(known_exams=(ready,)))
    pauses = conductor.register.pauses("uji")
    assert recover(conductor) == ""
    assert conductor.register.pauses("uji") == pauses


@pytest.mark.parametrize(
    ("minutes", "state", "expected"), [(-30, "open", 30), (-1, "open", 0), (5, "open", 0), (-30, "closed", 0)]
)
def test_a_clock_that_was_set_back_between_two_servers_is_noticed(
    conductor: Conductor, clock: Clock, minutes: float, state: str, expected: float
) -> None:
    clock.go(minutes=5)
    conductor.register.move("uji", "t0", 1, moment(clock()))
    if state == "closed":
        conductor.close("uji")
    clock.go(minutes=minutes)
    assert set_back(conductor) == timedelta(minutes=expected)


def test_where_two_exams_are_open_both_stand_still(conductor: Conductor, clock: Clock) -> None:
    add_exam(conductor.register, "lain")  # type: ignore[arg-type]
    other = conductor.find_exam("lain")._replace(state="open")
    conductor.register.apply(Changes(known_exams=(other,)))
    conductor.register.begin(Attempt("lain", "t1", "", "form", 0, moment(clock()), moment(clock())))
    first = moment(clock())
    clock.go(minutes=1)
    conductor.register.move("lain", "t1", 1, moment(clock()))
    last = moment(clock())
    clock.go(minutes=20)
    assert recover(conductor) == first
    assert [pause.began_at for exam in ("uji", "lain") for pause in conductor.register.pauses(exam)] == [first, last]


def test_a_room_that_stood_still_hides_no_loss_of_the_others(conductor: Conductor, clock: Clock) -> None:
    conductor.register.begin(Attempt("uji", "t1", "A", "form", 0, moment(clock()), moment(clock())))
    clock.go(minutes=5)
    conductor.register.move("uji", "t0", 1, moment(clock()))
    conductor.pause("uji", "A")
    clock.go(minutes=20)
    assert recover(conductor) != ""
    conductor.resume("uji")
    assert [row.left for row in conductor.overview().rows if row.door] == [timedelta(minutes=25)] * 2
