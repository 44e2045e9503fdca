"""The board itself: what stands where, kept up to date without drawing anything twice."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from kadguide.exchange.classboard import Telling, clock, open_exam, what_failed
from kadguide.exchange.qr import qr_modules, qr_rows
from kadguide.keeping.kept import StoreError
from kadguide.teaching.admission import tidy
from kadguide.teaching.conducting import ConductError, Conductor
from kadguide.teaching.hosting import ClassPlace, Host, HostState
from kadguide.teaching.overview import Overview, Row
from kadguide.tui.board.acts import Acts
from kadguide.tui.board.backroom import BackRoom
from kadguide.tui.board.keys import BOARD_KEYS, bindings
from kadguide.tui.board.roll import BAR, Cells, Column, Roll
from kadguide.tui.board.screens import MenuScreen, TextScreen, keys_text
from kadguide.tui.board.wall import WallScreen, WallText
from kadguide.tui.dialogues import LineScreen

LOOK_SECONDS = 1.0
_MOST_EXAMS = 3
_SPARED = ("trainee", "wall", "pause")
"""Hints that a narrow footer leaves out, in this order; the window of keys has them all."""
_WIDE, _HIGH = 108, 30
"""From this size on the code stands beside the list."""


class BoardScreen(Screen[None]):
    """Shows a class and lets it be led by keys."""

    BINDINGS = bindings()
    AUTO_FOCUS = "#roll"

    class LanguageWanted(Message):
        """The other language, please."""

    class ThemeWanted(Message):
        """Other colours, please."""

    def __init__(self, backroom: BackRoom, host: Host, place: ClassPlace, telling: Telling, told: str = "") -> None:
        super().__init__()
        self.telling = telling
        self.place = place
        self.seen: Overview | None = None
        self._backroom = backroom
        self._host = host
        self._acts = Acts(self)
        self._address = ""
        self._notice = told
        self._restarts = 0
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
                yield Roll(self._cells, "roll")
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
            self._trouble = what_failed(error, self.telling.word, self.place.shown)
        self.draw()
        if self._events is not None and self._events.is_attached:
            self._events.show(await self._event_text())

    def draw(self, *, anew: bool = False) -> None:
        """Show what is known. Nothing that stands there already is drawn again."""
        if not self.is_attached:
            return
        seen, state = self.seen, self._host.state
        self._draw_place(seen, state)
        exams = [self.telling.exam(exam) for exam in seen.exams] if seen else []
        if len(exams) > _MOST_EXAMS and seen:
            at = next((n for n, exam in enumerate(seen.exams) if exam.state != "closed"), len(exams) - 1)
            first = max(min(at, len(exams) - _MOST_EXAMS), 0)
            more = self._word("board.more_exams", count=len(exams) - _MOST_EXAMS)
            exams = [*exams[first : first + _MOST_EXAMS - 1], f"{exams[first + _MOST_EXAMS - 1]} · {more}"]
        self._put("exams", "\n".join(exams) or self._word("board.no_exams"))
        still = self.telling.paused(seen) if seen else ""
        self._put("sums", " · ".join(filter(None, [still, self.telling.sums(seen) if seen else ""])))
        self._draw_rows(seen, anew=anew)
        self._put("notice", self._trouble or self._notice)
        self._put("foot", self._foot(seen))
        if self._wall is not None and self._wall.is_attached:
            self._wall.show(self._wall_text())

    def _draw_place(self, seen: Overview | None, state: HostState) -> None:
        room = seen.classroom if seen else None
        title = tidy(room.title) if room else ""
        if room and room.rehearsal:
            title = f"{self._word('board.rehearsal')} · {title}"
        self._put("title", title)
        address = self._chosen(state)
        if not address:
            said = self._word("board.no_network") if state.phase == "running" else ""
        else:
            others = len(state.addresses) - 1
            hints = [self._word("board.hint_wall"), self._word("board.hint_others", count=others) if others else ""]
            said = "   ".join([address, " · ".join(filter(None, hints))])
        self._put("address", said)
        if state.phase == "running" and state.restarts != self._restarts:
            self._restarts = state.restarts
            self._notice = self._word("board.host_came_back", count=state.restarts)
        remark = self.telling.server(state)
        if not remark and state.phase == "running" and state.port != state.wanted:
            remark = self._word("board.other_port", wanted=state.wanted, port=state.port)
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
        code = self._code(self._chosen(self._host.state), size.width - 46, size.height - 9) if empty or beside else ""
        self.query_one("#side").display = beside and bool(code)
        self._put("side", code if beside else "")
        self.query_one("#welcome-code").display = empty and bool(code)
        self._put("welcome-code", code if empty else "")
        self._put("welcome-text", self._welcome(seen) if empty and seen else "")

    def _code(self, address: str, width: int, height: int) -> str:
        """The QR code of normal size; empty where it does not fit."""
        modules = qr_modules(address) if address else ()
        most = len(modules) + 8
        return "\n".join(qr_rows(modules, min(width, most), min(height, most // 2 + 1)))

    def _welcome(self, seen: Overview) -> str:
        return "\n\n".join([
            self._word("board.welcome"), self.telling.how_to_come_in(seen),
            self._word("board.welcome_open") if not open_exam(seen) else self._word("board.welcome_opened"),
            self._word("board.welcome_rehearse") if not self._rehearsal else self._word("board.rehearsal_steps"),
        ])  # fmt: skip

    @property
    def _rehearsal(self) -> bool:
        return bool(self.seen and self.seen.classroom and self.seen.classroom.rehearsal)

    def _foot(self, seen: Overview | None) -> str:
        opened = open_exam(seen) if seen else None
        labels = {
            "turn_exam": "close_exam" if opened else "turn_exam",
            "pause": "resume" if seen and seen.paused else "pause",
        }
        hints = {
            row.id: f"{row.shown.split(' ')[0]} {self._word(f'board.{labels.get(row.id, row.id)}')}"
            for row in BOARD_KEYS
            if row.in_footer and (row.id != "pause" or opened)
        }
        room = self.app.size.width - 4
        for spared in _SPARED:
            for gap in ("   ", "  "):
                if len(line := gap.join(hints.values())) <= room:
                    return line
            hints.pop(spared, None)
        return "  ".join(hints.values())

    def _put(self, id_: str, text: str) -> None:
        if self._shown.get(id_) != text:
            self._shown[id_] = text
            self.query_one(f"#{id_}", Static).update(Content(text))

    def _cells(self, row: Row, columns: tuple[Column, ...]) -> Cells:
        exam = self.seen.exam if self.seen else None
        questions = exam.questions if exam and row.door else 0
        done = min(BAR * row.answered // questions, BAR) if questions else 0
        values = {
            "number": str(row.trainee.number), "name": self.telling.name(row.trainee),
            "unit": tidy(row.trainee.unit) if self.telling.names else "", "state": self.telling.state(row),
            "bar": "█" * done + "░" * (BAR - done) if questions else "",
            "answered": f"{row.answered}/{questions}" if questions else "", "left": self.telling.left(row.left),
            "door": self._word(f"board.door_{row.door}") if row.door else "", "room": tidy(row.room),
            "seen": clock(row.seen_at),
        }  # fmt: skip
        return tuple(values[column.id] for column in columns)

    def on_resize(self) -> None:
        self.call_after_refresh(self.draw, anew=True)

    # -- acting

    async def ask(self, screen: ModalScreen[Any]) -> Any:
        """Show a window and wait for what it returns."""
        return await self.app.push_screen_wait(screen)

    async def did(self, act: Callable[[Conductor], Any]) -> Any:
        """Do ``act`` and look again. ``None`` when it failed, which has been said then."""
        try:
            done = await self._backroom.do(act)
        except (ConductError, StoreError) as error:
            self.tell(what_failed(error, self.telling.word, self.place.shown))
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
        self.app.push_screen(LineScreen(title, text, "", self._word("board.hint_line")), go)

    def action_turn_names(self) -> None:
        """Numbers instead of names, or names again."""
        names = not self.telling.names
        self.speak(self.telling._replace(names=names))
        self.tell(self._word("board.names_shown" if names else "board.names_hidden"))

    # -- address

    def _chosen(self, state: HostState) -> str:
        """The address that is shown: the one chosen last as long as there is such a one."""
        usable = [address for address in state.addresses if "//127." not in address]
        if self._address not in usable:
            self._address = usable[0] if usable else ""
        return self._address

    def action_next_address(self) -> None:
        """Another address of this machine: it may be in several networks."""
        addresses = self._host.state.addresses
        if len(addresses) > 1 and self._address in addresses:
            self._address = addresses[(addresses.index(self._address) + 1) % len(addresses)]
            self.draw()
        else:
            self.tell(self._word("board.one_address"))

    def _wall_text(self) -> WallText:
        seen = self.seen
        title = tidy(seen.classroom.title) if seen and seen.classroom else ""
        how = self.telling.how_to_come_in(seen) if seen else ""
        return WallText(
            title, self._chosen(self._host.state), how, self._word("board.hint_text"), self._word("board.no_network"),
            self._word("board.rehearsal_wall") if self._rehearsal else "",
        )  # fmt: skip

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

    async def _event_text(self) -> str:
        seen = self.seen
        if seen is None:
            return ""
        try:
            events = await self._backroom.do(lambda conductor: conductor.register.events())
        except StoreError as error:
            return what_failed(error, self.telling.word, self.place.shown)
        return "\n".join(self.telling.events(events, seen)) or self._word("board.no_events")

    def action_show_events(self) -> None:
        """The record of the session, the newest first."""
        self._run(self._show_events())

    async def _show_events(self) -> None:
        text = await self._event_text()
        self._events = TextScreen(self._word("board.events_title"), text, self._word("board.hint_text"))
        self.app.push_screen(self._events)

    def action_show_rehearsal(self) -> None:
        """How to try the room out."""
        key = "rehearsal_steps" if self._rehearsal else "rehearsal_how"
        text = self._word(f"board.{key}")
        self.app.push_screen(TextScreen(self._word("board.rehearsal_title"), text, self._word("board.hint_text")))

    def action_show_keys(self) -> None:
        """Every key."""
        text = keys_text(BOARD_KEYS, self.telling.word)
        self.app.push_screen(TextScreen(self._word("board.keys"), text, self._word("board.hint_text")))

    def action_turn_language(self) -> None:
        self.post_message(self.LanguageWanted())

    def action_next_theme(self) -> None:
        self.post_message(self.ThemeWanted())

    def action_leave(self) -> None:
        """Close the class for today, after a question."""
        self._run(self._leave())

    async def _leave(self) -> None:
        word, seen = self._word, self.seen
        exam = open_exam(seen) if seen else None
        choices = [("no", word("board.stay"))]
        if exam and seen and not seen.paused:
            choices.append(("pause", word("board.pause_and_leave")))
        choices.append(("yes", word("board.yes_leave")))
        text = word("board.ask_leave_open" if exam else "board.ask_leave_text")
        chosen = await self.ask(MenuScreen(word("board.ask_leave"), text, choices, word("board.hint_menu")))
        if chosen == "pause" and exam:
            await self.did(lambda conductor: conductor.pause(exam.id))
        if chosen in ("pause", "yes"):
            self.app.exit()
