"""The way into an exam that lies in a file: what it is, whether it is the right one, and the code of the trainee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from kadguide.exchange.examcover import cover_lines, fingerprint_lines, trouble_text
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Lang
from kadguide.teaching.handout import Cover
from kadguide.teaching.sealing import SealError
from kadguide.teaching.sitting import Seat
from kadguide.tui.sitting.app import SitApp
from kadguide.tui.sitting.screen import End, SitScreen
from kadguide.tui.sitting.text import SitText
from kadguide.tui.widgets.keyline import GAP, KeyLine
from kadguide.tui.widgets.line import Line

Unlock = Callable[[str], Seat]
"""The seat of the trainee whose code was typed. Raises ``SealError`` and ``StoreError``."""


class FileSitApp(SitApp):
    """An exam from a file. It may be left at any time: everything is kept."""

    CSS_PATH = "sitting.tcss"

    def __init__(
        self, cover: Cover, unlock: Unlock, now: Callable[[], datetime], end: End, lang: Lang, theme: str = ""
    ) -> None:
        super().__init__(lambda: None, lang, theme, end=end, may_leave=True)
        self._front = cover
        self._unlock = unlock
        self._clock = now
        self._lang: Lang = lang

    def get_default_screen(self) -> Screen[None]:
        return DoorScreen(self._front, self._unlock, self._clock, self._lang, self._enter)

    def _enter(self, seat: Seat, lang: Lang) -> None:
        self.push_screen(SitScreen(lambda: seat, SitText(lang, alone=True), self._end))


class DoorScreen(Screen[None]):
    """Asks for the code."""

    BINDINGS = [Binding("f2", "turn_language", show=False)]

    def __init__(
        self, cover: Cover, unlock: Unlock, now: Callable[[], datetime], lang: Lang,
        enter: Callable[[Seat, Lang], None],
    ) -> None:  # fmt: skip
        super().__init__()
        self._front = cover
        self._unlock = unlock
        self._clock = now
        self._lang: Lang = lang
        self._enter = enter

    def compose(self) -> ComposeResult:
        yield Static(id="head", markup=False)
        with VerticalScroll(id="sheet", can_focus=False):
            yield Static(id="cover", markup=False)
            yield Static(id="fingerprint", markup=False)
            yield Static(id="ask", markup=False)
            yield Line(id="typed", placeholder="····-····", max_length=40)
            yield Static(id="said", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self._show()
        self.query_one("#typed").focus()

    def _show(self) -> None:
        word = Catalog(self._lang)
        title, *lines = cover_lines(self._front, word, self._clock())
        self._line("head", title)
        self._line("cover", "\n".join(lines))
        self._line("fingerprint", "\n".join(fingerprint_lines(self._front, word)))
        self._line("ask", word("offline.ask_code"))
        self.query_one("#keys", Static).update(KeyLine(word("offline.door_keys").split(GAP)))

    def _line(self, name: str, text: str) -> None:
        self.query_one(f"#{name}", Static).update(Content(text))

    @on(Input.Submitted, "#typed")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        line = self.query_one("#typed", Line)
        if line.value.strip() and not line.disabled:
            line.disabled = True
            self._line("said", Catalog(self._lang)("offline.checking"))
            self._try(line.value)

    @work(thread=True, exclusive=True)
    def _try(self, typed: str) -> None:
        """Try the code beside the screen, as it takes a moment for each trainee of the class."""
        try:
            seat = self._unlock(typed)
        except (SealError, StoreError) as error:
            self.app.call_from_thread(partial(self._refuse, error))
        else:
            self.app.call_from_thread(partial(self._enter, seat, self._lang))

    def _refuse(self, error: SealError | StoreError) -> None:
        self._line("said", trouble_text(error, Catalog(self._lang)))
        line = self.query_one("#typed", Line)
        line.disabled = False
        line.focus()

    def action_turn_language(self) -> None:
        """The other language."""
        self._lang = "id" if self._lang == "en" else "en"
        self._line("said", "")
        self._show()
