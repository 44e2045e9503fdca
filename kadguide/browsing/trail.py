"""What was read, in order: the way back and forward, and how far each page was scrolled."""

from __future__ import annotations

from typing import NamedTuple

MOST_PAGES = 200


class Page(NamedTuple):
    """An entry; or the card of a ``source``, opened from ``entry``, which is empty when no entry was open."""

    entry: str
    source: str = ""


class Trail:
    """The pages that were read. Going to another page after going back forgets what lay ahead."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._at = -1
        self._scrolled: dict[Page, float] = {}

    @property
    def here(self) -> Page | None:
        """The page that is read; ``None`` before the first one."""
        return self._pages[self._at] if self._pages else None

    @property
    def entries(self) -> list[str]:
        """The entries that were read, the last one first."""
        return [page.entry for page in reversed(self._pages) if page.entry and not page.source]

    def go_to(self, page: Page) -> None:
        """Turn to ``page``, unless it is read already."""
        if page != self.here:
            self._pages = [*self._pages[: self._at + 1], page][-MOST_PAGES:]
            self._at = len(self._pages) - 1

    def step(self, pages: int) -> bool:
        """Go back or forward; ``False`` when there is nothing on that side."""
        if not 0 <= self._at + pages < len(self._pages):
            return False
        self._at += pages
        return True

    def keep_place(self, row: float) -> None:
        """Remember how far the page that is read is scrolled."""
        if self.here is not None:
            self._scrolled[self.here] = row

    @property
    def place(self) -> float:
        """How far the page that is read was scrolled when it was left."""
        return self._scrolled.get(self.here, 0) if self.here else 0
