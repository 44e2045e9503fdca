"""The app in which one trainee sits an exam. It needs neither the knowledge nor the answering engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from kadguide.knowledge.model import Lang
from kadguide.teaching.sitting import Seat
from kadguide.tui.nocolor import NoColours
from kadguide.tui.sitting.screen import SitScreen
from kadguide.tui.sitting.text import SitText
from kadguide.tui.theme import THEMES, theme_for


class SitApp(App[None]):
    """Shows the seat that ``find`` gives. In a class it cannot be left: the page is closed instead."""

    CSS_PATH = "sitting.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "leave", show=False), Binding("ctrl+c", "help_quit", show=False)]

    def __init__(
        self, find: Callable[[], Seat | None], lang: Lang, theme: str = "", *, end: Callable[[Seat], str] | None = None,
        may_leave: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._find = find
        self._text = SitText(lang)
        self._end = end
        self._may_leave = may_leave
        self.animation_level = "none"
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme_for(theme)

    def get_default_screen(self) -> SitScreen:
        return SitScreen(self._find, self._text, self._end)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With NO_COLOR nothing but the colours of the terminal itself."""
        return [NoColours()] if self.no_color else super().get_line_filters()

    def action_leave(self) -> None:
        """Leave an exam that is sat on one's own computer; everything that was answered is kept."""
        if self._may_leave:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C does nothing here."""
