"""Laws, articles, positions and parts of the paper that a question names, in any spelling."""

from __future__ import annotations

from kadguide.answering.folding import tokens
from kadguide.light import NamedTuple

_POSITION_WORDS = frozenset(
    "pertama kesatu kedua ketiga keempat kelima keenam ketujuh kedelapan kesembilan kesepuluh kesebelas keduabelas "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth "
    "pertamanya keduanya ketiganya keempatnya kelimanya satu dua tiga empat lima enam tujuh delapan sembilan sepuluh "
    "one two three four five six seven eight nine ten "
    "bab chapter tabel table gambar figure lampiran appendix grafik bagan diagram halaman page".split()
)


MINISTERIAL = ("permen", "pmk")
"""What the kinds of ministers' regulations begin with; “permen” alone may be any of them."""


class LawRef(NamedTuple):
    """A regulation named in a question: kind (``uu``, ``pp`` …), number, and year when it is given.

    The kind is ``permen`` when only some minister's regulation is said, and empty when none is (“23/2014”); the number
    is empty where the year alone is said (“UU 2014”), which may be any of that year.
    """

    kind: str
    number: str
    year: str | None

    @property
    def is_vague(self) -> bool:
        """Whether the kind is not said, or not which minister's."""
        return self.kind in ("", MINISTERIAL[0])

    def matches(self, source: str) -> bool:
        """Whether the source id (``uu-23-2014``) can be meant."""
        parts = source.split("-")
        if len(parts) != 3 or self.number not in ("", parts[1]) or self.year not in (None, parts[2]):
            return False
        return self.kind in ("", parts[0]) or (self.kind == MINISTERIAL[0] and parts[0].startswith(MINISTERIAL))


def law_of(source: str) -> LawRef | None:
    """The regulation that a source id (``uu-23-2014``) names; ``None`` for other sources."""
    parts = source.split("-")
    return LawRef(parts[0], parts[1], parts[2]) if len(parts) == 3 and "".join(parts[1:]).isdigit() else None


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
