"""Writing files whole or not at all. Works with plain text paths: loading ``pathlib`` costs at every start."""

from __future__ import annotations

import os

StrPath = str | os.PathLike[str]


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
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
