"""Says what went wrong with a class, or with its register."""

from __future__ import annotations

from kadguide.config import without_password
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.teaching.admission import tidy
from kadguide.teaching.conducting import ConductError

LONGEST = 60
"""Signs of something typed that is said again in a message."""


def register_trouble(error: StoreError, where: str, word: Catalog) -> str:
    """One sentence or two about ``error`` of the class at ``where``, which may be an address with a password in it."""
    code = error.code if word.has(f"register.error_{error.code}") else "failed"
    values = {"reason": error.code, **error.values}
    if error.code == "unsound":  # signs from a file that somebody has changed
        values = {key: tidy(str(value))[:LONGEST] for key, value in values.items()}
    place = values.pop("path", "") or without_password(where)
    return word(f"register.error_{code}", where=place, **values)


def conduct_trouble(error: ConductError, word: Catalog) -> str:
    """Why something cannot be done to a class."""
    values = {key: tidy(str(value))[:LONGEST] for key, value in error.values.items()}
    values["title"] = values.get(f"title_{word.lang}", "")
    values["how"] = word("classroom.close_by_number") if error.code == "two_open" else ""
    return word(f"classroom.error_{error.code}", **values)
