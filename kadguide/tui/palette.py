"""What the command palette offers: the commands, then the entries of the knowledge base."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Protocol, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content


class PaletteOwner(Protocol):
    """What the palette needs from the app."""

    def palette_commands(self) -> list[tuple[str, str, Callable[[], object]]]:
        """Label, explanation and callback of each command."""

    def palette_entries(self) -> list[tuple[str, str]]:
        """Id and title of each entry."""

    def open_entry(self, entry: str) -> None:
        """Show an entry."""


class KadguideProvider(Provider):
    """Finds commands and entries by fuzzy match on their labels."""

    @property
    def _owner(self) -> PaletteOwner:
        return cast(PaletteOwner, self.app)

    async def discover(self) -> AsyncIterator[DiscoveryHit]:
        for label, tip, callback in self._owner.palette_commands():
            yield DiscoveryHit(Content(label), callback, text=label, help=tip)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for label, tip, callback in self._owner.palette_commands():
            if (score := matcher.match(label)) > 0:
                yield Hit(score, Content(label), callback, text=label, help=tip)
        for entry, title in self._owner.palette_entries():
            if (score := matcher.match(title)) > 0:
                yield Hit(score * 0.9, Content(title), partial(self._owner.open_entry, entry), text=title)
