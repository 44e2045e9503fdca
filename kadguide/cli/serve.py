"""``kadguide serve``: the app in a browser on this machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import knowledge_option, lang_option
from kadguide.cli.prepare import open_engine, say_error

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang

PORT = 8123
SESSIONS = 4


@click.command("serve")
@click.option("--port", type=click.IntRange(1024, 65535), default=PORT, show_default=True, help="Port to listen on.")
@click.option(
    "--sessions",
    type=click.IntRange(1, 50),
    default=SESSIONS,
    show_default=True,
    help="Pages that can be open at once.",
)
@click.option("--without-key", is_flag=True, help="Let in everybody on this machine.")
@knowledge_option
@lang_option
def command(port: int, sessions: int, without_key: bool, overlays: tuple[Path, ...], lang: Lang | None) -> None:
    """Serve the app to browsers on this machine, until Ctrl+C. Other machines cannot reach it.

    The address has a key of its own: other users of this machine do not get in without it. Needs the extra: pip install
    'kadguide[web]'. Add &fontsize=24 to the address for larger letters.
    """
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        say_error("web.extra_missing", lang)
        raise click.exceptions.Exit(Exit.USAGE)
    import asyncio

    from kadguide.config import load_settings
    from kadguide.i18n import Catalog
    from kadguide.web.key import new_key
    from kadguide.web.server import Server

    open_engine(overlays, lang)  # makes the index once, and says now what is wrong with the knowledge
    word = Catalog(lang or load_settings().language)
    arguments = [part for folder in overlays for part in ("--knowledge", str(folder.resolve()))]
    server = Server(
        word, port, sessions, [*arguments, *(["--lang", lang] if lang else [])], "" if without_key else new_key()
    )
    try:
        asyncio.run(server.run(lambda: click.echo(word("web.ready", address=server.address))))
    except OSError as error:
        say_error("web.port_taken", lang, port=port, reason=error)
        raise click.exceptions.Exit(Exit.USAGE) from error
