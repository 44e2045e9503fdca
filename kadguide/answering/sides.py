"""Turns that ask nothing but one side of the last matter: “kapan?”, “who?”, “isinya?”, “what for?”.

The words are data (``[[sides]]`` in the lexicon, and the concepts that ask for an aspect). Such a turn says nothing
that could be looked up, so that the entries around the last answer decide: one that has that side answers, and none
beyond.
"""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.around import cards_around, is_around
from kadguide.answering.dialogue import Context
from kadguide.answering.moves import kinds_in
from kadguide.answering.question import Question
from kadguide.answering.vocabulary import CONCEPT, Vocabulary
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple

SURE = 0.9
"""Confidence of an answer that is mainly about the side asked for."""
FAIRLY_SURE = 0.6
"""The same of one that tells it besides."""
SURE_OF_A_NAME, SURE_OF_A_PART, SURE_OF_A_PIECE, SURE_OF_THE_WHOLE = 0.9, 0.55, 0.7, 0.95
"""Confidence that an answer needs which does not tell the side asked for; see :func:`needed`."""
_BESIDES = frozenset(("definition", "list"))
"""Aspects that “siapa saja”, “what are the …” only seem to ask for beside another one."""
_ELSEWHERE = frozenset(("status", "change", "article", "comparison", "choice", "example", "note", "permission"))
"""Aspects of which other rules know more: they are asked of regulations, of two subjects, of something to be done."""


class Side(NamedTuple):
    """The entry that has the side, and how sure that is."""

    entry: str
    aspect: str
    sure: float


class Asked(NamedTuple):
    """What a turn asks: aspects, the likeliest first."""

    aspects: tuple[str, ...] = ()
    wordless: bool = False
    """Whether it has bare question words only (“kapan?”), no noun (“biayanya?”) by which an answer can be found."""


NOTHING = Asked()


def sides_asked(asked: Question, vocabulary: Vocabulary) -> Asked:
    """The sides that ``asked`` wants of the last matter; none when it asks anything more."""
    if asked.subjects or asked.unknown or asked.foreign or asked.cited.anything or asked.cited.ordinals:
        return NOTHING
    words = ["is" if word == "s" else word for word in asked.words]  # “what's wrong with it?”
    if said := set(kinds_in(words, vocabulary.sides, vocabulary.function_words) or ()):
        return Asked(tuple(said.pop().split()), wordless=True) if len(said) == 1 and said != {""} else NOTHING
    kinds = [vocabulary.aspects.get(unit.removeprefix(f"{CONCEPT}:")) for unit in asked.units]
    if not kinds or None in kinds:
        return NOTHING
    only = {kind for kind in kinds if kind} - _BESIDES
    return Asked(tuple(only)) if len(only) == 1 and only.isdisjoint(_ELSEWHERE) else NOTHING


def asking(asked: Question, aspect: str, vocabulary: Vocabulary) -> Question:
    """The question as one for ``aspect``: a bare question word says it as well as the noun does."""
    concept = next((id_ for id_, side in vocabulary.aspects.items() if side == aspect), None)
    if concept is None:
        return asked
    term = f"{CONCEPT}:{concept}"
    return asked._replace(
        aspects=frozenset((aspect,)),
        concepts=asked.concepts | {concept},
        units=asked.units or (term,),
        terms=asked.terms | {term},
        beside=asked.beside | {term},
    )


def find_side(asked: Asked, context: Context, snapshot: Snapshot) -> Side | None:
    """The entry around the last answer that is about a side ``asked`` for; ``None`` when none clearly is.

    The last answer itself if that is mainly what it is about; what is linked from it about its subject, or itself if it
    tells a likelier side besides; what else is linked; what else there is about its subject or the kind of cooperation
    at hand, if only one entry has it.
    """
    aspects, shown = asked.aspects, _shown(context, snapshot)
    if shown is None:
        return None
    if "count" in aspects:
        return _counted(shown, aspects, snapshot)
    if _main(shown) in aspects:
        return Side(shown.id, _main(shown), SURE)
    subject = shown.subject or next(iter(context.subjects), None)
    linked = _linked(shown, snapshot)
    own_linked = [card for card in linked if subject and card.subject == subject and _main(card) in aspects]
    besides = next((aspect for aspect in aspects if aspect in shown.aspects), None)
    # What defines a thing tells a little of everything.
    if own_linked and (not besides or _main(shown) == "definition" or _before(_main(own_linked[0]), besides, aspects)):
        return Side(own_linked[0].id, _main(own_linked[0]), SURE)
    if besides:
        return Side(shown.id, besides, SURE)
    if found := next((card for card in linked if _main(card) in aspects), None):
        return Side(found.id, _main(found), FAIRLY_SURE)
    around = (snapshot.cards_of(id_) for id_ in dict.fromkeys((subject, *context.subjects)) if id_)
    of_matter = cards_around(context.matter, snapshot) if context.matter else ()
    for cards in (*around, of_matter):
        telling = [card for card in cards if _main(card) in aspects and _list_of(card, snapshot) != shown.id]
        if telling:
            return Side(telling[0].id, _main(telling[0]), FAIRLY_SURE) if len(telling) == 1 else None
    return None


def _before(one: str, other: str, aspects: Sequence[str]) -> bool:
    """Whether side ``one`` is as likely as ``other``, or likelier."""
    return aspects.index(one) <= aspects.index(other)


def _counted(shown: Card, aspects: Sequence[str], snapshot: Snapshot) -> Side | None:
    """What “ada berapa?” counts: the list shown, or the list that the matter shown is in."""
    if told := next((aspect for aspect in aspects if aspect in shown.aspects), None):
        return Side(shown.id, told, SURE)
    listed = _list_of(shown, snapshot)
    counts = listed is not None and "count" in snapshot.card_of(listed).aspects
    return Side(listed, "count", FAIRLY_SURE) if listed and counts else None


def tells_side(card: Card, asked: Asked, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``card`` is around the last answer and tells a side ``asked`` for, if only besides."""
    return is_near(card, context, snapshot) and not set(asked.aspects).isdisjoint(card.aspects)


def tells_mainly(card: Card, asked: Asked, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``card`` is about what was talked about, and mainly tells a side ``asked`` for (“kelebihannya?”)."""
    shown = _shown(context, snapshot)
    about = (*context.subjects, shown.subject if shown else None)
    return card.subject is not None and card.subject in about and _main(card) in asked.aspects


def is_close(card: Card, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``card`` is the last answer, linked from it or about the same subject."""
    shown = _shown(context, snapshot)
    if shown is None:
        return False
    own = card.subject is not None and card.subject in context.subjects and _list_of(card, snapshot) != shown.id
    return own or card.id == shown.id or card in _linked(shown, snapshot)


def is_near(card: Card, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``card`` is close to the last answer, or about the kind of cooperation at hand."""
    of_matter = context.matter is not None and is_around(card, context.matter, snapshot)
    return of_matter or is_close(card, context, snapshot)


def is_one_of_many(card: Card, context: Context, snapshot: Snapshot) -> bool:
    """Whether ``card`` is about one of those that the last answer lists, of which no one is meant."""
    return _list_of(card, snapshot) == context.entry


def needed(asked: Asked, best: Card, context: Context, snapshot: Snapshot) -> float:
    """Confidence that an answer needs which does not tell the side ``asked`` for, or is not around the last one.

    So few words fit everything a little.
    """
    if not context.entry:
        return SURE_OF_THE_WHOLE if asked.wordless else 0.0
    if is_near(best, context, snapshot):
        return SURE_OF_A_NAME if asked.wordless else SURE_OF_A_PART
    mainly = best.topic == context.topic and best.aspects[:1] == asked.aspects[:1]
    mainly = mainly and not is_one_of_many(best, context, snapshot)
    return SURE_OF_A_PIECE if mainly else SURE_OF_THE_WHOLE


def _shown(context: Context, snapshot: Snapshot) -> Card | None:
    return snapshot.card_of(context.entry) if context.entry in snapshot.position else None


def _linked(shown: Card, snapshot: Snapshot) -> list[Card]:
    """The entries that ``shown`` leads to; from a list to none of its members, of which no one is meant."""
    linked = (snapshot.card_of(id_) for id_ in shown.see_also if id_ in snapshot.position)
    return [card for card in linked if _list_of(card, snapshot) != shown.id]


def _list_of(card: Card, snapshot: Snapshot) -> str | None:
    """The entry that lists the subject of ``card`` among others."""
    subject = snapshot.subjects.get(card.subject or "")
    return snapshot.groups[subject.group].entry if subject and subject.group else None


def _main(card: Card) -> str:
    return card.aspects[0] if card.aspects else ""
