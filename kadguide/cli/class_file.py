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
    """Where a class is, to be shown: an address holds a password."""
    return "PostgreSQL" if is_address(where) else where


def words(lang: Lang | None) -> Catalog:
    """The words of the language that was asked for or is set."""
    from kadguide.config import load_settings
    from kadguide.i18n import Catalog

    return Catalog(lang or load_settings().language)


@contextmanager
def open_class(file: str, word: Catalog, *, new: bool = False) -> Iterator[Conductor]:
    """The class in ``file``, which must be there unless it is ``new``. Ends the command in plain words when it, or what
    is done with it, fails."""
    import secrets

    from kadguide.exchange.document import now
    from kadguide.keeping.kept import StoreError
    from kadguide.store.classes import open_register
    from kadguide.teaching.admission import Chance
    from kadguide.teaching.conducting import ConductError, Conductor

    where = class_path(file)
    if not new and not is_address(where) and not Path(where).is_file():
        fail(word, "classroom.no_file", path=where)
    try:
        register = open_register(where, now)
    except ImportError:
        end(word("classroom.no_postgres"), Exit.USAGE)
    conductor = Conductor(register, now, Chance(secrets.token_urlsafe, secrets.randbelow))
    try:
        if not new:
            conductor.classroom()
        yield conductor
    except ConductError as error:
        fail_conduct(word, error)
    except StoreError as error:
        fail_store(word, error, where)
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
    values = {key: str(value)[:60] for key, value in error.values.items()}
    values["title"] = values.get(f"title_{word.lang}", "")
    fail(word, f"classroom.error_{error.code}", **values)


def fail_store(word: Catalog, error: StoreError, where: str) -> NoReturn:
    """Say why the register cannot be used."""
    key = f"classroom.store_{error.code}"
    fail(
        word, key if word.has(key) else "classroom.store_failed", path=shown_place(where),
        reason=error.values.get("reason", error.code),
    )  # fmt: skip


def decimal(value: float, word: Catalog) -> str:
    """A factor as it is written in the language: 1,5 or 1.5."""
    return f"{value:g}".replace(".", "," if word.lang == "id" else ".")


def exam_title(exam: Exam, word: Catalog) -> str:
    """The title of an exam in the language of the interface."""
    return exam.title.get(cast("Lang", word.lang))


# -- lists of trainees


def read_list(path: Path, word: Catalog) -> tuple[Line, ...]:
    """The rows of a list. Ends the command when the file is of no use."""
    from kadguide.exchange.rosterfile import MOST_BYTES, RosterFileError, read_roster

    try:
        with path.open("rb") as stream:
            return read_roster(stream.read(MOST_BYTES + 1))
    except OSError as error:
        fail(word, "classroom.list_unread", path=path, reason=error.strerror or str(error))
    except RosterFileError as error:
        fail_list(word, path, error)


def fail_list(word: Catalog, path: Path, error: RosterFileError) -> NoReturn:
    """Say why a file is of no use as a list."""
    code = Exit.USAGE if error.code == "no_library" else Exit.FINDINGS
    end(word(f"classroom.file_{error.code}", **{"path": path.name, **error.values}), code)


def check_plan(plan: Plan, path: Path, word: Catalog) -> None:
    """Say what is to be said about single rows. Ends the command when one of them is wrong."""
    for remark in plan.remarks[:REPORTED_ROWS]:
        text = word(f"classroom.row_{remark.code}", text=remark.text)
        key = "classroom.row_error" if remark.weight == "error" else "classroom.row_note"
        click.echo(word(key, file=path.name, line=remark.line or "-", text=text))
    if len(plan.remarks) > REPORTED_ROWS:
        click.echo(word("classroom.row_more", count=len(plan.remarks) - REPORTED_ROWS))
    if plan.errors:
        fail(word, "classroom.list_refused", errors=len(plan.errors))
