"""The app on the wall: two themes of the strongest contrast, one screen, and the timer."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from textual import on
from textual.binding import Binding
from textual.theme import Theme
from textual.timer import Timer

from kadguide.exchange.slides import SlideText
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.learning.material import Material
from kadguide.teaching.countdown import MINUTE, Countdown
from kadguide.teaching.showing import Showing
from kadguide.tui.projector.wall import BLACK, WHITE, WallScreen
from kadguide.tui.quiet import QuietApp
from kadguide.tui.styles import LastingStylesheet
from kadguide.wording import Wording


def _theme(name: str, ink: str, paper: str) -> Theme:
    """Nothing but ink and paper: a projector in a bright room shows nothing in between."""
    return Theme(
        name=name, foreground=ink, background=paper, surface=paper, panel=paper, dark=paper == "#000000",
        primary=ink, secondary=ink, accent=ink, success=ink, warning=ink, error=ink,
        variables={
            "input-cursor-background": ink, "input-cursor-foreground": paper, "input-selection-background": ink,
            "input-selection-foreground": paper, "block-cursor-background": ink, "block-cursor-foreground": paper,
        },
    )  # fmt: skip


class ProjectorApp(QuietApp):
    """Shows a class. The state lies in the showing; the app has only the timer."""

    CSS_PATH = "projector.tcss"
    BINDINGS = [Binding("ctrl+q", "quit", show=False), Binding("ctrl+c", "help_quit", show=False)]

    def __init__(
        self,
        showing: Showing,
        snapshot: Snapshot,
        material: Material,
        lang: Lang,
        *,
        told: str = "",
        bell: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._showing = showing
        self._snapshot = snapshot
        self._material = material
        self._lang: Lang = lang
        self._told = told
        self._bell = bell
        self._step = Countdown(clock)
        self._question = Countdown(clock)
        self._timed = (-1, -1)
        """The step and the slide that the timers belong to."""
        self._ticks: Timer | None = None
        for theme in (_theme(WHITE, "#000000", "#ffffff"), _theme(BLACK, "#ffffff", "#000000")):
            self.register_theme(theme)
        self.theme = WHITE
        self.stylesheet = LastingStylesheet(variables=self.get_css_variables())

    def get_default_screen(self) -> WallScreen:
        text, word = self._words()
        self._wall = WallScreen(self._showing, text, word, self._told)
        return self._wall

    def _words(self) -> tuple[SlideText, Catalog]:
        wording = Wording(self._snapshot, self._lang)
        text = SlideText(self._snapshot, self._material, wording, self._showing.deck, self._showing.seed)
        return text, wording.catalog

    @on(WallScreen.LanguageWanted)
    def _turn_language(self) -> None:
        self._lang = "id" if self._lang == "en" else "en"
        self._wall.speak(*self._words())
        self._show_clock()

    def action_help_quit(self) -> None:
        """Somebody pressed Ctrl+C to leave."""
        tell = getattr(self.screen, "tell", None)
        if tell is not None:
            tell(Catalog(self._lang)("projector.how_to_quit"))

    # -- timer

    @property
    def _timer(self) -> Countdown:
        """The timer that counts now: that of the question while there is one, else that of the step."""
        return self._question if self._question.left or self._question.running else self._step

    @on(WallScreen.Moved)
    def _load_timer(self) -> None:
        """A new step has its minutes, a new slide no time of its own. A step's timer goes on within the step."""
        step, at = self._showing.slide.step, self._showing.at
        if step != self._timed[0] and (found := self._showing.deck.step_of(self._showing.slide)):
            self._step.set(found.minutes * MINUTE)
        if at != self._timed[1]:
            self._question.set(0)
        self._timed = (step, at)
        self._run_ticks()

    @on(WallScreen.TimerWanted)
    def _turn_timer(self, message: WallScreen.TimerWanted) -> None:
        if message.what == "question":
            self._question.set(MINUTE)
            self._question.start()
        elif message.what == "minute":
            self._timer.add(MINUTE)
        elif message.what == "toggle":
            self._toggle()
        self._run_ticks()

    def _toggle(self) -> None:
        timer = self._timer
        if timer.running:
            timer.stop()
        else:
            if not timer.left:
                timer.set(MINUTE)
            timer.start()

    def _run_ticks(self) -> None:
        """Look at the clock once a second, but only while it runs."""
        runs = self._timer.running and not self._timer.over
        if runs and self._ticks is None:
            self._ticks = self.set_interval(1, self._tick)
        elif not runs and self._ticks is not None:
            self._ticks.stop()
            self._ticks = None
        self._show_clock()

    def _tick(self) -> None:
        if self._timer.over:
            if self._bell:
                self.bell()
            self._run_ticks()
        else:
            self._show_clock()

    def _show_clock(self) -> None:
        timer = self._timer
        text = str(timer) if timer.left or timer.running else ""
        for screen in self.screen_stack:
            show = getattr(screen, "show_clock", None)
            if show is not None and screen.is_mounted:
                show(text, running=timer.running, over=timer.over)
