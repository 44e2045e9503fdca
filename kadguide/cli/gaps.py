"""``kadguide gaps``: what was asked and not answered, and which answers and quiz questions are said to be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.prepare import open_engine
from kadguide.cli.shelf import open_journal, open_keeper

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.keeping.keeper import Keeper
    from kadguide.knowledge.model import Lang
    from kadguide.learning.journal import Journal


@click.command("gaps")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--markdown", is_flag=True, help="Print Markdown.")
@click.option("--clear", is_flag=True, help="Delete them from this machine, after asking.")
@click.option("--yes", is_flag=True, help="With --clear: do not ask.")
@knowledge_option
@lang_option
def command(
    as_json: bool, markdown: bool, clear: bool, yes: bool, overlays: tuple[Path, ...], lang: Lang | None
) -> None:
    """List questions without an answer, and answers and quiz questions said to be wrong, as kept on this machine.

    Nothing is sent anywhere. Exit code 0: listed, or deleted; 1: there are none, or they could not be read or deleted.
    """
    from kadguide.config import load_settings
    from kadguide.exchange.document import now
    from kadguide.exchange.formats import render
    from kadguide.exchange.kept import report_document
    from kadguide.i18n import Catalog
    from kadguide.keeping.kept import StoreError
    from kadguide.keeping.trouble import kept_trouble

    settings = load_settings()
    shown: Lang = lang or ("en" if settings.language == "en" else "id")
    word = Catalog(shown)
    keeper = open_keeper(settings.keep_gaps)
    troubles: list[StoreError] = []
    keeper.listen(troubles.append)
    kept = keeper.all()
    for trouble in troubles:
        click.echo(kept_trouble(trouble, word), err=True)
    if troubles:
        raise click.exceptions.Exit(Exit.FINDINGS)
    journal = open_journal()
    try:
        complaints = journal.complaints()
    except StoreError as error:
        click.echo(kept_trouble(error, word), err=True)
        raise click.exceptions.Exit(Exit.FINDINGS) from error
    count = len(kept.gaps) + len(kept.flags) + len(complaints)
    if clear:
        _clear(keeper, journal, word, count, yes)
        return
    if as_json or markdown or count:
        document = report_document(kept, open_engine(overlays, shown).snapshot, shown, now(), complaints)
        click.echo(render(document, ".json" if as_json else ".md" if markdown else ".txt"), nl=False)
    else:
        click.echo(word("kept.no_reports"))
    click.echo(word("kept.where", path=keeper.where), err=True)
    raise click.exceptions.Exit(Exit.OK if count else Exit.FINDINGS)


def _clear(keeper: Keeper, journal: Journal, word: Catalog, count: int, yes: bool) -> None:
    """Delete all of them, when there are any and the user says so."""
    from kadguide.keeping.kept import StoreError
    from kadguide.keeping.trouble import kept_trouble

    if not count:
        click.echo(word("kept.no_reports"))
        return
    if not yes and not click.confirm(word("kept.confirm_clear", count=count)):
        click.echo(word("kept.not_cleared"))
        return
    try:
        keeper.clear_reports()
        journal.clear_complaints()
    except StoreError as error:
        click.echo(kept_trouble(error, word), err=True)
        raise click.exceptions.Exit(Exit.FINDINGS) from error
    click.echo(word("kept.cleared", count=count))
