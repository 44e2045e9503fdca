"""What a place does that has a reader: the way from page to page, the sources, and finding words in a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.binding import ActiveBinding

from kadguide.browsing.sources import SourceCard, source_card
from kadguide.browsing.terms import TermFinder
from kadguide.browsing.trail import Page, Trail
from kadguide.exchange.document import Document
from kadguide.exchange.glossary import tell
from kadguide.exchange.sources import card_document, card_text
from kadguide.exchange.sources import tell as tell_source
from kadguide.keeping.keeper import Subject
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.drawn import once_drawn
from kadguide.tui.messages import EntryWanted, PlaceWanted, SourceWanted
from kadguide.tui.place import Place
from kadguide.tui.readings import entry_reading, source_reading
from kadguide.tui.widgets.findtext import FindText
from kadguide.tui.widgets.reader import Reader, Reading
from kadguide.tui.widgets.terms import TermsDialog

_WHILE_FINDING = ("browse-search", "help")
_ROOMY = ("browse-sources", "browse-terms")
"""Keys that a narrow footer has no room for; the first one also stands at the sources."""


class ReadingPlace(Place):
    """Shows entries and the cards of sources in its reader. The list beside it is left to who inherits."""

    MORE_KEYS = ("find",)

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._trail = Trail()
        self._errand = ""
        """The entry that another place wanted to be read here."""

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._terms: TermFinder | None = None

    def _reveal(self, entry: str) -> None:
        """Show in the list where ``entry`` stands."""
        raise NotImplementedError

    @property
    def _reader(self) -> Reader:
        return self.query_one(Reader)

    @property
    def _find_text(self) -> FindText:
        return self.query_one(FindText)

    @property
    def _in_the_text(self) -> bool:
        """Whether the reader, or a list in it, has the focus."""
        return self.focused is not None and self._reader in self.focused.ancestors_with_self

    @property
    def _entry(self) -> str | None:
        """The entry that is read; ``None`` also while a source is."""
        here = self._trail.here
        return here.entry if here and not here.source else None

    @property
    def _card(self) -> SourceCard | None:
        here = self._trail.here
        return source_card(here.source, self._engine.snapshot, here.entry) if here and here.source else None

    # -- from page to page

    async def on_entry_wanted(self, message: EntryWanted) -> None:
        message.stop()
        await self.open_entry(message.entry)

    async def on_source_wanted(self, message: SourceWanted) -> None:
        message.stop()
        here = self._trail.here
        await self.open_source(message.source, here.entry if here else "")

    async def open_entry(self, entry: str, *, errand: bool = False) -> None:
        """Read ``entry``, and remember it for going back; on an ``errand``, one step back leads out of the place."""
        self._errand = entry if errand else ""
        await self._open(Page(entry))

    async def open_source(self, source: str, entry: str = "") -> None:
        """Read the card of a source, as it is opened from ``entry``, which is then the page before."""
        here = self._trail.here
        if entry and (here is None or here.entry != entry):
            self._leave()
            self._trail.go_to(Page(entry))
        await self._open(Page(entry, source))

    async def _open(self, page: Page) -> None:
        again = page == self._trail.here
        self._leave()
        self._trail.go_to(page)
        await self._turn(0 if not again else self._trail.place)

    async def _go(self, step: int) -> None:
        self._leave()
        if self._trail.step(step):
            await self._turn(self._trail.place)

    async def _leave_card(self) -> None:
        """From the card of a source to the page before it, or to the list when it was the first."""
        self._leave()
        if self._trail.step(-1):
            await self._turn(self._trail.place)
        else:
            await self.run_action("focus_list")

    async def _turn(self, at: float) -> None:
        """Show the page that is read now, and give the reader the focus."""
        here = self._trail.here
        self._find_text.end(focus=False)
        if here and not here.source:
            self._reveal(here.entry)
        await self._show(at)
        self.add_class("-reading")
        self._reader.focus()
        self.refresh_bindings()

    def _leave(self) -> None:
        """Keep the place in the page that was read until now."""
        self._trail.keep_place(self._reader.scroll_offset.y)

    async def _show(self, at: float) -> None:
        await self._reader.show(self._reading(), at)

    async def _show_again(self) -> None:
        """Show the same page with other words or marks, where the reader stands."""
        self._leave()
        await self._show(self._trail.place)
        once_drawn(self, self._find_text.renew)

    def _reading(self) -> Reading:
        if card := self._card:
            return source_reading(card, self._services, self._wording)
        if self._entry:
            return entry_reading(self._entry, self._services, self._wording)
        snapshot = self._engine.snapshot
        text = self._word("browse.empty", topics=len(snapshot.topics), entries=len(snapshot.position))
        return Reading("", self._word("action.topics"), text)

    # -- for the app

    def copied_text(self) -> str | None:
        """What is read, as text to paste into a message: an entry with its sources, or a source."""
        if card := self._card:
            return card_text(tell_source(card, self._engine.snapshot, self._wording), 10_000, numbered=False)
        if self._entry is None:
            return None
        from kadguide.linear import entry_text

        reply = self._engine.choose(self._entry, self._lang)
        return entry_text(reply, self._wording, width=10_000)

    def document(self) -> Document | None:
        """The source that is read; entries are saved with the conversation."""
        if card := self._card:
            return card_document(card, self._engine.snapshot, self._wording, self._services.now())
        return None

    def looked_at(self) -> Subject | None:
        """The entry that is read; what is flagged about it is its text, whatever was asked."""
        if self._entry is None:
            return None
        return Subject(self._entry, self._wording.title(self._entry), self._entry)

    def recent_entries(self) -> Sequence[str]:
        return self._trail.entries

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The footer says what a slash looks through, and while words are looked for only what leads on."""
        found = super().active_bindings
        if not self.is_mounted or not self.query(FindText):
            return found
        if self._find_text.finding:
            return dict(self._while_finding(found))
        narrow = self.has_class("-narrow")
        hidden = {id_ for id_ in _ROOMY if narrow} | ({"browse-sources"} if self._entry is None else set())
        name = "text" if self._in_the_text else "list"
        return {
            key: _named(active, self._word(f"browse.search_{name}"))
            if active.binding.id == "browse-search"
            else active._replace(binding=replace(active.binding, show=False))
            if active.binding.id in hidden
            else active
            for key, active in found.items()
        }

    def _while_finding(self, found: dict[str, ActiveBinding]) -> list[tuple[str, ActiveBinding]]:
        typing, rows = self._find_text.typing, []
        for key, active in found.items():
            id_ = active.binding.id or ""
            shown = id_.startswith("find-") or id_ in _WHILE_FINDING
            if typing and id_ in ("find-previous", "browse-search"):
                shown = False
            if typing and key == "enter":  # of the line itself
                enter = replace(active.binding, description=self._word("find.next"), key_display="Enter", show=True)
                rows.append((key, active._replace(binding=enter)))
            elif id_ == "browse-search":
                rows.append((key, _named(active, self._word("find.again"), show=shown)))
            else:
                show = active.binding.show and shown
                rows.append((key, active._replace(binding=replace(active.binding, show=show))))
        return rows

    # -- actions

    async def action_go_back(self) -> None:
        await self._go(-1)

    async def action_go_forward(self) -> None:
        await self._go(1)

    def action_open_related(self, number: int) -> None:
        self._reader.take(number)

    def action_focus_sources(self) -> None:
        """Go to the sources of the entry, or to what a source is tied to, where Enter opens one."""
        if not self._reader.focus_sources():
            self.notify(self._word("sources.no_source"))
            return
        self.add_class("-reading")

    def action_ask_about(self) -> None:
        """Ask what tests the entry, before or after it is read. The way back is a line below each explanation."""
        if self._entry is None or self._entry not in self._services.trainer.material.by_entry:
            self.notify(self._word("browse.no_quiz"))
            return
        self.post_message(PlaceWanted("learn", self._entry))

    def action_show_terms(self) -> None:
        """List the terms of the glossary that occur in the entry; the chosen one is looked up there."""
        if self._entry is None:
            self.post_message(PlaceWanted("glossary"))
            return
        snapshot = self._engine.snapshot
        self._terms = self._terms or TermFinder(snapshot, self._lang)
        terms = self._terms.find(snapshot.entry(self._entry).body.get(self._lang))
        if not terms:
            self.notify(self._word("browse.no_terms"))
            return

        def take(number: int | None) -> None:
            if number is not None:
                self.post_message(PlaceWanted("glossary", terms[number].id))

        rows = [tell(term, snapshot, self._wording) for term in terms]
        title = self._word("browse.terms_title", count=len(rows))
        self.app.push_screen(TermsDialog(title, rows, self._word("browse.terms_hint")), take)


def _named(active: ActiveBinding, name: str, *, show: bool = True) -> ActiveBinding:
    return active._replace(binding=replace(active.binding, description=name, show=show))
