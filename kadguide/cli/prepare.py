"""What several commands need before they can answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit

if TYPE_CHECKING:
    from kadguide.answering.engine import Engine


def open_engine(overlays: tuple[Path, ...], lang: str | None) -> Engine:
    """The engine for the base knowledge and the overlays; ends the command with a clear message when there is none."""
    from kadguide.answering.loading import load_engine
    from kadguide.config import cache_folder, knowledge_root, load_settings, overlay_folders

    try:
        return load_engine(knowledge_root(), overlay_folders(overlays), cache_folder())
    except Exception as error:
        from kadguide.i18n import Catalog
        from kadguide.knowledge.reader import KnowledgeError

        if not isinstance(error, KnowledgeError | OSError):
            raise
        problem = str(error.problem) if isinstance(error, KnowledgeError) else str(error)
        click.echo(Catalog(lang or load_settings().language)("error.knowledge", problem=problem), err=True)
        raise click.exceptions.Exit(Exit.USAGE) from error
