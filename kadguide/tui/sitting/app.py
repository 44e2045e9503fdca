"""The app in which one trainee sits an exam. It needs neither the knowledge nor the answering engine."""

from __future__ import annotations

from collections.abc import Callable

from textual.binding import Binding
from textual.screen import Screen

from kadguide.knowledge.model import Lang
from kadguide.teaching.sitting import Seat
from kadguide.tui.quiet import QuietApp
from kadguide.tui.sitting.screen import End, SitScreen
from kadguide.tui.sitting.text import SitText


class SitApp(QuietApp):
    """Shows the seat that ``find`` gives. In a class it cannot be left: the page is closed instead."""

    CSS_PATH = "sitting.tcss"
    BINDINGS = [Binding("ctrl+q", "leave", show=False), Binding("ctrl+c", "help_quit", show=False)]

    def __init__(
        self, find: Callable[[], Seat | None], lang: Lang, theme: str = "", *, end: End | None = None,
        may_leave: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._find = find
        self._text = SitText(lang, alone=may_leave)
        self._end = end
        self._may_leave = may_leave
        self.take_themes(theme)

    def get_default_screen(self) -> Screen[None]:
        return SitScreen(self._find, self._text, self._end)

    def action_leave(self) -> None:
        """Leave an exam that is sat on one's own computer; everything that was answered is kept."""
        if self._may_leave:
            self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C does nothing here."""
