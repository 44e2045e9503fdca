"""The timeline: regulations along the years at the left, what the highlighted one brought at the right or below."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from kadguide.browsing.timeline import Station, Timeline
from kadguide.exchange.document import Document
from kadguide.exchange.timeline import station_text, tell, timeline_document
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.details import Details, Part
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.keyline import KeyLine
from kadguide.tui.widgets.timeline import NODES, TIES, YearLine


class TimelineScreen(Place):
    """Moves along the years; opening the entry is left to the app."""

    NAME = "timeline"
    CSS_PATH = "halves.tcss"

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._timeline = Timeline(self._engine.snapshot)
        self._only_in_force = False

    def compose(self) -> ComposeResult:
        yield Static(id="place-head", markup=False)
        yield Static(id="place-legend", markup=False)
        with Horizontal(id="halves"):
            yield YearLine()
            yield Details()
        yield KeyFooter()

    def on_mount(self) -> None:
        self._fill()
        self._line.focus()

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or go to the regulation or the year that was typed."""
        if not typed:
            return
        if station := self._timeline.find(typed):
            self._go(station)
        else:
            self.notify(self._word("timeline.unknown", typed=typed))

    @property
    def _line(self) -> YearLine:
        return self.query_one(YearLine)

    def _fill(self, at: str | None = None) -> None:
        """Show the line; the highlight stays where it was, or goes to ``at``."""
        here = self._line.here
        day = self._engine.snapshot.about["checked_on"]
        stations = self._timeline.shown(only_in_force=self._only_in_force)
        end = (day[:4], self._word("timeline.today", day=self._wording.day(day)))
        self._line.show(stations, self._lang, end, at or (here.id if here else None))
        count = self._word(
            "timeline.count_in_force" if self._only_in_force else "timeline.count",
            count=len(stations), all=len(self._timeline.stations),
        )  # fmt: skip
        head = Content.assemble((self._word("timeline.title"), "bold $primary"), f"  {count}")
        self.query_one("#place-head", Static).update(head)
        legend = [f"{node} {self._word(f'status.{status}')}" for status, node in NODES.items()]
        self.query_one("#place-legend", Static).update(KeyLine(legend))

    def on_year_line_moved(self) -> None:
        self._show()

    def _show(self) -> None:
        station = self._line.here
        if station is None:
            self.query_one(Details).show([Part(self._word("timeline.empty"))])
            return
        told = tell(station, self._engine.snapshot, self._wording)
        node = NODES.get(station.source.status, "?")
        parts = [Part(told.tag, "tag"), Part(told.title, "title"), Part(f"{node} {told.status}")]
        parts += [Part(f"{TIES[kind]} {label}: {cites}") for kind, label, cites in told.ties]
        parts += [Part(told.added[0], "lead", gap=True), Part(told.added[1])]
        parts += [Part(told.paper[0], "lead", gap=True), Part(told.paper[1])]
        opens = self._word("timeline.opens", title=self._wording.title(station.entry))
        parts += [Part(opens, "hint", gap=True), Part(told.checked, "hint")]
        self.query_one(Details).show(parts)

    def _go(self, station: Station) -> None:
        """Highlight a regulation, showing all of them when the filter hides it."""
        if self._only_in_force and not station.in_force:
            self._only_in_force = False
            self._fill(station.id)
        else:
            self._line.go(station.id)
        self._line.focus()

    # -- for the app

    def copied_text(self) -> str | None:
        """The highlighted regulation."""
        station = self._line.here
        return station_text(station, self._engine.snapshot, self._wording, 10_000) if station else None

    def document(self) -> Document | None:
        """The whole timeline, or what the filter leaves of it."""
        stations = self._timeline.shown(only_in_force=self._only_in_force)
        return timeline_document(stations, self._engine.snapshot, self._lang, self._services.now())

    async def relabel(self) -> None:
        self._fill()

    # -- actions

    def action_focus_list(self) -> None:
        self._line.focus()

    def action_focus_details(self) -> None:
        self.query_one(Details).focus()

    def action_go_next(self) -> None:
        """To what replaced the highlighted regulation."""
        self._jump(self._line.here and self._timeline.after(self._line.here), "timeline.no_successor")

    def action_go_earlier(self) -> None:
        """To what the highlighted regulation replaced."""
        self._jump(self._line.here and self._timeline.before(self._line.here), "timeline.no_predecessor")

    def _jump(self, station: Station | None, otherwise: str) -> None:
        if station:
            self._go(station)
        elif here := self._line.here:
            self.notify(self._word(otherwise, rule=here.source.cite.get(self._lang)))

    def action_toggle_filter(self) -> None:
        """Only what is in force, or all."""
        self._only_in_force = not self._only_in_force
        self._fill()

    def action_step_back(self) -> None:
        """From the details to the line; from the line out of the place."""
        if self.query_one(Details).has_focus:
            self.action_focus_list()
        else:
            super().action_step_back()

    def key_enter(self) -> None:
        """Open the entry from the details, too."""
        if self._line.here and self.query_one(Details).has_focus:
            self.post_message(EntryWanted(self._line.here.entry))
