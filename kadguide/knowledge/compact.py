"""Plain data as bytes of the snapshot, kept as Python keeps its own compiled modules.

That is read three times as fast as JSON, and without loading a reader of JSON; but only by the Python that wrote it,
which is why the mark of a snapshot names it.
"""

from __future__ import annotations

import marshal

from kadguide.light import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any


def dump(data: Any) -> bytes:
    """Numbers, texts, ``None``, lists, tuples and dictionaries of these as bytes. ``ValueError`` for anything else.

    Version 2 of the format: later ones depend on how often an object is referred to, and differ from run to run.
    """
    return marshal.dumps(data, 2)


def load(data: bytes | memoryview) -> Any:
    """What :func:`dump` wrote. Only for data with a checksum that held: nothing else is safe to read this way."""
    return marshal.loads(data)  # noqa: S302
