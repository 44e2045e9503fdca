"""Questions after the records of one region: “siapa ketua TKKSD Kota Palu”, “list the partners of West Java”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.amounts import asks_amount, asks_money
from kadguide.answering.runs import runs_at
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
_LISTED = r"\b(?:mana|siapa|apa) (?:saja|aja)\W*$"
"""What ends a question for all that a region has (“sister city Surabaya dengan kota mana saja?”)."""
_ASKED_OF_A_RULE = frozenset(
    "mau ingin hendak akan kalau jika bila syarat tahap tahapan langkah dokumen harus perlu".split()
)
_MOST_WORDS = 12
_NOW = frozenset("now today currently sekarang ini saat".split())
_ASKED_LAST = frozenset("siapa kapan berapa who when".split())
_AFTER_THE_NAME = _NOW | _ASKED_LAST | frozenset("have has had punya miliki".split())


def regions_in(words: Sequence[str], vocabulary: Vocabulary) -> list[tuple[str, ...]]:
    """The regions that stand in ``words``, in their order, each as its words; “Bandung Barat” is not “Bandung”."""
    found: list[tuple[str, ...]] = []
    end = 0
    for at in range(len(words)):
        if at >= end and (names := runs_at(words, at, vocabulary.regions)):
            found.append(max(names, key=len))
            end = at + len(found[-1])
    return found


def region_asked(text: str, words: Sequence[str], aspects: frozenset[str], vocabulary: Vocabulary) -> str:
    """The region that a short question after names, numbers, dates or prices names at its end; empty for all others.

    Only the region itself has such records. A case names its region first and asks for a rule (“Kota Palu mau …”).
    """
    of_records = bool(aspects) and not aspects - _OF_RECORDS
    of_prices = asks_amount(text) and asks_money(text)
    if len(words) > _MOST_WORDS or not (of_records or of_prices):
        return ""
    end = len(words)
    while end and words[end - 1] in _AFTER_THE_NAME:
        end -= 1
    found = [" ".join(run) for run in regions_in(words[:end], vocabulary)]
    if len(found) != 1:
        return ""
    if not " ".join(words[:end]).endswith(found[0]):
        return found[0] if of_records and re.search(_LISTED, text, re.I) and _ASKED_OF_A_RULE.isdisjoint(words) else ""
    behind = frozenset(words[end:])
    asks_last = not behind.isdisjoint(_ASKED_LAST) and "yang" not in words  # “siapa yang …” asks for the rule
    asked = asks_last or not behind.isdisjoint(_NOW) or re.match(_AFTER_RECORDS, text.strip(), re.I) is not None
    return found[0] if (of_records and asked) or of_prices else ""
