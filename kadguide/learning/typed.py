"""Grades what was typed: words, numbers, places in a regulation.

A known mistake is looked for first, so that no tolerance ever turns it into a right answer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kadguide.knowledge.items import Item, Mistake
from kadguide.learning.places import Place, read_place
from kadguide.learning.quantities import read_quantity
from kadguide.learning.spelling import NO_WORDS, Words, folded, forgivable, normalise, same_spelling, without_asked

__all__ = ["NO_WORDS", "Typed", "Words", "grade_typed"]

HALF = 0.5
_TWO_NAMES = re.compile(r"[()/]")
"""What stands between two names of one thing: “sekretaris daerah (sekda)”."""


class Typed(NamedTuple):
    """What a typed answer earned, the known mistake it is, and the spelling that was forgiven."""

    fraction: float
    mistake: Mistake | None = None
    forgiven: str | None = None


def grade_typed(item: Item, text: str, words: Words = NO_WORDS) -> Typed:
    """Grade ``text`` as an answer to a short, number or article item."""
    match item.type:
        case "number":
            return _grade_number(item, text)
        case "article":
            return _grade_article(item, text)
        case _:
            return _grade_short(item, text, words)


def _grade_short(item: Item, text: str, words: Words) -> Typed:
    """Grade words: as they stand, then as two names of one thing, then without the kind of thing that was asked for."""
    found = _grade_words(item, text, words)
    if found.fraction == 1 or found.mistake:
        return found
    names = [part for part in _TWO_NAMES.split(text) if re.search(r"\w", part)]
    tries = [[_grade_words(item, name, words) for name in names]] if len(names) > 1 else []
    mistaken = [name for one in item.mistakes for name in one.answers.all]
    if answer := without_asked(text, f"{item.stem.id} {item.stem.en}", mistaken):
        tries.append([_grade_words(item, answer, words)])
    if any(all(one.fraction == 1 and one.forgiven is None for one in each) for each in tries):
        return Typed(1.0)
    return found


def _grade_words(item: Item, text: str, words: Words) -> Typed:
    typed = normalise(text, words.aliases)
    plain = normalise(text)
    for mistake in item.mistakes:
        if any(same_spelling(plain, normalise(answer)) for answer in mistake.answers.all):
            return Typed(0.0, mistake)
    keys = [(key, 1.0) for key in item.accepted.all] + [(key, HALF) for key in item.partial.all]
    for key, credit in keys:
        if same_spelling(plain, normalise(key)) or same_spelling(typed, normalise(key, words.aliases)):
            return Typed(credit)
    if _near_mistake(item, text, words):
        return Typed(0.0)
    for key, credit in keys:
        if not key.isupper() and _forgivable(text, key, words):  # each letter of an abbreviation stands for something
            return Typed(credit, forgiven=key)
    return Typed(0.0)


def _near_mistake(item: Item, text: str, words: Words) -> bool:
    """Whether the text is as well a known mistake with typing errors: then it is neither forgiven nor explained."""
    return any(_forgivable(text, answer, words) for mistake in item.mistakes for answer in mistake.answers.all)


def _forgivable(text: str, key: str, words: Words) -> bool:
    """Whether ``text`` is ``key`` with typing errors, which may as well be in a short form such as “pemprov”."""
    return forgivable(normalise(text), normalise(key), words.known) or forgivable(
        folded(text), folded(key), words.known
    )


def _grade_number(item: Item, text: str) -> Typed:
    key = item.number
    assert key is not None
    found = read_quantity(text)
    if found is None:
        return Typed(0.0)
    distance = abs(found.value - key.value)
    unit_fits = found.unit is None or not key.unit.id or found.fits(key.unit.id, key.unit.en)
    if distance <= key.tolerance and unit_fits:
        return Typed(1.0)
    for mistake in item.mistakes:
        for answer in mistake.answers.all:
            known = read_quantity(answer)
            if known and known.value == found.value and known.unit in (None, found.unit):
                return Typed(0.0, mistake)
    return Typed(HALF if distance <= key.near and unit_fits else 0.0)


def _grade_article(item: Item, text: str) -> Typed:
    """All parts that are asked for: 1. The right article with a finer part wrong or missing: 0.5. Another law: 0."""
    key = item.article
    assert key is not None
    found = read_place(text)
    if found is None:
        return Typed(0.0)
    for mistake in item.mistakes:
        for answer in mistake.answers.all:
            known = read_place(answer)
            if known and _same_place(found, known):
                return Typed(0.0, mistake)
    if found.article != key.article.casefold():
        return Typed(0.0)
    if found.sources and not any(source.matches(key.source) for source in found.sources):
        return Typed(0.0)
    exact = (
        (found.paragraph == key.paragraph or key.paragraph is None)
        and (found.letter == key.letter or key.letter is None)
        and (bool(found.sources) or not key.asks_source)
    )
    return Typed(1.0 if exact else HALF)


def _same_place(found: Place, known: Place) -> bool:
    if known.sources and found.sources and set(known.sources) != set(found.sources):
        return False
    same = found.article == known.article and known.paragraph in (None, found.paragraph)
    return same and known.letter in (None, found.letter) and bool(re.search(r"\w", found.article))
