"""The app of the board: colours, language, and the one screen."""

from __future__ import annotations

from textual import on
from textual.binding import Binding

from kadguide.exchange.classboard import Telling
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.hosting import ClassPlace, Host
from kadguide.tui.board.backroom import BackRoom
from kadguide.tui.board.screen import BoardScreen
from kadguide.tui.quiet import QuietApp
from kadguide.tui.theme import next_theme


class BoardApp(QuietApp):
    """Shows one class until the instructor leaves. The server is looked after by ``host``."""

    CSS_PATH = "board.tcss"
    BINDINGS = [Binding("ctrl+q", "leave_board", show=False, priority=True), Binding("ctrl+c", "help_quit", show=False)]

    def __init__(
        self, conductor: Conductor, host: Host, place: ClassPlace, lang: Lang, *, theme: str = "", told: str = ""
    ) -> None:
        super().__init__()
        self._lang: Lang = lang
        self._backroom = BackRoom(conductor)
        self.board = BoardScreen(self._backroom, host, place, Telling(Catalog(lang)), told)
        self.take_themes(theme)

    def get_default_screen(self) -> BoardScreen:
        return self.board

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
