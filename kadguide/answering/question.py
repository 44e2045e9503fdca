"""Reads one question: words, stems, concepts, subjects, aspects, citations, language."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.answering.citations import Cited, read_citations
from kadguide.answering.folding import clean
from kadguide.answering.vocabulary import CONCEPT, Vocabulary, standard_words
from kadguide.knowledge.model import Lang

_NEGATIONS = frozenset(("tidak", "bukan", "belum", "tanpa", "jangan", "not", "no", "never", "without", "cannot"))


class Question(NamedTuple):
    """A question as the engine sees it. ``units`` are the content words in order, as concepts where one is known."""

    text: str
    lang: Lang
    words: tuple[str, ...]
    units: tuple[str, ...]
    terms: frozenset[str]
    """Stems and concepts together: what is looked up."""
    grams: tuple[str, ...]
    """Content words in typed spelling, for letter groups."""
    concepts: frozenset[str]
    aspects: frozenset[str]
    subjects: tuple[str, ...]
    cited: Cited = Cited()
    unknown: tuple[str, ...] = ()
    """Content words that the knowledge base does not know and that nothing near could repair."""
    foreign: tuple[str, ...] = ()
    """Words that belong to other topics."""
    negated: bool = False

    @property
    def content(self) -> int:
        """Number of content words."""
        return len(self.units) + len(self.unknown) + len(self.foreign)


def read_question(text: str, vocabulary: Vocabulary, lang: Lang | None = None) -> Question:
    """Analyse ``text``. ``lang`` fixes the language; otherwise it is recognised from the words."""
    shown = clean(text)
    typed = standard_words(shown, vocabulary.spelling)
    words, unknown, foreign = _known_words(typed, vocabulary)
    stems = [vocabulary.stem(word) or word for word in words]
    concepts, subjects, units = _phrases(words, stems, vocabulary)
    terms = {s for w, s in zip(words, stems, strict=True) if w not in vocabulary.function_words and not w.isdigit()}
    terms |= {f"c:{concept}" for concept in concepts}
    terms |= {f"s:{subject}" for subject in subjects}
    return Question(
        text=shown,
        lang=lang or _language(typed, vocabulary),
        words=tuple(words),
        units=tuple(units),
        terms=frozenset(terms),
        grams=tuple(w for w in (*words, *unknown) if w not in vocabulary.function_words and not w.isdigit()),
        concepts=frozenset(concepts),
        aspects=frozenset(vocabulary.aspects[c] for c in concepts if c in vocabulary.aspects),
        subjects=tuple(dict.fromkeys(subjects)),
        cited=read_citations(shown),
        unknown=tuple(unknown),
        foreign=tuple(foreign),
        negated=any(word in _NEGATIONS for word in words),
    )


def _known_words(typed: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str], list[str]]:
    """Typed words brought to known ones; unknown and foreign content words apart."""
    words: list[str] = []
    unknown: list[str] = []
    foreign: list[str] = []
    text = " " + " ".join(typed) + " "
    foreign.extend(word for word in vocabulary.foreign if f" {word} " in text)
    foreign_parts = {part for word in foreign for part in word.split()}
    index = 0
    while index < len(typed):
        word = typed[index]
        index += 1
        if (
            word.isdigit()
            or word in vocabulary.function_words
            or (word in vocabulary.stems and word not in foreign_parts)
        ):
            words.append(word)
            continue
        if word in foreign_parts:
            continue
        if len(word) == 1:
            continue
        if index < len(typed) and (joined := word + typed[index]) in vocabulary.stems and len(joined) > 5:
            words.append(joined)
            index += 1
            continue
        if vocabulary.stem(word) is not None:
            words.append(word)
        elif repaired := vocabulary.repair(word):
            words.extend(repaired)
        else:
            unknown.append(word)
    return words, unknown, foreign


def _phrases(words: list[str], stems: list[str], vocabulary: Vocabulary) -> tuple[list[str], list[str], list[str]]:
    """Concepts and subjects named in the stems, and the content units in order.

    Of names that begin at one word the longest counts, and none is looked for inside a name.
    """
    concepts: list[str] = []
    subjects: list[str] = []
    units: list[str] = []
    name_end = 0
    for index, first in enumerate(stems):
        unit = ""
        longest = 0
        for phrase in vocabulary.phrases.get(first, ()):
            size = len(phrase.stems)
            if tuple(stems[index : index + size]) != phrase.stems:
                continue
            if phrase.kind == CONCEPT:
                if size >= longest:
                    longest = size
                    concepts.append(phrase.id)
                    unit = unit or f"c:{phrase.id}"
            elif index >= name_end:
                subjects.append(phrase.id)
                name_end = index + size
                unit = f"s:{phrase.id}"
        if not unit and words[index] not in vocabulary.function_words and not words[index].isdigit():
            unit = first
        if unit:
            units.append(unit)
    return concepts, subjects, units


def _language(words: list[str], vocabulary: Vocabulary) -> Lang:
    """English when English function words and English-only words outweigh the Indonesian ones."""
    balance = 0.0
    for word in words:
        lang = vocabulary.function_words.get(word)
        if lang in ("id", "en"):
            balance += 1.0 if lang == "en" else -1.0
        elif lang is None and word in vocabulary.counts:
            indonesian, english = vocabulary.counts[word]
            if indonesian + english:
                balance += 0.8 * (english - indonesian) / (indonesian + english)
    return "en" if balance > 0 else "id"
