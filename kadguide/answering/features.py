"""What a text is compared by: words, pairs of words, letter groups. Each feature is a 32-bit hash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from zlib import crc32

from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.answering.question import Question, Text

FAMILY_WEIGHTS = (0.7, 0.7, 0.7, 0.5)
"""Length of the words, pairs, letter groups and turns of one text."""

LETTERS = 4
"""Letters of a group, where a lexicon says which words have content."""
LETTERS_OF_ALL = 3
"""The same where all words are taken alike, the short ones too, and few enough entries have each group."""

Vector = dict[int, float]
_GRAM = crc32(b"g")
_DIGIT = "#"
_LONGEST_NUMBER = 4
"""Digits from which numbers count as equally long."""


def hash_of(feature: str) -> int:
    """A stable 32-bit hash; the same on every machine and in every run."""
    return crc32(feature.encode())


Families = tuple[Vector, Vector, Vector, Vector]


def families(text: Text | Question, letters: int) -> Families:
    """The features of a text by family: words, pairs, groups of ``letters``, turns; each with its own weight."""
    words, pairs, turns = families_of_words(text)
    return words, pairs, gram_features(text.grams, letters), turns


def families_of_words(text: Text | Question) -> tuple[Vector, Vector, Vector]:
    """The same without the letter groups: words, pairs, turns."""
    shown = [_length_of(word) if word.isdigit() else word for word in text.row]
    numbers = [word for word in shown if word[0] == _DIGIT]
    words = word_features([*text.terms, *text.unknown, *text.foreign, *numbers])
    return words, pair_features(text.units), turn_features(shown)


def _length_of(number: str) -> str:
    """What a number has in common with the other numbers of a wording: how long it is."""
    return _DIGIT * min(len(number), _LONGEST_NUMBER)


def word_features(terms: Iterable[str]) -> Vector:
    """Stems, concepts and subjects, each once. Names of subjects weigh more than single words."""
    return {crc32(b"w" + term.encode()): (1.6 if term.startswith("s:") else 1.0) for term in terms}


def pair_features(units: Sequence[str]) -> Vector:
    """Content units that stand together: neighbours, and with less weight those up to three apart."""
    found: Vector = {}
    for index, unit in enumerate(units):
        for distance, other in enumerate(units[index + 1 : index + 4], start=1):
            key = crc32(f"p{unit}\t{other}".encode() if unit < other else f"p{other}\t{unit}".encode())
            if distance == 1:
                found[key] = 1.0
            else:
                found.setdefault(key, 0.6)
    return found


def turn_features(words: Sequence[str]) -> Vector:
    """Neighbours among all words, those without content too: “who signs”, “berapa lama”, “apa itu *”; and both ends."""
    return {crc32(f"t{one}\t{other}".encode()): 1.0 for one, other in pairwise(("", *words, ""))}


def gram_features(words: Iterable[str], letters: int) -> Vector:
    """Groups of ``letters`` inside each word, with its ends marked."""
    found: Vector = {}
    for word in words:
        marked = b"^" + word.encode() + b"$"
        for start in range(max(1, len(marked) - letters + 1)):
            found[crc32(marked[start : start + letters], _GRAM)] = 1.0
    return found
