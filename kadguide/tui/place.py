"""What the places beside the chat have in common: words, keys, footer, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import ActiveBinding
from textual.message import Message
from textual.screen import Screen

from kadguide.exchange.document import Document
from kadguide.i18n import Catalog
from kadguide.keeping.keeper import Subject
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.keys import bind_place
from kadguide.tui.messages import CommandWanted
from kadguide.wording import Wording

WIDE = 70
"""Columns from which two panes stand side by side."""
_FROM_THE_APP = ("help", "menu")


class Place(Screen[None]):
    """A screen of its own, opened by a command and kept as it was left until the program ends.

    Copying, saving, help and the way to other places are left to the app, which asks :meth:`copied_text` and
    :meth:`document`.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]
    NAME: ClassVar[str]
    """Its row in the table of keys, and the section of its words."""
    MORE_KEYS: ClassVar[tuple[str, ...]] = ()
    """More rows of that table whose keys work here, for the help."""

    class Closed(Message):
        """The user goes back to where the place was opened from."""

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__()
        self._services = services
        self._engine = services.engine
        self._speak(lang)

    def _speak(self, lang: Lang) -> None:
        """Take ``lang``, in words and in the names of the keys."""
        self._lang: Lang = lang
        self._word = Catalog(lang)
        self._wording = Wording(self._engine.snapshot, lang)
        bind_place(self._bindings, self.NAME, self._word)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The footer has room for the keys of this place and two of the app; the others stand in the help."""
        return {
            key: active
            for key, active in super().active_bindings.items()
            if active.node is not self.app or active.binding.id in _FROM_THE_APP
        }

    async def visit(self, typed: str) -> None:
        """The place was opened or came to the front; ``typed`` is what was typed behind its command, or nothing."""

    async def set_language(self, lang: Lang) -> None:
        """Change the words of the place; what is open stays open."""
        self._speak(lang)
        await self.relabel()
        self.refresh_bindings()

    async def relabel(self) -> None:
        """Say everything on the screen again, in the language that was taken."""
        raise NotImplementedError

    def copied_text(self) -> str | None:
        """What is looked at, as text to paste into a message; ``None`` when there is nothing."""
        return None

    def recent_entries(self) -> Sequence[str]:
        """Entries that were read here, the last one first."""
        return ()

    def document(self) -> Document | None:
        """What is looked at, to be saved as a file; ``None`` when there is nothing."""
        return None

    def looked_at(self) -> Subject | None:
        """The entry that is looked at, to be marked, written about or flagged; ``None`` when there is none."""
        return None

    async def kept_changed(self) -> None:
        """What the user keeps has changed: show it again where it stands on the screen."""

    def action_type_command(self) -> None:
        """Commands are typed in the chat; here each letter would be a key of its own."""
        self.post_message(CommandWanted())

    def action_step_back(self) -> None:
        """One step back; from the first one, out of the place."""
        self.post_message(self.Closed())
