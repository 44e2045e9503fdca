"""What only PostgreSQL does: lines that are cut, servers that start anew, and several that begin at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag
from uuid import uuid4

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Bilingual
from kadguide.store.classes import open_register
from kadguide.store.postgres import PostgresDatabase
from kadguide.store.register import CLASS_SCHEMA, SqlRegister
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.register import Attempt, Classroom, Exam, Given, Trainee
from tests.postgres import Server, own_schema
from tests.teaching.room import chance

AT = "2026-11-25T08:00:00.000+00:00"
_WRITER = """
import sys
from datetime import UTC, datetime
from kadguide.store.classes import open_register
from kadguide.teaching.register import Given
register = open_register(sys.argv[1], lambda: datetime.now(UTC))
for number in range(20):
    register.give([Given("pre", "t1", "q1", f"{sys.argv[2]}-{number}", "", 0)])
"""


_opened: list[SqlRegister] = []


def opened(address: str) -> SqlRegister:
    """A register that is closed after the test."""
    _opened.append(open_register(address, lambda: datetime.now(UTC)))
    return _opened[-1]


@pytest.fixture(autouse=True)
def closing_all() -> Iterator[None]:
    yield
    while _opened:
        _opened.pop().close()


@pytest.fixture
def address(postgres_address: str) -> str:
    """A class with one trainee who is in one exam."""
    register = opened(postgres_address)
    register.keep_classroom(Classroom("k", "Kelas", "id"))
    register.add_trainees([Trainee("t1", 0, "007", "Satu", "", "AAAA1111", 1.5)])
    register.add_exam(Exam("pre", 0, "pre", Bilingual("Pre", "Pre"), 30, True, "s", "{}", "{}", "2026", AT), ())
    register.begin(Attempt("pre", "t1", "A", "form", 0, AT, AT))
    return postgres_address


def cut_every_line(server: Server) -> None:
    server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
               " AND backend_type = 'client backend'")  # fmt: skip


def test_answers_that_many_processes_give_to_one_attempt_are_all_kept(address: str) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, address, str(number)]) for number in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4
    answers = opened(address).answers("pre")
    assert [answer.number for answer in answers] == list(range(1, 81))
    assert len({answer.response for answer in answers}) == 80


def test_a_line_that_is_cut_while_nothing_happens_is_not_noticed(address: str, postgres_server: Server) -> None:
    register = opened(address)
    assert register.attempt("pre", "t1") is not None
    cut_every_line(postgres_server)
    register.give([Given("pre", "t1", "q1", "a", AT, 0)])
    cut_every_line(postgres_server)
    assert [answer.response for answer in register.answers("pre")] == ["a"]


def test_what_was_under_way_when_the_line_was_cut_is_done_anew(address: str, postgres_server: Server) -> None:
    import psycopg

    register = opened(address)
    assert register.attempts("pre")
    with psycopg.connect(address) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT * FROM attempt FOR UPDATE")  # whoever answers now has to wait
        waiting = pool.submit(register.give, [Given("pre", "t1", "q1", "a", AT, 0)])
        until = time.monotonic() + 20
        while not _waits(postgres_server) and time.monotonic() < until:
            time.sleep(0.05)
        postgres_server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        other.rollback()
        waiting.result(30)
    assert [answer.response for answer in register.answers("pre")] == ["a"]


def test_an_act_whose_word_was_lost_with_the_line_is_done_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    board = Conductor(opened(address), lambda: datetime.fromisoformat(AT), chance(1))
    assert board.open("pre")
    transaction, cut = psycopg.Connection.transaction, list[bool]()

    @contextmanager
    def lost(self: psycopg.Connection) -> Iterator[None]:
        with transaction(self):
            yield
        if not cut:
            cut.append(True)
            self.close()
            raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(psycopg.Connection, "transaction", lost)
    board.extend("pre", 10)
    assert cut
    assert board.register.exams()[0].minutes == 40
    assert [event.kind for event in board.register.events()] == ["exam_opened", "extended"]


def test_whoever_begins_while_an_exam_is_being_closed_finds_it_closed(address: str, postgres_server: Server) -> None:
    import psycopg

    register = opened(address)
    register.add_trainees([Trainee("t2", 0, "", "Dua", "", "BBBB1111")])
    with psycopg.connect(address) as other, ThreadPoolExecutor(1) as pool:
        other.execute("UPDATE exam SET state = 'closed'")
        waiting = pool.submit(register.begin, Attempt("pre", "t2", "A", "form", 0, AT, AT))
        until = time.monotonic() + 20
        while not _waits(postgres_server) and time.monotonic() < until:
            time.sleep(0.05)
        other.commit()
        waiting.result(30)
    assert [attempt.trainee for attempt in register.attempts("pre")] == ["t1"]


def _waits(server: Server) -> bool:
    import psycopg

    with psycopg.connect(server.address) as connection:
        row = connection.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'").fetchone()
    return row != (0,)


def test_no_answer_is_lost_when_lines_are_cut_again_and_again(address: str, postgres_server: Server) -> None:
    done = Flag()

    def answer(writer: int) -> None:
        register = opened(address)
        for number in range(30):
            register.give([Given("pre", "t1", "q1", f"{writer}-{number}", AT, 0)])

    def cut() -> None:
        while not done.wait(0.1):
            cut_every_line(postgres_server)

    with ThreadPoolExecutor(4) as pool:
        cutting = pool.submit(cut)
        try:
            for work in [pool.submit(answer, writer) for writer in range(3)]:
                work.result(120)
        finally:
            done.set()
        cutting.result(30)
    answers = opened(address).answers("pre")
    assert {answer.response for answer in answers} == {f"{w}-{n}" for w in range(3) for n in range(30)}
    assert [answer.number for answer in answers] == list(range(1, len(answers) + 1))


def test_a_server_that_starts_anew_is_waited_for(address: str, postgres_server: Server) -> None:
    register = opened(address)
    register.give([Given("pre", "t1", "q1", "a", AT, 0)])
    postgres_server.restart()
    register.give([Given("pre", "t1", "q1", "b", AT, 0)])
    assert [answer.response for answer in register.answers("pre")] == ["a", "b"]


def test_servers_that_begin_at_once_make_one_class(postgres_address: str) -> None:
    def begin(number: int) -> None:
        register = opened(postgres_address)
        register.add_trainees([Trainee(f"t{number}", 0, "", "Satu", "", f"CODE{number:04}")])
        register.keep_classroom(Classroom(f"k{number}", "Kelas", "id"))

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(begin, range(6)))
    found = opened(postgres_address).contents()
    assert len(found.trainees) == 6
    assert found.classroom is not None


def test_servers_of_a_new_version_that_begin_at_once_bring_the_class_further(address: str, tmp_path: Path) -> None:
    shutil.copytree(CLASS_SCHEMA, tmp_path / "schema")
    (tmp_path / "schema" / "0099_more.sql").write_text("ALTER TABLE classroom ADD COLUMN more TEXT NOT NULL DEFAULT ''")

    def begin(number: int) -> None:
        database = PostgresDatabase(address, tmp_path / "schema")
        assert database.read("SELECT more FROM classroom") == [("",)]
        database.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(begin, range(6)))
    with pytest.raises(StoreError, match="newer"):
        opened(address).classroom()


def test_whoever_owns_a_database_can_keep_a_class_in_it(postgres_server: Server) -> None:
    name = f"k{uuid4().hex}"
    postgres_server.run(f"CREATE ROLE {name} LOGIN")
    postgres_server.run(f"CREATE DATABASE {name} OWNER {name}")
    try:
        register = opened(f"postgresql://{name}@/{name}?host={postgres_server.folder}")
        register.keep_classroom(Classroom("k", "Kelas", "id"))
        assert register.classroom() == Classroom("k", "Kelas", "id")
        register.close()
    finally:
        postgres_server.run(f"DROP DATABASE {name}")
        postgres_server.run(f"DROP ROLE {name}")


def test_a_newer_schema_is_refused(address: str, postgres_server: Server) -> None:
    before = opened(address)
    assert before.trainees()
    assert before.claim("AAAA1111", "tiket", AT)
    schema = address.rpartition("%3D")[2]
    postgres_server.run(f"INSERT INTO {schema}.kadguide_version VALUES (99)")
    with pytest.raises(StoreError, match="newer"):  # also by a server that was there first
        before.give([Given("pre", "t1", "q1", "a", AT, 0)])
    with pytest.raises(StoreError, match="newer"):
        opened(address).keep_classroom(Classroom("k", "Kelas", "id"))


def test_tables_of_somebody_else_are_left_alone(postgres_address: str, postgres_server: Server) -> None:
    schema = postgres_address.rpartition("%3D")[2]
    postgres_server.run(f"CREATE TABLE {schema}.exam (own TEXT)")
    with pytest.raises(StoreError, match="foreign"):
        opened(postgres_address).keep_classroom(Classroom("k", "Kelas", "id"))


def test_whoever_may_not_write_is_told(address: str, postgres_server: Server) -> None:
    schema = address.rpartition("%3D")[2]
    postgres_server.run(f"CREATE ROLE r{schema} LOGIN")
    postgres_server.run(f"GRANT USAGE ON SCHEMA {schema} TO r{schema}")
    postgres_server.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO r{schema}")
    try:
        stranger = opened(address.replace("user=kad", f"user=r{schema}"))
        with pytest.raises(StoreError, match="unwritable"):
            stranger.add_trainees([Trainee("t2", 0, "", "Dua", "", "BBBB2222")])
        assert len(stranger.trainees()) == 1
        stranger.close()
    finally:
        postgres_server.run(f"DROP OWNED BY r{schema}")
        postgres_server.run(f"DROP ROLE r{schema}")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda address: address.replace("/postgres?", "/tidak-ada?"), "unreachable"),
        (lambda address: address.replace("user=kad", "user=orang"), "unreachable"),
        (lambda address: "postgresql:///postgres?host=/tidak/ada", "unreachable"),
        (lambda address: "postgresql://u:rahasia/x@tidak.ada/db", "address"),
        (lambda address: "postgresql://u:raha@sia@tidak.ada/db", "address"),
        (lambda address: "postgresql://u:123/rahasia@tidak.ada/db", "address"),
        (lambda address: "postgresql://u:rahasia?x@tidak.invalid/db", "unreachable"),
        (lambda address: "postgresql://[::1/rahasia", "address"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_at_once_and_without_the_password(
    postgres_server: Server, change: Callable[[str], str], code: str
) -> None:
    began = time.monotonic()
    with pytest.raises(StoreError) as caught:
        opened(change(postgres_server.address)).trainees()
    assert caught.value.code == code
    assert "rahasia" not in str(caught.value)
    assert time.monotonic() - began < 5


def test_two_classes_in_two_schemas_do_not_meet(postgres_server: Server, address: str) -> None:
    with own_schema(postgres_server) as other:
        assert opened(other).trainees() == ()
        assert len(opened(address).trainees()) == 1
