"""What lies over the wall: the pause, a line to type into, the scores of the teams, the keys."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Digits, Input, Static

from kadguide.exchange.slides import Line
from kadguide.i18n import Catalog
from kadguide.teaching.showing import Showing
from kadguide.tui.drawn import once_drawn
from kadguide.tui.keys import PlaceKey
from kadguide.tui.projector.keys import CLOSING, SCORE_KEYS, bindings
from kadguide.tui.projector.layout import bar
from kadguide.tui.projector.widgets import WIDEST, BottomBar, Framed, Sheet, TopBar, over_sign

_FULL_BAR = 5
"""Points that a full bar stands for at least."""


class PauseScreen(Screen[None]):
    """An empty wall with one word on it, and the time that is left."""

    BINDINGS = [Binding(CLOSING, "dismiss", show=False)]

    def __init__(self, word: Catalog) -> None:
        super().__init__()
        self._word = word

    def compose(self) -> ComposeResult:
        yield Static(Content(" ".join(self._word("projector.paused").upper())), markup=False)
        yield Digits("", id="pause-clock")
        yield Static(over_sign(self._word), id="over", markup=False)

    def show_clock(self, text: str, *, running: bool, over: bool) -> None:
        """The time below the word, large, as long as it runs."""
        clock = self.query_one("#pause-clock", Digits)
        clock.display = running and not over
        clock.update(text)
        self.set_class(over, "-over")


class AskScreen(ModalScreen[str | None]):
    """One line to type into, below the slide."""

    BINDINGS = [Binding("escape", "dismiss", show=False)]

    def __init__(self, label: str, text: str = "", *, example: str = "", most: int = 60) -> None:
        super().__init__()
        self._asks = label
        self._given = text
        self._example = example
        self._most = most

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(Content(self._asks), markup=False)
            yield Input(self._given, placeholder=self._example, max_length=self._most, select_on_focus=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)


class ScoreScreen(Framed):
    """The teams with their points, as bars. Teams have numbers, never the names of people."""

    BINDINGS = bindings(SCORE_KEYS)

    def __init__(self, showing: Showing, word: Catalog) -> None:
        super().__init__(word)
        self._showing = showing
        self._team = 0

    def on_mount(self) -> None:
        self.query_one(TopBar).say(self._word("projector.scores").upper())
        once_drawn(self, self._show)

    def on_resize(self) -> None:
        once_drawn(self, self._show)

    def tell(self, text: str) -> None:
        """Say something below the scores, until they change."""
        self.query_one(BottomBar).say(text, "")

    def _show(self) -> None:
        self.tell(self._word("projector.hint_scores"))
        sheet = self.query_one(Sheet)
        width = min(sheet.scrollable_content_region.width, WIDEST)
        points = self._showing.board.points
        self._team = min(self._team, len(points) - 1)
        rows: list[Content] = []
        loose = len(points) * 2 <= sheet.scrollable_content_region.height
        for team, count in enumerate(points):
            chosen = team == self._team
            label = f"{'▶' if chosen else ' '} {self._word('projector.team', number=team + 1)}  "
            lead = Content.styled(label, "bold" if chosen else "")
            rows.append(lead + bar(count, max(*points, _FULL_BAR), width - len(label), str(count)))
            if loose:
                rows.append(Content(""))
        sheet.show_rows(rows)

    def action_add_point(self, team: int) -> None:
        """One point for the team of that key."""
        if team < len(self._showing.board.points):
            self._team = team
            self._showing.score(team, 1)
            self._show()

    def action_change_points(self, points: int) -> None:
        """Give the chosen team a point, or take one."""
        self._showing.score(self._team, points)
        self._show()

    def action_choose_team(self, by: int) -> None:
        """The next team, or the one before."""
        self._team = (self._team + by) % len(self._showing.board.points)
        self._show()

    def action_undo(self) -> None:
        """Take the last change back."""
        if not self._showing.undo():
            self.tell(self._word("projector.nothing_to_undo"))
            return
        self._show()

    def action_set_teams(self, by: int) -> None:
        """One team more, or fewer."""
        if not self._showing.set_teams(len(self._showing.board.points) + by):
            self.tell(self._word("projector.teams_kept"))
            return
        self._show()

    def action_close(self) -> None:
        self.dismiss()


class KeysScreen(Framed):
    """Every key, page by page."""

    BINDINGS = [
        Binding("down,pagedown,space", "turn(1)", show=False),
        Binding("up,pageup", "turn(-1)", show=False),
        Binding("escape,question_mark,f1,enter,q", "dismiss", show=False),
    ]

    def __init__(self, tables: Sequence[tuple[str, Sequence[PlaceKey]]], word: Catalog) -> None:
        super().__init__(word)
        self._tables = tables

    def on_mount(self) -> None:
        self.query_one(TopBar).say(self._word("projector.keys").upper())
        lines: list[Line] = []
        for title, rows in self._tables:
            lines.append(Line("title", title))
            lines += [Line("option", self._word(f"projector.{row.id}_tip"), row.shown) for row in rows]
        once_drawn(self, self.query_one(Sheet).show, lines)

    def on_sheet_laid(self) -> None:
        sheet = self.query_one(Sheet)
        more = self._word("projector.more") if sheet.more_below else ""
        self.query_one(BottomBar).say(self._word("projector.hint_keys"), more)

    def action_turn(self, by: int) -> None:
        """A page on, or back."""
        self.query_one(Sheet).turn(by)
