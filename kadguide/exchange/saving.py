"""Saves a document where the user says: never over another file, and with a plain sentence about what happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from kadguide.answering.folding import clean
from kadguide.exchange.document import Document
from kadguide.exchange.formats import FORMATS, formats_of, render
from kadguide.i18n import Catalog

USUAL_FORMAT = ".md"
MOST_TRIES = 999
_LOOKS_LIKE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}")


class SavingError(Exception):
    """The document was not saved; ``key`` and ``values`` say why, in words of the catalog."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def save_and_say(document: Document, name: str) -> str:
    """Save the document under ``name``, or the usual name when it is empty. Returns what to tell the user."""
    word = Catalog(document.lang)
    try:
        path = save(document, name)
    except SavingError as error:
        return word(f"transcript.{error.key}", **error.values)
    return word("transcript.saved", path=path)


def save(document: Document, name: str = "") -> Path:
    """Write the document and return the whole path. Raises :class:`SavingError`."""
    for ending, reason in document.missing.items():
        if _unquoted(clean(name)).casefold().endswith(ending):
            raise SavingError("not_yet", ending=ending, reason=reason)
    wanted = wanted_path(name, document.made_at, formats_of(document))
    data = render(document, wanted.suffix.casefold()).encode()
    for number in range(1, MOST_TRIES + 1):
        path = wanted if number == 1 else wanted.with_stem(f"{wanted.stem}-{number}")
        try:
            _write_new(path, data)
        except FileExistsError:
            continue
        except OSError as error:
            raise SavingError("not_written", path=path, reason=error) from error
        return path
    raise SavingError("not_written", path=wanted, reason=f"{MOST_TRIES} ×")


def wanted_path(name: str, now: datetime, endings: Sequence[str] = tuple(FORMATS)) -> Path:
    """The path that ``name`` stands for: a file, a folder for the usual name, an ending alone, or nothing.

    Raises :class:`SavingError` when its folder does not exist or its format is unknown.
    """
    name = _unquoted(clean(name))
    usual = f"kadguide-{now:%Y-%m-%d-%H%M}"
    if not name or name.casefold() in endings:
        return Path.cwd() / f"{usual}{name.casefold() or USUAL_FORMAT}"
    try:
        path = Path.cwd() / Path(name).expanduser()
        if path.is_dir():
            return path / f"{usual}{USUAL_FORMAT}"
        if name.endswith(("/", "\\")) or not path.parent.is_dir():
            folder = path if name.endswith(("/", "\\")) else path.parent
            raise SavingError("no_folder", folder=folder)
    except OSError as error:
        raise SavingError("not_written", path=name, reason=error) from error
    except (RuntimeError, ValueError) as error:  # the home of somebody who is not there, and signs of no name
        raise SavingError("no_folder", folder=Path(name).parent) from error
    if path.suffix.casefold() in endings:
        return path
    if _LOOKS_LIKE_ENDING.fullmatch(path.suffix):
        raise SavingError("no_format", ending=path.suffix, known=" ".join(endings))
    return path.with_name(path.name + USUAL_FORMAT)


def _unquoted(name: str) -> str:
    """``"catatan rapat.md"`` as shells want it, without its quotes."""
    return name[1:-1].strip() if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'" else name


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all. Raises ``FileExistsError`` and ``OSError``."""
    with path.open("xb") as stream:
        try:
            stream.write(data)
            stream.flush()
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
