"""A class that an instructor conducts, and its clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kadguide.teaching.conducting import Conductor
from tests.teaching.room import Clock, made_class


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conductor(tmp_path: Path, clock: Clock) -> Iterator[Conductor]:
    made = made_class(tmp_path, clock)
    yield made
    made.register.close()
