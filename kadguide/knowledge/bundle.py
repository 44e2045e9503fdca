"""The snapshot file: named sections of bytes behind a small header, opened without parsing.

Never trusted when stale or damaged: the header carries a fingerprint of everything that the snapshot was made from,
and a checksum of all that follows. A file that was read through once gets a seal beside it, with its size, time and
place on the disk; while these stay, it is not read through again.
"""

from __future__ import annotations

import mmap
import os
import struct
from collections.abc import Mapping, Sequence
from zlib import crc32

from kadguide.files import StrPath, write_whole
from kadguide.knowledge.compact import dump, load

_MAGIC = b"KADGUID2"
_HEADER = struct.Struct("<8sIII")
"""Mark of the format, length and checksum of the header, checksum of the sections."""
_ALIGN = 8


class BundleError(Exception):
    """The snapshot is missing, stale or damaged, and must be made again."""


def fingerprint(roots: Sequence[StrPath], code: StrPath, version: str) -> str:
    """A mark of names, sizes and times of all files under ``roots``, and of the modules that make the snapshot."""
    names: list[str] = [version]
    numbers: list[int] = []
    for root in roots:
        # Inside an installed package files are only ever replaced together with their folders.
        _collect(os.fspath(root), names, numbers, files=os.path.dirname(root) != os.fspath(code))
    for room in ("answering", "knowledge"):
        _collect(os.path.join(code, room), names, numbers, files=True)
    listing = "\n".join(names).encode(errors="surrogateescape")
    return f"{crc32(listing):08x}{crc32(repr(numbers).encode()):08x}{len(names):x}"


_LEVELS = 2
"""Folders of knowledge stand in each other no deeper: the root, ``topics``, a topic."""


def _collect(folder: str, names: list[str], numbers: list[int], *, files: bool, level: int = 0) -> None:
    """Adds all below ``folder`` that the snapshot can depend on, in a stable order: files, or only folders."""
    if not files:
        numbers.append(os.stat(folder).st_mtime_ns)
        if level == _LEVELS:  # nothing but files: there is no need to look through them
            return
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
        _collect(path, names, numbers, files=files, level=level + 1)


def pack(mark: str, sections: Mapping[str, bytes]) -> bytes:
    """The bytes of a snapshot file with ``sections``, made from what ``mark`` is the fingerprint of."""
    payload = bytearray()
    places = {}
    for name, data in sections.items():
        payload.extend(b"\0" * (-len(payload) % _ALIGN))
        places[name] = [len(payload), len(data)]
        payload.extend(data)
    header = mark.encode() + b"\0" + dump(places)
    header += b" " * (-(len(header) + _HEADER.size) % _ALIGN)
    return _HEADER.pack(_MAGIC, len(header), crc32(header), crc32(payload)) + header + bytes(payload)


def unpack(data: bytes | mmap.mmap, mark: str, *, sealed: bool = False) -> dict[str, memoryview]:
    """The sections of a snapshot; ``sealed`` when they were read through before.

    Raises :class:`BundleError` when it is stale or damaged.
    """
    view = memoryview(data)
    if len(view) < _HEADER.size:
        raise BundleError("too short")
    magic, length, of_header, of_sections = _HEADER.unpack_from(view)
    start = _HEADER.size + length
    if magic != _MAGIC or start > len(view) or crc32(view[_HEADER.size : start]) != of_header:
        raise BundleError("not a snapshot")
    made_from, _, places = bytes(view[_HEADER.size : start]).partition(b"\0")
    if made_from != mark.encode():  # the rest is read by the Python that wrote it only
        raise BundleError("stale")
    if not sealed and crc32(view[start:]) != of_sections:
        raise BundleError("damaged")
    return {name: view[start + offset : start + offset + size] for name, (offset, size) in load(places).items()}


def open_bundle(path: StrPath, mark: str) -> dict[str, memoryview]:
    """The sections of the snapshot file at ``path``, memory-mapped. Raises :class:`BundleError`."""
    try:
        with open(path, "rb") as stream:
            data = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            stat = os.fstat(stream.fileno())
    except (OSError, ValueError) as error:
        raise BundleError(str(error)) from error
    seal = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}\n".encode()
    sealed = _read(f"{os.fspath(path)}.seal") == seal
    sections = unpack(data, mark, sealed=sealed)
    if not sealed:
        try:  # noqa: SIM105 - loading contextlib costs at every start
            write_whole(f"{os.fspath(path)}.seal", seal)
        except OSError:
            pass  # It is read through again the next time.
    return sections


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:
            return stream.read(200)
    except OSError:
        return None
