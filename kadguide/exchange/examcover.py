"""What a trainee reads before and after an exam from a file, for the screen and line by line."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, wrapped
from kadguide.teaching.handout import Cover, Handed
from kadguide.teaching.sealing import SealError


def cover_lines(cover: Cover, word: Catalog, now: datetime) -> list[str]:
    """Class, exam, its size and time, and how to see that the file is the right one. ``now`` has an offset."""
    lines = [
        cover.class_title,
        cover.title.get(cast(Lang, word.lang)),
        word("offline.questions", count=cover.questions),
    ]
    if cover.minutes:
        lines[-1] += " " + word("offline.minutes", count=cover.minutes)
    for key, at, is_off in (
        ("early", cover.opens, bool(cover.opens) and now < _read(cover.opens)),
        ("late", cover.closes, bool(cover.closes) and now > _read(cover.closes)),
    ):
        if is_off:
            lines.append(word(f"offline.{key}", at=shown_time(at)))
    return lines


def fingerprint_lines(cover: Cover, word: Catalog) -> list[str]:
    """The fingerprint and what it is for."""
    return [word("offline.fingerprint", code=cover.fingerprint), word("offline.fingerprint_how")]


def end_text(handed: Handed, word: Catalog) -> str:
    """The proof code, large, and the two things that are still to be done."""
    where = [word("offline.end_file"), "", f"    {handed.path}"] if handed.path else [word("offline.end_no_file")]
    code = f"    {spaced(handed.proof)}"
    return "\n".join([word("offline.end_proof", number=handed.number), "", code, "", word("offline.end_write"), *where])


def spaced(code: str) -> str:
    """A code with a blank between its signs and more between its groups, to be copied by hand."""
    groups = [code[start : start + 4] for start in range(0, len(code), 4)]
    return "   -   ".join(" ".join(group) for group in groups)


def flow(text: str, width: int = WIDTH) -> str:
    """``text`` broken into lines for a terminal; what is set in stays as it is."""
    lines = text.split("\n")
    return "\n".join(wrapped(line, width) if not line.startswith("    ") else line for line in lines)


def trouble_text(error: SealError | StoreError, word: Catalog) -> str:
    """Why an exam cannot be opened, in words for its trainee."""
    for key in (f"offline.{error.code}", f"seal.{error.code}"):
        if word.has(key):
            return word(key, **error.values)
    return word("offline.failed", reason=error.values.get("reason", error.code))


def shown_time(at: str) -> str:
    """A moment in the time of this place."""
    return _read(at).astimezone().strftime("%d-%m-%Y %H:%M")


def _read(at: str) -> datetime:
    return datetime.fromisoformat(at)
