"""A clock that is set while a class runs takes no time from anybody, and is never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kadguide.store.classes import open_register
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.register import Attempt, Changes, moment
from kadguide.teaching.timekeeping import Jump, MadeUp, SteadyClock, log_start, log_stop, make_up
from tests.web.classroom.sample import START, Clock, add_exam, chance, make_class


class Laptop:
    """A clock that somebody can set, and the time that really goes by."""

    def __init__(self) -> None:
        self.wall = START
        self.gone = 0.0

    def clock(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.gone)

    def wait(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)
        self.gone += minutes * 60

    def set(self, minutes: float) -> None:
        self.wall += timedelta(minutes=minutes)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize("by", [60, -60, 0.2])
def test_a_jump_is_held_back_until_it_is_seen_to(by: float) -> None:
    laptop = Laptop()
    clock = laptop.clock()
    laptop.wait(5)
    assert (clock(), clock.jump()) == (at(5), None)
    laptop.set(by)
    assert clock() == at(5)
    laptop.wait(1)
    assert clock() == at(6)
    jump = clock.jump()
    assert jump == Jump(at(6), at(6 + by))
    assert jump is not None
    assert jump.seconds == by * 60
    laptop.set(10)  # once more, before the first was seen to
    clock.accept(jump)
    assert (clock(), clock.jump()) == (at(6 + by), Jump(at(6 + by), at(16 + by)))


def test_a_clock_that_runs_a_little_wrong_is_followed() -> None:
    laptop = Laptop()
    clock = laptop.clock()
    for _ in range(100):
        laptop.wait(1)
        laptop.set(-0.05)
        assert clock() == laptop.wall
        assert clock.jump() is None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conductor(tmp_path: Path, clock: Clock) -> Iterator[Conductor]:
    """A class in which one trainee has begun."""
    made = Conductor(open_register(str(tmp_path / "uji.kadkelas"), clock), clock, chance())
    make_class(made.register)  # type: ignore[arg-type]
    made.open("uji")
    made.register.begin(Attempt("uji", "t0", "", "form", 0, moment(clock()), moment(clock())))
    yield made
    made.register.close()


def set_clock(conductor: Conductor, clock: Clock, room: str = "", **by: float) -> MadeUp:
    before = clock()
    clock.go(**by)
    return make_up(conductor.register, Jump(before, clock()), conductor.chance, room)


def left(conductor: Conductor) -> timedelta | None:
    row = conductor.overview().row("t0")
    assert row is not None
    return row.left


def test_set_forward_nobody_loses_time(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=10)
    assert set_clock(conductor, clock, hours=3) == (10800, True)
    assert left(conductor) == timedelta(minutes=20)
    (event,) = (event for event in conductor.register.events() if event.kind == "clock_set")
    assert (event.exam, event.detail, event.at) == ("uji", "+10800", moment(clock()))
    clock.go(minutes=21)
    assert conductor.overview().sums.time_over == 1


def test_where_two_exams_are_open_nobody_loses_time_in_either(conductor: Conductor, clock: Clock) -> None:
    add_exam(conductor.register, "lain")  # type: ignore[arg-type]
    conductor.register.apply(Changes(known_exams=(conductor.find_exam("lain")._replace(state="open"),)))
    conductor.register.begin(Attempt("lain", "t1", "", "form", 0, moment(clock()), moment(clock())))
    clock.go(minutes=10)
    assert set_clock(conductor, clock, hours=3) == (10800, True)
    row = conductor.overview("lain").row("t1")
    assert row is not None
    assert left(conductor) == row.left == timedelta(minutes=20)
    assert len([event for event in conductor.register.events() if event.kind == "clock_set"]) == 1


def test_who_was_ended_before_it_was_noticed_goes_on(conductor: Conductor, clock: Clock) -> None:
    for trainee in ("t1", "t2"):
        conductor.register.begin(Attempt("uji", trainee, "", "form", 0, moment(clock()), moment(clock())))
    conductor.register.finish("uji", "t2", moment(clock() + timedelta(minutes=5)), "trainee")
    clock.go(minutes=10)
    before = clock()
    clock.go(hours=1)
    conductor.register.finish("uji", "t0", moment(before + timedelta(minutes=20)), "time")  # an app that looked
    make_up(conductor.register, Jump(before, clock()), chance(5))
    assert [row.state for row in conductor.overview().rows] == ["answering", "answering", "finished"]
    assert left(conductor) == timedelta(minutes=20)


def test_whose_time_was_over_before_stays_ended(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=30)
    conductor.register.finish("uji", "t0", moment(clock()), "time")
    clock.go(minutes=1)
    set_clock(conductor, clock, hours=1)
    assert conductor.overview().sums.time_over == 1


def test_in_a_pause_nothing_is_made_up_for_twice(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=10)
    conductor.pause("uji")
    clock.go(minutes=2)
    assert set_clock(conductor, clock, room="A", hours=1)
    conductor.resume("uji")
    assert left(conductor) == timedelta(minutes=20)
    assert len(conductor.register.pauses("uji")) == 1


@pytest.mark.parametrize(("forward", "back"), [(60, 60), (60, 30), (0, 1)])
def test_in_a_pause_that_stands_through_all_jumps_nobody_gains_time(
    conductor: Conductor, clock: Clock, forward: float, back: float
) -> None:
    clock.go(minutes=10)
    conductor.pause("uji")
    clock.go(minutes=2)
    if forward:
        set_clock(conductor, clock, room="A", minutes=forward)
    assert set_clock(conductor, clock, room="A", minutes=-back) == (0, True)
    conductor.resume("uji")
    assert left(conductor) == timedelta(minutes=20)


def test_a_pause_that_began_after_the_jump_does_not_stand_for_it(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=10)
    before = clock()
    clock.go(hours=1)
    conductor.pause("uji")  # somebody was quicker than the look at the clock
    assert make_up(conductor.register, Jump(before, clock()), chance(5)) == (3600, True)
    clock.go(minutes=2)
    conductor.resume("uji")
    assert left(conductor) == timedelta(minutes=20)


def test_set_back_it_is_written_down_and_nothing_else(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=10)
    before = conductor.register.contents()
    assert set_clock(conductor, clock, minutes=-30) == (-1800, True)
    after = conductor.register.contents()
    assert after._replace(events=before.events) == before
    assert [event.detail for event in after.events if event.kind == "clock_set"] == ["-1800"]
    clock.go(minutes=49)
    assert left(conductor) == timedelta(minutes=1), "that much longer"
    assert set_clock(conductor, clock, minutes=30), "set forward again takes from nobody, either"
    assert left(conductor) == timedelta(minutes=1)


@pytest.mark.parametrize(
    ("forward", "back", "told", "more"), [(60, 60, 0, 0), (60, 30, 0, 0), (5, 5, 0, 0), (60, 75, -15, 15)]
)
@pytest.mark.parametrize("room", ["", "A"])
def test_set_forward_and_back_again_nobody_gains_time(
    conductor: Conductor, clock: Clock, room: str, forward: float, back: float, told: float, more: float
) -> None:
    attempt = Attempt("uji", "t1", room, "form", 0, moment(clock()), moment(clock()))
    conductor.register.begin(attempt)
    clock.go(minutes=5)
    set_clock(conductor, clock, room, minutes=forward)
    clock.go(minutes=8)
    assert set_clock(conductor, clock, room, minutes=-back) == (told * 60, True)
    clock.go(minutes=2)
    row = conductor.overview().row("t1")
    assert row is not None
    assert row.left == timedelta(minutes=15 + more)
    conductor.register.check()


def test_set_back_in_two_steps_nobody_gains_time(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=5)
    set_clock(conductor, clock, hours=1)
    for _ in range(2):
        clock.go(minutes=1)
        assert set_clock(conductor, clock, minutes=-30) == (0, True)
    assert left(conductor) == timedelta(minutes=23)


def test_who_began_by_the_wrong_clock_gains_time_and_the_proctor_is_told(conductor: Conductor, clock: Clock) -> None:
    set_clock(conductor, clock, hours=1)
    clock.go(minutes=2)
    conductor.register.begin(Attempt("uji", "t1", "", "form", 0, moment(clock()), moment(clock())))
    clock.go(minutes=3)
    assert set_clock(conductor, clock, hours=-1) == (-57 * 60, True)


def test_a_pause_of_the_wrong_time_is_no_reason_to_take_time_away(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=5)
    set_clock(conductor, clock, hours=1)
    conductor.pause("uji")
    clock.go(minutes=3)
    conductor.resume("uji")
    assert set_clock(conductor, clock, hours=-1) == (-3600, True)
    found = left(conductor)
    assert found is not None
    assert found >= timedelta(minutes=25)


def test_only_the_room_of_the_laptop_stands_still(conductor: Conductor, clock: Clock) -> None:
    clock.go(minutes=10)
    set_clock(conductor, clock, room="B", hours=1)
    assert [(pause.room, pause.ended_at) for pause in conductor.register.pauses("uji")] == [("B", moment(clock()))]
    assert conductor.overview().sums.time_over == 1  # of another room, whose laptop has the right time


def test_without_an_exam_it_is_only_written_down(conductor: Conductor, clock: Clock) -> None:
    conductor.close("uji")
    assert set_clock(conductor, clock, hours=1) == (3600, False)
    assert conductor.register.events()[-1].exam == ""
    assert conductor.register.pauses("uji") == ()


def test_how_a_server_came_and_went_stands_in_the_record(conductor: Conductor, clock: Clock) -> None:
    register = conductor.register

    def went_on(room: str, *, stop: bool) -> str:
        clock.go(minutes=1)
        log_start(register, clock(), chance(int(clock.now.timestamp())), room)
        kind = register.events()[-1].kind
        clock.go(minutes=1)
        if stop:
            log_stop(register, clock(), chance(int(clock.now.timestamp())), room)
        return kind

    assert went_on("A", stop=False) == "server_started"
    assert went_on("B", stop=True) == "server_started"
    assert went_on("A", stop=False) == "server_restarted"
    assert went_on("A", stop=True) == "server_restarted"
    assert went_on("A", stop=True) == "server_started"
