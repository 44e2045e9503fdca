"""One SQLite file: opened when it is needed, brought to the newest schema, never lost.

Every action is one committed transaction. The journal of what a user keeps stays the usual one, a file beside the
database that is deleted at the end of a transaction: write-ahead logging needs shared memory, which network drives do
not have. The register of a class, in which forty processes write, has a write-ahead log.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from kadguide.keeping.kept import StoreError

SCHEMA = Path(__file__).parent / "schema"
"""Numbered files of SQL; the number of the last one that ran is the ``user_version`` of a database."""
CLASS_SCHEMA = Path(__file__).parent / "class_schema"
"""The same for the register of a class."""
PATIENCE = 10.0
"""Seconds to wait for another process that writes."""
CLASS_MARK = 0x4B41444B
"""What a file says that holds a class (``application_id``), so that no other database is taken for one."""
Step = tuple[str, Sequence[Any]]
_T = TypeVar("_T")
_CODES = {
    sqlite3.SQLITE_READONLY: "unwritable", sqlite3.SQLITE_CANTOPEN: "unwritable", sqlite3.SQLITE_PERM: "unwritable",
    sqlite3.SQLITE_FULL: "full", sqlite3.SQLITE_BUSY: "busy", sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_CORRUPT: "damaged", sqlite3.SQLITE_NOTADB: "damaged", sqlite3.SQLITE_CONSTRAINT: "conflict",
}  # fmt: skip


class _DamagedError(Exception):
    """The file is no database, or one that contradicts itself."""


class Database:
    """Reads and writes one file. Everything raises :class:`~kadguide.keeping.kept.StoreError`.

    ``shared`` is for a file that many processes write: it has a write-ahead log, and a damaged one is reported instead
    of being set aside, since an empty one in its place would look like a class that nobody came to.
    """

    hold = ""
    """Whoever writes is alone."""

    def __init__(self, path: Path, now: Callable[[], datetime], schema: Path = SCHEMA, *, shared: bool = False) -> None:
        self.path = path
        self._now = now
        self._shared = shared
        self._scripts = {int(file.name[:4]): file for file in sorted(schema.glob("*.sql"))}
        self._newest = max(self._scripts)
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._was_there = False
        """Whether there was a shared file, in whose place no empty one is ever made."""
        self._remarks: list[StoreError] = []

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one statement; none when there is no file yet, which is not made for it."""
        return self._guarded(lambda: self._open().execute(statement, values).fetchall() if self._there() else [])

    def read_all(self, *steps: Step) -> list[list[tuple[Any, ...]]]:
        """The rows of several statements, all as of one moment."""

        def action() -> list[list[tuple[Any, ...]]]:
            if not self._there():
                return [[] for _ in steps]
            with _transaction(self._open(), "BEGIN") as connection:
                return [connection.execute(statement, values).fetchall() for statement, values in steps]

        return self._guarded(action)

    def write(self, *steps: Step) -> list[int]:
        """Run statements as one transaction: all of them stay, or none. Returns how many rows each one changed."""
        return self._guarded(lambda: self._transact(steps))

    def write_if(self, first: Step, *steps: Step, done: Step | None = None) -> bool:
        """Run statements as one transaction; when the first one changes no row, none of the others, and none at all
        when ``done`` finds a row. Whether the first one did, now or before."""

        def action() -> bool:
            with self._writing() as connection:
                if done and connection.execute(*done).fetchone():
                    return True
                changed = connection.execute(*first).rowcount > 0
                for statement, values in steps if changed else ():
                    connection.execute(statement, values)
                return changed

        return self._guarded(action)

    def erase(self, *steps: Step) -> None:
        """Run statements as one transaction, and leave nothing in the log of what was there before.

        Raises ``StoreError("lingers")`` when another process kept reading it: what was deleted is so, but its traces go
        only when that process lets go of the file.
        """

        def action() -> None:
            self._transact(steps)
            if self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise StoreError("lingers", path=str(self.path))

        self._guarded(action)

    def copy_to(self, path: Path) -> None:
        """Check the whole file and write a copy of it, as of one moment, to ``path``.

        Raises ``StoreError("exists")`` when something is there, and ``StoreError("missing")`` when there is no file.
        """

        def action() -> None:
            if not self._there():
                raise StoreError("missing", path=str(self.path))
            connection = self._open()
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
            if found != ("ok",) or connection.execute("PRAGMA foreign_key_check").fetchone():
                raise _DamagedError(str(found))
            with new_file(path) as unfinished:
                connection.execute("VACUUM INTO ?", (str(unfinished),))

        self._guarded(action)

    def remarks(self) -> tuple[StoreError, ...]:
        """What happened and should be said; each is returned once."""
        remarks, self._remarks = tuple(self._remarks), []
        return remarks

    def close(self) -> None:
        """Let go of the file; the next action opens it again."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = self._identity = None

    # -- every action

    def _guarded(self, action: Callable[[], _T]) -> _T:
        """Do ``action``; when the file is damaged, set it aside and do it with a new one."""
        try:
            try:
                return action()
            except (_DamagedError, sqlite3.DatabaseError) as error:
                self.close()
                if not _is_damage(error) or self._shared:
                    raise
                self._set_aside()
                return action()
        except sqlite3.Error as error:
            self.close()
            raise explained(error, self.path) from error
        except OSError as error:
            self.close()
            raise StoreError("unwritable", path=str(self.path)) from error
        except _DamagedError as error:
            self.close()
            raise StoreError("damaged", path=str(self.path)) from error

    def _transact(self, steps: Sequence[Step]) -> list[int]:
        with self._writing() as connection:
            return [connection.execute(statement, values).rowcount for statement, values in steps]

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of the only one who writes."""
        with _transaction(self._open()) as connection:
            if _version(connection) != self._newest:  # another process brought it further
                raise StoreError("newer", path=str(self.path))
            yield connection

    # -- opening

    def _there(self) -> bool:
        return self._connection is not None or self._was_there or self.path.exists()

    def _open(self) -> sqlite3.Connection:
        """The connection to the file that lies there now: another process may have set the earlier one aside."""
        if self._connection is not None and _identity(self.path) == self._identity:
            return self._connection
        self.close()
        if self._was_there and not self.path.exists():  # moved, or its stick was pulled out: it may come back
            raise StoreError("missing", path=str(self.path))
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self._shared and not self.path.exists():
            _make_private(self.path)
        self._connection = connection = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        connection.execute("PRAGMA synchronous = FULL")
        found = connection.execute("PRAGMA quick_check(1)").fetchone()
        if found != ("ok",):
            raise _DamagedError(str(found))
        if self._shared:
            self._share(connection)
        version = _version(connection)
        if version > self._newest:
            self.close()
            raise StoreError("newer", path=str(self.path))
        if version < self._newest:
            self._migrate(connection)
        self._identity = _identity(self.path)
        self._was_there = self._shared
        return connection

    def _share(self, connection: sqlite3.Connection) -> None:
        """Make the connection one of many, once it is clear that the file is nobody else's."""
        # Tables first: another process that is making them writes the mark in the same moment.
        tables, mark = (
            connection.execute(asked).fetchone()[0]
            for asked in ("SELECT count(*) FROM sqlite_master", "PRAGMA application_id")
        )
        if mark != CLASS_MARK and (mark or tables):
            self.close()
            raise StoreError("foreign", path=str(self.path))
        # They would change what is written, or make what is read endless; a class from elsewhere may hold them.
        if connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone():
            self.close()
            raise StoreError("programmed", path=str(self.path))
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Names that are deleted from a class are not to be found in its file any more.
        connection.execute("PRAGMA secure_delete = ON")

    def _migrate(self, connection: sqlite3.Connection) -> None:
        """Bring the file to the newest schema, in one transaction and after a copy of what it held."""
        with _transaction(connection):
            version = _version(connection)  # again, now that no other process can write
            if version > self._newest:
                raise StoreError("newer", path=str(self.path))
            if version < self._newest and connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
                self._back_up(version)
            if self._shared:
                connection.execute(f"PRAGMA application_id = {CLASS_MARK:d}")
            for number in sorted(self._scripts):
                if number > version:
                    for statement in _statements(self._scripts[number].read_text(encoding="utf-8")):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number:d}")

    def _back_up(self, version: int) -> None:
        """Copy the file beside itself; whoever reads may do so while the transaction waits."""
        target = self._free_name(f"schema-{version}")
        unfinished = target.with_suffix(".part")
        unfinished.unlink(missing_ok=True)
        _make_private(unfinished)
        with (
            closing(sqlite3.connect(self.path, timeout=PATIENCE)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)
        unfinished.rename(target)

    def _set_aside(self) -> None:
        """Give the damaged file, and its journal, a name with the day. Another process may have done so already."""
        if not self.path.exists() or self._is_sound():
            return
        target = self._free_name("damaged")
        for end in ("-journal", ""):  # the database last: as long as it is there, the work is not done
            with suppress(FileNotFoundError):
                Path(f"{self.path}{end}").rename(f"{target}{end}")
        self._remarks.append(StoreError("set_aside", path=str(target)))

    def _is_sound(self) -> bool:
        try:
            with closing(sqlite3.connect(self.path, timeout=PATIENCE)) as connection:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except sqlite3.DatabaseError as error:
            return not _is_damage(error)

    def _free_name(self, what: str) -> Path:
        """A name beside the file that nothing has yet."""
        stem = f"{self.path.stem}-{what}-{self._now():%Y-%m-%d-%H%M%S}"
        number = 1
        while (path := self.path.with_name(f"{stem}{f'-{number}' if number > 1 else ''}.db")).exists():
            number += 1
        return path


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A name to write a database under that becomes ``target`` at the end, or nothing when something went wrong."""
    unfinished = target.with_name(f"{target.name}.part")
    try:
        if target.exists():
            raise StoreError("exists", path=str(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        _make_private(unfinished)
        yield unfinished
        with unfinished.open("rb+") as stream:
            os.fsync(stream.fileno())
        unfinished.rename(target)
    except sqlite3.Error as error:
        raise explained(error, target) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise StoreError("full" if full else "unwritable", path=str(target)) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextmanager
def _transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
    connection.execute(begin)
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _make_private(path: Path) -> None:
    """An empty file, which is a database too, that nobody else on the machine can read, not even for a moment: what it
    will hold are names, codes and keys. The files that SQLite puts beside it are as private."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one, since running a whole one would end the transaction that it is in."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _is_damage(error: Exception) -> bool:
    codes = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
    return isinstance(error, _DamagedError) or _primary_code(error) in codes


def _primary_code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", -1)) & 0xFF


def explained(error: sqlite3.Error, path: Path) -> StoreError:
    """What an error of SQLite means."""
    return StoreError(_CODES.get(_primary_code(error), "failed"), path=str(path), reason=str(error))
