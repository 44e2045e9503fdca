"""What a conversation remembers of a turn: from the reply that was shown to the :class:`Context` of the next one."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from kadguide.answering.around import NOT_GENERIC, called_in, is_a_matter, opened_with
from kadguide.answering.citations import LawRef, law_of
from kadguide.answering.dialogue import REMEMBERED, Context
from kadguide.answering.index import Index
from kadguide.answering.question import Question, read_text
from kadguide.answering.ranking import OF_THE_PAPER
from kadguide.answering.reply import Reply
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.model import Lang, short_answer
from kadguide.knowledge.places import article_numbers
from kadguide.knowledge.snapshot import Card, Snapshot

STEERED = ("sources", "short", "point")
"""Parts of an entry that are shown by turns which ask nothing of its matter."""
NEARLY_ALL = 0.8
"""Share of the entries on a regulation that are of one kind of cooperation, from which the regulation is of that."""
MANY = 5
"""Such entries that there are to be at least."""
TELLING = 0.45
"""Specificity that a subject needs when only the text of the answer names it."""


class Memory:
    """Reads what the next turn may lean on from an answered question."""

    def __init__(self, snapshot: Snapshot, index: Index, vocabulary: Vocabulary) -> None:
        self._snapshot = snapshot
        self._index = index
        self._vocabulary = vocabulary
        self.told_by = lru_cache(1024)(self._read_told)
        self.ruled_by = lru_cache(64)(self._read_ruled)

    def after(self, context: Context, question: Question, reply: Reply) -> Context:
        """The context after ``reply`` to ``question``; an unanswered question leaves it as it was."""
        if reply.side_by_side:
            subjects = reply.side_by_side.subjects
            asked, entry = question.beside, context.entry or "comparison"
            return context._replace(
                subjects=subjects,
                entry=entry,
                compared=subjects,
                asked=asked,
                aspects=question.aspects,
                lang=reply.lang,
            )
        offered = reply.candidates[0].entry if reply.status == "clarify" and reply.candidates else None
        # What was only offered is no matter yet, unless nothing else was talked about.
        shown = reply.entry or (None if context.entry else offered)
        if shown is None:
            return context
        card = self._snapshot.card_of(shown)
        group = next((g.id for g in self._snapshot.groups.values() if g.entry == shown), None)
        subject = self._snapshot.subjects.get(card.subject or "")
        compared = context.compared if {card.subject, *question.subjects} & {*context.compared} else ()
        if card.aspects[:1] == ("comparison",):
            told = read_text(card.title.get(reply.lang), self._vocabulary).subjects
            compared = next((names for names in (question.subjects, told) if len(names) > 1), compared)
        # “terus?”, “pasal berapa?”, “kalau X?” ask nothing new: what was asked before is still the question.
        chosen = question.cited.ordinals and not question.aspects
        asks = bool(question.beside or question.subjects) and reply.focus not in STEERED and not chosen
        anew = asks and bool(question.beside - context.asked)
        own_group = subject.group if subject else None
        return Context(
            entry=shown,
            topic=card.topic,
            subjects=self._subjects_of(card, question) or context.subjects,
            group=group
            or next((g for g in question.groups if self._snapshot.groups[g].topic == card.topic), None)
            or own_group
            or context.group,
            laws=question.cited.laws or _laws_of(card),
            articles=question.cited.articles or _article_of(card),
            see_also=card.see_also,
            asked=question.beside if asks else context.asked,
            asked_of=question.subjects if anew else context.asked_of,
            aspects=question.aspects if asks else context.aspects,
            asked_laws=question.cited.laws or (context.asked_laws if reply.focus in STEERED else ()),
            recent=(*(s for s in context.recent if s != card.subject), *filter(None, [card.subject]))[-2:],
            compared=compared,
            shown=(*(id_ for id_ in context.shown if id_ not in reply.entries), *reply.entries)[-REMEMBERED:],
            matter=self._matter(context, question, card),
            point=reply.point,
            lang=reply.lang,
        )

    def _matter(self, context: Context, question: Question, card: Card) -> str | None:
        """The kind of cooperation that is now talked about: the one named or shown, or else that of before.

        It is forgotten when the question names something else and the answer is of no kind.
        """
        named = [subject for subject in question.subjects if is_a_matter(subject, self._snapshot, self._index)]
        if named:
            return named[0]
        position = self._snapshot.position[card.id]
        opened = [s for s in opened_with(card.topic, self._snapshot) if is_a_matter(s, self._snapshot, self._index)]
        called = [s for s in called_in(question.words, self._vocabulary) if s in opened or not opened]
        if found := [s for s in called if self._is_matter_of(s, position)]:
            return found[0]
        if opened:
            return context.matter if context.matter in opened else card.subject if card.subject in opened else opened[0]
        if ruled := self.ruled_by(card.subject or ""):
            return ruled
        named_else = card.subject in question.subjects or not OF_THE_PAPER.isdisjoint(question.concepts)
        return None if named_else and card.subject else context.matter

    def _read_ruled(self, regulation: str) -> str | None:
        """The kind of cooperation that a regulation is about: of that nearly all tells which rests on its articles."""
        if law_of(regulation) is None:
            return None
        citing = (at for cited in self._snapshot.citing.values() for source, at in cited if source == regulation)
        topics = Counter(self._snapshot.card(at).topic for at in set(citing))
        opened = {topic: opened_with(topic, self._snapshot) for topic in topics}
        kinds = Counter({topic: count for topic, count in topics.items() if opened[topic]})
        topic, count = next(iter(kinds.most_common(1)), ("", 0))
        return opened[topic][0] if count >= max(MANY, NEARLY_ALL * kinds.total()) else None

    def _is_matter_of(self, subject: str, position: int) -> bool:
        return is_a_matter(subject, self._snapshot, self._index) and self._index.holds(position, (f"s:{subject}",))

    def _subjects_of(self, card: Card, question: Question) -> tuple[str, ...]:
        """What the shown entry is about: its subject, those asked for, those that its short answer names."""
        laws = [f"{law.kind}-{law.number}-{law.year}" for law in question.cited.laws]
        named = [law for law in laws if law in self._snapshot.subjects]
        named += [card.subject] if card.subject else []
        named += question.subjects
        main = tuple(s for s in dict.fromkeys(named) if self._index.specificity(s) >= NOT_GENERIC)
        if main:
            return main
        return self.told_by(card.id, question.lang)

    def _read_told(self, entry: str, lang: Lang) -> tuple[str, ...]:
        """What the title and the short answer of an entry name."""
        title, short = (
            self._snapshot.card_of(entry).title.get(lang),
            short_answer(self._snapshot.entry(entry).body.get(lang)),
        )
        told = read_text(f"{title} {short}", self._vocabulary).subjects
        return tuple(s for s in told if self._index.specificity(s) >= TELLING)


def _laws_of(card: Card) -> tuple[LawRef, ...]:
    """The regulation that an entry is about: its subject, or the first one that it cites."""
    for name in (card.subject or "", *(citation.source for citation in card.citations)):
        if law := law_of(name):
            return (law,)
    return ()


def _article_of(card: Card) -> tuple[str, ...]:
    """The one article that an entry cites of its first regulation."""
    articles = [article_numbers(c.article) for c in card.citations if c.article]
    return tuple(articles[0]) if articles and len(articles[0]) == 1 else ()
