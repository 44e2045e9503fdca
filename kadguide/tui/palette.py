"""What the palette offers: places, actions and what was read lately; or what the typed words find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kadguide.answering.folding import fold
from kadguide.browsing.finding import Finder, words_of
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.tui.commands import COMMANDS, Command

MOST_RECENT = 8
MOST_ENTRIES = 30
_WORD = re.compile(r"[a-z0-9]+")


class PaletteRow(NamedTuple):
    """One row: what is done when it is chosen, its name, what it does or where it stands, and its key."""

    action: str
    label: str
    tip: str
    key: str = ""


class Palette:
    """Finds commands by name, explanation and typed words, and entries as the topics find them."""

    def __init__(
        self, snapshot: Snapshot, lang: Lang, finder: Finder, key_of: Callable[[str], str], recent: Sequence[str] = ()
    ) -> None:
        """``key_of`` tells the key of a command, ``recent`` are entries that were read, the last one first."""
        self._snapshot = snapshot
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self._key_of = key_of
        self._recent = [entry for entry in recent if entry in snapshot.position][:MOST_RECENT]
        self._finder = finder

    def rows(self, typed: str) -> list[PaletteRow]:
        """Everything at hand for no words; otherwise the commands and then the entries that have them all."""
        words = words_of(typed)
        commands = sorted(
            (command for command in COMMANDS if command.id != "palette"), key=lambda command: not command.screen
        )
        if not words:
            titles = {topic.id: topic.title.get(self._lang) for topic in self._snapshot.topics}
            cards = [self._snapshot.card_of(entry) for entry in self._recent]
            recent = [_entry(card.id, card.title.get(self._lang), titles.get(card.topic, "")) for card in cards]
            return [*map(self._row, commands), *recent]
        found = self._finder.find(typed, MOST_ENTRIES)
        entries = [_entry(row.entry, row.title, row.topic) for row in found]
        hits = [(rank, command) for command in commands if (rank := self._rank(command, words)) is not None]
        # The sort keeps the order of the table among equals.
        return [*(self._row(command) for _, command in sorted(hits, key=lambda hit: hit[0])), *entries]

    def _row(self, command: Command) -> PaletteRow:
        label, tip = (self._word(f"action.{command.id}{end}") for end in ("", "_tip"))
        return PaletteRow(command.action, label, tip, self._key_of(command.id))

    def _rank(self, command: Command, words: Sequence[str]) -> int | None:
        """0 when the name begins with all the words, 1 when a typed word does, 2 for the rest; ``None``: not meant."""
        texts = [list(part) for part in self._texts(command)]
        for rank in range(len(texts)):
            known = [word for part in texts[: rank + 1] for word in part]
            if all(any(one.startswith(word) for one in known) for word in words):
                return rank
        return None

    def _texts(self, command: Command) -> Iterator[list[str]]:
        yield _WORD.findall(fold(self._word(f"action.{command.id}")))
        yield _WORD.findall(fold(" ".join(command.typed)))
        yield _WORD.findall(fold(self._word(f"action.{command.id}_tip")))


def _entry(entry: str, title: str, topic: str) -> PaletteRow:
    return PaletteRow(f"open_entry({entry!r})", title, topic)
