"""What the commands about a class that is over share: its register, its report, and failures in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.learner import fail

if TYPE_CHECKING:
    from kadguide.store.register import SqlRegister
    from kadguide.wording import Wording

file_argument = click.argument("where", metavar="FILE")
exam_option = click.option("--exam", default="", metavar="ID", help="Only this exam (its id or number).")
pass_option = click.option(
    "--pass", "pass_percent", type=click.FloatRange(0, 100), metavar="PERCENT", help="Mark from which one passes."
)


@contextmanager
def open_class(where: str, wording: Wording) -> Iterator[SqlRegister]:
    """The register of the class at ``where``, which must exist. Ends the command with plain words when that fails."""
    from kadguide.exchange.document import now
    from kadguide.keeping.kept import StoreError
    from kadguide.store.classes import ADDRESSES, open_register

    if not where.startswith(ADDRESSES) and not Path(where).is_file():
        fail(wording, "report.no_class", path=where)
    try:
        register = open_register(where, now)
    except ImportError:
        fail(wording, "report.no_postgres")
    try:
        yield register
    except StoreError as error:
        values = {"path": "kadguide" if where.startswith(ADDRESSES) else where, "reason": "?", **error.values}
        fail(wording, f"report.store_{error.code}", **values)
    finally:
        register.close()


def agreed(question: str, wording: Wording) -> bool:
    """Whether the user says yes, in either language. Anything else is no: what is asked here cannot be undone."""
    click.echo(question)
    typed: str = click.prompt(wording.catalog("report.yes_or_no"), default="", show_default=False)
    return typed.strip().casefold() in wording.catalog("kept.yes_words").split()
