"""The regulations along the years: which replaced which, and the way from one to another."""

from __future__ import annotations

import re
from typing import NamedTuple

from kadguide.answering.folding import fold
from kadguide.knowledge.model import Bilingual, Source
from kadguide.knowledge.snapshot import Snapshot

IN_FORCE = ("in_force", "amended")
"""Statuses under which a rule may be relied upon."""
_WORD = re.compile(r"[a-z]+|[0-9]+")
_YEAR = re.compile(r"[0-9]{4}\Z")


class Station(NamedTuple):
    """One regulation with its neighbours in law; these are ids of sources, which need not be on the timeline."""

    source: Source
    year: int
    entry: str
    added: Bilingual
    paper: Bilingual
    revoked: tuple[str, ...]
    revoked_by: str | None
    amends: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.source.id

    @property
    def in_force(self) -> bool:
        return self.source.status in IN_FORCE

    @property
    def told_by_paper(self) -> bool:
        return bool(self.paper.id)

    def tie(self, other: str) -> str:
        """What this does with ``other``: ``revoked``, ``revoked_by``, ``amends``, ``amended_by`` or “”."""
        if other in self.revoked:
            return "revoked"
        if other == self.revoked_by:
            return "revoked_by"
        if other in self.amends:
            return "amends"
        return "amended_by" if other in self.source.amended_by else ""


class Timeline:
    """All stations, in the order of the years and, within a year, of the file."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._sources = snapshot.sources
        stops = [(stop, self._sources[stop.source]) for stop in snapshot.stops if stop.source in self._sources]
        found = [
            Station(
                source, source.year, stop.entry, stop.added, stop.paper,
                tuple(other.id for other in self._sources.values() if other.revoked_by == source.id),
                source.revoked_by if source.revoked_by in self._sources else None,
                tuple(other.id for other in self._sources.values() if source.id in other.amended_by),
            )
            for stop, source in stops
            if source.year is not None and stop.entry in snapshot.position
        ]  # fmt: skip
        self.stations: tuple[Station, ...] = tuple(sorted(found, key=lambda station: station.year))

    def shown(self, *, only_in_force: bool) -> tuple[Station, ...]:
        """The stations, or those in force."""
        return tuple(station for station in self.stations if station.in_force or not only_in_force)

    def station(self, id_: str | None) -> Station | None:
        """The station of a regulation; ``None`` when it is not on the timeline."""
        return next((station for station in self.stations if station.id == id_), None)

    def after(self, station: Station) -> Station | None:
        """What replaced a station."""
        return self.station(station.revoked_by)

    def before(self, station: Station) -> Station | None:
        """What a station replaced: the latest of them that is on the timeline."""
        return next((other for other in reversed(self.stations) if other.id in station.revoked), None)

    def find(self, typed: str) -> Station | None:
        """The station that ``typed`` names: by citation, however it is written, by number and year, or by a year.

        A year stands for its first regulation; a year without one, for the last year before it that has.
        """
        words = [word for word in _WORD.findall(fold(typed)) if word not in ("nomor", "no", "number", "tahun", "of")]
        if not words:
            return None
        for station in self.stations:
            source = station.source
            names = [_WORD.findall(fold(text)) for text in (*source.cite, source.id)]
            if words in [*names, [source.number, str(station.year)]]:
                return station
        if len(words) == 1 and _YEAR.match(words[0]):
            year = max((station.year for station in self.stations if station.year <= int(words[0])), default=None)
            return next((station for station in self.stations if station.year == year), None)
        return None
