"""A PostgreSQL of the tests' own: started when a test first needs it, gone with the process that started it.

It listens on a socket in a folder of its own and nowhere else, and no other PostgreSQL of the machine is touched. A
shell stands between the tests and the server: when its input ends, be it because the tests were killed, it ends the
server and deletes the folder. Each worker of a run has one; each test has a schema. No test cuts the power, so the
server need not wait for the disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote
from uuid import uuid4

import pytest

MOST_SECONDS = 60
_KEEPER = """
serve() { "$0/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c shared_buffers=16MB \\
  -c fsync=off -c full_page_writes=off >>"$1/log" 2>&1 & }
"$0/initdb" -D "$1/data" -U kad -A trust -E UTF8 --locale=C --no-sync >"$1/log" 2>&1 && serve "$1"
while read -r line; do kill -INT $!; wait $!; echo stopped >"$1/stopped"; serve "$1"; done
kill -INT $!; wait $!; rm -rf "$1"
"""
_FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name.zfill(4), reverse=True)


def binaries() -> Path | None:
    """The folder with the server's programs."""
    on_path = shutil.which("initdb")
    folders = ([Path(on_path).resolve().parent] if on_path else []) + _FOUND
    return next(
        (folder for folder in folders if all((folder / name).is_file() for name in ("initdb", "postgres"))), None
    )


class Server:
    """A running server. ``address`` leads to its first database as the owner of everything."""

    def __init__(self, programs: Path) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kadguide-pg-"))
        self.address = f"postgresql:///postgres?host={quote(str(self.folder), safe='')}&user=kad"
        # The server refuses to run as root.
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            user, group = _other_user()
            os.chown(self.folder, user, group)
            self._as = {"user": user, "group": group, "extra_groups": []}
        self._keeper: subprocess.Popen[str] = subprocess.Popen(
            ["sh", "-c", _KEEPER, programs, self.folder], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd=self.folder, start_new_session=True, text=True, **self._as,
        )  # fmt: skip
        self._wait()

    @property
    def _input(self) -> IO[str]:
        assert self._keeper.stdin is not None
        return self._keeper.stdin

    def restart(self) -> None:
        """Stop the server, which cuts every line, and start it anew. Returns while it may still be starting."""
        mark = self.folder / "stopped"
        mark.unlink(missing_ok=True)
        self._input.write("\n")
        self._input.flush()
        for _ in range(MOST_SECONDS * 20):
            if mark.exists():
                return
            time.sleep(0.05)
        raise AssertionError("the server does not stop")

    def run(self, statement: str) -> None:
        """Run one statement as the owner."""
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """End the server and delete its folder."""
        self._input.close()
        self._keeper.wait(MOST_SECONDS)

    def _wait(self) -> None:
        import psycopg

        for _ in range(MOST_SECONDS * 10):
            try:
                psycopg.connect(self.address, connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder / "log").read_text(encoding="utf-8", errors="replace"))


def _other_user() -> tuple[int, int]:
    import pwd

    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    pytest.skip("PostgreSQL does not run as root, and there is no user for it")


@contextmanager
def own_schema(server: Server) -> Iterator[str]:
    """The address of a schema that nobody else has."""
    name = f"k{uuid4().hex}"
    server.run(f"CREATE SCHEMA {name}")
    yield f"{server.address}&options=-csearch_path%3D{name}"
    server.run(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """A server for the tests of this process."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install '.[postgres]'")
    programs = binaries()
    if programs is None:
        pytest.skip("there is no PostgreSQL on this machine: apt install postgresql")
    server = Server(programs)
    yield server
    server.stop()


@pytest.fixture
def postgres_address(postgres_server: Server) -> Iterator[str]:
    """The address of an empty schema."""
    with own_schema(postgres_server) as address:
        yield address
