"""``kadguide anki``: the questions for Anki."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.learner import fail, open_learner
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("anki")
@click.argument(
    "path", metavar="[FILE]", type=click.Path(dir_okay=False, path_type=Path), default=Path("kadguide.apkg")
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@knowledge_option
@lang_option
def command(path: Path, force: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Write all questions to FILE as an Anki package. A later package updates the notes and adds nothing twice."""
    from kadguide.exchange.anki import write_package

    services, wording = open_learner(overlays, lang)
    if path.exists() and not force:
        fail(wording, "learn.file_exists", path=path)
    try:
        count = write_package(path, services.trainer.material, services.engine.snapshot, wording.lang)
    except OSError as error:
        fail(wording, "learn.file_failed", path=path, reason=error)
    click.echo(wording.catalog("learn.anki_written", count=count, path=path), err=True)
