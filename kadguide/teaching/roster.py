"""A list of trainees that becomes the roster of a class: whole, or not at all, and again without making doubles.

A NIP has 18 digits. A spreadsheet that takes it for a number keeps 15 of them and drops zeros at the front; such a row
is refused, since it would be somebody else's.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

from kadguide.teaching.admission import LONGEST_NAME, Chance, tidy
from kadguide.teaching.codes import new_code
from kadguide.teaching.conducting import MOST_FACTOR, Conductor
from kadguide.teaching.register import Changes, Event, Trainee, moment

MOST_TRAINEES = 2_000
"""Rows of one list."""
RosterCode = Literal[
    "formula", "date_cell", "too_long", "nip_lost", "nip_zero", "nip_bad", "no_name", "twice_nip", "twice_name",
    "bad_factor", "full", "walked_in",
]  # fmt: skip
EXACT_DIGITS = 15
"""Digits of a number that every spreadsheet keeps."""
_MOST_SHOWN = 40
_NIP = re.compile(r"[0-9A-Z][0-9A-Z./-]{0,29}")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?\s*E\s*\+?\s*\d+")
_NO_NIP = {"", "-", "–", "—", "0", "N/A", "TIDAKADA", "BELUMADA", "NONE"}
_FORMULA = ("=", "+", "-", "@", "\t", "|")


class Cell(NamedTuple):
    """A cell as it was found. ``kind`` tells what text alone does not: a ``number`` of the spreadsheet, one shown as
    ``percent``, a ``formula``, a ``date``; ``csv`` is text from a file that has text only."""

    text: str
    kind: Literal["text", "csv", "number", "percent", "formula", "date"] = "text"
    zeros: int = 0
    """Digits that a number is shown with at least."""


class Line(NamedTuple):
    """One row of a list. ``None`` stands for a column that the list does not have."""

    number: int
    name: Cell
    nip: Cell | None = None
    unit: Cell | None = None
    factor: Cell | None = None
    room: Cell | None = None


class Remark(NamedTuple):
    """Something about one row: an ``error`` keeps the whole list out, a ``note`` is only said."""

    line: int
    code: RosterCode
    text: str = ""
    weight: Literal["error", "note"] = "error"


class Plan(NamedTuple):
    """What a list does to the roster; nothing as long as there are ``errors``."""

    added: tuple[Trainee, ...] = ()
    changed: tuple[Trainee, ...] = ()
    unchanged: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def errors(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.weight == "error")


class _Person(NamedTuple):
    """One row that can be read; ``None`` where the list does not say."""

    line: int
    nip: str
    name: str
    unit: str | None
    factor: float | None
    room: str | None


def plan_roster(lines: Sequence[Line], trainees: Sequence[Trainee], at: str, chance: Chance) -> Plan:
    """What ``lines`` do to a class of ``trainees``, each new one with a code of his or her own.

    Rows are known by their NIP, those without one by name and unit.
    """
    remarks: list[Remark] = []
    people = [person for line in lines if (person := _person(line, remarks))]
    remarks += _short_numbers(lines, people)
    remarks += _doubles(people)
    known_people = _Known(people, trainees, with_nips=any(line.nip is not None for line in lines))
    walked_in = {trainee.name.casefold() for trainee in trainees if trainee.walk_in}
    taken = {trainee.code for trainee in trainees}
    added, changed, unchanged = [], [], 0
    for person in people:
        known = known_people.find(person)
        if known is None:
            code = new_code(chance.draw, taken)
            taken.add(code)
            added.append(
                Trainee(
                    chance.token(), 0, person.nip, person.name, person.unit or "", code, person.factor or 1.0,
                    person.room or "", False, at,
                )
            )  # fmt: skip
            if person.name.casefold() in walked_in:
                remarks.append(Remark(person.line, "walked_in", person.name, "note"))
            continue
        after = _after(known, person)
        unchanged += after == known
        changed += [after] if after != known else []
    if len(trainees) + len(added) > MOST_TRAINEES:
        remarks.append(Remark(0, "full"))
    return Plan(tuple(added), tuple(changed), unchanged, tuple(sorted(remarks, key=lambda remark: remark.line)))


class _Known:
    """Who of a list is in the class already: by the NIP; else by name and, where the list tells it, unit, if nobody
    else is called so. Whoever has no NIP yet gets it, as he or she has a code; only not those who came in by their
    name, who may be anybody."""

    def __init__(self, people: Sequence[_Person], trainees: Sequence[Trainee], *, with_nips: bool) -> None:
        self._by_nip = {trainee.nip: trainee for trainee in trainees if trainee.nip}
        self._by_name: dict[str, list[Trainee]] = defaultdict(list)
        for trainee in trainees:
            self._by_name[trainee.name.casefold()].append(trainee)
        self._namesakes = Counter(_name_key(person.name, person.unit or "") for person in people)
        self._with_nips = with_nips

    def find(self, person: _Person) -> Trainee | None:
        if person.nip in self._by_nip:
            return self._by_nip[person.nip]
        if self._namesakes[_name_key(person.name, person.unit or "")] > 1:
            return None
        found = [trainee for trainee in self._by_name[person.name.casefold()] if self._fits(person, trainee)]
        return found[0] if len(found) == 1 else None

    def _fits(self, person: _Person, trainee: Trainee) -> bool:
        if person.unit is not None and person.unit.casefold() != trainee.unit.casefold():
            return False
        # Of a list that tells NIPs, whoever has none is somebody else than whoever has one.
        return not trainee.walk_in if person.nip and not trainee.nip else not (trainee.nip and self._with_nips)


def enrol(conductor: Conductor, plan: Plan) -> None:
    """Write a plan without errors into the register: all of it, or nothing."""
    if plan.errors:
        raise ValueError("a list with errors")
    before = {trainee.id: trainee.factor for trainee in conductor.register.trainees()}
    at = moment(conductor.now())
    events = tuple(
        Event(conductor.chance.token(), at, "factor", trainee=after.id, room=after.room, detail=f"{after.factor:g}")
        for after in plan.changed
        if before.get(after.id) != after.factor
    )
    if plan.added or plan.changed:
        conductor.register.apply(Changes(trainees=plan.added, changed_trainees=plan.changed, events=events))


def plan_for(conductor: Conductor, lines: Sequence[Line]) -> Plan:
    """What ``lines`` do to this class."""
    return plan_roster(lines, conductor.register.trainees(), moment(conductor.now()), conductor.chance)


def _after(known: Trainee, person: _Person) -> Trainee:
    return known._replace(
        nip=person.nip or known.nip,
        name=person.name,
        unit=known.unit if person.unit is None else person.unit,
        factor=known.factor if person.factor is None else person.factor,
        room=known.room if person.room is None else person.room,
    )


def _name_key(name: str, unit: str) -> tuple[str, str]:
    return name.casefold(), unit.casefold()


# -- one row


class _RowError(Exception):
    def __init__(self, code: RosterCode, text: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.text = text[:_MOST_SHOWN]


def _person(line: Line, remarks: list[Remark]) -> _Person | None:
    try:
        name = _said(line.name)
        if not name:
            raise _RowError("no_name")
        return _Person(
            line.number, read_nip(line.nip) if line.nip else "", name,
            _said(line.unit) if line.unit else None,
            _factor(line.factor) if line.factor else None,
            _said(line.room) if line.room else None,
        )  # fmt: skip
    except _RowError as error:
        remarks.append(Remark(line.number, error.code, tidy(error.text)))
        return None


def _said(cell: Cell) -> str:
    """The text of a cell. What a spreadsheet would run is refused, wherever it might be opened later."""
    _check_kind(cell)
    said = tidy(cell.text.strip().removeprefix("'"))
    if said in ("-", "–"):
        return ""
    if said.startswith(_FORMULA):
        raise _RowError("formula", said)
    if len(cell.text.strip()) > LONGEST_NAME:
        raise _RowError("too_long", said)
    return said


def _check_kind(cell: Cell) -> None:
    if cell.kind == "formula":
        raise _RowError("formula", cell.text)
    if cell.kind == "date":
        raise _RowError("date_cell", cell.text)


def read_nip(cell: Cell) -> str:
    """The NIP of a cell, without blanks between its groups; ``""`` for none."""
    _check_kind(cell)
    plain = "".join(cell.text.strip().removeprefix("'").upper().split())
    if plain in _NO_NIP:
        return ""
    numeric = cell.kind in ("number", "percent")
    if _SCIENTIFIC.fullmatch(plain) or (numeric and (not plain.isdecimal() or len(plain) > EXACT_DIGITS)):
        raise _RowError("nip_lost", cell.text)
    # The last three digits of a NIP count from 001; three zeros are what is left of a number with 15 digits.
    meant = cell.text.strip().startswith("'")
    if not meant and len(plain) == 18 and plain.isdecimal() and plain.endswith("000"):
        raise _RowError("nip_lost", cell.text)
    if numeric and cell.zeros > len(plain):
        raise _RowError("nip_zero", cell.text)
    if not plain.isascii() or not _NIP.fullmatch(plain):
        raise _RowError("nip_bad", cell.text)
    return plain


def _factor(cell: Cell) -> float | None:
    """A factor from 1 to 3 as :func:`read_factor` reads it; percent cells hold a fraction."""
    _check_kind(cell)
    said = cell.text.strip().removeprefix("'")
    if said in ("", "-"):
        return None
    value = read_factor(said)
    if cell.kind == "percent" and 0 <= value < 1:
        value += 1
    if not 1 <= value <= MOST_FACTOR:
        raise _RowError("bad_factor", cell.text)
    return value


def read_factor(text: str) -> float:
    """A factor that was written: ``1,5``, ``1.5``, ``1,5 kali``, ``2x``, ``150%``, or the time on top, ``50%``; not a
    number for anything else."""
    said = text.casefold().strip().removesuffix("kali").removeprefix("x").removesuffix("x").strip().replace(",", ".")
    try:
        value = float(said.removesuffix("%"))
    except ValueError:
        return math.nan
    if said.endswith("%"):
        value /= 100
        return value + 1 if 0 <= value < 1 else value
    return value


# -- all rows together


def _short_numbers(lines: Sequence[Line], people: Sequence[_Person]) -> list[Remark]:
    """Rows whose NIP is up to three digits shorter than that of most others: it began with zeros. A text cell, or an
    apostrophe in front, says that it is meant so."""
    counts = Counter(len(person.nip) for person in people if person.nip)
    if not counts:
        return []
    usual, often = counts.most_common(1)[0]
    cells = {line.number: line.nip for line in lines}
    found = []
    for person in people:
        cell = cells[person.line]
        loose = cell is not None and cell.kind in ("csv", "number") and not cell.text.strip().startswith("'")
        if loose and often > 1 and person.nip.isdecimal() and 0 < usual - len(person.nip) <= 3:
            found.append(Remark(person.line, "nip_zero", person.nip))
    return found


def _doubles(people: Sequence[_Person]) -> list[Remark]:
    found = []
    first: dict[tuple[str, ...], int] = {}
    for person in people:
        key = (person.nip,) if person.nip else _name_key(person.name, person.unit or "")
        if key in first:
            code: RosterCode = "twice_nip" if person.nip else "twice_name"
            found.append(Remark(person.line, code, str(first[key])))
        first.setdefault(key, person.line)
    return found
