"""``kadguide sit`` (``kadguide ujian``): a trainee sits an exam from a file. No knowledge is loaded, and so no key."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import end, fail, words
from kadguide.cli.exits import Exit
from kadguide.cli.options import lang_option, plain_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.examfile import ExamFile
    from kadguide.teaching.sitting import Seat


@click.command("sit")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FOLDER", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Put the result here (default: beside the exam).",
)  # fmt: skip
@plain_option
@lang_option
def command(file: Path, output: Path | None, plain: bool, lang: Lang | None) -> None:
    """Sit the exam in FILE (.kadujian), without a network. Every answer is kept at once; come back at any time.

    At the end the result lies beside the exam as a .kadhasil file, and a proof code is shown for the attendance sheet.
    Exit code 1 when the exam is not finished.
    """
    word = words(lang)
    exam = _open(file, word)
    if not _sit(exam, file, output, plain, word):
        raise click.exceptions.Exit(Exit.FINDINGS)


def _open(file: Path, word: Catalog) -> ExamFile:
    from kadguide import __version__
    from kadguide.exchange.examcover import trouble_text
    from kadguide.store.offline import read_exam_file
    from kadguide.teaching.resultfile import SUFFIX
    from kadguide.teaching.sealing import SealError

    try:
        return read_exam_file(file, __version__)
    except SealError as error:
        if file.suffix.casefold() == SUFFIX:
            fail(word, "offline.is_result", file=file.name)
        code = Exit.USAGE if error.code == "no_library" else Exit.FINDINGS
        end(word("offline.refused", file=file.name, reason=trouble_text(error, word)), code)
    except OSError as error:
        fail(word, "offline.unreadable", file=file, reason=error)


def _sit(exam: ExamFile, file: Path, output: Path | None, plain: bool, word: Catalog) -> bool:
    from kadguide import __version__
    from kadguide.config import data_folder, load_settings
    from kadguide.exchange.examcover import end_text, flow, trouble_text
    from kadguide.i18n import Catalog
    from kadguide.keeping.kept import StoreError
    from kadguide.linear import WIDTH
    from kadguide.plain.where import is_plain_console
    from kadguide.store.offline import FileSeat, machine_clocks, open_seat
    from kadguide.teaching.handout import cover_of
    from kadguide.teaching.sealing import SealError

    folders = [output] if output else [file.absolute().parent, Path.cwd(), Path.home()]
    clocks = machine_clocks()
    seats: list[FileSeat] = []
    ended: list[str] = []

    def unlock(typed: str) -> Seat:
        seat = open_seat(exam, exam.unlock_any(typed), Path(data_folder()), __version__, folders, clocks)
        seats.append(seat)
        return seat

    def finish(seat: Seat, lang: Lang) -> str:
        assert isinstance(seat, FileSeat)
        told = Catalog(lang)
        try:
            said = end_text(seat.hand_over(), told)
        except (SealError, StoreError) as error:
            return trouble_text(error, told)
        ended[:] = [said]
        return said

    try:
        cover = cover_of(exam)
    except SealError as error:
        end(word("offline.refused", file=file.name, reason=trouble_text(error, word)))
    try:
        if plain or is_plain_console():
            from kadguide.plain.sitting import sit_plainly

            sit_plainly(cover, unlock, finish, word, clocks.wall(), sys.stdin, prompt=sys.stdin.isatty())
        else:
            from kadguide.tui.sitting.door import FileSitApp

            FileSitApp(cover, unlock, clocks.wall, finish, _lang(word), load_settings().theme).run()
            # What is to be done stays in the terminal, after the screen has gone.
            if seats:
                width = min(shutil.get_terminal_size().columns, WIDTH)
                click.echo(flow(ended[0] if ended else word("offline.left"), width))
    finally:
        for seat in seats:
            seat.close()
    return bool(ended)


def _lang(word: Catalog) -> Lang:
    return "en" if word.lang == "en" else "id"
