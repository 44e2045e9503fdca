"""Reads a place in a regulation as people type it: ``ps 363 (3)``, ``Pasal 363 ayat 3 huruf b``, ``Art. 363(3)(b)``."""

from __future__ import annotations

import re
from typing import NamedTuple

from kadguide.answering.citations import LawRef
from kadguide.learning.spelling import normalise

_PLACE = re.compile(
    r"(?:(?:pasal|pasl|ps|psl|article|articles|art|arts)\s*)?(?P<article>\d{1,3}(?:\s?[a-z])?)"
    r"(?:\s+(?:(?:ayat|ay|paragraph|para|subsection)\s+)?(?P<paragraph>\d{1,2}))?"
    r"(?:\s*(?:huruf|hrf|letter|point|butir)?\s*(?P<letter>[a-z]))?"
)
MOST_SIGNS = 500
"""Longer texts name more than a place; a regulation with its whole title and an article is half as long."""


class Place(NamedTuple):
    """A place as it was typed; ``sources`` are the regulations that were named, usually one or none."""

    article: str
    paragraph: str | None = None
    letter: str | None = None
    sources: tuple[LawRef, ...] = ()


def read_place(text: str) -> Place | None:
    """The one place that ``text`` names; ``None`` when there is none, or more than one, or anything else beside it."""
    from kadguide.answering.citation_reader import find_citations, without_laws

    if len(text) > MOST_SIGNS:
        return None
    rest = " ".join(word for word in without_laws(text).split() if word not in ("yaitu", "dalam", "of", "the", "in"))
    found = _PLACE.fullmatch(rest)
    if found is None:
        return None
    article, paragraph, letter = found.group("article", "paragraph", "letter")
    number = re.match(r"\d+", article)
    assert number is not None
    suffix = article[number.end() :].strip()
    if suffix and paragraph is None and letter is None:  # "363 b" is letter b, "12A" an article of its own
        marked = re.search(r"\d[a-z]\b", normalise(text)) is not None
        article, letter = (number.group() + suffix, None) if marked else (number.group(), suffix)
    elif suffix:
        article = number.group() + suffix
    return Place(
        str(int(number.group())) + article[number.end() :].strip(), _plain(paragraph), letter,
        find_citations(text).laws,
    )  # fmt: skip


def _plain(number: str | None) -> str | None:
    return None if number is None else str(int(number))
