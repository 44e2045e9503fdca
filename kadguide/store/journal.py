"""The learner's book in the user's file."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from kadguide.keeping.kept import StoreError
from kadguide.learning.journal import Answer, Complaint, OwnCard, Session, Skip
from kadguide.store.database import SCHEMA, Database, Step
from kadguide.store.shelf import FILE_NAME

_ANSWER = "session, sequence, kind, item, version, response, fraction, shown, hints, confidence, seconds, at, material"

_HINT = (
    "INSERT INTO opened_hint (session, sequence, level) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET level = max(level, excluded.level)"
)
_COMPLAINT = "INSERT INTO complaint (item, version, reason, at) VALUES (?, ?, ?, ?)"
_CARD = "INSERT INTO own_card (entry, question, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_SKIP = "INSERT INTO skipped_module (module, at) VALUES (?, ?) ON CONFLICT DO NOTHING"


class SqliteJournal:
    """Writes into ``kadguide.db`` of a folder. Every action is one committed transaction."""

    def __init__(self, folder: Path, now: Callable[[], datetime], schema: Path = SCHEMA) -> None:
        self._database = Database(folder / FILE_NAME, now, schema)
        self._say: Callable[[StoreError], None] | None = None

    def listen(self, say: Callable[[StoreError], None]) -> None:
        self._say = say

    def sessions(self) -> tuple[Session, ...]:
        rows = self._read(
            "SELECT id, kind, about, items, seed, started_at, ended_at FROM learning_session ORDER BY rowid"
        )
        return tuple(Session(row[0], row[1], row[2], _texts(row[3]), *row[4:]) for row in rows)

    def answers(self) -> tuple[Answer, ...]:
        rows = self._read(f"SELECT {_ANSWER} FROM answer ORDER BY rowid")  # noqa: S608 - our own columns
        return tuple(Answer._make((*row[:7], _texts(row[7]), *row[8:])) for row in rows)

    def is_answered(self, items: Collection[str]) -> bool:
        marks = ", ".join("?" * len(items))
        rows = self._read(f"SELECT 1 FROM answer WHERE item IN ({marks}) LIMIT 1", tuple(items))  # noqa: S608
        return bool(rows)

    def begin(self, session: Session) -> None:
        self._write_all(_session_step(session))

    def record(self, answer: Answer) -> bool:
        return self._write_all(_answer_step(answer)) == [1]

    def add_all(
        self,
        sessions: Iterable[Session],
        answers: Iterable[Answer],
        complaints: Iterable[Complaint],
        cards: Iterable[OwnCard],
        skips: Iterable[Skip],
    ) -> None:
        known = set(self.complaints())
        steps = [*map(_session_step, sessions), *map(_answer_step, answers)]
        steps += [(_COMPLAINT, complaint) for complaint in complaints if complaint not in known]
        steps += [(_CARD, card) for card in cards] + [(_SKIP, skip) for skip in skips]
        self._write_all(*steps)

    def open_hint(self, session: str, sequence: int, level: int) -> None:
        self._write(_HINT, session, sequence, level)

    def hints(self, session: str, sequence: int) -> int:
        asked = "SELECT level FROM opened_hint WHERE session = ? AND sequence = ?"
        return next((row[0] for row in self._read(asked, (session, sequence))), 0)

    def end(self, session: str, at: str) -> None:
        self._write("UPDATE learning_session SET ended_at = ? WHERE id = ? AND ended_at = ''", at, session)

    def complain(self, complaint: Complaint) -> None:
        self._write(_COMPLAINT, *complaint)

    def complaints(self) -> tuple[Complaint, ...]:
        rows = self._read("SELECT item, version, reason, at FROM complaint ORDER BY number")
        return tuple(Complaint(*row) for row in rows)

    def withdraw(self, complaint: Complaint) -> None:
        self._write("DELETE FROM complaint WHERE item = ? AND version = ? AND reason = ? AND at = ?", *complaint)

    def clear_complaints(self) -> None:
        self._write("DELETE FROM complaint")

    def add_card(self, card: OwnCard) -> None:
        self._write(_CARD, *card)

    def drop_card(self, entry: str) -> None:
        self._write("DELETE FROM own_card WHERE entry = ?", entry)

    def cards(self) -> tuple[OwnCard, ...]:
        return tuple(OwnCard(*row) for row in self._read("SELECT entry, question, at FROM own_card ORDER BY rowid"))

    def skip(self, skip: Skip) -> None:
        self._write(_SKIP, *skip)

    def unskip(self, module: str) -> None:
        self._write("DELETE FROM skipped_module WHERE module = ?", module)

    def skips(self) -> tuple[Skip, ...]:
        return tuple(Skip(*row) for row in self._read("SELECT module, at FROM skipped_module ORDER BY rowid"))

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _write(self, statement: str, *values: Any) -> None:
        self._write_all((statement, values))

    def _write_all(self, *steps: Step) -> list[int]:
        try:
            return self._database.write(*steps)
        finally:
            self._tell()

    def _read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._database.read(statement, values)
        finally:
            self._tell()

    def _tell(self) -> None:
        """Say what happened to the file; it waits until somebody listens."""
        if self._say:
            for remark in self._database.remarks():
                self._say(remark)


def _session_step(session: Session) -> Step:
    values = (*session[:3], json.dumps(session.items), *session[4:])
    return (
        "INSERT INTO learning_session (id, kind, about, items, seed, started_at, ended_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        values,
    )


def _answer_step(answer: Answer) -> Step:
    values = (*answer[:7], json.dumps(answer.shown), *answer[8:])
    marks = ", ".join("?" * len(values))
    return f"INSERT INTO answer ({_ANSWER}) VALUES ({marks}) ON CONFLICT DO NOTHING", values  # noqa: S608


def _texts(text: str) -> tuple[str, ...]:
    """A JSON list of strings; anything else is none."""
    try:
        found = json.loads(text)
    except ValueError:
        return ()
    return tuple(part for part in found if isinstance(part, str)) if isinstance(found, list) else ()
