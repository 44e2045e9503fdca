"""What every app of kadguide is: still, and in the colours that it was given, or in none."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import App
from textual.filter import LineFilter

from kadguide.tui.nocolor import NoColours
from kadguide.tui.theme import THEMES, theme_for


class QuietApp(App[None]):
    """An app in which nothing moves by itself. With NO_COLOR it has nothing but the colours of the terminal itself."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"

    def take_themes(self, chosen: str) -> None:
        """Know kadguide's own themes, and wear the ``chosen`` one, or the one that the terminal can show."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(chosen)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [NoColours()] if self.no_color else super().get_line_filters()
