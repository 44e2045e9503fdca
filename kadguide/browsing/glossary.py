"""The glossary in alphabetical order, looked through by what one types, however it is spelt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kadguide.answering.folding import fold
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from kadguide.knowledge.library import Term

MOST_CHARACTERS = 100
_LETTERS = re.compile(r"[a-z0-9]+")
_INSIDE = 3
"""Letters from which a word is also found inside of a name."""

_SAME, _NOT = 1, 9
"""Ranks: up to which a name is the one that was typed, and from which it is another one."""


class _Names(NamedTuple):
    """The joined names of a term: its own in both languages with its abbreviations, and the spellings people use."""

    own: tuple[str, ...]
    aliases: tuple[str, ...]


class Glossary:
    """All terms in one language; names of both languages are searched."""

    def __init__(self, snapshot: Snapshot, lang: Lang) -> None:
        self.terms: tuple[Term, ...] = tuple(
            sorted(snapshot.terms, key=lambda term: (_joined(term.term.get(lang)), term.id))
        )
        self._names = [
            _Names(
                tuple(_joined(name) for name in (*term.term, *term.abbreviation)),
                tuple(_joined(name) for name in term.aliases),
            )
            for term in self.terms
        ]

    def find(self, typed: str) -> tuple[Term, ...]:
        """The terms with a name like ``typed``, best first; all of them when nothing is typed.

        Capitals, blanks, hyphens and marks make no difference: *kerjasama* is *kerja sama*.
        """
        wanted = _joined(typed)
        if not wanted:
            return self.terms if not typed.strip() else ()
        ranked = [(_rank(names, wanted), position) for position, names in enumerate(self._names)]
        return tuple(self.terms[position] for rank, position in sorted(ranked) if rank < _NOT)

    def named(self, typed: str) -> Term | None:
        """The term that is called exactly ``typed``, or has it as its id."""
        found = next((term for term in self.terms if term.id == typed), None)
        if found is None and (wanted := _joined(typed)):
            ranked = ((_rank(names, wanted), position) for position, names in enumerate(self._names))
            rank, position = min(ranked, default=(_NOT, 0))
            return self.terms[position] if rank <= _SAME else None
        return found


def _rank(names: _Names, wanted: str) -> int:
    """0 for the same name, 1 for the same alias; then beginnings; then what stands inside."""
    groups = (names.own, names.aliases)
    for rank, group in enumerate(groups):
        if wanted in group:
            return rank
    for rank, group in enumerate(groups, start=2):
        if any(name.startswith(wanted) for name in group):
            return rank
    if len(wanted) >= _INSIDE:
        for rank, group in enumerate(groups, start=4):
            if any(wanted in name for name in group):
                return rank
    return _NOT


def _joined(text: str) -> str:
    """Letters and digits only, without blanks."""
    return "".join(_LETTERS.findall(fold(text[:MOST_CHARACTERS])))
