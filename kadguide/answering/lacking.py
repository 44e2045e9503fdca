"""What a question asks for and the entry found for it does not tell: facts of single regions, things of elsewhere."""

from __future__ import annotations

from kadguide.answering.deals import is_of_a_deal, regions_of, tells_of_deal
from kadguide.answering.elsewhere import ELSEWHERE, is_elsewhere
from kadguide.answering.index import Index
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.snapshot import Snapshot


def what_is_lacking(
    asked: Question, best: Ranked, snapshot: Snapshot, index: Index, vocabulary: Vocabulary, *, alone: bool
) -> str | None:
    """The kind of what is asked and not told by the best entry, ``elsewhere`` where it is not known; or none.

    ``alone``: nothing was said before.
    """
    of_records = asked.amount or asked.record is not None or asked.which_regions
    if is_elsewhere(asked, best, snapshot.position[best.card.id], index, vocabulary, alone=alone):
        return "records" if of_records else ELSEWHERE
    regions = regions_of(asked.text, vocabulary)
    deal = is_of_a_deal(asked.text, regions)
    if not (deal or of_records or asked.region or "duration" in asked.aspects):
        return None
    from kadguide.answering.evidence import holds_the_fact

    body = snapshot.entry(best.card.id).body.get(asked.lang)
    if deal and not tells_of_deal(regions, body, best.card.subject in asked.subjects, vocabulary):
        return "deal"
    return None if holds_the_fact(asked, best.card.aspects, body, vocabulary) else "records"
