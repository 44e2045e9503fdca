"""What the tests of the exchange share: small items, the real bank, and ways there and back."""

from __future__ import annotations

from datetime import date

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.choosing import Group, chosen_groups
from kadguide.exchange.bank.gift import write_gift
from kadguide.exchange.bank.leaving import Leaving
from kadguide.exchange.bank.moodle import write_moodle
from kadguide.exchange.bank.question import Export, Imported
from kadguide.exchange.bank.reading import read_bank
from kadguide.exchange.bank.sheet import write_sheet
from kadguide.exchange.bank.sheetread import Known
from kadguide.knowledge.items import Bank, Item, Quiz
from kadguide.knowledge.model import Bilingual, Lang
from kadguide.learning.material import Material

DAY = date(2026, 11, 25)
KNOWN = Known(
    frozenset({"air-tarif"}), frozenset({"uu-23-2014"}), frozenset({"satu"}), frozenset(), frozenset({"keliru"}),
    frozenset(),
)  # fmt: skip
FORMS = ("gift", "moodle", "xlsx")


def material_of(*items: Item) -> Material:
    """A bank of one quiz."""
    quiz = Quiz("contoh", Bilingual("Contoh / uji", "Sample"), "kadguide", DAY, tuple(item.id for item in items))
    return Material(Bank(items, quizzes=(quiz,)))


def exported(form: str, material: Material, engine: Engine, lang: Lang = "id") -> Export:
    groups: tuple[Group, ...] = chosen_groups(material)
    if form == "xlsx":
        return write_sheet(groups, material, (lang,))
    leaving = Leaving(material, engine.snapshot, lang)
    return (write_gift if form == "gift" else write_moodle)(groups, leaving)


def there_and_back(form: str, material: Material, engine: Engine) -> tuple[Export, Imported]:
    made = exported(form, material, engine)
    if not made.items:
        return made, Imported(())
    return made, read_bank(made.data, "contoh", "id", DAY, KNOWN)
