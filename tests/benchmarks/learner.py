"""How many sittings of twenty minutes a made-up learner needs for the core path.

``python -m tests.benchmarks.learner [RUNS]``. The learner takes the step that the path offers, again and again. At
first an item of a competency is answered right with the chance ``first``; after each explanation in that competency the
chance of a miss shrinks by a third, and an item that was asked before is answered right 19 times in 20. An answer
takes ``seconds``, reading an explanation after a miss as long again. Sittings are two days apart.

It errs on the slow side: nothing is learned from the explanation of a right answer, or from reading; the same fact in
another form counts as never seen; and an item that is known takes as long as a new one. On the other hand nothing fades
between the sittings but for one answer in 20.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import NamedTuple

from kadguide.config import knowledge_root
from kadguide.knowledge.reader import read_library
from kadguide.learning.journal import MemoryJournal
from kadguide.learning.material import Material
from kadguide.learning.responses import Response, right_response
from kadguide.learning.trainer import Trainer

SITTING = 20 * 60
"""Seconds of one sitting."""
MOST = 12
START = datetime(2026, 11, 25, 8, tzinfo=UTC)


class Learner(NamedTuple):
    """Who learns: the chance of a right answer at first, and seconds an answer."""

    name: str
    first: float
    seconds: float


LEARNERS = (Learner("quick", 0.75, 20), Learner("usual", 0.6, 25), Learner("slow", 0.45, 35))


class Run(NamedTuple):
    """What one learner needed: sittings, answers, to how many different items, and how many core modules are mastered
    at the end."""

    sittings: int
    answers: int
    items: int
    mastered: int


def learn(material: Material, learner: Learner, seed: int) -> Run:
    """Let one learner go along the path until the core is mastered, or :data:`MOST` sittings are over."""
    dice = random.Random(seed)  # noqa: S311 - chance in a simulation
    journal, at = MemoryJournal(), [START]
    trainer = Trainer(material, journal, lambda: at[0], seed=lambda: f"{seed} {at[0]}")
    explained: Counter[str] = Counter()
    seen: set[str] = set()
    core = [module for module in material.bank.modules if module.core]
    for sitting in range(1, MOST + 1):
        at[0] = START + timedelta(days=2 * (sitting - 1))
        end = at[0] + timedelta(seconds=SITTING)
        while at[0] < end:
            practice = trainer.take(trainer.step())
            if practice is None:
                break
            while (question := practice.question) and at[0] < end:
                item = question.item
                objective = material.objective_of(item)
                chance = 0.95 if item.id in seen else 1 - (1 - learner.first) * (2 / 3) ** explained[objective]
                right = dice.random() < chance
                at[0] += timedelta(seconds=learner.seconds)
                practice.answer(right_response(item) if right else Response())
                if not right:
                    at[0] += timedelta(seconds=learner.seconds)
                    explained[objective] += 1
                seen.add(item.id)
        mastered = sum(state.state == "mastered" for state in trainer.states() if state.module.core)
        if mastered == len(core):
            return Run(sitting, len(journal.answers()), len(seen), mastered)
    return Run(MOST + 1, len(journal.answers()), len(seen), mastered)


def main() -> None:
    """Print a Markdown table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    library = read_library(knowledge_root()).library
    material = Material(library.bank, library.competencies, library.terms)
    print(f"{len(material.items)} items, {runs} learners of each kind, sittings of {SITTING // 60} minutes\n")
    print("| learner | right at first | seconds an answer | sittings, median | most | answers, median | items |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for learner in LEARNERS:
        found = [learn(material, learner, seed) for seed in range(runs)]
        sittings = [run.sittings for run in found]
        print(
            f"| {learner.name} | {learner.first:.0%} | {learner.seconds:g} | {median(sittings):g} | {max(sittings)} "
            f"| {median(run.answers for run in found):g} | {median(run.items for run in found):g} |"
        )


if __name__ == "__main__":
    main()
