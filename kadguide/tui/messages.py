"""Messages that several widgets send."""

from __future__ import annotations

from typing import Any

from textual.message import Message


class EntryWanted(Message):
    """An entry is to be read."""

    def __init__(self, entry: str) -> None:
        super().__init__()
        self.entry = entry


class SettingWanted(Message):
    """A setting is to have another value."""

    def __init__(self, name: str, value: Any) -> None:
        super().__init__()
        self.name = name
        self.value = value
