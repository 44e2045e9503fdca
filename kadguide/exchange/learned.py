"""What a learner did, as one JSON file that another machine can read back."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, NamedTuple, TypeVar, get_args, get_type_hints

from kadguide import __version__
from kadguide.learning.journal import KINDS, Answer, Complaint, Journal, OwnCard, Session, Skip
from kadguide.learning.responses import decode_response

SCHEMA = 1
_Row = TypeVar("_Row", bound=NamedTuple)
_KINDS_OF_ROWS: dict[str, type[Any]] = {
    "sessions": Session, "answers": Answer, "complaints": Complaint, "cards": OwnCard, "skips": Skip,
}  # fmt: skip


class Learned(NamedTuple):
    """All rows of a journal."""

    sessions: tuple[Session, ...] = ()
    answers: tuple[Answer, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    cards: tuple[OwnCard, ...] = ()
    skips: tuple[Skip, ...] = ()


class LearnedError(Exception):
    """A file that cannot be read back. ``where`` names the row and the field, in the words of the file."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def learned_json(journal: Journal, made_at: datetime) -> str:
    """Everything in the journal."""
    rows = Learned(journal.sessions(), journal.answers(), journal.complaints(), journal.cards(), journal.skips())
    data: dict[str, Any] = {
        "schema": SCHEMA, "kadguide": __version__, "saved_at": made_at.isoformat(timespec="seconds"),
    }  # fmt: skip
    data.update({name: [row._asdict() for row in found] for name, found in rows._asdict().items()})
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_learned(text: str) -> Learned:
    """The rows of a file that :func:`learned_json` wrote; all of them are looked at before any is returned.

    Raises :class:`LearnedError`.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise LearnedError("JSON") from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise LearnedError("schema")
    found = {}
    for name, kind in _KINDS_OF_ROWS.items():
        rows = data.get(name, [])
        if not isinstance(rows, list):
            raise LearnedError(name)
        found[name] = tuple(_row(kind, row, f"{name}[{number}]") for number, row in enumerate(rows))
    return Learned(**found)


def _row(kind: type[Any], data: Any, where: str) -> Any:
    hints = get_type_hints(kind)
    if not isinstance(data, dict) or set(data) - set(hints):
        raise LearnedError(where)
    values = {}
    for name, hint in hints.items():
        if name not in data:
            if name in kind._field_defaults:
                continue
            raise LearnedError(f"{where}.{name}")
        values[name] = _value(data[name], hint, f"{where}.{name}")
    row = kind(**values)
    for name in ("at", "started_at"):
        if name in values:
            try:
                datetime.fromisoformat(values[name])
            except ValueError as error:
                raise LearnedError(f"{where}.{name}") from error
    if isinstance(row, Answer):
        decode_response(row.response)
        if row.kind not in KINDS or not 0 <= row.fraction <= 1 or not 0 <= row.hints <= 3:
            raise LearnedError(where)
    return row


def _value(value: Any, hint: Any, where: str) -> Any:
    if get_args(hint) and get_args(hint)[0] is str:  # a tuple of texts
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise LearnedError(where)
        return tuple(value)
    wanted: tuple[type, ...] = (int, float) if hint is float else (int,) if hint is int else (str,)
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise LearnedError(where)
    return float(str(value)) if hint is float else value
