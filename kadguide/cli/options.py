"""Options that several commands share, and what they are turned into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

knowledge_option = click.option(
    "--knowledge", "overlays", multiple=True, metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Lay this folder's knowledge over the base; repeatable.",
)  # fmt: skip

lang_option = click.option(
    "--lang",
    type=click.Choice(["id", "en"]),
    help="Language of the interface and of answers (default: as asked).",
)

plain_option = click.option("--plain", is_flag=True, help="Linear text, for pipes and screen readers.")
