"""The same register in PostgreSQL, for several rooms that share one exam.

One database (or one schema, named by ``options=-csearch_path=…`` in the address) holds one class.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg import errors

from kadguide.keeping.kept import StoreError
from kadguide.store.database import Step
from kadguide.store.register import CLASS_SCHEMA

_T = TypeVar("_T")
_LOCK = 5_235_235
"""The number under which servers that bring the schema up to date wait for one another."""
_TRIES = 5
"""How often an action is done anew when two rooms got into each other's way, or the line was cut."""
_CONNECT_SECONDS = 10


class PostgresDatabase:
    """Reads and writes one database. Everything raises :class:`~kadguide.keeping.kept.StoreError`.

    Threads of one process take turns on one connection.
    """

    def __init__(self, address: str, schema: Path = CLASS_SCHEMA) -> None:
        self._address = address
        self._scripts = {int(file.name[:4]): file for file in sorted(schema.glob("*.sql"))}
        self._connection: psycopg.Connection | None = None
        self._turn = threading.Lock()

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement."""

        def action(connection: psycopg.Connection) -> list[tuple[Any, ...]]:
            with connection.transaction():
                return connection.execute(_translated(statement), values).fetchall()

        return self._guarded(action)

    def write(self, *steps: Step) -> list[int]:
        """Run statements as one transaction: all of them stay, or none. Returns how many rows each one changed."""

        def action(connection: psycopg.Connection) -> list[int]:
            with connection.transaction():
                return [connection.execute(_translated(text), values).rowcount for text, values in steps]

        return self._guarded(action)

    def close(self) -> None:
        """Let go of the connection; the next action opens it again."""
        with self._turn:
            self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _guarded(self, action: Callable[[psycopg.Connection], _T]) -> _T:
        with self._turn:
            for left in reversed(range(_TRIES)):
                try:
                    return action(self._open())
                except (errors.UniqueViolation, errors.SerializationFailure, errors.DeadlockDetected) as error:
                    # Two rooms numbered the same answer, or a real second one: then it fails again.
                    if not left:
                        raise StoreError("conflict", reason=_first_line(error)) from error
                except errors.IntegrityError as error:
                    raise StoreError("conflict", reason=_first_line(error)) from error
                except psycopg.OperationalError as error:
                    # The line was cut: what was under way was undone, and is done anew on a new line.
                    self._drop()
                    if not left:
                        raise StoreError("unreachable", reason=_first_line(error)) from error
                except psycopg.Error as error:
                    self._drop()
                    raise StoreError("failed", reason=_first_line(error)) from error
        raise AssertionError("unreachable")

    def _open(self) -> psycopg.Connection:
        if self._connection is None or self._connection.closed:
            connection = psycopg.connect(self._address, autocommit=True, connect_timeout=_CONNECT_SECONDS)
            try:
                self._migrate(connection)
            except BaseException:
                connection.close()
                raise
            self._connection = connection
        return self._connection

    def _migrate(self, connection: psycopg.Connection) -> None:
        newest = max(self._scripts)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
            connection.execute("CREATE TABLE IF NOT EXISTS schema_version (number INTEGER NOT NULL)")
            row = connection.execute("SELECT COALESCE(MAX(number), 0) FROM schema_version").fetchone()
            version = int(row[0]) if row else 0
            if version > newest:
                raise StoreError("newer", path="PostgreSQL")
            for number in sorted(self._scripts):
                if number > version:
                    connection.execute(self._scripts[number].read_text(encoding="utf-8").encode())
                    connection.execute("INSERT INTO schema_version (number) VALUES (%s)", (number,))


def _translated(statement: str) -> bytes:
    """``?`` as psycopg writes it. No statement of the register has either sign in a text."""
    return statement.replace("?", "%s").encode()


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0]
