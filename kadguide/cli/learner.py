"""What the commands about learning share: the learner's book with the bank, words, and files that are written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kadguide.cli.exits import Exit
from kadguide.cli.prepare import open_engine
from kadguide.cli.shelf import open_journal

if TYPE_CHECKING:
    from kadguide.keeping.kept import StoreError
    from kadguide.knowledge.model import Lang
    from kadguide.services import Services
    from kadguide.wording import Wording


def open_learner(overlays: tuple[Path, ...], lang: Lang | None) -> tuple[Services, Wording]:
    """The services with the learner's own journal, and the words of the language that was asked for or is set."""
    from kadguide.config import load_settings
    from kadguide.keeping.trouble import kept_trouble
    from kadguide.services import Services
    from kadguide.wording import Wording

    shown: Lang = lang or ("en" if load_settings().language == "en" else "id")
    services = Services(open_engine(overlays, shown), journal=open_journal())
    wording = Wording(services.engine.snapshot, shown)
    services.listen(lambda trouble: click.echo(kept_trouble(trouble, wording.catalog), err=True))
    return services, wording


def write_file(path: Path, data: bytes, wording: Wording, *, force: bool) -> None:
    """Write ``data``; never over another file unless ``force``. Ends the command when it cannot."""
    try:
        with path.open("wb" if force else "xb") as stream:
            stream.write(data)
    except FileExistsError:
        fail(wording, "learn.file_exists", path=path)
    except OSError as error:
        fail(wording, "learn.file_failed", path=path, reason=error)
    click.echo(wording.catalog("learn.file_written", path=path), err=True)


def read_file(path: Path, wording: Wording) -> str:
    """The text of a file. Ends the command when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        fail(wording, "learn.file_unread", path=path, reason=error)


def fail(wording: Wording, key: str, **values: object) -> NoReturn:
    """Say what is wrong and end the command."""
    click.echo(wording.catalog(key, **values), err=True)
    raise click.exceptions.Exit(Exit.FINDINGS)


def fail_store(wording: Wording, error: StoreError) -> NoReturn:
    """Say what is wrong with the file where things are kept and end the command."""
    from kadguide.keeping.trouble import kept_trouble

    click.echo(kept_trouble(error, wording.catalog), err=True)
    raise click.exceptions.Exit(Exit.FINDINGS)
