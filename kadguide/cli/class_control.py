"""``kadguide class control``: one act of the proctor, from a second window or a script. The board does them by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kadguide.cli.class_file import exam_title, fail, file_argument, open_class, words
from kadguide.cli.options import lang_option

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.knowledge.model import Lang
    from kadguide.teaching.conducting import Conductor

ACTS = {
    "open": "open", "buka": "open", "close": "close", "tutup": "close", "pause": "pause", "jeda": "pause",
    "resume": "resume", "lanjut": "resume", "extend": "extend", "tambah": "extend",
    "reset": "reset", "time": "time", "waktu": "time", "finish": "finish", "akhiri": "finish",
    "reopen": "reopen", "teruskan": "reopen",
}  # fmt: skip
"""What can be typed, in both languages, and what it means."""


@click.command("control")
@file_argument
@click.argument("act", type=click.Choice(list(ACTS)), metavar="ACT")
@click.argument("name", default="", metavar="[NAME]")
@click.argument("value", default="", metavar="[FACTOR]")
@lang_option
def command(file: str, act: str, name: str, value: str, lang: Lang | None) -> None:
    """Do one thing to the class in FILE.

    \b
    open [EXAM]          open an exam (number, pre or post; default: the next)
    close [EXAM]         close the open exam; whoever still answers is ended
    pause [ROOM]         let a room, or all, stand still
    resume [ROOM]        let it go on, with the time that was left
    extend MINUTES       give everybody more time in the open exam
    reset WHO            reset a login, so that the code works once more
    time WHO FACTOR      give more time: 1.5 or 50% makes 30 minutes 45
    finish WHO           end one attempt
    reopen WHO           let somebody go on who has ended

    WHO is a number of the list, a NIP, or a whole name.
    """
    word = words(lang)
    wanted = ACTS[act]
    if wanted in ("reset", "time", "finish", "reopen") and not name:
        raise click.UsageError(word("classroom.needs_who"))
    with open_class(file, word) as conductor:
        told = _OF_EXAMS[wanted](conductor, name, word) if wanted in _OF_EXAMS else (
            _of_trainee(conductor, wanted, name, value, word)
        )  # fmt: skip
    click.echo(told)


def _open(conductor: Conductor, name: str, word: Catalog) -> str:
    if name:
        exam = conductor.find_exam(name)
    else:
        ready = [exam for exam in conductor.register.exams() if exam.state == "ready"]
        if not ready:
            fail(word, "classroom.none_ready")
        exam = ready[0]
    done = conductor.open(exam.id)
    return word("classroom.did_open" if done else "classroom.is_open", title=exam_title(exam, word))


def _close(conductor: Conductor, name: str, word: Catalog) -> str:
    exam = conductor.find_exam(name) if name else conductor.current()
    done = conductor.close(exam.id)
    return word("classroom.did_close" if done else "classroom.is_not_open", title=exam_title(exam, word))


def _pause(conductor: Conductor, name: str, word: Catalog) -> str:
    done = conductor.pause(conductor.current().id, name)
    return word("classroom.did_pause" if done else "classroom.is_still", room=name or word("classroom.all_rooms"))


def _resume(conductor: Conductor, name: str, word: Catalog) -> str:
    done = conductor.resume(conductor.current().id, name)
    return word("classroom.did_resume" if done else "classroom.is_running", room=name or word("classroom.all_rooms"))


def _extend(conductor: Conductor, name: str, word: Catalog) -> str:
    from kadguide.exchange.classboard import told_extended
    from kadguide.teaching.conducting import read_minutes

    exam, more = conductor.current(), read_minutes(name)
    going_on = conductor.extend(exam.id, more)
    return told_extended(exam_title(exam, word), exam.minutes + more, more, going_on, word)


_OF_EXAMS = {"open": _open, "close": _close, "pause": _pause, "resume": _resume, "extend": _extend}


def _of_trainee(conductor: Conductor, act: str, name: str, value: str, word: Catalog) -> str:
    from kadguide.teaching.roster import read_factor

    trainee, factor = conductor.find_trainee(name), read_factor(value)
    match act:
        case "reset":
            done = conductor.reset_login(trainee.id)
        case "time":
            done = conductor.set_factor(trainee.id, factor)
        case "finish":
            done = conductor.finish(conductor.current().id, trainee.id)
        case _:
            done = conductor.reopen(conductor.current().id, trainee.id)
    told = word("classroom.whom", number=trainee.number, name=trainee.name)
    return word(
        f"classroom.did_{act}" if done else f"classroom.not_{act}", whom=told, value=word.decimal(f"{factor:g}")
    )
