"""Lays two to five things side by side, row by row: five models, five kinds, three laws, two government regulations."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kadguide.answering.folding import clean
from kadguide.browsing.things import Thing, main_entry
from kadguide.knowledge.library import Comparison, Row
from kadguide.knowledge.model import Bilingual, Layer
from kadguide.knowledge.snapshot import Snapshot

FEWEST = 2
"""Things that are worth a comparison."""
FIRST = "model"
"""The comparison that is shown when nothing else is asked for."""
NEAR = 0.8
"""How alike a name must be that was typed with a slip."""
MOST_CHARACTERS = 200
_LINKING = {"dan", "dengan", "vs", "versus", "sama", "and", "with", "atau", "or", "serta", "banding", "bandingkan"}


class Chosen(NamedTuple):
    """What is compared: the id of the comparison and its subjects, in their order. ``unknown`` was typed, but is the
    name of nothing that can be compared."""

    comparison: str
    subjects: tuple[str, ...]
    unknown: tuple[str, ...] = ()


class Line(NamedTuple):
    """One row. A cell is ``None`` where the source is silent; ``entries`` tell more about each cell."""

    title: Bilingual
    layer: Layer
    cells: tuple[Bilingual | None, ...]
    entries: tuple[str | None, ...]


class SideBySide(NamedTuple):
    """A comparison that is laid out. ``rows`` counts all rows of it, also those that are left out."""

    id: str
    title: Bilingual
    layer: Layer
    things: tuple[Thing, ...]
    lines: tuple[Line, ...]
    rows: int


def lay_out(snapshot: Snapshot, chosen: Chosen, *, only_differing: bool = False) -> SideBySide:
    """The rows in which something is said about at least one of the chosen; with ``only_differing`` those in which at
    least two say something, and not the same."""
    comparison = _comparison(snapshot, chosen.comparison)
    rows = comparison.spoken(chosen.subjects)
    if only_differing:
        rows = [row for row in rows if len({row.cells[s] for s in chosen.subjects if s in row.cells}) > 1]
    things = tuple(Thing(s, snapshot.subjects[s].title, main_entry(snapshot, s)) for s in chosen.subjects)
    lines = tuple(_line(snapshot, row, things) for row in rows)
    return SideBySide(comparison.id, comparison.title, comparison.layer, things, lines, len(comparison.rows))


def _line(snapshot: Snapshot, row: Row, things: Sequence[Thing]) -> Line:
    entries = (row.entries.get(thing.id) or row.entry or thing.entry for thing in things)
    known = tuple(entry if entry in snapshot.position else None for entry in entries)
    return Line(row.title, row.layer, tuple(row.cells.get(thing.id) for thing in things), known)


def _comparison(snapshot: Snapshot, id_: str) -> Comparison:
    return next(comparison for comparison in snapshot.comparisons if comparison.id == id_)


def comparable(snapshot: Snapshot) -> tuple[Chosen, ...]:
    """Every comparison with all its subjects, the models first."""
    found = [
        Chosen(comparison.id, tuple(subject.id for subject in snapshot.members(comparison.group)))
        for comparison in snapshot.comparisons
    ]
    return tuple(sorted(found, key=lambda chosen: chosen.comparison != FIRST))


def toggled(snapshot: Snapshot, chosen: Chosen, number: int) -> Chosen | None:
    """The choice with the subject of that number (from 1) put in, or taken out; ``None`` when it is not possible."""
    everything = next(c.subjects for c in comparable(snapshot) if c.comparison == chosen.comparison)
    if not 0 < number <= len(everything):
        return None
    kept = set(chosen.subjects) ^ {everything[number - 1]}
    return Chosen(chosen.comparison, tuple(s for s in everything if s in kept)) if len(kept) >= FEWEST else None


def named(snapshot: Snapshot, typed: str) -> Chosen | None:
    """What ``typed`` wants compared: names of things, or a comparison; ``None`` when there is nothing of the kind.

    Of one name alone all of its kind are compared.
    """
    words = clean(typed)[:MOST_CHARACTERS].casefold()
    everything = comparable(snapshot)
    if numbers := _numbers(words):
        picked = tuple(s for number, s in enumerate(everything[0].subjects, start=1) if number in numbers)
        return Chosen(everything[0].comparison, picked) if len(picked) >= FEWEST else None
    for chosen in everything:
        group = snapshot.groups[_comparison(snapshot, chosen.comparison).group]
        if " ".join(_words(words)) in {chosen.comparison, *(" ".join(_words(name)) for name in group.names.all)}:
            return chosen
    pieces = [" ".join(_words(piece)) for piece in words.replace(";", ",").split(",")]
    found, left = _spot(snapshot, pieces, (subject for chosen in everything for subject in chosen.subjects))
    if not found:
        return None
    best = max(everything, key=lambda chosen: len(found & set(chosen.subjects)))
    wanted = tuple(subject for subject in best.subjects if subject in found)
    return Chosen(best.comparison, wanted if len(wanted) >= FEWEST else best.subjects, tuple(left))


def _words(text: str) -> list[str]:
    return "".join(character if character.isalnum() else " " for character in text.casefold()).split()


def _numbers(words: str) -> set[int]:
    """``1, 3`` as numbers; empty when there is anything else."""
    pieces = [piece for piece in _words(words) if piece not in _LINKING]
    return (
        {int(piece) for piece in pieces}
        if all(len(p) == 1 and p.isascii() and p.isdecimal() for p in pieces)
        else set()
    )


def _spot(snapshot: Snapshot, pieces: Iterable[str], subjects: Iterable[str]) -> tuple[set[str], list[str]]:
    """The subjects whose names stand in the pieces, the longest names first, and what remains of the pieces."""
    names = {
        " ".join(_words(name)): subject
        for subject in subjects
        for name in (subject, *snapshot.subjects[subject].title, *snapshot.subjects[subject].names.all)
    }
    found: set[str] = set()
    left: list[str] = []
    for piece in pieces:
        rest = f" {piece} "
        for name in sorted(names, key=len, reverse=True):
            if f" {name} " in rest:
                found.add(names[name])
                rest = rest.replace(f" {name} ", " | ")
        for part in rest.split("|"):
            said = " ".join(word for word in part.split() if word not in _LINKING)
            near = difflib.get_close_matches(said, names, 1, NEAR) if said else []
            found.update(names[name] for name in near)
            if said and not near:
                left.append(said)
    return found, left
