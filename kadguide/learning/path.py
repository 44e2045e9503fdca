"""The guided path: what the next step is, and what is asked in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from kadguide.knowledge.items import Item, Module
from kadguide.learning.cards import card_id
from kadguide.learning.checks import Check, checks
from kadguide.learning.journal import Answer, Journal, Kind, Session
from kadguide.learning.mastery import OPEN_WAY, ModuleState, first_items, module_states
from kadguide.learning.material import Material
from kadguide.learning.practice import left_open
from kadguide.learning.responses import TYPED
from kadguide.learning.review import DAILY_CAP, counted, due_items, interleave
from kadguide.learning.shuffling import keyed_shuffle

REVIEWED = 10
"""Reviews that a day begins with, when there is nothing to check."""
CHECKED, RELEARNED = 12, 3
"""Items of the delayed checks of one step, and other reviews mixed with the first of them where room is left."""

StepKind = Literal["resume", "review", "learn", "confirm", "case", "rest", "done", "empty"]


class Step(NamedTuple):
    """What to do next: go on with an open session, review, learn a module, confirm modules on another day
    (``module`` when it is one only), apply a mastered module to a case; or
    nothing more today (``rest``), or nothing more at all (``done``)."""

    kind: StepKind
    module: Module | None = None
    items: tuple[str, ...] = ()
    session: Session | None = None


def next_step(material: Material, journal: Journal, now: datetime) -> Step:
    """What to do now. There always is an answer.

    An open session goes on, but for a test that was put aside. Then the day begins with what waits for another day,
    several modules mixed, or with reviews. Then comes the first module whose way is open: what is met early can be
    shown on more days, and what a check still lacks is cheaper when its items are relearned on a later day than drilled
    with new ones today. When nothing new is left, the other checks and the other reviews of the day follow. Behind the
    core stand the cases, which ask what was learned, together, and then the modules beyond it.
    """
    if not material.bank.items:
        return Step("empty")
    session = left_open(journal)
    if session is not None and session.kind != "cram":
        return Step("resume", material.modules.get(session.about), session.items, session)
    answers, today = journal.answers(), now.date().isoformat()
    states = module_states(material, journal)
    begun = any(answer.kind == "review" and answer.day == today for answer in answers)
    due = due_items(answers, material, now, wanted_items(material, journal), DAILY_CAP if begun else REVIEWED)
    ready = checks(states, material, answers, today)
    core = _to_learn(states, material, answers, today, core=True)
    if not begun:
        first = [check for check in ready if check.state.unproven or core is None]
        if first or due:
            return _confirm(first, due, material) if first else Step("review", items=due)
    if core:
        return core
    if ready:
        return _confirm(ready, (), material)
    if due:
        return Step("review", items=due)
    if not all(state.state in ("mastered", "skipped") for state in states if state.module.core):
        return Step("rest")
    further = _to_apply(states, material, answers) or _to_learn(states, material, answers, today, core=False)
    return further or Step("done" if all(state.state in ("mastered", "skipped") for state in states) else "rest")


def _to_learn(
    states: Sequence[ModuleState], material: Material, answers: Sequence[Answer], today: str, *, core: bool
) -> Step | None:
    """The first module to learn whose way is open."""
    ways = {state.module.id: state.state in OPEN_WAY for state in states}
    for state in states:
        open_way = all(ways.get(name, True) for name in state.module.requires)
        if state.module.core == core and state.state in ("new", "started") and open_way:
            items = block(state, material, answers, today)
            if items:
                return Step("learn", state.module, items)
    return None


def _to_apply(states: Sequence[ModuleState], material: Material, answers: Sequence[Answer]) -> Step | None:
    """The first case that was not met yet, of a module that was mastered or shown in the placement test."""
    met = {answer.item for answer in counted(answers, material)}
    for state in states:
        for unit in _units(material.items_of(state.module)):
            known = state.state in ("mastered", "placed")
            if known and unit[0].case and not any(item.id in met for item in unit):
                return Step("case", state.module, tuple(item.id for item in unit))
    return None


def _confirm(ready: Sequence[Check], due: Sequence[str], material: Material) -> Step:
    """The first checks that fit into one step, mixed with some of what is due."""
    chosen = _together(ready)
    asked = tuple(id_ for check in chosen for id_ in check.items)
    room = max(min(RELEARNED, CHECKED - len(asked)), 0)
    others = tuple(id_ for id_ in due if id_ not in asked)[:room]
    return Step(
        "confirm", chosen[0].state.module if len(chosen) == 1 else None, interleave((*others, *asked), material)
    )


def _together(ready: Sequence[Check]) -> list[Check]:
    """The first checks that fit into one step; one at least."""
    chosen: list[Check] = []
    for check in ready:
        if chosen and sum(len(one.items) for one in (*chosen, check)) > CHECKED:
            break
        chosen.append(check)
    return chosen


def wanted_items(material: Material, journal: Journal) -> tuple[str, ...]:
    """Items for the questions that the learner wanted to remember; a card where no item tests the entry."""
    found: list[str] = []
    for card in journal.cards():
        found += [item.id for item in material.by_entry.get(card.entry, ())] or [card_id(card.entry)]
    return tuple(found)


def block(state: ModuleState, material: Material, answers: Sequence[Answer], seed: str) -> tuple[str, ...]:
    """Items to learn a module with: what was missed, every objective, what was not asked yet; easy ones first.

    What is chosen comes before what is typed: who meets a module for the first time can recognise before they recall,
    and the delayed check asks the same in another form. Single items come before cases, which apply what is known and
    stay together. What was right today already comes last. A first meeting that was not finished asks for the rest of
    it only.
    """
    last = {answer.item: answer for answer in counted(answers, material)}
    newest = max((answer.day for answer in last.values()), default="")
    units = _units(material.items_of(state.module))
    needed = {objective.objective: len(objective.days) for objective in state.objectives}

    def place(unit: tuple[Item, ...]) -> int:
        asked = [last[item.id] for item in unit if item.id in last]
        if any(not answer.unaided for answer in asked):
            return 0
        if len(asked) < len(unit):
            return 1
        return 3 if any(answer.day == newest for answer in asked) else 2

    def rank(unit: tuple[Item, ...]) -> tuple[int, bool, bool, int]:
        first = unit[0]
        return (place(unit), bool(first.case), first.type in TYPED, min(item.difficulty for item in unit))

    shuffled = sorted(keyed_shuffle(units, seed, state.module.id, str(state.answered)), key=rank)
    chosen: list[tuple[Item, ...]] = []
    size = first_items(state.module, material)
    if state.state == "started":
        missed = sum(place(unit) == 0 for unit in units)
        size = max(size - state.answered, missed + len(state.missing), 1)
    while shuffled and sum(map(len, chosen)) < size:
        counts = {name: needed[name] for name in needed}
        for unit in chosen:
            for item in unit:
                counts[material.objective_of(item)] = counts.get(material.objective_of(item), 0) + 1
        weakest = min(counts.values(), default=0)
        unit = next(
            (unit for unit in shuffled if counts.get(material.objective_of(unit[0]), 0) == weakest), shuffled[0]
        )
        shuffled.remove(unit)
        chosen.append(unit)
    return tuple(item.id for unit in chosen for item in unit)


def placement_items(material: Material, seed: str) -> tuple[str, ...]:
    """The placement test: for every objective of the core path one item that asks to apply what is known, and that
    cannot be right by a coin."""
    chosen = []
    for module in material.bank.modules:
        if not module.core:
            continue
        for objective in material.objectives(module):
            items = [item for item in material.items_of(module) if material.objective_of(item) == objective]
            alone = [item for item in items if not item.case] or items
            hardest = sorted(
                keyed_shuffle(alone, seed, objective), key=lambda item: (item.type == "true_false", -item.difficulty)
            )
            for item in hardest[:1]:
                chosen.append(item.id)
    return tuple(chosen)


def mixed_items(material: Material, kind: Kind, seed: str, size: int = 20) -> tuple[str, ...]:
    """Items of all modules, mixed, for practice or for cramming; cases are left out."""
    alone = [item.id for item in material.bank.items if not item.case and material.guided(item)]
    return interleave(keyed_shuffle(alone, seed, kind)[:size], material)


def _units(items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """Single items, and the items of each case together."""
    cases: dict[str, list[Item]] = {}
    units: list[list[Item]] = []
    for item in items:
        if item.case:
            if item.case not in cases:
                cases[item.case] = []
                units.append(cases[item.case])
            cases[item.case].append(item)
        else:
            units.append([item])
    return tuple(tuple(unit) for unit in units)
