"""The board itself: what stands where, kept up to date without drawing anything twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from kadguide.exchange.classboard import Telling
from kadguide.keeping.kept import StoreError
from kadguide.teaching.conducting import ConductError, Conductor
from kadguide.teaching.hosting import ClassPlace, ClockSet, Host, HostState
from kadguide.teaching.overview import Overview
from kadguide.tui.board.backroom import BackRoom
from kadguide.tui.board.roll import Roll
from kadguide.tui.board.screens import TextScreen
from kadguide.tui.board.texts import (
    address_text,
    cells_of,
    code_text,
    exams_text,
    foot_text,
    sums_text,
    title_text,
    welcome_text,
)
from kadguide.tui.board.wall import WallScreen, WallText
from kadguide.tui.drawn import once_drawn

LOOK_SECONDS = 1.0
_WIDE, _HIGH = 108, 30
"""From this size on the code stands beside the list."""


class LiveScreen(Screen[None]):
    """Shows a class as it goes on."""

    AUTO_FOCUS = "#roll"

    def __init__(self, backroom: BackRoom, host: Host, place: ClassPlace, telling: Telling, told: str = "") -> None:
        super().__init__()
        self.telling = telling
        self.place = place
        self.seen: Overview | None = None
        self._backroom = backroom
        self._host = host
        self._address = ""
        self._notice = told
        self._restarts = 0
        self._clock: ClockSet | None = None
        self._trouble = ""
        self._looking = False
        self._shown: dict[str, str] = {}
        self._events: TextScreen | None = None
        self._wall: WallScreen | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="title", markup=False)
        yield Static(id="address", markup=False)
        yield Static(id="server", markup=False)
        yield Static(id="exams", markup=False)
        yield Static(id="sums", markup=False)
        with Horizontal(id="middle"):
            with Vertical(id="list"):
                yield Static(id="head", markup=False)
                yield Roll(lambda row, columns: cells_of(row, columns, self.seen, self.telling), "roll")
            with Horizontal(id="welcome"):
                yield Static(id="welcome-text", markup=False)
                yield Static(id="welcome-code", classes="code", markup=False)
            yield Static(id="side", classes="code", markup=False)
        yield Static(id="notice", markup=False)
        yield Static(id="foot", markup=False)

    def on_mount(self) -> None:
        self.set_interval(LOOK_SECONDS, self._tick)
        self._tick()

    def _word(self, key: str, **values: object) -> str:
        return self.telling.word(key, **values)

    # -- looking

    def _tick(self) -> None:
        if not self._looking:
            self._looking = True
            self.run_worker(self._tick_once(), exit_on_error=False)

    async def _tick_once(self) -> None:
        try:
            await self.look()
        finally:
            self._looking = False

    async def look(self) -> None:
        """Look at the class, and show what has changed."""
        try:
            self.seen = await self._backroom.do(lambda conductor: conductor.overview())
            self._trouble = ""
        except (ConductError, StoreError) as error:
            self._trouble = self.telling.failed(error, self.place.shown)
        if self._notice == self.telling.word("board.nobody") and self.seen is not None and self.seen.rows:
            self._notice = ""  # somebody has come meanwhile
        self.draw()
        if self._events is not None and self._events.is_attached:
            self._events.show(await self._event_text())

    def draw(self, *, anew: bool = False) -> None:
        """Show what is known. Nothing that stands there already is drawn again."""
        if not self.is_attached:
            return
        seen, state = self.seen, self._host.state
        self._draw_place(seen, state)
        self._put("exams", exams_text(seen, self.telling))
        self._put("sums", sums_text(seen, self.telling))
        self._draw_rows(seen, anew=anew)
        self._put("notice", self._trouble or self._notice)
        self._put("foot", foot_text(seen, self.telling, self.app.size.width - 4))
        if self._wall is not None and self._wall.is_attached:
            self._wall.show(self._wall_text())

    def _draw_place(self, seen: Overview | None, state: HostState) -> None:
        self._put("title", title_text(seen, self.telling))
        self._put("address", address_text(self._chosen(state), state, self.telling))
        if state.phase == "running" and state.restarts != self._restarts:
            self._restarts = state.restarts
            self._notice = self._word("board.host_came_back", count=state.restarts)
        if state.clock != self._clock:
            self._clock = state.clock
            self._notice = self.telling.clock_set(state)
        remarks = [
            self.telling.server(state),
            *((self.telling.joined(seen), self.telling.two_open(seen)) if seen else ()),
        ]
        remark = "\n".join(filter(None, remarks))
        self._put("server", remark)
        self.query_one("#server").display = bool(remark)

    def _draw_rows(self, seen: Overview | None, *, anew: bool) -> None:
        rows = seen.rows if seen else ()
        empty = seen is not None and not rows
        self.query_one("#list").display = not empty
        self.query_one("#welcome").display = empty
        roll = self.query_one(Roll)
        roll.show(rows, anew=anew)
        heads = tuple(self._word(f"board.column_{column.id}") for column in roll.columns)
        self._put("head", roll.lay(heads))
        size = self.app.size
        beside = not empty and size.width >= _WIDE and size.height >= _HIGH
        code = code_text(self._chosen(self._host.state), size.width - 46, size.height - 9) if empty or beside else ""
        self.query_one("#side").display = beside and bool(code)
        self._put("side", code if beside else "")
        self.query_one("#welcome-code").display = empty and bool(code)
        self._put("welcome-code", code if empty else "")
        self._put("welcome-text", welcome_text(seen, self.telling) if empty and seen else "")

    def _put(self, id_: str, text: str) -> None:
        if self._shown.get(id_) != text:
            self._shown[id_] = text
            self.query_one(f"#{id_}", Static).update(Content(text))

    def on_resize(self) -> None:
        once_drawn(self, self.draw, anew=True)

    # -- acting

    async def ask(self, screen: ModalScreen[Any]) -> Any:
        """Show a window and wait for what it returns."""
        return await self.app.push_screen_wait(screen)

    async def did(self, act: Callable[[Conductor], Any]) -> Any:
        """Do ``act`` and look again. ``None`` when it failed, which has been said then."""
        try:
            done = await self._backroom.do(act)
        except (ConductError, StoreError) as error:
            self.tell(self.telling.failed(error, self.place.shown))
            return None
        await self.look()
        return done

    def tell(self, text: str) -> None:
        """Say something below the list, until something else is said."""
        self._notice = text
        self.draw()

    def speak(self, telling: Telling) -> None:
        """Say the same in another language, or with other names."""
        self.telling = telling
        self._notice = ""
        self.draw(anew=True)

    # -- texts

    def _chosen(self, state: HostState) -> str:
        """The address that is shown: the one chosen last as long as there is such a one."""
        if self._address not in state.addresses:
            self._address = next(iter(state.addresses), "")
        return self._address

    def _wall_text(self) -> WallText:
        seen = self.seen
        how = self.telling.how_to_come_in(seen) if seen else ""
        return WallText(
            title_text(seen, self.telling), self._chosen(self._host.state), how, self._word("board.hint_text"),
            self._word("board.no_network"),
        )  # fmt: skip

    async def _event_text(self) -> str:
        seen = self.seen
        if seen is None:
            return ""
        try:
            events = await self._backroom.do(lambda conductor: conductor.register.events())
        except StoreError as error:
            return self.telling.failed(error, self.place.shown)
        return "\n".join(self.telling.events(events, seen)) or self._word("board.no_events")
