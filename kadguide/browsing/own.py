"""Finds the user's own words beside the entries: notes, and the questions that were asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Literal, NamedTuple

from kadguide.answering.folding import clean
from kadguide.browsing.finding import LONG_WORD, Found, folded, words_of

MOST_OWN = 4
"""Rows of each kind: the entries should stay in sight."""
_SNIPPET = 80


class Own(NamedTuple):
    """One text of the user, and the entry that it belongs to."""

    kind: Literal["note", "question"]
    entry: str
    text: str


class OwnFinder:
    """Looks words up in the user's own texts. ``names`` are the words for the kinds, ``title`` names an entry."""

    def __init__(self, names: dict[str, str], title: Callable[[str], str]) -> None:
        self._names = names
        self._title = title
        self._texts: tuple[Own, ...] = ()
        self._folded: dict[str, str] = {}
        self._lock = Lock()

    def take(self, texts: Iterable[Own]) -> None:
        """Search these texts from now on."""
        self._texts = tuple(texts)

    def prepare(self) -> None:
        """Fold what is new, which takes a moment for long notes; a screen may do so from a thread."""
        with self._lock:
            known = self._folded
            self._folded = {own.text: known.get(own.text) or folded(own.text.split("\n")) for own in self._texts}

    def find(self, typed: str) -> list[Found]:
        """The texts in which every word of ``typed`` occurs: notes, then questions, as rows like those of entries."""
        words = words_of(typed)
        if not words or not self._texts:
            return []
        if any(own.text not in self._folded for own in self._texts):
            self.prepare()
        hits = [own for own in self._texts if _has(self._folded.get(own.text, ""), words)]
        kinds = ([own for own in hits if own.kind == kind][:MOST_OWN] for kind in ("note", "question"))
        return [self._row(own, words) for kind in kinds for own in kind]

    def _row(self, own: Own, words: list[str]) -> Found:
        name = self._names[own.kind]
        if own.kind == "question":
            return Found(own.entry, own.text, f"{name} · {self._title(own.entry)}")
        lines = [line for line in own.text.split("\n") if line.strip()]
        line = next((line for line in lines if _has(folded([line]), words[:1])), lines[0])
        shown = clean(line)
        return Found(own.entry, self._title(own.entry), f"{name} · {shown[:_SNIPPET]}{'…' * (len(shown) > _SNIPPET)}")


def _has(text: str, words: list[str]) -> bool:
    return all(f" {word}" in text or (len(word) >= LONG_WORD and word in text) for word in words)
