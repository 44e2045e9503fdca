"""Where things lie on this machine, and the few settings that last.

``KADGUIDE_HOME`` puts settings, cache and data into one folder; ``KADGUIDE_KNOWLEDGE`` names overlay folders (separated
like ``PATH``). Nothing is created before it is needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from kadguide.files import StrPath, write_whole
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from typing import Any


def knowledge_root() -> str:
    """The base knowledge: inside the installed package, or beside it in a checkout."""
    package = os.path.dirname(__file__)
    installed = os.path.join(package, "_knowledge")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "knowledge")


def overlay_folders(given: Sequence[StrPath] = ()) -> tuple[str, ...]:
    """Overlay folders from the environment, then those ``given`` on the command line."""
    named = os.environ.get("KADGUIDE_KNOWLEDGE", "")
    return (*(part for part in named.split(os.pathsep) if part), *(os.fspath(path) for path in given))


def cache_folder() -> str:
    """Where the compiled snapshot of the knowledge is kept; safe to delete at any time."""
    home = os.environ.get("KADGUIDE_HOME")
    return os.path.join(home, "cache") if home else _user_folder("XDG_CACHE_HOME", ".cache", "Caches", "Cache")


def data_folder() -> str:
    """Where what the user keeps lies: marks, notes, questions. Nothing else has a copy of it."""
    home = os.environ.get("KADGUIDE_HOME")
    return (
        os.path.join(home, "data") if home else _user_folder("XDG_DATA_HOME", ".local/share", "Application Support", "")
    )


def settings_file() -> str:
    """The settings file; it need not exist."""
    home = os.environ.get("KADGUIDE_HOME")
    folder = home or _user_folder("XDG_CONFIG_HOME", ".config", "Application Support", "")
    return os.path.join(folder, "settings.json")


def _user_folder(variable: str, unix: str, mac: str, windows: str) -> str:
    """The program's folder of one kind, where each system keeps such folders.

    The usual library for this takes as long to load as a question takes to be answered.
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
        return os.path.join(local, "kadguide", windows) if windows else os.path.join(local, "kadguide")
    if sys.platform == "darwin":
        return os.path.join(os.path.expanduser("~/Library"), mac, "kadguide")
    base = os.environ.get(variable, "")
    return os.path.join(base if os.path.isabs(base) else os.path.expanduser(f"~/{unix}"), "kadguide")


AUTO = "auto"
"""The theme and the signs of somebody who has chosen none: those that suit the terminal."""
CHOICES: dict[str, tuple[str, ...] | tuple[int, ...]] = {
    "language": ("id", "en"),
    "theme": (AUTO, "kadguide-dark", "kadguide-light", "kadguide-contrast", "kadguide-16"),
    "glyphs": (AUTO, "full", "plain"),
    "width": (72, 84, 96),
    "first_place": ("chat", "topics"),
    "keep_gaps": ("ask", "yes", "no"),
}
"""Setting → its known values, in the order in which they are offered; the keys of the keyboard and the class stand
apart."""


class Settings(NamedTuple):
    """What a user set once."""

    language: str = "id"
    """Of the interface."""
    theme: str = AUTO
    width: int = 96
    """The most columns of a line of text."""
    first_place: str = "chat"
    """The place that opens first."""
    keys: Mapping[str, str] = {}
    """Id of a binding → the key that it has instead of the usual one. Which are possible, the screen knows."""
    keep_gaps: str = "ask"
    """Whether questions without an answer are kept: ``ask`` as long as the user has not said."""
    glyphs: str = AUTO
    """The signs that the screen is drawn with: all, or only those that every console has."""
    class_register: str = ""
    """The class that the commands of a class are about when they are given none: a file, or the address of a database
    (``postgresql://…``)."""


class SettingsProblem(NamedTuple):
    """Something in the settings file that is of no use: ``unreadable``, ``unknown`` name, or ``value``; and where."""

    kind: str
    name: str = ""
    value: str = ""


class StoredSettings(NamedTuple):
    """The settings file as it was read."""

    settings: Settings
    problems: tuple[SettingsProblem, ...] = ()
    first_start: bool = False
    """There is no file yet."""


_known: dict[str, tuple[tuple[int, int, int], StoredSettings]] = {}
"""Files of settings as they were when they were read: the command line, the streams and the app all ask at a start."""


def read_settings() -> StoredSettings:
    """The stored settings with everything that is wrong with them; what is missing or damaged has its usual value. The
    file is read anew when it was changed."""
    path = settings_file()
    try:
        found = os.stat(path)
    except OSError:
        return _read_settings()
    state = (found.st_mtime_ns, found.st_size, found.st_ino)
    if path not in _known or _known[path][0] != state:
        _known[path] = (state, _read_settings())
    return _known[path][1]


def _read_settings() -> StoredSettings:
    try:
        data = _stored()
    except (FileNotFoundError, NotADirectoryError):
        return StoredSettings(Settings(), first_start=True)
    except (OSError, ValueError, RecursionError):
        return StoredSettings(Settings(), (SettingsProblem("unreadable"),))
    problems = [SettingsProblem("unknown", name) for name in data if name not in Settings._fields]
    taken: dict[str, Any] = {}
    for name in Settings._fields:
        if name not in data:
            continue
        if name == "keys":
            taken[name], wrong = _keys(data[name])
            problems += wrong
        elif name == "class_register":
            if type(data[name]) is str:
                taken[name] = data[name].strip()
            else:
                problems.append(SettingsProblem("value", name, "…"))  # there may be a password in it
        elif _is_choice(name, data[name]):
            taken[name] = data[name]
        else:
            problems.append(SettingsProblem("value", name, str(data[name])[:80]))
    return StoredSettings(Settings(**taken), tuple(problems))


def load_settings() -> Settings:
    """The stored settings; usual values for what is missing or damaged."""
    return read_settings().settings


def _stored() -> dict[str, Any]:
    """What stands in the file. ``ValueError`` when it is no table of settings."""
    with open(settings_file(), encoding="utf-8") as stream:
        import json  # only where there is a file: it costs every start

        data = json.load(stream)
    if not isinstance(data, dict):
        raise ValueError("not a table")
    return data


def _is_choice(name: str, value: object) -> bool:
    return any(type(value) is type(choice) and value == choice for choice in CHOICES[name])


def _keys(value: object) -> tuple[dict[str, str], list[SettingsProblem]]:
    if not isinstance(value, dict):
        return {}, [SettingsProblem("value", "keys", str(value)[:80])]
    good = {id_: key for id_, key in value.items() if type(key) is str}
    return good, [SettingsProblem("value", f"keys.{id_}", str(value[id_])[:80]) for id_ in value if id_ not in good]


def without_password(where: str) -> str:
    """The address of a database as it may be shown; the path of a file as it is.

    What stands before the last ``@`` is never shown but for the name of the user, since a password that was not quoted
    may hold any sign.
    """
    from urllib.parse import unquote

    scheme, sign, rest = where.partition("://")
    if not sign:
        return where
    login, at, place = rest.rpartition("@")
    place, mark, options = place.partition("?")
    shown = "&".join(option for option in options.split("&") if option and "pass" not in unquote(option).lower())
    user = f"{login.partition(':')[0].partition('/')[0]}@" if at else ""
    return f"{scheme}://{user}{place}{mark if shown else ''}{shown}"


def save_settings(settings: Settings) -> bool:
    """Write the settings whole or not at all. False when the folder cannot be written.

    What the file holds beyond them stays; a file that cannot be read is put aside as ``settings.json.damaged``.
    """
    import json

    path = settings_file()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _known.pop(path, None)  # clocks of disks may be too coarse to tell what was written at once
        write_whole(path, json.dumps({**_rest(path), **settings._asdict()}, indent=1, ensure_ascii=False).encode())
    except OSError:
        return False
    return True


def _rest(path: str) -> dict[str, Any]:
    """The settings of the file that this version does not know, kept for the one that does."""
    try:
        return {name: value for name, value in _stored().items() if name not in Settings._fields}
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        os.replace(path, f"{path}.damaged")
        return {}
