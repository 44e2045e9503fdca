"""All that touches the register happens in one thread of its own: the screen never waits for a disk or a line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kadguide.teaching.conducting import Conductor

_T = TypeVar("_T")


class BackRoom:
    """Does things to a class one after the other. Connections belong to the thread that opened them."""

    def __init__(self, conductor: Conductor) -> None:
        conductor.register.close()  # opened elsewhere until now
        self._conductor = conductor
        self._thread = ThreadPoolExecutor(1, "class-register")

    async def do(self, act: Callable[[Conductor], _T]) -> _T:
        """Do ``act``. What it raises is raised here."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, act, self._conductor)

    def close(self) -> None:
        """Let go of the register, after what is under way."""
        self._thread.submit(self._conductor.register.close)
        self._thread.shutdown()
