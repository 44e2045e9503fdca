"""What the user keeps: marks, notes, flags and questions without an answer, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from kadguide.exchange.document import Document
from kadguide.exchange.kept import kept_document, say_complaint, say_flag, say_gap
from kadguide.keeping.keeper import Subject
from kadguide.keeping.kept import Gap, Kept, StoreError, Thing
from kadguide.learning.journal import Complaint
from kadguide.tui.dialogues import ConfirmScreen
from kadguide.tui.messages import EntryWanted, KeepingFailed, KeptChanged
from kadguide.tui.place import Place
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.hanging import Hanging

_NOTE_SHOWN = 240
"""Characters of a note in the list."""


class KeptRow(NamedTuple):
    """One thing in the list: its section, what it is called, what is said about it, and the entry that it opens."""

    section: str
    title: str
    detail: str
    entry: str
    thing: Thing | Complaint


class KeptScreen(Place):
    """Lists what is kept, opens entries, and deletes after asking."""

    NAME = "kept"
    CSS_PATH = "kept.tcss"

    def compose(self) -> ComposeResult:
        yield Static(id="kept-title", classes="title", markup=False)
        yield Static(id="kept-where", markup=False)
        with VerticalScroll(id="kept-empty"):
            yield Static(id="kept-teaching", markup=False)
        yield OptionList(id="kept-rows", markup=False, compact=True)
        yield KeyFooter()

    async def on_mount(self) -> None:
        self._rows: dict[int, KeptRow] = {}
        await self.relabel()
        self._take_focus()

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    async def visit(self, typed: str) -> None:
        """Show what is kept now."""
        await self.relabel()

    async def kept_changed(self) -> None:
        await self.relabel()

    async def relabel(self) -> None:
        word, keeper = self._word, self._services.keeper
        kept, complaints = keeper.all(), self._complaints()
        is_empty = kept.is_empty and not complaints
        self.query_one("#kept-title", Static).update(Content(word("kept.title")))
        where = word("kept.where", path=keeper.where) if keeper.where else word("kept.where_nowhere")
        self.query_one("#kept-where", Static).update(Content(where))
        empty = self.query_one("#kept-empty", VerticalScroll)
        teaching = "\n\n".join(
            word(f"kept.empty{end}") for end in ("", "_mark", "_note", "_flag", "_complaint", "_gap")
        )
        self.query_one("#kept-teaching", Static).update(Content(teaching))
        empty.display = is_empty
        self._fill([*self._all_rows(kept), *self._complaint_rows(complaints)])
        self._list.display = not is_empty
        if self.is_current:
            self._take_focus()

    def _take_focus(self) -> None:
        """Give the keys to what is shown."""
        shown = self._list if self._list.display else self.query_one("#kept-empty")
        self.set_focus(shown)

    def _complaints(self) -> tuple[Complaint, ...]:
        """What the learner said about questions of the quiz."""
        try:
            return self._services.journal.complaints()
        except StoreError as error:
            self.post_message(KeepingFailed(error))
            return ()

    def _fill(self, kept: Sequence[KeptRow]) -> None:
        rows = self._list
        at = rows.highlighted
        options: list[Option] = []
        self._rows = {}
        section = ""
        for row in kept:
            if row.section != section:
                section = row.section
                heading = Content.assemble("\n" if options else "", (section, "$secondary"))
                options.append(Option(heading, disabled=True))
            self._rows[len(options)] = row
            text = Content.assemble((row.title, "bold"), "\n", row.detail)
            options.append(Option(Hanging(Content(""), text, more=2)))
        rows.set_options(options)
        if self._rows:
            rows.highlighted = min(self._rows, key=lambda index: abs(index - (1 if at is None else at)))

    def _all_rows(self, kept: Kept) -> Iterator[KeptRow]:
        word, wording = self._word, self._wording
        sections = {
            key: f"{word(f'kept.{key}')} ({len(things)})"
            for key, things in (
                ("bookmarks", kept.bookmarks), ("notes", kept.notes), ("flags", kept.flags), ("gaps", kept.gaps),
            )
        }  # fmt: skip
        for mark in kept.bookmarks:
            title = wording.kept_title(mark.entry)
            yield KeptRow(sections["bookmarks"], title, self._about(mark.entry, mark.at), mark.entry, mark)
        for note in kept.notes:
            shown = " ".join(note.text.split())
            shown = shown[:_NOTE_SHOWN] + "…" * (len(shown) > _NOTE_SHOWN)
            yield KeptRow(sections["notes"], wording.kept_title(note.entry), shown, note.entry, note)
        for flag in kept.flags:
            title = flag.question or wording.kept_title(flag.entry)
            yield KeptRow(sections["flags"], title, say_flag(flag, wording), flag.entry, flag)
        for gap in kept.gaps:
            nearest = gap.nearest[0] if gap.nearest else ""
            yield KeptRow(sections["gaps"], gap.question, say_gap(gap, wording), nearest, gap)

    def _complaint_rows(self, complaints: Sequence[Complaint]) -> Iterator[KeptRow]:
        items = {item.id: item for item in self._engine.snapshot.bank.items}
        section = f"{self._word('kept.complaints')} ({len(complaints)})"
        for complaint in complaints:
            item = items.get(complaint.item)
            title, detail = say_complaint(complaint, item, self._wording)
            yield KeptRow(section, title, detail, item.entry if item else "", complaint)

    def _about(self, entry: str, at: str) -> str:
        """Topic of an entry and the day it was marked."""
        snapshot = self._engine.snapshot
        if entry not in snapshot.position:
            return self._wording.day(at[:10])
        card = snapshot.card_of(entry)
        topic = next(topic.title.get(self._lang) for topic in snapshot.topics if topic.id == card.topic)
        return f"{topic} · {self._wording.day(at[:10])}"

    @property
    def _here(self) -> KeptRow | None:
        at = self._list.highlighted
        return self._rows.get(at) if at is not None and self._list.display else None

    # -- for the app

    def looked_at(self) -> Subject | None:
        row = self._here
        return Subject(row.entry) if row and row.entry and not isinstance(row.thing, Gap) else None

    def copied_text(self) -> str | None:
        return f"{self._here.title}\n{self._here.detail}" if self._here else None

    def document(self) -> Document | None:
        kept, complaints, now = self._services.keeper.all(), self._complaints(), self._services.now()
        if kept.is_empty and not complaints:
            return None
        return kept_document(kept, self._engine.snapshot, self._lang, now, complaints)

    # -- actions

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows.get(event.option_index)
        if row is None:
            return
        if row.entry in self._engine.snapshot.position:
            self.post_message(EntryWanted(row.entry))
        else:
            self.notify(self._word("kept.gone", entry=row.entry or row.title))

    def action_delete_row(self) -> None:
        """Delete the highlighted row when the user is sure."""
        row = self._here
        if row is None:
            return

        def answered(sure: bool | None) -> None:
            if sure:
                self._delete(row)

        word = self._word
        text = f"{row.title}\n{row.detail}"
        self.app.push_screen(
            ConfirmScreen(word("kept.confirm"), text, word("kept.confirm_no"), word("kept.confirm_yes")), answered
        )

    def _delete(self, row: KeptRow) -> None:
        try:
            if isinstance(row.thing, Complaint):
                self._services.journal.withdraw(row.thing)
            else:
                self._services.keeper.drop(row.thing)
        except StoreError as error:
            self.post_message(KeepingFailed(error))
        else:
            self.notify(self._word("kept.deleted"))
            self.post_message(KeptChanged())
