"""Questions under a regulation (“tahapan KSDPK menurut Permendagri 22/2020”): they ask for what it rules."""

from __future__ import annotations

from kadguide.answering import weights
from kadguide.answering.confidence import confidence
from kadguide.answering.question import Question, read_question
from kadguide.answering.ranking import Ranked, Ranker
from kadguide.answering.vocabulary import Vocabulary

LEAST_BESIDE = 2
"""Content words that such a question has besides the regulation, when they name no subject and no list."""


def read_under_law(whole: Question, vocabulary: Vocabulary, ranker: Ranker) -> tuple[Question, list[Ranked]] | None:
    """The question without the name of the regulation, when an entry that rests on it answers the rest; and its rank.

    With its name, the question would lead to what tells of the regulation itself.
    """
    if len(whole.cited.laws) != 1 or whole.cited.articles or whole.cited.paragraphs:
        return None
    from kadguide.answering.citation_reader import rest_under_law

    if not (rest := rest_under_law(whole.text)):
        return None
    asked = read_question(rest, vocabulary, whole.lang)
    if not (asked.subjects or asked.groups or len(asked.units) >= LEAST_BESIDE):
        return None
    asked = asked._replace(text=whole.text, cited=whole.cited)
    ranked = ranker.rank(asked)
    tells = ranked and ranked[0].signals["law"] and confidence(asked, ranked) >= weights.ANSWER_FROM
    return (asked, ranked) if tells else None
