"""``kadguide lanjut``: the next step of the path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.options import knowledge_option, lang_option, plain_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("lanjut")
@plain_option
@knowledge_option
@lang_option
def command(plain: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Go on learning where you stopped: an open session, reviews that are due, or the next module.

    With --plain, or without a terminal: line by line.
    """
    from kadguide.cli.chat import open_app

    open_app(plain, overlays, lang, place=("learn", "lanjut"), line="/lanjut")
