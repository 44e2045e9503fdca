"""What a door of the class is, and what every door is given.

A door lets trainees in: as a form page or as a terminal. All doors share one register, one cookie and one gate.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from aiohttp import web

from kadguide.i18n import Catalog
from kadguide.teaching.admission import Chance
from kadguide.teaching.register import Exam, Register, Trainee
from kadguide.web.classroom.desk import Desk

MarkOf = Callable[[Register, Exam, Trainee], float | None]
"""The mark of a trainee in percent, once it may be told; ``None`` where there is none."""


class Limits(NamedTuple):
    """What keeps one guest from spoiling the day of the others.

    ``sessions`` are terminals at once; ``body`` the most bytes of a form; ``seconds`` how long a request may take to
    arrive. From one address come at most ``tries`` wrong codes at once, and ``tries_a_second`` after that, and
    ``connections`` that are open at once, ``connections_of_all`` from all of them; a whole room may share one address,
    and each browser opens several. A device that is logged in is served ``pages`` at once and ``pages_a_second`` after
    that; all others of one address together ``visits`` and ``visits_a_second``.
    """

    sessions: int = 40
    body: int = 64 * 1024
    seconds: float = 10.0
    tries: int = 12
    tries_a_second: float = 1.0
    connections: int = 3000
    connections_of_all: int = 6000
    pages: int = 40
    pages_a_second: float = 4.0
    visits: int = 1500
    visits_a_second: float = 50.0


def no_mark(register: Register, exam: Exam, trainee: Trainee) -> float | None:
    """No mark is told."""
    return None


class DoorContext(NamedTuple):
    """What a door works with. ``where`` is the file or address of the class, for processes that a door starts.

    ``open_register`` gives a connection for one thread. ``desk`` is for the doors that work inside the server.
    ``catalog`` has the language of the class, ``cookie`` names the cookie that holds the ticket.
    """

    where: str
    room: str
    open_register: Callable[[], Register]
    desk: Desk
    catalog: Catalog
    now: Callable[[], datetime]
    chance: Chance
    limits: Limits
    cookie: str
    rehearsal: bool = False
    terminal: bool = False
    """Whether there is a door at /terminal."""
    mark: MarkOf = no_mark
    steady: Callable[[], float] = time.monotonic
    """Seconds of a clock that nobody sets."""


class Door(Protocol):
    """One way into the class."""

    def routes(self) -> Sequence[web.AbstractRouteDef]: ...

    async def close(self) -> None:
        """End everything that the door has under way, within seconds."""
