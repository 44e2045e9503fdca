"""Looks at machine, console and knowledge for ``kadguide doctor``. No network, nothing private but paths."""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.answering.engine import Engine

SMALLEST = (60, 18)
"""Columns and rows that the chat needs."""
GLYPHS = "─│┌┘█▌›·…"
"""Marks that the chat draws with."""
LIBRARIES = ("textual", "rich", "click", "markdown-it-py", "rapidfuzz")
COLOURS = {"truecolor": 16_777_216, "256": 256, "standard": 16, "windows": 16}
SLOW_START = 5.0
"""Seconds from which the start of ``ask`` is called slow."""
LARGE_CACHE = 200 * 2**20
"""Bytes from which the cache is called large; a few snapshots of overlays stay well below."""
_WAIT = 120.0


def console_size() -> tuple[int, int] | None:
    """Columns and rows of the console; ``None`` when no standard stream is one."""
    for number in (1, 2, 0):
        try:
            size = os.get_terminal_size(number)
        except (OSError, ValueError):
            continue
        if size.columns and size.lines:
            return size.columns, size.lines
    return None


def console_encoding() -> str:
    """The encoding of text on this console, as the system is set up (the program itself always writes UTF-8)."""
    return "utf-8" if sys.platform == "win32" else locale.getencoding().lower()  # consoles of Windows take Unicode


def draws_glyphs(encoding: str) -> bool:
    """Whether the marks of the chat exist in ``encoding``."""
    try:
        GLYPHS.encode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def colours(environ: Mapping[str, str] = os.environ) -> int:
    """How many colours the chat will use here; 0 with ``NO_COLOR`` or on a dumb terminal."""
    from rich.console import Console

    if "NO_COLOR" in environ:
        return 0
    console = Console(force_terminal=True, legacy_windows=False, _environ=environ)
    return COLOURS.get(environ.get("TEXTUAL_COLOR_SYSTEM", console.color_system or ""), 0)


def nearest(folder: Path) -> Path:
    """``folder``, or what exists of the way to it."""
    path = folder.absolute()
    return next(place for place in (path, *path.parents) if place.exists() or place == path.parents[-1])


def can_write(folder: Path) -> bool:
    """Whether files can be put into ``folder``, made if need be: tried where it would be, and left as it was."""
    try:
        with tempfile.TemporaryFile(dir=nearest(folder)):
            return True
    except OSError:
        return False


class Opened(NamedTuple):
    """The knowledge after it was opened: the engine or the problem, the snapshot before, its file, and seconds."""

    engine: Engine | None
    problem: object
    """What is wrong in the knowledge, or the error of the system that came instead."""
    state: str
    """``current`` · ``missing`` · ``stale`` · ``damaged``, before it was opened."""
    snapshot: Path
    seconds: float


def open_knowledge(root: str, overlays: Sequence[str], cache: str) -> Opened:
    """Open the knowledge as every command does, and see what state its snapshot was in."""
    from kadguide.answering.loading import load_engine
    from kadguide.knowledge.reader import KnowledgeError

    state, path = "missing", Path(cache)
    started = time.perf_counter()
    try:
        state, path = snapshot_state(root, overlays, cache)
        started = time.perf_counter()
        engine = load_engine(root, overlays, cache)
    except (KnowledgeError, OSError) as error:
        problem = error.problem if isinstance(error, KnowledgeError) else error
        return Opened(None, problem, state, path, time.perf_counter() - started)
    return Opened(engine, "", state, path, time.perf_counter() - started)


def snapshot_state(root: str, overlays: Sequence[str], cache: str) -> tuple[str, Path]:
    """State and file of the snapshot. Raises ``OSError`` when a knowledge folder cannot be read."""
    from kadguide.answering.loading import snapshot_mark
    from kadguide.knowledge.bundle import BundleError, open_bundle

    mark, name = snapshot_mark(root, overlays)
    path = Path(cache, name)
    try:
        open_bundle(path, mark)
    except BundleError as error:
        return ("missing" if not path.exists() else "stale" if str(error) == "stale" else "damaged"), path
    return "current", path


def size_of(path: Path) -> int:
    """Bytes of a file, or of all files in a folder; 0 when there is none."""
    try:
        if path.is_dir():
            return sum(item.stat().st_size for item in path.iterdir() if item.is_file())
        return path.stat().st_size
    except OSError:
        return 0


def start_of_ask() -> float | None:
    """Seconds that a whole ``kadguide ask`` takes, measured once; ``None`` when it fails.

    It is this package that is run: in a clone, Python would take the clone instead and prepare its index.
    """
    path = os.pathsep.join(filter(None, (str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", "kadguide", "ask", "apa itu TKKSD"]
    started = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603
            command,
            env={**os.environ, "PYTHONPATH": path},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_WAIT,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return time.perf_counter() - started if done.returncode in (0, 1) and done.stdout else None


def versions() -> dict[str, str]:
    """The libraries that the chat stands on, each with its version; empty for one that is not there."""
    return {name: _version(name) for name in LIBRARIES}


def extras() -> dict[str, tuple[str, ...]] | None:
    """Each optional extra with what is missing of it; ``None`` when the program was not installed as a package."""
    try:
        needs = metadata.requires("kadguide") or []
    except metadata.PackageNotFoundError:
        return None
    missing: dict[str, tuple[str, ...]] = {}
    for need in needs:
        name, extra = re.match(r"[\w.-]+", need), re.search(r"extra\s*==\s*['\"]([\w-]+)['\"]", need)
        if name and extra:
            absent = () if _version(name.group()) else (name.group(),)
            missing[extra.group(1)] = missing.get(extra.group(1), ()) + absent
    return missing


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def system() -> str:
    """Name and version of the operating system, without the name of the machine."""
    return f"{platform.platform()} ({platform.machine() or '?'})"


def python() -> str:
    return f"{platform.python_implementation()} {platform.python_version()}"


def terminal() -> str:
    """What the terminal says it is."""
    told = [f"{name}={os.environ[name]}" for name in ("TERM", "COLORTERM", "TERM_PROGRAM") if os.environ.get(name)]
    # The values of these name a session or an address; that there is one is enough.
    told += [name for name in ("WT_SESSION", "SSH_CONNECTION", "TMUX") if os.environ.get(name)]
    return " ".join(told)


def free_space(folder: Path) -> int | None:
    """Free bytes where ``folder`` is or would be; ``None`` when the system does not tell."""
    try:
        return shutil.disk_usage(nearest(folder)).free
    except OSError:
        return None
