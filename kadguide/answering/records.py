"""Things that only records hold: an address, a picture, a ranking, the regions that did something.

The material tells some of them by example. An answer that does not tell the kind that is asked for is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kadguide.answering.folding import tokens
from kadguide.answering.regions import regions_in
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.vocabulary import Vocabulary

_ASKING = frozenset(
    "tolong mohon minta kasih beri kirim kirimkan lihat cari carikan ada adakah apakah sih nama namanya "
    "sebutkan berapa mana please show give send me tell us do you have is there are any the a of what s where "
    "can i get see find".split()
)
_OF_A_RULE = frozenset(
    "wajib harus perlu boleh bolehkah haruskah perlukah dicantumkan disimpan ditandatangani dilampirkan disertakan "
    "must should need needed required may allowed".split()
)
"""Words of a question about what is to be done with a thing, not about the thing itself."""
_REGION_WORDS = frozenset(
    "kabupaten kota provinsi daerah pemda regency regencies city cities province provinces region regions district "
    "districts".split()
)
_PLEASE = ("tolong", "mohon", "please")
_NAMING = ("sebutkan", "sebutin", "daftar", "list", "name")
_WHICH = ("which", "what")
_BEGINS_LIST = _REGION_WORDS.union(_PLEASE, _NAMING, _WHICH)
"""What a question for a list of regions begins with; its patterns are made of the same words."""
_PLACES = rf"(?:{'|'.join(sorted(_REGION_WORDS))})"
_PAST = (
    r"(?:pernah|sudah|telah|paling|tahun lalu|tahun ini|(?:have|has|had)(?!\s+(?:to|the|a|an|no|any)\b)|most|last year|"
    r"turned|refused|signed|formed|joined)"
)
_JOINED = (
    r"(?:jadi|menjadi|punya|ikut|bergabung|"
    r"(?:are|were) (?:(?:the )?sister|twinned|members?|partners?|part|involved|using))"
)
_LISTS_REGIONS = (
    rf"^(?:(?:{'|'.join(_PLEASE)}) )?(?:{'|'.join(_NAMING)})\s+(?:(?:nama|semua|saja|the|all|me|of)\s+)*"
    rf"{_PLACES}\b.*\b{_PAST}\b|"
    rf"^(?:{'|'.join(_WHICH)})\s+(?:(?!if\b)\w+\s+)?{_PLACES}\s+(?:{_PAST}|{_JOINED})\b|"
    rf"^{_PLACES} (?:mana|apa)(?: saja| aja| yang| yg)+ (?:{_PAST}|{_JOINED})\b|"
    rf"^{_PLACES} (?:mana|apa)\b.*\bpaling (?:banyak|sering|rajin|aktif|sukses|berhasil|maju)\b"
)
_MOST_WORDS = 9
_ENOUGH_REGIONS = 2
"""Regions that a list of them names."""


def record_asked(text: str, records: Mapping[str, list[str]]) -> tuple[str, ...] | None:
    """By what words an answer tells the record that ``text`` asks for from its first words on; ``None`` if it does not.

    Further on, and in longer ones, the same words only tell a case (“direktur rumah sakit minta …”).
    """
    words = tokens(text)
    if len(words) > _MOST_WORDS or asks_of_a_rule(text):
        return None
    while words and words[0] in _ASKING:
        words = words[1:]
    said = f"{' '.join(words)} "
    return next((tuple(told) for phrase, told in records.items() if said.startswith(f"{phrase} ")), None)


def asks_of_a_rule(text: str) -> bool:
    """Whether ``text`` asks what is to be done with a thing."""
    return not _OF_A_RULE.isdisjoint(tokens(text))


def tells(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of ``phrases`` stands in ``text``."""
    said = f" {' '.join(tokens(text))} "
    return any(f" {phrase} " in said for phrase in phrases)


def asks_which_regions(text: str) -> bool:
    """Whether ``text`` asks which regions did something, or are the most in something."""
    # The pattern is long, and compiled only for a question that may match.
    words = tokens(text)
    if _REGION_WORDS.isdisjoint(words) or words[0] not in _BEGINS_LIST:
        return False
    return re.search(_LISTS_REGIONS, text.strip(), re.I) is not None


def names_regions(text: str, vocabulary: Vocabulary) -> bool:
    """Whether ``text`` names at least two regions."""
    return len(set(regions_in(tokens(text), vocabulary))) >= _ENOUGH_REGIONS
