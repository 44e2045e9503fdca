"""``kadguide class show``: how a class stands, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from kadguide.cli.class_file import file_argument, open_class, words
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.overview import ExamRow, Overview, Row


@click.command("show")
@file_argument
@click.option("--exam", default="", metavar="NAME", help="Show this exam (number, pre or post).")
@click.option("--codes", is_flag=True, help="Show the codes, too.")
@lang_option
def command(file: str, exam: str, codes: bool, lang: Lang | None) -> None:
    """Show the exams of a class, and where each trainee stands in the current one."""
    word = words(lang)
    with open_class(file, word, whole=True) as conductor:
        conductor.classroom()
        seen = conductor.overview(conductor.find_exam(exam).id if exam else "")
    for line in _lines(seen, word, codes=codes):
        click.echo(line)


def _lines(seen: Overview, word: Catalog, *, codes: bool) -> list[str]:
    from kadguide.teaching.admission import tidy

    room = seen.classroom
    lines = [tidy(room.title)] if room else []
    if room and room.rehearsal:
        lines.append(word("classroom.is_rehearsal"))
    lines += [_exam(exam, word) for exam in seen.exams] or [word("classroom.no_exams")]
    if seen.paused:
        rooms = ", ".join(tidy(name) or word("classroom.all_rooms") for name in seen.paused)
        lines.append(word("classroom.is_paused", rooms=rooms))
    sums = seen.sums
    lines += ["", word("classroom.sums", trainees=sums.trainees, came=sums.came, finished=sums.finished)]
    if seen.exam and seen.rows:
        lines.append(word("classroom.rows_of", title=tidy(seen.exam.title.get(cast("Lang", word.lang)))))
    return [*lines, *(_row(row, seen.exam, word, codes=codes) for row in seen.rows)]


def _exam(exam: ExamRow, word: Catalog) -> str:
    key = "classroom.exam_line" if exam.minutes else "classroom.exam_line_free"
    title = exam.title.get(cast("Lang", word.lang))
    told = word(key, number=exam.number, title=title, count=exam.questions, minutes=exam.minutes)
    return f"{told} · {word(f'classroom.exam_{exam.state}')}"


def _row(row: Row, exam: ExamRow | None, word: Catalog, *, codes: bool) -> str:
    from kadguide.teaching.admission import tidy
    from kadguide.teaching.codes import read_code, show_code
    from kadguide.teaching.sitting import whole_minutes

    trainee = row.trainee
    parts = [tidy(trainee.name) or word("classroom.nameless", number=trainee.number), tidy(trainee.nip)]
    parts += [word("classroom.slips_room", room=tidy(row.room))] if row.room else []
    parts.append(word(f"classroom.state_{row.state}"))
    if exam and row.door:
        parts.append(word("classroom.answered", answered=row.answered, questions=exam.questions))
    if row.left is not None:
        parts.append(word("classroom.left", minutes=whole_minutes(row.left)))
    if trainee.factor != 1:
        parts.append(word("classroom.factor", factor=word.decimal(f"{trainee.factor:g}")))
    if codes and read_code(trainee.code):
        parts.append(show_code(trainee.code))
    return f"{trainee.number:>4}  " + " · ".join(part for part in parts if part)
