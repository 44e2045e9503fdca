"""The shelf in the user's file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from kadguide.keeping.kept import Bookmark, CaseRow, Flag, Gap, Kept, Note, StoreError, Thing
from kadguide.store.database import SCHEMA, Database, Step

FILE_NAME = "kadguide.db"


class SqliteShelf:
    """Keeps things in ``kadguide.db`` of a folder. Nothing is opened before the first action, or made before the first
    thing is kept."""

    def __init__(self, folder: Path, now: Callable[[], datetime], schema: Path = SCHEMA) -> None:
        self._database = Database(folder / FILE_NAME, now, schema)

    @property
    def where(self) -> str:
        return str(self._database.path)

    def all(self) -> Kept:
        read = self._database.read
        flags = read("SELECT question, entry, reason, program, material, at, number FROM flag ORDER BY number DESC")
        gaps = read("SELECT key, question, at, nearest, count FROM gap ORDER BY at DESC, rowid DESC")
        return Kept(
            tuple(Bookmark(*row) for row in read("SELECT entry, at FROM bookmark ORDER BY at DESC, rowid DESC")),
            tuple(Note(*row) for row in read("SELECT entry, text, at FROM note ORDER BY at DESC, rowid DESC")),
            tuple(Flag(*row) for row in flags),
            tuple(Gap(key, question, at, _names(near), count) for key, question, at, near, count in gaps),
        )

    def bookmark(self, entry: str) -> Bookmark | None:
        rows = self._database.read("SELECT entry, at FROM bookmark WHERE entry = ?", (entry,))
        return Bookmark(*rows[0]) if rows else None

    def note(self, entry: str) -> Note | None:
        rows = self._database.read("SELECT entry, text, at FROM note WHERE entry = ?", (entry,))
        return Note(*rows[0]) if rows else None

    def keep(self, thing: Thing) -> None:
        self._database.write(_keeping(thing))

    def drop(self, thing: Thing) -> None:
        self._database.write(_dropping(thing))

    def clear_reports(self) -> None:
        self._database.write(("DELETE FROM flag", ()), ("DELETE FROM gap", ()))

    def case_rows(self) -> tuple[CaseRow, ...]:
        rows = self._database.read("SELECT id, data, changed_at FROM cases ORDER BY changed_at DESC, rowid DESC")
        return tuple(CaseRow(*row) for row in rows)

    def keep_case(self, id_: str, text: str, at: str) -> None:
        self._database.write(("REPLACE INTO cases (id, data, changed_at) VALUES (?, ?, ?)", (id_, text, at)))

    def drop_case(self, id_: str) -> None:
        self._database.write(("DELETE FROM cases WHERE id = ?", (id_,)))

    def remarks(self) -> tuple[StoreError, ...]:
        return self._database.remarks()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()


def _keeping(thing: Thing) -> Step:
    match thing:
        case Bookmark(entry, at):
            return "REPLACE INTO bookmark (entry, at) VALUES (?, ?)", (entry, at)
        case Note(entry, text, at):
            return "REPLACE INTO note (entry, text, at) VALUES (?, ?, ?)", (entry, text, at)
        case Flag(question, entry, reason, program, material, at):
            return (
                "INSERT INTO flag (question, entry, reason, program, material, at) VALUES (?, ?, ?, ?, ?, ?)",
                (question, entry, reason, program, material, at),
            )
        case Gap(key, question, at, nearest, count):
            return (
                "INSERT INTO gap (key, question, at, nearest, count) VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE"
                " SET question = excluded.question, at = excluded.at, nearest = excluded.nearest,"
                " count = count + excluded.count",
                (key, question, at, json.dumps(nearest), count),
            )


def _dropping(thing: Thing) -> Step:
    match thing:
        case Bookmark():
            return "DELETE FROM bookmark WHERE entry = ?", (thing.entry,)
        case Note():
            return "DELETE FROM note WHERE entry = ?", (thing.entry,)
        case Flag():
            return "DELETE FROM flag WHERE number = ?", (thing.number,)
        case Gap():
            return "DELETE FROM gap WHERE key = ?", (thing.key,)


def _names(text: str) -> tuple[str, ...]:
    """A JSON list of strings; whatever else stands there is no list of entries."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(name for name in found if isinstance(name, str)) if isinstance(found, list) else ()
