"""An exam to try the room out with: one question of every type, so that nobody meets one for the first time later."""

from __future__ import annotations

from kadguide.knowledge.items import ITEM_TYPES, Item
from kadguide.knowledge.model import Bilingual
from kadguide.learning.material import Material
from kadguide.teaching.drafting import Draft

MINUTES = 10


def rehearsal_draft(material: Material, title: Bilingual) -> Draft:
    """The first question of each type that belongs to no case. A type that the bank lacks is left out."""
    found: dict[str, Item] = {}
    for item in material.bank.items:
        if not item.case:
            found.setdefault(item.type, item)
    items = tuple(found[kind] for kind in ITEM_TYPES if kind in found)
    return Draft("quiz", title, MINUTES, items, (), material.words)
