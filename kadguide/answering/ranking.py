"""Weighs the evidence for each entry: similarity, subject, aspect, citations, conversation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import mul

from kadguide.answering.around import cards_around
from kadguide.answering.citations import Cited, LawRef
from kadguide.answering.dialogue import Context
from kadguide.answering.index import Index
from kadguide.answering.question import Question
from kadguide.answering.reply import Candidate
from kadguide.answering.weights import RANKING
from kadguide.knowledge.places import article_numbers, parts_of
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple

CONSIDERED = 8
"""Entries that are weighed closely; the others are too far from the question."""

MOST_AROUND = 16
"""Entries around the last answer that a follow-up is compared with besides."""

MOST_CITING = 30
"""Entries that cite what the question names which are weighed in any case."""


OF_THE_PAPER = frozenset(("makalah", "penulis"))
"""Concepts by which a question asks what the paper or its author says."""
OF_THE_PAST = OF_THE_PAPER | {"terdahulu", "sejarah", "dulu", "status", "change", "comparison"}
"""Concepts and aspects of questions that old regulations may answer."""
YEAR = 4
"""Digits of a year."""


class Ranked(NamedTuple):
    """One entry with its score and the signals that made it."""

    card: Card
    score: float
    signals: Mapping[str, float]


class Ranker:
    """Orders the entries of a snapshot by how well they fit a question."""

    def __init__(self, snapshot: Snapshot, index: Index, *, by_content: bool) -> None:
        """``by_content`` is whether the terms of questions are words with content only."""
        self._snapshot, self._index = snapshot, index
        self._by_content = by_content

    def rank(self, question: Question, context: Context | None = None) -> list[Ranked]:
        """Best first. ``context`` is given when the question leans on it."""
        terms = self._index.question_terms(question)
        total = sum(terms.values())
        unknown = len(question.unknown) + len(question.foreign)
        rarest = self._index.rarest
        mass = total + unknown * rarest
        specific = {subject: self._index.specificity(subject) for subject in question.subjects}
        lists = {self._snapshot.groups[group].entry for group in question.groups}
        set_aside = self._set_aside(question)
        if question.cited.ordinals or question.excluded_lists:
            lists = set()
        members = self._members(question)
        ending = self._index.weighted(question.ending)
        asks_past = self._asks_past(question)
        revoked = self._snapshot.revoked
        ranked = []
        around = [*(self._around(context, question) if context else ()), *self._citing(question)]
        thread = self._index.weighted(context.asked) if context else {}
        for near in self._index.nearest(question, CONSIDERED, around):
            card = self._snapshot.card(near.entry)
            fit = self._index.fit(near.entry, terms, total)
            signals = {
                "asked": near.asked,
                "told": near.told,
                "phrasing": fit.phrasing,
                "covered": fit.covered / mass if mass else 0.0,
                "missing": fit.missing / rarest,
                "list_entry": float(card.id in lists),
                "member": float(card.subject in members),
                "ending": self._index.share(near.entry, ending) if ending else 0.0,
                **_agreement(question, card, specific),
                "unasked_past": float(not asks_past and card.subject in revoked),
                "excluded": float(card.id in set_aside or card.subject in set_aside),
                "thread": self._index.share(near.entry, thread) if thread else 0.0,
                **_continuity(card, context),
            }
            score = sum(map(mul, map(RANKING.__getitem__, signals), signals.values()))
            ranked.append(Ranked(card, score, signals))
        if not self._by_content:
            ranked = _all_covering(ranked)
        ranked.sort(key=lambda r: (-r.score, r.card.id))
        return ranked

    def cards_of(self, subject: str) -> Sequence[Card]:
        """What is told about a subject."""
        return self._snapshot.cards_of(subject)

    def holds(self, card: Card, terms: Sequence[str]) -> bool:
        """Whether every one of ``terms`` stands somewhere in the entry."""
        return self._index.holds(self._snapshot.position[card.id], terms)

    def is_revoked(self, law: LawRef) -> bool:
        """Whether a regulation that can be meant is no longer in force."""
        return any(map(law.matches, self._snapshot.revoked))

    def _set_aside(self, question: Question) -> frozenset[str]:
        """Subjects and entries that the question does not want: those it excludes, and lists with their members."""
        groups = [self._snapshot.groups[id_] for id_ in question.excluded_lists]
        members = (subject.id for group in groups for subject in self._snapshot.members(group.id))
        return frozenset([*question.excluded, *members, *(group.entry for group in groups if group.entry)])

    def _asks_past(self, question: Question) -> bool:
        """Whether the question names a regulation, a year, the paper, which tells of old ones, or what was before."""
        named = bool(question.cited.laws) or not self._snapshot.revoked.isdisjoint(question.subjects)
        said = not OF_THE_PAST.isdisjoint(question.concepts | question.aspects)
        return named or said or any(word.isdigit() and len(word) == YEAR for word in question.words)

    def _members(self, question: Question) -> frozenset[str]:
        """What the question picks from (“which principle …?”), unless it names the member itself."""
        if not question.picks:
            return frozenset()
        members = frozenset(s.id for group in question.groups for s in self._snapshot.members(group))
        return members if members.isdisjoint(question.subjects) else frozenset()

    def _citing(self, question: Question) -> list[int]:
        """Entries that cite an article which the question names: the number decides, whatever the other words say."""
        laws = question.cited.laws
        found = [
            position
            for article in question.cited.articles
            for source, position in self._snapshot.citing.get(article, ())
            if not laws or any(law.matches(source) for law in laws)
        ]
        return list(dict.fromkeys(found))[:MOST_CITING]

    def _around(self, context: Context, question: Question) -> list[int]:
        """Entries that a follow-up may well be about: linked from the last answer, about its subject, or of the kind of
        cooperation at hand and mainly about the side that is asked for."""
        ids = [*context.see_also, *(card.id for s in context.subjects[:1] for card in self._snapshot.cards_of(s))]
        of_matter = cards_around(context.matter, self._snapshot) if context.matter and question.aspects else ()
        told = (card.id for card in of_matter if not question.aspects.isdisjoint(card.aspects[:1]))
        found = dict.fromkeys([*ids[:MOST_AROUND], *islice(told, MOST_AROUND)])
        return [self._snapshot.position[id_] for id_ in found if id_ in self._snapshot.position]


def _all_covering(ranked: Sequence[Ranked]) -> list[Ranked]:
    """The same as if all covered as much of the question as the one that covers most.

    An entry that has more of “the” and “to my” is no better for it. Scores stay on the scale that they are read by.
    """
    most = max([r.signals["covered"] for r in ranked], default=0.0)
    weight = RANKING["covered"]
    return [Ranked(card, score + weight * (most - own["covered"]), own) for card, score, own in ranked]


def _agreement(question: Question, card: Card, specific: Mapping[str, float]) -> dict[str, float]:
    """Signals from what the question names: subject, aspect, law, article, layer."""
    asked = question.aspects
    aspect = 1.0 if card.aspects and card.aspects[0] in asked else 0.6 if asked.intersection(card.aspects) else 0.0
    own_subject = specific.get(card.subject or "", 0.0)
    most_specific = max(specific.values(), default=0.0)
    of_paper = not OF_THE_PAPER.isdisjoint(question.concepts)
    signals = {
        "subject": own_subject,
        "other_subject": most_specific if card.subject is not None and not own_subject else 0.0,
        "aspect": aspect,
        "other_aspect": float(bool(asked) and bool(card.aspects) and not aspect),
        "paper": float(of_paper and card.layer == "paper"),
        "not_paper": float(of_paper and card.layer != "paper"),
        **_of_section(question, card),
    }
    signals.update(_cited(question, card) if question.cited.anything else _NOTHING_CITED)
    return signals


def _of_section(question: Question, card: Card) -> dict[str, float]:
    """Whether the entry rests on the part of the paper that the question names, or on others only."""
    if not question.sections:
        return {"section": 0.0, "other_section": 0.0}
    rests = any((cited.section or "").startswith(part) for cited in card.citations for part in question.sections)
    return {"section": float(rests), "other_section": float(not rests)}


_NOTHING_CITED = dict.fromkeys(
    (
        "law",
        "own_law",
        "other_law",
        "law_layer",
        "article",
        "own_article",
        "other_article",
        "paragraph",
        "other_paragraph",
    ),
    0.0,
)


def _cited(question: Question, card: Card) -> dict[str, float]:
    """Signals from the laws, articles and paragraphs that the question cites."""
    laws = question.cited.laws
    of_law = any(law.matches(card.subject or "") for law in laws)
    # “Ten stages under PP 28/2018” asks for the stages; what else is named, the law only rules.
    own_law = of_law and not any(
        subject for subject in question.subjects if not any(law.matches(subject) for law in laws)
    )
    named = of_law or any(law.matches(c.source) for law in laws for c in card.citations)
    articles = set(question.cited.articles)
    places = [
        citation.article
        for citation in (card.citations if articles else ())
        if citation.article and (not laws or any(law.matches(citation.source) for law in laws))
    ]
    held = frozenset[str]().union(*map(article_numbers, places))
    paragraph, other_paragraph = _paragraphs(question.cited, places)
    return {
        "law": float(named),
        "own_law": float(own_law),
        "other_law": float(bool(laws) and not named),
        "law_layer": float(bool(laws) and OF_THE_PAPER.isdisjoint(question.concepts) and card.layer == "law"),
        "article": float(bool(articles & held)),
        "own_article": len(articles & held) / len(held) if held else 0.0,
        "other_article": float(bool(articles) and not articles & held),
        "paragraph": float(paragraph),
        "other_paragraph": float(other_paragraph),
    }


def _paragraphs(cited: Cited, places: Sequence[str]) -> tuple[bool, bool]:
    """Whether ``places``, of an entry, have a paragraph that is ``cited``, and whether only others of that article."""
    if not cited.paragraphs:
        return False, False
    parts = (part for place in places for part in parts_of(place))
    held = [part.paragraphs for part in parts if not part.articles.isdisjoint(cited.articles)]
    named = not all(part.isdisjoint(cited.paragraphs) for part in held)
    return named, bool(held) and all(held) and not named


def _continuity(card: Card, context: Context | None) -> dict[str, float]:
    """Signals from the conversation: same subject, same topic, named by the last answer."""
    if context is None:
        return {"same_subject": 0.0, "same_topic": 0.0, "linked": 0.0, "repeated": 0.0}
    return {
        "same_subject": float(card.subject is not None and card.subject in context.subjects),
        "same_topic": float(card.topic == context.topic),
        "linked": float(card.id in context.see_also),
        "repeated": float(card.id == context.entry),
    }


def candidates_of(ranked: Sequence[Ranked], sure: float) -> list[Candidate]:
    """The entries, in the order given, with their share of the confidence, by score; the first has all of it.

    None has more, though its score may be greater: the matter at hand comes before.
    """
    first = ranked[0].score if ranked else 0.0
    return [Candidate(r.card.id, sure * min(1.0, max(0.0, r.score) / first) if first > 0 else 0.0) for r in ranked]


def is_known_keyword(question: Question, ranked: Sequence[Ranked]) -> bool:
    """Whether only a few words were typed, all known to the material (“pendanaan”): enough to ask back."""
    known = bool(question.units) and not question.unknown and not question.foreign
    few = question.content <= (3 if question.subjects else 2)
    return known and few and bool(ranked) and ranked[0].signals["covered"] > 0.99
