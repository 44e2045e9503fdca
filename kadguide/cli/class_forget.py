"""``kadguide class forget``: personal data is deleted from the file of a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kadguide.cli.class_figures import agreed
from kadguide.cli.class_file import fail, file_argument, open_class, words
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("forget")
@file_argument
@click.option("--trainee", metavar="NIP|NUMBER", help="Delete this trainee with all answers.")
@click.option("--names", is_flag=True, help="Delete names, NIPs, units and codes of all; answers stay.")
@click.option("--yes", is_flag=True, help="Delete without asking.")
@lang_option
def command(file: str, trainee: str | None, names: bool, yes: bool, lang: Lang | None) -> None:
    """Delete personal data from the class in FILE: one trainee, or the names of all."""
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.register import Event, moment

    word = words(lang)
    if (trainee is None) != names:
        raise click.UsageError(word("report.forget_one_way"))
    with open_class(file, word) as conductor:
        register = conductor.register
        count = len(register.trainees())
        one = None if trainee is None else conductor.find_trainee(trainee)
        asked = (
            word("report.forget_ask_one", number=one.number, name=tidy(one.name))
            if one
            else word("report.forget_ask_names", count=count)
        )
        if not yes and not agreed(asked, word):
            fail(word, "report.unchanged")
        made = Event(conductor.chance.token(), moment(conductor.now()), "names_removed")
        if one:
            register.remove_trainee(one.id, made._replace(kind="removed", trainee=one.id, detail=str(one.number)))
            click.echo(word("report.forget_done_one", number=one.number), err=True)
        else:
            register.remove_names(made)
            click.echo(word("report.forget_done_names", count=count), err=True)
    click.echo(word("report.forget_copies"), err=True)
