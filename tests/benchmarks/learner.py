"""How many sittings of twenty minutes a made-up learner needs for the core path.

``python -m tests.benchmarks.learner [RUNS]``. The learner takes the step that the path offers, again and again. At
first an item of a competency is answered right with the chance ``first``; after each explanation in that competency the
chance of a miss shrinks by a third. Sittings are two days apart.

Where the numbers come from. *Reading*: most adults read English non-fiction silently at 175 to 300 words a minute, 238
on average, and aloud at 183 (Brysbaert 2019, 190 studies; Indonesian was not measured there). Of the three learners one
reads at the average, one at the lower end, one far below it. An answer takes as long as reading its item and case, at
least ``seconds``; reading an explanation after a miss takes as long as its words, at least ``seconds`` again. *Memory*:
in the first table an item that was asked before is answered right 19 times in 20. That is near to what the FSRS model,
fitted to the reviews of Anki's users, foresees two days after a first right answer (0.91), but too kind after a miss
(0.78); so the second table takes the chance from FSRS itself, for every item met on an earlier day. *Knowledge at the
start* and what an explanation teaches are assumptions: nobody has measured them for this material, which is why three
learners stand side by side.

It errs on the slow side: nothing is learned from the explanation of a right answer, or from reading; the same fact in
another form counts as never seen; no part of an answer is ever right; and an item that is known takes as long as a new
one. It errs on the fast side in one thing: the explanation of a right answer is passed over.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from statistics import mean, median
from typing import NamedTuple

from kadguide.config import knowledge_root
from kadguide.knowledge.items import Case, Item
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
    """Who learns: the chance of a right answer at first, the fewest seconds an answer, and words read a minute."""

    name: str
    first: float
    seconds: float
    words: int


LEARNERS = (Learner("quick", 0.75, 20, 238), Learner("usual", 0.6, 25, 175), Learner("slow", 0.45, 35, 120))


class Run(NamedTuple):
    """What one learner needed: sittings, answers, to how many different items, and how many core modules are mastered
    at the end."""

    sittings: int
    answers: int
    items: int
    mastered: int


def item_words(item: Item, case: Case | None) -> int:
    """How many words must be read to answer ``item``, in Indonesian."""
    texts = [item.stem, *(part.text for part in (*item.options, *item.lures)), *(step.text for step in item.steps)]
    texts += [side for pair in item.pairs for side in (pair.left, pair.right)]
    return sum(len(text.id.split()) for text in (*texts, *((case.text,) if case else ())))


def learn(material: Material, learner: Learner, seed: int, *, forgets: bool = False) -> Run:
    """Let one learner go along the path until the core is mastered, or :data:`MOST` sittings are over."""
    dice = random.Random(seed)  # noqa: S311 - chance in a simulation
    journal, at = MemoryJournal(), [START]
    trainer = Trainer(material, journal, lambda: at[0], seed=lambda: f"{seed} {at[0]}")
    explained: Counter[str] = Counter()
    known: dict[str, float] = {}
    core = [module for module in material.bank.modules if module.core]
    for sitting in range(1, MOST + 1):
        at[0] = START + timedelta(days=2 * (sitting - 1))
        end = at[0] + timedelta(seconds=SITTING)
        if forgets:
            known.update({due.item: due.recall for due in trainer.dues().values()})
        while at[0] < end:
            practice = trainer.take(trainer.step())
            if practice is None:
                break
            while (question := practice.question) and at[0] < end:
                item = question.item
                objective = material.objective_of(item)
                chance = known.get(item.id, 1 - (1 - learner.first) * (2 / 3) ** explained[objective])
                right = dice.random() < chance
                reading = item_words(item, question.case) * 60 / learner.words
                at[0] += timedelta(seconds=max(learner.seconds, reading))
                practice.answer(right_response(item) if right else Response())
                if not right:
                    reading = len(item.explanation.id.split()) * 60 / learner.words
                    at[0] += timedelta(seconds=max(learner.seconds, reading))
                    explained[objective] += 1
                known[item.id] = 0.95
        mastered = sum(state.state == "mastered" for state in trainer.states() if state.module.core)
        if mastered == len(core):
            return Run(sitting, len(journal.answers()), len(known), mastered)
    return Run(MOST + 1, len(journal.answers()), len(known), mastered)


def main() -> None:
    """Print a Markdown table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    library = read_library(knowledge_root()).library
    material = Material(library.bank, library.competencies, library.terms)
    print(f"{len(material.items)} items, {runs} learners of each kind, sittings of {SITTING // 60} minutes\n")
    for forgets in (False, True):
        print("With the forgetting that FSRS foresees:\n" if forgets else "With one slip in 20:\n")
        print(
            "| learner | right at first | seconds an answer | sittings, median | mean | most | runs in four | answers |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- |")
        for learner in LEARNERS:
            found = [learn(material, learner, seed, forgets=forgets) for seed in range(runs)]
            sittings = [run.sittings for run in found]
            print(
                f"| {learner.name} | {learner.first:.0%} | {learner.seconds:g} | {median(sittings):g} "
                f"| {mean(sittings):.2f} | {max(sittings)} | {sum(count <= 4 for count in sittings)} "
                f"| {median(run.answers for run in found):g} |"
            )
        print()


if __name__ == "__main__":
    main()
