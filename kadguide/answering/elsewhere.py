"""Short questions that only touch the material: a word of another topic, another thing about a region that it names.

“Apa makanan khas Kota Cirebon?” finds the entry on the water of Cirebon, which tells nothing of food. In a long
question such words may belong to the case that it tells (“Kepala desa bertanya, …”).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.amounts import asks_money
from kadguide.answering.folding import tokens
from kadguide.answering.index import Index
from kadguide.answering.question import Question
from kadguide.answering.ranking import OF_THE_PAPER, Ranked
from kadguide.answering.records import asks_of_a_rule
from kadguide.answering.regions import regions_in
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot

ELSEWHERE = "elsewhere"
"""That a question is about something else; what, is not known."""
OF_TIMES = frozenset(("when", "duration"))
"""Aspects of questions for a time."""
OF_A_CASE = frozenset(
    "mau ingin hendak akan kalau kalo klo jika bila apabila model modelnya bentuk bentuknya cocok langkah langkahnya "
    "boleh bolehkah harus haruskah wajib perlu perlukah if want wants plans wish model arrangement fits suits may must "
    "should need needed can".split()
)
"""Words by which a question tells a case of the regions that it names, and asks for the rule or the model behind."""
_PARTNERS = 2
"""Regions from which one is the partner of another."""
_PARTNER = {"id": "daerah lain", "en": "another region"}
_KIND_OF_REGION = frozenset("kota kabupaten kab provinsi prov pemkot pemkab pemprov city regency province of".split())
_MOST_WORDS = 12
_NEARLY_THE_SAME = 0.85
"""Similarity with a phrasing from which a question is known."""
_HARDLY_ASKED = 0.36
"""Similarity with the nearest phrasing below which an entry only has the words of a question, one by one."""
_NEAR_THE_ENTRY = 0.75
"""The same, from which words of other topics are the entry's own where it has them, too."""
_HALF_ASKED = 0.7
"""The same, from which more of a thing that is named may be asked in other words than the entry has."""
_FEW = 5
"""Content words up to which this tells: longer questions tell a case, which no phrasing does alike."""
_NEAREST = 4
_NEARLY_AS_GOOD = 0.9
"""Of the nearest entries, what share of the best score one has that may tell what the best one does not."""
_RARE = 0.38
"""Weight, as a share of that of what nothing has, from which a thing meant is rare: what most entries have is less."""
_RARER = 0.53
"""The same for a word alone."""
_FAR_FROM_ASKED = 0.6
"""Similarity below which a word alone tells."""
_ABLE = "c:mampu"
"""What asks no more than “can”."""
_VERY_FEW = 4
"""Content words up to which it does."""
_ENOUGH_TOLD = 0.5
"""Share of what is asked beside names that an entry tells at least; by how rare the words are."""


def is_elsewhere(
    question: Question,
    ranked: Sequence[Ranked],
    snapshot: Snapshot,
    index: Index,
    vocabulary: Vocabulary,
    *,
    alone: bool,
) -> bool:
    """Whether ``question`` is about something that the best of ``ranked`` does not tell.

    ``alone``: nothing was said before.
    """
    if is_of_another_topic(question):
        return True
    best = ranked[0]
    entry = snapshot.position[best.card.id]
    if _tells_a_case(question):
        return False
    borrowed = [stem for word in question.words if (stem := vocabulary.borrowed.get(word))]
    if borrowed and not asks_of_a_rule(question.text) and not index.holds(entry, borrowed):
        return True
    if best.signals["phrasing"] < _NEARLY_THE_SAME and _asks_more_of_a_region(question, entry, index, vocabulary):
        return True
    if not alone or question.content > _FEW:
        return False
    if best.signals["phrasing"] < _NEARLY_THE_SAME:
        rivals = (r.card.id for r in ranked[:_NEAREST] if r.score >= _NEARLY_AS_GOOD * best.score)
        if _asks_of_another_thing(question, [snapshot.position[id_] for id_ in rivals], best, index):
            return True
    if _asks_more_of_a_subject(question, best, entry, index):
        return True
    return best.signals["phrasing"] < _HARDLY_ASKED and not question.cited.anything


def is_of_another_topic(question: Question) -> bool:
    """Whether a short question has a word that belongs to another topic."""
    return bool(question.foreign) and not _tells_a_case(question)


def _tells_a_case(question: Question) -> bool:
    return len(question.words) + len(question.foreign) > _MOST_WORDS


def without_lent(question: Question, best: Ranked, vocabulary: Vocabulary) -> Question:
    """``question`` without the words of other topics that ``best``, which it is near to, says of its own matter.

    “What is the full name of the article?” asks of the paper, however much full names belong elsewhere.
    """
    if not question.foreign or best.signals["phrasing"] < _NEAR_THE_ENTRY:
        return question
    kept = [word for word in question.foreign if best.card.id not in vocabulary.lent.get(word, "").split()]
    return question._replace(foreign=tuple(kept))


def _asks_of_another_thing(question: Question, near: Sequence[int], best: Ranked, index: Index) -> bool:
    """Whether a short question means something rare for which none of the nearest entries has a word.

    “How many pages may the agreement have?” finds how long the agreement lasts. Words alone tell this only in questions
    that are hardly like a known one: they have synonyms, which meanings hold together.
    """
    if question.cited.anything or not OF_THE_PAPER.isdisjoint(question.concepts):
        return False
    meant = [term for term in question.beside if term.startswith("c:") and term != _ABLE]
    if any(_is_nowhere(term, near, _RARE, index) for term in meant):
        return True
    hardly_alike = best.signals["phrasing"] < _FAR_FROM_ASKED and question.content <= _VERY_FEW
    # Of a word that the lexicon knows, its meaning tells: “individu” is nowhere, and “perseorangan” is the same.
    said = question.beside.intersection(question.units)
    return hardly_alike and any(_is_nowhere(term, near, _RARER, index) for term in said)


def _is_nowhere(term: str, entries: Sequence[int], rare: float, index: Index) -> bool:
    return all(index.rarest_missing(entry, (term,)) >= rare for entry in entries)


def _asks_more_of_a_subject(question: Question, best: Ranked, entry: int, index: Index) -> bool:
    """Whether a short question names what the entry is about, and most of what it asks of this is not told.

    “Apa logo Kartamantul?” finds what Kartamantul is. Only what is meant counts, since words alone have synonyms.
    """
    if best.card.subject not in question.subjects or question.cited.anything:
        return False
    if best.signals["phrasing"] >= _HALF_ASKED or not OF_THE_PAPER.isdisjoint(question.concepts):
        return False
    asked = index.weighted(term for term in question.beside if term.startswith("c:"))
    total = sum(asked.values()) + len(question.unknown) * index.rarest
    return total > 0 and index.fit(entry, asked, total).covered < _ENOUGH_TOLD * total


def _asks_more_of_a_region(question: Question, entry: int, index: Index, vocabulary: Vocabulary) -> bool:
    """Whether the question names a region, and most of what it asks beside the name is not told."""
    named = {vocabulary.stem(word) for run in regions_in(question.words, vocabulary) for word in run}
    if not named:
        return False
    asked = index.weighted(question.beside - named)
    total = sum(asked.values()) + len(question.unknown) * index.rarest
    return total > 0 and index.fit(entry, asked, total).covered < _ENOUGH_TOLD * total


def cases_without_regions(question: Question, vocabulary: Vocabulary) -> list[str]:
    """The case of a question without the names of its regions, the likeliest reading first; none where it tells none.

    “Bantul mau beli air dari Sleman, modelnya apa?” asks for a model, not for what the material tells of Bantul. Of two
    regions the last is the partner, and a partner of another kind has other rules: it stays, without its name.
    """
    parts = question.text.split()
    said = [word for part in parts for word in tokens(part)]
    how_much = said[:1] in (["berapa"], ["how"]) and asks_money(question.text)  # only their own books tell
    if OF_A_CASE.isdisjoint(said) or how_much:
        return []
    runs = set(regions_in(said, vocabulary))
    named = {word for run in runs for word in run}
    if not named:
        return []
    left_out = _at_names(parts, named)
    kept = ["" if at in left_out else part for at, part in enumerate(parts)]
    alone = " ".join(filter(None, kept))
    if len(runs) < _PARTNERS:
        return [alone]
    last = max(at for at, part in enumerate(parts) if not named.isdisjoint(tokens(part)))
    kept[last] = _PARTNER[question.lang] + re.sub(r"^.*\w", "", parts[last])
    return [" ".join(filter(None, kept)), alone]


def _at_names(parts: Sequence[str], named: set[str]) -> set[int]:
    """Where names of regions stand in ``parts``, each with the kind of region before or behind it (“city of …”)."""
    found = {at for at, part in enumerate(parts) if not named.isdisjoint(tokens(part))}
    kinds = {at for at, part in enumerate(parts) if _KIND_OF_REGION.issuperset(tokens(part) or ("",))}
    for at in sorted(found):
        before = at - 1
        while before in kinds and parts[before][-1].isalnum():
            found.add(before)
            before -= 1
        if at + 1 in kinds and parts[at][-1].isalnum() and tokens(parts[at + 1]) != ("of",):
            found.add(at + 1)
    return found
