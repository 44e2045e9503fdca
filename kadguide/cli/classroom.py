"""``kadguide class`` (``kadguide kelas``): what an instructor needs. One row of ``CLASS_COMMANDS`` a command."""

from __future__ import annotations

import click

from kadguide.cli.lazy import LazyGroup
from kadguide.cli.table import CLASS_COMMANDS


class _Class(LazyGroup):
    rows = CLASS_COMMANDS


@click.group("class", cls=_Class)
def command() -> None:
    """Run a class on regional cooperation: exams with or without a network, agenda, projector, figures, reports."""
