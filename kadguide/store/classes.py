"""Opens the register of a class: a file, or a PostgreSQL database by its address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kadguide.store.database import Database
from kadguide.store.register import CLASS_SCHEMA, SqlRegister

SUFFIX = ".kadkelas"
ADDRESSES = ("postgresql://", "postgres://")


def open_register(where: str, now: Callable[[], datetime]) -> SqlRegister:
    """The register at ``where``, which need not exist yet. Nothing is opened before the first action.

    Raises ``ImportError`` for an address when the extra ``postgres`` is not installed.
    """
    if where.startswith(ADDRESSES):
        from kadguide.store.postgres import PostgresDatabase

        return SqlRegister(PostgresDatabase(where))
    return SqlRegister(Database(Path(where), now, CLASS_SCHEMA, shared=True))
