"""``kadguide class codes``: the codes of a class, to print and cut."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from kadguide.cli.class_file import end, fail, file_argument, open_class, words
from kadguide.cli.exits import Exit
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.exchange.codeslips import Slip
    from kadguide.knowledge.model import Lang


@click.command("codes")
@file_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write .html, .txt or .xlsx.")
@click.option("--address", default="", metavar="URL", help="Print the address of the class, too, with its QR code.")
@click.option("--who", multiple=True, metavar="NAME", help="Only this trainee (number, NIP or name); repeatable.")
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@lang_option
def command(
    file: str, output: Path | None, address: str, who: tuple[str, ...], force: bool, lang: Lang | None
) -> None:  # fmt: skip
    """Write the one-time codes as slips to cut out (.html), as text, or as a spreadsheet; without -o print them."""
    from kadguide.exchange.codeslips import MissingLibraryError, slips_of, slips_text
    from kadguide.files import write_whole
    from kadguide.teaching.admission import tidy

    word = words(lang)
    shown = cast("Lang", word.lang)
    with open_class(file, word) as conductor:
        title = tidy(conductor.classroom().title)
        slips = slips_of([conductor.find_trainee(name) for name in who] or conductor.register.trainees())
    if not slips:
        fail(word, "classroom.no_codes")
    address = tidy(address)
    if output is None:
        click.echo(slips_text(slips, title, shown, address), nl=False)
        return
    if output.suffix.casefold() not in (".html", ".htm", ".txt", ".xlsx"):
        fail(word, "classroom.codes_format", path=output)
    if output.exists() and not force:
        fail(word, "learn.file_exists", path=output)
    try:
        write_whole(output, _made(output.suffix.casefold(), slips, title, shown, address))
    except MissingLibraryError as error:
        end(word("classroom.file_no_library", library=error), Exit.USAGE)
    except OSError as error:
        fail(word, "learn.file_failed", path=output, reason=error)
    click.echo(word("classroom.codes_written", count=len(slips), path=output))


def _made(ending: str, slips: tuple[Slip, ...], title: str, lang: Lang, address: str) -> bytes:
    from kadguide.exchange.codeslips import slips_page, slips_sheet, slips_text

    if ending == ".xlsx":
        return slips_sheet(slips, lang, address)
    return (slips_text if ending == ".txt" else slips_page)(slips, title, lang, address).encode()
