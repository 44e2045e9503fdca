"""What every app of kadguide is: still, in the colours that it was given or in none, and heard to the end."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Sequence

from textual.app import App
from textual.filter import LineFilter
from textual.notifications import SeverityLevel

from kadguide.config import load_settings
from kadguide.glyphs import screen_encoding, wants_plain
from kadguide.tui.nocolor import NoColours
from kadguide.tui.plainsigns import PlainSigns
from kadguide.tui.theme import THEMES, theme_for

LEAST_SECONDS = 4.0
CHARACTERS_A_SECOND = 14
"""How fast a notice is read, by somebody who is not used to reading on a screen."""
_MOST_NOTICES = 50
"""Notices that can be read again."""


def seconds_to_read(text: str) -> float:
    """How long a notice stays: until it was noticed and read."""
    return max(LEAST_SECONDS, 2 + len(text) / CHARACTERS_A_SECOND)


class QuietApp(App[None]):
    """An app in which nothing moves by itself. With NO_COLOR it has nothing but the colours of the terminal itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, glyphs: str = "") -> None:
        """``glyphs`` are the signs that were chosen; without them the settings are asked."""
        super().__init__()
        self.animation_level = "none"
        self._plain_signs: PlainSigns | None = None
        self.take_glyphs(glyphs or load_settings().glyphs)
        self.notices: deque[str] = deque(maxlen=_MOST_NOTICES)
        """What was said, the last one at the end."""

    def notify(
        self, message: str, *, title: str = "", severity: SeverityLevel = "information", timeout: float | None = None,
        markup: bool = False,
    ) -> None:  # fmt: skip
        """Show a notice, alone and long enough to be read, whatever time it was given; never as markup."""
        self.clear_notifications()
        for screen in self.screen_stack:
            screen.query("ToastHolder").remove()  # else the notice before leaves an empty row
        self.notices.append(message)
        super().notify(message, title=title, severity=severity, timeout=seconds_to_read(message), markup=False)

    def take_themes(self, chosen: str) -> None:
        """Know kadguide's own themes, and wear the ``chosen`` one, or the one that the terminal can show."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(chosen)

    def take_glyphs(self, chosen: str) -> None:
        """Draw with the ``chosen`` signs, or with those that this terminal has."""
        encoding = screen_encoding()
        plain = wants_plain(chosen, os.environ, encoding)
        self._plain_signs = PlainSigns(encoding) if plain else None

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = [NoColours()] if self.no_color else super().get_line_filters()
        return [*filters, self._plain_signs] if self._plain_signs else filters
