"""Two questions in one message (“… apa, terus kelemahannya?”): where it can be cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple

_JOINING = ("terus", "trus", "trs", "lalu", "serta", "dan", "sekaligus", "plus", "kemudian", "then", "and")
_CONNECTORS = frozenset(_JOINING)
_CUT = rf"[?,;]\s+(?:(?:{'|'.join(_JOINING)})\s+)*(?=\w)|\s+(?:(?:{'|'.join(_JOINING)})\s+)+(?=\w)|\s+[&+]\s+(?=\w)"
_ASKING = (
    r"\b(?:(?<!-)apa(?!-)|apakah|siapa|kapan|kpn|berapa|brp|brapa|bagaimana|gimana|gmn|mengapa|kenapa|knp|mana|bolehkah|boleh|"
    r"bisa|bisakah|haruskah|perlukah|what|who|whom|whose|when|how|why|where|which)\b|"
    # Elsewhere these words state something, and “can you tell me, …” only begins to ask.
    r"(?:^|[.,;?]\s+)(?:may|can|must|should|is|are|does|do|did)\b"
    r"(?!\s+(?:you|i|we)\s+(?:please\s+)?(?:tell|ask|explain|say|show|know|help|give)\b)"
)
_TELLING = frozenset("kalau kalo klo jika bila apabila kami kita saya aku if when we our us i my".split())
"""Words by which the first part tells what the second rests on (“our mayor is new, does …”)."""
_SENTENCE_ENDS = r"[.!?]\s+"
_JOINTS = frozenset("?,;&+")
LONGEST_LIST = 14
"""Words of a sentence up to which its parts may be asked for without question words (“keywords, plus its licence”)."""
MOST_WAYS = 2
"""Places at which a message is cut for a try: the likeliest ones."""


_SIDES = frozenset(("weakness", "strength", "example"))
"""Sides of a subject that are asked for beside what a case is."""


class Cut(NamedTuple):
    """One way to read a message as two questions."""

    first: str
    second: str
    both_ask: bool
    """Whether each part is a question by its words, so that the cut is plain."""


def joins_questions(text: str) -> bool:
    """Whether ``text`` joins things with “and”, “then”."""
    return not _CONNECTORS.isdisjoint(re.findall(r"\w+", text.casefold()))


def _asks(text: str) -> bool:
    return re.search(_ASKING, text, re.I) is not None


def _tells(text: str) -> bool:
    return not _TELLING.isdisjoint(text.casefold().split())


def ways_to_cut(text: str) -> list[Cut]:
    """The ways to read ``text`` as two questions, plain ones first, at most :data:`MOST_WAYS`; none for most texts.

    What tells a story before it asks is only cut where it asks.
    """
    if _JOINTS.isdisjoint(text.rstrip("?")) and not joins_questions(text):
        return []  # Most texts; the patterns are compiled for the others only, which saves time at every start.
    last = max((found.end() for found in re.finditer(_SENTENCE_ENDS, text)), default=0)
    short = len(text[last:].split()) <= LONGEST_LIST
    ways = []
    for found in re.finditer(_CUT, text, re.I):
        first, second = text[: found.start()].strip(), text[found.end() :].strip()
        both_ask = found.group().startswith("?") or (_asks(first) and _asks(second))
        pieces = short and found.start() >= last and (not _tells(first) or not _asks(second))
        if len(first.split()) > 1 and (both_ask or pieces):
            ways.append(Cut(first, second, both_ask))
    return sorted(ways, key=lambda way: not way.both_ask)[:MOST_WAYS]


def both_sides(question: Question, ranked: Sequence[Ranked]) -> tuple[str, ...]:
    """The best entry, and a second one when the question asks for two sides of the same subject."""
    best = ranked[0].card
    asked = question.aspects
    if not best.subject or len(asked) < 2 or not joins_questions(question.text):
        return (best.id,)
    for other in ranked[1:6]:
        card = other.card
        missing = asked - set(best.aspects)
        near = other.score > ranked[0].score * 0.6
        if card.subject == best.subject and card.aspects and card.aspects[0] in missing and near:
            return (best.id, card.id)
    return (best.id,)


def with_side(entry: str, question: Question, snapshot: Snapshot) -> tuple[str, ...]:
    """``entry``, and a second one where the question asks for a side of its subject besides (“and its weakness?”)."""
    card = snapshot.card_of(entry)
    asked = question.aspects & _SIDES
    if not card.subject or not asked or not asked.isdisjoint(card.aspects) or not joins_questions(question.text):
        return (entry,)
    sides = (other.id for other in snapshot.cards_of(card.subject) if not asked.isdisjoint(other.aspects[:1]))
    return (entry, *(id_ for id_ in list(sides)[:1] if id_ != entry))
