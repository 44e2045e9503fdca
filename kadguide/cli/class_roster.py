"""``kadguide class roster``: the trainees of a class from a list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import check_plan, fail, fail_list, open_class, read_list, words
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang


@click.command("roster")
@click.argument("file", required=False, metavar="[FILE")
@click.argument(
    "list_", required=False, metavar="LIST]", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)  # fmt: skip
@click.option("--template", type=click.Path(dir_okay=False, path_type=Path), help="Write an empty list there (.xlsx).")
@click.option("--force", is_flag=True, help="Write the template over a file that exists.")
@lang_option
def command(file: str | None, list_: Path | None, template: Path | None, force: bool, lang: Lang | None) -> None:
    """Add the trainees of LIST to the class in FILE: CSV or xlsx, with a column Nama or Name.

    Further columns: NIP, Unit or Instansi, Ruang, Waktu tambahan (a factor such as 1.5, or 50%). Whoever is in the
    class already, by the NIP, is brought up to date. With any error nothing is added. Exit code 1: errors.
    """
    word = words(lang)
    if template is not None:
        _write_template(template, word, force=force)
        if file is None:
            return
    if file is None or list_ is None:
        raise click.UsageError(word("classroom.roster_usage"))
    from kadguide.teaching.roster import enrol, plan_for

    lines = read_list(list_, word)
    with open_class(file, word) as conductor:
        plan = plan_for(conductor, lines)
        check_plan(plan, list_, word)
        enrol(conductor, plan)
    click.echo(
        word("classroom.enrolled", added=len(plan.added), changed=len(plan.changed), unchanged=plan.unchanged)
    )  # fmt: skip


def _write_template(path: Path, word: Catalog, *, force: bool) -> None:
    from kadguide.exchange.rosterfile import RosterFileError, write_template
    from kadguide.files import write_whole

    if path.suffix.casefold() != ".xlsx":
        fail(word, "classroom.only_xlsx", path=path)
    if path.exists() and not force:
        fail(word, "learn.file_exists", path=path)
    try:
        write_whole(path, write_template("en" if word.lang == "en" else "id"))
    except RosterFileError as error:
        fail_list(word, path, error)
    except OSError as error:
        fail(word, "learn.file_failed", path=path, reason=error)
    click.echo(word("classroom.template_written", path=path))
