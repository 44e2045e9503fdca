"""Messages that several widgets send."""

from __future__ import annotations

from textual.message import Message


class EntryWanted(Message):
    """An entry is to be read."""

    def __init__(self, entry: str) -> None:
        super().__init__()
        self.entry = entry
