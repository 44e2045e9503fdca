"""Messages that several widgets send."""

from __future__ import annotations

from typing import Any

from textual.message import Message

from kadguide.keeping.kept import StoreError


class PlaceWanted(Message):
    """A place is to be opened, for ``typed`` if there is any."""

    def __init__(self, place: str, typed: str = "") -> None:
        super().__init__()
        self.place = place
        self.typed = typed


class CommandWanted(Message):
    """A command is to be typed: the chat is to come to the front."""


class EntryWanted(Message):
    """An entry is to be read."""

    def __init__(self, entry: str) -> None:
        super().__init__()
        self.entry = entry


class SourceWanted(Message):
    """The card of a source is to be read."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source


class KeptChanged(Message):
    """A place changed what is kept; the others show it again."""


class KeepingFailed(Message):
    """A place could not change what is kept."""

    def __init__(self, error: StoreError) -> None:
        super().__init__()
        self.error = error


class SettingWanted(Message):
    """A setting is to have another value."""

    def __init__(self, name: str, value: Any) -> None:
        super().__init__()
        self.name = name
        self.value = value
