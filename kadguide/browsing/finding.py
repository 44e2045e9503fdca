"""Finds entries by words: titles first, then names and terms, then what the entries say."""

from __future__ import annotations

import re
from collections.abc import Iterable
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

    found: Found
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
        self._lock = Lock()

    def prepare(self) -> None:
        """Make the table, which takes a moment; a screen may do so from a thread before anybody types."""
        with self._lock:
            if not self._rows:
                topics = {topic.id: topic.title.get(self._lang) for topic in self._snapshot.topics}
                terms = _terms_of(self._snapshot)
                self._rows = [
                    self._row(card, topics.get(card.topic, ""), terms.get(card.id, ())) for card in self._snapshot.cards
                ]

    def _row(self, card: Card, topic: str, terms: Iterable[str]) -> _Row:
        title = folded([card.title.get(self._lang)])
        subject = self._snapshot.subjects.get(card.subject or "")
        names = title + folded([*card.title, *(subject.names.all if subject else ()), *terms])
        text = names + folded(self._snapshot.entry(card.id).body.get(self._lang).split("\n\n"))
        found = Found(card.id, card.title.get(self._lang), topic)
        return _Row(found, title, names, text, text.replace(" ", ""))

    def find(self, typed: str, most: int = MOST_FOUND) -> list[Found]:
        """The entries in which every word of ``typed`` occurs, best first. The last letters of words may be missing."""
        words = words_of(typed)
        if not words:
            return []
        self.prepare()
        phrase, starts = " " + " ".join(words), [" " + word for word in words]
        hits: list[_Row] = []
        # What stands before is better, whatever comes behind: for a single letter the titles are enough.
        for hits_of in (_in_title, _in_names, _in_text):
            known = {row.found.entry for row in hits}
            hits += [row for row in hits_of(self._rows, phrase, starts) if row.found.entry not in known]
            if len(hits) >= most:
                break
        return [row.found for row in hits[:most]]


def words_of(typed: str) -> list[str]:
    """What is looked for: folded words and numbers, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(typed[:MOST_CHARACTERS]))))[:MOST_WORDS]


def _in_title(rows: list[_Row], phrase: str, starts: list[str]) -> list[_Row]:
    """Rows with every word in the title, best first: the phrase at its start, in it, its words; whole words first."""
    for start in starts:
        rows = [row for row in rows if start in row.title]

    def rank(row: _Row) -> tuple[int, bool]:
        where = 0 if row.title.startswith(phrase) else 1 if phrase in row.title else 2
        return where, f"{phrase} " not in row.title

    return sorted(rows, key=rank)


def _in_names(rows: list[_Row], phrase: str, starts: list[str]) -> list[_Row]:
    """Rows with every word among the names, best first: the phrase, then as many words as possible in the title."""
    for start in starts:
        rows = [row for row in rows if start in row.names]
    return sorted(rows, key=lambda row: (phrase not in row.names, -_words_in_title(row, starts)))


def _in_text(rows: list[_Row], phrase: str, starts: list[str]) -> list[_Row]:
    """Rows with every word anywhere, best first: the phrase, words in the title, then how often the words occur."""
    for start in starts:
        word = start[1:]
        is_long = len(word) >= LONG_WORD
        rows = [row for row in rows if start in row.text or (is_long and word in row.run)]

    def rank(row: _Row) -> tuple[bool, int, int]:
        return phrase not in row.text, -_words_in_title(row, starts), -sum(map(row.text.count, starts))

    return sorted(rows, key=rank)


def _words_in_title(row: _Row, starts: list[str]) -> int:
    return sum(start in row.title for start in starts)


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
