"""The register of a class, in any database that speaks the SQL of its schema."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.quizfile import item_from_plain
from kadguide.knowledge.snapshot import as_plain
from kadguide.store.database import CLASS_SCHEMA, Step
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Contents,
    Event,
    Exam,
    ExamState,
    Finish,
    Given,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
)

__all__ = ["CLASS_SCHEMA", "SqlRegister"]
_CLASSROOM = "id, title, lang, agenda, knowledge, walk_in, rehearsal, keys, made_at, room"
_TRAINEE = "id, number, nip, name, unit, code, factor, room, walk_in, added_at, login, login_at"
_EXAM = (
    "id, number, kind, title, minutes, reveal, secret, paper, words, knowledge, made_at, state, opened_at, closed_at"
)
_KEY = "exam, item, revision, content, weight, reason, made_at, all_right"
_ATTEMPT = "exam, trainee, room, door, place, started_at, seen_at, finished_at, finish, proof"
_ANSWER = "exam, trainee, number, item, response, at"
_PAUSE = "exam, room, began_at, ended_at"
_HANDOUT = "exam, digest, data, made_at"
_EVENT = "id, at, kind, exam, trainee, room, detail"
TABLES = {
    "classroom": _CLASSROOM, "trainee": _TRAINEE, "exam": _EXAM, "exam_key": _KEY, "pause": _PAUSE,
    "attempt": _ATTEMPT, "answer": _ANSWER, "event": _EVENT,
    "handout": _HANDOUT,
}  # fmt: skip
"""The tables of a class with their columns, in the order in which they can be filled."""

_NUMBERED = "CAST(? AS TEXT), COALESCE(MAX(number), 0) + 1"
"""The start of a row that is numbered behind the last one: its name, then its number."""


class AnyDatabase(Protocol):
    """What SQLite and PostgreSQL have in common. Values stand for ``?``; all raise ``StoreError``."""

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...

    def read_all(self, *steps: Step) -> list[list[tuple[Any, ...]]]:
        """The rows of several statements as of one moment."""

    def write(self, *steps: Step) -> list[int]:
        """One transaction; how many rows each step changed."""

    def copy_to(self, path: Path) -> None:
        """Write all of it, once it was found sound, into a new SQLite file."""

    def close(self) -> None: ...


class SqlRegister:
    """Keeps a class. See :class:`~kadguide.teaching.register.Register` for what the methods mean."""

    def __init__(self, database: AnyDatabase) -> None:
        self._database = database

    # -- class

    def classroom(self) -> Classroom | None:
        rows = self._database.read(f"SELECT {_CLASSROOM} FROM classroom")
        if not rows:
            return None
        return _classroom(rows[0])

    def keep_classroom(self, classroom: Classroom) -> None:
        row = (*classroom[:5], int(classroom.walk_in), int(classroom.rehearsal), *classroom[7:])
        insert, values = _insert("classroom", _CLASSROOM, row)
        # Keys that were made meanwhile stay: without them no result of an exam by files is ever opened.
        setting = ", ".join(
            "keys = CASE WHEN excluded.keys = '' THEN classroom.keys ELSE excluded.keys END" if column == "keys"
            else f"{column} = excluded.{column}"
            for column in _CLASSROOM.split(", ")[1:]
        )  # fmt: skip
        self._database.write(
            ("DELETE FROM classroom WHERE id <> ?", (classroom.id,)),
            (f"{insert} ON CONFLICT (id) DO UPDATE SET {setting}", values),
        )

    # -- trainees

    def trainees(self) -> tuple[Trainee, ...]:
        return tuple(map(_trainee, self._database.read(f"SELECT {_TRAINEE} FROM trainee ORDER BY number, id")))

    def trainee(self, id_: str) -> Trainee | None:
        return self._one_trainee("id", id_)

    def with_code(self, code: str) -> Trainee | None:
        return self._one_trainee("code", code) if code else None

    def with_login(self, login: str) -> Trainee | None:
        return self._one_trainee("login", login) if login else None

    def _one_trainee(self, column: str, value: str) -> Trainee | None:
        rows = self._database.read(f"SELECT {_TRAINEE} FROM trainee WHERE {column} = ?", (value,))
        return _trainee(rows[0]) if rows else None

    def add_trainees(self, trainees: Sequence[Trainee]) -> None:
        self._database.write(*map(_trainee_step, trainees))

    def change_trainee(self, trainee: Trainee) -> None:
        t = trainee
        self._database.write(
            (
                "UPDATE trainee SET nip = ?, name = ?, unit = ?, factor = ?, room = ? WHERE id = ?",
                (t.nip, t.name, t.unit, t.factor, t.room, t.id),
            )
        )

    def claim(self, code: str, login: str, at: str) -> bool:
        return self._changed(
            # The same login once more is the same claim, done anew after a cut.
            "UPDATE trainee SET login = ?, login_at = ? WHERE code = ? AND code <> '' AND login IN ('', ?)",
            login, at, code, login,
        )  # fmt: skip

    def release(self, trainee: str) -> bool:
        return self._changed("UPDATE trainee SET login = '' WHERE id = ? AND login <> ''", trainee)

    def remove_trainee(self, trainee: str) -> None:
        self._database.write(
            *(
                (f"DELETE FROM {table} WHERE {column} = ?", (trainee,))
                for table, column in (("answer", "trainee"), ("attempt", "trainee"), ("trainee", "id"))
            ),
            ("UPDATE event SET trainee = '' WHERE trainee = ?", (trainee,)),
        )

    def remove_names(self) -> None:
        # The code is unique, so the number takes its place; no code can be typed that has fewer signs.
        self._database.write(
            (
                "UPDATE trainee SET nip = '', name = '', unit = '', login = '', login_at = '',"
                " code = CAST(number AS TEXT)",
                (),
            ),
            ("UPDATE classroom SET keys = ''", ()),
        )

    # -- exams

    def exams(self) -> tuple[Exam, ...]:
        return tuple(map(_exam, self._database.read(f"SELECT {_EXAM} FROM exam ORDER BY number, id")))

    def exam(self, id_: str) -> Exam | None:
        rows = self._database.read(f"SELECT {_EXAM} FROM exam WHERE id = ?", (id_,))
        return _exam(rows[0]) if rows else None

    def add_exam(self, exam: Exam, keys: Sequence[Key]) -> None:
        self._database.write(_exam_step(exam), *map(_key_step, keys))

    def set_state(self, exam: str, state: ExamState, at: str) -> None:
        opened = "CASE WHEN opened_at = '' THEN ? ELSE opened_at END" if state == "open" else "opened_at"
        closed = "?" if state == "closed" else "closed_at"
        values = (state, *((at,) if state in ("open", "closed") else ()), exam)
        self._database.write(
            (f"UPDATE exam SET state = ?, opened_at = {opened}, closed_at = {closed} WHERE id = ?", values)
        )

    def keys(self, exam: str) -> tuple[Key, ...]:
        newest = {key.item: key for key in self.revisions(exam)}
        return tuple(newest.values())

    def revisions(self, exam: str) -> tuple[Key, ...]:
        rows = self._database.read(f"SELECT {_KEY} FROM exam_key WHERE exam = ?", (exam,))
        return _keys(rows)

    def revise(self, key: Key) -> None:
        self._database.write(_key_step(key))

    def pauses(self, exam: str) -> tuple[Pause, ...]:
        rows = self._database.read(f"SELECT {_PAUSE} FROM pause WHERE exam = ? ORDER BY began_at", (exam,))
        return tuple(Pause(*row) for row in rows)

    def pause(self, exam: str, room: str, at: str) -> None:
        self._database.write(
            (
                "INSERT INTO pause (exam, room, began_at, ended_at) SELECT CAST(? AS TEXT), CAST(? AS TEXT),"
                " CAST(? AS TEXT), '' WHERE NOT EXISTS"
                " (SELECT 1 FROM pause WHERE exam = ? AND room = ? AND ended_at = '')"
                " ON CONFLICT (exam, room, began_at) DO UPDATE SET ended_at = ''",  # ended in the same moment: goes on
                (exam, room, at, exam, room),
            )
        )

    def resume(self, exam: str, room: str, at: str) -> None:
        self._database.write(
            ("UPDATE pause SET ended_at = ? WHERE exam = ? AND room = ? AND ended_at = ''", (at, exam, room))
        )

    # -- attempts

    def begin(self, attempt: Attempt) -> None:
        step = _insert("attempt", _ATTEMPT, attempt)
        self._database.write((f"{step[0]} ON CONFLICT DO NOTHING", step[1]))

    def attempt(self, exam: str, trainee: str) -> Attempt | None:
        rows = self._database.read(f"SELECT {_ATTEMPT} FROM attempt WHERE exam = ? AND trainee = ?", (exam, trainee))
        return Attempt(*rows[0]) if rows else None

    def attempts(self, exam: str) -> tuple[Attempt, ...]:
        rows = self._database.read(
            f"SELECT {_ATTEMPT} FROM attempt WHERE exam = ? ORDER BY started_at, trainee", (exam,)
        )
        return tuple(Attempt(*row) for row in rows)

    def give(self, answers: Sequence[Given]) -> None:
        # The attempt first, in the same order everywhere: whoever holds its row numbers the answer.
        steps: list[Step] = []
        for a in sorted(answers, key=lambda answer: (answer.exam, answer.trainee)):
            steps.append(_move(a.exam, a.trainee, a.place, a.at))
            steps.append(
                (
                    f"INSERT INTO answer ({_ANSWER}) SELECT CAST(? AS TEXT), CAST(? AS TEXT),"
                    " COALESCE(MAX(number), 0) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)"
                    " FROM answer WHERE exam = ? AND trainee = ?",
                    (a.exam, a.trainee, a.item, a.response, a.at, a.exam, a.trainee),
                )
            )
        self._database.write(*steps)

    def move(self, exam: str, trainee: str, place: int, at: str) -> None:
        self._database.write(_move(exam, trainee, place, at))

    def finish(self, exam: str, trainee: str, at: str, how: Finish, proof: str = "") -> bool:
        return self._changed(
            "UPDATE attempt SET finished_at = ?, finish = ?, proof = ?"
            " WHERE exam = ? AND trainee = ? AND finished_at = ''",
            at, how, proof, exam, trainee,
        )  # fmt: skip

    def finish_all(self, attempts: Sequence[Attempt]) -> int:
        statement = "UPDATE attempt SET finished_at = ?, finish = ? WHERE exam = ? AND trainee = ? AND finished_at = ''"
        return sum(self._database.write(*((statement, (a.finished_at, a.finish, *a[:2])) for a in attempts)))

    def reopen(self, exam: str, trainee: str) -> bool:
        return self._changed(
            "UPDATE attempt SET finished_at = '', finish = '' WHERE exam = ? AND trainee = ? AND finished_at <> ''",
            exam, trainee,
        )  # fmt: skip

    def reopen_all(self, exam: str, at: str) -> int:
        statement = (
            "UPDATE attempt SET finished_at = '', finish = '' WHERE exam = ? AND finish = 'proctor' AND finished_at = ?"
        )
        return self._database.write((statement, (exam, at)))[0]

    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]:
        only, values = (" AND trainee = ?", (exam, trainee)) if trainee else ("", (exam,))
        rows = self._database.read(
            f"SELECT {_ANSWER} FROM answer WHERE exam = ?{only} ORDER BY trainee, number", values
        )
        return tuple(Recorded(*row) for row in rows)

    def take_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> bool:
        rows = (_insert("answer", _ANSWER, answer) for answer in answers)
        try:
            self._database.write(_insert("attempt", _ATTEMPT, attempt), *rows)
        except StoreError as error:
            if error.code == "conflict" and self.attempt(attempt.exam, attempt.trainee) is not None:
                return False
            raise
        return True

    def replace_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> None:
        self._database.write(
            ("DELETE FROM attempt WHERE exam = ? AND trainee = ?", (attempt.exam, attempt.trainee)),
            _insert("attempt", _ATTEMPT, attempt), *(_insert("answer", _ANSWER, answer) for answer in answers),
        )  # fmt: skip

    def add_handout(self, handout: Handout) -> None:
        self._database.write(_insert("handout", _HANDOUT, handout))

    def handouts(self) -> tuple[Handout, ...]:
        rows = self._database.read(f"SELECT {_HANDOUT} FROM handout ORDER BY made_at, digest")
        return tuple(Handout(*row) for row in rows)

    # -- record

    def log(self, event: Event) -> None:
        step = _insert("event", _EVENT, event)
        self._database.write((f"{step[0]} ON CONFLICT DO NOTHING", step[1]))

    def events(self) -> tuple[Event, ...]:
        return tuple(Event(*row) for row in self._database.read(f"SELECT {_EVENT} FROM event ORDER BY at, id"))

    # -- all of it

    def contents(self) -> Contents:
        found = self._database.read_all(*((f"SELECT {columns} FROM {name}", ()) for name, columns in TABLES.items()))
        rooms, trainees, exams, keys, pauses, attempts, answers, events, handouts = found
        return Contents(
            _classroom(rooms[0]) if rooms else None,
            tuple(sorted(map(_trainee, trainees), key=lambda trainee: trainee.number)),
            tuple(sorted(map(_exam, exams), key=lambda exam: exam.number)),
            _keys(keys),
            tuple(Pause(*row) for row in sorted(pauses)),
            tuple(Attempt(*row) for row in sorted(attempts)),
            tuple(Recorded(*row) for row in sorted(answers)),
            tuple(sorted((Event(*row) for row in events), key=lambda event: (event.at, event.id))),
            tuple(sorted((Handout(*row) for row in handouts), key=lambda handout: (handout.made_at, handout.digest))),
        )

    def apply(self, changes: Changes) -> None:
        steps: list[Step] = []
        if changes.secret_keys:
            steps.append(("UPDATE classroom SET keys = ? WHERE keys = ''", (changes.secret_keys,)))
        steps += map(_trainee_step, changes.trainees)
        for t in changes.moved_trainees:
            steps.append(("UPDATE trainee SET room = ?, factor = ? WHERE id = ?", (t.room, t.factor, t.id)))
        steps += map(_exam_step, changes.exams)
        for e in changes.known_exams:
            values = (e.state, e.opened_at, e.closed_at, e.id)
            steps.append(("UPDATE exam SET state = ?, opened_at = ?, closed_at = ? WHERE id = ?", values))
        steps += map(_key_step, changes.keys)
        steps += (_insert("pause", _PAUSE, pause) for pause in changes.pauses)
        for p in changes.ended_pauses:
            ending = "UPDATE pause SET ended_at = ? WHERE exam = ? AND room = ? AND began_at = ? AND ended_at = ''"
            steps.append((ending, (p.ended_at, p.exam, p.room, p.began_at)))
        columns = _ATTEMPT.split(", ")[2:]
        for a in changes.known_attempts:
            setting = ", ".join(f"{column} = ?" for column in columns)
            steps.append((f"UPDATE attempt SET {setting} WHERE exam = ? AND trainee = ?", (*a[2:], a.exam, a.trainee)))
        steps += (_insert("attempt", _ATTEMPT, attempt) for attempt in changes.attempts)
        steps += (_insert("answer", _ANSWER, answer) for answer in changes.answers)
        steps += (_insert("event", _EVENT, event) for event in changes.events)
        steps += (_insert("handout", _HANDOUT, handout) for handout in changes.handouts)
        self._database.write(*steps)

    def copy_to(self, path: Path) -> None:
        self._database.copy_to(path)

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._database.close()

    def _changed(self, statement: str, *values: Any) -> bool:
        return bool(self._database.write((statement, values))[0])


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _insert(table: str, columns: str, values: Sequence[Any]) -> Step:
    return f"INSERT INTO {table} ({columns}) VALUES ({_marks(len(values))})", tuple(values)


def _move(exam: str, trainee: str, place: int, at: str) -> Step:
    return "UPDATE attempt SET place = ?, seen_at = ? WHERE exam = ? AND trainee = ?", (place, at, exam, trainee)


def _trainee_step(t: Trainee) -> Step:
    return (
        f"INSERT INTO trainee ({_TRAINEE})"
        f" SELECT {_NUMBERED}, {_marks(4)}, CAST(? AS DOUBLE PRECISION), ?, CAST(? AS INTEGER), ?, ?, ? FROM trainee",
        (t.id, t.nip, t.name, t.unit, t.code, t.factor, t.room, int(t.walk_in), *t[9:]),
    )


def _exam_step(e: Exam) -> Step:
    return (
        f"INSERT INTO exam ({_EXAM}) SELECT {_NUMBERED}, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), {_marks(8)}"
        " FROM exam",
        (e.id, e.kind, json.dumps(e.title, ensure_ascii=False), e.minutes, int(e.reveal), *e[6:]),
    )


def _key_step(key: Key) -> Step:
    content = json.dumps(as_plain(key.content), ensure_ascii=False)
    return _insert("exam_key", _KEY, (*key[:3], content, *key[4:7], int(key.all_right)))


def _item(text: str) -> Item:
    return item_from_plain(json.loads(text))


def _keys(rows: Sequence[Sequence[Any]]) -> tuple[Key, ...]:
    found = [Key._make((*row[:3], _item(row[3]), *row[4:7], bool(row[7]))) for row in rows]
    return tuple(sorted(found, key=lambda key: (key.exam, int(key.item[1:]), key.revision)))


def _classroom(row: Sequence[Any]) -> Classroom:
    return Classroom._make((*row[:5], bool(row[5]), bool(row[6]), *row[7:]))


def _trainee(row: Sequence[Any]) -> Trainee:
    return Trainee._make((*row[:8], bool(row[8]), *row[9:]))


def _exam(row: Sequence[Any]) -> Exam:
    return Exam._make((*row[:3], Bilingual(*json.loads(row[3])), row[4], bool(row[5]), *row[6:]))
