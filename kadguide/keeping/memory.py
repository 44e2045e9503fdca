"""A shelf that lasts as long as the program."""

from __future__ import annotations

from dataclasses import replace

from kadguide.keeping.kept import Bookmark, CaseRow, Flag, Gap, Kept, Note, StoreError, Thing


class MemoryShelf:
    """Keeps things in memory; for tests, and where no file is wanted."""

    where = ""

    def __init__(self) -> None:
        self._bookmarks: dict[str, Bookmark] = {}
        self._notes: dict[str, Note] = {}
        self._flags: dict[int, Flag] = {}
        self._gaps: dict[str, Gap] = {}
        self._cases: dict[str, CaseRow] = {}
        self._flagged = 0

    def all(self) -> Kept:
        return Kept(
            tuple(reversed(self._bookmarks.values())),
            tuple(reversed(self._notes.values())),
            tuple(reversed(self._flags.values())),
            tuple(reversed(self._gaps.values())),
        )

    def bookmark(self, entry: str) -> Bookmark | None:
        return self._bookmarks.get(entry)

    def note(self, entry: str) -> Note | None:
        return self._notes.get(entry)

    def keep(self, thing: Thing) -> None:
        before = self._gaps.get(thing.key) if isinstance(thing, Gap) else None
        self.drop(thing)  # so that it comes to the end, where the newest are
        match thing:
            case Bookmark():
                self._bookmarks[thing.entry] = thing
            case Note():
                self._notes[thing.entry] = thing
            case Flag():
                self._flagged += 1
                self._flags[self._flagged] = replace(thing, number=self._flagged)
            case Gap():
                count = thing.count + (before.count if before else 0)
                self._gaps[thing.key] = replace(thing, count=count)

    def drop(self, thing: Thing) -> None:
        match thing:
            case Bookmark():
                self._bookmarks.pop(thing.entry, None)
            case Note():
                self._notes.pop(thing.entry, None)
            case Flag():
                self._flags.pop(thing.number, None)
            case Gap():
                self._gaps.pop(thing.key, None)

    def clear_reports(self) -> None:
        self._flags.clear()
        self._gaps.clear()

    def case_rows(self) -> tuple[CaseRow, ...]:
        return tuple(sorted(self._cases.values(), key=lambda case: case.changed_at, reverse=True))

    def keep_case(self, id_: str, text: str, at: str) -> None:
        self._cases[id_] = CaseRow(id_, text, at)

    def drop_case(self, id_: str) -> None:
        self._cases.pop(id_, None)

    def remarks(self) -> tuple[StoreError, ...]:
        return ()
