"""The file of what is kept: brought to the newest form, shared by processes, and never lost."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kadguide.keeping.kept import Bookmark, CaseRow, Flag, Gap, Kept, Note, StoreError, Thing
from kadguide.keeping.memory import MemoryShelf
from kadguide.store.database import SCHEMA, Database
from kadguide.store.shelf import FILE_NAME, SqliteShelf

NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
DAY = "2026-11-25T08:30:00+00:00"
NEWEST = max(int(file.name[:4]) for file in SCHEMA.glob("*.sql"))
"""The version of a file of today."""
FLAG = Flag("apa itu KSDD", "ksdd-pengertian", "pasalnya keliru", "1.0", "2026-11-23", DAY)


def shelf_in(folder: Path, schema: Path = SCHEMA) -> SqliteShelf:
    return SqliteShelf(folder, lambda: NOW, schema)


@pytest.fixture(params=["file", "memory"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> SqliteShelf | MemoryShelf:
    return shelf_in(tmp_path / "data") if request.param == "file" else MemoryShelf()


def test_nothing_is_made_before_something_is_kept(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path / "data")
    assert shelf.all() == Kept()
    assert shelf.note("a") is None
    assert shelf.case_rows() == ()
    assert not (tmp_path / "data").exists()
    shelf.keep(Bookmark("a", DAY))
    assert (tmp_path / "data" / FILE_NAME).is_file()


def test_both_shelves_keep_and_drop_alike(shelf: SqliteShelf | MemoryShelf) -> None:
    shelf.keep(Bookmark("a", DAY))
    shelf.keep(Bookmark("b", DAY))
    shelf.keep(Note("a", "satu", DAY))
    shelf.keep(Note("a", "dua\nbaris 'x'; DROP TABLE note; --", DAY))
    shelf.keep(FLAG)
    shelf.keep(Gap("resep", "Resep?", DAY, ("a", "b")))
    shelf.keep(Gap("resep", "resep", DAY, ("b",)))
    kept = shelf.all()
    assert [mark.entry for mark in kept.bookmarks] == ["b", "a"]
    assert kept.notes == (Note("a", "dua\nbaris 'x'; DROP TABLE note; --", DAY),)
    assert kept.gaps == (Gap("resep", "resep", DAY, ("b",), 2),)
    assert shelf.bookmark("a") == Bookmark("a", DAY)
    assert kept.flags[0].reason == "pasalnya keliru"
    assert kept.flags[0].number > 0
    things: tuple[Thing, ...] = (*kept.bookmarks, *kept.notes, *kept.flags)
    for thing in things:
        shelf.drop(thing)
    shelf.keep(FLAG)
    assert shelf.all().flags[0].number > kept.flags[0].number
    shelf.clear_reports()
    assert shelf.all().is_empty
    assert shelf.remarks() == ()


def test_cases_are_kept_as_they_are(shelf: SqliteShelf | MemoryShelf) -> None:
    shelf.keep_case("a", '{"x": 1}', "2026-11-24T08:00:00+00:00")
    shelf.keep_case("b", "{}", "2026-11-25T08:00:00+00:00")
    assert [case.id for case in shelf.case_rows()] == ["b", "a"]
    shelf.keep_case("a", "bukan JSON pun", DAY)
    assert shelf.case_rows()[0] == CaseRow("a", "bukan JSON pun", DAY)
    shelf.drop_case("a")
    assert [case.id for case in shelf.case_rows()] == ["b"]


def test_another_run_finds_it_again(tmp_path: Path) -> None:
    shelf_in(tmp_path).keep(Note("a", "catatan", DAY))
    assert shelf_in(tmp_path).all().notes == (Note("a", "catatan", DAY),)
    assert [file.name for file in tmp_path.iterdir()] == [FILE_NAME]


# -- the form of the file


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The schema of a later kadguide."""
    folder = tmp_path / "schema"
    shutil.copytree(SCHEMA, folder)
    (folder / "9999_more.sql").write_text(
        "-- More; with a semicolon.\nCREATE TABLE more (id TEXT);\n"
        "ALTER TABLE note ADD COLUMN colour TEXT DEFAULT 'x;';\n",
        encoding="utf-8",
    )
    return folder


def test_an_older_file_is_copied_and_brought_up(tmp_path: Path, later: Path) -> None:
    data = tmp_path / "data"
    shelf_in(data).keep(Note("a", "lama", DAY))
    assert shelf_in(data, later).all().notes == (Note("a", "lama", DAY),)
    copy = data / f"kadguide-schema-{NEWEST}-2026-11-25-083000.db"
    assert sorted(file.name for file in data.iterdir()) == [copy.name, FILE_NAME]
    with closing(sqlite3.connect(copy)) as old, closing(sqlite3.connect(data / FILE_NAME)) as new:
        assert old.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert old.execute("SELECT text FROM note").fetchall() == [("lama",)]
        assert new.execute("PRAGMA user_version").fetchone() == (9999,)
        assert new.execute("SELECT colour FROM note").fetchall() == [("x;",)]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, later: Path) -> None:
    data = tmp_path / "data"
    shelf_in(data).keep(Note("a", "lama", DAY))
    (later / "9999_more.sql").write_text(
        "CREATE TABLE more (id TEXT);\nCREATE TABLE note (id TEXT);\n", encoding="utf-8"
    )
    with pytest.raises(StoreError) as error:
        shelf_in(data, later).all()
    assert error.value.code == "failed"
    assert shelf_in(data).all().notes == (Note("a", "lama", DAY),)


def test_a_newer_file_is_refused_and_left_alone(tmp_path: Path, later: Path) -> None:
    shelf_in(tmp_path / "data", later).keep(Note("a", "baru", DAY))
    before = (tmp_path / "data" / FILE_NAME).read_bytes()
    old = shelf_in(tmp_path / "data")
    for action in (old.all, lambda: old.keep(Bookmark("a", DAY))):
        with pytest.raises(StoreError) as error:
            action()
        assert error.value.code == "newer"
    assert (tmp_path / "data" / FILE_NAME).read_bytes() == before


def test_a_file_that_becomes_newer_meanwhile_is_left_alone(tmp_path: Path, later: Path) -> None:
    old = shelf_in(tmp_path / "data")
    old.keep(Bookmark("a", DAY))
    shelf_in(tmp_path / "data", later).all()
    with pytest.raises(StoreError) as error:
        old.keep(Bookmark("b", DAY))
    assert error.value.code == "newer"


def test_the_journal_works_on_network_drives(tmp_path: Path) -> None:
    database = Database(tmp_path / FILE_NAME, lambda: NOW)
    database.write(("INSERT INTO bookmark VALUES ('a', 'b')", ()))
    assert database.read("PRAGMA journal_mode") == [("delete",)]
    assert database.read("PRAGMA synchronous") == [(2,)]


# -- damage


def spoil_head(path: Path) -> None:
    path.write_bytes(b"bukan basis data" * 100)


def spoil_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("spoil", [spoil_head, spoil_middle, cut_short])
@pytest.mark.parametrize("reading", [True, False])
def test_a_damaged_file_is_set_aside_and_said(tmp_path: Path, spoil: object, reading: bool) -> None:
    path = tmp_path / FILE_NAME
    shelf_in(tmp_path).keep(Note("a", "x" * 3000, DAY))
    spoil(path)  # type: ignore[operator]
    damaged = path.read_bytes()
    shelf = shelf_in(tmp_path)
    if reading:
        assert shelf.all() == Kept()
    else:
        shelf.keep(Bookmark("b", DAY))
    (remark,) = shelf.remarks()
    assert remark.code == "set_aside"
    assert shelf.remarks() == ()
    aside = tmp_path / "kadguide-damaged-2026-11-25-083000.db"
    assert remark.values == {"path": str(aside)}
    assert aside.read_bytes() == damaged
    shelf.keep(Bookmark("c", DAY))
    assert shelf_in(tmp_path).bookmark("c") is not None


def test_a_second_damaged_file_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    for _ in range(2):
        spoil_head(tmp_path / FILE_NAME)
        shelf_in(tmp_path).keep(Bookmark("a", DAY))
    assert len(list(tmp_path.glob("kadguide-damaged-*.db"))) == 2


def test_damage_while_running_is_set_aside_too(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf.keep(Bookmark("a", DAY))
    (tmp_path / "new").write_bytes(b"rusak" * 1000)
    (tmp_path / "new").replace(tmp_path / FILE_NAME)
    shelf.keep(Bookmark("b", DAY))
    assert [remark.code for remark in shelf.remarks()] == ["set_aside"]
    assert [mark.entry for mark in shelf.all().bookmarks] == ["b"]


def test_a_file_that_was_taken_away_is_begun_anew(tmp_path: Path) -> None:
    shelf = shelf_in(tmp_path)
    shelf.keep(Bookmark("a", DAY))
    (tmp_path / FILE_NAME).unlink()
    shelf.keep(Bookmark("b", DAY))
    assert [mark.entry for mark in shelf_in(tmp_path).all().bookmarks] == ["b"]


# -- folders that cannot be written


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    shelf = shelf_in(tmp_path / "file" / "data")
    assert shelf.all() == Kept()
    with pytest.raises(StoreError) as error:
        shelf.keep(Bookmark("a", DAY))
    assert error.value.code == "unwritable"


def test_what_is_kept_in_a_read_only_folder_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf_in(tmp_path).keep(Note("a", "catatan", DAY))
    connect = sqlite3.connect

    def only_read(path: Path, **options: Any) -> sqlite3.Connection:
        opened: sqlite3.Connection = connect(f"{path.as_uri()}?mode=ro", uri=True, **options)
        return opened

    monkeypatch.setattr(sqlite3, "connect", only_read)  # permissions would not stop an administrator
    shelf = shelf_in(tmp_path)
    assert shelf.all().notes == (Note("a", "catatan", DAY),)
    with pytest.raises(StoreError) as error:
        shelf.keep(Bookmark("a", DAY))
    assert error.value.code == "unwritable"


# -- several processes

WRITING = """
import sys
from pathlib import Path
from kadguide.keeping.kept import *
from kadguide.store.shelf import SqliteShelf
from datetime import datetime, UTC
shelf = SqliteShelf(Path(sys.argv[1]), lambda: datetime.now(UTC))
for number in range(int(sys.argv[3])):
    shelf.keep(Flag(sys.argv[2], "", str(number), "", "", ""))
    shelf.keep(Gap("sama", "sama", ""))
    print(number, flush=True)
"""


def writer(folder: Path, name: str, times: int) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", WRITING, str(folder), name, str(times)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def test_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    writers = [writer(folder, name, 25) for name in "abc"]
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    kept = shelf_in(folder).all()
    assert sorted(flag.question for flag in kept.flags) == sorted("abc" * 25)
    assert [gap.count for gap in kept.gaps] == [75]
    assert [file.name for file in folder.iterdir()] == [FILE_NAME]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
@pytest.mark.parametrize("after", [1, 7, 30])
def test_a_kill_in_the_middle_loses_at_most_the_open_action(tmp_path: Path, after: int) -> None:
    process = writer(tmp_path, "a", 100_000)
    assert process.stdout is not None
    for _ in range(after):
        process.stdout.readline()
    process.kill()
    printed = after + len(process.stdout.read().split())
    process.wait()
    process.stdout.close()
    shelf = shelf_in(tmp_path)
    kept = shelf.all()
    assert shelf.remarks() == ()
    assert printed <= len(kept.flags) <= printed + 1
    assert 0 <= len(kept.flags) - kept.gaps[0].count <= 1
    shelf.keep(Bookmark("a", DAY))
