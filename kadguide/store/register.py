"""The register of a class, in any database that speaks the SQL of its schema."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, Protocol

from kadguide.keeping.kept import StoreError
from kadguide.store.database import CLASS_SCHEMA, Step
from kadguide.store.rows import (
    ANSWER,
    ATTEMPT,
    CLASSROOM,
    EVENT,
    EXAM,
    HANDOUT,
    KEY,
    PAUSE,
    TABLES,
    TRAINEE,
    change_steps,
    changed_trainee_step,
    classroom_step,
    exam_step,
    going_on_steps,
    insert,
    key_step,
    move_step,
    read_classroom,
    read_contents,
    read_exam,
    read_keys,
    read_trainee,
    trainee_step,
)
from kadguide.store.soundness import check_contents, check_relations
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Contents,
    Event,
    Exam,
    Finish,
    Given,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
)

__all__ = ["CLASS_SCHEMA", "SqlRegister"]


class AnyDatabase(Protocol):
    """What SQLite and PostgreSQL have in common. Values stand for ``?``; all raise ``StoreError``.

    ``hold`` ends a SELECT whose rows must stay as they are until the transaction is over.
    """

    @property
    def hold(self) -> str: ...

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...

    def read_all(self, *steps: Step) -> list[list[tuple[Any, ...]]]:
        """The rows of several statements as of one moment."""

    def write(self, *steps: Step) -> list[int]:
        """One transaction; how many rows each step changed."""

    def write_if(self, first: Step, *steps: Step, done: Step | None = None) -> bool:
        """One transaction that waits for all others of its kind. When the first step changes no row, the others are not
        done. Whether it changed any, or ``done`` found a row: then all of it was done before, and nothing is."""

    def erase(self, *steps: Step) -> None:
        """One transaction, after which nothing is left of what it deleted."""

    def copy_to(self, path: Path) -> None:
        """Write all of it, once it was found sound, into a new SQLite file."""

    def close(self) -> None: ...


class SqlRegister:
    """Keeps a class. See :class:`~kadguide.teaching.register.Register` for what the methods mean."""

    def __init__(self, database: AnyDatabase) -> None:
        self._database = database

    # -- class

    def classroom(self) -> Classroom | None:
        rows = self._database.read(f"SELECT {CLASSROOM} FROM classroom")
        if not rows:
            return None
        return read_classroom(rows[0])

    def keep_classroom(self, classroom: Classroom) -> None:
        statement, values = classroom_step(classroom)
        # Keys that were made meanwhile stay: without them no result of an exam by files is ever opened.
        setting = ", ".join(
            "keys = CASE WHEN excluded.keys = '' THEN classroom.keys ELSE excluded.keys END" if column == "keys"
            else f"{column} = excluded.{column}"
            for column in CLASSROOM.split(", ")[1:]
        )  # fmt: skip
        self._database.write(
            ("DELETE FROM classroom WHERE id <> ?", (classroom.id,)),
            (f"{statement} ON CONFLICT (id) DO UPDATE SET {setting}", values),
        )

    def set_walk_in(self, allowed: bool, event: Event) -> bool:
        return self._act(("UPDATE classroom SET walk_in = ? WHERE walk_in <> ?", (int(allowed), int(allowed))), event)

    # -- trainees

    def trainees(self) -> tuple[Trainee, ...]:
        return tuple(map(read_trainee, self._database.read(f"SELECT {TRAINEE} FROM trainee ORDER BY number, id")))

    def trainee(self, id_: str) -> Trainee | None:
        return self._one_trainee("id", id_)

    def with_code(self, code: str) -> Trainee | None:
        return self._one_trainee("code", code) if code else None

    def with_login(self, login: str) -> Trainee | None:
        return self._one_trainee("login", login) if login else None

    def _one_trainee(self, column: str, value: str) -> Trainee | None:
        rows = self._database.read(f"SELECT {TRAINEE} FROM trainee WHERE {column} = ?", (value,))
        return read_trainee(rows[0]) if rows else None

    def add_trainees(self, trainees: Sequence[Trainee]) -> None:
        self._database.write(*map(_once, map(trainee_step, trainees)))

    def change_trainee(self, trainee: Trainee) -> None:
        self._database.write(changed_trainee_step(trainee))

    def set_factor(self, trainee: str, factor: float, event: Event | None = None) -> bool:
        return self._act(
            ("UPDATE trainee SET factor = ? WHERE id = ? AND factor <> ?", (factor, trainee, factor)), event
        )

    def claim(self, code: str, login: str, at: str, room: str = "", event: Event | None = None) -> bool:
        return self._act(
            (  # the same login once more is the same claim, done anew after a cut
                "UPDATE trainee SET login = ?, login_at = ?, room = COALESCE(NULLIF(?, ''), room)"
                " WHERE code = ? AND code <> '' AND login IN ('', ?)",
                (login, at, room, code, login),
            ),
            event,
        )

    def release(self, trainee: str, event: Event | None = None) -> bool:
        return self._act(("UPDATE trainee SET login = '' WHERE id = ? AND login <> ''", (trainee,)), event)

    def remove_trainee(self, trainee: str, event: Event | None = None) -> None:
        self._database.erase(
            *(
                (f"DELETE FROM {table} WHERE {column} = ?", (trainee,))
                for table, column in (("answer", "trainee"), ("attempt", "trainee"), ("trainee", "id"))
            ),
            ("UPDATE event SET trainee = '' WHERE trainee = ?", (trainee,)),
            *_logged(event),
        )

    def remove_names(self, event: Event | None = None) -> None:
        # The code is unique, so the number takes its place; no code can be typed that has fewer signs.
        self._database.erase(
            (
                "UPDATE trainee SET nip = '', name = '', unit = '', login = '', login_at = '',"
                " code = CAST(number AS TEXT)",
                (),
            ),
            ("UPDATE classroom SET keys = ''", ()),
            *_logged(event),
        )

    # -- exams

    def exams(self) -> tuple[Exam, ...]:
        return tuple(map(read_exam, self._database.read(f"SELECT {EXAM} FROM exam ORDER BY number, id")))

    def exam(self, id_: str) -> Exam | None:
        rows = self._database.read(f"SELECT {EXAM} FROM exam WHERE id = ?", (id_,))
        return read_exam(rows[0]) if rows else None

    def add_exam(self, exam: Exam, keys: Sequence[Key]) -> None:
        self._database.write(exam_step(exam), *map(key_step, keys))

    def set_state(
        self, exam: str, state: Literal["open", "closed"], at: str, over: Sequence[Attempt] = (),
        event: Event | None = None,
    ) -> bool:  # fmt: skip
        if state == "open":
            first: Step = (
                "UPDATE exam SET state = 'open', opened_at = CASE WHEN opened_at = '' THEN ? ELSE opened_at END"
                " WHERE id = ? AND NOT EXISTS (SELECT 1 FROM exam WHERE state = 'open')",
                (at, exam),
            )
            steps = going_on_steps(exam, at)
        else:  # the exam before the attempts: whoever begins meanwhile waits, and finds it closed
            end = "UPDATE attempt SET finished_at = ?, finish = ? WHERE exam = ? AND finished_at = ''"
            first = ("UPDATE exam SET state = 'closed', closed_at = ? WHERE id = ? AND state = 'open'", (at, exam))
            steps = [(f"{end} AND trainee = ?", (a.finished_at, a.finish, exam, a.trainee)) for a in over]
            steps.append((end, (at, "proctor", exam)))
            steps.append(("UPDATE pause SET ended_at = ? WHERE exam = ? AND ended_at = ''", (at, exam)))
        return self._act(first, event, *steps)

    def extend(self, exam: Exam, minutes: int, going_on: Sequence[str], event: Event) -> bool:
        reopen = "UPDATE attempt SET finished_at = '', finish = '' WHERE exam = ? AND trainee = ? AND finish = 'time'"
        return self._act(
            (
                "UPDATE exam SET minutes = ? WHERE id = ? AND minutes = ? AND state = 'open'",
                (exam.minutes + minutes, exam.id, exam.minutes),
            ),
            event,
            *((reopen, (exam.id, trainee)) for trainee in going_on),
        )

    def keys(self, exam: str) -> tuple[Key, ...]:
        newest = {key.item: key for key in self.revisions(exam)}
        return tuple(newest.values())

    def revisions(self, exam: str) -> tuple[Key, ...]:
        rows = self._database.read(f"SELECT {KEY} FROM exam_key WHERE exam = ?", (exam,))
        return read_keys(rows)

    def revise(self, key: Key) -> None:
        self._database.write(key_step(key))

    def pauses(self, exam: str) -> tuple[Pause, ...]:
        rows = self._database.read(f"SELECT {PAUSE} FROM pause WHERE exam = ? ORDER BY began_at", (exam,))
        return tuple(Pause(*row) for row in rows)

    def pause(self, exam: str, room: str, at: str, event: Event | None = None) -> bool:
        return self._act(
            (
                "INSERT INTO pause (exam, room, began_at, ended_at) SELECT CAST(? AS TEXT), CAST(? AS TEXT),"
                f" CAST(? AS TEXT), '' WHERE {_OPEN} AND NOT EXISTS"
                " (SELECT 1 FROM pause WHERE exam = ? AND room = ? AND ended_at = '')"
                " ON CONFLICT (exam, room, began_at) DO UPDATE SET ended_at = ''",  # ended in the same moment: goes on
                (exam, room, at, exam, exam, room),
            ),
            event,
        )

    def resume(self, exam: str, room: str, at: str, event: Event | None = None) -> bool:
        return self._act(
            ("UPDATE pause SET ended_at = ? WHERE exam = ? AND room = ? AND ended_at = ''", (at, exam, room)),
            event,
        )

    # -- attempts

    def begin(self, attempt: Attempt) -> None:
        columns = ATTEMPT.split(", ")
        values = ", ".join(f"CAST(? AS {'INTEGER' if column == 'place' else 'TEXT'})" for column in columns)
        self._database.write(
            (
                f"INSERT INTO attempt ({ATTEMPT}) SELECT {values} FROM exam WHERE id = ? AND state <> 'closed'"
                f"{self._database.hold} ON CONFLICT DO NOTHING",
                (*attempt, attempt.exam),
            )
        )

    def attempt(self, exam: str, trainee: str) -> Attempt | None:
        rows = self._database.read(f"SELECT {ATTEMPT} FROM attempt WHERE exam = ? AND trainee = ?", (exam, trainee))
        return Attempt(*rows[0]) if rows else None

    def attempts(self, exam: str) -> tuple[Attempt, ...]:
        rows = self._database.read(
            f"SELECT {ATTEMPT} FROM attempt WHERE exam = ? ORDER BY started_at, trainee", (exam,)
        )
        return tuple(Attempt(*row) for row in rows)

    def give(self, answers: Sequence[Given]) -> None:
        # The attempt first, in the same order everywhere: whoever holds its row numbers the answer.
        steps: list[Step] = []
        for a in sorted(answers, key=lambda answer: (answer.exam, answer.trainee)):
            steps.append(move_step(a.exam, a.trainee, a.place, a.at))
            steps.append(
                (
                    f"INSERT INTO answer ({ANSWER}) SELECT CAST(? AS TEXT), CAST(? AS TEXT),"
                    " COALESCE(MAX(number), 0) + 1, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT)"
                    " FROM answer WHERE exam = ? AND trainee = ?",
                    (a.exam, a.trainee, a.item, a.response, a.at, a.exam, a.trainee),
                )
            )
        self._database.write(*steps)

    def move(self, exam: str, trainee: str, place: int, at: str) -> None:
        self._database.write(move_step(exam, trainee, place, at))

    def finish(
        self, exam: str, trainee: str, at: str, how: Finish, proof: str = "", *, minutes: int | None = None,
        event: Event | None = None,
    ) -> bool:  # fmt: skip
        end = "UPDATE attempt SET finished_at = ?, finish = ?, proof = ?"
        end = f"{end} WHERE exam = ? AND trainee = ? AND finished_at = ''"
        values: tuple[Any, ...] = (at, how, proof, exam, trainee)
        if minutes is not None:
            end = f"{end} AND EXISTS (SELECT 1 FROM exam WHERE id = ? AND minutes = ?)"
            values += (exam, minutes)
        return self._act((end, values), event)

    def reopen(self, exam: str, trainee: str, event: Event | None = None) -> bool:
        return self._act(
            (
                "UPDATE attempt SET finished_at = '', finish = ''"
                f" WHERE exam = ? AND trainee = ? AND finished_at <> '' AND {_OPEN}",
                (exam, trainee, exam),
            ),
            event,
        )

    def answers(self, exam: str, trainee: str = "") -> tuple[Recorded, ...]:
        only, values = (" AND trainee = ?", (exam, trainee)) if trainee else ("", (exam,))
        rows = self._database.read(f"SELECT {ANSWER} FROM answer WHERE exam = ?{only} ORDER BY trainee, number", values)
        return tuple(Recorded(*row) for row in rows)

    def take_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> bool:
        rows = (insert("answer", ANSWER, answer) for answer in answers)
        try:
            self._database.write(insert("attempt", ATTEMPT, attempt), *rows)
        except StoreError as error:
            there = self.attempt(attempt.exam, attempt.trainee) if error.code == "conflict" else None
            if there is None:
                raise
            return there == attempt  # written a moment ago, and the word about it was lost with the line
        return True

    def replace_result(self, attempt: Attempt, answers: Sequence[Recorded]) -> None:
        self._database.write(
            ("DELETE FROM attempt WHERE exam = ? AND trainee = ?", (attempt.exam, attempt.trainee)),
            insert("attempt", ATTEMPT, attempt), *(insert("answer", ANSWER, answer) for answer in answers),
        )  # fmt: skip

    def add_handout(self, handout: Handout) -> None:
        self._database.write(insert("handout", HANDOUT, handout))

    def handouts(self) -> tuple[Handout, ...]:
        rows = self._database.read(f"SELECT {HANDOUT} FROM handout ORDER BY made_at, digest")
        return tuple(Handout(*row) for row in rows)

    # -- record

    def _act(self, first: Step, event: Event | None, *steps: Step) -> bool:
        """Do what ``first`` and ``steps`` say, with ``event`` in the record, unless ``first`` finds nothing to do.
        An act whose event is there was done: only the word about it was lost with the line."""
        if event is None:
            return self._database.write_if(first, *steps)
        done = f"SELECT 1 FROM event WHERE {' AND '.join(f'{column} = ?' for column in EVENT.split(', '))}", event
        return self._database.write_if(first, *steps, *_logged(event), done=done)

    def log(self, event: Event) -> None:
        self._database.write(_once(insert("event", EVENT, event)))

    def events(self) -> tuple[Event, ...]:
        return tuple(Event(*row) for row in self._database.read(f"SELECT {EVENT} FROM event ORDER BY at, id"))

    # -- all of it

    def contents(self) -> Contents:
        found = self._database.read_all(*((f"SELECT {columns} FROM {name}", ()) for name, columns in TABLES.items()))
        contents = read_contents(found)
        check_contents(contents)
        return contents

    def check(self) -> None:
        check_relations(self.contents())

    def apply(self, changes: Changes) -> None:
        self._database.write(*change_steps(changes))

    def copy_to(self, path: Path) -> None:
        self._database.copy_to(path)

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._database.close()


_OPEN = "EXISTS (SELECT 1 FROM exam WHERE id = ? AND state = 'open')"
"""What another board may have ended since this one looked."""


def _logged(event: Event | None) -> tuple[Step, ...]:
    """The step that puts an event into the record, if there is one."""
    return (insert("event", EVENT, event),) if event else ()


def _once(step: Step) -> Step:
    """A step that adds a row with an id, and does nothing where that row is."""
    return f"{step[0]} ON CONFLICT (id) DO NOTHING", step[1]
