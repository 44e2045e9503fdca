"""Writing files whole or not at all. Works with plain text paths: loading ``pathlib`` costs at every start."""

from __future__ import annotations

import os

StrPath = str | os.PathLike[str]

PIECE = 65_536
"""Bytes that are written at once. Linux may keep what was written at once in one block of up to two megabytes, and a
program that maps the file then holds all of a block of which it reads a byte: a search index seems all in use."""


def write_whole(path: StrPath, data: bytes) -> None:
    """Write ``data`` to ``path`` through a temporary file beside it, so that no reader ever sees half of it.

    Raises ``OSError`` when the folder cannot be written; nothing is left behind then.
    """
    import tempfile
    from contextlib import suppress

    folder, base = os.path.split(os.fspath(path))
    handle, name = tempfile.mkstemp(dir=folder or ".", prefix=base, suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as stream:
            for start in range(0, len(data), PIECE):
                stream.write(data[start : start + PIECE])
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
