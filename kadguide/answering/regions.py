"""Questions after the records of one region: “siapa ketua TKKSD Kota Palu”, “list the partners of West Java”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.runs import all_runs
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.vocabulary import Vocabulary

_AFTER_RECORDS = (
    r"(?:tolong |mohon |please )?(?:siapa(?: saja| aja| nama)?(?! yang| yg| saja| aja)\b|who (?:is|are|was|were)\b|"
    r"(?:sebutkan |sebutin |kasih |minta |lihat )?(?:daftar|nama)\b|"
    r"(?:give me |show me |show )?(?:a |the )?(?:list|names)\b|"
    r"(?:berapa )?(?:jumlah|banyaknya)\b|berapa banyak\b|how many\b|kapan\b|when (?:is|was|did|were)\b)"
)
_OF_RECORDS = frozenset(("who", "list", "count", "when", "name", "structure"))
"""Aspects that records of a region hold; a question with another one asks for a rule."""
_MOST_WORDS = 12
_AFTER_THE_NAME = frozenset("have has had now today currently sekarang ini saat punya miliki".split())


def region_asked(text: str, words: Sequence[str], aspects: frozenset[str], vocabulary: Vocabulary) -> str:
    """The region that a short question after names, lists, numbers or dates names at its end; empty for all others.

    Only the region itself has such records. A case names its region first and asks for a rule (“Kota Palu mau …”).
    """
    if not aspects or len(words) > _MOST_WORDS or aspects - _OF_RECORDS:
        return ""
    while words and words[-1] in _AFTER_THE_NAME:
        words = words[:-1]
    found = [" ".join(run) for run in all_runs(words, vocabulary.regions)]
    ends_so = len(found) == 1 and " ".join(words).endswith(found[0])
    return found[0] if ends_so and re.match(_AFTER_RECORDS, text.strip(), re.I) else ""
