"""Slows down whoever guesses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from math import ceil

MOST_ADDRESSES = 4096


class Throttle:
    """Lets each address try ``burst`` times at once, and ``rate`` times a second after that."""

    def __init__(self, burst: int, rate: float, now: Callable[[], datetime]) -> None:
        self._burst = burst
        self._rate = rate
        self._now = now
        self._left: dict[str, tuple[float, datetime]] = {}

    def wait(self, address: str) -> int:
        """Whole seconds until the next try; 0 when it may be now."""
        left = self._tries(address)
        return 0 if left >= 1 else max(ceil((1 - left) / self._rate), 1)

    def count(self, address: str) -> None:
        """Count a try."""
        left = self._tries(address)
        self._left.pop(address, None)
        if len(self._left) >= MOST_ADDRESSES:
            del self._left[next(iter(self._left))]  # the one that tried longest ago
        self._left[address] = max(left - 1, 0.0), self._now()

    def _tries(self, address: str) -> float:
        left, at = self._left.get(address, (float(self._burst), self._now()))
        gone = (self._now() - at).total_seconds()
        if gone < 0:  # the clock was set back: nobody waits until it is again as late as it was
            return float(self._burst)
        return min(left + gone * self._rate, float(self._burst))
