"""``kadguide class forget``: personal data is deleted from the file of a class."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from kadguide.cli.classfile import agreed, file_argument, open_class
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang
    from kadguide.store.register import SqlRegister
    from kadguide.teaching.register import Trainee
    from kadguide.wording import Wording


@click.command("forget")
@file_argument
@click.option("--trainee", metavar="NIP|NUMBER", help="Delete this trainee with all answers.")
@click.option("--names", is_flag=True, help="Delete names, NIPs, units and codes of all; answers stay.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@lang_option
def command(where: str, trainee: str | None, names: bool, yes: bool, lang: Lang | None) -> None:
    """Delete personal data from the class in FILE: one trainee, or the names of all."""
    from kadguide.cli.learner import fail, open_learner
    from kadguide.exchange.document import now
    from kadguide.teaching.register import Event, moment

    _, wording = open_learner((), lang)
    word = wording.catalog
    if (trainee is None) != names:
        raise click.UsageError(word("report.forget_one_way"))
    with open_class(where, wording) as register:
        count = len(register.trainees())
        one = None if trainee is None else _wanted(register, trainee.strip(), wording)
        asked = (
            word("report.forget_ask_one", number=one.number, name=one.name)
            if one
            else word("report.forget_ask_names", count=count)
        )
        if not yes and not agreed(asked, wording):
            fail(wording, "report.unchanged")
        at = moment(now())
        if one:
            register.remove_trainee(one.id)
            register.log(Event(secrets.token_hex(8), at, "removed", detail=str(one.number)))
            click.echo(word("report.forget_done_one", number=one.number), err=True)
        else:
            register.remove_names()
            register.log(Event(secrets.token_hex(8), at, "names_removed"))
            click.echo(word("report.forget_done_names", count=count), err=True)
    click.echo(word("report.forget_copies"), err=True)


def _wanted(register: SqlRegister, wanted: str, wording: Wording) -> Trainee:
    """The trainee of that NIP, or of that number in the list. Ends the command where it is not exactly one."""
    from kadguide.cli.learner import fail

    found = {t.id: t for t in register.trainees() if wanted and wanted in (t.nip, str(t.number))}
    if not found:
        fail(wording, "report.forget_nobody", wanted=wanted[:40])
    if len(found) > 1:
        fail(wording, "report.forget_several", wanted=wanted[:40])
    return next(iter(found.values()))
