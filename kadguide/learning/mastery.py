"""Where a learner stands in each module, by one rule: 90 % of the last ten answers, every objective without help, and
again on another day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from kadguide.knowledge.items import Module
from kadguide.learning.journal import Answer, Journal
from kadguide.learning.material import Material
from kadguide.learning.review import counted

RECENT = 10
"""Answers that the share of right ones is taken from."""
SHARE = 0.9
"""Share of credit in the recent answers from which a module is mastered (Kulik and Kulik 1987; Bloom)."""
FEWEST = 4
"""The fewest items of a first meeting with a module, which has one at least for each objective: each until it was right
once. More in one sitting would be forgotten all the same (Vaughn, Dunlosky and Rawson 2016); the rest of the ten comes
on another day, where it is worth more."""
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
    """Where a learner stands in one module. ``recent`` is the credit of the last answers, 0 to 1 each, oldest first;
    ``answered`` counts all."""

    module: Module
    state: State
    answered: int
    recent: tuple[float, ...]
    objectives: tuple[ObjectiveState, ...]
    mastered_on: str = ""

    @property
    def share(self) -> float:
        """What the recent answers earned, 0 to 1."""
        return _share(self.recent)

    @property
    def missing(self) -> tuple[str, ...]:
        """Objectives that were not shown yet."""
        return tuple(objective.objective for objective in self.objectives if not objective.days)

    @property
    def unproven(self) -> tuple[ObjectiveState, ...]:
        """Objectives that were not shown on enough days yet."""
        return tuple(objective for objective in self.objectives if len(objective.days) < A_DAY)

    @property
    def short(self) -> int:
        """How many right answers, with nothing missed among them, the recent ones need at least to earn enough."""
        return next(
            count
            for count in range(RECENT + 1)
            if _enough((*self.recent, *(1.0 for _ in range(count)))[-RECENT:])
        )  # fmt: skip


def module_state(module: Module, material: Material, answers: Sequence[Answer], skipped: bool = False) -> ModuleState:
    """The state by the rule. Mastered once is mastered; so is learned, since the delayed check finds what was lost."""
    items = {item.id for item in material.items_of(module)}
    valid = [answer for answer in counted(answers, material) if answer.item in items]
    days: dict[str, list[str]] = {objective: [] for objective in material.objectives(module)}
    credits_: list[float] = []
    missed: set[str] = set()
    learned, mastered_on = False, ""
    for answer in valid:
        credits_.append(answer.credit)
        (missed.discard if answer.unaided else missed.add)(answer.item)
        shown = days.get(material.objective_of(material.items[answer.item]))
        if answer.unaided and shown is not None and answer.day not in shown:
            shown.append(answer.day)
        all_shown = all(days.values())
        learned = learned or (
            all_shown and not missed and len(credits_) >= min(first_items(module, material), len(items))
        )
        whole = _enough(credits_[-RECENT:]) and all(len(found) >= A_DAY for found in days.values())
        mastered_on = mastered_on or (answer.day if whole else "")
    state: State = "started" if valid else "new"
    if mastered_on:
        state = "mastered"
    elif _placed(valid, days):
        state = "placed"
    elif learned:
        state = "learned"
    elif skipped:
        state = "skipped"
    objectives = tuple(ObjectiveState(name, tuple(found)) for name, found in days.items())
    return ModuleState(module, state, len(valid), tuple(credits_[-RECENT:]), objectives, mastered_on)


def first_items(module: Module, material: Material) -> int:
    """How many items a first meeting with ``module`` has."""
    return max(len(material.objectives(module)), FEWEST)


def _share(credits_: Sequence[float]) -> float:
    return sum(credits_) / len(credits_) if credits_ else 0.0


def _enough(recent: Sequence[float]) -> bool:
    return len(recent) >= RECENT and _share(recent) >= SHARE


def _placed(answers: Sequence[Answer], days: dict[str, list[str]]) -> bool:
    """Whether a placement test was passed: every objective shown, nothing missed in it."""
    placement = [answer for answer in answers if answer.kind == "placement"]
    return bool(placement) and all(answer.unaided for answer in placement) and all(days.values())


def module_states(material: Material, journal: Journal) -> tuple[ModuleState, ...]:
    """The states of all modules, in the order of the path."""
    skipped = {skip.module for skip in journal.skips()}
    answers = journal.answers()
    return tuple(module_state(module, material, answers, module.id in skipped) for module in material.bank.modules)
