"""The learner's book in the file: as it was written, once, whatever happens to the process."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kadguide.keeping.kept import Bookmark, StoreError
from kadguide.learning.journal import Answer, Complaint, Journal, MemoryJournal, OwnCard, Session, Skip
from kadguide.store.database import SCHEMA
from kadguide.store.journal import SqliteJournal
from kadguide.store.shelf import FILE_NAME, SqliteShelf

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
AT = NOW.isoformat()
SESSION = Session("s1", "module", "jenis", ("a", "b"), "benih", AT)
ANSWER = Answer(
    "s1", 1, "module", "a", 1, '{"chosen": ["x"], "text": "“"}', 0.33333, ("x", "y"), 1, "sure", 12.5, AT, "2026"
)


def journals(folder: Path) -> list[Journal]:
    return [MemoryJournal(), SqliteJournal(folder, lambda: NOW)]


def test_everything_comes_back_as_it_was_written(tmp_path: Path) -> None:
    for journal in journals(tmp_path):
        assert journal.sessions() == ()
        journal.begin(SESSION)
        assert journal.record(ANSWER)
        assert not journal.record(ANSWER._replace(fraction=1.0))  # the first answer to a question stays
        journal.complain(Complaint("a", 1, "kunci salah", AT))
        journal.add_card(OwnCard("entri", "siapa?", AT))
        journal.add_card(OwnCard("entri", "lain?", AT))
        journal.skip(Skip("jenis", AT))
        assert journal.hints("s1", 2) == 0
        for level in (1, 3, 2):
            journal.open_hint("s1", 2, level)
        assert [journal.hints("s1", 2), journal.hints("s1", 1), journal.hints("s2", 2)] == [3, 0, 0]
        assert journal.answers() == (ANSWER,)
        assert [journal.is_answered(items) for items in (["b", "a"], ["b"], [])] == [True, False, False]
        assert journal.sessions() == (SESSION,)
        journal.end("s1", AT)
        journal.end("s1", "later")
        assert journal.sessions() == (SESSION._replace(ended_at=AT),)
        assert journal.complaints() == (Complaint("a", 1, "kunci salah", AT),)
        assert journal.cards() == (OwnCard("entri", "siapa?", AT),)
        assert journal.skips() == (Skip("jenis", AT),)
        journal.drop_card("entri")
        journal.unskip("jenis")
        kept, other = journal.complaints(), Complaint("lain", 1, "usang", AT)
        journal.complain(other)
        journal.withdraw(other)
        assert journal.complaints() == kept
        journal.clear_complaints()
        assert (journal.cards(), journal.skips(), journal.complaints()) == ((), (), ())


def test_adding_all_adds_nothing_twice(tmp_path: Path) -> None:
    rows = ([SESSION], [ANSWER], [Complaint("a", 1, "", AT)], [OwnCard("e", "q", AT)], [Skip("m", AT)])
    for journal in journals(tmp_path):
        journal.add_all(*rows)
        journal.add_all(*rows)
        found = (journal.sessions(), journal.answers(), journal.complaints(), journal.cards(), journal.skips())
        assert [list(part) for part in found] == list(rows)


def test_an_older_file_is_brought_further_after_a_copy(tmp_path: Path) -> None:
    older = tmp_path / "schema"
    older.mkdir()
    (older / "0001_kept.sql").write_text((SCHEMA / "0001_kept.sql").read_text(encoding="utf-8"), encoding="utf-8")
    shelf = SqliteShelf(tmp_path, lambda: NOW, older)
    shelf.keep(Bookmark("entri", AT))
    shelf.close()
    journal = SqliteJournal(tmp_path, lambda: NOW)
    journal.record(ANSWER)
    assert SqliteShelf(tmp_path, lambda: NOW).bookmark("entri") == Bookmark("entri", AT)
    assert [path.name for path in tmp_path.glob("*schema-1*")] == ["kadguide-schema-1-2026-11-25-080000.db"]


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError) as caught:
        SqliteJournal(tmp_path, lambda: NOW).record(ANSWER)
    assert caught.value.code == "newer"


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database " * 500)
    journal = SqliteJournal(tmp_path, lambda: NOW)
    journal.record(ANSWER)
    assert journal.answers() == (ANSWER,)
    assert len(list(tmp_path.glob("*damaged*"))) == 1


def test_a_file_set_aside_is_told_of_once(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database " * 500)
    journal, said = SqliteJournal(tmp_path, lambda: NOW), list[str]()
    journal.record(ANSWER)  # what nobody heard is told to who listens later
    journal.listen(lambda error: said.append(error.code))
    journal.answers()
    journal.answers()
    assert said == ["set_aside"]


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from kadguide.learning.journal import Answer
from kadguide.store.journal import SqliteJournal
journal = SqliteJournal(Path(sys.argv[1]), lambda: datetime.now(UTC))
for number in range(int(sys.argv[3]), 100000):
    journal.record(Answer(sys.argv[2], number, "quiz", "a", 1, "{}", 1.0, (), 0, "", 1.0, "2026-11-25T08:00:00+00:00"))
    print(number, flush=True)
"""


def test_what_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    """The process is killed at moments that nobody chose; every answer that it had finished is in the file."""
    following = 1
    for round_ in range(6):
        command = [sys.executable, "-c", WRITER, str(tmp_path), "s", str(following)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(3 + round_)]
            time.sleep(0.001 * round_)
            os.kill(writer.pid, signal.SIGKILL)
            told += [int(line) for line in writer.stdout.read().split()]
        numbers = [answer.sequence for answer in SqliteJournal(tmp_path, lambda: NOW).answers()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) - told[-1] in (0, 1)
        following = len(numbers) + 1


def test_several_processes_write_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER.replace("100000", "21"), str(tmp_path)]
    writers = [subprocess.Popen([*command, f"s{n}", "1"], stdout=subprocess.DEVNULL) for n in range(4)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    assert len(SqliteJournal(tmp_path, lambda: NOW).answers()) == 80
