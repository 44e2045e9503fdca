"""Brings an engine up: from the compiled snapshot when it is current, by reading the knowledge otherwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from kadguide import __version__
from kadguide.answering.engine import Engine
from kadguide.files import StrPath, write_whole
from kadguide.knowledge.bundle import BundleError, fingerprint, open_bundle, pack, unpack
from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from kadguide.knowledge.library import Library

SNAPSHOT = "kadguide.bundle"
MOST_OVERLAYS = 4
"""Snapshots of overlays that are kept."""


def _silently() -> None:
    """The announcement of those who need none."""


def load_engine(
    root: StrPath,
    overlays: Sequence[StrPath] = (),
    cache: StrPath | None = None,
    announce: Callable[[], None] = _silently,
) -> Engine:
    """The engine for the knowledge in ``root`` with ``overlays``.

    A current snapshot in the folder ``cache`` is used. Otherwise the knowledge is read, and a new snapshot is written
    there when the folder allows it; ``announce`` is called before, since that takes seconds. Raises
    :class:`~kadguide.knowledge.reader.KnowledgeError` when the knowledge cannot be read at all.
    """
    mark, name = snapshot_mark(root, overlays)
    path = os.path.join(cache, name) if cache else None
    if path is not None:
        try:
            return Engine(open_bundle(path, mark))
        except BundleError:
            pass
    announce()
    data = pack(mark, compile_sections(root, overlays))
    if path is not None:
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            write_whole(path, data)
            _forget_old_overlays(os.path.dirname(path))
        except OSError:
            pass  # A read-only home only costs time at the next start.
    return Engine(unpack(data, mark))


def snapshot_mark(root: StrPath, overlays: Sequence[StrPath] = ()) -> tuple[str, str]:
    """The mark of the snapshot that is current for these folders, and its file name.

    Raises ``OSError`` when a folder cannot be read.
    """
    package = os.path.dirname(os.path.dirname(__file__))
    mark = fingerprint([root, *overlays], package, f"{__version__} {sys.implementation.cache_tag}")
    return mark, f"overlay-{mark[:12]}.bundle" if overlays else SNAPSHOT


def _forget_old_overlays(folder: str) -> None:
    """Keep the newest snapshots of overlays; each change of an overlay makes one. Raises ``OSError``."""
    with os.scandir(folder) as listing:
        found = [item for item in listing if item.name.startswith("overlay-") and item.name.endswith(".bundle")]
    for item in sorted(found, key=lambda item: item.stat().st_mtime_ns)[:-MOST_OVERLAYS]:
        os.unlink(item.path)
        if os.path.exists(f"{item.path}.seal"):
            os.unlink(f"{item.path}.seal")


def engine_of(library: Library) -> Engine:
    """The engine for a library that is in memory; nothing is stored."""
    return Engine({name: memoryview(data) for name, data in _compile(library).items()})


def compile_sections(root: StrPath, overlays: Sequence[StrPath] = ()) -> dict[str, bytes]:
    """Everything that a snapshot holds. Problems of the files do not stop it: what is readable is taught."""
    from kadguide.knowledge.reader import read_library

    return _compile(read_library(root, overlays).library)


def _compile(library: Library) -> dict[str, bytes]:
    from kadguide.answering.collecting import build_vocabulary
    from kadguide.answering.indexing import build_index
    from kadguide.knowledge.snapshot import encode_library

    vocabulary = build_vocabulary(library)
    parts = (encode_library(library), build_index(library, vocabulary), vocabulary.encode())
    sections = {name: data for part in parts for name, data in part.items()}
    if len(sections) < sum(map(len, parts)):
        raise ValueError("two parts of the snapshot have one name")
    return sections
