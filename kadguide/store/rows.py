"""The tables of a class: their columns, what is written into them, and what comes out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.quizfile import item_from_plain
from kadguide.knowledge.snapshot import as_plain
from kadguide.store.database import Step
from kadguide.store.soundness import unsound
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Contents,
    Event,
    Exam,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
)

_R = TypeVar("_R")
_T = TypeVar("_T")

CLASSROOM = "id, title, lang, agenda, knowledge, walk_in, rehearsal, keys, made_at, room"
TRAINEE = "id, number, nip, name, unit, code, factor, room, walk_in, added_at, login, login_at"
EXAM = "id, number, kind, title, minutes, reveal, secret, paper, words, knowledge, made_at, state, opened_at, closed_at"
KEY = "exam, item, revision, content, weight, reason, made_at, all_right"
ATTEMPT = "exam, trainee, room, door, place, started_at, seen_at, finished_at, finish, proof"
ANSWER = "exam, trainee, number, item, response, at"
PAUSE = "exam, room, began_at, ended_at"
HANDOUT = "exam, digest, data, made_at"
EVENT = "id, at, kind, exam, trainee, room, detail"
TABLES = {
    "classroom": CLASSROOM, "trainee": TRAINEE, "exam": EXAM, "exam_key": KEY, "pause": PAUSE,
    "attempt": ATTEMPT, "answer": ANSWER, "event": EVENT,
    "handout": HANDOUT,
}  # fmt: skip
"""The tables of a class with their columns, in the order in which they can be filled."""

_NUMBERED = "CAST(? AS TEXT), COALESCE(MAX(number), 0) + 1"
"""The start of a row that is numbered behind the last one: its name, then its number."""


# -- written


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def insert(table: str, columns: str, values: Sequence[Any]) -> Step:
    return f"INSERT INTO {table} ({columns}) VALUES ({_marks(len(values))})", tuple(values)


def move_step(exam: str, trainee: str, place: int, at: str) -> Step:
    return "UPDATE attempt SET place = ?, seen_at = ? WHERE exam = ? AND trainee = ?", (place, at, exam, trainee)


def classroom_step(c: Classroom) -> Step:
    return insert("classroom", CLASSROOM, (*c[:5], int(c.walk_in), int(c.rehearsal), *c[7:]))


def changed_trainee_step(t: Trainee) -> Step:
    return (
        "UPDATE trainee SET nip = ?, name = ?, unit = ?, factor = ?, room = ? WHERE id = ?",
        (t.nip, t.name, t.unit, t.factor, t.room, t.id),
    )


def trainee_step(t: Trainee) -> Step:
    return (
        f"INSERT INTO trainee ({TRAINEE})"
        f" SELECT {_NUMBERED}, {_marks(4)}, CAST(? AS DOUBLE PRECISION), ?, CAST(? AS INTEGER), ?, ?, ? FROM trainee"
        " WHERE TRUE",  # for what may stand behind it
        (t.id, t.nip, t.name, t.unit, t.code, t.factor, t.room, int(t.walk_in), *t[9:]),
    )


def exam_step(e: Exam) -> Step:
    return (
        f"INSERT INTO exam ({EXAM}) SELECT {_NUMBERED}, ?, ?, CAST(? AS INTEGER), CAST(? AS INTEGER), {_marks(8)}"
        " FROM exam",
        (e.id, e.kind, json.dumps(e.title, ensure_ascii=False), e.minutes, int(e.reveal), *e[6:]),
    )


def going_on_steps(exam: str, at: str) -> list[Step]:
    """What lets an exam that was closed before go on: a pause since then, and those who were ended by the closing. The
    rooms of a class that was brought together closed it each at a time of its own, as the record says."""
    ended = (
        "finish = 'proctor' AND finished_at IN (SELECT closed_at FROM exam WHERE id = ? UNION"
        " SELECT at FROM event WHERE kind = 'exam_closed' AND exam = ?)"
    )
    still = f"INSERT INTO pause ({PAUSE}) SELECT"
    already = "ON CONFLICT (exam, room, began_at) DO UPDATE SET ended_at = excluded.ended_at"
    return [
        (
            f"{still} id, '', closed_at, CAST(? AS TEXT) FROM exam"
            f" WHERE id = ? AND closed_at <> '' AND closed_at < ? {already}",
            (at, exam, at),
        ),
        (
            f"{still} exam, room, MIN(finished_at), CAST(? AS TEXT) FROM attempt WHERE exam = ? AND {ended}"
            f" AND finished_at < (SELECT closed_at FROM exam WHERE id = ?) GROUP BY exam, room {already}",
            (at, exam, exam, exam, exam),
        ),
        (f"UPDATE attempt SET finished_at = '', finish = '' WHERE exam = ? AND {ended}", (exam, exam, exam)),
    ]


def key_step(key: Key) -> Step:
    content = json.dumps(as_plain(key.content), ensure_ascii=False)
    return insert("exam_key", KEY, (*key[:3], content, *key[4:7], int(key.all_right)))


def _as_seen(table: str, columns: str, key: dict[str, str], **seen: object) -> Step:
    """What undoes it all where a row is not as it was seen any more: a second row of one key is a conflict."""
    here, other = " AND ".join(f"{name} = ?" for name in key), " OR ".join(f"{name} <> ?" for name in seen)
    again = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE {here} AND ({other})"
    return again, (*key.values(), *seen.values())


def change_steps(changes: Changes) -> list[Step]:
    """What writes all changes down, in an order in which they can be."""
    steps = [_as_seen("exam", EXAM, {"id": e.id}, state=e.state, minutes=e.minutes) for e in changes.seen_exams]
    steps += (_as_seen("trainee", TRAINEE, {"id": t.id}, room=t.room, factor=t.factor) for t in changes.seen_trainees)
    steps += (
        _as_seen(
            "attempt", ATTEMPT, {"exam": a.exam, "trainee": a.trainee}, seen_at=a.seen_at, finished_at=a.finished_at
        )
        for a in changes.seen_attempts
    )
    if changes.classroom:
        steps.append(classroom_step(changes.classroom))
    if changes.secret_keys:
        steps.append(("UPDATE classroom SET keys = ? WHERE keys = ''", (changes.secret_keys,)))
    steps += map(trainee_step, changes.trainees)
    steps += map(changed_trainee_step, changes.changed_trainees)
    for t in changes.moved_trainees:
        steps.append(("UPDATE trainee SET room = ?, factor = ? WHERE id = ?", (t.room, t.factor, t.id)))
    steps += map(exam_step, changes.exams)
    for e in changes.known_exams:
        values = (e.state, e.opened_at, e.closed_at, e.minutes, e.id)
        steps.append(("UPDATE exam SET state = ?, opened_at = ?, closed_at = ?, minutes = ? WHERE id = ?", values))
    steps += map(key_step, changes.keys)
    steps += (insert("pause", PAUSE, pause) for pause in changes.pauses)
    for p in changes.ended_pauses:
        ending = "UPDATE pause SET ended_at = ? WHERE exam = ? AND room = ? AND began_at = ? AND ended_at = ''"
        steps.append((ending, (p.ended_at, p.exam, p.room, p.began_at)))
    for p in changes.shortened_pauses:
        ending = "UPDATE pause SET ended_at = ? WHERE exam = ? AND room = ? AND began_at = ? AND ended_at > ?"
        steps.append((ending, (p.ended_at, p.exam, p.room, p.began_at, p.ended_at)))
    columns = ATTEMPT.split(", ")[2:]
    for a in changes.known_attempts:
        setting = ", ".join(f"{column} = ?" for column in columns)
        steps.append((f"UPDATE attempt SET {setting} WHERE exam = ? AND trainee = ?", (*a[2:], a.exam, a.trainee)))
    steps += (insert("attempt", ATTEMPT, attempt) for attempt in changes.attempts)
    steps += (insert("answer", ANSWER, answer) for answer in changes.answers)
    steps += (insert("event", EVENT, event) for event in changes.events)
    steps += (insert("handout", HANDOUT, handout) for handout in changes.handouts)
    return steps


# -- read; what cannot be read is damage, and said as such


_WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)


def _damaged(read: Callable[[_R], _T]) -> Callable[[_R], _T]:
    @wraps(read)
    def reading(row: _R) -> _T:
        try:
            return read(row)
        except _WRONG as error:
            raise StoreError("damaged") from error

    return reading


def _item(row: Sequence[Any]) -> Item:
    try:
        return item_from_plain(json.loads(row[3]))
    except _WRONG as error:
        raise unsound("exam_key", f"{row[0]} {row[1]} {row[2]}", "content", row[3]) from error


@_damaged
def read_keys(rows: Sequence[Sequence[Any]]) -> tuple[Key, ...]:
    found = [Key._make((*row[:3], _item(row), *row[4:7], bool(row[7]))) for row in rows]
    return tuple(sorted(found, key=lambda key: (key.exam, _place(key), key.revision)))


def _place(key: Key) -> int:
    try:
        return int(key.item[1:])
    except _WRONG as error:
        raise unsound("exam_key", f"{key.exam} {key.item} {key.revision}", "item", key.item) from error


def read_classroom(row: Sequence[Any]) -> Classroom:
    return Classroom._make((*row[:5], bool(row[5]), bool(row[6]), *row[7:]))


def read_trainee(row: Sequence[Any]) -> Trainee:
    return Trainee._make((*row[:8], bool(row[8]), *row[9:]))


def read_exam(row: Sequence[Any]) -> Exam:
    try:
        title = Bilingual(*json.loads(row[3]))
    except _WRONG as error:
        raise unsound("exam", row[0], "title", row[3]) from error
    return Exam._make((*row[:3], title, row[4], bool(row[5]), *row[6:]))


@_damaged
def read_contents(tables: Sequence[Sequence[tuple[Any, ...]]]) -> Contents:
    """All of :data:`TABLES`."""
    rooms, trainees, exams, keys, pauses, attempts, answers, events, handouts = tables
    return Contents(
        read_classroom(rooms[0]) if rooms else None,
        tuple(sorted(map(read_trainee, trainees), key=lambda trainee: trainee.number)),
        tuple(sorted(map(read_exam, exams), key=lambda exam: exam.number)),
        read_keys(keys),
        tuple(Pause(*row) for row in sorted(pauses)),
        tuple(Attempt(*row) for row in sorted(attempts)),
        tuple(Recorded(*row) for row in sorted(answers)),
        tuple(sorted((Event(*row) for row in events), key=lambda event: (event.at, event.id))),
        tuple(sorted((Handout(*row) for row in handouts), key=lambda handout: (handout.made_at, handout.digest))),
    )
