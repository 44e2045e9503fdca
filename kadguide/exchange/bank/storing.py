"""Writes imported items as one quiz into a folder of the user's own knowledge, whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import tomli

from kadguide.exchange.bank.plaintext import one_line
from kadguide.exchange.bank.question import BankError, Imported
from kadguide.exchange.bank.quiztoml import quiz_text
from kadguide.files import write_whole
from kadguide.knowledge.fields import Fields, Report
from kadguide.knowledge.lines import LineIndex
from kadguide.knowledge.model import Lang
from kadguide.knowledge.quizfile import BankParts, read_quiz

_MANIFEST = """\
format_version = 1
languages = ["id", "en"]
checked_on = {day}
topics = []

[title]
id = "Soal sendiri"
en = "Own questions"
"""


def store_quiz(
    folder: Path, quiz: str, title: str, day: date, imported: Imported, lang: Lang, *, replace: bool = False
) -> Path:
    """Write ``quizzes/<quiz>.toml`` and, in a new folder, its manifest. Returns the path of the quiz.

    Raises :class:`BankError` when there is such a quiz already and it is not to be replaced, when the folder is
    something else, and when it cannot be written.
    """
    text = quiz_text(quiz, one_line(title) or quiz, day, imported, lang)
    _check(text, quiz, imported)
    path = folder / "quizzes" / f"{quiz}.toml"
    manifest = folder / "manifest.toml"
    if path.exists() and not replace:
        raise BankError("quiz_exists", path=path)
    if folder.exists() and not manifest.is_file() and not _is_empty(folder):
        raise BankError("not_knowledge", path=folder)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not manifest.is_file():
            write_whole(manifest, _MANIFEST.format(day=day.isoformat()).encode())
        write_whole(path, text.encode())
    except OSError as error:
        raise BankError("not_written", path=path, reason=error) from error
    return path


def _is_empty(folder: Path) -> bool:
    """Whether nothing but quizzes lies in it, so that it may become a folder of knowledge."""
    return folder.is_dir() and not {child.name for child in folder.iterdir()} - {"quizzes"}


def _check(text: str, quiz: str, imported: Imported) -> None:
    """What was written must be read back as it was meant, before it goes anywhere."""
    report = Report(quiz, LineIndex(text))
    parts = BankParts()
    read_quiz(Fields(tomli.loads(text), report), quiz, None, parts)
    if report.problems or parts.items != list(imported.items):
        raise BankError("not_readable", reason="; ".join(map(str, report.problems[:3])))
