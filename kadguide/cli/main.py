"""The command group. Each command loads what it needs when it runs, so that the others start at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kadguide.cli.exits import Exit
from kadguide.cli.lazy import LazyGroup
from kadguide.cli.options import knowledge_option, lang_option, plain_option
from kadguide.cli.speech import HELPED, asked_language, asks_for_help, localised, localised_parameter, speak, translated
from kadguide.cli.table import COMMANDS

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


class _Main(LazyGroup):
    rows = COMMANDS


@click.group(cls=_Main, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, help="Print the version and stop.")
@plain_option
@knowledge_option
@lang_option
@click.pass_context
def main(ctx: click.Context, version: bool, plain: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Offline tutor for Indonesian regional cooperation (kerja sama daerah). Without a command: the chat."""
    if version:
        from kadguide import __version__

        click.echo(f"kadguide {__version__}")
        return
    if ctx.invoked_subcommand is None:
        command = main.get_command(ctx, "chat")
        if command is not None:
            ctx.invoke(command, plain=plain, overlays=overlays, lang=lang)
    elif plain or overlays or lang:
        said = translated("put these options behind the command: kadguide {command} …")
        raise click.UsageError(said.format(command=ctx.invoked_subcommand))


def run() -> None:
    """Run the command line and end the process with its exit code (see :class:`Exit`)."""
    if "_KADGUIDE_COMPLETE" in os.environ:
        main.main(prog_name="kadguide")  # the shell asks for completions
    code: Any = Exit.OK
    try:
        speak(asked_language(sys.argv[1:]))
        helped = asks_for_help(sys.argv[1:])
        said = localised(main) if helped else main
        # Not ``main.main()``: that one calls a reader who has gone an error.
        with said.make_context("kadguide", sys.argv[1:]) as context:
            context.meta[HELPED] = helped
            code = said.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.exceptions.Abort:
        code = Exit.INTERRUPTED
    except click.ClickException as error:
        if isinstance(error, click.UsageError) and error.ctx is not None:
            error.ctx.command = localised(error.ctx.command)
        if isinstance(error, click.BadParameter) and error.param is not None:
            error.param = localised_parameter(error.param)
        error.show()
        code = Exit.USAGE
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader has gone (``| head``): point stdout at nothing, so that Python does not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.OK
    sys.exit(int(code) if isinstance(code, int) else Exit.OK)
