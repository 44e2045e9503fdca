"""Questions under a regulation (“tahapan KSDPK menurut Permendagri 22/2020”): they ask for what it rules."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering import weights
from kadguide.answering.citations import Cited, LawRef, law_of
from kadguide.answering.confidence import confidence
from kadguide.answering.question import Question, read_question
from kadguide.answering.ranking import Ranked, Ranker
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Card

LEAST_BESIDE = 2
"""Content words that such a question has besides the regulation, when they name no subject and no list."""
SURELY = 0.7
"""Confidence that the answer from another regulation needs."""
NEAR = 2
"""The nearest entries of which none may rest on the named regulation."""
NOTHING_CITED = Cited()
_OF_ITSELF = frozenset(("status", "contents", "definition"))
"""Main aspects of entries that tell of a regulation as a whole."""


def read_under_law(
    whole: Question, ranked: Sequence[Ranked], vocabulary: Vocabulary, ranker: Ranker
) -> tuple[Question, list[Ranked]] | None:
    """The question without the name of the regulation, when an entry that rests on it answers the rest; and its rank.

    Only where the whole question leads to what tells of the regulation itself, since its name weighs much, or to what
    does not rest on it. ``ranked`` are the entries for the whole.
    """
    if len(whole.cited.laws) != 1 or whole.cited.articles or whole.cited.paragraphs or not ranked:
        return None
    law, best = whole.cited.laws[0], ranked[0].card
    of_itself = law.matches(best.subject or "") and not _OF_ITSELF.isdisjoint(best.aspects[:1])
    if not of_itself and _rests_on(best, law, ranker):
        return None
    from kadguide.answering.citation_reader import rest_under_law

    if not (rest := rest_under_law(whole.text)):
        return None
    asked = read_question(rest, vocabulary, whole.lang)
    if not (asked.subjects or asked.groups or len(asked.units) >= LEAST_BESIDE):
        return None
    asked = asked._replace(text=whole.text, cited=whole.cited)
    found = ranker.rank(asked)
    if of_itself and found and _rests_on(found[0].card, law, ranker):
        return (asked, found) if confidence(asked, found) >= weights.ANSWER_FROM else None
    return _ruled_elsewhere(asked, law, ranker)


def _ruled_elsewhere(asked: Question, law: LawRef, ranker: Ranker) -> tuple[Question, list[Ranked]] | None:
    """The question under the regulation in force that all that is known of it rests on, instead of the named one.

    Only when it is surely answered, and nothing near rests on the named regulation.
    """
    asked = asked._replace(cited=NOTHING_CITED)
    found = ranker.rank(asked)
    if not found or ranker.is_revoked(law) or any(_rests_on(r.card, law, ranker) for r in found[:NEAR]):
        return None
    best = found[0].card
    if best.subject and any(law.matches(c.source) for card in ranker.cards_of(best.subject) for c in card.citations):
        return None
    regulations = {law_of(citation.source) for citation in best.citations} - {None}
    rules = regulations.pop() if best.layer == "law" and len(regulations) == 1 else None
    if not rules or ranker.is_revoked(rules) or confidence(asked, found) < SURELY:
        return None
    return asked._replace(cited=NOTHING_CITED._replace(laws=(rules,))), found


def _rests_on(card: Card, law: LawRef, ranker: Ranker) -> bool:
    """Whether the entry cites the regulation; a revoked one first, since today's rules name it in passing."""
    cited = [citation.source for citation in card.citations]
    if ranker.is_revoked(law):
        cited = cited[:1]
    return any(law.matches(source) for source in cited)
