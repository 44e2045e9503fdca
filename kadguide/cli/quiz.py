"""``kadguide quiz``: practise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.options import knowledge_option, lang_option, plain_option

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("quiz")
@click.argument("name", metavar="[NAME…]", nargs=-1)
@plain_option
@knowledge_option
@lang_option
def command(name: tuple[str, ...], plain: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Practise NAME: a module or quiz, "acak" (mixed), or "kilat MODULE" (cram: leaves the schedule alone).

    Without NAME: the learning path. With --plain, or without a terminal: line by line.
    """
    from kadguide.cli.chat import open_app

    typed = " ".join(name)
    open_app(plain, overlays, lang, place=("learn", typed), line=f"/kuis {typed}" if typed else "/belajar")
