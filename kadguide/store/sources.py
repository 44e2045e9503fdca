"""Reads a class from elsewhere without changing anything there: a copy of it is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from kadguide.keeping.kept import StoreError
from kadguide.store.classes import ADDRESSES, open_register
from kadguide.store.database import CLASS_MARK, PATIENCE, explained
from kadguide.store.register import SqlRegister

_LOGS = ("-wal", "-journal")
"""What lies beside a file that is in use, or was when the power went."""


def open_source(where: str, folder: Path, now: Callable[[], datetime]) -> SqlRegister:
    """The class at ``where``, as it is now, in a file of ``folder``.

    Raises ``StoreError``: ``missing``, ``damaged``, ``foreign`` (no class), ``newer``; ``ImportError`` as
    :func:`~kadguide.store.classes.open_register` does.
    """
    copy = folder / "source.kadkelas"
    copy.unlink(missing_ok=True)
    if where.startswith(ADDRESSES):
        source = open_register(where, now)
        try:
            source.copy_to(copy)
        finally:
            source.close()
    else:
        _copy(Path(where), copy)
    return open_register(str(copy), now)


def _copy(path: Path, copy: Path) -> None:
    if not path.is_file():
        raise StoreError("missing", path=str(path))
    # Without a log beside it the file is whole, and SQLite need not make one, which a write-protected stick refuses.
    whole = not any(Path(f"{path}{end}").exists() for end in _LOGS)
    address = f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if whole else ''}"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as source:
            if source.execute("PRAGMA application_id").fetchone() != (CLASS_MARK,):
                raise StoreError("foreign", path=str(path))
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
                found = target.execute("PRAGMA integrity_check(1)").fetchone()
                if found != ("ok",) or target.execute("PRAGMA foreign_key_check").fetchone():
                    raise StoreError("damaged", path=str(path))
    except sqlite3.Error as error:
        raise explained(error, path) from error
