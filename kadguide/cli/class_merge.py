"""``kadguide class merge``: the results of several rooms in one class."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.exits import Exit
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.store.register import SqlRegister
    from kadguide.teaching.merging import Merge
    from kadguide.teaching.register import Contents

_TRIES = 5
"""How often a merge is planned anew because somebody answered in the target meanwhile."""


@click.command("merge")
@click.argument("target", metavar="TARGET")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@lang_option
def command(target: str, sources: tuple[str, ...], lang: Lang | None) -> None:
    """Take the results of other rooms' copies of a class (SOURCE…) into the class TARGET.

    Sources are never changed, and each is taken in one go. What contradicts the target is refused and told; merging
    the same file again takes nothing twice. Exit code 0: all is in TARGET; 1: something was refused.
    """
    from kadguide.cli.class_file import class_path, fail_store, opened_register, words
    from kadguide.config import without_password
    from kadguide.exchange.trouble import conduct_trouble
    from kadguide.keeping.kept import StoreError
    from kadguide.teaching.conducting import ConductError, numbers_of, open_exams

    word, target = words(lang), class_path(target)
    register = opened_register(target, word)
    good = True
    try:
        if register.classroom() is None:
            raise StoreError("missing")
        for source in map(class_path, sources):
            click.echo(word("merge.source", where=without_password(source)))
            good = _merge(register, target, source, word) and good
        if len(opened := open_exams(register)) > 1:
            click.echo(conduct_trouble(ConductError("two_open", exams=numbers_of(opened)), word), err=True)
    except StoreError as error:
        fail_store(word, error, target)
    finally:
        register.close()
    if not good:
        click.echo(word("merge.some_refused"), err=True)
        raise click.exceptions.Exit(Exit.FINDINGS)


def _merge(register: SqlRegister, target: str, where: str, word: Catalog) -> bool:
    """Take one source and say so. False when something was refused."""
    from kadguide.cli.class_file import source_class
    from kadguide.exchange.merging import merge_lines
    from kadguide.exchange.trouble import register_trouble
    from kadguide.keeping.kept import StoreError
    from kadguide.teaching.merging import MergeError

    if _same_place(target, where):
        return _refused(word("merge.itself"))
    try:
        with source_class(where) as source:
            found = source.contents()
    except StoreError as error:
        return _refused(word("merge.refused", what=register_trouble(error, where, word)))
    except ImportError:
        return _refused(word("merge.refused", what=word("register.no_extra")))
    try:
        merge, before = _take(register, found, _label(where))
    except MergeError as error:
        return _refused(word(f"merge.{error.code}"))
    for line in merge_lines(merge, before, found, word):
        click.echo(f"  {line}")
    return not merge.refused


def _refused(said: str) -> bool:
    click.echo(f"  {said}")
    return False


def _take(register: SqlRegister, found: Contents, label: str) -> tuple[Merge, Contents]:
    """Plan and do the merge; anew when the target has changed in between. Also what the target was before."""
    import secrets

    from kadguide.exchange.document import now
    from kadguide.keeping.kept import StoreError
    from kadguide.teaching.merging import plan_merge
    from kadguide.teaching.register import Event, moment

    for left in reversed(range(_TRIES)):
        before = register.contents()
        merge = plan_merge(before, found, label)
        events = list(merge.changes.events)
        for kind, count in (("merged", merge.attempts.taken + merge.longer), ("merge_refused", len(merge.refused))):
            if count or (kind == "merged" and merge.changes_anything):
                about = Event(secrets.token_urlsafe(12), moment(now()), "merged", room=label, detail=str(count))
                events.append(about if kind == "merged" else about._replace(kind="merge_refused"))
        try:
            if events:
                register.apply(merge.changes._replace(events=tuple(events)))
        except StoreError as error:
            if error.code == "conflict" and left:
                continue
            raise
        return merge, before
    raise AssertionError("unreachable")


def _label(where: str) -> str:
    """What a room is called whose copy has no name for it: the file's name."""
    from kadguide.store.classes import ADDRESSES

    return "" if where.startswith(ADDRESSES) else Path(where).stem[:40]


def _same_place(target: str, source: str) -> bool:
    from kadguide.store.classes import ADDRESSES

    if target.startswith(ADDRESSES) or source.startswith(ADDRESSES):
        return target == source
    try:
        return Path(target).samefile(source)
    except OSError:
        return False
