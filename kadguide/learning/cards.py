"""The learner's own cards: questions from the chat whose entry no item tests.

Nothing can grade them: options drawn from other entries might be right as well, or show at a glance what they belong
to. So the learner recalls, looks at the answer, and says whether it was there. That decides when the card comes again,
and nothing else: it counts for no module and no mark.
"""

from __future__ import annotations

from datetime import date

from kadguide.knowledge.items import FULL, Item, Option
from kadguide.knowledge.model import Bilingual, Entry
from kadguide.learning.journal import OwnCard

PREFIX = "card:"
RECALLED, FORGOTTEN = "recalled", "forgotten"


def card_id(entry: str) -> str:
    """The id under which the card of an entry is asked and written down."""
    return f"{PREFIX}{entry}"


def is_card(item_id: str) -> bool:
    """Whether an id belongs to a card and not to an item of the bank."""
    return item_id.startswith(PREFIX)


def card_item(card: OwnCard, entry: Entry, short: Bilingual) -> Item:
    """The card as something to be asked: the question in the learner's words, the ``short`` answer of its entry."""
    asked = Bilingual(card.question, card.question) if card.question else entry.title
    said = (Option(RECALLED, Bilingual("", ""), FULL), Option(FORGOTTEN, Bilingual("", "")))
    return Item(
        card_id(card.entry), "", "single", entry.layer, asked, short, card.entry, date.fromisoformat(card.at[:10]),
        citations=entry.citations, options=said, keep_order=True,
    )  # fmt: skip
