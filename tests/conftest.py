"""A sealed machine: a home of its own, no settings of the user, one engine for all tests."""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.answering.loading import load_engine, snapshot_mark
from kadguide.config import knowledge_root
from kadguide.files import write_whole
from kadguide.knowledge.bundle import BundleError, open_bundle
from tests.postgres import postgres_address, postgres_server

__all__ = ["postgres_address", "postgres_server"]

# Compiled modules are kept, as on the machine of a user, whatever the environment says: otherwise every run compiles
# all tests again, and every process that a test starts all of the program.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# What is made from a code is slow to make, and many tests make the same from the same codes and salts.
hashlib.scrypt = lru_cache(4096)(hashlib.scrypt)  # type: ignore[assignment]

OVERLAY = Path(__file__).parent / "data" / "overlay"

COLLECT_AFTER = (20_000, 20, 20)
"""New objects, and collections of each generation, until garbage is looked for."""
MOST_SECONDS = 300
"""How long another process may take to compile the snapshot."""


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never in what stays until the end: that took a third of the time of a screen."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


@pytest.fixture(scope="session")
def shared_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled snapshot, made once for the whole run, however many processes share it."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp() if alone else tmp_path_factory.getbasetemp().parent
    return base / "shared" / "cache"


@pytest.fixture(scope="session")
def engine(shared_cache: Path, request: pytest.FixtureRequest) -> Engine:
    """The engine on the real knowledge. Who comes second makes that of the overlay meanwhile, if a test needs it."""

    def meanwhile() -> None:
        if any(
            "overlay_engine" in item.fixturenames for item in request.session.items if isinstance(item, pytest.Function)
        ):
            request.getfixturevalue("overlay_engine")

    return shared_engine(shared_cache, request.config, meanwhile=meanwhile)


@pytest.fixture(scope="session")
def overlay_engine(shared_cache: Path, request: pytest.FixtureRequest) -> Engine:
    """The engine on the real knowledge with the example of an overlay."""
    return shared_engine(shared_cache, request.config, OVERLAY)


def shared_engine(
    cache: Path, config: pytest.Config, *overlays: Path, meanwhile: Callable[[], None] | None = None
) -> Engine:
    """The engine of a snapshot in ``cache`` that one process makes; or takes from an earlier run, when it fits."""
    mark, name = snapshot_mark(knowledge_root(), overlays)
    cache.mkdir(parents=True, exist_ok=True)
    lasting: pytest.Cache | None = getattr(config, "cache", None)
    kept = (lasting.mkdir("snapshots") if lasting else cache) / f"{len(overlays)}-overlays.bundle"
    try:
        (cache / f"{name}.making").touch(exist_ok=False)
    except FileExistsError:
        if meanwhile:
            meanwhile()
        for _ in range(MOST_SECONDS * 10):
            if (cache / name).exists():
                break
            time.sleep(0.1)
    else:
        if is_current(kept, mark):
            write_whole(cache / name, kept.read_bytes())
    made = load_engine(knowledge_root(), overlays, cache)
    if not is_current(kept, mark):
        write_whole(kept, (cache / name).read_bytes())
    gc.freeze()
    return made


def is_current(snapshot: Path, mark: str) -> bool:
    try:
        open_bundle(snapshot, mark)
    except BundleError:
        return False
    return True


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
