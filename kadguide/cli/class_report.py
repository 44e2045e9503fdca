"""``kadguide class report``: what an instructor takes home from a class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_figures import exam_option, pass_option
from kadguide.cli.class_file import file_argument, open_class, words
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang
    from kadguide.wording import Wording


@click.command("report")
@file_argument
@click.option(
    "-o", "--output", required=True, metavar="FOLDER|FILE", type=click.Path(path_type=Path),
    help="A folder for everything, or one file: .xlsx, .html or .csv.",
)  # fmt: skip
@exam_option
@pass_option
@click.option("--anonymous", is_flag=True, help="Without names, NIPs, units and codes.")
@click.option("--bom", is_flag=True, help="Put a byte order mark before CSV, for Excel.")
@click.option("--force", is_flag=True, help="Write over files that exist.")
@knowledge_option
@lang_option
def command(
    file: str, output: Path, exam: str, pass_percent: float | None, anonymous: bool, bom: bool, force: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Write the report of the class in FILE.

    A folder gets the workbook, the results, the official record and the attendance list to print, and all tables as
    CSV for other programs. One .html file holds all that is printed, one .csv file the marks.
    """
    from kadguide.cli.learner import fail, open_learner
    from kadguide.exchange.classreport.gathering import gather
    from kadguide.exchange.classreport.workbook import NoLibraryError
    from kadguide.exchange.classreport.writing import ENDINGS, ReportFiles

    ending = "" if output.is_dir() else output.suffix.casefold()
    if ending not in ("", *ENDINGS):
        raise click.BadParameter(words(lang)("report.bad_ending", ending=ending), param_hint="--output")
    services, wording = open_learner(overlays, lang)
    with open_class(file, wording.catalog, whole=True) as conductor:
        wanted = conductor.find_exam(exam).id if exam else ""
        report = gather(
            conductor.register, wording.catalog, services.now(), wanted, hidden=anonymous, pass_percent=pass_percent
        )  # fmt: skip
    files = ReportFiles(report, services.engine.snapshot, services.trainer.material, wording)
    try:
        made = {output: files.one(ending, mark=bom)} if ending else {
            output / name: data for name, data in files.folder(mark=bom).items()
        }  # fmt: skip
    except NoLibraryError:
        fail(wording, "report.no_library")
    _write(made, None if ending else output, wording, force=force)


def _write(files: dict[Path, bytes], folder: Path | None, wording: Wording, *, force: bool) -> None:
    """Write all files, or none when one of them is there already."""
    from kadguide.cli.learner import fail
    from kadguide.files import write_whole

    if not force and (there := [path for path in files if path.exists()]):
        fail(wording, "report.exists", path=there[0])
    path = folder
    try:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            write_whole(path, data)
            click.echo(wording.catalog("report.written", path=path), err=True)
    except OSError as error:
        fail(wording, "learn.file_failed", path=path, reason=error)
