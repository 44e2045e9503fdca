"""The slide that is on the wall, and the keys that lead through a class."""

from __future__ import annotations

from textual import events
from textual.message import Message

from kadguide.exchange.slides import SlideText
from kadguide.i18n import Catalog
from kadguide.teaching.board import LETTERS, read_hands
from kadguide.teaching.showing import Showing
from kadguide.tui.drawn import once_drawn
from kadguide.tui.projector.keys import SCORE_KEYS, WALL_KEYS, bindings
from kadguide.tui.projector.screens import AskScreen, KeysScreen, PauseScreen, ScoreScreen
from kadguide.tui.projector.widgets import BottomBar, Framed, Sheet, TopBar


class WallScreen(Framed):
    """One slide at a time. Everything that changes goes to the showing, which keeps it."""

    BINDINGS = bindings(WALL_KEYS)

    class Moved(Message):
        """Another slide is on the wall."""

    class TimerWanted(Message):
        """The timer shall do something: ``toggle``, ``minute`` or ``question``."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    class LanguageWanted(Message):
        """The other language, please."""

    def __init__(self, showing: Showing, text: SlideText, word: Catalog, told: str = "") -> None:
        super().__init__(word)
        self._showing = showing
        self._says = text
        self._notice = ""
        """What is said in the place of the hint until something changes: a class sees it, so nothing pops up."""
        self._opening = told

    def on_mount(self) -> None:
        once_drawn(self, self._open)

    def _open(self) -> None:
        self._show()
        self._notice = self._opening
        self.post_message(self.Moved())

    def tell(self, text: str) -> None:
        """Say something below the slide."""
        self._notice = text
        self.on_sheet_laid()

    def speak(self, text: SlideText, word: Catalog) -> None:
        """Say the same slide in another language."""
        self._says, self._word = text, word
        self._show(keep_page=True)

    # -- what is shown

    def _show(self, *, keep_page: bool = False) -> None:
        showing, slide = self._showing, self._showing.slide
        self._notice = ""
        self.query_one(TopBar).say(self._says.head(slide))
        lines = self._says.lines(slide, showing.shown, showing.hands)
        self.query_one(Sheet).show(lines, centred=slide.kind == "step", keep_page=keep_page)

    def on_sheet_laid(self) -> None:
        """Say below the slide what comes next, and whether there is more of it."""
        showing, sheet = self._showing, self.query_one(Sheet)
        levels = self._says.levels(showing.slide)
        if showing.shown < levels:
            ends = "answer" if showing.slide.kind == "item" and not showing.shown else "why"
            hint = self._word(f"projector.hint_{'source' if showing.slide.kind == 'entry' else ends}")
        else:
            hint = self._word("projector.hint_next" if showing.at + 1 < len(showing.deck.slides) else "projector.end")
        if showing.hands and not showing.shown:
            hint = self._word("projector.hands_noted", count=sum(showing.hands.values()))
        page, pages = sheet.page
        signs = f"{'▲' if sheet.more_above else ''}{'▼' if sheet.more_below else ''}"
        more = f"{signs} {self._word('projector.more') if sheet.more_below else f'{page}/{pages}'}" if signs else ""
        self.query_one(BottomBar).say(self._notice or hint, more)

    def _changed(self) -> None:
        self._show()
        self.post_message(self.Moved())
        self._check_kept()

    def _check_kept(self) -> None:
        if not self._showing.kept:
            self.tell(self._word("projector.not_kept"))

    # -- moving

    def on_click(self, event: events.Click) -> None:
        """A click goes on, as in any slides."""
        event.stop()
        self.action_advance()

    def on_mouse_scroll_down(self) -> None:
        self.action_scroll_slide(1)

    def on_mouse_scroll_up(self) -> None:
        self.action_scroll_slide(-1)

    def action_advance(self) -> None:
        """Whatever comes next: the rest of the slide, the answer, why, the next slide."""
        if self.query_one(Sheet).turn(1):
            return
        if self._showing.shown < self._says.levels(self._showing.slide):
            self.action_reveal_answer()
        else:
            self.action_next_slide()

    def action_next_slide(self) -> None:
        """The next slide."""
        if self._showing.move(1):
            self._changed()
        else:
            self.tell(self._word("projector.end"))

    def action_previous_slide(self) -> None:
        """The slide before."""
        if self._showing.move(-1):
            self._changed()

    def action_reveal_answer(self) -> None:
        """The answer; once more, why."""
        if self._showing.reveal():
            self._show()
            self._check_kept()

    def action_hide_answer(self) -> None:
        """Hide again what was revealed last."""
        if self._showing.reveal(-1):
            self._show()

    def action_scroll_slide(self, by: int) -> None:
        """Read on in a slide that is longer than the wall."""
        self.query_one(Sheet).turn(by)

    def action_go_to_step(self) -> None:
        """Ask for the number of a step, or of a slide."""
        kind = "step" if self._showing.deck.agenda else "slide"
        count = self._showing.deck.numbers

        def go(typed: str | None) -> None:
            if typed is None:
                return
            if self._showing.go_typed(typed):
                self._changed()
            else:
                self.tell(self._word("projector.no_step", count=count))

        self.app.push_screen(AskScreen(self._word(f"projector.ask_{kind}", count=count), most=4), go)

    # -- hands

    def action_count_hands(self) -> None:
        """Ask how many hands there were for each option."""
        options = self._says.options(self._showing.slide)
        if not options:
            self.tell(self._word("projector.no_hands"))
            return

        def take(typed: str | None) -> None:
            if typed is None:
                return
            hands = read_hands(typed, options, self._showing.hands)
            if hands is None:
                self.tell(self._word("projector.hands_unread"))
                return
            self._showing.count(hands)
            self._show(keep_page=True)
            self._check_kept()

        letters = " ".join(LETTERS[: len(options)])
        before = " ".join(str(self._showing.hands.get(option, 0)) for option in options) if self._showing.hands else ""
        label = self._word("projector.ask_hands", letters=letters)
        self.app.push_screen(AskScreen(label, before, example="7 14 3 2"), take)

    # -- timer, pause, scores

    def action_toggle_timer(self) -> None:
        self.post_message(self.TimerWanted("toggle"))

    def action_add_minute(self) -> None:
        self.post_message(self.TimerWanted("minute"))

    def action_time_question(self) -> None:
        self.post_message(self.TimerWanted("question"))

    def action_pause(self) -> None:
        """An empty wall."""
        self.app.push_screen(PauseScreen(self._word))
        self.post_message(self.TimerWanted("show"))

    def action_show_scores(self) -> None:
        """The points of the teams."""
        self.app.push_screen(ScoreScreen(self._showing, self._word))
        self.post_message(self.TimerWanted("show"))

    def action_show_keys(self) -> None:
        """Every key."""
        tables = [
            (self._word("projector.keys_wall"), WALL_KEYS),
            (self._word("projector.keys_scores"), SCORE_KEYS),
        ]
        self.app.push_screen(KeysScreen(tables, self._word))
        self.post_message(self.TimerWanted("show"))

    def action_turn_colours(self) -> None:
        """Black on white, or white on black."""
        self.app.theme = other_theme(self.app.theme)

    def action_turn_language(self) -> None:
        self.post_message(self.LanguageWanted())


WHITE, BLACK = "kadguide-wall-white", "kadguide-wall-black"


def other_theme(name: str) -> str:
    """The other one of the two."""
    return BLACK if name == WHITE else WHITE
