"""Reads a place in a regulation as people type it: ``ps 363 (3)``, ``Pasal 363 ayat 3 huruf b``, ``Art. 363(3)(b)``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from kadguide.answering.citations import LawRef
from kadguide.learning.spelling import normalise

_PLACE = re.compile(
    r"(?:(?:pasal|pasl|ps|psl|article|articles|art|arts|section|sec)\s*)?(?P<article>\d{1,3}(?:\s?[a-z])?)"
    r"(?:\s+(?:(?:ayat|ay|paragraph|para|subsection)\s+)?(?P<paragraph>\d{1,2}))?"
    r"(?:\s*(?:huruf|hrf|letter|point|butir)?\s*(?P<letter>[a-z]))?"
)
MOST_SIGNS = 500
"""Longer texts name more than a place; a regulation with its whole title and an article is half as long."""
_NAMES = ("pasal", "ayat", "article", "paragraph")
_LEADING = frozenset("yaitu dalam pada di menurut adalah itu ada ya of the in is under it".split())
_SUBJECT = re.compile(r"\b(?:tentang|mengenai|on|concerning) [a-z ]+?(?=$| (?:pasal|ps|psl|article|art) )")
"""What a regulation is about, said behind its number."""
_ORDINALS = {
    word: str(number)
    for number, row in enumerate(
        (
            "satu kesatu pertama one", "dua kedua two", "tiga ketiga three", "empat keempat four", "lima kelima five",
            "enam keenam six", "tujuh ketujuh seven", "delapan kedelapan eight", "sembilan kesembilan nine",
        ),
        start=1,
    )
    for word in row.split()
}  # fmt: skip


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
    laws = find_citations(text).laws
    rest = " ".join(_spelled(without_laws(text).split()))
    if laws:
        rest = _SUBJECT.sub("", rest).strip()
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
    return Place(str(int(number.group())) + article[number.end() :].strip(), _plain(paragraph), letter, laws)


def _spelled(words: Sequence[str]) -> Iterator[str]:
    """The words of a place: typing errors mended, paragraphs in digits, without what only leads to it."""
    before = ""
    for word in words:
        if word in _LEADING:
            continue
        known = next((name for name in _NAMES if len(word) > 2 and DamerauLevenshtein.distance(word, name) == 1), word)
        before = _ORDINALS.get(known, known) if before in ("ayat", "paragraph", "para") else known
        yield before


def _plain(number: str | None) -> str | None:
    return None if number is None else str(int(number))
