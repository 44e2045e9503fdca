"""``kadguide class agenda``: the agendas of a class, with the times of the clock."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("agenda")
@click.argument("name", required=False, metavar="[ID]")
@click.option("--start", default="08:00", metavar="HH:MM", help="When a day begins (default: 08:00).")
@knowledge_option
@lang_option
def command(name: str | None, start: str, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """List the agendas; with ID print one, each step with its times."""
    from kadguide.cli.learner import fail, open_learner
    from kadguide.exchange.agenda import agenda_rows, agenda_text
    from kadguide.teaching.timetable import read_clock

    services, wording = open_learner(overlays, lang)
    agendas = services.engine.snapshot.agendas
    if name is None:
        for row in agenda_rows(agendas.values(), wording):
            click.echo(row)
        return
    clock = read_clock(start)
    if clock is None:
        raise click.BadParameter(wording.catalog("agenda.no_time", text=start[:20]), param_hint="--start")
    if name not in agendas:
        fail(wording, "agenda.unknown", name=name[:40], names=", ".join(agendas))
    click.echo(agenda_text(agendas[name], clock, wording))
