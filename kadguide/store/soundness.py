"""Looks whether what a register holds can be true, before it goes into another one.

A file is sound for its database and may still hold what would stop every board and report: a moment that is none, a
number that is a word.
"""

from __future__ import annotations

import math
from functools import cache
from itertools import chain
from typing import Any, Literal, get_args, get_origin, get_type_hints

from kadguide.teaching.register import Contents, read_moment

_MOMENTS = frozenset(
    (
        "made_at", "added_at", "login_at", "opened_at", "closed_at", "began_at", "ended_at", "started_at", "seen_at",
        "finished_at", "at",
    )
)  # fmt: skip
_TYPES: dict[Any, tuple[type, ...]] = {str: (str,), int: (int,), float: (int, float), bool: (bool,)}
_hints = cache(get_type_hints)
_MOST = 1_000_000
"""No time, factor, weight or count of a class comes near."""


def check_contents(contents: Contents) -> None:
    """Raise ``ValueError`` when something in it is not what it should be."""
    rooms = (contents.classroom,) if contents.classroom else ()
    for record in chain(rooms, *contents[1:]):
        for name, kind in _hints(type(record)).items():
            _check(getattr(record, name), name, kind)


def _check(value: Any, name: str, kind: Any) -> None:
    if kind in _TYPES and not isinstance(value, _TYPES[kind]):
        raise ValueError(name)
    if get_origin(kind) is Literal and value not in get_args(kind):
        raise ValueError(name)
    if kind in (int, float) and not (math.isfinite(value) and -1 <= value <= _MOST):
        raise ValueError(name)
    if name in _MOMENTS and value and read_moment(value).tzinfo is None:
        raise ValueError(name)
