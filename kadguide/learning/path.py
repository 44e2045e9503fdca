"""The guided path: what is mastered, and what the next step is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from kadguide.knowledge.items import Item, Module
from kadguide.learning.journal import Answer, Journal, Kind, Session
from kadguide.learning.material import Material
from kadguide.learning.review import DAILY_CAP, counted, due_items
from kadguide.learning.shuffling import keyed_shuffle

RECENT = 10
"""Answers that the share of right ones is taken from."""
SHARE = 0.9
"""Share of credit in the recent answers from which a module is learned (Kulik and Kulik 1987; Bloom)."""
BLOCK, SHORT_BLOCK = 10, 6
"""Items of one step: five to eight minutes; fewer where a module was begun already."""
A_DAY = 2
"""Days on which an objective must have been shown."""

State = Literal["new", "started", "learned", "mastered", "placed", "skipped"]
"""``learned`` waits for another day; ``placed`` was shown in the placement test; ``skipped`` by the learner's wish."""
OPEN_WAY: tuple[State, ...] = ("learned", "mastered", "placed", "skipped")
"""States that open the modules behind."""


class ObjectiveState(NamedTuple):
    """On which days an objective was shown: right and without help."""

    objective: str
    days: tuple[str, ...]


class ModuleState(NamedTuple):
    """Where a learner stands in one module. ``share`` of the recent answers, 0 to 1; ``answered`` counts all."""

    module: Module
    state: State
    answered: int
    share: float
    objectives: tuple[ObjectiveState, ...]
    mastered_on: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Objectives that were not shown yet."""
        return tuple(objective.objective for objective in self.objectives if not objective.days)


StepKind = Literal["resume", "review", "learn", "confirm", "rest", "done", "empty"]


class Step(NamedTuple):
    """What to do next: go on with an open session, review, learn a module, confirm it on another day; or nothing more
    today (``rest``), or nothing more at all (``done``)."""

    kind: StepKind
    module: Module | None = None
    items: tuple[str, ...] = ()
    session: Session | None = None


def module_state(module: Module, material: Material, answers: Sequence[Answer], skipped: bool = False) -> ModuleState:
    """The state by the rule: the last ten answers earn 90 %, and every objective was right without help on two days."""
    ids = {item.id for item in material.items_of(module)}
    valid = [answer for answer in counted(answers, material) if answer.item in ids]
    days: dict[str, list[str]] = {objective: [] for objective in material.objectives(module)}
    mastered_on = ""
    for index, answer in enumerate(valid):
        shown = days.get(material.objective_of(material.items[answer.item]))
        if answer.unaided and shown is not None and answer.day not in shown:
            shown.append(answer.day)
        good = _share(valid[: index + 1]) >= SHARE and index + 1 >= RECENT
        whole = good and all(len(found) >= A_DAY for found in days.values())
        mastered_on = mastered_on or (answer.day if whole else "")
    objectives = tuple(ObjectiveState(name, tuple(found)) for name, found in days.items())
    share = _share(valid)
    enough = len(valid) >= RECENT and share >= SHARE
    state: State = "started" if valid else "new"
    if mastered_on:
        state = "mastered"
    elif enough and all(found for found in days.values()):
        state = "learned"
    elif _placed(valid, days):
        state = "placed"
    elif skipped:
        state = "skipped"
    return ModuleState(module, state, len(valid), share, objectives, mastered_on)


def _share(answers: Sequence[Answer]) -> float:
    recent = answers[-RECENT:]
    return sum(answer.credit for answer in recent) / len(recent) if recent else 0.0


def _placed(answers: Sequence[Answer], days: dict[str, list[str]]) -> bool:
    """Whether a placement test was passed: every objective shown, nothing missed in it."""
    placement = [answer for answer in answers if answer.kind == "placement"]
    return bool(placement) and all(answer.unaided for answer in placement) and all(days.values())


def module_states(material: Material, journal: Journal) -> tuple[ModuleState, ...]:
    """The states of all modules, in the order of the path."""
    skipped = {skip.module for skip in journal.skips()}
    answers = journal.answers()
    return tuple(module_state(module, material, answers, module.id in skipped) for module in material.bank.modules)


def next_step(material: Material, journal: Journal, now: datetime) -> Step:
    """What to do now. There always is an answer.

    An open session goes on; then come the most urgent reviews, then modules that wait for another day, then the first
    module whose way is open, and last the other reviews of the day.
    """
    if not material.bank.items:
        return Step("empty")
    for session in reversed(journal.sessions()):
        if not session.ended_at and session.kind != "cram":
            return Step("resume", material.modules.get(session.about), session.items, session)
    answers, today = journal.answers(), now.date().isoformat()
    reviewed = any(answer.kind == "review" and answer.day == today for answer in answers)
    cap = DAILY_CAP if reviewed else BLOCK
    due = due_items(answers, material, now, wanted_items(material, journal), cap)
    if due and not reviewed:
        return Step("review", items=due)
    states = module_states(material, journal)
    for state in states:
        if state.state in ("learned", "placed") and (items := confirming(state, material, answers, today)):
            return Step("confirm", state.module, items)
    ways = {state.module.id: state.state in OPEN_WAY for state in states}
    for core in (True, False):
        for state in states:
            open_way = all(ways.get(name, True) for name in state.module.requires)
            if state.module.core == core and state.state in ("new", "started") and open_way:
                items = block(state, material, answers, today, BLOCK if state.state == "new" else SHORT_BLOCK)
                if items:
                    return Step("learn", state.module, items)
        if due:
            return Step("review", items=due)
        if core and not all(state.state in ("mastered", "skipped") for state in states if state.module.core):
            return Step("rest")
    return Step("done" if all(state.state in ("mastered", "skipped") for state in states) else "rest")


def wanted_items(material: Material, journal: Journal) -> tuple[str, ...]:
    """Items for the questions that the learner wanted to remember."""
    return tuple(item.id for card in journal.cards() for item in material.by_entry.get(card.entry, ()))


def block(
    state: ModuleState, material: Material, answers: Sequence[Answer], seed: str, size: int = BLOCK
) -> tuple[str, ...]:
    """Items to learn a module with: every objective, what was not asked yet, what was missed; easy ones first.

    The items of a case stay together.
    """
    last = {answer.item: answer for answer in counted(answers, material)}
    units = _units(material.items_of(state.module))
    needed = {objective.objective: len(objective.days) for objective in state.objectives}

    def rank(unit: tuple[Item, ...]) -> tuple[int, int, int]:
        fresh = sum(item.id not in last for item in unit)
        missed = sum(item.id in last and not last[item.id].unaided for item in unit)
        return (0 if missed else 1 if fresh else 2, min(item.difficulty for item in unit), 0)

    shuffled = sorted(keyed_shuffle(units, seed, state.module.id, str(state.answered)), key=rank)
    chosen: list[tuple[Item, ...]] = []
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


def confirming(state: ModuleState, material: Material, answers: Sequence[Answer], today: str) -> tuple[str, ...]:
    """Items for objectives that were shown on one day only, and not today; another form of question where there is
    one."""
    last = {answer.item: answer for answer in counted(answers, material)}
    chosen = []
    for objective in state.objectives:
        if len(objective.days) >= A_DAY or today in objective.days:
            continue
        items = [item for item in material.items_of(state.module) if material.objective_of(item) == objective.objective]
        items.sort(key=lambda item: (bool(item.case), item.id in last, item.type == "single"))
        chosen += [item.id for item in keyed_shuffle(items, today, objective.objective) if item in items[:4]][:2]
    return tuple(chosen)


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
    from kadguide.learning.review import interleave

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
