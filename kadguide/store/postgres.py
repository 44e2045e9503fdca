"""The same register in PostgreSQL, for several rooms that share one exam.

One database (or one schema, named by ``options=-csearch_path=…`` in the address) holds one class.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import IsolationLevel, errors
from psycopg.conninfo import conninfo_to_dict

from kadguide.keeping.kept import StoreError
from kadguide.store.database import CLASS_SCHEMA, Database, Step, new_file
from kadguide.store.rows import TABLES

_T = TypeVar("_T")
_LOCK = 5_235_235
"""The number under which servers that bring the schema up to date wait for one another."""
_ACT_LOCK = _LOCK + 1
"""The same for those that do what depends on what others have just done."""
_TRIES = 50
"""How often an action is done anew when two rooms got into each other's way; each time one of them comes through."""
_NUMBERED = {"trainee_number_key", "exam_number_key", "answer_pkey", "classroom_one_key", "classroom_pkey"}
"""The rules that two rooms break only by writing at once: the number was free when it was counted."""
_CONNECT_SECONDS = 10
PATIENCE = 10.0
"""Seconds in which a line that was cut, or a server that starts anew, is waited for."""
_FIRST_PATIENCE = 1.0
"""The same for whoever never got through, and most likely has a wrong address."""
_LONGEST_WAIT = 1.0
_SILENCE: dict[str, Any] = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""After how long a line counts as cut that nothing comes through."""
_CODES: tuple[tuple[type[psycopg.Error], str], ...] = (
    (errors.InsufficientPrivilege, "unwritable"),
    (errors.InvalidSchemaName, "unwritable"),
    (errors.ReadOnlySqlTransaction, "unwritable"),
    (errors.DiskFull, "full"),
    (errors.LockNotAvailable, "busy"),
    (errors.DataCorrupted, "damaged"),
    (errors.IndexCorrupted, "damaged"),
    (errors.DuplicateTable, "foreign"),
    (errors.IntegrityError, "conflict"),
)
_HOPELESS = (
    errors.InvalidPassword,
    errors.InvalidAuthorizationSpecification,
    errors.InvalidCatalogName,
    errors.DiskFull,
    errors.LockNotAvailable,
)
"""What waiting does not mend."""


class PostgresDatabase:
    """Reads and writes one database. Everything raises :class:`~kadguide.keeping.kept.StoreError`.

    Threads of one process take turns on one connection.
    """

    hold = " FOR SHARE"

    def __init__(self, address: str, schema: Path = CLASS_SCHEMA) -> None:
        self._address = address
        self._scripts = {int(file.name[:4]): file for file in sorted(schema.glob("*.sql"))}
        self._newest = max(self._scripts)
        self._connection: psycopg.Connection | None = None
        self._was_open = False
        self._has_class = False
        """Of this connection; asked once, since every question goes through the network."""
        self._turn = threading.Lock()

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement; none where there is no class yet, for which nothing is made."""

        def action(connection: psycopg.Connection) -> list[tuple[Any, ...]]:
            if not self._is_there(connection):
                return []
            return connection.execute(_translated(statement), values).fetchall()

        return self._guarded(action)

    def read_all(self, *steps: Step) -> list[list[tuple[Any, ...]]]:
        """The rows of several statements, all as of one moment."""

        def action(connection: psycopg.Connection) -> list[list[tuple[Any, ...]]]:
            if not self._is_there(connection):
                return [[] for _ in steps]
            connection.isolation_level = IsolationLevel.REPEATABLE_READ
            try:
                with connection.transaction():
                    return [connection.execute(_translated(text), values).fetchall() for text, values in steps]
            finally:
                if not connection.closed:
                    connection.isolation_level = None

        return self._guarded(action)

    def write(self, *steps: Step) -> list[int]:
        """Run statements as one transaction: all of them stay, or none. Returns how many rows each one changed."""

        def action(connection: psycopg.Connection) -> list[int]:
            with self._writing(connection):
                return [connection.execute(_translated(text), values).rowcount for text, values in steps]

        return self._guarded(action)

    def write_if(self, first: Step, *steps: Step, done: Step | None = None) -> bool:
        """Run statements as one transaction; when the first one changes no row, none of the others, and none at all
        when ``done`` finds a row. Whether the first one did, now or before.

        One such transaction at a time, so that the first statement sees all that the others did.
        """

        def action(connection: psycopg.Connection) -> bool:
            with self._writing(connection):
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ACT_LOCK,))
                if done and connection.execute(_translated(done[0]), done[1]).fetchone():
                    return True
                changed = connection.execute(_translated(first[0]), first[1]).rowcount > 0
                for text, values in steps if changed else ():
                    connection.execute(_translated(text), values)
                return changed

        return self._guarded(action)

    def erase(self, *steps: Step) -> None:
        """Run statements as one transaction, and write the tables anew, without the rows of before."""
        self.write(*steps)
        self._guarded(lambda connection: connection.execute("VACUUM FULL trainee, attempt, answer, event, classroom"))

    def copy_to(self, path: Path) -> None:
        """Write everything, as of one moment, into a new SQLite file.

        Raises ``StoreError("exists")`` when something is there, and ``StoreError("missing")`` when there is no class.
        """
        tables = self.read_all(*((f"SELECT {columns} FROM {name}", ()) for name, columns in TABLES.items()))
        if not tables[0]:
            raise StoreError("missing")
        steps = [
            (f"INSERT INTO {name} ({columns}) VALUES ({', '.join('?' * len(row))})", row)
            for (name, columns), rows in zip(TABLES.items(), tables, strict=True)
            for row in rows
        ]
        with new_file(path) as unfinished:
            copy = Database(unfinished, lambda: datetime.now(UTC), CLASS_SCHEMA, shared=True)
            copy.write(*steps)
            copy.close()
            with closing(sqlite3.connect(unfinished)) as connection:  # one file, without a log beside it
                connection.execute("PRAGMA journal_mode = DELETE")

    def close(self) -> None:
        """Let go of the connection; the next action opens it again."""
        with self._turn:
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._has_class = None, False

    def _guarded(self, action: Callable[[psycopg.Connection], _T]) -> _T:
        """Do ``action``, and do it anew when it was undone by no fault of its own."""
        with self._turn:
            tries, began, wait = _TRIES, time.monotonic(), 0.0
            while True:
                try:
                    return action(self._open())
                except (errors.UniqueViolation, errors.SerializationFailure, errors.DeadlockDetected) as error:
                    tries -= 1
                    if not tries or not _passes(error):
                        raise _explained(error) from error
                except _HOPELESS as error:
                    self._drop()
                    raise _explained(error) from error
                except psycopg.OperationalError as error:
                    # The line was cut: what was under way was undone, and is done anew on a new line.
                    self._drop()
                    patience = PATIENCE if self._was_open else _FIRST_PATIENCE
                    if time.monotonic() - began + wait > patience:
                        raise _explained(error) from error
                    time.sleep(wait)
                    wait = min(2 * wait + 0.05, _LONGEST_WAIT)
                except errors.IntegrityError as error:
                    raise _explained(error) from error
                except (psycopg.Error, UnicodeError) as error:
                    self._drop()
                    raise _explained(error) from error

    def _open(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            _check_address(self._address)
            connection = psycopg.connect(
                self._address, autocommit=True, connect_timeout=_CONNECT_SECONDS, prepare_threshold=None, **_SILENCE
            )
            self._was_open = True
            try:
                if _version(connection):
                    self._migrate(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    @contextmanager
    def _writing(self, connection: psycopg.Connection) -> Iterator[None]:
        """A transaction in the tables of this version, which are made when there are none."""
        if not self._is_there(connection):
            self._migrate(connection)
        with connection.transaction():
            if _newest_number(connection) != self._newest:  # another server brought it further
                raise StoreError("newer")
            yield

    def _is_there(self, connection: psycopg.Connection) -> bool:
        self._has_class = self._has_class or bool(_version(connection))
        return self._has_class

    def _migrate(self, connection: psycopg.Connection) -> None:
        """Bring the database to the newest schema, one server at a time."""
        if _version(connection) == self._newest:
            return
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            version = _version(connection)
            if version > self._newest:
                raise StoreError("newer")
            if not version:
                connection.execute("CREATE TABLE kadguide_version (number INTEGER NOT NULL)")
            for number in sorted(self._scripts):
                if number > version:
                    connection.execute(self._scripts[number].read_text(encoding="utf-8").encode())
                    connection.execute("INSERT INTO kadguide_version (number) VALUES (%s)", (number,))


def _version(connection: psycopg.Connection) -> int:
    """The number of the newest script that ran; 0 where none did."""
    # Not to_regclass(): that one may not see what another server has made a moment ago.
    there = connection.execute(
        "SELECT count(*) FROM pg_class WHERE relname = 'kadguide_version'"
        " AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
    ).fetchone()
    if there == (0,):
        return 0
    return _newest_number(connection)


def _newest_number(connection: psycopg.Connection) -> int:
    row = connection.execute("SELECT COALESCE(MAX(number), 0) FROM kadguide_version").fetchone()
    return int(row[0]) if row else 0


def _check_address(address: str) -> None:
    """Refuse an address that PostgreSQL would take apart wrongly: its words about that could hold a password."""
    try:
        parts = conninfo_to_dict(address)
    except psycopg.Error as error:
        raise StoreError("address") from error
    ports = str(parts.get("port", "")).split(",")
    if not all(port.isdecimal() for port in ports if port) or any(
        "@" in str(parts.get(name, "")) for name in ("host", "dbname")
    ):
        raise StoreError("address")


def _passes(error: psycopg.Error) -> bool:
    """Whether the same would come through when it is done anew."""
    return not isinstance(error, errors.UniqueViolation) or error.diag.constraint_name in _NUMBERED


def _translated(statement: str) -> bytes:
    """``?`` as psycopg writes it. No statement of the register has either sign in a text."""
    return statement.replace("?", "%s").encode()


def _explained(error: Exception) -> StoreError:
    code = next((code for kind, code in _CODES if isinstance(error, kind)), "")
    if not code:
        code = "unreachable" if isinstance(error, psycopg.OperationalError) else "failed"
    return StoreError(code, reason=str(error).strip().partition("\n")[0])
