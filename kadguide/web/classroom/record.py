"""What the server itself writes into the record of a class: that it came and went, and that its clock was set."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from kadguide.keeping.kept import StoreError
from kadguide.teaching.register import Register
from kadguide.teaching.timekeeping import SteadyClock, log_start, log_stop, make_up
from kadguide.web.classroom.door import DoorContext

LOOK_SECONDS = 1.0
"""How often the clock is looked at."""
_LONGEST_STOP = 1.0


class ServerRecord:
    """The record of one server."""

    def __init__(self, context: DoorContext, clock: SteadyClock) -> None:
        self._context = context
        self._clock = clock

    async def started(self) -> None:
        """The server has come. One that cannot write this down serves all the same."""
        context = self._context
        with suppress(StoreError):
            await context.desk.write(lambda register: log_start(register, context.now(), context.chance, context.room))

    async def stopped(self) -> None:
        """The server goes in order."""
        context = self._context

        def work(register: Register) -> None:
            log_stop(register, context.now(), context.chance, context.room)

        with suppress(StoreError, TimeoutError):
            await asyncio.wait_for(context.desk.write(work), _LONGEST_STOP)

    async def watch(self, tell: Callable[[int, bool], None]) -> None:
        """Look after the clock for good. ``tell`` is told what became of a jump, as in ``MadeUp``."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            with suppress(StoreError):  # tried again at the next look, and the jump is held back until then
                await self.look(tell)

    async def look(self, tell: Callable[[int, bool], None]) -> None:
        """See to a jump, if there is one."""
        jump, context = self._clock.jump(), self._context
        if jump is not None:
            made = await context.desk.write(lambda register: make_up(register, jump, context.chance, context.room))
            self._clock.accept(jump)
            tell(made.seconds, made.during)
