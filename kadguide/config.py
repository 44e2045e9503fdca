"""Where things lie on this machine, and the few settings that last.

``KADGUIDE_HOME`` puts settings, cache and data into one folder; ``KADGUIDE_KNOWLEDGE`` names overlay folders (separated
like ``PATH``). Nothing is created before it is needed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from kadguide.files import StrPath, write_whole


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


class Settings(NamedTuple):
    """What a user set once: interface language (``id`` or ``en``), colour theme, and whether questions without an
    answer are kept (``ask`` as long as the user has not said, ``yes``, ``no``)."""

    language: str = "id"
    theme: str = "kadguide-dark"
    keep_gaps: str = "ask"


def load_settings() -> Settings:
    """The stored settings; defaults for what is missing or damaged."""
    try:
        with open(settings_file(), encoding="utf-8") as stream:
            data = json.load(stream)
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    known = {key: value for key, value in data.items() if key in Settings._fields and isinstance(value, str)}
    return Settings(**known)


def save_settings(settings: Settings) -> bool:
    """Write the settings whole or not at all. False when the folder cannot be written."""
    path = settings_file()
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, json.dumps(settings._asdict(), indent=1).encode())
    except OSError:
        return False
    return True
