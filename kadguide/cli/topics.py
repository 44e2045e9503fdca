"""``kadguide topics``: what is taught, as a list, or one entry in full."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.prepare import open_engine

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("topics")
@click.argument("name", metavar="[NAME]", required=False)
@knowledge_option
@lang_option
def command(name: str | None, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """List the topics and their entries; with NAME one topic, or one entry in full."""
    from kadguide.config import load_settings
    from kadguide.wording import Wording

    engine = open_engine(overlays, lang)
    shown: Lang = lang or ("en" if load_settings().language == "en" else "id")
    wording = Wording(engine.snapshot, shown)
    snapshot = engine.snapshot
    if name and name in snapshot.position:
        from kadguide.linear import reply_text

        click.echo(f"{wording.title(name)}\n")
        click.echo(reply_text(engine.choose(name, shown), wording))
        return
    topics = [topic for topic in snapshot.topics if name in (None, topic.id)]
    if not topics:
        from kadguide.plain.contents import unknown_name

        click.echo(unknown_name(name or "", snapshot, wording), err=True)
        raise click.exceptions.Exit(Exit.FINDINGS)
    for topic in topics:
        click.echo(f"{topic.title.get(shown)} [{topic.id}]")
        for id_ in topic.entries:
            if id_ in snapshot.position:
                origin = snapshot.card_of(id_).origin
                local = f" ({wording.catalog('reply.local', origin=origin)})" if origin else ""
                click.echo(f"  {wording.title(id_)} [{id_}]{local}")
