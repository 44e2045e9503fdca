"""``kadguide gaps``: what is there for the curator."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kadguide.cli.main import main
from kadguide.config import data_folder
from kadguide.keeping.kept import Bookmark, Flag, Gap
from kadguide.learning.journal import Complaint
from kadguide.store.journal import SqliteJournal
from kadguide.store.shelf import SqliteShelf

DAY = "2026-11-25T08:30:00+00:00"


@pytest.fixture
def shelf(engine: object, shared_cache: Path, sealed: Path, monkeypatch: pytest.MonkeyPatch) -> SqliteShelf:
    monkeypatch.setattr("kadguide.config.cache_folder", lambda: str(shared_cache))
    return SqliteShelf(Path(data_folder()), lambda: datetime(2026, 11, 25, tzinfo=UTC))


@pytest.fixture
def filled(shelf: SqliteShelf) -> SqliteShelf:
    shelf.keep(Gap("resep", "resep rendang", DAY, ("handshake-kelemahan",), 3))
    shelf.keep(Flag("apa itu?", "handshake-kelemahan", "keliru", "0.1", "2026-11-23", DAY))
    shelf.keep(Bookmark("handshake-kelemahan", DAY))
    book = SqliteJournal(Path(data_folder()), lambda: datetime(2026, 11, 25, tzinfo=UTC))
    book.complain(Complaint("waktu-kembar-tenggat", 1, "kuncinya meragukan", DAY))
    book.close()
    return shelf


def gaps(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(main, ["gaps", *arguments], input=given)


def test_nothing_kept_is_said_and_makes_no_file(shelf: SqliteShelf) -> None:
    done = gaps()
    assert done.exit_code == 1
    assert "Tidak ada pertanyaan tanpa jawaban" in done.stdout
    assert json.loads(gaps("--json").stdout)["gaps"] == []
    assert gaps("--clear", "--yes").exit_code == 0
    assert not Path(data_folder()).exists()


@pytest.mark.parametrize("form", [(), ("--markdown",), ("--json",), ("--lang", "en")])
def test_questions_and_flags_are_listed(filled: SqliteShelf, form: tuple[str, ...]) -> None:
    done = gaps(*form)
    assert done.exit_code == 0
    for said in ("resep rendang", "keliru", "handshake-kelemahan", "kuncinya meragukan", "waktu-kembar-tenggat"):
        assert said in done.stdout.replace("\n  ", " ")
    assert filled.where in done.stderr.replace("\n", "")


def test_they_are_deleted_after_asking_only(filled: SqliteShelf) -> None:
    assert "Tidak ada yang dihapus" in gaps("--clear", given="n\n").stdout
    assert gaps("--clear", given="").exit_code != 0
    assert len(filled.all().gaps) == 1
    assert "3 dihapus" in gaps("--clear", given="y\n").stdout
    kept = filled.all()
    assert (kept.gaps, kept.flags, len(kept.bookmarks)) == ((), (), 1)
    assert gaps().exit_code == 1


def test_a_file_that_cannot_be_read_is_said(sealed: Path, shelf: SqliteShelf) -> None:
    Path(data_folder()).mkdir(parents=True)
    Path(data_folder(), "kadguide.db").write_bytes(b"rusak" * 1000)
    done = gaps()
    assert done.exit_code == 1
    assert "rusak dan dipindahkan" in done.stderr
