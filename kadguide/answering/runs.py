"""Finds phrases in a row of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence


def by_first_word(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Phrases of words with blanks between, under their first word."""
    table: dict[str, list[str]] = {}
    for phrase in phrases:
        table.setdefault(phrase.split()[0], []).append(phrase)
    return table


def runs_at(words: Sequence[str], index: int, by_first: Mapping[str, list[str]]) -> list[str]:
    """The phrases of a table that stand in ``words`` from ``index`` on."""
    offered = by_first.get(words[index], ())
    return [phrase for phrase in offered if list(words[index : index + phrase.count(" ") + 1]) == phrase.split()]
