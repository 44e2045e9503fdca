"""``kadguide class results``: the marks and figures of a class in the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_figures import exam_option, pass_option
from kadguide.cli.class_file import file_argument, open_class
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("results")
@file_argument
@exam_option
@pass_option
@click.option("--anonymous", is_flag=True, help="Without names: trainees are numbers.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@knowledge_option
@lang_option
def command(
    file: str, exam: str, pass_percent: float | None, anonymous: bool, as_json: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Show marks, item analysis and advice of the class in FILE. Below ten trainees no figure is told."""
    from kadguide.cli.learner import open_learner
    from kadguide.exchange.classreport.gathering import gather
    from kadguide.exchange.classreport.telling import Telling, report_data
    from kadguide.exchange.classreport.writing import ReportFiles

    services, wording = open_learner(overlays, lang)
    word = wording.catalog
    with open_class(file, word, whole=True) as conductor:
        wanted = conductor.find_exam(exam).id if exam else ""
        report = gather(
            conductor.register, word, services.now(), wanted, hidden=anonymous, pass_percent=pass_percent
        )  # fmt: skip
    tables = ReportFiles(report, services.engine.snapshot, services.trainer.material, wording).tables
    if as_json:
        click.echo(json.dumps(report_data(report, tables), ensure_ascii=False, indent=1))
        return
    for line in Telling(report, tables).lines():
        click.echo(line)
