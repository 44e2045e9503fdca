"""A long table of words that is searched as text at first, and becomes a dictionary when more is asked of it."""

from __future__ import annotations

from functools import cached_property

FEW = 40
"""Words that are looked up in the text; making the dictionary takes as long as some hundred searches."""


class WordList:
    """Words with one value each, from ``encode``. A program that answers one question never builds the dictionary."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left = FEW

    @staticmethod
    def encode(table: dict[str, str]) -> str:
        """The table as text, in order; words and values have neither tabs nor line breaks."""
        return "\n" + "".join(f"{word}\t{value}\n" for word, value in sorted(table.items()))

    @cached_property
    def table(self) -> dict[str, str]:
        """All words."""
        return dict(line.split("\t") for line in self._text[1:].splitlines())

    def get(self, word: str) -> str | None:
        """The value of a word; ``None`` for one that is not in the list."""
        if self._left > 0:
            self._left -= 1
            at = self._text.find(f"\n{word}\t")
            return self._text[at + len(word) + 2 : self._text.index("\n", at + 1)] if at >= 0 else None
        return self.table.get(word)

    def beginning_with(self, letter: str) -> list[str]:
        """The words that begin with ``letter``; they lie together in the text."""
        start, last = self._text.find(f"\n{letter}"), self._text.rfind(f"\n{letter}")
        if start < 0:
            return []
        lines = self._text[start + 1 : self._text.index("\n", last + 1)].split("\n")
        return [line.partition("\t")[0] for line in lines]

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None if self._left > 0 else word in self.table
