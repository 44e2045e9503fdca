"""The places of words in a row of texts: a single letter has ten thousand of them in a long conversation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kadguide.browsing.inpage import Span, count_words, find_words


class Matches:
    """Every place of ``typed`` in ``texts``, numbered from 0; ``among`` are the texts looked at, in order.

    They are only counted at first, which takes a small part of the time.
    """

    def __init__(self, typed: str = "", texts: Sequence[str] = (), among: Iterable[int] = ()) -> None:
        self._typed = typed
        self._texts = texts
        self.having: list[int] = []
        """The texts in which the words stand."""
        self._begins: list[int] = []
        self._count = 0
        for text in among:
            if count := count_words(typed, texts[text]):
                self.having.append(text)
                self._begins.append(self._count)
                self._count += count

    def __len__(self) -> int:
        return self._count

    def text_of(self, match: int) -> int:
        """The text in which a match stands."""
        return self.having[bisect_right(self._begins, match) - 1]

    def first_in(self, text: int) -> int:
        """The first match in a text, one of ``having``."""
        return self._begins[bisect_left(self.having, text)]

    def spans_in(self, text: int) -> list[tuple[int, Span]]:
        """The matches in a text, one of ``having``, and where they stand in it."""
        return list(enumerate(find_words(self._typed, self._texts[text]), start=self.first_in(text)))
