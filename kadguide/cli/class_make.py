"""Makes the class that is about to be run, or adds to it what was asked for. Done twice, it adds nothing twice."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kadguide.cli.class_file import check_plan, class_path, fail, is_address, open_class, read_list

if TYPE_CHECKING:
    from kadguide.services import Services
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.drafting import Draft
    from kadguide.teaching.register import Classroom
    from kadguide.teaching.roster import Plan
    from kadguide.wording import Wording


class Wish(NamedTuple):
    """What was asked for; ``walk_in`` is ``None`` where nothing was said about it."""

    agenda: str = ""
    title: str = ""
    roster: Path | None = None
    quiz: str = ""
    module: str = ""
    minutes: int = 0
    walk_in: bool | None = None


def take_class(file: str, wish: Wish, services: Services, wording: Wording) -> tuple[str, str]:
    """The place of the class that shall run, made if there is none there, and what is to be said about it.

    Ends the command when the wish cannot be fulfilled; then nothing was made.
    """
    word = wording.catalog
    where = class_path(file) if file else _place_for_today()
    there = is_address(where) or Path(where).exists()
    with open_class(where, word, new=True) as conductor:
        classroom = conductor.register.classroom() if there else None
        if classroom is not None and wish.agenda and wish.agenda != classroom.agenda:
            fail(word, "board.other_agenda", path=where, agenda=classroom.agenda or "-")
        agenda = "" if classroom else _agenda(wish, services, wording)
        drafts = _drafts(conductor, wish, agenda, services, wording)
        plan = _plan(conductor, wish, wording)
        mark = str(services.engine.snapshot.about["checked_on"])
        if classroom is None:
            _found(conductor, where, wish, agenda, services, wording, drafts, plan)
        else:
            _change(conductor, classroom, wish, drafts, plan, mark)
    if classroom is None and not is_address(where):
        with suppress(OSError):
            Path(where).chmod(0o600)  # it holds names, NIPs and codes
    shown = "PostgreSQL" if is_address(where) else where
    key = "made_here" if classroom is None else "goes_on" if file else "goes_on_today"
    return where, word(f"board.{key}", path=shown)


def rehearse(conductor: Conductor, services: Services, wording: Wording) -> None:
    """A class to try the room out: one open exam with a question of every type, and everybody may join."""
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Bilingual
    from kadguide.teaching.rehearsal import rehearsal_draft

    title = Bilingual(Catalog("id")("board.rehearsal_exam"), Catalog("en")("board.rehearsal_exam"))
    mark = str(services.engine.snapshot.about["checked_on"])
    conductor.found(
        wording.catalog("board.rehearsal_class"), wording.lang, knowledge=mark, walk_in=True, rehearsal=True
    )  # fmt: skip
    exam = conductor.add_exam(rehearsal_draft(services.trainer.material, title), mark)
    conductor.open(exam.id)


def _place_for_today() -> str:
    """A file of today in this folder, or with one's other data where this folder cannot be written."""
    from kadguide.config import data_folder
    from kadguide.exchange.document import now
    from kadguide.store.classes import SUFFIX

    name = f"kelas-{now().astimezone():%Y-%m-%d}{SUFFIX}"
    folder = Path.cwd() if os.access(Path.cwd(), os.W_OK) else Path(data_folder())
    return str(folder / name)


def _agenda(wish: Wish, services: Services, wording: Wording) -> str:
    """The agenda of a new class. One that is made for certain questions needs none."""
    agendas = services.engine.snapshot.agendas
    if wish.agenda and wish.agenda not in agendas:
        fail(wording.catalog, "agenda.unknown", name=wish.agenda[:40], names=", ".join(agendas))
    if wish.agenda or wish.quiz or wish.module:
        return wish.agenda
    if not agendas:
        fail(wording.catalog, "board.no_agenda")
    return next(iter(agendas))


def _drafts(
    conductor: Conductor, wish: Wish, agenda: str, services: Services, wording: Wording
) -> list[Draft]:  # fmt: skip
    """The exams to add: tests of the agenda, and the quiz or module, unless it is there already."""
    from kadguide.cli.class_new import agenda_drafts
    from kadguide.teaching.drafting import draft_module, draft_quiz

    word, material = wording.catalog, services.trainer.material
    drafts = agenda_drafts(services, word, agenda, conductor)
    there = {(exam.kind, exam.title) for exam in conductor.register.exams()}
    for kind, name in (("quiz", wish.quiz), ("module", wish.module)):
        if not name:
            continue
        draft = (draft_quiz if kind == "quiz" else draft_module)(material, name, wish.minutes)
        if isinstance(draft, str):
            known = [quiz.id for quiz in material.bank.quizzes] if kind == "quiz" else list(material.modules)
            fail(word, f"classroom.{draft}", name=name[:40], names=", ".join(known))
        if (draft.kind, draft.title) not in there:
            drafts.append(draft)
    return drafts


def _plan(conductor: Conductor, wish: Wish, wording: Wording) -> Plan | None:
    """What the list does to the class. Ends the command when a row of it is wrong."""
    from kadguide.teaching.roster import plan_for

    if wish.roster is None:
        return None
    plan = plan_for(conductor, read_list(wish.roster, wording.catalog))
    check_plan(plan, wish.roster, wording.catalog)
    return plan


def _found(
    conductor: Conductor, where: str, wish: Wish, agenda: str, services: Services, wording: Wording,
    drafts: list[Draft], plan: Plan | None,
) -> None:  # fmt: skip
    title = services.engine.snapshot.agendas[agenda].title.get(wording.lang) if agenda else ""
    stem = wording.catalog("classroom.untitled") if is_address(where) else Path(where).stem
    conductor.found(
        wish.title or title or stem, wording.lang, agenda=agenda,
        knowledge=str(services.engine.snapshot.about["checked_on"]),
        walk_in=wish.roster is None if wish.walk_in is None else wish.walk_in, drafts=drafts,
        trainees=plan.added if plan else (),
    )  # fmt: skip


def _change(
    conductor: Conductor, classroom: Classroom, wish: Wish, drafts: list[Draft], plan: Plan | None, mark: str
) -> None:  # fmt: skip
    from kadguide.teaching.roster import enrol

    changed = classroom._replace(
        title=wish.title or classroom.title,
        walk_in=classroom.walk_in if wish.walk_in is None else wish.walk_in,
    )
    if changed != classroom:
        conductor.register.keep_classroom(changed)
    for draft in drafts:
        conductor.add_exam(draft, mark)
    if plan is not None:
        enrol(conductor, plan)
