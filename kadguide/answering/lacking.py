"""What a question asks for and the entry found for it does not tell: facts of single regions, things of elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.deals import deal_asked, tells_of_deal
from kadguide.answering.elsewhere import ELSEWHERE, OF_TIMES, is_elsewhere
from kadguide.answering.index import Index
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot


def what_is_lacking(
    asked: Question,
    ranked: Sequence[Ranked],
    snapshot: Snapshot,
    index: Index,
    vocabulary: Vocabulary,
    *,
    alone: bool,
) -> str | None:
    """The kind of what is asked and not told by the best entry, ``elsewhere`` where it is not known; or none.

    ``alone``: nothing was said before.
    """
    best = ranked[0]
    of_its_own = asked.amount and best.card.subject in asked.subjects and not asked.foreign
    if of_its_own and _holds_the_fact(asked, best, snapshot, vocabulary):
        return None
    of_records = asked.amount or asked.record is not None or asked.which_regions
    if is_elsewhere(asked, ranked, snapshot, index, vocabulary, alone=alone):
        of_times = asked.subjects and not asked.foreign and not asked.aspects.isdisjoint(OF_TIMES)
        return "records" if of_records else "times" if of_times else ELSEWHERE
    deal = deal_asked(asked.text, vocabulary)
    if deal:
        body = snapshot.entry(best.card.id).body.get(asked.lang)
        if not tells_of_deal(deal, body, best.card.subject in asked.subjects, vocabulary):
            return "deal"
    if not (deal or of_records or asked.region or "duration" in asked.aspects):
        return None
    if _holds_the_fact(asked, best, snapshot, vocabulary):
        return None
    return "records" if of_records or asked.region else "times"


def _holds_the_fact(asked: Question, best: Ranked, snapshot: Snapshot, vocabulary: Vocabulary) -> bool:
    from kadguide.answering.evidence import holds_the_fact  # few questions ask for facts

    return holds_the_fact(asked, best.card.aspects, snapshot.entry(best.card.id).body.get(asked.lang), vocabulary)
