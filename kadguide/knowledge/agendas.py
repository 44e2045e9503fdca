"""Agendas of a class as frozen data: what is done, for how long, and what is shown. Read from ``agendas/``."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from kadguide.knowledge.items import NOTHING
from kadguide.knowledge.model import Bilingual

if TYPE_CHECKING:
    from kadguide.knowledge.fields import Fields

StepKind = Literal["open", "read", "discuss", "quiz", "case", "test", "break", "close"]
STEP_KINDS: tuple[StepKind, ...] = ("open", "read", "discuss", "quiz", "case", "test", "break", "close")
TestKind = Literal["pre", "post"]
TESTS: tuple[TestKind, ...] = ("pre", "post")


class Blueprint(NamedTuple):
    """What a test draws its items from: so many of these competencies, or of these quizzes."""

    size: int
    competencies: tuple[str, ...] = ()
    quizzes: tuple[str, ...] = ()


class AgendaStep(NamedTuple):
    """One stretch of a class. ``minutes`` is how long it takes; which of the rest is filled depends on ``kind``."""

    kind: StepKind
    title: Bilingual
    minutes: int
    day: int = 1
    note: Bilingual = NOTHING
    """What the instructor or the trainees do."""
    entries: tuple[str, ...] = ()
    prompt: Bilingual = NOTHING
    """What is discussed, or drafted in groups."""
    quiz: str | None = None
    case: str | None = None
    items: tuple[str, ...] = ()
    test: TestKind | None = None
    blueprint: Blueprint | None = None


class Agenda(NamedTuple):
    """A class from the welcome to the close. ``days`` holds the minutes that each day is meant to take."""

    id: str
    title: Bilingual
    note: Bilingual
    days: tuple[int, ...]
    steps: tuple[AgendaStep, ...]
    origin: str | None = None

    def test(self, kind: TestKind) -> AgendaStep | None:
        """The step of a test; ``None`` when the agenda has none."""
        return next((step for step in self.steps if step.test == kind), None)


def read_agenda(fields: Fields, name: str, origin: str | None) -> Agenda:
    """One file of ``agendas/``."""
    if (given := fields.text("id")) != name:
        fields.problem("KAD007", "id", f"“{given}” should be “{name}”")
    days = []
    for table in fields.tables("days"):
        days.append(table.number("minutes", required=True) or 0)
        table.close()
    steps = []
    for table in fields.tables("steps"):
        steps.append(_step(table))
        table.close()
    return Agenda(name, fields.bilingual("title"), fields.bilingual("note"), tuple(days), tuple(steps), origin)


def _step(table: Fields) -> AgendaStep:
    day = table.number("day")
    test = table.text("test", required=False, choices=TESTS)
    return AgendaStep(
        kind=cast(StepKind, table.text("kind", choices=STEP_KINDS) or "break"),
        title=table.bilingual("title"),
        minutes=table.number("minutes", required=True) or 0,
        day=1 if day is None else day,
        note=table.bilingual("note", required=False),
        entries=table.texts("entries"),
        prompt=table.bilingual("prompt", required=False),
        quiz=table.optional("quiz"),
        case=table.optional("case"),
        items=table.texts("items"),
        test=cast(TestKind, test) if test else None,
        blueprint=_blueprint(table.table("blueprint")) if test else None,
    )


def _blueprint(table: Fields) -> Blueprint:
    found = Blueprint(
        table.number("count", required=True) or 0, table.texts("competencies"), table.texts("quizzes")
    )  # fmt: skip
    table.close()
    return found


# -- from a snapshot


def agenda_from_plain(row: Mapping[str, Any], entries: Container[str]) -> Agenda:
    """The agenda as :func:`~kadguide.knowledge.snapshot.as_plain` made it plain, without what is not among
    ``entries``: an agenda that names an unknown one (KAD780) can still be shown."""
    return Agenda(
        row["id"], Bilingual(**row["title"]), Bilingual(**row["note"]), tuple(row["days"]),
        tuple(_plain_step(part, entries) for part in row["steps"]), row["origin"],
    )  # fmt: skip


def _plain_step(row: dict[str, Any], entries: Container[str]) -> AgendaStep:
    plan = row["blueprint"]
    return AgendaStep(
        **{
            **row,
            **{name: Bilingual(**row[name]) for name in ("title", "note", "prompt")},
            "entries": tuple(id_ for id_ in row["entries"] if id_ in entries),
            "items": tuple(row["items"]),
            "blueprint": Blueprint(plan["size"], tuple(plan["competencies"]), tuple(plan["quizzes"])) if plan else None,
        }
    )
