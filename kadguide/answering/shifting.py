"""Turns that only name another matter, of which they ask what was asked before: “kalau LoI?”, “and for foreign ones?”.

What is named may be a subject, or a word that means one only in a conversation (“swasta”, “abroad”: ``[[turns]]`` in
the lexicon). Such a turn says nothing by which an entry could be found, so that the entries about the named matter
decide: the one that tells what was asked answers, and where nothing special was asked the overview does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kadguide.answering.around import cards_around, opened_with
from kadguide.answering.dialogue import Context, names_another, points_back
from kadguide.answering.features import Vector
from kadguide.answering.folding import tokens
from kadguide.answering.index import Index
from kadguide.answering.lists import entry_about
from kadguide.answering.moves import NOW, REPLACED, kinds_in, made_of
from kadguide.answering.question import Question
from kadguide.answering.vocabulary import CONCEPT, Vocabulary
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple

_TELLS, _TELLS_BESIDES, _TELLS_MORE, _OWN = 1.0, 0.6, 0.25, 0.2
"""What an entry gains by being mainly about the side asked for, by telling it besides, by telling a second one asked
for, by being about just the named.

All of the words that were asked before weigh as much as the first.
"""
_OF_MANY = frozenset(("definition", "comparison", "choice"))
"""Aspects that are not asked of one thing alone, or that any answer about it answers."""
MOST_OF_WHAT_WAS_ASKED = 0.5
"""Share of the words asked before that an entry holds to answer where these ask for no side."""
_WHICH = frozenset(("mana", "manakah", "which"))
_BARE_BESIDE = frozenset("the a an yang kalau kalo klo".split())
"""Words beside a bare name that make no question of it."""
_NEVER_ALONE = frozenset(("list", "count"))
"""Aspects that only say how an answer is to look when another one is asked for."""


class Shift(NamedTuple):
    """What a turn turns to: the subject, the entry that tells what was asked of it, and its overview."""

    subject: str
    entry: str | None
    overview: str | None


def turned_to(asked: Question, context: Context, snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """The subject that ``asked`` names and says nothing else about; ``None`` when it asks by itself."""
    if context.entry is None or asked.cited.anything or asked.cited.ordinals or asked.unknown or asked.foreign:
        return None
    if context.asked_laws:  # asked under a regulation, which goes on to be meant
        return None
    if points_back(asked.text) and not picks(asked):  # “itu wajib?” asks whether it is, and turns to nothing
        return None
    bare = asked.text.endswith("?") and vocabulary.function_words.keys() & asked.words <= _BARE_BESIDE
    if not (bare or names_another(asked.text) or picks(asked)):
        return None
    if called := set(kinds_in(asked.words, vocabulary.turns, vocabulary.function_words) or ()):
        return called.pop() if len(called) == 1 else None
    if len(asked.subjects) != 1:
        return None
    beside = {unit for unit in asked.units if unit != f"s:{asked.subjects[0]}"}
    repeated = {f"{CONCEPT}:{id_}" for id_, side in vocabulary.aspects.items() if side in context.aspects}
    return asked.subjects[0] if beside <= repeated & asked.beside else None


def picks(asked: Question) -> bool:
    """Whether the turn asks which one something is (“which one is with companies?”)."""
    return not _WHICH.isdisjoint(asked.words)


def law_in_force_now(asked: Question, context: Context, snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """What tells of the regulation that “kalau yang sekarang?” means after an answer about a revoked one; or none.

    “Gantinya apa?” means the one that took its place, which its own status tells.
    """
    law = next((law for law in context.subjects if law in snapshot.revoked), None)
    if law is None or (kind := made_of(asked.text, vocabulary.moves, vocabulary)) not in (NOW, REPLACED):
        return None
    while kind == NOW and law in snapshot.revoked:
        law = snapshot.sources[law].revoked_by
    return f"status-{law}" if f"status-{law}" in snapshot.position else None


class _Before(NamedTuple):
    """What was asked before: the sides, whether a word said so, the terms, weighed, and those that ask for no side."""

    aspects: frozenset[str]
    said: bool
    all_aspects: frozenset[str]
    thread: Vector
    thing: Vector
    named: frozenset[str]
    """Sides that were asked for by the name of a thing: “siapa yang membiayai?” asks for the funding too."""


def shift_to(subject: str, context: Context, snapshot: Snapshot, index: Index, vocabulary: Vocabulary) -> Shift:
    """What tells of ``subject`` what was asked in ``context``."""
    overview = entry_about(snapshot.subjects[subject], snapshot, frozenset())
    aspects, said = _asked_before(context, snapshot, vocabulary)
    if not aspects:
        return Shift(subject, overview, overview)
    terms = _said_before(subject, context, snapshot, vocabulary)
    named = context.aspects - aspects - _OF_MANY - _NEVER_ALONE if said else frozenset[str]()
    thing = {term for term in terms if vocabulary.aspects.get(term.removeprefix(f"{CONCEPT}:")) is None}
    before = _Before(aspects, said, aspects | context.aspects, index.weighted(terms), index.weighted(thing), named)
    around, steps = cards_around(subject, snapshot), _cards_of_its_steps(subject, snapshot)
    best = next(
        (id_ for cards in (around, steps) if (id_ := _best_telling(before, subject, cards, snapshot, index))), None
    )
    return Shift(subject, best, overview)


def _best_telling(before: _Before, subject: str, cards: Iterable[Card], snapshot: Snapshot, index: Index) -> str | None:
    """The one of ``cards`` that tells what was asked, and the most of its words."""
    best, most = None, 0.0
    for card in cards:
        main, told = frozenset(card.aspects[:1]), before.all_aspects & frozenset(card.aspects)
        tells = _TELLS if main & (before.aspects | before.named) else _TELLS_BESIDES if told & before.aspects else 0.0
        share = index.share(snapshot.position[card.id], before.thread)
        if not before.said:
            tells /= 2
        enough = tells or (not before.said and share >= MOST_OF_WHAT_WAS_ASKED)
        other = bool(before.thing) and not index.share(snapshot.position[card.id], before.thing)
        other = other or (bool(before.named) and before.named.isdisjoint(card.aspects))
        if main & _OF_MANY or not enough or other:
            continue
        score = tells + share + (_TELLS_MORE if len(told) > 1 else 0.0) + (_OWN if card.subject == subject else 0.0)
        if score > most:
            best, most = card.id, score
    return best


def _cards_of_its_steps(subject: str, snapshot: Snapshot) -> Iterator[Card]:
    """The entries of its topic about what is named after it: the signing of an agreement, the drafting of it."""
    about = snapshot.subjects[subject]
    names = [f" {name.casefold()} " for name in about.names.all]
    for other in snapshot.subjects.values():
        named = (f" {name.casefold()} " for name in other.names.all)
        if (
            other.topic == about.topic
            and other.id != subject
            and any(name in longer for longer in named for name in names)
        ):
            yield from snapshot.cards_of(other.id)


def _asked_before(context: Context, snapshot: Snapshot, vocabulary: Vocabulary) -> tuple[frozenset[str], bool]:
    """The sides that were asked for beside names, or else those that the last answer tells; whether they were said."""
    words = {vocabulary.aspects.get(term.removeprefix(f"{CONCEPT}:")) for term in context.asked}
    shown = snapshot.card_of(context.entry).aspects if context.entry in snapshot.position else ()
    asked = context.aspects & words
    said = bool(asked)
    if not said and shown[:1] != ("definition",) and context.asked:
        asked = frozenset(shown)
    asked -= _OF_MANY
    return asked - _NEVER_ALONE or asked, said


def _said_before(subject: str, context: Context, snapshot: Snapshot, vocabulary: Vocabulary) -> frozenset[str]:
    """The terms that were asked before, with those of the names beside them whose place ``subject`` does not take."""
    named = [id_ for id_ in context.asked_of if not _in_its_place(id_, subject, snapshot)]
    words = {word for id_ in named if id_ in snapshot.subjects for word in _words_of(id_, snapshot)}
    return context.asked | {f"s:{id_}" for id_ in named} | {stem for stem in map(vocabulary.stem, words) if stem}


def _words_of(subject: str, snapshot: Snapshot) -> Iterator[str]:
    return (word for name in snapshot.subjects[subject].names.all for word in tokens(name))


def _in_its_place(one: str, other: str, snapshot: Snapshot) -> bool:
    """Whether ``other`` takes the place of ``one`` in a question: both are of one list, or each opens a topic."""
    if one not in snapshot.subjects:
        return False
    a, b = snapshot.subjects[one], snapshot.subjects[other]
    same_list = a.group is not None and a.group == b.group
    return (
        one == other or same_list or (one in opened_with(a.topic, snapshot) and other in opened_with(b.topic, snapshot))
    )


def only_naming(subject: str, asked: Question) -> Question:
    """The question as one that names ``subject`` and nothing else."""
    term = f"s:{subject}"
    return asked._replace(
        subjects=(subject,),
        units=(term,),
        terms=asked.terms | {term},
        aspects=frozenset(),
        beside=frozenset(),
        groups=(),
    )


def tells_of(subject: str, card: Card, context: Context, index: Index, snapshot: Snapshot) -> bool:
    """Whether ``card`` names ``subject`` and tells a side that was asked before."""
    return not context.aspects.isdisjoint(card.aspects) and index.holds(snapshot.position[card.id], (f"s:{subject}",))
