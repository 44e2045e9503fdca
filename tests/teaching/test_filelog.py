"""The time of a sitting from a file, and what its log means: clocks that are set, laptops that are closed, disks that
are full."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.learning.responses import Response
from kadguide.store.offline import FileSeat
from kadguide.teaching.filelog import read_sitting
from kadguide.teaching.offlinelog import Event, append_line, begin_log, read_log
from kadguide.teaching.resultfile import header_for, own_result
from tests.offline_class import APP, OfflineClass
from tests.teaching.test_sealing import code_of


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OfflineClass]:
    made = OfflineClass(tmp_path, 1)
    yield made
    made.register.close()


def minutes_left(seat: FileSeat) -> float:
    left = seat.look()[0].left
    assert left is not None
    return left / timedelta(minutes=1)


def events(room: OfflineClass, secret: bytes) -> list[tuple[str, str]]:
    (path,) = (room.folder / "data" / "exams").glob("*.kadlog")
    log = read_log(path.read_bytes(), secret)
    assert log is not None
    return [(event.kind, event.response) for event in log.events if event.kind != "answer"]


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_setting_the_time_of_day_gives_no_time_and_takes_none(room: OfflineClass, hours: int) -> None:
    seat = room.seat()
    seat.begin()
    room.laptop.go(minutes=5)
    room.laptop.set(hours=hours)
    seat.answer(seat.items[0], Response(("a",)), 0)
    assert minutes_left(seat) == pytest.approx(25)
    seat.hand_in()
    told = events(room, seat._secret)
    assert told == [("begin", ""), ("clock", str(hours * 3600)), ("handed_in", ""), ("finish", "4")]
    seat.close()


@pytest.mark.parametrize(
    ("away", "left", "told"), [(10, 15, ""), (0.1, 24.9, ""), (-60, 25, "set back"), (-0.1, 25, "")]
)
def test_between_two_runs_the_time_of_day_counts_unless_it_was_set_back(
    room: OfflineClass, away: float, left: float, told: str
) -> None:
    seat = room.seat()
    seat.begin()
    room.laptop.go(minutes=5)
    seat.answer(seat.items[0], Response(("a",)), 3)
    seat.close()
    room.laptop.set(minutes=away)
    room.laptop.steady = 7.0  # the laptop was started anew
    again = room.seat()
    assert minutes_left(again) == pytest.approx(left)
    assert again.look()[1].place == 3  # type: ignore[union-attr]
    assert events(room, again._secret)[-1] == ("resume", told)
    again.close()


def test_a_sitting_that_nobody_ended_ends_when_its_time_was_over(room: OfflineClass) -> None:
    seat = room.seat()
    seat.begin()
    begun = room.laptop.wall
    seat.answer(seat.items[0], Response(("a",)), 0)
    seat.close()
    room.laptop.go(days=3)
    again = room.seat()
    assert again.look()[0].phase == "time_over"
    assert not again.answer(again.items[1], Response(("a",)), 1)
    again.hand_over()
    again.close()
    (found,) = room.collect(list(room.inbox.iterdir()))
    assert (found.verdict, found.notes) == ("taken", ("away",))
    attempt = room.register.attempt("uji", "t0")
    assert attempt is not None
    assert attempt.finish == "time"
    assert attempt.finished_at == (begun + timedelta(minutes=30)).isoformat(timespec="milliseconds")


def test_an_answer_on_its_way_when_the_time_ends_is_kept(room: OfflineClass) -> None:
    seat = room.seat()
    seat.begin()
    room.laptop.go(minutes=30, seconds=3)
    assert seat.look()[0].phase == "time_over"
    assert seat.answer(seat.items[0], Response(("a",)), 0)
    room.laptop.go(seconds=30)
    assert not seat.answer(seat.items[1], Response(("a",)), 1)
    seat.hand_over()
    seat.close()
    assert events(room, seat._secret)[1:] == [("time_over", "1800.000"), ("finish", "3")]
    (found,) = room.collect(list(room.inbox.iterdir()))
    assert (found.answered, found.notes) == (1, ())


def test_more_time_travels_with_the_file(tmp_path: Path) -> None:
    room = OfflineClass(tmp_path, 2)
    room.register.change_trainee(room.register.trainees()[0]._replace(factor=1.5))
    made = room.hand_out()
    for number, whole in ((0, 45), (1, 30)):
        seat = room.seat(number, made=made)
        seat.begin()
        assert minutes_left(seat) == whole
        assert seat.trainee.number == number + 1
        seat.close()
    room.register.close()


def test_what_cannot_be_written_does_not_count(room: OfflineClass, monkeypatch: pytest.MonkeyPatch) -> None:
    seat = room.seat()
    seat.begin()

    def no_room(_file: int, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("os.write", no_room)
        with pytest.raises(StoreError, match="full"):
            seat.answer(seat.items[0], Response(("a",)), 0)
    assert seat.responses() == {}
    assert seat.answer(seat.items[0], Response(("b",)), 0)
    seat.close()
    again = room.seat()
    assert again.responses() == {again.items[0].id: Response(("b",))}
    again.close()


@pytest.mark.parametrize(
    "rows",
    [
        [("begin", "no time", "", "")],
        [("begin", "9999-12-31T23:59:59Z", "", "")],
        [("begin", "2026-11-25T08:00:00+08:00", "", ""), ("answer", "2026-11-25T08:00", "q99", "{}")],
        [("begin", "2026-11-25T08:00:00+08:00", "", ""), ("time_over", "", "", "soon")],
        [("begin", "2026-11-25T08:00:00+08:00", "", ""), ("time_over", "", "", "nan")],
        [("answer", "2026-11-25T08:00:00+08:00", "q1", "{}")],
        [],
    ],
)  # fmt: skip
def test_a_log_that_kadguide_never_writes_is_damaged(room: OfflineClass, rows: list[tuple[str, str, str, str]]) -> None:
    file = room.made.file
    unlocked = file.unlock_any(room.codes[0])
    state, log = begin_log(header_for(file, unlocked.trainee, APP), unlocked.secret)
    for kind, at, item, response in [*rows, ("finish", "2026-11-25T08:00:00+08:00", "", "")]:
        state, line = append_line(state, Event(kind, 1e9, at, item, response))
        log += line
    result = own_result(log, file, unlocked.secret)
    exam, trainee = room.register.exams()[0], room.register.trainees()[0]
    assert code_of(read_sitting, exam, trainee, result) == "damaged"
