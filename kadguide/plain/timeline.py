"""The timeline in linear text: all regulations, those in force, or one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kadguide.answering.folding import fold
from kadguide.browsing.timeline import Station, Timeline
from kadguide.exchange.timeline import station_text, timeline_document
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.wording import Wording


class Years(Teller):
    """Answers the typed words of the timeline."""

    WORDS = ("/linimasa", "/timeline")

    def __init__(self, snapshot: Snapshot, now: Callable[[], datetime]) -> None:
        self._snapshot = snapshot
        self._now = now
        self._known: Timeline | None = None

    @property
    def _timeline(self) -> Timeline:
        """Made when it is asked for; most conversations never do."""
        self._known = self._known or Timeline(self._snapshot)
        return self._known

    def hear(self, command: str, typed: str, lang: Lang) -> Told:
        wording = Wording(self._snapshot, lang)
        only_in_force = fold(typed) in {fold(Catalog(known)("timeline.plain_in_force")) for known in LANGUAGES}
        if not typed or only_in_force:
            return self._all(self._timeline.shown(only_in_force=only_in_force), wording)
        if station := self._timeline.find(typed):
            return self._one(station, wording)
        return Told(paragraphs([], wording.catalog("timeline.unknown", typed=typed)))

    def _all(self, stations: tuple[Station, ...], wording: Wording) -> Told:
        rows = []
        for number, station in enumerate(stations, start=1):
            source = station.source
            said = f"{source.cite.get(wording.lang)}, {source.title.get(wording.lang)}: {wording.status(source)}"
            rows.append(wrapped(f"{number}. {station.year} {said}"))
        document = timeline_document(stations, self._snapshot, wording.lang, self._now()) if stations else None
        choices = tuple(station.entry for station in stations)
        return Told(paragraphs(["\n".join(rows)], wording.catalog("timeline.plain_hint")), choices, document)

    def _one(self, station: Station, wording: Wording) -> Told:
        read = wording.catalog("timeline.plain_read", title=wording.title(station.entry))
        document = timeline_document([station], self._snapshot, wording.lang, self._now())
        return Told(paragraphs([station_text(station, self._snapshot, wording)], read), (station.entry,), document)
