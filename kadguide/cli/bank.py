"""``kadguide bank``: questions to and from other programs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from kadguide.cli.exits import Exit
from kadguide.cli.learner import fail, open_learner
from kadguide.cli.options import knowledge_option, lang_option

if TYPE_CHECKING:
    from kadguide.exchange.bank.choosing import Group
    from kadguide.exchange.bank.question import BankError, Export, Imported, Remark
    from kadguide.knowledge.model import Lang
    from kadguide.services import Services
    from kadguide.wording import Wording

SHOWN_NAME = 60
"""Letters of the name of a question that a line about it shows."""
SHOWN_ITEMS = 5
"""Ids that a line about many questions names."""


@click.group("bank")
def command() -> None:
    """Write questions for other programs, or take questions from them."""


@command.command("export")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["gift", "moodle", "xlsx"]), required=True)
@click.option("--quiz", default="", metavar="ID", help="Only this quiz.")
@click.option("--module", default="", metavar="ID", help="Only this module of the path.")
@click.option("--case", default="", metavar="ID", help="Only the questions of this case.")
@click.option("--language", type=click.Choice(["id", "en"]), help="Language of the questions (default: both).")
@click.option("--force", is_flag=True, help="Write over files that exist.")
@knowledge_option
@lang_option
def export(
    path: Path, form: str, quiz: str, module: str, case: str, language: Lang | None, force: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Write questions to FILE. Both languages make two files (FILE-id, FILE-en), or two sheets of one xlsx.

    What the format cannot hold is listed with the reason.
    """
    from kadguide.exchange.bank.choosing import chosen_groups
    from kadguide.exchange.bank.question import BankError
    from kadguide.exchange.bank.sheet import write_sheet

    services, wording = open_learner(overlays, lang)
    langs: tuple[Lang, ...] = (language,) if language else ("id", "en")
    try:
        groups = chosen_groups(services.trainer.material, quiz=quiz, module=module, case=case)
        if form == "xlsx":
            made = [(path, write_sheet(groups, services.trainer.material, langs))]
        else:
            made = [(_named(path, one, langs), _export(groups, services, form, one)) for one in langs]
    except BankError as error:
        _fail(wording, error)
    for target, found in made:
        if not found.items:
            _say_left_out(found.remarks, wording)
            fail(wording, "bank.none_left")
        _write(target, found.data, wording, force=force)
        click.echo(wording.catalog("bank.written", count=found.items, path=target), err=True)
    _say_left_out([remark for _, found in made for remark in found.remarks], wording)


def _named(path: Path, lang: Lang, langs: tuple[Lang, ...]) -> Path:
    return path.with_stem(f"{path.stem}-{lang}") if len(langs) > 1 else path


def _export(groups: tuple[Group, ...], services: Services, form: str, lang: Lang) -> Export:
    from kadguide.exchange.bank.gift import write_gift
    from kadguide.exchange.bank.leaving import Leaving
    from kadguide.exchange.bank.moodle import write_moodle

    leaving = Leaving(services.trainer.material, services.engine.snapshot, lang)
    return (write_gift if form == "gift" else write_moodle)(groups, leaving)


def _say_left_out(remarks: Iterable[Remark], wording: Wording) -> None:
    """One line for each reason. What stays behind is named whole, what only loses something by its first items."""
    word = wording.catalog
    by_reason: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_reason[remark.weight, remark.key].append(remark)
    for (weight, key), rows in sorted(by_reason.items()):
        names = list(dict.fromkeys(row.item for row in rows))
        shown = ", ".join(names)
        if weight == "note" and len(names) > SHOWN_ITEMS:
            shown = word("bank.and_more", shown=", ".join(names[:SHOWN_ITEMS]), count=len(names) - SHOWN_ITEMS)
        text = word(f"bank.{key}", **rows[0].values)
        click.echo(word(f"bank.{weight}", count=len(names), text=text, items=shown), err=True)


@command.command("import")
@click.argument("path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "folder", required=True, metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path))
@click.option("--quiz", default="", metavar="ID", help="Name of the quiz (default: the file's name).")
@click.option("--language", type=click.Choice(["id", "en"]), default="id", help="Language of the questions.")
@click.option("--only-good", is_flag=True, help="Take the good questions when some cannot be taken.")
@click.option("--replace", is_flag=True, help="Write over a quiz of that name in FOLDER.")
@knowledge_option
@lang_option
def import_(
    path: Path, folder: Path, quiz: str, language: Lang, only_good: bool, replace: bool,
    overlays: tuple[Path, ...], lang: Lang | None,
) -> None:  # fmt: skip
    """Take the questions of FILE (GIFT, Moodle XML, or the xlsx template) into FOLDER as one quiz.

    FOLDER is a folder of your own knowledge, as --knowledge takes it; it is made when it does not exist. With any error
    nothing is written, unless --only-good. Exit code 1: errors.
    """
    from kadguide.exchange.bank.arriving import slug_of
    from kadguide.exchange.bank.question import BankError
    from kadguide.exchange.bank.reading import MOST_BYTES, known_names, read_bank, taken_elsewhere
    from kadguide.exchange.bank.storing import store_quiz

    services, wording = open_learner(overlays, lang)
    name = quiz or slug_of(path.stem) or "soal"
    day, snapshot = datetime.now(UTC).astimezone().date(), services.engine.snapshot
    try:
        if slug_of(name) != name:
            raise BankError("bad_quiz", name=name)
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        found = read_bank(data, name, language, day, known_names(snapshot))
        found = found._replace(problems=(*taken_elsewhere(found, snapshot, name, folder.name), *found.problems))
        _say_problems(found, path, wording)
        _check_errors(found, wording, only_good=only_good)
        target = store_quiz(folder, name, path.stem, day, found, language, replace=replace)
    except OSError as error:
        fail(wording, "learn.file_unread", path=path, reason=error)
    except BankError as error:
        _fail(wording, error)
    word = wording.catalog
    click.echo(word("bank.imported", count=len(found.items), path=target, folder=folder, quiz=name), err=True)
    click.echo(word("bank.imported_next", folder=folder), err=True)


def _say_problems(found: Imported, path: Path, wording: Wording) -> None:
    word = wording.catalog
    for problem in found.problems:
        key = "bank.error_line" if problem.weight == "error" else "bank.note_line"
        text = word(f"bank.{problem.key}", **problem.values)
        item = "".join(sign for sign in problem.item if sign.isprintable())[:SHOWN_NAME]
        click.echo(word(key, file=path.name, place=problem.place or "-", item=item or "-", text=text))


def _check_errors(found: Imported, wording: Wording, *, only_good: bool) -> None:
    """End the command when nothing may be written. An id that is taken is never good."""
    taken = any(problem.key in ("quiz_taken", "item_taken") for problem in found.problems)
    if found.errors and (taken or not only_good):
        fail(wording, "bank.nothing_written", errors=found.errors, good=len(found.items))
    if not found.items:
        fail(wording, "bank.nothing_good")


@command.command("template")
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", type=click.Choice(["id", "en"]), help="Language of the columns and the questions.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@lang_option
def template(path: Path, language: Lang | None, force: bool, lang: Lang | None) -> None:
    """Write an empty xlsx template to FILE, with two examples and a guide to its columns."""
    from kadguide.exchange.bank.question import BankError
    from kadguide.exchange.bank.sheet import write_template

    _, wording = open_learner((), lang)
    try:
        data = write_template(language or wording.lang)
    except BankError as error:
        _fail(wording, error)
    _write(path, data, wording, force=force)
    click.echo(wording.catalog("bank.template_written", path=path), err=True)


def _write(path: Path, data: bytes, wording: Wording, *, force: bool) -> None:
    """Write the file whole; never over another one unless ``force``."""
    from kadguide.files import write_whole

    if path.exists() and not force:
        fail(wording, "learn.file_exists", path=path)
    try:
        write_whole(path, data)
    except OSError as error:
        fail(wording, "learn.file_failed", path=path, reason=error)


def _fail(wording: Wording, error: BankError) -> NoReturn:
    """Say why a whole file or folder is of no use. Exit code 2."""
    click.echo(wording.catalog(f"bank.{error.key}", **error.values), err=True)
    raise click.exceptions.Exit(Exit.USAGE)
