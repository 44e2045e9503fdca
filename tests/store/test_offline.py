"""The log and the result on a trainee's laptop."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.learning.responses import Response
from kadguide.store.offline import FileSeat, open_seat
from kadguide.teaching.sealing import SealError
from tests.offline_class import APP, OfflineClass


@pytest.fixture
def room(tmp_path: Path) -> Iterator[OfflineClass]:
    made = OfflineClass(tmp_path, 2)
    yield made
    made.register.close()


def log_of(room: OfflineClass) -> Path:
    (path,) = (room.folder / "data" / "exams").glob("*.kadlog")
    return path


def answered(seat: FileSeat) -> dict[str, Response]:
    for place, item in enumerate(seat.items):
        seat.answer(item, Response(("a",), str(place)), place)
    return seat.responses()


def test_after_a_cut_at_any_byte_the_sitting_goes_on(room: OfflineClass) -> None:
    seat = room.seat()
    seat.begin()
    whole = answered(seat)
    seat.close()
    path = log_of(room)
    data = path.read_bytes()
    for at in range(0, len(data), 97):
        path.write_bytes(data[:at])
        again = room.seat()
        kept = again.responses()
        assert kept.items() <= whole.items()
        assert len(kept) == sum(
            b'"answer"' in line and line.endswith(b"\n") for line in data[:at].splitlines(keepends=True)
        )
        again.begin()
        assert answered(again) == whole
        again.close()


def test_one_window_at_a_time(room: OfflineClass) -> None:
    seat, other = room.seat(), room.seat(1)
    with pytest.raises(StoreError, match="held"):
        room.seat()
    seat.close()
    other.close()
    room.seat().close()


def test_every_trainee_and_every_exam_file_has_a_log_of_its_own(room: OfflineClass) -> None:
    again = room.hand_out()
    for number, made in ((0, None), (1, None), (0, again)):
        seat = room.seat(number, made=made)
        assert seat.look()[0].phase == "ready"
        seat.begin()
        seat.close()
    assert len(list((room.folder / "data" / "exams").glob("*.kadlog"))) == 3


def test_a_log_that_was_changed_is_refused(room: OfflineClass) -> None:
    seat = room.seat()
    seat.begin()
    answered(seat)
    seat.close()
    path = log_of(room)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:3] + lines[4:]))
    with pytest.raises(SealError, match="chain_broken"):
        room.seat()
    room.seat(1).close()


def test_the_result_is_sealed_once_and_never_written_over_another(room: OfflineClass) -> None:
    (room.inbox / "ujian-uji-001.kadhasil").write_bytes(b"somebody else's")
    path = room.sit()
    assert path.name == "ujian-uji-001-2.kadhasil"
    sealed = path.read_bytes()
    for _ in range(2):
        seat = room.seat()
        assert seat.look()[0].phase == "finished"
        assert Path(seat.hand_over().path) == path
        seat.close()
    path.unlink()
    seat = room.seat()
    seat.hand_over()
    seat.close()
    assert path.read_bytes() == sealed


@pytest.mark.parametrize("left", [b"", b"\0" * 500, None])
def test_a_seal_that_a_power_cut_left_half_written_is_made_anew(room: OfflineClass, left: bytes | None) -> None:
    path = room.sit()
    path.unlink()
    (seal,) = (room.folder / "data" / "exams").glob("*.sealed")
    seal.write_bytes(seal.read_bytes()[:-100] if left is None else left)
    seat = room.seat()
    handed = seat.hand_over()
    seat.close()
    (found,) = room.collect([Path(handed.path)])
    assert (found.verdict, found.proof.replace("-", "")) == ("taken", handed.proof)


def test_a_seal_belongs_to_the_log_it_was_made_of(room: OfflineClass) -> None:
    room.sit()
    log_of(room).unlink()
    again = room.sit(answers=3)
    seat = room.seat()
    proof = seat.hand_over().proof
    seat.close()
    (found,) = room.collect([again])
    assert (found.proof.replace("-", ""), found.answered) == (proof, 3)


def test_the_next_folder_takes_the_result_when_one_cannot(room: OfflineClass) -> None:
    file = room.made.file
    unlocked = file.unlock_any(room.codes[0])
    blocked = room.folder / "a file" / "inside"
    blocked.parent.write_bytes(b"")
    for folders, where in (([blocked, room.inbox], str(room.inbox)), ([blocked], "")):
        seat = open_seat(file, unlocked, room.folder / "data", APP, folders, room.laptop.clocks)
        seat.begin()
        seat.hand_in()
        handed = seat.hand_over()
        assert handed.path.startswith(where)
        assert bool(handed.path) == bool(where)
        assert len(handed.proof) == 8
        seat.close()


def test_a_data_folder_that_cannot_be_made_is_said(room: OfflineClass) -> None:
    (room.folder / "data").write_bytes(b"")
    with pytest.raises(StoreError, match="failed"):
        room.seat()
