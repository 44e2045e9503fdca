"""The topics: a list with a search at the left, a reader at the right; on narrow screens one at a time."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Footer, Static

from kadguide.browsing.finding import MOST_FOUND
from kadguide.browsing.own import OwnFinder
from kadguide.browsing.terms import TermFinder
from kadguide.exchange.glossary import tell
from kadguide.keeping.keeper import Subject
from kadguide.knowledge.model import Lang, Topic
from kadguide.services import Services
from kadguide.tui.messages import EntryWanted, PlaceWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.outline import Branch, Leaf, Outline
from kadguide.tui.widgets.reader import Reader, Reading
from kadguide.tui.widgets.search import FoundList, SearchLine
from kadguide.tui.widgets.terms import TermsDialog

MOST_HISTORY = 200
_MOST_RELATED = 9


class BrowseScreen(Place):
    """Lists, finds and shows entries. Copying, help and the way to the chat are left to the app."""

    NAME = "browse"
    CSS_PATH = ["search.tcss", "browse.tcss"]

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._history: list[str] = []
        self._at = -1
        self._shown: str | None = None
        self._scrolled: dict[str, float] = {}

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._finder = self._services.finder(lang)
        self._terms: TermFinder | None = None
        names = {kind: self._word(f"browse.own_{kind}") for kind in ("note", "question")}
        self._own = OwnFinder(names, self._wording.title)

    def compose(self) -> ComposeResult:
        yield SearchLine(self._word("browse.placeholder"))
        with Horizontal(id="browse"):
            with Vertical(id="shelf"):
                yield Outline(self._branches())
                yield FoundList()
                yield Static(id="nothing", classes="hint", markup=False)
            yield Reader()
        yield Footer(compact=True, show_command_palette=False)

    async def on_mount(self) -> None:
        self.query_one(FoundList).display = False
        self.query_one("#nothing").display = False
        await self._show(None)
        self.query_one(Outline).focus()

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or look for ``typed``."""
        self._prepare()
        if typed:
            self.search(typed)

    def _prepare(self) -> None:
        """Make the tables of the search in the background, so that the first key is as quick as the others."""
        self._own.take(self._services.own_texts())
        finder, own = self._finder, self._own

        def prepare() -> None:
            finder.prepare()
            own.prepare()

        self.run_worker(prepare, thread=True, exclusive=True)

    # -- the list

    def _branches(self) -> list[Branch]:
        return [self._branch(topic) for topic in self._engine.snapshot.topics]

    def _branch(self, topic: Topic) -> Branch:
        snapshot = self._engine.snapshot
        cards = [snapshot.card_of(id_) for id_ in topic.entries if id_ in snapshot.position]
        leaves = (Leaf(c.id, c.title.get(self._lang), self._word(f"browse.{c.layer}")) for c in cards)
        return Branch(topic.id, topic.title.get(self._lang), tuple(leaves))

    # -- the search

    def search(self, text: str) -> None:
        """Look for ``text``, as if it had been typed."""
        self.remove_class("-reading")
        line = self.query_one(SearchLine)
        line.write(text)
        line.ready()

    def on_search_line_changed(self, message: SearchLine.Changed) -> None:
        message.stop()
        self._find(message.text)

    def _find(self, text: str) -> None:
        own, found = self._own.find(text), self._finder.find(text)
        searching = bool(text.strip())
        # What was found lies over the topics, which stay as they are: showing them again then costs nothing.
        self.query_one(Outline).can_focus = not searching
        results = self.query_one(FoundList)
        most = len(found) == MOST_FOUND
        found = [*own, *found]
        results.show(found)
        results.display = searching and bool(found)
        nothing = self.query_one("#nothing", Static)
        nothing.display = searching and not found
        if nothing.display:
            nothing.update(Content(self._word("browse.nothing", typed=text.strip())))
        key = "browse.found_most" if most else "browse.found"
        self.query_one(SearchLine).say(self._word(key, count=len(found)) if searching else "")

    # -- the reader

    async def on_entry_wanted(self, message: EntryWanted) -> None:
        message.stop()
        await self.open_entry(message.entry)

    async def open_entry(self, entry: str) -> None:
        """Read ``entry``, and remember it for going back."""
        if self._entry != entry:
            self._history = [*self._history[: self._at + 1], entry][-MOST_HISTORY:]
            self._leave()
            self._at = len(self._history) - 1
        await self._turn_to(entry)

    async def _turn_to(self, entry: str) -> None:
        self.query_one(Outline).reveal(entry)
        await self._show(entry)
        self.add_class("-reading")
        self.query_one(Reader).focus()

    @property
    def _entry(self) -> str | None:
        return self._history[self._at] if 0 <= self._at < len(self._history) else None

    def _leave(self) -> None:
        """Keep the place in the entry that was read until now."""
        if self._shown is not None:
            self._scrolled[self._shown] = self.query_one(Reader).scroll_offset.y

    async def _show(self, entry: str | None) -> None:
        reader = self.query_one(Reader)
        snapshot = self._engine.snapshot
        if entry is None:
            text = self._word("browse.empty", topics=len(snapshot.topics), entries=len(snapshot.position))
            await reader.show(Reading("", self._word("action.topics"), text))
        else:
            await reader.show(self._reading(entry), self._scrolled.get(entry, 0))
        self._shown = entry

    def _reading(self, entry: str) -> Reading:
        wording = self._wording
        reply = self._engine.choose(entry, self._lang)
        related = [(id_, wording.title(id_)) for id_ in wording.related(reply, _MOST_RELATED)]
        lead = wording.catalog("reply.related") if related else ""
        revoked = any(cite.status == "revoked" for cite in wording.cites(reply))
        card = self._engine.snapshot.card_of(entry)
        parts = [self._word(f"layer.{card.layer}").upper()]
        parts += [topic.title.get(self._lang) for topic in self._engine.snapshot.topics if topic.id == card.topic]
        if card.origin:
            parts.append(self._word("reply.local", origin=card.origin))
        keeper, word = self._services.keeper, self._word
        marked, note = keeper.is_marked(entry), keeper.note(entry)
        if marked:
            parts.append(word("kept.marked_short"))
        return Reading(
            " · ".join(parts), wording.title(entry), wording.answer(reply) or "", wording.source_line(reply), revoked,
            lead, related, word("kept.note_lead") if note else "", note,
            word("kept.reader_hint_marked" if marked else "kept.reader_hint"),
        )  # fmt: skip

    # -- for the app

    def copied_text(self) -> str | None:
        """The entry that is read, with its sources, as text to paste into a message."""
        if self._entry is None:
            return None
        from kadguide.linear import entry_text

        reply = self._engine.choose(self._entry, self._lang)
        return entry_text(reply, self._wording, width=10_000)

    def looked_at(self) -> Subject | None:
        """The entry that is read; what is flagged about it is its text, whatever was asked."""
        if self._entry is None:
            return None
        return Subject(self._entry, self._wording.title(self._entry), self._entry)

    async def kept_changed(self) -> None:
        """Show mark and note again, where the reader stands, and search the notes as they are now."""
        self._prepare()
        self._leave()
        await self._show(self._entry)

    def recent_entries(self) -> Sequence[str]:
        return self._history[::-1]

    async def relabel(self) -> None:
        """Change the words of the screen and of the entry that is read."""
        self._leave()
        self._prepare()
        self.query_one(Outline).set_branches(self._branches())
        line = self.query_one(SearchLine)
        line.set_placeholder(self._word("browse.placeholder"))
        self._find(line.text)
        await self._show(self._entry)

    # -- actions

    def action_focus_search(self) -> None:
        self.remove_class("-reading")
        self.query_one(SearchLine).begin_again()

    def action_focus_list(self) -> None:
        """Go to what was found, or to the topics."""
        self.remove_class("-reading")
        found = self.query_one(FoundList)
        outline = self.query_one(Outline)
        if found.display:
            found.focus()
        elif outline.can_focus:
            outline.focus()

    async def action_go_back(self) -> None:
        await self._go(-1)

    async def action_go_forward(self) -> None:
        await self._go(1)

    async def _go(self, step: int) -> None:
        if 0 <= self._at + step < len(self._history):
            self._leave()
            self._at += step
            await self._turn_to(self._history[self._at])

    def action_open_related(self, number: int) -> None:
        self.query_one(Reader).take(number)

    def action_show_terms(self) -> None:
        """List the terms of the glossary that occur in the entry; the chosen one is looked up there."""
        if self._entry is None:
            self.post_message(PlaceWanted("glossary"))
            return
        snapshot = self._engine.snapshot
        self._terms = self._terms or TermFinder(snapshot, self._lang)
        terms = self._terms.find(snapshot.entry(self._entry).body.get(self._lang))
        if not terms:
            self.notify(self._word("browse.no_terms"), markup=False, timeout=3)
            return

        def take(number: int | None) -> None:
            if number is not None:
                self.post_message(PlaceWanted("glossary", terms[number].id))

        rows = [tell(term, snapshot, self._wording) for term in terms]
        title = self._word("browse.terms_title", count=len(rows))
        self.app.push_screen(TermsDialog(title, rows, self._word("browse.terms_hint")), take)

    def action_step_back(self) -> None:
        """From the text to the list on a narrow screen; then clear the search; then back to the chat."""
        if self.has_class("-narrow") and self.has_class("-reading"):
            self.action_focus_list()
        elif self.query_one(SearchLine).text:
            self.query_one(SearchLine).write("")
            self._find("")
            self.action_focus_list()
        else:
            super().action_step_back()
