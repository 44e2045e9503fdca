"""Laws, articles, positions and parts of the paper that a question names, in any spelling."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.answering.folding import tokens

_POSITION_WORDS = frozenset(
    "pertama kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh kesebelas keduabelas "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "pertamanya keduanya ketiganya keempatnya kelimanya satu dua tiga empat lima enam tujuh delapan sembilan sepuluh "
    "one two three four five six seven eight nine ten "
    "bab chapter tabel table gambar figure lampiran appendix grafik bagan diagram halaman page".split()
)


class LawRef(NamedTuple):
    """A regulation named in a question: kind (``uu``, ``pp`` …), number, and year when it is given."""

    kind: str
    number: str
    year: str | None

    def matches(self, source: str) -> bool:
        """Whether the source id (``uu-23-2014``) can be meant."""
        parts = source.split("-")
        return len(parts) == 3 and parts[0] == self.kind and parts[1] == self.number and self.year in (None, parts[2])


class Cited(NamedTuple):
    """What a question cites. ``ordinals`` are positions in a list (“yang ketiga”); ``parts`` parts of the paper."""

    laws: tuple[LawRef, ...] = ()
    articles: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    ordinals: tuple[int, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def anything(self) -> bool:
        return bool(self.laws or self.articles or self.paragraphs)


def names_a_number(text: str) -> bool:
    """Whether ``text`` has a number, as digits or as a word, or names a part of a paper."""
    return any(token.isdigit() or token in _POSITION_WORDS for token in tokens(text))


def read_citations(text: str) -> Cited:
    """Everything that ``text`` cites."""
    if not names_a_number(text):
        return Cited()
    from kadguide.answering.citation_reader import find_citations

    return find_citations(text)
