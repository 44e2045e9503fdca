"""Reads one question: words, stems, concepts, subjects, aspects, citations, language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.amounts import asks_amount, thing_counted
from kadguide.answering.citations import Cited, LawRef, read_citations
from kadguide.answering.folding import clean, sentences, tokens
from kadguide.answering.records import asks_which_regions, record_asked
from kadguide.answering.regions import region_asked
from kadguide.answering.vocabulary import CONCEPT, GROUP, Vocabulary, may_be_another, standard_words
from kadguide.knowledge.model import Lang
from kadguide.light import NamedTuple

_PLACE = r"(?:neg[a-z]{2,4}|daerah|wilayah|provinsi|kabupaten|kota|pulau|jawa)"
_EXCEPT = rf"\b(?:selain|kecuali|di luar(?!\s+{_PLACE}\b)|other than|besides|apart from|except)\b"
"""What sets something aside; “di luar negeri” is a place."""
_EXCEPT_CLAUSE = rf"{_EXCEPT}\s+([^,;?]+?)(?=[,;?]|$|\s(?:apa|siapa|what|who|which)\b)"
_EXCEPT_WORDS = frozenset(("selain", "kecuali", "luar", "other", "besides", "apart", "except"))
_WHICH_WORDS = frozenset(("mana", "manakah", "which"))
_OTHER_WORDS = frozenset(("lagi", "lain", "lainnya", "else", "other", "others", "another"))
_LONG = 60
"""Characters from which a question may be a story with a question at its end."""
ONE_LANGUAGE = 0.9
"""Share from which a word counts as used in one language only; names of models stand in both."""
_CHANGE, _DIFFERENCE = "change", "comparison"
ANY = "*"
"""Stands for a word that tells nothing by itself: what is around it says that some name or thing is meant there."""


class Question(NamedTuple):
    """A question as the engine sees it. ``units`` are the content words in order, as concepts where one is known."""

    text: str
    lang: Lang
    words: tuple[str, ...]
    units: tuple[str, ...]
    terms: frozenset[str]
    """Stems and concepts together: what is looked up."""
    beside: frozenset[str]
    """The terms that stand beside the names of subjects: what is asked of these."""
    grams: tuple[str, ...]
    """Content words in typed spelling, for letter groups."""
    row: tuple[str, ...]
    """All words in order, :data:`ANY` for each that the material has nowhere, or once only."""
    concepts: frozenset[str]
    aspects: frozenset[str]
    subjects: tuple[str, ...]
    groups: tuple[str, ...] = ()
    """Lists that the question names (“prinsip”, “tahap”)."""
    cited: Cited = Cited()
    unknown: tuple[str, ...] = ()
    """Content words that the knowledge base does not know and that nothing near could repair."""
    foreign: tuple[str, ...] = ()
    """Words that belong to other topics."""
    amount: bool = False
    """Whether the question asks for a quantity of the world (“berapa ton”, “how many have signed”)."""
    excluded: tuple[str, ...] = ()
    """Subjects that the question sets aside (“selain kerja sama wajib”)."""
    sections: frozenset[str] = frozenset()
    """Parts of the paper that the question names, as citations name them."""
    ending: frozenset[str] = frozenset()
    """Of a case told in several sentences: the terms of the last one, which is what is asked. Empty otherwise."""
    picks: bool = False
    """Whether it asks which member of a list something is (“prinsip mana yang dilanggar?”)."""
    excluded_lists: tuple[str, ...] = ()
    """Lists that the question sets aside as a whole (“selain prinsip”)."""
    asks_for_others: bool = False
    """Whether it sets something aside and asks what else there is (“selain itu apa lagi?”)."""
    record: tuple[str, ...] | None = None
    """If it asks for what only records hold (“foto …”), by what words an answer tells it."""
    which_regions: bool = False
    """Whether it asks which regions did something (“kabupaten mana yang pernah …”)."""
    region: str = ""
    """The region whose records it asks for (“siapa ketua TKKSD Kota Palu”)."""
    guessed: bool = False
    """Whether all its content are words that were taken for others with another letter (“what is a modem”)."""

    @property
    def content(self) -> int:
        """Number of content words."""
        return len(self.units) + len(self.unknown) + len(self.foreign)

    def about_laws(self, laws: Sequence[LawRef]) -> Question:
        """The same question, asked of ``laws``, in their order."""
        named = [f"{law.kind}-{law.number}-{law.year}" for law in laws]
        return self._replace(
            cited=self.cited._replace(laws=tuple(laws)),
            subjects=(*(subject for subject in self.subjects if subject not in named), *named),
            terms=self.terms | {f"s:{subject}" for subject in named},
        )


class Text(NamedTuple):
    """A text in terms of the vocabulary; enough to compare it with others."""

    words: tuple[str, ...]
    units: tuple[str, ...]
    terms: frozenset[str]
    beside: frozenset[str]
    grams: tuple[str, ...]
    row: tuple[str, ...]
    concepts: frozenset[str]
    subjects: tuple[str, ...]
    groups: tuple[str, ...]
    unknown: tuple[str, ...]
    foreign: tuple[str, ...]
    guessed: bool


def read_text(text: str, vocabulary: Vocabulary) -> Text:
    """The words of ``text``, brought to known ones, with what they mean."""
    typed = vocabulary.without_fillers(standard_words(text, vocabulary.spelling))
    row, unknown, foreign, guessed = _known_words(typed, vocabulary, _names(text), _acronyms(text))
    once = vocabulary.once
    words = [word for word in row if word != ANY] if unknown else row
    stems = [vocabulary.stem(word) or word for word in words]
    concepts, subjects, groups, units, in_names = _phrases(words, stems, vocabulary)
    content = [
        (w, s) for w, s in zip(words, stems, strict=True) if w not in vocabulary.function_words and not w.isdigit()
    ]
    terms = [*(s for _, s in content), *(f"c:{c}" for c in concepts)]
    return Text(
        words=tuple(words),
        units=tuple(units),
        terms=frozenset([*terms, *(f"s:{s}" for s in subjects)]),
        beside=frozenset(terms) - in_names,
        grams=(*(w for w, _ in content), *unknown),
        row=tuple([ANY if word in once else word for word in row]),
        concepts=frozenset(concepts),
        subjects=tuple(dict.fromkeys(subjects)),
        groups=tuple(dict.fromkeys(groups)),
        unknown=tuple(unknown),
        foreign=tuple(foreign),
        guessed=bool(guessed) and not unknown and not foreign and all(word in guessed for word, _ in content),
    )


def read_question(
    text: str,
    vocabulary: Vocabulary,
    lang: Lang | None = None,
    usual: Lang = "id",
    before: frozenset[str] = frozenset(),
) -> Question:
    """Analyse ``text``; ``before`` is what was asked before, of which it may name another thing only.

    ``lang`` fixes the language; otherwise it is recognised from the words, ``usual`` where they do not tell.
    """
    shown = clean(text)
    read = _by_what_is_asked(shown, read_text(shown, vocabulary), vocabulary, before)
    sets_aside = _says(_EXCEPT, _EXCEPT_WORDS, shown)
    excluded_lists = read.groups if sets_aside and not read.subjects else ()
    if excluded_lists:
        # What is asked is the rest: the name of the list would lead back to it.
        rest = read_text(re.sub(rf"{_EXCEPT}(?:\s+\w+)?", " ", shown, flags=re.I), vocabulary)
        read = rest if rest.units else read
    typed, cited = standard_words(shown, vocabulary.spelling), read_citations(shown)
    aspects = _aspects(read.concepts, cited, vocabulary)
    return Question(
        text=shown,
        lang=lang or _language(typed, vocabulary) or usual,
        words=read.words,
        units=read.units,
        terms=read.terms,
        beside=read.beside,
        grams=read.grams,
        row=read.row,
        concepts=read.concepts,
        aspects=aspects,
        subjects=read.subjects,
        groups=read.groups,
        cited=cited,
        unknown=read.unknown,
        foreign=read.foreign,
        guessed=read.guessed,
        amount="article" not in aspects  # “biaya … diatur di mana” asks for the place
        and (asks_amount(shown) or thing_counted(shown if read.unknown else " ".join(read.words)) is not None),
        excluded=_excluded(shown, vocabulary) if sets_aside else (),
        excluded_lists=excluded_lists,
        sections=_sections(read.words, vocabulary),
        ending=_ending(shown, vocabulary),
        picks=bool(read.groups) and not _WHICH_WORDS.isdisjoint(read.words),
        asks_for_others=sets_aside and not _OTHER_WORDS.isdisjoint(read.words),
        record=record_asked(shown, vocabulary.records),
        which_regions=asks_which_regions(shown),
        region=region_asked(shown, typed, aspects, vocabulary),
    )


def _by_what_is_asked(text: str, read: Text, vocabulary: Vocabulary, before: frozenset[str]) -> Text:
    """``read``, with a name that means something else by what is asked of it brought to what it means."""
    typed = f" {' '.join(tokens(text))} "
    for name, (means, asked, unless) in vocabulary.namesakes.items():
        if f" {name} " not in typed:
            continue
        said = {*read.concepts, *read.subjects}
        spoken_of = {term.partition(":")[2] for term in before}
        if not spoken_of.isdisjoint(read.subjects) or not (said | spoken_of).isdisjoint(unless.split()):
            return read
        if len(read.units) == 1:
            said |= spoken_of
        if said.isdisjoint(asked.split()):
            return read
        return read_text(typed.replace(f" {name} ", f" {means} "), vocabulary)
    return read


def _excluded(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The subjects that ``text`` sets aside, which are only those behind “selain”, up to what is asked."""
    clauses = [found.group(1) for found in re.finditer(_EXCEPT_CLAUSE, text, re.I)]
    return tuple(dict.fromkeys(subject for clause in clauses for subject in read_text(clause, vocabulary).subjects))


def _sections(words: Sequence[str], vocabulary: Vocabulary) -> frozenset[str]:
    said = f" {' '.join(words)} "
    return frozenset(section for name, section in vocabulary.sections.items() if f" {name} " in said)


def _ending(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    parts = [part for part in sentences(text) if len(part) > 1] if len(text) > _LONG else []
    return read_text(parts[-1], vocabulary).terms if len(parts) > 1 else frozenset()


def _aspects(concepts: frozenset[str], cited: Cited, vocabulary: Vocabulary) -> frozenset[str]:
    """The asked sides; “what are the weaknesses” asks for no definition besides, and what changed from one regulation
    to another is their difference."""
    asked = {vocabulary.aspects[concept] for concept in concepts if concept in vocabulary.aspects}
    if asked - {"definition", "list"} == {_CHANGE} and len(cited.laws) > 1:
        asked = {_DIFFERENCE}
    return frozenset(asked - {"definition"} or asked)


def _says(pattern: str, words: frozenset[str], text: str) -> bool:
    """Whether ``text`` matches; the pattern is compiled only when one of its words stands there."""
    return not words.isdisjoint(tokens(text)) and re.search(pattern, text, re.I) is not None


def _names(text: str) -> frozenset[str]:
    """Words written as names: with a capital inside a sentence that is not capitalised throughout."""
    if text.islower():
        return frozenset()
    words = text.split()
    capitalised = [word for word in words[1:] if word[:1].isupper() and not word.isupper()]
    if len(capitalised) * 2 > len(words):
        return frozenset()
    return frozenset(token for word in capitalised for token in tokens(word))


def _acronyms(text: str) -> frozenset[str]:
    """Words in capitals, unless most words are. With another letter an acronym is another one, not a slip."""
    if text.islower():
        return frozenset()
    words = text.split()
    capitals = [word for word in words if word.isupper()]
    return frozenset() if len(capitals) * 2 > len(words) else frozenset(t for word in capitals for t in tokens(word))


def _known_words(
    typed: list[str], vocabulary: Vocabulary, names: frozenset[str], acronyms: frozenset[str]
) -> tuple[list[str], list[str], list[str], list[str]]:
    """Typed words brought to known ones, :data:`ANY` for unknown ones; unknown and foreign content words apart, and
    the known ones that have another letter than was typed: these may be other words.

    Names are never repaired, acronyms only where letters changed places.
    """
    words: list[str] = []
    unknown: list[str] = []
    guessed: list[str] = []
    foreign = vocabulary.foreign_in(typed)
    foreign_parts = {part for word in foreign for part in word.split()}
    index = 0
    while index < len(typed):
        word = typed[index]
        index += 1
        if len(word) == 1 and not word.isdigit() and word not in vocabulary.stems:
            continue
        if (
            word.isdigit()
            or word in vocabulary.function_words
            or (word in vocabulary.stems and word not in foreign_parts)
        ):
            words.append(word)
            continue
        if word in foreign_parts:
            continue
        if index < len(typed) and (joined := word + typed[index]) in vocabulary.stems and len(joined) > 5:
            words.append(joined)
            index += 1
            continue
        if vocabulary.stem(word) is not None:
            words.append(word)
        elif (
            word not in names
            and (repaired := vocabulary.repair(word))
            and (word not in acronyms or sorted("".join(repaired)) == sorted(word))
        ):
            words.extend(repaired)
            guessed += [known for known in repaired if may_be_another(word, known)]
        else:
            unknown.append(word)
            words.append(ANY)
    return words, unknown, foreign, guessed


def _phrases(
    words: list[str], stems: list[str], vocabulary: Vocabulary
) -> tuple[list[str], list[str], list[str], list[str], set[str]]:
    """Concepts, subjects and lists named in the stems, the content units in order, and the terms inside names only.

    Of names that begin at one word the longest counts, and none is looked for inside a name.
    """
    concepts: list[str] = []
    subjects: list[str] = []
    groups: list[str] = []
    units: list[str] = []
    inside: set[str] = set()
    beside: set[str] = set()
    name_end = 0
    for index, first in enumerate(stems):
        unit = ""
        longest = 0
        known = len(concepts)
        second = stems[index + 1] if index + 1 < len(stems) else ""
        for name, kind, id_ in vocabulary.phrases(first):
            size = len(name)
            if size > 1 and (name[1] != second or tuple(stems[index : index + size]) != name):
                continue
            if kind == CONCEPT:
                if size >= longest:
                    longest = size
                    concepts.append(id_)
                    unit = unit or f"c:{id_}"
            elif kind == GROUP:
                groups.append(id_)
            elif index >= name_end:
                subjects.append(id_)
                name_end = index + size
                unit = f"s:{id_}"
        if not unit and words[index] not in vocabulary.function_words and not words[index].isdigit():
            unit = first
        inside_a_name = index < name_end and not unit.startswith("s:")
        if unit and not inside_a_name:
            units.append(unit)
        (inside if index < name_end else beside).update([first, *(f"c:{concept}" for concept in concepts[known:])])
    return concepts, subjects, groups, units, inside - beside


def _language(words: list[str], vocabulary: Vocabulary) -> Lang | None:
    """By the function words; where these do not decide, by words that are only used in one of the languages."""
    said = [vocabulary.function_words.get(word) for word in words]
    balance = said.count("en") - said.count("id")
    if not balance:
        for word in words:
            indonesian, english = vocabulary.counts.get(word, (0, 0))
            if indonesian + english and word not in vocabulary.function_words:
                share = english / (indonesian + english)
                balance += (share > ONE_LANGUAGE) - (share < 1 - ONE_LANGUAGE)
    return None if not balance else "en" if balance > 0 else "id"
