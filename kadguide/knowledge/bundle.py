"""The snapshot file: named sections of bytes behind a small header, opened without parsing.

Never trusted when stale or damaged: the header carries a fingerprint of everything that the snapshot was made from,
and a checksum of all that follows.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path
from zlib import crc32

_MAGIC = b"KADGUIDE"
_HEADER = struct.Struct("<8sII")
_ALIGN = 8


class BundleError(Exception):
    """The snapshot is missing, stale or damaged, and must be made again."""


def fingerprint(roots: Sequence[Path], code: Path, version: str) -> str:
    """A hash of names, sizes and times of all files under ``roots`` and of the program's own modules."""
    digest = hashlib.blake2b(version.encode(), digest_size=16)
    for root in (*roots, code):
        _digest_folder(str(root), digest)
    return digest.hexdigest()


def _digest_folder(folder: str, digest: hashlib.blake2b) -> None:
    with os.scandir(folder) as listing:
        items = sorted(listing, key=lambda item: item.name)
    for item in items:
        if item.name.startswith((".", "__pycache__", "_knowledge")):
            continue
        if item.is_dir():
            digest.update(b"/" + item.name.encode(errors="surrogateescape"))
            _digest_folder(item.path, digest)
        elif item.name.endswith((".toml", ".md", ".py")):
            stat = item.stat()
            digest.update(f"{item.name}:{stat.st_size}:{stat.st_mtime_ns}\n".encode(errors="surrogateescape"))


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
