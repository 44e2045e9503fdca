"""``kadguide data``: what the learner did, taken along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.learner import fail, fail_store, open_learner, read_file, write_file
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("data")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of printing.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.option("--read", "source", type=click.Path(dir_okay=False, path_type=Path), help="Read such a file back.")
@lang_option
def command(output: Path | None, force: bool, source: Path | None, lang: Lang | None) -> None:
    """Print all sessions, answers, cards and reports as JSON, or read them back with --read.

    Reading adds what is not there yet, all of it or nothing.
    """
    from kadguide.exchange.learned import LearnedError, learned_json, read_learned
    from kadguide.keeping.kept import StoreError

    services, wording = open_learner((), lang)
    try:
        if source is None:
            text = learned_json(services.journal, services.now())
            if output is None:
                click.echo(text, nl=False)
            else:
                write_file(output, text.encode(), wording, force=force)
            return
        found = read_learned(read_file(source, wording))
        services.journal.add_all(*found)
    except LearnedError as error:
        fail(wording, "learn.data_bad", path=source, where=error.where)
    except StoreError as error:
        fail_store(wording, error)
    counts = {"answers": len(found.answers), "sessions": len(found.sessions), "cards": len(found.cards)}
    click.echo(wording.catalog("learn.data_read", **counts), err=True)
