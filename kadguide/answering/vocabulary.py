"""The words that the knowledge base knows, and how typed words are brought to them."""

from __future__ import annotations

import marshal
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from kadguide.answering.folding import tokens
from kadguide.answering.runs import by_first_word, runs_at
from kadguide.answering.stems import candidates, longest_known, stem_table
from kadguide.answering.wordlist import WordList

if TYPE_CHECKING:
    from kadguide.knowledge.library import Library, Talk

CONCEPT, SUBJECT, GROUP = "c", "s", "g"
_VOWELS = frozenset("aeiou")
_LONG = 7
"""Letters from which a word with one wrong letter is hardly another word."""
_FREQUENT = 40
"""Uses in phrasings and titles from which a word is likely enough to be meant."""
_LONGEST_PHRASE = 6


class Phrase(NamedTuple):
    """A run of stems that means something: a concept of the lexicon, the name of a subject or of a list."""

    stems: tuple[str, ...]
    kind: str
    id: str


class Vocabulary:
    """Everything needed to read a question; built once from a library, then stored with the index."""

    def __init__(self, words: WordList, data: dict[str, Any], counts: Callable[[], dict[str, tuple[int, int]]]) -> None:
        """``words`` are the known words with their stems, ``data`` what else :func:`build_vocabulary` collected.

        ``counts`` gives the word counts when they are first needed, which many questions never do.
        """
        self._data = data
        self._read_counts = counts
        self.stems = words
        self.spelling: dict[str, str] = data["spelling"]
        self.function_words: dict[str, str] = data["function_words"]
        """Words without content, with their language: ``id``, ``en`` or ``both``."""
        self.foreign: list[str] = data["foreign"]
        self.fillers: list[str] = data["fillers"]
        """Folded turns of phrase without content."""
        self.aspects: dict[str, str] = data["aspects"]
        """Aspect of each concept that asks for one."""
        self.smalltalk: dict[str, str] = data["smalltalk"]
        """Folded phrase → kind."""
        self.sections: dict[str, str] = data["sections"]
        """Folded name of a part of the paper → how citations name it."""
        self.moves: dict[str, str] = data["moves"]
        self.records: dict[str, list[str]] = data["records"]
        """Folded phrase that steers the conversation → kind of move."""
        self.names: dict[str, str] = data["names"]
        """Folded name of a list or of a glossary term → the entry that explains it."""
        self._phrases: dict[str, str] = data["phrases"]
        self._phrases_read: dict[str, list[Phrase]] = {}
        self._by_length: dict[int, list[str]] = {}
        self._pools: dict[tuple[str, int, int], list[str]] = {}
        self._skeletons: dict[str, str] = {}

    @cached_property
    def counts(self) -> dict[str, tuple[int, int]]:
        """How often a word stands in Indonesian and in English phrasings and answers."""
        return self._read_counts()

    def phrases(self, first: str) -> list[Phrase]:
        """The phrases that begin with the stem ``first``, longest first."""
        known = self._phrases_read.get(first)
        if known is None:
            lines = self._phrases.get(first, "").splitlines()
            known = [
                Phrase(tuple(stems.split()), kind, id_) for kind, id_, stems in (line.split("\t") for line in lines)
            ]
            self._phrases_read[first] = known
        return known

    def foreign_in(self, words: Sequence[str]) -> list[str]:
        """The words and phrases of other topics that stand in ``words``."""
        known = self._foreign_by_first
        found = (runs_at(words, index, known) for index, word in enumerate(words) if word in known)
        return list(dict.fromkeys(" ".join(phrase) for phrases in found for phrase in phrases))

    def without_fillers(self, words: Sequence[str]) -> list[str]:
        """``words`` without turns of phrase; all of them when nothing else was said."""
        known = self._fillers_by_first
        kept: list[str] = []
        index = 0
        while index < len(words):
            size = max(map(len, runs_at(words, index, known)), default=0) if words[index] in known else 0
            if not size:
                kept.append(words[index])
            index += size or 1
        return kept or list(words)

    @cached_property
    def _foreign_by_first(self) -> dict[str, list[tuple[str, ...]]]:
        return by_first_word(self.foreign)

    @cached_property
    def regions_by_first(self) -> dict[str, list[tuple[str, ...]]]:
        """The names of regions, under their first word."""
        return by_first_word(self._data["regions"])

    @cached_property
    def _fillers_by_first(self) -> dict[str, list[tuple[str, ...]]]:
        return by_first_word(self.fillers)

    def stem(self, word: str) -> str | None:
        """The stem of a known word or of a form of one; ``None`` for an unknown word."""
        if word.isdigit():
            return word
        known = self.stems.get(word)
        return known if known is not None else longest_known(word, self._stem_set)

    @cached_property
    def _stem_set(self) -> frozenset[str]:
        return frozenset(self.stems.table.values())

    def knows(self, word: str) -> bool:
        return word in self.stems or word in self.function_words or word in self.spelling or word in self.foreign

    def repair(self, word: str) -> list[str]:
        """The known words that an unknown one probably is: split in two, without vowels, or a letter or two off.

        An empty list when nothing is near enough. One edit is forgiven from four letters on, two from eight, three
        from thirteen; more than one only when the first letter is right. Of three letters, only the last may be wrong,
        and only in a function word.
        """
        if split := self._split(word):
            return split
        self._prepare()
        skeleton = _skeleton(word)
        if (
            len(word) >= 3
            and len(skeleton) >= 3
            and sum(c in _VOWELS for c in word) <= 1
            and skeleton in self._skeletons
        ):
            return [self._skeletons[skeleton]]
        if len(word) < 4:  # “iti”: a slip in a word without content is likely, other short words are names
            near = [known for known in self.function_words if len(known) == len(word) == 3 and known[:2] == word[:2]]
            return near[:1]
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        allowed = 1 if len(word) < 8 else 2 if len(word) < 13 else 3
        # The first letter is seldom wrong, so the words that begin alike are tried first; they are few.
        for pool, most in ((self._pool(word[0], len(word), allowed), allowed), (self._pool("", len(word), 1), 1)):
            found = process.extract(word, pool, scorer=OSA.distance, score_cutoff=most, limit=8)
            found = [hit for hit in found if self._is_likely_slip(word, hit[0], int(hit[1]))]
            if found:
                return [min(found, key=lambda hit: (hit[1], -self.frequency(hit[0]), hit[0]))[0]]
        return []

    def _pool(self, first: str, length: int, allowed: int) -> list[str]:
        """The known words of about that length that begin with ``first``."""
        key = (first, length, allowed)
        if key not in self._pools:
            lengths = range(length - allowed, length + allowed + 1)
            words = [word for number in lengths for word in self._by_length.get(number, ())]
            self._pools[key] = [word for word in words if word.startswith(first)]
        return self._pools[key]

    def _is_likely_slip(self, word: str, known: str, distance: int) -> bool:
        """Whether ``word`` is rather ``known`` misspelt than a word of its own.

        Another letter in place of one makes another word easily when the word is short (“cool”, “cook”), and the first
        letter is seldom wrong.
        """
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

    def _prepare(self) -> None:
        """The tables for repair, made when the first unknown word comes."""
        if self._by_length:
            return
        for word in sorted({*self.stems.table, *self.function_words}):
            if len(word) >= 4 and not word.isdigit():
                self._by_length.setdefault(len(word), []).append(word)
            skeleton = _skeleton(word)
            if len(word) >= 4 and (
                skeleton not in self._skeletons or self.frequency(word) > self.frequency(self._skeletons[skeleton])
            ):
                self._skeletons[skeleton] = word
        self._by_length.setdefault(0, [])

    def encode(self) -> dict[str, bytes]:
        """As sections of the snapshot."""
        words = WordList.encode(self.stems.table).encode()
        return {"words": words, "vocabulary": _dump(self._data), "counts": _dump(self.counts)}

    @staticmethod
    def decode(sections: Mapping[str, bytes | memoryview]) -> Vocabulary:
        """From the sections of a snapshot."""
        words = WordList(str(sections["words"], "utf-8"))
        return Vocabulary(words, marshal.loads(sections["vocabulary"]), lambda: marshal.loads(sections["counts"]))  # noqa: S302


def _dump(data: Any) -> bytes:
    """As Python keeps its own compiled modules: read three times as fast as JSON, and only by the same Python.

    Version 2 of the format: later ones depend on how often an object is referred to, and differ from run to run.
    """
    return marshal.dumps(data, 2)


def _skeleton(word: str) -> str:
    return word[0] + "".join(c for c in word[1:] if c not in _VOWELS)


def _by_first(phrases: Iterable[Phrase]) -> dict[str, str]:
    """Phrases by first stem, longest first, one a line: kind, id, stems. Read only for stems that are asked for."""
    table: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=lambda phrase: -len(phrase.stems)):
        table.setdefault(phrase.stems[0], []).append(f"{phrase.kind}\t{phrase.id}\t{' '.join(phrase.stems)}")
    return {first: "\n".join(lines) for first, lines in table.items()}


def standard_words(text: str, spelling: dict[str, str]) -> list[str]:
    """Tokens in standard spelling; one spelling may stand for several words."""
    return [word for token in tokens(text) for word in spelling.get(token, token).split()]


def _foreign(words: Iterable[str], counts: Counter[tuple[str, int]], spelling: dict[str, str]) -> frozenset[str]:
    """Words of other topics, without those that the knowledge base itself uses."""
    folded = (standard_words(word, spelling) for word in words)
    return frozenset(
        " ".join(run) for run in folded if run and (len(run) > 1 or counts[run[0], 0] + counts[run[0], 1] < 2)
    )


def _names_of_entries(library: Library, spelling: dict[str, str], functions: dict[str, str]) -> dict[str, str]:
    """What people call lists and glossary terms, and the entries that explain them; lists come first."""
    known = {entry.id for entry in library.entries}
    named = [(name, group.entry) for group in library.groups for name in group.names.all]
    for term in library.terms:
        named += [(name, term.entry) for name in (term.term.id, term.term.en, *term.abbreviation, *term.aliases)]
    names: dict[str, str] = {}
    for name, entry in named:
        words = [word for word in standard_words(name, spelling) if word not in functions]
        if entry in known and entry is not None and words:
            names.setdefault(" ".join(words), entry)
    return names


def _function_words(library: Library) -> dict[str, str]:
    functions: dict[str, str] = {}
    for lang in ("id", "en"):
        for word in getattr(library.lexicon.function_words, lang):
            for token in tokens(word):
                functions[token] = "both" if functions.get(token, lang) != lang else lang
    return functions


def _count_words(library: Library, spelling: dict[str, str]) -> tuple[Counter[tuple[str, int]], set[str]]:
    """How often each word stands in each language, and the words of edited text (titles and answers)."""
    counts: Counter[tuple[str, int]] = Counter()
    written: set[str] = set()
    for lang_index, lang in enumerate(("id", "en")):
        for entry in library.entries:
            for text in (getattr(entry.title, lang), getattr(entry.body, lang)):
                words = standard_words(text, spelling)
                written.update(words)
                counts.update((word, lang_index) for word in words)
            for text in getattr(entry.phrasings, lang):
                counts.update((word, lang_index) for word in standard_words(text, spelling))
        for subject in library.subjects:
            counts.update(
                (w, lang_index) for name in getattr(subject.names, lang) for w in standard_words(name, spelling)
            )
    return counts, written


def _typos(counts: Counter[tuple[str, int]], written: set[str], sure: set[str]) -> dict[str, str]:
    """Misspelt words of the phrasings and what they stand for.

    Phrasings may be misspelt on purpose. A rare word that no edited text has, next to a frequent one that edited text
    has, is a spelling of that one; taken as a word of its own it would hide the repair.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    total: Counter[str] = Counter()
    for (word, _), count in counts.items():
        total[word] += count
    frequent = sorted(word for word in written if total[word] >= 12 and len(word) >= 5)
    found = {}
    for word in sorted(total):
        if len(word) < 5 or word in written or word in sure or word.isdigit() or total[word] > 4:
            continue
        hits = process.extract(word, frequent, scorer=OSA.distance, score_cutoff=2, limit=6)
        near = [hit for hit in hits if _is_slip_of(word, hit[0], int(hit[1]))]
        if near:
            found[word] = min(near, key=lambda hit: (hit[1], -total[hit[0]], hit[0]))[0]
    return found


def _is_slip_of(word: str, other: str, distance: int) -> bool:
    """Whether ``word`` is ``other`` with a letter lost, doubled or swapped, or with vowels lost.

    Another letter in place of one makes another word too often (“basic”, “basis”), and forms of one stem are no slip.
    """
    if word[0] != other[0] or set(candidates(word)) & set(candidates(other)):
        return False
    if len(word) > len(other):
        return re.sub(r"(.)\1", r"\1", word) == other
    if len(word) == len(other):
        return distance == 1 and sorted(word) == sorted(other)
    letters = iter(other)
    lost = all(letter in letters for letter in word)
    return lost and (distance == 1 or _skeleton(word) == _skeleton(other))


def _kinds(talk: Iterable[Talk]) -> dict[str, str]:
    """Folded phrase → kind."""
    return {" ".join(tokens(word)): phrases.kind for phrases in talk for word in phrases.words}


def build_vocabulary(library: Library) -> Vocabulary:
    """Collect the vocabulary of everything that is taught and of the lexicon."""
    lexicon = library.lexicon
    folded = {key: (tokens(key), " ".join(tokens(value))) for key, value in lexicon.spelling.items()}
    # Only single words that folding leaves as they are: "undang2" is already folded to "undang".
    spelling = {key: value for key, (run, value) in folded.items() if run == (key.lower(),) and value and value != key}
    functions = _function_words(library)
    counts, written = _count_words(library, spelling)
    lexical = {word for concept in lexicon.concepts for phrase in concept.words for word in tokens(phrase)}
    for word in sorted({word for word, _ in counts} - written - set(functions) - lexical):
        single = re.sub(r"(.)\1", r"\1", word)
        if single in functions:  # “apaa”, “ituu”: no words of their own, however often they are typed
            spelling[word] = single
            for lang_index in (0, 1):
                counts.pop((word, lang_index), 0)
    for typo, word in _typos(counts, written, {*functions, *lexical}).items():
        spelling[typo] = word
        for lang_index in (0, 1):
            counts[word, lang_index] += counts.pop((typo, lang_index), 0)
    concept_words = [
        (concept, standard_words(word, spelling)) for concept in lexicon.concepts for word in concept.words
    ]
    names = [(subject, standard_words(name, spelling)) for subject in library.subjects for name in subject.names.all]
    words = {word for word, _ in counts} | {word for _, run in concept_words for word in run}
    words |= {word for _, run in names for word in run}
    words -= set(spelling)
    table = stem_table(word for word in words if not word.isdigit())
    # A stem that is a function word would drag content words along: "bersama" is not the "sama" of chat.
    table = {word: word if stem in functions and word not in functions else stem for word, stem in table.items()}
    table.update({word: root for word, root in lexicon.stems.items() if word in table})
    phrases = [
        Phrase(tuple(table.get(w, w) for w in run), CONCEPT, concept.id) for concept, run in concept_words if run
    ]
    phrases += [Phrase(tuple(table.get(w, w) for w in run), SUBJECT, subject.id) for subject, run in names if run]
    lists = [(group, standard_words(name, spelling)) for group in library.groups for name in group.names.all]
    phrases += [Phrase(tuple(table.get(w, w) for w in run), GROUP, group.id) for group, run in lists if run]
    phrases = [phrase for phrase in dict.fromkeys(phrases) if len(phrase.stems) <= _LONGEST_PHRASE]
    word_counts = {word: (counts[word, 0], counts[word, 1]) for word in sorted(table)}
    return Vocabulary(
        WordList(WordList.encode(table)),
        {
            "spelling": spelling,
            "function_words": functions,
            "foreign": sorted(_foreign(lexicon.foreign_topics, counts, spelling)),
            "phrases": _by_first(phrases),
            "aspects": {concept.id: concept.aspect for concept in lexicon.concepts if concept.aspect},
            "names": _names_of_entries(library, spelling, functions),
            "smalltalk": _kinds(lexicon.smalltalk),
            "moves": _kinds(lexicon.moves),
            "records": {" ".join(tokens(phrase)): list(r.told) for r in lexicon.records for phrase in r.asked},
            "sections": {" ".join(tokens(name)): section for name, section in lexicon.sections.items()},
            "regions": sorted({" ".join(standard_words(name, spelling)) for name in lexicon.regions}),
            "fillers": sorted({" ".join(standard_words(text, spelling)) for text in lexicon.fillers}),
        },
        lambda: word_counts,
    )
