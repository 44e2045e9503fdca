"""``kadguide progress``: what was learned."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.learner import fail_store, open_learner
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("progress")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--html", "as_html", is_flag=True, help="Print an HTML page.")
@knowledge_option
@lang_option
def command(as_json: bool, as_html: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Show mastery, weak spots, history and coming reviews."""
    from kadguide.exchange.formats import render
    from kadguide.exchange.progress import progress_document
    from kadguide.keeping.kept import StoreError

    services, wording = open_learner(overlays, lang)
    try:
        document = progress_document(services.trainer, services.engine.snapshot, wording, services.now())
    except StoreError as error:
        fail_store(wording, error)
    click.echo(render(document, ".json" if as_json else ".html" if as_html else ".txt"), nl=False)
