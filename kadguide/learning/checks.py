"""The delayed check: what a module still needs to be mastered, asked on another day, in another form where it can be.

As few items as show it: one for each objective that was shown on one day only, and as many more as the share of right
answers is short of, from what was met before: the check is at the same time its first relearning (Rawson and others
2013). Where that is not enough, another check follows, with what is new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kadguide.knowledge.items import Item
from kadguide.learning.journal import Answer
from kadguide.learning.mastery import ModuleState
from kadguide.learning.material import Material
from kadguide.learning.review import counted
from kadguide.learning.shuffling import keyed_shuffle


class Check(NamedTuple):
    """The delayed check of one module."""

    state: ModuleState
    items: tuple[str, ...]


def checks(states: Sequence[ModuleState], material: Material, answers: Sequence[Answer], today: str) -> list[Check]:
    """The checks that can be made ``today``, in the order of the path."""
    valid = counted(answers, material)
    found = [Check(state, check_items(state, material, valid, today)) for state in states]
    return [check for check in found if check.items]


def check_items(state: ModuleState, material: Material, valid: Sequence[Answer], today: str) -> tuple[str, ...]:
    """The items that would show the mastery of a module ``today``, if all were right; none while it is too early.

    ``valid`` are the answers that count. What was answered today is not asked again today.
    """
    if state.state not in ("learned", "placed") or any(today in objective.days for objective in state.unproven):
        return ()
    last = {answer.item: answer for answer in valid}
    items = [item for item in material.items_of(state.module) if item.id not in last or last[item.id].day != today]
    pool = keyed_shuffle(items, today, state.module.id, str(state.answered))
    chosen: list[Item] = []
    for objective in state.unproven:
        mine = [item for item in pool if material.objective_of(item) == objective.objective]
        chosen += sorted(mine, key=lambda item: _proof_rank(item, material, last))[:1]
    per_objective = Counter(material.objective_of(item) for item in chosen)
    others = [item for item in pool if item not in chosen]
    met = [item for item in others if item.id in last]
    rest = met or others  # what is new waits until nothing is left to be relearned
    while rest and len(chosen) < state.short:
        item = min(rest, key=lambda one: (_relearning_rank(one, last), per_objective[material.objective_of(one)]))
        rest.remove(item)
        chosen.append(item)
        per_objective[material.objective_of(item)] += 1
    return tuple(item.id for item in chosen)


def _proof_rank(item: Item, material: Material, last: dict[str, Answer]) -> int:
    """What shows an objective best: a fact that was right before, asked in another form; else what was asked before;
    else what is new."""
    if item.id in last:
        return 4
    forms = [
        form(item, known)
        for id_, answer in last.items()
        if answer.unaided and material.objective_of(known := material.items[id_]) == material.objective_of(item)
    ]
    return min(forms, default=5) if not item.case else 6


def form(item: Item, known: Item) -> int:
    """How well ``item`` asks the fact of ``known`` in another form: 0 the same text of the guide, 1 the same claim, 2
    the same things that people mix up, 5 not at all."""
    if item.type == known.type:
        return 5
    if item.entry and item.entry == known.entry:
        return 0
    if set(item.claims) & set(known.claims):
        return 1
    return 2 if item.contrast and item.contrast == known.contrast else 5


def _relearning_rank(item: Item, last: dict[str, Answer]) -> tuple[int, str]:
    """What fills a check up: what was missed last, then what was asked longest ago, then what is new."""
    answer = last.get(item.id)
    if answer is None:
        return (2 + bool(item.case), "")
    return (0 if not answer.unaided else 1, answer.day)
