"""Help, usage and errors of the command line in the language of the interface.

The program's own words stand in English where a command is defined; those of click, the command line library, in click.
``locale/commands.id.toml`` has both in Indonesian, and is read only when one of them is to be said.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import ModuleType

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from kadguide.i18n import LANGUAGES

_SPEAKING: tuple[ModuleType, ...] = (core, decorators, exceptions, formatting, parser, termui, types)
"""The parts of click that say something."""
_STANDING = {
    "integer": "ANGKA", "integer range": "ANGKA", "float": "ANGKA", "float range": "ANGKA", "text": "TEKS",
}  # fmt: skip
"""What stands for the value of an option that names none, by its type. Files and folders click names itself."""
_NAMES = re.compile(r"[A-Z]{2,}")
"""Names of arguments in what stands for them: ``FILE`` in ``[FILE]``."""
HELPED = "kadguide.helped"
"""In the ``meta`` of a context: whether help is asked for, so that commands are needed in other words."""
_HELP = ("-h", "--help")
_speaks = ["en"]
"""The language that is spoken now."""


def asked_language(arguments: Sequence[str]) -> str:
    """The language that a command line asks for with ``--lang``, or else that of the settings."""
    for argument, after in zip(arguments, [*arguments[1:], ""], strict=False):
        lang = after if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and lang in LANGUAGES:
            return lang
    from kadguide.config import load_settings

    return load_settings().language


def asks_for_help(arguments: Sequence[str]) -> bool:
    """Whether a command line asks for help; only then, or when it is wrong, are other words looked up."""
    return any(argument in _HELP for argument in arguments)


def speak(lang: str) -> None:
    """Say everything in ``lang`` from now on: ``id``, or else English."""
    _speaks[:] = [lang]
    for module in _SPEAKING:
        for name, words in (("_", translated), ("ngettext", _counted)):
            if hasattr(module, name):
                setattr(module, name, words)


def spoken() -> str:
    """The language that is spoken."""
    return _speaks[0]


def translated(text: str) -> str:
    """``text`` in the language that is spoken; as it is where there are no other words for it."""
    return _indonesian().get(text, text) if spoken() == "id" else text


def _counted(one: str, many: str, count: int) -> str:
    return translated(one if count == 1 else many)


@cache
def _indonesian() -> dict[str, str]:
    import tomllib

    text = (Path(__file__).parent.parent / "locale" / "commands.id.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(text)
    return words


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a description, each in one line, as they stand in the file of words."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", text.strip())]


def localised(command: click.Command) -> click.Command:
    """``command`` with its help in the language that is spoken; itself when that is English."""
    if spoken() != "id":
        return command
    said = copy.copy(command)
    if command.help:
        said.help = "\n\n".join(translated(part) for part in paragraphs(command.help))
    said.options_metavar = translated(command.options_metavar or "") or None
    said.params = [localised_parameter(parameter) for parameter in command.params]
    if isinstance(said, click.Group):
        said.subcommand_metavar = translated(said.subcommand_metavar)
        said.commands = {name: localised(part) for name, part in said.commands.items()}
    return said


def localised_parameter(parameter: click.Parameter) -> click.Parameter:
    """An argument or an option with its name and its help in the language that is spoken."""
    if spoken() != "id":
        return parameter
    said = copy.copy(parameter)
    if said.metavar:
        said.metavar = _NAMES.sub(lambda found: translated(found[0]), said.metavar)
    if isinstance(said, click.Option):
        said.help = translated(said.help) if said.help else said.help
        if said.metavar is None and not said.is_flag:
            said.metavar = _STANDING.get(said.type.name)
    return said
