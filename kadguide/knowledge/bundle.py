"""The snapshot file: named sections of bytes behind a small header, opened without parsing.

Never trusted when stale or damaged: the header carries a fingerprint of everything that the snapshot was made from,
and a checksum of all that follows.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

_MAGIC = b"KADGUIDE"
_HEADER = struct.Struct("<8sII")
_ALIGN = 8


class BundleError(Exception):
    """The snapshot is missing, stale or damaged, and must be made again."""


def fingerprint(roots: Sequence[Path], code: Path, version: str) -> str:
    """A mark of names, sizes and times of all files under ``roots``, and of the modules that make the snapshot."""
    names: list[str] = [version]
    numbers = array("q")
    for root in roots:
        # Inside an installed package files are only ever replaced together with their folders.
        _collect(str(root), names, numbers, files=root.parent != code)
    for room in ("answering", "knowledge"):
        _collect(str(code / room), names, numbers, files=True)
    listing = "\n".join(names).encode(errors="surrogateescape")
    return f"{crc32(listing):08x}{crc32(numbers.tobytes()):08x}{len(names):x}"


def _collect(folder: str, names: list[str], numbers: array[int], *, files: bool) -> None:
    """Adds all below ``folder`` that the snapshot can depend on, in a stable order: files, or only folders."""
    if not files:
        numbers.append(Path(folder).stat().st_mtime_ns)
    found = []
    folders = []
    with os.scandir(folder) as listing:
        for item in listing:
            name = item.name
            if name.endswith((".toml", ".md", ".py")):
                if files:
                    stat = item.stat()
                    found.append((name, stat.st_size, stat.st_mtime_ns))
            elif not name.startswith((".", "__pycache__", "_knowledge")) and item.is_dir():
                folders.append((name, item.path))
    for name, size, changed in sorted(found):
        names.append(name)
        numbers.extend((size, changed))
    for name, path in sorted(folders):
        names.append(f"{name}/")
        _collect(path, names, numbers, files=files)


def pack(mark: str, sections: Mapping[str, bytes]) -> bytes:
    """The bytes of a snapshot file with ``sections``, made from what ``mark`` is the fingerprint of."""
    payload = bytearray()
    places = {}
    for name, data in sections.items():
        payload.extend(b"\0" * (-len(payload) % _ALIGN))
        places[name] = [len(payload), len(data)]
        payload.extend(data)
    header = json.dumps({"fingerprint": mark, "sections": places}).encode()
    header += b" " * (-(len(header) + _HEADER.size) % _ALIGN)
    return _HEADER.pack(_MAGIC, len(header), crc32(payload, crc32(header))) + header + bytes(payload)


def unpack(data: bytes | mmap.mmap, mark: str) -> dict[str, memoryview]:
    """The sections of a snapshot. Raises :class:`BundleError` when it is stale or damaged."""
    view = memoryview(data)
    if len(view) < _HEADER.size:
        raise BundleError("too short")
    magic, length, checksum = _HEADER.unpack_from(view)
    start = _HEADER.size + length
    if magic != _MAGIC or start > len(view):
        raise BundleError("not a snapshot")
    if crc32(view[start:], crc32(view[_HEADER.size : start])) != checksum:
        raise BundleError("damaged")
    header = json.loads(bytes(view[_HEADER.size : start]))
    if header["fingerprint"] != mark:
        raise BundleError("stale")
    return {name: view[start + offset : start + offset + size] for name, (offset, size) in header["sections"].items()}


def open_bundle(path: Path, mark: str) -> dict[str, memoryview]:
    """The sections of the snapshot file at ``path``, memory-mapped. Raises :class:`BundleError`."""
    try:
        with path.open("rb") as stream:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as error:
        raise BundleError(str(error)) from error
    return unpack(data, mark)
