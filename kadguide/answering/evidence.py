"""Hard evidence for questions after a fact of the world: an answer that does not state it is none.

“Berapa daerah yang menolak?” finds the entry on regions that refuse; when that gives no number of regions, the
material does not have the answer, however well the words fit. The same holds for the records of one region.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.question import Question

_MONEY_ASKED = re.compile(
    r"\b(?:rupiah|juta|miliar|milyar|triliun|dana|anggaran|biaya|uang|iuran|tarif|harga|gaji|honor|upah|tunjangan|hibah|"
    r"bantuan|how much|spen[dt]|cost|funds?|grants?|fees?|price|budget|pay|salary|wages?|allowance)\b"
)
_MONEY_TOLD = re.compile(
    r"\bRp\.?\s?\d|\d[\d.,]*\s*(?:rupiah|juta|miliar|milyar|triliun|persen|%|million|billion|trillion|percent)", re.I
)
_COUNTED = re.compile(r"\b(?:berapa|brp|brapa|how many)\s+(?:banyak\s+|jumlah\s+)?([a-z]+)")
_NUMBER = (
    r"(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belasan|puluhan|ratusan|two|three|four|"
    r"five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
)
_PREFIX = 5
"""Letters that a counted noun and its form in the answer share (“regions”, “region”)."""


def holds_the_fact(question: Question, aspects: Sequence[str], answer: str) -> bool:
    """Whether ``answer``, of an entry with ``aspects``, states the amount and knows the region that are asked for.

    A list answers how many there are by its length, but not how much something costs.
    """
    if question.region and question.region not in answer.casefold():
        return False
    if not question.amount:
        return True
    counted = "count" in aspects or "list" in aspects
    return (counted and not _MONEY_ASKED.search(question.text.casefold())) or states_amount(question.text, answer)


def states_amount(question: str, answer: str) -> bool:
    """Whether ``answer`` gives an amount of the kind that ``question`` asks for; both in one language."""
    asked = question.casefold()
    if _MONEY_ASKED.search(asked):
        return _MONEY_TOLD.search(answer) is not None
    noun = _COUNTED.search(asked)
    if noun is None:
        return re.search(r"\d", answer) is not None
    stem = re.escape(noun.group(1)[:_PREFIX])
    return re.search(rf"\b{_NUMBER}\W+(?:\w+\W+){{0,2}}{stem}", answer.casefold()) is not None
