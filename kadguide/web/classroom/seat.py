"""The app of one trainee in a browser: a process of its own, forked or started, that knows only the register."""

from __future__ import annotations

import gc
import json
import os
from datetime import UTC, datetime
from typing import NamedTuple

ORDER = "KADGUIDE_SEAT"
"""The environment variable that tells a started process which seat it is."""

CLASS_VARIABLE = "KADGUIDE_CLASS"
"""The environment variable that tells the server which class it serves, where its options do not."""


class SeatOrder(NamedTuple):
    """Which trainee of which register sits in which language. Only names that kadguide made itself."""

    where: str
    trainee: str
    lang: str

    def encode(self) -> str:
        """As JSON."""
        return json.dumps(self)


def read_order(text: str) -> SeatOrder:
    """What :meth:`SeatOrder.encode` wrote."""
    return SeatOrder(*json.loads(text))


def preload() -> None:
    """Import all that a seat needs, so that forked ones share it."""
    import kadguide.store.classes
    import kadguide.tui.sitting.app
    import kadguide.web.driver

    assert kadguide.store.classes
    gc.collect()
    gc.freeze()


def sit(order: SeatOrder) -> None:
    """Run the app until the page is closed."""
    from kadguide.store.classes import open_register
    from kadguide.teaching.sitting import Seat, current_sitting
    from kadguide.tui.sitting.app import SitApp

    def now() -> datetime:
        return datetime.now(UTC)

    register = open_register(order.where, now)

    def find() -> Seat | None:
        trainee = register.trainee(order.trainee)
        return current_sitting(register, trainee, "terminal", now) if trainee else None

    try:
        SitApp(find, "en" if order.lang == "en" else "id").run()
    finally:
        register.close()


if __name__ == "__main__":
    sit(read_order(os.environ[ORDER]))
