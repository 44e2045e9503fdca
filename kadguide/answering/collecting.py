"""Collects the vocabulary of a library; only when a snapshot is made."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kadguide.answering.citations import read_citations
from kadguide.answering.folding import fold, tokens
from kadguide.answering.lookup import asks_only_place, place_key, sources_citing
from kadguide.answering.question import read_question
from kadguide.answering.runs import by_first_word, joined_by
from kadguide.answering.stems import candidates, stem_table
from kadguide.answering.vocabulary import CONCEPT, GROUP, SUBJECT, Phrase, Vocabulary, standard_words, without_vowels
from kadguide.answering.wordlist import WordList

if TYPE_CHECKING:
    from kadguide.knowledge.library import Library, Talk

_LONGEST_PHRASE = 6


def _by_first(phrases: Iterable[Phrase]) -> dict[str, str]:
    """Phrases by first stem, longest first: kind, id, stems; and so on. Read only for stems that are asked for."""
    longest_first = sorted(phrases, key=lambda phrase: -len(phrase.stems))
    return joined_by(
        ((phrase.stems[0], f"{phrase.kind} {phrase.id} {','.join(phrase.stems)}") for phrase in longest_first), " "
    )


def _foreign(
    words: Iterable[str], counts: Counter[tuple[str, int]], spelling: dict[str, str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Words and phrases of other topics, and the words of other topics that the knowledge base uses, too."""
    # “BKN” is chat for “bukan”, too: read so, it is no word of another topic.
    folded = [run for word in words if (run := standard_words(word, spelling)) and word not in spelling]
    used = frozenset(run[0] for run in folded if len(run) == 1 and counts[run[0], 0] + counts[run[0], 1] > 1)
    return frozenset(" ".join(run) for run in folded) - used, used


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
    return lost and (distance == 1 or without_vowels(word) == without_vowels(other))


def _kinds(talk: Iterable[Talk]) -> dict[str, str]:
    """Folded phrase → kind."""
    return {" ".join(tokens(word)): phrases.kind for phrases in talk for word in phrases.words}


def _as_typed(phrases: Iterable[tuple[str, str]], spelling: dict[str, str]) -> dict[str, str]:
    """``phrases`` in standard spelling, as questions keep their words → what they stand for."""
    runs = ((standard_words(phrase, spelling), meant) for phrase, meant in phrases)
    return {" ".join(word for word in run if len(word) > 1): meant for run, meant in runs}


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
    # A word of another topic is no slip: “kontak” (of whom?) is not “kontrak”, however often that is typed so.
    elsewhere = {token for word in (*lexicon.foreign_topics, *lexicon.regions) for token in tokens(word)}
    for typo, word in _typos(counts, written, {*functions, *lexical, *elsewhere}).items():
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
    table = stem_table((word for word in words if not word.isdigit()), short=not functions)
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
    lands, of_lands = (
        {" ".join(tokens(name)) for name in names} for names in (lexicon.countries, lexicon.of_countries)
    )
    foreign, borrowed = _foreign(lexicon.foreign_topics, counts, spelling)
    word_counts = {word: (counts[word, 0], counts[word, 1]) for word in sorted(table)}
    told = {*functions, *lexical}
    once = [word for word, count in word_counts.items() if sum(count) == 1 and word not in told]
    vocabulary = Vocabulary(
        WordList(WordList.encode(table)),
        WordList(WordList.encode(_by_first(phrases))),
        " ".join(word for word in once if not word.isdigit()),
        {
            "spelling": spelling,
            "function_words": functions,
            "foreign": by_first_word(sorted(foreign)),
            "lent": {},
            "borrowed": {word: table.get(word, word) for word in sorted(borrowed)},
            "aspects": {concept.id: concept.aspect for concept in lexicon.concepts if concept.aspect},
            "names": _names_of_entries(library, spelling, functions),
            "smalltalk": _kinds(lexicon.smalltalk),
            "moves": _kinds(lexicon.moves),
            "sides": _as_typed(((w, " ".join(side.aspects)) for side in lexicon.sides for w in side.words), spelling),
            "turns": _as_typed(((word, turn.kind) for turn in lexicon.turns for word in turn.words), spelling),
            "namesakes": {
                " ".join(tokens(word)): (same.means, " ".join(same.asked), " ".join(same.unless))
                for same in lexicon.namesakes
                for word in same.words
            },
            "records": {" ".join(tokens(phrase)): list(r.told) for r in lexicon.records for phrase in r.asked},
            "sections": {" ".join(tokens(name)): section for name, section in lexicon.sections.items()},
            "regions": by_first_word(sorted({" ".join(standard_words(name, spelling)) for name in lexicon.regions})),
            "countries": by_first_word(sorted({*lands, *of_lands})),
            "lands": sorted(lands),
            "places": {},
            "fillers": by_first_word(sorted({" ".join(standard_words(text, spelling)) for text in lexicon.fillers})),
        },
        lambda: word_counts,
    )
    vocabulary.places.update(_places(library, vocabulary))
    vocabulary.lent.update(_lent(library, vocabulary))
    return vocabulary


def _lent(library: Library, vocabulary: Vocabulary) -> dict[str, str]:
    """The words and phrases of other topics that entries use all the same, with these entries."""
    found: dict[str, dict[str, None]] = {}
    for entry in library.entries if vocabulary.knows_foreign else ():
        for text in (*entry.phrasings.all, *entry.title, *entry.body):
            for phrase in vocabulary.foreign_in(standard_words(text, vocabulary.spelling)):
                found.setdefault(phrase, {})[entry.id] = None
    return {phrase: " ".join(entries) for phrase, entries in sorted(found.items())}


def _places(library: Library, vocabulary: Vocabulary) -> dict[str, str]:
    """Places in regulations that phrasings name and nothing else, with the entries that these are of.

    An entry is about places that it cites; those of the regulation that the phrasing names, if it names one.
    """
    regulations = {source.id: source for source in library.sources if source.kind == "regulation"}
    found: dict[str, dict[str, None]] = {}
    for entry in library.entries if regulations else ():
        for text in entry.phrasings.all:
            # Most of them: the whole need not be read.
            if not any(map(str.isdigit, fold(text))) or not read_citations(text).articles:
                continue
            read = read_question(text, vocabulary)
            cited = read.cited
            if not asks_only_place(read, vocabulary, regulations):
                continue
            citing = sources_citing(entry.citations, cited.articles) & regulations.keys()
            sources = {id_ for id_ in citing if not cited.laws or any(law.matches(id_) for law in cited.laws)}
            for source in sources:
                found.setdefault(place_key(source, cited.articles, cited.paragraphs), {})[entry.id] = None
    return {key: " ".join(entries) for key, entries in sorted(found.items())}
