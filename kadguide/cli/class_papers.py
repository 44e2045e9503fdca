"""``kadguide class papers``: an exam as a file, for trainees without a network."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kadguide.cli.class_file import class_path, end, exam_title, fail, file_argument, open_class, shown_place, words
from kadguide.cli.exits import Exit
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.conducting import Conductor
    from kadguide.teaching.handout import Made
    from kadguide.teaching.register import Exam

MANY = 50
"""Trainees from which the making of an exam file takes so long that it is announced."""


@click.command("papers")
@file_argument
@click.option("--exam", "name", default="", metavar="NAME", help="Which exam: its number, pre or post.")
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(file_okay=False, path_type=Path), default=Path(),
    help="Write it into this folder (default: this one).",
)  # fmt: skip
@click.option("--from", "opens", default="", metavar="TIME", help="When it begins: 08:30, or 2026-11-25 08:30. Advice.")
@click.option(
    "--until", "closes", default="", metavar="TIME", help="When it ends. Advice, as laptops' clocks can be set."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@lang_option
def command(file: str, name: str, output: Path, opens: str, closes: str, force: bool, lang: Lang | None) -> None:
    """Write an exam of the class in FILE as a .kadujian file, to be sat on laptops without a network.

    It holds no keys. All trainees who have a code can sit it. Show the fingerprint that is printed on the wall.
    """
    from kadguide.files import write_whole
    from kadguide.teaching.examfile import SUFFIX
    from kadguide.teaching.handout import file_stem

    word = words(lang)
    window = [_moment(text, word) for text in (opens, closes)]
    if all(window) and window[0] >= window[1]:
        fail(word, "offline.bad_window")
    with open_class(file, word) as conductor:
        exam = _exam(conductor, name, word)
        path = output / f"{file_stem(exam.title, cast('Lang', conductor.classroom().lang))}{SUFFIX}"
        if path.exists() and not force:
            fail(word, "learn.file_exists", path=path)
        made = _make(conductor, exam, window, word)
        try:
            output.mkdir(parents=True, exist_ok=True)
            write_whole(path, made.data)
            path.chmod(0o644)  # trainees are to read it, also from a shared folder
        except OSError as error:
            fail(word, "learn.file_failed", path=path, reason=error)
    _tell(path, made, exam, file, word)


def _exam(conductor: Conductor, name: str, word: Catalog) -> Exam:
    """The exam that was named; without a name the only one there is."""
    exams = conductor.register.exams()
    if name or not exams:
        return conductor.find_exam(name or "1")
    if len(exams) > 1:
        listed = "\n".join(f"  {exam.number}  {exam_title(exam, word)}" for exam in exams)
        end(word("offline.which_exam") + "\n" + listed, Exit.USAGE)
    return exams[0]


def _make(conductor: Conductor, exam: Exam, window: list[str], word: Catalog) -> Made:
    import secrets

    from kadguide.teaching.handout import make_handout
    from kadguide.teaching.sealing import SealError

    count = len(conductor.register.trainees())
    if count > MANY:
        click.echo(word("offline.making", count=count), err=True)
    try:
        return make_handout(
            conductor.register, exam, secrets.token_bytes, conductor.now(), opens=window[0], closes=window[1]
        )
    except SealError as error:
        if error.code == "no_library":
            end(word("seal.no_library", **error.values), Exit.USAGE)
        key = "offline.no_trainees" if error.code == "unknown_trainee" else (
            "offline.damaged_keys" if error.code == "damaged" else f"seal.{error.code}"
        )  # fmt: skip
        fail(word, key, **error.values)


def _tell(path: Path, made: Made, exam: Exam, file: str, word: Catalog) -> None:
    from kadguide.cli.class_file import quoted

    click.echo(word("offline.made", path=path, title=exam_title(exam, word), count=len(made.file.roster)))
    click.echo("\n" + word("offline.made_fingerprint", code=made.file.keys.fingerprint) + "\n")
    for number, key in enumerate(("made_wall", "made_codes", "made_give", "made_sheet", "made_collect"), start=1):
        click.echo(f"{number}. " + word(f"offline.{key}", file=quoted(file), name=path.name))
    if made.new_keys:
        click.echo("\n" + word("offline.made_keys", file=shown_place(class_path(file))))


def _moment(text: str, word: Catalog) -> str:
    """A time of today, or of a day, in the time of this place; empty for none."""
    typed = text.strip().replace(".", ":")
    if not typed:
        return ""
    try:
        if len(typed) <= 5:
            found = datetime.combine(datetime.now().astimezone().date(), time.fromisoformat(typed.zfill(5)))
        else:
            found = datetime.fromisoformat(typed)
    except ValueError:
        raise click.UsageError(word("offline.bad_time", text=text[:40])) from None
    return found.astimezone().isoformat(timespec="seconds")
