"""Where a class is reached, as a board shows it: the server is a process of its own that the board watches."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple, Protocol

from kadguide.teaching.register import Register

HostPhase = Literal["starting", "running", "restarting", "failed", "stopped"]
"""Not up yet, reachable, ended by itself and coming again, given up, ended in order."""


class ClockSet(NamedTuple):
    """The clock of the laptop was set for the ``number``-th time: by how many seconds, 0 when that only took an earlier
    time back, and whether in an exam."""

    number: int
    seconds: int
    during: bool


class HostState(NamedTuple):
    """How the server stands. ``wanted`` is the port that was asked for; ``code`` and ``reason`` say why it failed,
    ``restarts`` how often it came again by itself, ``clock`` the last jump of the clock that it noticed."""

    phase: HostPhase
    port: int = 0
    addresses: tuple[str, ...] = ()
    wanted: int = 0
    restarts: int = 0
    code: str = ""
    reason: str | OSError = ""
    clock: ClockSet | None = None


class Host(Protocol):
    """The server of a class, which looks after itself."""

    @property
    def state(self) -> HostState: ...

    def again(self) -> None:
        """Try once more after it was given up."""

    def stop(self) -> None:
        """End it, within seconds."""


class ClassPlace(NamedTuple):
    """Where a class lies: as it is shown, as it is typed after a command, and where its copies go."""

    shown: str
    typed: str
    folder: Path | None = None
    """Where copies go; ``None``: nowhere, since it counts for nothing."""
    stem: str = ""
    ending: str = ""


def keep_copy(register: Register, place: ClassPlace, at: datetime) -> Path | None:
    """Copy the whole register beside itself, so that a broken file costs no exam. Raises ``StoreError``.

    ``None`` when nothing is copied. ``at`` is the local time.
    """
    if place.folder is None:
        return None
    path = place.folder / f"{place.stem}-salinan-{at:%Y%m%d-%H%M%S}{place.ending}"
    register.copy_to(path)
    with suppress(OSError):
        path.chmod(0o600)  # it holds names, NIPs and codes
    return path
