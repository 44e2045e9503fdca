"""Finds words in a text as it is read: without regard to case, accents and kinds of quotes, hyphens and blanks."""

from __future__ import annotations

import unicodedata
from array import array
from functools import lru_cache
from typing import NamedTuple

MOST_CHARACTERS = 100
"""Letters that are looked for; nobody types more to find a place."""
_MOST_TEXTS = 8192
"""Texts that are remembered as they are compared: those of a long conversation, which each letter searches anew."""
_PLAIN = str.maketrans("’‘‛′“”„″‐‑‒–—−", "''''\"\"\"\"------")


class Span(NamedTuple):
    """A part of a text, from ``start`` to just before ``end``."""

    start: int
    end: int


def find_words(typed: str, text: str) -> list[Span]:
    """Every place of ``text`` where ``typed`` stands, one after the other without overlap."""
    wanted = _wanted(typed)
    if not wanted:
        return []
    plain, origin = _folded(text)
    spans: list[Span] = []
    at = plain.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        # Accents that follow a letter as characters of their own belong to it.
        spans.append(Span(origin[at], origin[end] if end < len(origin) else len(text)))
        at = plain.find(wanted, end)
    return spans


def count_words(typed: str, text: str) -> int:
    """At how many places of ``text`` ``typed`` stands."""
    wanted = _wanted(typed)
    return _folded(text)[0].count(wanted) if wanted else 0


def _wanted(typed: str) -> str:
    return _folded(typed)[0].strip()[:MOST_CHARACTERS]


def excerpt(text: str, span: Span, width: int) -> str:
    """The line of ``text`` around a place, cut at blanks to at most ``width`` characters."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) <= width:
        return line.strip()
    at = max(0, min(span.start - start - (width - (span.end - span.start)) // 2, len(line) - width + 2))
    left = line.find(" ", at, span.start - start) + 1 if at else 0
    room = width - 2 - (2 if left else 0)
    part = line[left : left + room]
    if left + room < len(line):
        part = part.rpartition(" ")[0] or part
    return f"{'… ' if left else ''}{part.strip()}{' …' if left + len(part) < len(line.rstrip()) else ''}"


@lru_cache(_MOST_TEXTS)
def _folded(text: str) -> tuple[str, array[int]]:
    """``text`` as it is compared, and for each of its characters where it comes from."""
    plain: list[str] = []
    origin = array("I")
    for index, character in enumerate(text):
        if character.isspace():
            if not plain or plain[-1] != " ":
                plain.append(" ")
                origin.append(index)
            continue
        if character.isascii():
            folded = character.lower()
        else:
            decomposed = unicodedata.normalize("NFKD", character.translate(_PLAIN)).casefold()
            folded = "".join(c for c in decomposed if not unicodedata.combining(c))
        for part in folded:
            plain.append(part)
            origin.append(index)
    return "".join(plain), origin
