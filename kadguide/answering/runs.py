"""Finds phrases in a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def by_first_word(phrases: Iterable[str]) -> dict[str, str]:
    """Phrases, which have blanks between their words, under the first of them, one a line.

    They stay text until a question has that word: most of a table is never asked for.
    """
    return joined_by(((phrase.partition(" ")[0], phrase) for phrase in phrases), "\n")


def joined_by(pairs: Iterable[tuple[str, str]], sign: str) -> dict[str, str]:
    """The second texts of all pairs that have the first in common, in their order, with ``sign`` between."""
    table: dict[str, list[str]] = {}
    for first, text in pairs:
        table.setdefault(first, []).append(text)
    return {first: sign.join(texts) for first, texts in table.items()}


def runs_at(words: Sequence[str], index: int, by_first: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The phrases of a table that stand in ``words`` from ``index`` on."""
    offered = by_first.get(words[index])
    if not offered:  # nearly always, and asked for every word
        return []
    phrases = [tuple(line.split(" ")) for line in offered.split("\n")]
    return [phrase for phrase in phrases if tuple(words[index : index + len(phrase)]) == phrase]
