"""The words that the knowledge base knows, and how typed words are brought to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from kadguide.answering.folding import tokens
from kadguide.answering.runs import runs_at
from kadguide.answering.stems import longest_known
from kadguide.answering.wordlist import WordList
from kadguide.knowledge.compact import dump, load
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

CONCEPT, SUBJECT, GROUP = "c", "s", "g"
_VOWELS = frozenset("aeiou")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONG = 7
"""Letters from which a word with one wrong letter is hardly another word."""
_SHORTEST = 4
"""Letters of a word for which another one may be a slip."""
_PREFIXES = ("meng", "mem", "men", "ber", "ter", "per", "di", "ke", "me", "pe")
_SUFFIXES = ("kannya", "annya", "kan", "nya", "an")
_MUCH_MORE = 3
"""Times that a word is more frequent than another one, so that it is meant rather."""
STEMMED = 4096
"""Words whose stem is kept at hand: most texts share theirs."""
REPAIRED = 256
"""Repaired words that are kept at hand."""
_FREQUENT = 40
"""Uses in phrasings and titles from which a word is likely enough to be meant."""


class Phrase(NamedTuple):
    """A run of stems that means something: a concept of the lexicon, the name of a subject or of a list."""

    stems: tuple[str, ...]
    kind: str
    id: str


class Vocabulary:
    """Everything needed to read a question; built once from a library, then stored with the index."""

    def __init__(
        self,
        words: WordList,
        phrases: WordList,
        once: str,
        data: dict[str, Any],
        counts: Callable[[], dict[str, tuple[int, int]]],
    ) -> None:
        """``words`` are the known words with their stems, ``phrases`` stems with the phrases that begin with them,
        ``once`` those that stand once only, ``data`` what else :func:`build_vocabulary` collected.

        ``counts`` gives the word counts when they are first needed, which many questions never do.
        """
        self._data = data
        self._read_counts = counts
        self._once = once
        self.stems = words
        self.spelling: dict[str, str] = data["spelling"]
        self.function_words: dict[str, str] = data["function_words"]
        """Words without content, with their language: ``id``, ``en`` or ``both``."""
        self._foreign: dict[str, str] = data["foreign"]
        self.borrowed: dict[str, str] = data["borrowed"]
        """Words of other topics that some answers use, with their stems."""
        self.lent: dict[str, str] = data["lent"]
        """The other words and phrases of other topics that entries use, with these."""
        self._fillers: dict[str, str] = data["fillers"]
        """Folded turns of phrase without content."""
        self.regions: dict[str, str] = data["regions"]
        """The names of regions; like those above under their first word."""
        self.countries: dict[str, str] = data["countries"]
        """The names of other countries, and what is said of things of these."""
        self.lands: list[str] = data["lands"]
        """The former alone."""
        self.aspects: dict[str, str] = data["aspects"]
        """Aspect of each concept that asks for one."""
        self.smalltalk: dict[str, str] = data["smalltalk"]
        """Folded phrase → kind."""
        self.sections: dict[str, str] = data["sections"]
        """Folded name of a part of the paper → how citations name it."""
        self.moves: dict[str, str] = data["moves"]
        """Folded phrase that steers the conversation → kind of move."""
        self.sides: dict[str, str] = data["sides"]
        """Phrase that alone asks for a side of the last matter → its aspects, the likeliest first."""
        self.turns: dict[str, str] = data["turns"]
        """Phrase by which a turn means a subject, of which it asks what was asked before → that subject."""
        self.namesakes: dict[str, tuple[str, str, str]] = data["namesakes"]
        """Folded name → what else it means, the concepts and subjects beside it by which it does, and does not."""
        self.records: dict[str, list[str]] = data["records"]
        """Folded phrase that asks for what only records hold → phrases that tell it."""
        self.names: dict[str, str] = data["names"]
        """Folded name of a list or of a glossary term → the entry that explains it."""
        self.places: dict[str, str] = data["places"]
        """Place in a regulation, as :func:`~kadguide.answering.lookup.place_key` writes it → entries about it."""
        self._phrases = phrases
        self._phrases_read: dict[str, list[Phrase]] = {}
        self._by_first: dict[str, dict[int, list[str]]] = {}
        self._skeletons: dict[str, dict[str, str]] = {}
        self.stem = lru_cache(STEMMED)(self._stem)
        self.repair = lru_cache(REPAIRED)(self._repair)

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """How often a word stands in Indonesian and in English phrasings and answers."""
        return self._read_counts()

    @property
    def tells_content(self) -> bool:
        """Whether the lexicon says which words have no content. Where it does not, all words are taken alike."""
        return bool(self.function_words)

    @cached_property
    def once(self) -> frozenset[str]:
        """The words that the whole material has once only, and the lexicon does not know."""
        return frozenset(self._once.split())

    def phrases(self, first: str) -> list[Phrase]:
        """The phrases that begin with the stem ``first``, longest first."""
        known = self._phrases_read.get(first)
        if known is None:
            parts = (self._phrases.get(first) or "").split()
            known = [
                Phrase(tuple(stems.split(",")), kind, id_)
                for kind, id_, stems in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
            ]
            self._phrases_read[first] = known
        return known

    @property
    def knows_foreign(self) -> bool:
        """Whether the lexicon names other topics at all."""
        return bool(self._foreign)

    def foreign_in(self, words: Sequence[str]) -> list[str]:
        """The words and phrases of other topics that stand in ``words``."""
        found = (runs_at(words, index, self._foreign) for index, word in enumerate(words) if word in self._foreign)
        return list(dict.fromkeys(" ".join(phrase) for phrases in found for phrase in phrases))

    def without_fillers(self, words: Sequence[str]) -> list[str]:
        """``words`` without turns of phrase; all of them when nothing else was said."""
        known = self._fillers
        kept: list[str] = []
        index = 0
        while index < len(words):
            size = max(map(len, runs_at(words, index, known)), default=0) if words[index] in known else 0
            if not size:
                kept.append(words[index])
            index += size or 1
        return kept or list(words)

    def _stem(self, word: str) -> str | None:
        """The stem of a known word or of a form of one; ``None`` for an unknown word. :attr:`stem` is the same, from
        memory."""
        if word.isdigit():
            return word
        known = self.stems.get(word)
        return known if known is not None else longest_known(word, self._stem_set, short=not self.tells_content)

    @cached_property
    def _stem_set(self) -> frozenset[str]:
        return frozenset(self.stems.table.values())

    def _repair(self, word: str) -> list[str]:
        """The known words that an unknown one probably is: split in two, without vowels, or a letter or two off.

        An empty list when nothing is near enough. One edit is forgiven from four letters on, two from eight, three
        from thirteen; more than one only when the first letter is right. Of three letters, only the last may be wrong,
        and only in a function word. :attr:`repair` is the same, from memory: parts of a message are read anew.
        """
        split = self._split(word)
        if split:  # “handshak” is rather one word that lost a letter than “hands hak”
            return self._with_a_letter_more(word) or split
        skeleton = without_vowels(word)
        few_vowels = len(word) >= 3 and len(skeleton) >= 3 and sum(c in _VOWELS for c in word) <= 1
        if few_vowels and (whole := self._with_vowels(skeleton)):
            return [whole]
        if len(word) < 4:  # “iti”: a slip in a word without content is likely, other short words are names
            if whole := self._with_a_vowel(word):
                return [whole]
            near = [known for known in self.function_words if len(known) == len(word) == 3 and known[:2] == word[:2]]
            return near[:1]
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = _allowed_edits(len(word))
        pool = self._beginning_with(word[0], range(len(word) - allowed, len(word) + allowed + 1))
        alike = process.extract(word, pool, scorer=OSA.distance, score_cutoff=allowed, limit=8)
        # The first letter is seldom wrong, so words with another one come second.
        for hits in (alike, [(known, 1) for known in self._with_another_first(word)]):
            found = [(int(off), known) for known, off, *_ in hits if self._is_likely_slip(word, known, int(off))]
            if found:
                return [min(found, key=lambda hit: (hit[0], -self.frequency(hit[1]), hit[1]))[1]]
        return []

    def _with_a_letter_more(self, word: str) -> list[str]:
        """The known word that ``word`` is without one of its letters, other than the first; the most frequent one."""
        pool = self._beginning_with(word[0], (len(word) + 1,))
        if not pool:  # as of the longest words, of which there would be the most forms
            return []
        forms = {word[:at] + letter + word[at:] for at in range(1, len(word) + 1) for letter in _LETTERS}
        whole = [known for known in pool if known in forms]
        return [max(whole, key=self.frequency)] if whole else []

    def _with_a_vowel(self, word: str) -> str | None:
        """The frequent word that chat spelling shortens to two consonants and a vowel (“sja”: “saja”), if it is one."""
        if len(word) != 3 or [c in _VOWELS for c in word] != [False, False, True]:
            return None
        forms = [word[0] + vowel + word[1:] for vowel in sorted(_VOWELS)]
        *_, next_best, best = sorted(forms, key=self.frequency)
        sure = self.frequency(best) >= max(_FREQUENT, _MUCH_MORE * self.frequency(next_best))
        return best if sure else None

    def _with_another_first(self, word: str) -> list[str]:
        """The known words that differ from ``word`` in one slip, which is in the first letter."""
        rest = word[1:]
        forms = [word[1] + word[0] + word[2:], rest, *(c + rest for c in _LETTERS)]
        forms += [c + word for c in _LETTERS]
        return [form for form in forms if form[0] != word[0] and _may_be_meant(form) and self._knows(form)]

    def _with_vowels(self, skeleton: str) -> str | None:
        """The known word that has no other consonants than these, the most frequent one."""
        first = skeleton[0]
        if first not in self._skeletons:
            known = self._skeletons[first] = {}
            for word in sorted(self._beginning_with(first), key=lambda word: (-self.frequency(word), word)):
                known.setdefault(without_vowels(word), word)
        return self._skeletons[first].get(skeleton)

    def _beginning_with(self, first: str, lengths: Iterable[int] | None = None) -> list[str]:
        """The known words that begin with a letter, of certain lengths or of all."""
        by_length = self._by_first.get(first)
        if by_length is None:
            by_length = self._by_first[first] = {}
            known = {*self.stems.beginning_with(first), *(w for w in self.function_words if w.startswith(first))}
            for word in sorted(filter(_may_be_meant, known)):
                by_length.setdefault(len(word), []).append(word)
        return [word for length in (by_length if lengths is None else lengths) for word in by_length.get(length, ())]

    def _knows(self, word: str) -> bool:
        return word in self.stems or word in self.function_words

    def _is_likely_slip(self, word: str, known: str, distance: int) -> bool:
        """Whether ``word`` is rather ``known`` misspelt than a word of its own.

        Another letter in place of one makes another word easily when the word is short (“cool”, “cook”), and the first
        letter is seldom wrong.
        """
        if distance > _allowed_edits(len(word) - _shared_affixes(word, known)):
            return False
        swapped = len(word) == len(known) and sorted(word) == sorted(known)
        if word[0] != known[0]:
            return distance == 1 and (swapped or len(word) >= _LONG)
        replaced = len(word) == len(known) and not swapped
        return not (replaced and len(word) < _LONG and self.frequency(known) < _FREQUENT)

    def frequency(self, word: str) -> int:
        return sum(self.counts.get(word, (0, 0)))

    def _split(self, word: str) -> list[str]:
        """Two known words run together, such as ``serviceagreement``; the most frequent pair."""
        cuts = [
            (word[:cut], word[cut:])
            for cut in range(3, len(word) - 2)
            if self._is_word(word[:cut]) and self._is_word(word[cut:])
        ]
        return list(max(cuts, key=lambda cut: min(map(self.frequency, cut)))) if cuts else []

    def _is_word(self, word: str) -> bool:
        return word in self.stems and (self.frequency(word) > 1 or word in self.function_words)

    def encode(self) -> dict[str, bytes]:
        """As sections of the snapshot."""
        words, phrases = (WordList.encode(table.table).encode() for table in (self.stems, self._phrases))
        return {
            "words": words,
            "phrases": phrases,
            "once": self._once.encode(),
            "vocabulary": dump(self._data),
            "counts": dump(self.counts),
        }

    @staticmethod
    def decode(sections: Mapping[str, bytes | memoryview]) -> Vocabulary:
        """From the sections of a snapshot."""
        words, phrases = (WordList(str(sections[name], "utf-8")) for name in ("words", "phrases"))
        once = str(sections["once"], "utf-8")
        return Vocabulary(words, phrases, once, load(sections["vocabulary"]), lambda: load(sections["counts"]))


def may_be_another(word: str, known: str) -> bool:
    """Whether ``word`` was taken for ``known`` with another letter, and is so short that it may well be itself."""
    return len(word) == len(known) < _LONG and sorted(word) != sorted(known)


def _may_be_meant(word: str) -> bool:
    """Whether a known word is one that others may be misspelt for: short ones and numbers are too easily others."""
    return len(word) >= _SHORTEST and not word.isdigit()


def _allowed_edits(letters: int) -> int:
    """How many slips are forgiven in a word with so many letters."""
    return 1 if letters < 8 else 2 if letters < 13 else 3


def _shared_affixes(word: str, other: str) -> int:
    """The letters of the affixes that both have: “dipalsukan” and “dipadukan” are alike only by these."""
    before = next((len(a) for a in _PREFIXES if word.startswith(a) and other.startswith(a)), 0)
    after = next((len(a) for a in _SUFFIXES if word.endswith(a) and other.endswith(a)), 0)
    return before + after


def without_vowels(word: str) -> str:
    """The word without the vowels behind its first letter, which chat spelling drops."""
    return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)


def standard_words(text: str, spelling: dict[str, str]) -> list[str]:
    """Tokens in standard spelling; one spelling may stand for several words."""
    typed = tokens(text)
    if spelling.keys().isdisjoint(typed):  # nearly always, and asked of every text several times
        return list(typed)
    return [word for token in typed for word in spelling.get(token, token).split()]
