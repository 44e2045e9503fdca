"""Recognises what a told case is a case of by its traits, whatever the story is about.

“Which model is that?” compares the members of a list by what marks each of them (``traits.toml``): nothing in writing,
a price, a body with its own staff. Words of the story that are no trait say nothing for or against.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import product

from kadguide.answering.stems import longest_known
from kadguide.answering.vocabulary import standard_words
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any

    from kadguide.answering.ranking import Ranked

NEAR = 10
"""Words from the first to the last one of a trait, at most."""
BEFORE, BEHIND = 4, 2
"""Words around a trait among which what it excludes must not stand (“nobody set up a new office”)."""
BETWEEN = "@between"
"""Words that may stand inside of a question after a member: other ones are what is asked for (“jenis laporan apa”)."""
ACTOR, WE, PRIVATE = "@actor", "@we", "@private_life"
"""Who acts in a case: regions and those who speak for them, or “we” and “the partner”. A single sentence without them
asks of the list itself (“which obstacle has no answer?”); a story of private life that names no region is none of ours.
"""
MOST = 16
"""Places of a part that count in one sentence, which bounds the time that a long one takes."""
WORDS = 1024
"""Words whose parts are kept at hand."""
HINT = 0.5
ENOUGH = 1.0
LEAD = 0.5
"""What the best member must have, and must have more than the next one, to be told from it."""
CLEAR = 2.0
SURE_OF_ONE_OF_SEVERAL, SURE, SURE_BY_SEVERAL = 0.5, 0.6, 0.8
"""Confidence where members have equally many traits, by one trait, and by as many as :data:`CLEAR`."""


class Told(NamedTuple):
    """A member of a list that a case shows traits of."""

    entries: tuple[str, ...]
    weight: float
    traits: tuple[str, ...]
    among: frozenset[str]
    """The entries of all members of its list."""


class _Trait(NamedTuple):
    text: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


Row = dict[str, list[int]]
"""Where in a sentence each part of traits stands."""


class TraitReader:
    """Finds traits in texts. ``data`` is what :func:`~kadguide.knowledge.traits.traits_as_plain` made."""

    def __init__(self, data: Mapping[str, Any], spelling: dict[str, str]) -> None:
        self._spelling = spelling
        self._words: dict[str, str] = data["words"]
        self._stems = frozenset(self._words)
        self._lists = [(id_, [_parsed(way) for way in ways]) for id_, ways in data["lists"]]
        self._members: dict[str, list[tuple[tuple[str, ...], list[_Trait], list[_Trait]]]] = {}
        for id_, entries, traits, hints in data["members"]:
            member = (tuple(entries), list(map(_parsed, traits)), list(map(_parsed, hints)))
            self._members.setdefault(id_, []).append(member)
        self._parts = lru_cache(WORDS)(self._parts_of)

    def read(self, text: str) -> tuple[Told, ...]:
        """Members of the list that ``text`` asks for, with the traits that it tells, the most marked first."""
        sentences = re.split(r"(?<=[.!?;:])\s+", text)
        asking = [sentence for sentence in sentences if sentence.endswith("?")] or sentences[-1:]
        rows = [self._row(sentence) for sentence in asking]
        asked = next((id_ for id_, ways in self._lists if any(_stands(way, rows, whole=True) for way in ways)), None)
        if asked is None:  # as of most questions
            return ()
        told = [self._row(sentence) for sentence in sentences if sentence not in asking]
        # “Is that a handshake or a joint agreement?” names what the others are to show.
        rows = told + [row for row in rows if not told or ACTOR in row or WE in row]
        if not any(ACTOR in row for row in rows):
            nobody = not any(WE in row for row in rows)
            if (nobody and len(sentences) == 1) or any(PRIVATE in row for row in rows):
                return ()
        found = []
        members = self._members.get(asked, ())
        among = frozenset(entry for entries, *_ in members for entry in entries)
        for entries, traits, hints in members:
            marks = [trait.text for trait in traits if _stands(trait, rows)]
            hinted = [hint.text for hint in hints if _stands(hint, rows)]
            if weight := len(marks) + HINT * len(hinted):
                found.append(Told(entries, weight, (*marks, *hinted), among))
        return tuple(sorted(found, key=lambda told: -told.weight))

    def _row(self, sentence: str) -> Row:
        found: Row = {}
        for position, word in enumerate(standard_words(sentence, self._spelling)):
            for part in self._parts(word):
                places = found.setdefault(part, [])
                if len(places) < MOST:
                    places.append(position)
        return found

    def _parts_of(self, word: str) -> tuple[str, ...]:
        """The parts of traits that a word stands for, by itself or by its stem."""
        known = word if word in self._words else longest_known(word, self._stems)
        return tuple(self._words[known].split()) if known else ()


class Decided(NamedTuple):
    """What traits say: the entries, the best one first, and how sure; several are to be chosen from."""

    entries: tuple[str, ...]
    sure: float
    traits: tuple[str, ...]


def decide(found: Sequence[Told], ranked: Sequence[Ranked]) -> Decided | None:
    """The entry of the member that the case shows most clearly, in the form that fits the question best.

    Where it shows as much of several members, the words of the story decide, and where these say nothing, two are
    offered.
    """
    if not found or found[0].weight < ENOUGH:
        return None
    equal = [told for told in found if found[0].weight - told.weight < LEAD]
    order = {r.card.id: place for place, r in enumerate(ranked)}
    equal.sort(key=lambda told: min(order.get(entry, len(order)) for entry in told.entries))
    best = equal[0]
    if len(equal) > 1 and order.keys().isdisjoint(best.entries):
        return Decided(tuple(_fitting(told, ranked) for told in equal[:2]), 0.0, best.traits + equal[1].traits)
    sure = SURE_OF_ONE_OF_SEVERAL if len(equal) > 1 else SURE if best.weight < CLEAR else SURE_BY_SEVERAL
    return Decided((_fitting(best, ranked),), sure, best.traits)


def _fitting(told: Told, ranked: Sequence[Ranked]) -> str:
    """The entry of a member that ranks first, where one is the best of all; else the usual one."""
    best = ranked[0].card.id if ranked else ""
    return best if best in told.entries else told.entries[0]


def _parsed(trait: str) -> _Trait:
    parts = trait.split()
    wanted, unwanted = [p for p in parts if p[0] != "-"], [p[1:] for p in parts if p[0] == "-"]
    return _Trait(trait, tuple(wanted), tuple(unwanted))


def _stands(trait: _Trait, rows: Sequence[Row], *, whole: bool = False) -> bool:
    """Whether the parts of ``trait`` stand near each other in one of the sentences, and nothing that it excludes.

    ``whole``: with nothing between them but :data:`BETWEEN`.
    """
    _, wanted, unwanted = trait
    for row in rows:
        if not all(part in row for part in wanted):
            continue
        inside = {place for part in (*wanted, BETWEEN) for place in row.get(part, ())} if whole else set()
        for places in product(*(row[part] for part in wanted)):
            first, last = min(places), max(places)
            if last - first >= NEAR or len(set(places)) < len(places):
                continue
            if whole and not {*range(first, last + 1)}.issubset(inside):
                continue
            if not any(first - BEFORE <= at <= last + BEHIND for part in unwanted for at in row.get(part, ())):
                return True
    return False
