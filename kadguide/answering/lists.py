"""Questions after a list: the whole of it, what is left of it, and whether something is among its members."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kadguide.answering.around import opened_with
from kadguide.answering.citations import LawRef, names_a_number
from kadguide.answering.dialogue import Context
from kadguide.answering.question import Question, read_text
from kadguide.answering.ranking import OF_THE_PAPER
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.model import Subject
from kadguide.knowledge.snapshot import Card, Snapshot

MOST_OTHER_WORDS = 3
"""Content words beside the subjects up to which a question is after nothing but these."""
MOST_NAMING_A_LIST = 2
"""Content words beside what is set aside up to which only the rest of the list is asked for: its name, “selain”."""
ASKING_WHAT = frozenset(("c:definisi", "c:daftar"))
"""Units that only ask what something is."""
COOPERATION = frozenset(("c:kerja-sama", "s:kad", "c:makalah", "c:penulis", "c:tertulis"))
"""Units that say no more than what all of this is about."""
_ALL = frozenset(("c:daftar", "c:jumlah"))
"""Units by which all of a list is asked for."""
_DOES = frozenset(("does", "did"))
"""English words beside the name of a list by which all of it is asked for (“what obstacles does it see?”)."""
SAID_OF_A_LIST = frozenset(("c:jumlah", "c:lihat", "c:bahas", "c:kata"))
"""Units beside the name of a list that ask for nothing else."""
ASKING_FOR_A_LIST = frozenset(("definition", "list", "count", "contents"))
"""Aspects that a whole list answers."""
ASKING_ELSE = frozenset("who whom where when why siapa kapan kenapa mengapa darimana dimana".split())
"""Words by which a question that names a list asks for something else than its members."""
_BEFORE_PLACES = frozenset(("dari", "di", "ke"))
MEMBERSHIP = "anggota"
"""The concept of words that ask whether something belongs to a list."""


def rest_of_a_list(asked: Question, snapshot: Snapshot) -> str | None:
    """The list that “selain model X ada apa lagi?”, “model selain X” ask for: that of the members it sets aside."""
    named = {f"s:{subject}" for subject in asked.excluded}
    nothing_else = bool(asked.groups) and len(set(asked.units) - ASKING_WHAT - named) <= MOST_NAMING_A_LIST
    if not asked.asks_for_others and not nothing_else:
        return None
    groups = {snapshot.subjects[s].group for s in asked.excluded if s in snapshot.subjects}
    group = groups.pop() if len(groups) == 1 else None
    return snapshot.groups[group].entry if group else None


def whole_list(asked: Question, snapshot: Snapshot) -> str | None:
    """The list that is asked for with its own number (“the five models”, “sepuluh prinsip”)."""
    short = len(set(asked.units) - ASKING_WHAT) <= MOST_OTHER_WORDS + 1
    if not asked.groups or not short or asked.aspects - ASKING_FOR_A_LIST or asked.unknown:
        return None
    if _asks_else(asked.words) or not names_a_number(asked.text):
        return None
    from kadguide.answering.citation_reader import numbers_named

    numbers = numbers_named(asked.text)
    for group in asked.groups:
        members = snapshot.members(group)
        named = any(member.id in asked.subjects for member in members)
        if len(members) in numbers - {1} and not asked.cited.ordinals and not named:
            return snapshot.groups[group].entry
    return None


def _asks_else(words: Sequence[str]) -> bool:
    """Whether a question that names a list asks for something else than its members; “dari mana” is two words."""
    places = any(one in _BEFORE_PLACES and other == "mana" for one, other in pairwise(words))
    return places or not ASKING_ELSE.isdisjoint(words)


def plain_list(asked: Question, matter: str | None, snapshot: Snapshot, vocabulary: Vocabulary) -> str | None:
    """The list that is asked for by its name and nothing else (“apa saja kendala menurut makalah”).

    A law may be named when the list rests on it; “the paper” when it is the paper's. While the kind of cooperation
    ``matter`` is talked about, “how many stages?” asks for no list of another kind.
    """
    if len(asked.groups) != 1 or asked.aspects - ASKING_FOR_A_LIST - {"steps"} or not _asks_for_all(asked):
        return None
    group = snapshot.groups[asked.groups[0]]
    if group.entry is None or asked.unknown or asked.foreign or asked.cited.articles or asked.cited.ordinals:
        return None
    card = snapshot.card_of(group.entry)
    if matter and not asked.subjects and matter not in (opened_with(card.topic, snapshot) or (matter,)):
        return None
    of_the_paper = not OF_THE_PAPER.isdisjoint(asked.concepts)
    resting = all(_rests_on(card, law, snapshot) for law in asked.cited.laws)
    if not resting or (of_the_paper and card.layer != "paper"):
        return None
    laws = {f"s:{subject}" for subject in asked.subjects if any(law.matches(subject) for law in asked.cited.laws)}
    named = {unit for name in group.names.all for unit in read_text(name, vocabulary).units}
    beside = ASKING_WHAT | COOPERATION | laws | SAID_OF_A_LIST
    return group.entry if set(asked.units) - beside <= named else None


def _rests_on(card: Card, law: LawRef, snapshot: Snapshot) -> bool:
    """Whether the list is what the regulation rules; one that is revoked is only named in passing by today's lists."""
    in_passing = card.layer == "law" and any(map(law.matches, snapshot.revoked))
    cited = card.citations[:1] if in_passing else card.citations
    return any(law.matches(citation.source) for citation in cited)


def _asks_for_all(asked: Question) -> bool:
    said = not _DOES.isdisjoint(asked.words) and not asked.cited.laws  # a law says more than its list
    return said or not _ALL.isdisjoint(asked.units) or "are" in asked.words


def list_of_its_kind(asked: Question, context: Context, snapshot: Snapshot) -> str | None:
    """The list that “modelnya apa saja?” asks for after an answer about one of its members."""
    nothing_else = len(set(asked.units) - ASKING_WHAT) <= 1 and not (asked.subjects or asked.unknown or asked.foreign)
    if not asked.groups or not nothing_else or not _asks_for_all(asked) or asked.cited.anything:
        return None
    kinds = [snapshot.subjects[s].group for s in context.subjects[:1] if s in snapshot.subjects]
    return next((snapshot.groups[group].entry for group in asked.groups if group in kinds), None)


def list_with_member(asked: Question, snapshot: Snapshot) -> tuple[str, str] | None:
    """The list and one of its members, for “which ones are there, and is X among them?”."""
    if "list" not in asked.aspects or MEMBERSHIP not in asked.concepts:
        return None
    for group in (snapshot.groups[id_] for id_ in asked.groups):
        named = [s for s in asked.subjects if s in snapshot.subjects and snapshot.subjects[s].group == group.id]
        member = entry_about(snapshot.subjects[named[0]], snapshot, frozenset()) if len(named) == 1 else None
        if group.entry and member:
            return group.entry, member
    return None


def entry_about(subject: Subject, snapshot: Snapshot, aspects: frozenset[str]) -> str | None:
    """The entry on ``subject`` that fits the asked aspects best; the overview without any."""
    cards = snapshot.cards_of(subject.id)
    if not cards:
        return None
    asked = aspects - {"list"}
    return max(
        cards, key=lambda card: (bool(card.aspects) and card.aspects[0] in asked, "definition" in card.aspects)
    ).id
