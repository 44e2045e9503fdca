"""Says what is wrong with the file where things are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.i18n import Catalog
    from kadguide.keeping.kept import StoreError


def kept_trouble(error: StoreError, word: Catalog) -> str:
    """One sentence or two about ``error``, and what to do."""
    return word(f"kept.error_{error.code}", **error.values)
