"""The topics: a list with a search at the left, a reader at the right; on narrow screens one at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from kadguide.browsing.finding import MOST_FOUND
from kadguide.browsing.own import OwnFinder
from kadguide.knowledge.model import Lang, Topic
from kadguide.tui.reading import ReadingPlace
from kadguide.tui.widgets.findtext import FindText
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.outline import Branch, Leaf, Outline
from kadguide.tui.widgets.reader import Reader
from kadguide.tui.widgets.search import FoundList, SearchLine


class BrowseScreen(ReadingPlace):
    """Lists, finds and shows entries. Copying, help and the way to the chat are left to the app."""

    NAME = "browse"
    CSS_PATH = ["search.tcss", "browse.tcss"]

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._finder = self._services.finder(lang)
        names = {kind: self._word(f"browse.own_{kind}") for kind in ("note", "question")}
        self._own = OwnFinder(names, self._wording.title)

    def compose(self) -> ComposeResult:
        yield SearchLine(self._word("browse.placeholder"))
        with Horizontal(id="browse"):
            with Vertical(id="shelf"):
                yield Outline(self._branches())
                yield FoundList()
                yield Static(id="nothing", classes="hint", markup=False)
            yield FindText(Reader(), self._word, "desk")
        yield KeyFooter()

    async def on_mount(self) -> None:
        self.query_one(FoundList).display = False
        self.query_one("#nothing").display = False
        self.query_one(SearchLine).watch_text(self._find)
        if self._trail.here is None:  # else an entry was wanted before the screen stood, and has the focus
            self.query_one(Outline).focus()
            await self._show(0)

    async def visit(self, typed: str) -> None:
        """Come back as it was left, or look for ``typed``."""
        self._errand = ""
        self._prepare()
        if typed:
            self.search(typed)

    def _prepare(self) -> None:
        """Make the tables of the search, and of what tests an entry, in the background, so that the first key is as
        quick as the others."""
        self._own.take(self._services.own_texts())
        finder, own, services = self._finder, self._own, self._services

        def prepare() -> None:
            finder.prepare()
            own.prepare()
            _ = services.trainer.material.by_entry

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

    def _reveal(self, entry: str) -> None:
        self.query_one(Outline).reveal(entry)

    async def kept_changed(self) -> None:
        """Show mark and note again, where the reader stands, and search the notes as they are now."""
        self._prepare()
        await self._show_again()

    async def relabel(self) -> None:
        """Change the words of the screen and of the page that is read."""
        self._prepare()
        self.query_one(Outline).set_branches(self._branches())
        line = self.query_one(SearchLine)
        line.set_placeholder(self._word("browse.placeholder"))
        self._find(line.text)
        self._find_text.speak(self._word)
        await self._show_again()

    # -- actions

    def action_search_here(self) -> None:
        """Find in the text when it has the focus, and otherwise among the topics."""
        if self._find_text.finding or (self._in_the_text and self._trail.here):
            self._find_text.begin()
        else:
            self.action_focus_search()

    def action_focus_search(self) -> None:
        self._find_text.end(focus=False)
        self.remove_class("-reading")
        self.query_one(SearchLine).begin_again()

    def action_focus_list(self) -> None:
        """Go to what was found, or to the topics."""
        self._errand = ""
        self._find_text.end(focus=False)
        self.remove_class("-reading")
        found = self.query_one(FoundList)
        outline = self.query_one(Outline)
        if found.display:
            found.focus()
        elif outline.can_focus:
            outline.focus()

    def action_step_back(self) -> None:
        """From a source to the page before; from an entry that another place wanted, back there; from the text to the
        list on a narrow screen; then clear the search; then out of the place."""
        here = self._trail.here
        if here and here.source and self._in_the_text:
            self.call_next(self._leave_card)
        elif here and self._errand == here.entry:
            super().action_step_back()
        elif self.has_class("-narrow") and self.has_class("-reading"):
            self.action_focus_list()
        elif self.query_one(SearchLine).text:
            self.query_one(SearchLine).write("")
            self.action_focus_list()
        else:
            super().action_step_back()
