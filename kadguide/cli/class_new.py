"""``kadguide class new``: a class with its tests and its trainees."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import (
    check_plan,
    class_path,
    exam_title,
    fail,
    file_argument,
    is_address,
    open_class,
    quoted,
    read_list,
    shown_place,
)
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.services import Services
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.drafting import Draft


@click.command("new")
@file_argument
@click.option("--title", default="", help="What the class is called (default: as the agenda, or the file).")
@click.option("--agenda", default="", metavar="ID", help="Make the tests of this agenda.")
@click.option(
    "--roster", "list_", metavar="LIST", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Trainees: CSV or xlsx with a column Nama or Name.",
)  # fmt: skip
@click.option("--walk-in", is_flag=True, help="Let people join who are on no list.")
@click.option("--rehearsal", is_flag=True, help="A class to try the room out; it counts for nothing.")
@knowledge_option
@lang_option
def command(
    file: str, title: str, agenda: str, list_: Path | None, walk_in: bool, rehearsal: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Make a class in FILE (.kadkelas), or in the database at a postgresql:// address. Never over another class.

    Nothing is made when the list has an error.
    """
    from kadguide.cli.learner import open_learner
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.roster import Plan, plan_for

    services, wording = open_learner(overlays, lang)
    word, where = wording.catalog, class_path(file)
    if not is_address(where) and Path(where).exists():
        fail(word, "classroom.file_exists", path=where)
    with open_class(file, word, new=True) as conductor:
        drafts = agenda_drafts(services, word, agenda, conductor)
        plan = plan_for(conductor, read_list(list_, word)) if list_ else Plan()
        if list_:
            check_plan(plan, list_, word)
        plans = services.engine.snapshot.agendas
        named = tidy(title) or (plans[agenda].title.get(wording.lang) if agenda else "") or Path(where).stem
        mark = str(services.engine.snapshot.about["checked_on"])
        made = conductor.found(
            named if not is_address(where) or title or agenda else word("classroom.untitled"), wording.lang,
            agenda=agenda, knowledge=mark, walk_in=walk_in, rehearsal=rehearsal, drafts=drafts, trainees=plan.added,
        )  # fmt: skip
        exams = conductor.register.exams()
    if not is_address(where):
        with suppress(OSError):
            Path(where).chmod(0o600)  # it holds names, NIPs and codes
    click.echo(word("classroom.made", title=made.title, path=shown_place(where)))
    for exam, draft in zip(exams, drafts, strict=True):
        click.echo(_exam_line(word, exam.number, exam_title(exam, word), len(draft.items), exam.minutes))
    click.echo(word("classroom.made_trainees", count=len(plan.added)))
    if walk_in:
        click.echo(word("classroom.made_walk_in"))
    if not plan.added and not walk_in:
        click.echo(word("classroom.next_roster", file=quoted(file)))
    if not exams:
        click.echo(word("classroom.next_exam", file=quoted(file), agendas=", ".join(plans)))
    if plan.added:
        click.echo(word("classroom.next_codes", file=quoted(file)))
    if exams and (plan.added or walk_in):
        click.echo(word("classroom.next_serve", file=quoted(file)))


def agenda_drafts(services: Services, word: Catalog, agenda: str, conductor: Conductor) -> list[Draft]:
    """The tests of the agenda, the second with other questions than the first."""
    from kadguide.knowledge.agendas import TESTS
    from kadguide.teaching.drafting import draft_test

    agendas = services.engine.snapshot.agendas
    if not agenda:
        return []
    if agenda not in agendas:
        fail(word, "agenda.unknown", name=agenda[:40], names=", ".join(agendas))
    drafts: list[Draft] = []
    for kind in TESTS:
        used = {item.id for draft in drafts for item in draft.items}
        found = draft_test(services.trainer.material, agendas[agenda], kind, conductor.chance.token(), used)
        if not isinstance(found, str):
            drafts.append(found)
    return drafts


def _exam_line(word: Catalog, number: int, title: str, count: int, minutes: int) -> str:
    key = "classroom.exam_line" if minutes else "classroom.exam_line_free"
    return word(key, number=number, title=title, count=count, minutes=minutes)
