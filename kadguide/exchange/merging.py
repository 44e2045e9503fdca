"""Says what a merge took, what was there already, and what it refused."""

from __future__ import annotations

from collections.abc import Iterator

from kadguide.i18n import Catalog
from kadguide.knowledge.model import Bilingual
from kadguide.teaching.merging import Merge, Refused
from kadguide.teaching.register import Contents


def merge_lines(merge: Merge, target: Contents, source: Contents, word: Catalog) -> Iterator[str]:
    """The report on one source, line by line. People are named, since it is for the instructor's eyes."""
    for kind in ("exams", "keys", "trainees", "attempts"):
        tally = getattr(merge, kind)
        if tally.taken or tally.there:
            yield word(f"merge.{kind}", taken=tally.taken, there=tally.there)
    if merge.longer:
        yield word("merge.longer", count=merge.longer)
    if not merge.changes_anything and not merge.refused:
        yield word("merge.nothing")
    for refused in merge.refused:
        yield word("merge.refused", what=refusal(refused, target, source, word))


def refusal(refused: Refused, target: Contents, source: Contents, word: Catalog) -> str:
    """What was refused, and why."""
    exams = {exam.id: exam.title for exam in (*source.exams, *target.exams)}
    people = {trainee.id: trainee for trainee in (*source.trainees, *target.trainees)}
    title = exams.get(refused.exam, Bilingual(refused.exam, refused.exam))
    person = people.get(refused.trainee)
    name = f"{person.number}. {person.name or '–'}" if person else refused.trainee
    return word(
        f"merge.because_{refused.reason}", exam=title.en if word.lang == "en" else title.id, trainee=name,
        item=refused.item, revision=refused.revision,
    )  # fmt: skip
