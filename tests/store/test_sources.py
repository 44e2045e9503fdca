"""A class from elsewhere is read without being changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.store.sources import open_source
from kadguide.teaching.register import Classroom, Trainee

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)


def opened(where: str | Path) -> SqlRegister:
    return open_register(str(where), lambda: NOW)


def fill(where: str | Path) -> SqlRegister:
    register = opened(where)
    register.keep_classroom(Classroom("k", "Kelas", "id"))
    register.add_trainees([Trainee("t1", 0, "007", "Satu", "", "AAAA1111", 1.5)])
    return register


def read(where: str | Path, tmp_path: Path) -> int:
    """How many trainees are in the source."""
    folder = tmp_path / "salinan"
    folder.mkdir(exist_ok=True)
    register = open_source(str(where), folder, lambda: NOW)
    try:
        return len(register.contents().trainees)
    finally:
        register.close()


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_class_is_read_wherever_it_is(where: str, tmp_path: Path) -> None:
    register = fill(where)
    assert read(where, tmp_path) == 1
    register.close()
    assert read(where, tmp_path) == 1


def test_a_file_and_its_folder_stay_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "stik"
    folder.mkdir()
    fill(folder / "kelas %23?.kadkelas").close()
    before = files(folder)
    assert list(before) == ["kelas %23?.kadkelas"]
    assert read(folder / "kelas %23?.kadkelas", tmp_path) == 1
    assert files(folder) == before


def test_what_is_still_in_the_log_is_read_too(tmp_path: Path) -> None:
    register = fill(tmp_path / "kelas.kadkelas")
    register.add_trainees([Trainee("t2", 0, "", "Dua", "", "BBBB2222")])
    crashed = tmp_path / "mati"
    crashed.mkdir()
    for name, data in files(tmp_path).items():
        if not name.endswith("-shm"):
            (crashed / name).write_bytes(data)
    register.close()
    before = (crashed / "kelas.kadkelas").read_bytes()
    assert read(crashed / "kelas.kadkelas", tmp_path) == 2
    assert (crashed / "kelas.kadkelas").read_bytes() == before


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_bytes(b"bukan basis data" * 100)


def _other(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE orang (nama TEXT)")
    connection.close()


def _newer(path: Path) -> None:
    fill(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def _torn(path: Path) -> None:
    fill(path).close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _scribbled(path: Path) -> None:
    fill(path).close()
    data = bytearray(path.read_bytes())
    data[5000:30000] = b"\xff" * 25000
    path.write_bytes(bytes(data))


def _nothing(path: Path) -> None:
    path.with_suffix(".lain").write_bytes(b"")


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_nothing, "missing"), (_empty, "foreign"), (_text, "damaged"), (_other, "foreign"), (_newer, "newer"),
        (_torn, "damaged"), (_scribbled, "damaged"), (Path.mkdir, "missing"),
    ],
)  # fmt: skip
def test_what_is_no_sound_class_is_refused(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    folder = tmp_path / "stik"
    folder.mkdir()
    make(folder / "kelas.kadkelas")
    before = files(folder)
    with pytest.raises(StoreError) as caught:
        read(folder / "kelas.kadkelas", tmp_path)
    assert caught.value.code == code
    assert files(folder) == before
