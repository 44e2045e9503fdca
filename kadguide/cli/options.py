"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kadguide.cli.speech import translated


class _Folder(click.Path[Path]):
    """A folder that is called so in the language of the interface: this option is made before that is known."""

    def convert(self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None) -> Path:
        self.name = translated("directory")
        return super().convert(value, param, ctx)


Command = TypeVar("Command", bound=Callable[..., Any])

knowledge_option = click.option(
    "--knowledge", "overlays", multiple=True, metavar="FOLDER",
    type=_Folder(exists=True, file_okay=False, path_type=Path),
    help="Lay this folder's knowledge over the base; repeatable.",
)  # fmt: skip

lang_option = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    help="Language of the interface and of answers (default: as asked).",
)

plain_option = click.option("--plain", is_flag=True, help="Linear text, for pipes and screen readers.")
