"""``kadguide class copy``: the class in another file, for another room or to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.options import lang_option
from kadguide.cli.speech import translated

if TYPE_CHECKING:
    from kadguide.knowledge.model import Lang


@click.command("copy")
@click.argument("paths", nargs=-1, required=True, metavar="[CLASS] FILE")
@click.option("--room", default="", metavar="NAME", help="Make it the class of this room, with no login in it.")
@lang_option
def command(paths: tuple[str, ...], room: str, lang: Lang | None) -> None:
    """Copy a class, a file or postgresql:// address, into a new file, also while it is in use.

    Without CLASS: the class of the settings. The class is checked before, and FILE is never written over.
    """
    from kadguide.cli.class_file import chosen_class, end, fail, fail_store, source_class, words
    from kadguide.config import without_password
    from kadguide.keeping.kept import StoreError
    from kadguide.store.classes import ADDRESSES, SUFFIX
    from kadguide.teaching.admission import tidy

    if len(paths) > 2:
        raise click.UsageError(translated("too many files: [CLASS] FILE"))
    word = words(lang)
    where = chosen_class(paths[0] if len(paths) == 2 else "", word)
    name = paths[-1]
    if name.startswith(ADDRESSES):
        fail(word, "merge.copy_to_file", where=without_password(name))
    target = Path(name if Path(name).suffix else f"{name}{SUFFIX}")
    try:
        with source_class(where) as source:
            source.copy_to(target)
        if room := tidy(room):
            _give_to_room(target, room)
    except StoreError as error:
        fail_store(word, error, where)
    except ImportError:
        end(word("register.no_extra"))
    key = "merge.copied_room" if room else "merge.copied"
    click.echo(word(key, path=target, room=room))


def _give_to_room(path: Path, room: str) -> None:
    """Name the room in a new copy. Whoever is logged in is so in the other room, and may use the code here."""
    from kadguide.exchange.document import now
    from kadguide.store.classes import open_register

    register = open_register(str(path), now)
    classroom = register.classroom()
    if classroom is not None:
        register.keep_classroom(classroom._replace(room=room))
    for trainee in register.trainees():
        register.release(trainee.id)
    register.close()
