"""Opens what the user keeps: in the user's own file, which is not touched before it is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.keeping.keeper import Keeper
    from kadguide.learning.journal import Journal


def open_keeper(consent: str) -> Keeper:
    """Everything that is kept, with what the settings say of the user's consent."""
    from pathlib import Path

    from kadguide.config import data_folder
    from kadguide.exchange.document import now
    from kadguide.keeping.keeper import Keeper
    from kadguide.store.shelf import SqliteShelf

    return Keeper(SqliteShelf(Path(data_folder()), now), consent)


def open_journal() -> Journal:
    """What is written down while the user learns."""
    from pathlib import Path

    from kadguide.config import data_folder
    from kadguide.exchange.document import now
    from kadguide.store.journal import SqliteJournal

    return SqliteJournal(Path(data_folder()), now)
