"""Gives every guest a fair part of the server: whoever asks faster than a person can waits behind the own requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

MOST_LINES = 4096


class _Line:
    """The requests of one guest, in their order. ``left`` are those that may be served at once."""

    def __init__(self, left: float, at: float) -> None:
        self.turn = asyncio.Lock()
        self.waiting = 0
        self.left = left
        self.at = at


class Turns:
    """Serves each guest ``burst`` requests at once and ``rate`` a second after that. Nothing is refused, so that no
    answer is lost; one guest holds up nobody else."""

    def __init__(self, burst: int, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst
        self._rate = rate
        self._clock = clock
        self._lines: dict[str, _Line] = {}

    async def wait(self, guest: str) -> None:
        """Wait for the next turn of ``guest``."""
        line = self._line(guest)
        line.waiting += 1
        try:
            async with line.turn:
                self._fill(line)
                if line.left < 1:
                    await asyncio.sleep((1 - line.left) / self._rate)
                    self._fill(line)
                line.left -= 1
        finally:
            line.waiting -= 1

    def _line(self, guest: str) -> _Line:
        line = self._lines.pop(guest, None) or _Line(self._burst, self._clock())
        if len(self._lines) >= MOST_LINES:
            idle = next((name for name, one in self._lines.items() if not one.waiting), None)
            if idle is not None:
                del self._lines[idle]  # the one that came longest ago
        self._lines[guest] = line
        return line

    def _fill(self, line: _Line) -> None:
        now = self._clock()
        line.left, line.at = min(line.left + (now - line.at) * self._rate, float(self._burst)), now
