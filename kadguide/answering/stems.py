"""Stems of Indonesian and English words, chosen by what the vocabulary supports.

Indonesian affixes are ambiguous (*mengelola*: *kelola* or *elola*?). Instead of a root dictionary, every word offers
all forms that it could come from, and the form that most words of the vocabulary share wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_PARTICLES = ("lah", "kah", "pun", "nya")
_SUFFIXES = ("kan", "an", "i", "in")
_PLAIN_PREFIXES = ("di", "ke", "se", "ter", "ber", "be", "per", "pe", "memper", "diper", "me")
_NASALS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("meny", ("s",)), ("peny", ("s",)), ("meng", ("", "k")), ("peng", ("", "k")), ("mem", ("", "p")),
    ("pem", ("", "p")), ("men", ("", "t")), ("pen", ("", "t")), ("nge", ("",)), ("ng", ("", "k")),
    ("ny", ("s",)),
)  # fmt: skip
_ENGLISH = (
    ("ies", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
)
_SHORTEST = 4
_SHORTEST_ENGLISH = 3
"""Where :func:`candidates` is asked for short English stems too."""
_VOWELS = frozenset("aeiou")


def candidates(word: str, *, short: bool = False) -> list[str]:
    """Every form that ``word`` could come from, itself first; none shorter than four letters except the word.

    With ``short`` there are English ones of three letters too (“cars”, “flipped”). They are too many beside the words
    of a lexicon, whose short Indonesian ones they meet.
    """
    found = {word: None}
    ends = [word]
    for particle in _PARTICLES:
        if word.endswith(particle) and len(word) - len(particle) >= 3:
            ends.append(word[: -len(particle)])
    for end in list(ends):
        ends.extend(end[: -len(suffix)] for suffix in _SUFFIXES if end.endswith(suffix))
    for end in ends:
        if len(end) >= 3 and end == word[: len(end)] and word[len(end) :] in ("", *_PARTICLES):
            found[end] = None
        _add(found, end)
        for once in _without_prefix(end):
            _add(found, once)
            for twice in _without_prefix(once):
                _add(found, twice)
    for ending, repaired in _ENGLISH:
        if word.endswith(ending) and not (ending == "s" and word.endswith("ss")):  # “weakness” is one
            stem = word[: -len(ending)]
            _add(found, stem + repaired, _SHORTEST_ENGLISH if short else _SHORTEST)
            if short and ending in ("ing", "ed") and len(stem) > _SHORTEST_ENGLISH and _doubled(stem):
                _add(found, stem[:-1], _SHORTEST_ENGLISH)
    return list(found)


def _doubled(stem: str) -> bool:
    """Whether the last letter stands twice for the ending only (“flipp-ed”, not “call-ed”)."""
    return stem[-1] == stem[-2] and stem[-1] not in _VOWELS | {"l", "s"}


def _add(found: dict[str, None], form: str, shortest: int = _SHORTEST) -> None:
    if len(form) >= shortest:
        found[form] = None


def _without_prefix(word: str) -> list[str]:
    forms = [word[len(prefix) :] for prefix in _PLAIN_PREFIXES if word.startswith(prefix)]
    for prefix, initials in _NASALS:
        if word.startswith(prefix):
            forms.extend(initial + word[len(prefix) :] for initial in initials)
    return forms


def stem_table(vocabulary: Iterable[str], *, short: bool = False) -> dict[str, str]:
    """The stem of every word: the form that most words could come from; the longer one when equal.

    ``short`` is as for :func:`candidates`, and so below.
    """
    words = sorted(set(vocabulary))
    forms = {word: candidates(word, short=short) for word in words}
    support = Counter(form for offered in forms.values() for form in offered)
    return {word: max(offered, key=lambda form: (support[form], len(form), form)) for word, offered in forms.items()}


def longest_known(word: str, stems: frozenset[str] | set[str], *, short: bool = False) -> str | None:
    """The stem of a word that is in no table: the longest form that is a known stem; ``None`` when there is none."""
    offered = [form for form in candidates(word, short=short) if form in stems]
    return max(offered, key=len) if offered else None
