"""What the tests of stores share."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(params=["file", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a class is kept: a file, and once more a database of PostgreSQL."""
    if request.param == "file":
        return str(tmp_path / "uji.kadkelas")
    return str(request.getfixturevalue("postgres_address"))
