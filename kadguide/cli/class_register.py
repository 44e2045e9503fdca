"""What the commands of a class share: which class they are about, and words when it cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from kadguide.cli.exits import Exit

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.keeping.kept import StoreError
    from kadguide.store.register import SqlRegister


def class_words(lang: str | None) -> Catalog:
    """The words of the language that was asked for or is set."""
    from kadguide.config import load_settings
    from kadguide.i18n import Catalog

    return Catalog(lang or load_settings().language)


def chosen_class(where: str | None, word: Catalog) -> str:
    """The file or address that was given, else the one of the settings. Ends the command without any."""
    from kadguide.config import load_settings

    found = where or load_settings().class_register
    if not found:
        stop(word("register.none"))
    return found


def opened_class(where: str, word: Catalog) -> SqlRegister:
    """The register at ``where``. Ends the command when what it needs is not installed."""
    from kadguide.exchange.document import now
    from kadguide.store.classes import open_register

    try:
        return open_register(where, now)
    except ImportError:
        stop(word("register.no_extra"))


def stop_class(error: StoreError, where: str, word: Catalog) -> NoReturn:
    """Say what is wrong with the class at ``where`` and end the command."""
    from kadguide.exchange.trouble import register_trouble

    stop(register_trouble(error, where, word))


def stop(said: str) -> NoReturn:
    """Say what is wrong and end the command."""
    click.echo(said, err=True)
    raise click.exceptions.Exit(Exit.FINDINGS)
