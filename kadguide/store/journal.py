"""The learner's book in the user's file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from kadguide.learning.journal import Answer, Complaint, OwnCard, Session, Skip
from kadguide.store.database import SCHEMA, Database
from kadguide.store.shelf import FILE_NAME

_ANSWER = "session, sequence, kind, item, version, response, fraction, shown, hints, confidence, seconds, at, material"


class SqliteJournal:
    """Writes into ``kadguide.db`` of a folder. Every action is one committed transaction."""

    def __init__(self, folder: Path, now: Callable[[], datetime], schema: Path = SCHEMA) -> None:
        self._database = Database(folder / FILE_NAME, now, schema)

    def sessions(self) -> tuple[Session, ...]:
        rows = self._database.read(
            "SELECT id, kind, about, items, seed, started_at, ended_at FROM learning_session ORDER BY rowid"
        )
        return tuple(Session(row[0], row[1], row[2], _texts(row[3]), *row[4:]) for row in rows)

    def answers(self) -> tuple[Answer, ...]:
        rows = self._database.read(f"SELECT {_ANSWER} FROM answer ORDER BY rowid")  # noqa: S608 - our own columns
        return tuple(Answer._make((*row[:7], _texts(row[7]), *row[8:])) for row in rows)

    def begin(self, session: Session) -> None:
        values = (*session[:3], json.dumps(session.items), *session[4:])
        self._write(
            "INSERT INTO learning_session (id, kind, about, items, seed, started_at, ended_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            *values,
        )

    def record(self, answer: Answer) -> None:
        values = (*answer[:7], json.dumps(answer.shown), *answer[8:])
        marks = ", ".join("?" * len(values))
        self._write(f"INSERT INTO answer ({_ANSWER}) VALUES ({marks}) ON CONFLICT DO NOTHING", *values)  # noqa: S608

    def end(self, session: str, at: str) -> None:
        self._write("UPDATE learning_session SET ended_at = ? WHERE id = ? AND ended_at = ''", at, session)

    def complain(self, complaint: Complaint) -> None:
        self._write("INSERT INTO complaint (item, version, reason, at) VALUES (?, ?, ?, ?)", *complaint)

    def complaints(self) -> tuple[Complaint, ...]:
        rows = self._database.read("SELECT item, version, reason, at FROM complaint ORDER BY number")
        return tuple(Complaint(*row) for row in rows)

    def add_card(self, card: OwnCard) -> None:
        self._write("INSERT INTO own_card (entry, question, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", *card)

    def drop_card(self, entry: str) -> None:
        self._write("DELETE FROM own_card WHERE entry = ?", entry)

    def cards(self) -> tuple[OwnCard, ...]:
        return tuple(
            OwnCard(*row) for row in self._database.read("SELECT entry, question, at FROM own_card ORDER BY rowid")
        )

    def skip(self, skip: Skip) -> None:
        self._write("INSERT INTO skipped_module (module, at) VALUES (?, ?) ON CONFLICT DO NOTHING", *skip)

    def unskip(self, module: str) -> None:
        self._write("DELETE FROM skipped_module WHERE module = ?", module)

    def skips(self) -> tuple[Skip, ...]:
        return tuple(Skip(*row) for row in self._database.read("SELECT module, at FROM skipped_module ORDER BY rowid"))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _write(self, statement: str, *values: Any) -> None:
        self._database.write((statement, values))


def _texts(text: str) -> tuple[str, ...]:
    """A JSON list of strings; anything else is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(part for part in found if isinstance(part, str)) if isinstance(found, list) else ()
