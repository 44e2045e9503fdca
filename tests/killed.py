"""A process that is killed between two transactions."""

from __future__ import annotations

import pytest

from kadguide.store.database import Database, Step


def kill_after_one_write(patch: pytest.MonkeyPatch) -> None:
    """End the process, as far as a test can, at the second transaction from now on."""
    write, written = Database.write, 0

    def write_once(database: Database, *steps: Step) -> list[int]:
        nonlocal written
        written += 1
        if written > 1:
            raise KeyboardInterrupt
        return write(database, *steps)

    patch.setattr(Database, "write", write_once)
