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
from kadguide.learning.review import DAILY_CAP, counted, due_items, interleave
from kadguide.learning.shuffling import keyed_shuffle

REVIEWED = 10
"""Reviews that a day begins with, when there is nothing to check."""
CHECKED, RELEARNED = 12, 3
"""Items of the delayed checks of one step, and other reviews that are mixed with the first of them."""

StepKind = Literal["resume", "review", "learn", "confirm", "rest", "done", "empty"]


class Step(NamedTuple):
    """What to do next: go on with an open session, review, learn a module, confirm modules on another day
    (``module`` when it is one only); or nothing more today (``rest``), or nothing more at all (``done``)."""

    kind: StepKind
    module: Module | None = None
    items: tuple[str, ...] = ()
    session: Session | None = None


def next_step(material: Material, journal: Journal, now: datetime) -> Step:
    """What to do now. There always is an answer.

    An open session goes on; then what waits for another day is checked, several modules mixed, or reviews begin the
    day; then comes the first module whose way is open, and last the other reviews of the day.
    """
    if not material.bank.items:
        return Step("empty")
    for session in reversed(journal.sessions()):
        if not session.ended_at and session.kind != "cram":
            return Step("resume", material.modules.get(session.about), session.items, session)
    answers, today = journal.answers(), now.date().isoformat()
    states = module_states(material, journal)
    reviewed = any(answer.kind == "review" and answer.day == today for answer in answers)
    wanted = wanted_items(material, journal)
    due = due_items(answers, material, now, wanted, DAILY_CAP if reviewed else REVIEWED)
    ready = _together(checks(states, material, answers, today))
    if ready:
        asked = tuple(id_ for check in ready for id_ in check.items)
        others = () if reviewed else tuple(id_ for id_ in due if id_ not in asked)[:RELEARNED]
        one = ready[0].state.module if len(ready) == 1 else None
        return Step("confirm", one, interleave((*others, *asked), material))
    if due and not reviewed:
        return Step("review", items=due)
    ways = {state.module.id: state.state in OPEN_WAY for state in states}
    for core in (True, False):
        for state in states:
            open_way = all(ways.get(name, True) for name in state.module.requires)
            if state.module.core == core and state.state in ("new", "started") and open_way:
                items = block(state, material, answers, today)
                if items:
                    return Step("learn", state.module, items)
        if due:
            return Step("review", items=due)
        if core and not all(state.state in ("mastered", "skipped") for state in states if state.module.core):
            return Step("rest")
    return Step("done" if all(state.state in ("mastered", "skipped") for state in states) else "rest")


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

    The items of a case stay together. What was right today already comes last.
    """
    last = {answer.item: answer for answer in counted(answers, material)}
    newest = max((answer.day for answer in last.values()), default="")
    units = _units(material.items_of(state.module))
    needed = {objective.objective: len(objective.days) for objective in state.objectives}

    def rank(unit: tuple[Item, ...]) -> tuple[int, int]:
        asked = [last[item.id] for item in unit if item.id in last]
        if any(not answer.unaided for answer in asked):
            place = 0
        elif len(asked) < len(unit):
            place = 1
        else:
            place = 3 if any(answer.day == newest for answer in asked) else 2
        return (place, min(item.difficulty for item in unit))

    shuffled = sorted(keyed_shuffle(units, seed, state.module.id, str(state.answered)), key=rank)
    chosen: list[tuple[Item, ...]] = []
    size = first_items(state.module, material)
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
    """The placement test: for every objective of the core path one item that asks to apply what is known."""
    chosen = []
    for module in material.bank.modules:
        if not module.core:
            continue
        for objective in material.objectives(module):
            items = [item for item in material.items_of(module) if material.objective_of(item) == objective]
            alone = [item for item in items if not item.case] or items
            for item in sorted(keyed_shuffle(alone, seed, objective), key=lambda item: -item.difficulty)[:1]:
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
