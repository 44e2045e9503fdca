"""The keys of the board: what each of them starts."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.message import Message

from kadguide.exchange.classboard import Telling
from kadguide.teaching.hosting import ClassPlace, Host
from kadguide.teaching.overview import Row
from kadguide.tui.board.acts import Acts
from kadguide.tui.board.backroom import BackRoom
from kadguide.tui.board.keys import BOARD_KEYS, bindings
from kadguide.tui.board.live import LiveScreen
from kadguide.tui.board.roll import Roll
from kadguide.tui.board.screens import TextScreen
from kadguide.tui.board.texts import is_rehearsal
from kadguide.tui.board.wall import WallScreen
from kadguide.tui.dialogues import LineScreen


class BoardScreen(LiveScreen):
    """The screen with the keys that lead a class."""

    BINDINGS = bindings()

    class LanguageWanted(Message):
        """The other language, please."""

    class ThemeWanted(Message):
        """Other colours, please."""

    def __init__(self, backroom: BackRoom, host: Host, place: ClassPlace, telling: Telling, told: str = "") -> None:
        super().__init__(backroom, host, place, telling, told)
        self._acts = Acts(self)

    def _run(self, act: Coroutine[Any, Any, None]) -> None:
        self.run_worker(act, exit_on_error=True)

    def _with_marked(self, act: Callable[[Row], Coroutine[Any, Any, None]]) -> None:
        row = self.query_one(Roll).marked
        if row is None:
            self.tell(self._word("board.nobody"))
        else:
            self._run(act(row))

    def action_turn_exam(self) -> None:
        self._run(self._acts.turn_exam())

    def action_choose_exam(self) -> None:
        self._run(self._acts.choose_exam())

    def action_turn_pause(self) -> None:
        self._run(self._acts.turn_pause())

    def action_extend_exam(self) -> None:
        self._run(self._acts.extend())

    def action_open_menu(self) -> None:
        self._with_marked(self._acts.menu)

    def on_roll_chosen(self) -> None:
        self.action_open_menu()

    def action_reset_login(self) -> None:
        self._with_marked(self._acts.reset)

    def action_show_code(self) -> None:
        self._with_marked(self._acts.show_code)

    def action_give_time(self) -> None:
        self._with_marked(self._acts.give_time)

    def action_turn_walk_in(self) -> None:
        self._run(self._acts.turn_walk_in())

    def action_find_trainee(self) -> None:
        """Go to a trainee by number or a part of the name."""

        def go(typed: str | None) -> None:
            wanted = (typed or "").strip().casefold()
            rows = self.seen.rows if self.seen else ()
            found = next((row for row in rows if wanted == str(row.trainee.number)), None) or next(
                (row for row in rows if self.telling.names and wanted in row.trainee.name.casefold()), None
            )
            if wanted and found:
                self.query_one(Roll).mark(found.trainee.id)
            elif wanted:
                self.tell(self._word("board.not_found"))

        title, text = self._word("board.find"), self._word("board.find_text")
        self.app.push_screen(LineScreen(title, text, "", self._word("board.hint_find")), go)

    def action_turn_names(self) -> None:
        """Numbers instead of names, or names again."""
        names = not self.telling.names
        self.speak(self.telling._replace(names=names))
        self.tell(self._word("board.names_shown" if names else "board.names_hidden"))

    # -- address

    def action_next_address(self) -> None:
        """Another address of this machine: it may be in several networks."""
        addresses = self._host.state.addresses
        if len(addresses) > 1 and self._address in addresses:
            self._address = addresses[(addresses.index(self._address) + 1) % len(addresses)]
            self.draw()
        else:
            self.tell(self._word("board.one_address"))

    def action_show_wall(self) -> None:
        """The address and its code, for the projector."""
        self._wall = WallScreen(self._wall_text())
        self.app.push_screen(self._wall)

    def action_start_server(self) -> None:
        """Start the server once more after it was given up."""
        if self._host.state.phase == "failed":
            self._host.again()
            self.tell(self._word("board.host_again"))
        else:
            self.tell(self._word("board.host_fine"))

    # -- reading

    def action_show_events(self) -> None:
        """The record of the session, the newest first."""
        self._run(self._show_events())

    async def _show_events(self) -> None:
        text = await self._event_text()
        self._events = TextScreen(self._word("board.events_title"), text, self._word("board.hint_text"))
        self.app.push_screen(self._events)

    def action_show_rehearsal(self) -> None:
        """How to try the room out."""
        key = "rehearsal_steps" if is_rehearsal(self.seen) else "rehearsal_how"
        text = self._word(f"board.{key}")
        self.app.push_screen(TextScreen(self._word("board.rehearsal_title"), text, self._word("board.hint_text")))

    def action_show_keys(self) -> None:
        """Every key."""
        rows = [(row.shown, self._word(f"board.{row.id}_tip")) for row in BOARD_KEYS]
        self.app.push_screen(TextScreen(self._word("board.keys"), "", self._word("board.hint_text"), rows=rows))

    def leave(self) -> None:
        """Close the board."""
        self.app.exit()

    def action_turn_language(self) -> None:
        self.post_message(self.LanguageWanted())

    def action_next_theme(self) -> None:
        self.post_message(self.ThemeWanted())

    def action_leave(self) -> None:
        """Close the class for today, after a question."""
        self._run(self._acts.leave())
