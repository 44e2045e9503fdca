"""The app of the board: colours, language, and the one screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import App
from textual.binding import Binding
from textual.filter import LineFilter

from kadguide.exchange.classboard import Telling
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.hosting import ClassPlace, Host
from kadguide.tui.board.backroom import BackRoom
from kadguide.tui.board.screen import BoardScreen
from kadguide.tui.nocolor import NoColours
from kadguide.tui.theme import THEMES, next_theme, theme_for


class BoardApp(App[None]):
    """Shows one class until the instructor leaves. The server is looked after by ``host``."""

    CSS_PATH = "board.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [Binding("ctrl+q", "leave_board", show=False, priority=True), Binding("ctrl+c", "help_quit", show=False)]

    def __init__(
        self, conductor: Conductor, host: Host, place: ClassPlace, lang: Lang, *, theme: str = "", told: str = ""
    ) -> None:
        super().__init__()
        self._lang: Lang = lang
        self._backroom = BackRoom(conductor)
        self.board = BoardScreen(self._backroom, host, place, Telling(Catalog(lang)), told)
        self.animation_level = "none"
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme_for(theme)

    def get_default_screen(self) -> BoardScreen:
        return self.board

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With NO_COLOR nothing but the colours of the terminal itself."""
        return [NoColours()] if self.no_color else super().get_line_filters()

    def on_unmount(self) -> None:
        self._backroom.close()

    @on(BoardScreen.LanguageWanted)
    def _turn_language(self) -> None:
        self._lang = "id" if self._lang == "en" else "en"
        self.board.speak(self.board.telling._replace(word=Catalog(self._lang)))

    @on(BoardScreen.ThemeWanted)
    def _turn_theme(self) -> None:
        self.theme = next_theme(self.theme)

    def action_leave_board(self) -> None:
        """From in front of whatever window: back to the board, and ask there."""
        while len(self.screen_stack) > 1:
            self.screen.dismiss(None)
        self.board.action_leave()

    def action_help_quit(self) -> None:
        """Somebody pressed Ctrl+C to leave."""
        self.board.tell(Catalog(self._lang)("board.how_to_quit"))
