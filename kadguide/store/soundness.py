"""Looks whether what a register holds can be true, before it goes into another one or into a report.

A file is sound for its database and may still hold what would stop every board and report: a moment that is none, a
number that is a word, an answer of nobody. What is wrong is said by table, row and column.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import chain
from typing import Any, Literal, NoReturn, get_args, get_origin, get_type_hints

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.items import ITEM_TYPES
from kadguide.knowledge.model import Bilingual
from kadguide.teaching.paper import PaperError, decode_paper
from kadguide.teaching.register import (
    Attempt,
    Classroom,
    Contents,
    Event,
    Exam,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
    read_moment,
)

_TABLES: dict[type, tuple[str, int]] = {
    Classroom: ("classroom", 1), Trainee: ("trainee", 1), Exam: ("exam", 1), Key: ("exam_key", 3), Pause: ("pause", 3),
    Attempt: ("attempt", 2), Recorded: ("answer", 3), Event: ("event", 1), Handout: ("handout", 2),
}  # fmt: skip
"""The table of each kind of record, and how many of its columns name a row."""
_MOMENTS = frozenset(
    (
        "made_at", "added_at", "login_at", "opened_at", "closed_at", "began_at", "ended_at", "started_at", "seen_at",
        "finished_at", "at",
    )
)  # fmt: skip
_NEEDED = {(Pause, "began_at"), (Attempt, "started_at"), (Attempt, "seen_at"), (Event, "at")}
"""Moments without which there would be no such row."""
_TYPES: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), bool: (bool,)}
_hints = cache(get_type_hints)
_MOST = 1_000_000
"""No time, factor, weight or count of a class comes near."""
_SHOWN = 40
"""Signs of a wrong value that are said again."""


def check_contents(contents: Contents) -> None:
    """Raise ``StoreError("unsound")`` when a value is not what it should be (``table``, ``row``, ``column``,
    ``value``)."""
    rooms = (contents.classroom,) if contents.classroom else ()
    for record in chain(rooms, *contents[1:]):
        for name, kind in _hints(type(record)).items():
            if not _possible(getattr(record, name), type(record), name, kind):
                _refuse(record, name)


def check_relations(contents: Contents) -> None:
    """Raise ``StoreError("unsound")`` when a row speaks of another one that is not there."""
    exams, trainees = {exam.id for exam in contents.exams}, {trainee.id for trainee in contents.trainees}
    keys = {(key.exam, key.item) for key in contents.keys}
    attempts = {attempt[:2] for attempt in contents.attempts}
    for exam in contents.exams:
        try:
            paper = decode_paper(exam.paper)
        except PaperError:
            _refuse(exam, "paper")
        if any((exam.id, item.id) not in keys for item in paper.items):
            _refuse(exam, "paper")
        if exam.state == "closed" and not exam.closed_at:
            _refuse(exam, "closed_at")
    of_exams: tuple[tuple[Key | Pause | Attempt | Handout, ...], ...] = (
        contents.keys, contents.pauses, contents.attempts, contents.handouts,
    )  # fmt: skip
    for record in chain.from_iterable(of_exams):
        if record.exam not in exams:
            _refuse(record, "exam")
    for attempt in contents.attempts:
        if attempt.trainee not in trainees:
            _refuse(attempt, "trainee")
    for answer in contents.answers:
        if answer[:2] not in attempts:
            _refuse(answer, "trainee")
        if (answer.exam, answer.item) not in keys:
            _refuse(answer, "item")


def unsound(table: str, row: object, column: str, value: object) -> StoreError:
    """The error about one value."""
    return StoreError("unsound", table=table, row=str(row), column=column, value=str(value)[:_SHOWN])


def _refuse(record: Any, column: str) -> NoReturn:
    table, naming = _TABLES[type(record)]
    raise unsound(table, " ".join(map(str, record[:naming])), column, getattr(record, column))


def _possible(value: Any, record: type, name: str, kind: Any) -> bool:
    if kind in _TYPES and not isinstance(value, _TYPES[kind]):
        return False
    if kind is Bilingual:
        return all(isinstance(text, str) for text in value)
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind in (int, float):
        return math.isfinite(value) and 0 <= value <= _MOST
    if name == "content":
        return value.type in ITEM_TYPES
    return name not in _MOMENTS or _is_moment(value, needed=(record, name) in _NEEDED)


def _is_moment(text: str, *, needed: bool) -> bool:
    if not text:
        return not needed
    try:
        return read_moment(text).tzinfo is not None
    except ValueError:
        return False
