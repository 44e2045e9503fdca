"""``kadguide class exam``: one more exam for a class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import exam_title, fail, file_argument, open_class
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.speech import translated

if TYPE_CHECKING:
    from kadguide.knowledge.agendas import TestKind
    from kadguide.knowledge.model import Lang
    from kadguide.services import Services
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.drafting import Draft, Missing
    from kadguide.wording import Wording


@click.command("exam")
@file_argument
@click.option("--quiz", default="", metavar="ID", help="The questions of this quiz.")
@click.option("--module", default="", metavar="ID", help="The questions of this module of the path.")
@click.option("--test", type=click.Choice(["pre", "post"]), help="A test of the agenda, with questions drawn anew.")
@click.option("--agenda", default="", metavar="ID", help="With --test: of this agenda (default: that of the class).")
@click.option("--minutes", type=click.IntRange(0, 600), metavar="N", help="Time for it; 0 for no limit.")
@click.option("--title", default="", help="What it is called.")
@click.option("--no-mark", is_flag=True, help="Do not show trainees their mark once it is closed.")
@knowledge_option
@lang_option
def command(
    file: str, quiz: str, module: str, test: TestKind | None, agenda: str, minutes: int | None, title: str,
    no_mark: bool, overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Add an exam to the class in FILE: a quiz, a module, or a test of the agenda. Open it on the board, or with
    kadguide class control FILE open."""
    from kadguide.cli.learner import open_learner
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.conducting import same_title

    if sum(map(bool, (quiz, module, test))) != 1:
        raise click.UsageError(translated("choose one of --quiz, --module and --test"))
    services, wording = open_learner(overlays, lang)
    word = wording.catalog
    with open_class(file, word) as conductor:
        draft = _draft(services, wording, conductor, quiz, module, test, agenda)
        draft = draft._replace(minutes=draft.minutes if minutes is None else minutes, reveal=not no_mark)
        if tidy(title):
            draft = draft._replace(title=same_title(tidy(title)))
        exam = conductor.add_exam(draft, str(services.engine.snapshot.about["checked_on"]))
    key = "classroom.exam_line" if exam.minutes else "classroom.exam_line_free"
    click.echo(word("classroom.exam_added"))
    click.echo(
        word(
            key, number=exam.number, title=exam_title(exam, word), count=len(draft.items), minutes=exam.minutes
        )
    )  # fmt: skip


def _draft(
    services: Services,
    wording: Wording,
    conductor: Conductor,
    quiz: str,
    module: str,
    test: TestKind | None,
    agenda: str,
) -> Draft:
    """What was asked for. Ends the command when there is no such thing."""
    from kadguide.teaching.drafting import draft_module, draft_quiz, draft_test

    material, agendas, word = services.trainer.material, services.engine.snapshot.agendas, wording.catalog
    found: Draft | Missing
    if test is not None:
        name = agenda or conductor.classroom().agenda
        if name not in agendas:
            fail(word, "agenda.unknown", name=name[:40] or "-", names=", ".join(agendas))
        found = draft_test(material, agendas[name], test, conductor.chance.token(), conductor.used_items())
    elif quiz:
        found = draft_quiz(material, quiz)
    else:
        found = draft_module(material, module)
    if isinstance(found, str):
        known = [quiz.id for quiz in material.bank.quizzes] if quiz else list(material.modules)
        fail(word, f"classroom.{found}", name=(quiz or module)[:40], names=", ".join(known))
    return found
