"""Subjects laid side by side, where a question compares them and one table has them all."""

from __future__ import annotations

from kadguide.answering.dialogue import OF_EVERYTHING, Context
from kadguide.answering.lists import MOST_OTHER_WORDS
from kadguide.answering.question import Question
from kadguide.answering.reply import SideBySide
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.knowledge.library import Comparison

MOST_SIDE_BY_SIDE = 5


def lay_side_by_side(question: Question, context: Context | None, snapshot: Snapshot) -> SideBySide | None:
    """The comparison that the question asks for: two or more subjects of one group.

    ``context`` is given when the question leans on it: one subject may be that of the last turn.
    """
    aspects = question.aspects
    if not aspects & {"comparison", "choice"} or question.excluded:
        return None
    named = list(question.subjects)
    # A comparison in one special respect is answered by the entry that knows it, not by the whole table.
    others = [unit for unit in question.units if not unit.startswith("s:")]
    if "comparison" in aspects and len(others) > MOST_OTHER_WORDS:
        return None
    if context and len(named) == 1 and "comparison" in aspects:
        named = [*context.subjects[:1], *named]
    for comparison in snapshot.comparisons:
        subjects = [s for s in dict.fromkeys(named) if _has_cells(comparison, s)]
        if set(named) - {*subjects, *OF_EVERYTHING}:  # “… in DPRD approval”: the same
            continue
        if 2 <= len(subjects) <= MOST_SIDE_BY_SIDE:
            return SideBySide(comparison.id, tuple(subjects))
    return None


def _has_cells(comparison: Comparison, subject: str) -> bool:
    return any(subject in row.cells for row in comparison.rows)
