"""The rules of the timeline: that it rests on the sources and entries, and can be read along the years."""

from __future__ import annotations

from collections.abc import Iterator

from kadguide.knowledge.library import Library, Stop
from kadguide.knowledge.model import Source

MOST_WORDS = 40


def check_timeline(library: Library) -> Iterator[tuple[str, str, str]]:
    """Rule, key and detail of every problem."""
    sources = {source.id: source for source in library.sources}
    on_it = {stop.source for stop in library.stops}
    before = 0
    for index, stop in enumerate(library.stops):
        path = f"stops.{index}"
        source = sources.get(stop.source)
        if source is None or source.year is None:
            yield "KAD601", f"{path}.source", f"“{stop.source}”"
        else:
            if source.year < before:
                yield "KAD603", f"{path}.source", f"{stop.source} after {before}"
            before = max(before, source.year)
            if source.revoked_by in sources and source.revoked_by not in on_it:
                yield "KAD606", f"{path}.source", f"{stop.source}: {source.revoked_by}"
        yield from _check_stop(stop, path, library, source)


def _check_stop(stop: Stop, path: str, library: Library, source: Source | None) -> Iterator[tuple[str, str, str]]:
    layers = {entry.layer for entry in library.entries if any(c.source == stop.source for c in entry.citations)}
    opened = next((entry for entry in library.entries if entry.id == stop.entry), None)
    if opened is None or (source and all(c.source != stop.source for c in opened.citations)):
        yield "KAD602", f"{path}.entry", f"{stop.source}: “{stop.entry}”"
    if stop.paper.id and "paper" not in layers:
        yield "KAD605", f"{path}.paper", stop.source
    for key, text in (("added", stop.added), ("paper", stop.paper)):
        if text.untranslated:
            yield "KAD604", f"{path}.{key}", f"{stop.source}: the same in both languages"
        for words in (text.id, text.en):
            if len(words.split()) > MOST_WORDS:
                yield "KAD604", f"{path}.{key}", f"{stop.source}: {len(words.split())} words"
