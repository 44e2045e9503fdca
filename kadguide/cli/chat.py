"""``kadguide chat``: the chat screen, or question and answer line by line where a screen makes no sense."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.options import knowledge_option, lang_option, plain_option
from kadguide.cli.prepare import open_engine

if TYPE_CHECKING:
    from kadguide.exchange.settingtext import KeyTable
    from kadguide.knowledge.model import Lang


@click.command("chat")
@plain_option
@knowledge_option
@lang_option
def command(plain: bool = False, overlays: tuple[Path, ...] = (), lang: Lang | None = None) -> None:
    """Open the chat. Without a terminal, on TERM=dumb or with --plain: questions line by line."""
    open_app(plain, overlays, lang)


def open_app(
    plain: bool, overlays: tuple[Path, ...], lang: Lang | None, *, place: tuple[str, str] | None = None, line: str = ""
) -> None:
    """Open the app, in a ``place`` if there is one; as linear text it begins with ``line`` as if it had been typed."""
    from kadguide.cli.shelf import open_journal, open_keeper
    from kadguide.config import read_settings
    from kadguide.i18n import Catalog
    from kadguide.plain.where import is_plain_console
    from kadguide.services import Services

    stored = read_settings()
    language: Lang = lang or ("en" if stored.settings.language == "en" else "id")
    services = Services(
        open_engine(overlays, language), keeper=open_keeper(stored.settings.keep_gaps), journal=open_journal()
    )
    in_browser = "TEXTUAL_DRIVER" in os.environ  # the browser mode runs on pipes
    if plain or (not in_browser and is_plain_console()):
        from itertools import chain

        from kadguide.plain.loop import converse
        from kadguide.plain.setting import SettingRoom

        lines = chain([line], sys.stdin) if line else sys.stdin
        room = SettingRoom(services.keeper, _key_table)
        remark = room.remark(Catalog(language)) if sys.stdin.isatty() else ""  # a pipe has nobody who would mend it
        converse(services, language, lines, prompt=sys.stdin.isatty(), more=(room,), remark=remark)
        return
    import gc

    gc.disable()  # the app begins to look for garbage when its first screen is seen
    from kadguide.tui.app import KadguideApp

    first = stored.first_start
    KadguideApp(services, stored.settings, language, stored.problems, first_start=first, opens=place).run()


def _key_table() -> KeyTable:
    """The keys of the screen."""
    from kadguide.tui import keymap

    return keymap
