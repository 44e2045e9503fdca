"""What a text is compared by: words, pairs of words, letter groups. Each feature is a 32-bit hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zlib import crc32

WORDS, PAIRS, GRAMS, BODY = 0, 1, 2, 3
FAMILIES = 4


def hash_of(feature: str) -> int:
    """A stable 32-bit hash; the same on every machine and in every run."""
    return crc32(feature.encode())


def word_features(terms: Iterable[str]) -> dict[int, float]:
    """Stems, concepts and subjects, each once. Names of subjects weigh more than single words."""
    return {hash_of(f"w{term}"): (1.6 if term.startswith("s:") else 1.0) for term in terms}


def pair_features(units: Sequence[str]) -> dict[int, float]:
    """Content units that stand together: neighbours, and with less weight those up to three apart."""
    found: dict[int, float] = {}
    for index, unit in enumerate(units):
        for distance, other in enumerate(units[index + 1 : index + 4], start=1):
            key = hash_of("p" + "\t".join(sorted((unit, other))))
            found[key] = max(found.get(key, 0.0), 1.0 if distance == 1 else 0.6)
    return found


def gram_features(words: Iterable[str]) -> dict[int, float]:
    """Groups of three and four letters inside each word, with its ends marked."""
    found: dict[int, float] = {}
    for word in words:
        marked = f"^{word}$"
        for size in (3, 4):
            for start in range(len(marked) - size + 1):
                found[hash_of("g" + marked[start : start + size])] = 1.0
    return found
