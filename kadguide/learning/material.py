"""The item bank as it is used: by item, by module, by entry."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from kadguide.knowledge.items import Bank, Case, Item, Misconception, Module
from kadguide.knowledge.library import Competency, Term
from kadguide.learning.spelling import Words, normalise


class Material:
    """Lookups over a bank. Items of an unknown id raise ``KeyError``."""

    def __init__(self, bank: Bank, competencies: Iterable[Competency] = (), terms: Iterable[Term] = ()) -> None:
        self.bank = bank
        self.competencies = tuple(competencies)
        self._terms = tuple(terms)
        self.items: dict[str, Item] = {item.id: item for item in bank.items}
        """What can be asked: the bank, and the learner's own cards, which are part of nothing else here."""
        self.modules: dict[str, Module] = {module.id: module for module in bank.modules}
        self._cases = {case.id: case for case in bank.cases}
        self._misconceptions = {misconception.id: misconception for misconception in bank.misconceptions}
        self._imported = {quiz.id for quiz in bank.quizzes if quiz.imported}

    def guided(self, item: Item) -> bool:
        """Whether ``item`` takes part in the path and the reviews; those from other programs are asked by quiz only."""
        return item.quiz not in self._imported

    def case(self, item: Item) -> Case | None:
        """The case that ``item`` belongs to."""
        return self._cases.get(item.case or "")

    def misconception(self, id_: str | None) -> Misconception | None:
        return self._misconceptions.get(id_ or "")

    @cached_property
    def _homes(self) -> dict[str, str]:
        by_competency = {name: module.id for module in self.bank.modules for name in module.competencies}
        by_quiz = {name: module.id for module in self.bank.modules for name in module.quizzes}
        homes = {}
        for item in self.bank.items:
            home = by_competency.get(item.competencies[0]) if item.competencies else by_quiz.get(item.quiz)
            if home and self.guided(item):
                homes[item.id] = home
        return homes

    def module_of(self, item_id: str) -> Module | None:
        """The module of an item: that of its main competency, or of its quiz."""
        return self.modules.get(self._homes.get(item_id, ""))

    def items_of(self, module: Module) -> tuple[Item, ...]:
        """The items of a module, in the order of their files."""
        return tuple(item for item in self.bank.items if self._homes.get(item.id) == module.id)

    def objectives(self, module: Module) -> tuple[str, ...]:
        """What must be shown in a module: its competencies, or its quizzes where it has none."""
        return module.competencies or module.quizzes

    def objective_of(self, item: Item) -> str:
        return item.competencies[0] if item.competencies else item.quiz

    @cached_property
    def by_entry(self) -> dict[str, tuple[Item, ...]]:
        """The items that test each entry."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.bank.items:
            if self.guided(item):
                found[item.entry].append(item)
        return {entry: tuple(items) for entry, items in found.items()}

    @cached_property
    def words(self) -> Words:
        """The words of the bank, for typed answers: names and what they stand for, and all real words."""
        aliases: dict[str, str] = {}
        for term in self._terms:
            for name in term.abbreviation:
                aliases.setdefault(normalise(name), normalise(term.term.id))
        known: set[str] = set()
        for item in self.bank.items:
            texts = [item.stem, item.explanation, *(option.text for option in (*item.options, *item.lures))]
            texts += [part for pair in item.pairs for part in (pair.left, pair.right)]
            for text in texts:
                known.update(re.findall(r"[^\W\d_]{4,}", f"{text.id} {text.en}".casefold()))
        return Words(aliases, frozenset(known))
