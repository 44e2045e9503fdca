"""Finds entries by words: titles first, then names and terms, then what the entries say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from heapq import nsmallest
from threading import Lock
from typing import NamedTuple

from kadguide.answering.folding import fold
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Card, Snapshot

MOST_FOUND = 50
"""Rows of an answer; more would not be read."""
MOST_CHARACTERS = 200
MOST_WORDS = 12
LONG_WORD = 7
"""Letters from which a word is also found inside of words and across blanks: *kerjasama*, *tangan* of *menandatangani*
would otherwise hide."""
_WORD = re.compile(r"[a-z0-9]+")


class Found(NamedTuple):
    """An entry that has all the words, and the title of its topic."""

    entry: str
    title: str
    topic: str


class _Row(NamedTuple):
    """The folded words of one entry, each text with a blank at both ends; ``run`` is all of it without blanks."""

    title: str
    names: str
    text: str
    run: str


class Finder:
    """Looks words up in the texts of one language and the titles of both. The table is made at the first question."""

    def __init__(self, snapshot: Snapshot, lang: Lang) -> None:
        self._snapshot = snapshot
        self._lang: Lang = lang
        self._rows: list[_Row] = []
        self._topics: dict[str, str] = {}
        self._lock = Lock()

    def prepare(self) -> None:
        """Make the table, which takes a moment; a screen may do so from a thread before anybody types."""
        with self._lock:
            if not self._rows:
                self._topics = {topic.id: topic.title.get(self._lang) for topic in self._snapshot.topics}
                terms = _terms_of(self._snapshot)
                self._rows = [self._row(card, terms.get(card.id, ())) for card in self._snapshot.cards]

    def _row(self, card: Card, terms: Iterable[str]) -> _Row:
        title = folded([card.title.get(self._lang)])
        subject = self._snapshot.subjects.get(card.subject or "")
        names = title + folded([*card.title, *(subject.names.all if subject else ()), *terms])
        text = names + folded(self._snapshot.entry(card.id).body.get(self._lang).split("\n\n"))
        return _Row(title, names, text, text.replace(" ", ""))

    def find(self, typed: str, most: int = MOST_FOUND) -> list[Found]:
        """The entries in which every word of ``typed`` occurs, best first. The last letters of words may be missing."""
        words = words_of(typed)
        if not words:
            return []
        self.prepare()
        phrase = " " + " ".join(words)
        starts = [(" " + word, word if len(word) >= LONG_WORD else "") for word in words]
        hits = [
            (_rank(row, phrase, starts), position)
            for position, row in enumerate(self._rows)
            if all(start in row.text or (word and word in row.run) for start, word in starts)
        ]
        return [self._found(self._snapshot.card(position)) for _, position in nsmallest(most, hits)]

    def _found(self, card: Card) -> Found:
        return Found(card.id, card.title.get(self._lang), self._topics.get(card.topic, ""))


def words_of(typed: str) -> list[str]:
    """What is looked for: folded words and numbers, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(typed[:MOST_CHARACTERS]))))[:MOST_WORDS]


def _rank(row: _Row, phrase: str, starts: list[tuple[str, str]]) -> tuple[int, int, int]:
    """Smaller is better: the phrase at the start of the title, in it, its words in it, in the names, in the text."""
    in_title = sum(start in row.title for start, _ in starts)
    if in_title == len(starts):
        where = 0 if row.title.startswith(phrase) else 1 if phrase in row.title else 2
        return where, f"{phrase} " not in row.title, 0
    if all(start in row.names for start, _ in starts):
        return 3, phrase not in row.names, -in_title
    return (4 if phrase in row.text else 5), -in_title, -sum(row.text.count(start) for start, _ in starts)


def folded(texts: Iterable[str]) -> str:
    """All words of ``texts`` in the form that is searched, with a blank at both ends."""
    # Past the memory of ``fold``: it belongs to the questions.
    return " " + " ".join(word for text in texts for word in _WORD.findall(fold.__wrapped__(text))) + " "


def _terms_of(snapshot: Snapshot) -> dict[str, list[str]]:
    """The terms of the glossary that an entry explains, with their abbreviations and spellings."""
    found: dict[str, list[str]] = {}
    for term in snapshot.terms:
        if term.entry:
            found.setdefault(term.entry, []).extend((*term.term, *term.abbreviation, *term.aliases))
    return found
