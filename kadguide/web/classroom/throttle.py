"""Slows down whoever guesses, and gives every guest a fair part of the server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

MOST_NAMES = 4096
"""Addresses or guests that are remembered."""


class Throttle:
    """Lets each address try ``burst`` times at once, and ``rate`` times a second after that."""

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = float(burst)
        self._rate = rate
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def wait(self, address: str) -> float:
        """Seconds until the next try; 0 when it may be now."""
        return max(1 - self._tries(address), 0.0) / self._rate

    def count(self, address: str) -> None:
        """Count a try."""
        left = self._tries(address)
        self._left.pop(address, None)
        if len(self._left) >= MOST_NAMES:
            del self._left[next(iter(self._left))]  # the one that tried longest ago
        self._left[address] = max(left - 1, 0.0), self._clock()

    def _tries(self, address: str) -> float:
        left, at = self._left.get(address, (self._burst, self._clock()))
        return min(left + (self._clock() - at) * self._rate, self._burst)


class _Line:
    """Requests of one guest that wait, in their order."""

    def __init__(self) -> None:
        self.turn = asyncio.Lock()
        self.waiting = 0


class Turns:
    """Serves each guest ``burst`` requests at once and ``rate`` a second after that: whoever asks faster than a person
    can waits behind the own requests. Nothing is refused, so that no answer is lost; one guest holds up nobody else."""

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._throttle = Throttle(burst, rate, clock)
        self._lines: dict[str, _Line] = {}

    async def wait(self, guest: str) -> None:
        """Wait for the next turn of ``guest``."""
        line = self._lines.setdefault(guest, _Line())
        line.waiting += 1
        try:
            async with line.turn:
                if seconds := self._throttle.wait(guest):
                    await asyncio.sleep(seconds)
                self._throttle.count(guest)
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[guest]
