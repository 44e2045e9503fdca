"""A sealed machine: a home of its own, no settings of the user, one engine for all tests."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.loading import SNAPSHOT, load_engine
from kadguide.config import knowledge_root
from tests.postgres import postgres_address, postgres_server

__all__ = ["postgres_address", "postgres_server"]

MOST_SECONDS = 300
"""How long another process may take to compile the snapshot."""


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled snapshot, made once for the whole run, however many processes share it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    return base / "shared" / "cache"


@pytest.fixture(scope="session")
def engine(shared_cache: Path) -> Engine:
    """The engine on the real knowledge. Who comes second waits for the snapshot instead of making it again."""
    try:
        shared_cache.parent.mkdir(exist_ok=True)
        shared_cache.mkdir()
    except FileExistsError:
        for _ in range(MOST_SECONDS * 10):
            if (shared_cache / SNAPSHOT).exists():
                break
            time.sleep(0.1)
    return load_engine(knowledge_root(), cache=shared_cache)


@pytest.fixture
def warm_home(sealed: Path, shared_cache: Path, engine: Engine) -> Path:
    """A home in which the snapshot is there already, for tests that start a process of their own."""
    shutil.copytree(shared_cache, sealed / "cache")
    return sealed


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A temporary home; nothing of the environment reaches a test."""
    home = tmp_path / "home"
    monkeypatch.setenv("KADGUIDE_HOME", str(home))
    for name in ("KADGUIDE_KNOWLEDGE", "NO_COLOR", "TEXTUAL_DRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return home
