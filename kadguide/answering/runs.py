"""Finds phrases in a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def by_first_word(phrases: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """The words of phrases, which have blanks between, under the first of them."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append(words)
    return table


def runs_at(words: Sequence[str], index: int, by_first: Mapping[str, list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """The phrases of a table that stand in ``words`` from ``index`` on."""
    offered = by_first.get(words[index])
    if not offered:  # nearly always, and asked for every word
        return []
    return [phrase for phrase in offered if tuple(words[index : index + len(phrase)]) == phrase]
