"""Says in the language of the user what is wrong with a command line. The library for commands knows English only."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kadguide.i18n import Catalog

_WHERE = r"Invalid value for (?P<where>.+?): "
_FORMS: tuple[tuple[str, str], ...] = (
    (r"Missing argument '(?P<where>.+?)'\.", "missing"),
    (r"Missing (?:option|parameter) (?P<where>.+?)\.", "missing"),
    (r"No such command '(?P<text>.*)'\.", "no_command"),
    (r"No such option:? '?(?P<text>[^' ]+?)'?\.?(?: Did you mean (?P<other>.+)\?| \(Possible options: (?P<more>.+)\))?",
     "no_option"),
    (r"Got unexpected extra arguments? \((?P<text>.*)\)", "too_much"),
    (r"Option '(?P<where>.+?)' requires an argument\.", "no_value"),
    (r"Option '(?P<where>.+?)' does not take a value\.", "needless_value"),
    (_WHERE + r"\w+ '(?P<text>.*)' does not exist\.", "not_there"),
    (_WHERE + r"\w+ '(?P<text>.*)' is a directory\.", "is_folder"),
    (_WHERE + r"\w+ '(?P<text>.*)' is a file\.", "is_file"),
    (_WHERE + r"\w+ '(?P<text>.*)' is not (?:readable|writable)\.", "no_access"),
    (_WHERE + r"'(?P<text>.*)' is not one of (?P<more>.+)\.", "not_one_of"),
    (_WHERE + r"(?P<text>.+) is not in the range (?P<more>.+)\.", "not_in_range"),
    (_WHERE + r"'(?P<text>.*)' is not a valid .+\.", "no_number"),
    (_WHERE + r"(?P<text>.+)", "wrong"),
)  # fmt: skip
"""What the library says, and the key of the words for it."""


def tell(error: click.ClickException, words: Catalog) -> None:
    """Say an error of a command line on standard error."""
    if words.lang == "en" or not isinstance(error, click.UsageError):
        error.show()
        return
    context = error.ctx
    if context is not None:
        usage = context.get_usage().removeprefix("Usage:").strip()
        click.echo(words("usage.usage", usage=usage), err=True)
        click.echo(words("usage.help", command=context.command_path) + "\n", err=True)
    click.echo(words("usage.error", said=in_words(error.format_message(), words)), err=True)


def in_words(message: str, words: Catalog) -> str:
    """What the library says, in the language of ``words``; as it is where it says something else."""
    plain = " ".join(message.split())
    for form, key in _FORMS:
        found = re.fullmatch(form, plain)
        if found is None and key == "missing":
            found = re.match(form, plain)  # the choices follow
        if found is not None:
            parts = {name: value or "" for name, value in found.groupdict().items()}
            where = parts.pop("where", "").replace("'", "").strip("[]")
            other = (parts.pop("other", "") or parts.pop("more", "")).replace("'", "")
            said = words(f"usage.{key}", where=where, other=other, **parts)
            return f"{said} {words('usage.perhaps', other=other)}" if key == "no_option" and other else said
    return message


def asked_language(arguments: list[str]) -> str:
    """The language that a command line asks for, whatever else is wrong with it; empty where it asks for none."""
    for at, part in enumerate(arguments):
        if part.startswith("--lang="):
            return part.partition("=")[2]
        if part == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
    return ""


def own_words() -> Catalog:
    """The words of the language that was asked for or is set."""
    from kadguide.config import load_settings
    from kadguide.i18n import LANGUAGES, Catalog

    wanted = asked_language(sys.argv[1:])
    return Catalog(wanted if wanted in LANGUAGES else load_settings().language)
