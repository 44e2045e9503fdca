"""What the commands of a class share: its register, and plain sentences about what cannot be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

import click

from kadguide.cli.exits import Exit

if TYPE_CHECKING:
    from kadguide.exchange.rosterfile import RosterFileError
    from kadguide.i18n import Catalog
    from kadguide.keeping.kept import StoreError
    from kadguide.knowledge.model import Lang
    from kadguide.store.register import SqlRegister
    from kadguide.teaching.conducting import ConductError, Conductor
    from kadguide.teaching.register import Exam
    from kadguide.teaching.roster import Line, Plan

_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,9}")
REPORTED_ROWS = 40
"""Lines about the rows of a list; whoever has more of them has one cause for all."""

file_argument = click.argument("file", metavar="FILE")


def class_path(file: str) -> str:
    """The file of a class, with the usual ending if none was given; the address of a database as it is."""
    from kadguide.store.classes import ADDRESSES, SUFFIX

    if file.startswith(ADDRESSES) or _ENDING.fullmatch(Path(file).suffix):
        return file
    return file + SUFFIX


def is_address(where: str) -> bool:
    """Whether a class is in a database instead of a file."""
    from kadguide.store.classes import ADDRESSES

    return where.startswith(ADDRESSES)


def shown_place(where: str) -> str:
    """Where a class is, to be shown: without the password of an address."""
    from kadguide.config import without_password

    return without_password(where)


def chosen_class(file: str, word: Catalog) -> str:
    """The file or address that was given, else the one of the settings. Ends the command without any."""
    from kadguide.config import load_settings

    found = file or load_settings().class_register
    return class_path(found) if found else fail(word, "register.none")


def quoted(file: str) -> str:
    """The file of a class as it is typed again. An address is not repeated, since it may hold a password."""
    if is_address(file):
        return "postgresql://…"
    return f'"{file}"' if " " in file else file


def words(lang: Lang | None) -> Catalog:
    """The words of the language that was asked for or is set."""
    from kadguide.config import load_settings
    from kadguide.i18n import Catalog

    return Catalog(lang or load_settings().language)


def opened_register(where: str, word: Catalog) -> SqlRegister:
    """The register at ``where``, not looked at yet. Ends the command when what it needs is not installed."""
    from kadguide.exchange.document import now
    from kadguide.store.classes import open_register

    try:
        return open_register(where, now)
    except ImportError:
        end(word("register.no_extra"), Exit.USAGE)


@contextmanager
def open_class(file: str, word: Catalog, *, new: bool = False, whole: bool = False) -> Iterator[Conductor]:
    """The class in ``file``, or that of the settings; it must be there unless it is ``new``. For what tells of the
    ``whole`` class, everything in it is looked at first. Ends the command in plain words when it, or what is done with
    it, fails."""
    import secrets

    from kadguide.exchange.document import now
    from kadguide.keeping.kept import StoreError
    from kadguide.teaching.admission import Chance
    from kadguide.teaching.conducting import ConductError, Conductor

    where = chosen_class(file, word)
    if not new and not is_address(where) and not Path(where).is_file():
        fail(word, "register.error_missing", where=where)
    register = opened_register(where, word)
    conductor = Conductor(register, now, Chance(secrets.token_urlsafe, secrets.randbelow))
    try:
        if not new:
            conductor.classroom()
        if whole:
            register.check()
        yield conductor
    except ConductError as error:
        fail_conduct(word, error)
    except StoreError as error:
        fail_store(word, error, where)
    finally:
        register.close()


@contextmanager
def source_class(where: str) -> Iterator[SqlRegister]:
    """The class at ``where`` to be read only: nothing there is changed, also where nothing can be. What is wrong with
    the copy that is read is said of ``where``."""
    import tempfile

    from kadguide.exchange.document import now
    from kadguide.keeping.kept import StoreError
    from kadguide.store.sources import open_source

    with tempfile.TemporaryDirectory(prefix="kadguide-", ignore_cleanup_errors=True) as folder:
        register = open_source(where, Path(folder), now)
        try:
            yield register
        except StoreError as error:
            if not str(error.values.get("path", "")).startswith(folder):
                raise
            raise StoreError(error.code, **{**error.values, "path": shown_place(where)}) from error
        finally:
            register.close()


def fail(word: Catalog, key: str, **values: object) -> NoReturn:
    """Say what is wrong and end the command."""
    end(word(key, **values))


def end(text: str, code: Exit = Exit.FINDINGS) -> NoReturn:
    """End the command with a sentence."""
    click.echo(text, err=True)
    raise click.exceptions.Exit(code)


def fail_conduct(word: Catalog, error: ConductError) -> NoReturn:
    """Say why something cannot be done to a class."""
    from kadguide.exchange.trouble import conduct_trouble

    end(conduct_trouble(error, word))


def fail_store(word: Catalog, error: StoreError, where: str) -> NoReturn:
    """Say why the register cannot be used."""
    from kadguide.exchange.trouble import register_trouble

    end(register_trouble(error, where, word))


def exam_title(exam: Exam, word: Catalog) -> str:
    """The title of an exam in the language of the interface."""
    return exam.title.get(cast("Lang", word.lang))


# -- lists of trainees


def read_list(path: Path, word: Catalog) -> tuple[Line, ...]:
    """The rows of a list. Says what was not read; ends the command when the file is of no use."""
    from kadguide.exchange.rosterfile import MOST_BYTES, RosterFileError, Skipped, read_roster
    from kadguide.teaching.admission import tidy

    def say(skipped: Skipped) -> None:
        text = word(f"classroom.list_skipped_{skipped.what}", file=path.name, name=tidy(skipped.name), row=skipped.row)
        click.echo(text)

    try:
        with path.open("rb") as stream:
            return read_roster(stream.read(MOST_BYTES + 1), say)
    except OSError as error:
        fail(word, "classroom.list_unread", path=path, reason=error)
    except RosterFileError as error:
        fail_list(word, path, error)


def fail_list(word: Catalog, path: Path, error: RosterFileError) -> NoReturn:
    """Say why a file is of no use as a list."""
    code = Exit.USAGE if error.code == "no_library" else Exit.FINDINGS
    end(word(f"classroom.file_{error.code}", **{"path": path.name, **error.values}), code)


def check_plan(plan: Plan, path: Path, word: Catalog) -> None:
    """Say what is to be said about single rows. Ends the command when one of them is wrong."""
    for remark in plan.remarks[:REPORTED_ROWS]:
        text = word(f"classroom.row_{remark.code}", text=remark.text, how=word("classroom.error_bad_factor"))
        key = "classroom.row_error" if remark.weight == "error" else "classroom.row_note"
        click.echo(word(key, file=path.name, line=remark.line or "-", text=text))
    if len(plan.remarks) > REPORTED_ROWS:
        click.echo(word("classroom.row_more", count=len(plan.remarks) - REPORTED_ROWS))
    if plan.errors:
        fail(word, "classroom.list_refused", errors=len(plan.errors))
