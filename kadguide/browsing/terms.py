"""Finds the terms of the glossary in a text: whole words, the longest name first."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot

if TYPE_CHECKING:
    from kadguide.knowledge.library import Term

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"[\s*_/“”’'‑–-]*\Z")
"""What may stand between the words of one name: blanks, hyphens, marks of Markdown; no full stop or comma."""
_ENDINGS = {"id": ("nya", "lah"), "en": ("s",)}
_SHORT = 3
"""Letters of names so short that they only count as written, in capitals."""


class TermFinder:
    """Knows every name of every term in one language. Made once, it takes the time of reading to search a text."""

    def __init__(self, snapshot: Snapshot, lang: Lang) -> None:
        self._endings = _ENDINGS[lang]
        self._names: dict[str, list[tuple[tuple[str, ...], bool, Term]]] = {}
        for term in snapshot.terms:
            self._add(term.term.get(lang), term)
            for name in term.abbreviation:
                self._add(name, term, exact=True)
            for name in term.aliases:
                if _is_telling(name):
                    self._add(name, term, exact=name.isupper())
        for names in self._names.values():
            names.sort(key=lambda name: -len(name[0]))

    def _add(self, name: str, term: Term, *, exact: bool = False) -> None:
        words = _WORD.findall(name)
        exact = exact or (len(words) == 1 and len(words[0]) <= _SHORT)
        if words:
            kept = tuple(words if exact else (word.casefold() for word in words))
            self._names.setdefault(words[0].casefold(), []).append((kept, exact, term))

    def find(self, text: str) -> list[Term]:
        """The terms of ``text``, each once, in the order in which they occur."""
        words = list(_WORD.finditer(text))
        found: dict[str, Term] = {}
        index = 0
        while index < len(words):
            length, term = self._at(words, index, text)
            if term:
                found.setdefault(term.id, term)
            index += length or 1
        return list(found.values())

    def _at(self, words: list[re.Match[str]], index: int, text: str) -> tuple[int, Term | None]:
        """The longest name that begins at a word, and how many words it has."""
        first = words[index].group().casefold()
        names = self._names.get(first) or self._names.get(self._bare(first)) or ()
        for name, exact, term in names:
            here = words[index : index + len(name)]
            if len(here) == len(name) and self._same(name, here, text, exact=exact):
                return len(name), term
        return 0, None

    def _same(self, name: tuple[str, ...], here: list[re.Match[str]], text: str, *, exact: bool) -> bool:
        written = [word.group() if exact else word.group().casefold() for word in here]
        if written[:-1] != list(name[:-1]) or name[-1] not in (written[-1], self._bare(written[-1])):
            return False
        return all(_BETWEEN.match(text, left.end(), right.start()) for left, right in pairwise(here))

    def _bare(self, word: str) -> str:
        """A word without an ending that changes nothing."""
        for ending in self._endings:
            if word.endswith(ending) and len(word) > len(ending) + 2:
                return word.removesuffix(ending)
        return word


def _is_telling(alias: str) -> bool:
    """Whether an alias may stand for its term in running text: everyday words such as *masalah* may not."""
    return " " in alias or alias.isupper()
