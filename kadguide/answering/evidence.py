"""Hard evidence for questions after a fact of the world: an answer that does not state it is none.

“Berapa daerah yang menolak?” finds the entry on regions that refuse; when that gives no number of regions, the
material does not have the answer, however well the words fit. The same holds for what only records hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kadguide.answering.amounts import (
    asks_amount,
    asks_money,
    asks_of_the_world,
    asks_time,
    states_amount,
    states_thing,
    states_time,
    thing_counted,
)
from kadguide.answering.folding import tokens
from kadguide.answering.records import names_regions, tells
from kadguide.answering.regions import regions_in

if TYPE_CHECKING:
    from kadguide.answering.question import Question
    from kadguide.answering.vocabulary import Vocabulary


def holds_the_fact(question: Question, aspects: Sequence[str], answer: str, vocabulary: Vocabulary) -> bool:
    """Whether ``answer``, of an entry with ``aspects``, tells the amount, the region and the records asked for.

    A list answers how many there are by its length, but not how much something costs.
    """
    if question.record is not None and not tells(answer, question.record):
        return False
    if question.which_regions and not _tells_which_regions(question, answer, vocabulary):
        return False
    if question.region and question.region not in answer.casefold():
        return False
    if "duration" not in aspects and asks_time(question.text) and not states_time(answer):
        return False
    if not question.amount:
        return True
    of_money = asks_money(question.text)
    counted = "count" in aspects or "list" in aspects
    only_listed = counted and not of_money and not asks_of_the_world(question.text)
    if only_listed:
        return True
    thing = None if of_money or asks_amount(question.text) else thing_counted(_as_read(question))
    return states_thing(thing, answer) if thing else states_amount(question.text, answer)


def _tells_which_regions(question: Question, answer: str, vocabulary: Vocabulary) -> bool:
    """Whether ``answer`` names regions, and those that the question names among them."""
    named = set(regions_in(tokens(question.text), vocabulary))
    return names_regions(answer, vocabulary) and named <= set(regions_in(tokens(answer), vocabulary))


def _as_read(question: Question) -> str:
    """The question in known spelling, if all of it is known."""
    return question.text if question.unknown else " ".join(question.words)
