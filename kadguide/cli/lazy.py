"""A command group that knows its commands by name and imports a command's module when it is called."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import click

from kadguide.cli.speech import HELPED, localised, spoken, translated
from kadguide.cli.table import CommandRow


class LazyGroup(click.Group):
    """A group over a table of commands: one row a command. Each module has its command as ``command``."""

    rows: Sequence[CommandRow] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [row.name for row in self.rows]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        row = next((row for row in self.rows if cmd_name == row.name or cmd_name in row.aliases), None)
        if row is None:
            return None
        module = importlib.import_module(f"kadguide.cli.{row.module or row.name}")
        command: click.Command = module.command
        return localised(command) if ctx.meta.get(HELPED) else command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(translated("Commands")):
            formatter.write_dl([(shown_name(row), translated(row.summary)) for row in self.rows])


def shown_name(row: CommandRow) -> str:
    """A command as the help of the language calls it: by its Indonesian name where there is one."""
    return row.aliases[0] if row.aliases and spoken() == "id" else row.name
