"""A timer for the room. It knows no clock but the one it is handed, and does nothing while it stands."""

from __future__ import annotations

from collections.abc import Callable

MINUTE = 60.0
MOST = 24 * 60 * MINUTE


class Countdown:
    """Counts down ``seconds``, as long as it runs."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left = 0.0
        self._since: float | None = None

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def left(self) -> float:
        """Seconds that are left; 0 at the end."""
        gone = self._clock() - self._since if self._since is not None else 0.0
        return max(self._left - gone, 0.0)

    @property
    def over(self) -> bool:
        """Whether the time has run out while it ran."""
        return self.running and self.left <= 0

    def set(self, seconds: float) -> None:
        """Stand at ``seconds``."""
        self._left, self._since = min(max(seconds, 0.0), MOST), None

    def start(self) -> None:
        """Run on; nothing happens at zero."""
        if self._left > 0 and not self.running:
            self._since = self._clock()

    def stop(self) -> None:
        """Stand, with what is left."""
        self._left, self._since = self.left, None

    def add(self, seconds: float) -> None:
        """Add time, running or not."""
        running = self.running
        self.set(self.left + seconds)
        if running:
            self.start()

    def __str__(self) -> str:
        minutes, seconds = divmod(int(self.left + 0.999), 60)
        return f"{minutes:02d}:{seconds:02d}"
