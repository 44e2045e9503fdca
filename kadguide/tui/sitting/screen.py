"""One trainee's exam: the wait, the questions, the list of them, and the end. All that counts lies in the seat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.learning.draft import Draft
from kadguide.learning.responses import Response
from kadguide.teaching.paper import PaperItem
from kadguide.teaching.sitting import Phase, Seat, Standing, time_allowed, whole_minutes
from kadguide.tui.sitting.keys import SIT_KEYS, sit_bindings
from kadguide.tui.sitting.text import SitText
from kadguide.tui.widgets.keyline import KeyLine
from kadguide.tui.widgets.line import Line
from kadguide.tui.widgets.lines import Lines, Row

POLL_SECONDS = 3.0
"""How often the register is asked whether the session was opened, paused or closed."""
_ENDS: dict[str, Phase] = {"time": "time_over", "proctor": "closed"}
"""How an exam that is finished is spoken of, if the trainee did not hand it in."""
Choice = tuple[str, Callable[[], None]]
End = Callable[[Seat, Lang], str]


class SitScreen(Screen[None]):
    """Shows the seat that ``find`` gives. Answers are written down at every choice, before anything else is shown."""

    BINDINGS = sit_bindings()

    def __init__(self, find: Callable[[], Seat | None], text: SitText, end: End | None = None) -> None:
        super().__init__()
        self._find = find
        self._text = text
        self._end = end
        """What is said once the exam is handed in, if there is more to say than that it is."""
        self._seat: Seat | None = None
        self._standing = Standing("waiting")
        self._place = 0
        self._draft: Draft | None = None
        self._face = "question"
        """What of an open exam is shown: ``question``, ``list`` or ``sure``."""
        self._actions: list[Callable[[], None]] = []
        self._trouble = ""
        self._unread = False
        """Whether what stands on the screen is old, since the register could not be read."""
        self._aside: tuple[str, PaperItem, str] | None = None
        """What was typed in which exam when the room came to stand still: taken down as soon as it goes on."""

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(id="case", markup=False)
            yield Static(id="stem", markup=False)
            yield Static(id="sides", markup=False)
            yield Line(id="typed", select_on_focus=False, max_length=300)
            yield Lines("rows")
            yield Static(id="how", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self._refresh()
        self.set_interval(POLL_SECONDS, self._poll)

    # -- where the trainee stands

    def _poll(self) -> None:
        """See what the proctor did; show something new only when something is."""
        before = self._where
        self._look(self._seat if self._standing.phase == "open" else None)
        if before == self._where and not self._unread:
            self._show_head_of_open()
            return
        if self._standing.phase in ("time_over", "closed"):
            self._keep_typed()
        self._refresh()

    @property
    def _where(self) -> tuple[str, str]:
        return self._seat.exam.id if self._seat else "", self._standing.phase

    def _show_head_of_open(self) -> None:
        """The time that is left, which is all that changes by itself."""
        if self._standing.phase == "open" and self._standing.left is not None:
            with suppress(StoreError):  # then it tells the time again at the next look
                self._show_head()

    def _look(self, seat: Seat | None) -> bool:
        """Read where the trainee stands. False when the register cannot be read just now: then all stays as it is."""
        try:
            seat = seat or self._find()
            standing, attempt = seat.look() if seat else (Standing("waiting"), None)
        except StoreError:
            return self._say_trouble()
        if seat is not None and attempt is not None and (self._seat is None or self._seat.exam.id != seat.exam.id):
            self._place = min(attempt.place, len(seat.items) - 1)
        ended = attempt.finish if attempt else ""
        self._seat, self._standing = seat, standing._replace(phase=_ENDS.get(ended, standing.phase))
        if self._trouble:
            self._trouble = ""
            self._show_keys()
        return True

    def _say_trouble(self) -> bool:
        """Always false, as what could not be done."""
        self._trouble = self._text.word("sitting.trouble")
        self._show_keys()
        return False

    def _refresh(self) -> None:
        self._look(self._seat if self._standing.phase == "open" else None)
        if self._standing.phase == "paused":
            self._put_aside()
        else:
            self._take_aside()
        self._draft = None
        self._show()

    # -- what is shown

    def _show(self, at: int = 0) -> None:
        try:
            self._show_all(at)
            self._unread = False
        except StoreError:
            self._unread = True
            self._say_trouble()

    def _show_all(self, at: int) -> None:
        seat, phase = self._seat, self._standing.phase
        if seat is None or phase != "open":
            self._show_wait(seat)
        elif self._face == "list":
            self._show_list(seat)
        elif self._face == "sure":
            self._show_sure(seat)
        else:
            self._show_question(seat, seat.items[self._place], at)
        self._show_keys()
        line = self.query_one("#typed", Line)
        (line if line.display else self.query_one("#rows")).focus(scroll_visible=False)

    def _show_wait(self, seat: Seat | None) -> None:
        word, phase = self._text.word, self._standing.phase
        title = self._text.say(seat.paper.title) if seat else word("sitting.title")
        rows: list[Choice] = []
        said = word(f"sitting.{phase}")
        if seat is not None and phase == "ready":
            said = word("sitting.ready", count=len(seat.items), number=seat.trainee.number)
            if seat.exam.minutes:
                minutes = whole_minutes(time_allowed(seat.exam, seat.trainee))
                said += " " + word("sitting.ready_minutes", count=minutes)
            rows = [(word("sitting.row_begin"), self._begin)]
        elif seat is not None and phase in ("finished", "time_over", "closed") and self._end is not None:
            said += "\n\n" + self._end(seat, self._text.lang)
        self._line("#head", title)
        self._fill(said, rows, how=word(f"sitting.{phase}_how"))

    def _show_question(self, seat: Seat, item: PaperItem, at: int = 0) -> None:
        text = self._text
        responses = seat.responses()
        if self._draft is None:
            given = responses.get(item.id)
            ids = [part.id for part in seat.order(item)]
            self._draft = Draft(item.type, ids, [side.id for side in seat.sides(item)], given)
            self.query_one("#typed", Line).value = given.text if given else ""
        self._show_head(responses)
        case = seat.paper.case(item)
        rows: list[Choice] = [
            (line, partial(self._press, position, go_on=True))
            for position, line in enumerate(text.lines(item, seat.order(item), self._draft))
        ]
        if not self._draft.at_once:
            last = self._place == len(seat.items) - 1
            rows.append((text.word("sitting.row_last" if last else "sitting.row_next"), partial(self.action_go, 1)))
        self._fill(
            text.say(item.stem), rows, at,
            case=f"{text.say(case.title)}\n{text.say(case.text)}" if case else "",
            sides=text.sides(seat.sides(item)), how=text.how(item), typed=self._draft.typed,
        )  # fmt: skip

    def _show_head(self, responses: dict[str, Response] | None = None) -> None:
        seat = self._seat
        if seat is None:
            return
        answered = len(seat.responses() if responses is None else responses)
        self._line("#head", self._text.head(seat, self._place + 1, answered, self._standing.left))

    def _show_list(self, seat: Seat) -> None:
        self._show_head()
        rows: list[Choice] = [
            (line, partial(self._open, place)) for place, line in enumerate(self._text.in_list(seat, seat.responses()))
        ]
        rows.append((self._text.word("sitting.row_hand_in"), self.action_hand_in))
        self._fill(self._text.word("sitting.list_title"), rows, self._place, how=self._text.word("sitting.list_how"))

    def _show_sure(self, seat: Seat) -> None:
        self._show_head()
        word, responses = self._text.word, seat.responses()
        blank = [str(number) for number, item in enumerate(seat.items, start=1) if item.id not in responses]
        said = word("sitting.sure_blank", numbers=", ".join(blank)) if blank else word("sitting.sure_whole")
        rows: list[Choice] = [
            (word("sitting.row_back"), partial(self._open, self._place)), (word("sitting.row_hand_in"), self._hand_in),
        ]  # fmt: skip
        self._fill(said, rows, how=word("sitting.sure_how"))

    def _fill(
        self, stem: str, rows: Sequence[Choice], at: int = 0, *, case: str = "", sides: str = "", how: str = "",
        typed: bool = False,
    ) -> None:  # fmt: skip
        for selector, text in (("#stem", stem), ("#case", case), ("#sides", sides), ("#how", how)):
            self._line(selector, text)
        self.query_one("#typed", Line).display = typed
        self._actions = [action for _, action in rows]
        lines = self.query_one("#rows", Lines)
        lines.show([Row(f"{number}. ", Content(text)) for number, (text, _) in enumerate(rows, start=1)], at)
        lines.display = bool(rows)
        if not at:
            self.query_one("#sheet").scroll_home(animate=False)

    def _show_keys(self) -> None:
        word, phase = self._text.word, self._standing.phase
        rows = [row for row in SIT_KEYS if row.in_footer and (phase == "open" or row.id == "language")]
        said = [f"{row.shown.split(' ')[0]} {word(f'sitting.{row.id}')}" for row in rows]
        if self._text.alone:
            said.append(f"Ctrl+Q {word('sitting.leave')}")
        self.query_one("#keys", Static).update(KeyLine([self._trouble] if self._trouble else said))

    def _line(self, selector: str, text: str) -> None:
        line = self.query_one(selector, Static)
        line.update(Content(text))
        line.display = bool(text)

    # -- answering

    @on(Lines.Taken)
    def _row_taken(self, message: Lines.Taken) -> None:
        message.stop()
        if 0 <= message.position < len(self._actions):
            self._actions[message.position]()

    def action_choose(self, number: int) -> None:
        """Choose the line of that number and stay at the question; anywhere else take it."""
        position = number - 1
        if self._face == "question" and self._draft is not None and position < len(self._draft.parts):
            self._press(position)
        elif 0 <= position < len(self._actions):
            self._actions[position]()

    def _press(self, position: int, *, go_on: bool = False) -> None:
        """Choose a part and write it down. Where one choice is the answer, Enter goes on to the next question."""
        draft = self._draft
        if draft is None:
            return
        draft.press(position)
        response = draft.response
        if self._write(response or Response()):
            if go_on and draft.at_once:
                self.action_go(1)
            else:
                self._show(position)

    @on(Input.Submitted, "#typed")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_go(1)

    def _typed(self) -> str | None:
        """What stands in the line of a question that is answered by typing."""
        if self._draft is None or not self._draft.typed or self._face != "question":
            return None
        return self.query_one("#typed", Line).value.strip()

    def _keep_typed(self) -> bool:
        """Write down what stands in the line, if it is something else than before. False when that cannot be done."""
        seat, typed = self._seat, self._typed()
        if seat is None or typed is None:
            return True
        try:
            given = seat.responses().get(seat.items[self._place].id)
        except StoreError:
            return self._say_trouble()
        return typed == (given.text if given else "") or self._write(Response(text=typed))

    def _put_aside(self) -> None:
        """Remember what was typed until it can be written down."""
        seat, typed = self._seat, self._typed()
        if seat is not None and typed:
            self._aside = seat.exam.id, seat.items[self._place], typed

    def _take_aside(self) -> None:
        """Write down what was put aside; what comes too late is not taken, as any other answer."""
        seat, aside = self._seat, self._aside
        if aside is None or seat is None or self._standing.phase == "waiting":
            return
        try:
            if seat.exam.id == aside[0]:
                seat.answer(aside[1], Response(text=aside[2]), self._place)
            self._aside = None
        except StoreError:
            self._say_trouble()

    def _write(self, response: Response) -> bool:
        seat = self._seat
        if seat is None:
            return False
        try:
            if seat.answer(seat.items[self._place], response, self._place):
                return True
        except StoreError:
            return self._say_trouble()
        self._refresh()  # the time is over, or the session was closed or stands still
        return False

    # -- moving

    def action_go(self, by: int) -> None:
        """The next question, or the one before; behind the last one the list of all."""
        seat = self._seat
        if seat is None or self._standing.phase != "open":
            return
        if not self._keep_typed():
            return  # it stays in the line
        if self._face == "question" and self._place + by == len(seat.items):
            self.action_show_list()
        elif self._face == "question":
            self._open(max(self._place + by, 0))
        elif by < 0:
            self._open(self._place)

    def action_step_back(self) -> None:
        """From the list back to the question."""
        if self._face != "question":
            self._open(self._place)

    def _open(self, place: int) -> None:
        if self._seat is None:
            return
        self._place, self._face, self._draft = place, "question", None
        try:
            self._seat.go(place)
        except StoreError:
            self._trouble = self._text.word("sitting.trouble")
        if self._look(self._seat):
            self._show()

    def _face_up(self, face: str) -> None:
        if self._standing.phase == "open" and self._keep_typed():
            self._face, self._draft = face, None
            self._show()

    def action_show_list(self) -> None:
        """All questions, and which of them are answered."""
        self._face_up("list")

    def action_hand_in(self) -> None:
        """Ask whether to hand in."""
        self._face_up("sure")

    def _begin(self) -> None:
        if self._seat is not None:
            try:
                self._seat.begin()
            except StoreError:
                self._trouble = self._text.word("sitting.trouble")
            self._place, self._face = 0, "question"
            self._look(self._seat)
            self._draft = None
            self._show()

    def _hand_in(self) -> None:
        if self._seat is not None:
            try:
                self._seat.hand_in()
            except StoreError:
                self._trouble = self._text.word("sitting.trouble")
            self._face = "question"
            self._refresh()

    def action_turn_language(self) -> None:
        """The other language, at the same question."""
        if not self._keep_typed():
            return
        self._text = self._text.turned()
        self._draft = None
        self._show()
