"""What goes out: a module, a quiz, a case or everything, quiz by quiz."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.exchange.bank.question import BankError
from kadguide.knowledge.items import Item, Quiz
from kadguide.learning.material import Material


class Group(NamedTuple):
    """The items of one quiz that go out. In other programs they become a category."""

    quiz: Quiz
    items: tuple[Item, ...]


def chosen_groups(material: Material, *, quiz: str = "", module: str = "", case: str = "") -> tuple[Group, ...]:
    """All items of that quiz, module or case; without any, the whole bank. Raises :class:`BankError`."""
    bank = material.bank
    if quiz and quiz not in {known.id for known in bank.quizzes}:
        raise BankError("unknown_quiz", name=quiz, known=", ".join(known.id for known in bank.quizzes))
    if module and module not in material.modules:
        raise BankError("unknown_module", name=module, known=", ".join(material.modules))
    if case and case not in {known.id for known in bank.cases}:
        raise BankError("unknown_case", name=case, known=", ".join(known.id for known in bank.cases))
    inside = {item.id for item in material.items_of(material.modules[module])} if module else None

    def wanted(item: Item) -> bool:
        fits = (not quiz or item.quiz == quiz) and (not case or item.case == case)
        return fits and (inside is None or item.id in inside)

    groups = (
        Group(one, tuple(item for item in bank.items if item.quiz == one.id and wanted(item))) for one in bank.quizzes
    )
    found = tuple(group for group in groups if group.items)
    if not found:
        raise BankError("nothing_chosen")
    return found
