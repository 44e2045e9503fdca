"""Says what went wrong with the register of a class."""

from __future__ import annotations

from kadguide.config import without_password
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError


def register_trouble(error: StoreError, where: str, word: Catalog) -> str:
    """One sentence or two about ``error`` of the class at ``where``, which may be an address with a password in it."""
    code = error.code if word.has(f"register.error_{error.code}") else "failed"
    values = {"reason": error.code, **error.values}
    place = values.pop("path", "") or without_password(where)
    return word(f"register.error_{code}", where=place, **values)
