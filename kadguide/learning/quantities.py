"""Reads a number as people type it: ``45``, ``45 hari``, ``empat puluh lima hari``, ``1.000``, ``2,5``."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from kadguide.learning.spelling import normalise

_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_UNITS = {
    "hari kerja": "workday", "working days": "workday", "working day": "workday", "workdays": "workday",
    "workday": "workday", "hari": "day", "day": "day", "days": "day", "bulan": "month", "bln": "month",
    "month": "month", "months": "month", "tahun": "year", "year": "year", "years": "year", "minggu": "week",
    "pekan": "week", "week": "week", "weeks": "week", "hk": "workday", "hr": "day",
}  # fmt: skip
_GLUED = re.compile(rf"(?<=\d)(?=(?:{'|'.join((*_UNITS, 'thn', 'th'))})\b)")
"""Between a number and its unit: “30hari”."""
_JOINED = re.compile(r"\b(?!se)([a-z]+?)(belas|puluh|ratus)\b")
"""“tujuhbelas”."""
_SMALL = {
    word: value
    for value, words in enumerate(
        (
            "nol zero", "satu one", "dua two", "tiga three", "empat four", "lima five", "enam six", "tujuh seven",
            "delapan eight", "sembilan nine", "sepuluh ten", "sebelas eleven", "twelve", "thirteen", "fourteen",
            "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
        )
    )
    for word in words.split()
}  # fmt: skip
_TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), "twenty thirty forty fifty sixty seventy eighty ninety".split(), strict=True
    )
}


class Quantity(NamedTuple):
    """A number and the unit that was typed with it."""

    value: float
    unit: str | None = None

    def fits(self, *units: str) -> bool:
        """Whether the unit is one of ``units``; plain days may stand for working days, not the other way round."""
        wanted = {_UNITS.get(normalise(unit)) for unit in units}
        return None in wanted or self.unit in wanted or (self.unit == "day" and "workday" in wanted)


def read_quantity(text: str) -> Quantity | None:
    """The one number in ``text``; ``None`` when there is none, or two that differ."""
    plain = _GLUED.sub(" ", unicodedata.normalize("NFKC", text).casefold())
    spelled = normalise(re.sub(r"\d[\d.,]*", " ", plain))
    unit = next((_UNITS[name] for name in _UNITS if re.search(rf"\b{name}\b", spelled)), None)
    values = {value for value in (_value(digits) for digits in _NUMBER.findall(plain)) if value is not None}
    if re.search(r"\d", _NUMBER.sub(" ", plain)):
        return None
    if not values:
        in_words = _in_words(spelled)
        values = set() if in_words is None else {in_words}
    if len(values) != 1:
        return None
    negative = re.search(r"-\s*\d", plain) is not None
    value = values.pop()
    return Quantity(-value if negative else value, unit)


def _value(digits: str) -> float | None:
    """A comma or point before exactly three digits groups thousands, unless a zero stands before it."""
    groups = re.split(r"[.,]", digits)
    if len(groups) == 1:
        return float(digits)
    if all(len(group) == 3 for group in groups[1:]) and groups[0] != "0":
        return float("".join(groups))
    return float(f"{groups[0]}.{groups[1]}") if len(groups) == 2 else None


def _in_words(text: str) -> float | None:
    """A whole number below a thousand in Indonesian or English words, anywhere in ``text``."""
    total, current, seen = 0, 0, False
    for word in _JOINED.sub(r"\1 \2", text).split():
        if word in _SMALL:
            current += _SMALL[word]
        elif word in _TENS:
            current += _TENS[word]
        elif word == "belas":
            current += 10
        elif word == "puluh":
            current *= 10
            total, current = total + current, 0
        elif word in ("ratus", "hundred"):
            total, current = total + (current or 1) * 100, 0
        elif word == "seratus":
            total += 100
        else:
            if seen:
                break
            continue
        seen = True
    return float(total + current) if seen else None
