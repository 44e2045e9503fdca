"""A sealed machine: a home of its own, no settings of the user, one engine for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.loading import load_engine
from kadguide.config import knowledge_root


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled snapshot, made once for the whole run."""
    return tmp_path_factory.mktemp("shared") / "cache"


@pytest.fixture(scope="session")
def engine(shared_cache: Path) -> Engine:
    """The engine on the real knowledge."""
    return load_engine(knowledge_root(), cache=shared_cache)


@pytest.fixture(autouse=True)
def sealed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A temporary home; nothing of the environment reaches a test."""
    home = tmp_path / "home"
    monkeypatch.setenv("KADGUIDE_HOME", str(home))
    for name in ("KADGUIDE_KNOWLEDGE", "NO_COLOR", "TEXTUAL_DRIVER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return home
