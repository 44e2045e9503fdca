"""The line of the years, with a node for each regulation."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from kadguide.browsing.timeline import Station
from kadguide.knowledge.model import Lang
from kadguide.tui.drawn import once_drawn
from kadguide.tui.messages import EntryWanted
from kadguide.tui.widgets.hanging import Hanging
from kadguide.tui.widgets.rows import Rows

NODES = {"in_force": "●", "amended": "■", "revoked": "○", "unconfirmed": "?"}
"""The shape of a node tells the status, without colour."""
TIES = {"revoked": "◄", "revoked_by": "►", "amends": "+", "amended_by": "+", "": " "}
"""The mark of a regulation that has to do with the highlighted one."""
_GAPS = (2, 10)
"""Years without a regulation from which the line grows by one row each."""


class YearLine(Rows):
    """Moves from regulation to regulation; posts :class:`Moved`, and EntryWanted for the one that is opened."""

    class Moved(Message):
        """Another regulation is highlighted, or none is left."""

    def __init__(self) -> None:
        super().__init__("year-line")
        self._rows: list[Station | None] = []
        self._lang: Lang = "id"

    @property
    def here(self) -> Station | None:
        """The highlighted regulation."""
        return self._rows[self.highlighted] if self.highlighted is not None else None

    def show(self, stations: Sequence[Station], lang: Lang, end: tuple[str, str], at: str | None) -> None:
        """Show ``stations``, and at the end of the line a year with what is to be said there; highlight ``at``."""
        self._lang = lang
        self._rows = []
        options: list[Option] = []
        before: Station | None = None
        for station in stations:
            gap = sum(station.year - before.year >= years for years in _GAPS) if before else 0
            for _ in range(gap):
                self._add(options, None, Hanging(Content(" " * 8), Content("│")))
            self._add(options, station, self._shown(station, "", new_year=not before or before.year != station.year))
            before = station
        if stations:
            self._add(options, None, Hanging(Content(" " * 8), Content("│")))
        self._add(options, None, Hanging(Content(f" {end[0]}   ▼ "), Content(end[1])))
        self.set_options(options)
        self.go(at)
        if not stations:
            self.post_message(self.Moved())

    def _add(self, options: list[Option], station: Station | None, shown: Hanging) -> None:
        self._rows.append(station)
        options.append(Option(shown, disabled=station is None))

    def _shown(self, station: Station, tie: str, *, new_year: bool) -> Hanging:
        year = f"{station.year:>5}" if new_year else "     "
        lead = f"{year} {TIES[tie]} {NODES.get(station.source.status, '?')} "
        return Hanging(Content(lead), Content(station.source.cite.get(self._lang)))

    def go(self, id_: str | None) -> None:
        """Highlight a regulation; the first one when it is not there."""
        stations = [station.id if station else None for station in self._rows]
        first = next((index for index, station in enumerate(stations) if station), None)
        self.highlighted = stations.index(id_) if id_ and id_ in stations else first
        # Before the first layout there is nothing to scroll.
        once_drawn(self, self.scroll_to_highlight)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._mark_ties()
        self.post_message(self.Moved())

    def _mark_ties(self) -> None:
        """Mark what the highlighted regulation revoked or amended, and what revoked or amended it."""
        before: Station | None = None
        for index, station in enumerate(self._rows):
            if station is None:
                continue
            tie = self.here.tie(station.id) if self.here else ""
            shown = self._shown(station, tie, new_year=not before or before.year != station.year)
            old = self.options[index].prompt
            if not isinstance(old, Hanging) or old.plain != shown.plain:
                self.replace_option_prompt_at_index(index, shown)
            before = station

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if station := self._rows[event.option_index]:
            self.post_message(EntryWanted(station.entry))
