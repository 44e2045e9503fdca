"""Where things lie on this machine, and the few settings that last.

``KADGUIDE_HOME`` puts settings and cache into one folder; ``KADGUIDE_KNOWLEDGE`` names overlay folders (separated
like ``PATH``). Nothing is created before it is needed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

from kadguide.files import write_whole


def knowledge_root() -> Path:
    """The base knowledge: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "_knowledge"
    return installed if installed.is_dir() else package.parent / "knowledge"


def overlay_folders(given: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Overlay folders from the environment, then those ``given`` on the command line."""
    named = os.environ.get("KADGUIDE_KNOWLEDGE", "")
    return tuple(Path(part) for part in named.split(os.pathsep) if part) + given


def cache_folder() -> Path:
    """Where the compiled snapshot of the knowledge is kept; safe to delete at any time."""
    home = os.environ.get("KADGUIDE_HOME")
    if home:
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("kadguide", appauthor=False)


def settings_file() -> Path:
    """The settings file; it need not exist."""
    home = os.environ.get("KADGUIDE_HOME")
    if home:
        return Path(home) / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("kadguide", appauthor=False) / "settings.json"


class Settings(NamedTuple):
    """What a user set once: interface language (``id`` or ``en``) and colour theme."""

    language: str = "id"
    theme: str = "kadguide-dark"


def load_settings() -> Settings:
    """The stored settings; defaults for what is missing or damaged."""
    try:
        data = json.loads(settings_file().read_text(encoding="utf-8"))
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
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(settings._asdict(), indent=1).encode())
    except OSError:
        return False
    return True
