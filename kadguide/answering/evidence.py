"""Hard evidence for questions after a fact of the world: an answer that does not state it is none.

“Berapa daerah yang menolak?” finds the entry on regions that refuse; when that gives no number of regions, the
material does not have the answer, however well the words fit. The same holds for the records of one region.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kadguide.answering.amounts import asks_money, states_amount

if TYPE_CHECKING:
    from kadguide.answering.question import Question


def holds_the_fact(question: Question, aspects: Sequence[str], answer: str) -> bool:
    """Whether ``answer``, of an entry with ``aspects``, states the amount and knows the region that are asked for.

    A list answers how many there are by its length, but not how much something costs.
    """
    if question.region and question.region not in answer.casefold():
        return False
    if not question.amount:
        return True
    counted = "count" in aspects or "list" in aspects
    return (counted and not asks_money(question.text)) or states_amount(question.text, answer)
