"""The glossary: a search line, the terms in alphabetical order, and the meaning of the highlighted one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal

from kadguide.browsing.glossary import Glossary
from kadguide.exchange.document import Document
from kadguide.exchange.glossary import glossary_document, heading, tell, term_text
from kadguide.knowledge.model import Lang
from kadguide.services import Services
from kadguide.tui.messages import EntryWanted
from kadguide.tui.place import Place
from kadguide.tui.widgets.details import Details, Part
from kadguide.tui.widgets.footer import KeyFooter
from kadguide.tui.widgets.search import SearchLine
from kadguide.tui.widgets.terms import TermList

if TYPE_CHECKING:
    from kadguide.knowledge.library import Term


class GlossaryScreen(Place):
    """Finds terms while one types; opening their entries is left to the app."""

    NAME = "glossary"
    CSS_PATH = ["search.tcss", "halves.tcss"]

    def __init__(self, services: Services, lang: Lang) -> None:
        super().__init__(services, lang)
        self._shown: tuple[Term, ...] = ()

    def _speak(self, lang: Lang) -> None:
        super()._speak(lang)
        self._glossary = Glossary(self._engine.snapshot, lang)

    def compose(self) -> ComposeResult:
        yield SearchLine(self._word("glossary.placeholder"))
        with Horizontal(id="halves"):
            yield TermList()
            yield Details()
        yield KeyFooter()

    def on_mount(self) -> None:
        self._find("")
        line = self.query_one(SearchLine)
        line.watch_text(self._look_for)
        line.ready()

    async def visit(self, typed: str) -> None:
        """Come back as it was left, go to the term that was typed, or look for what is like it."""
        if not typed:
            return
        term = self._glossary.named(typed)
        self._find("" if term else typed, term.id if term else None)
        self.query_one(SearchLine).write(self._looked_for)
        if self._shown:
            self._list.focus()
        else:
            self.query_one(SearchLine).ready()

    @property
    def _list(self) -> TermList:
        return self.query_one(TermList)

    @property
    def _here(self) -> Term | None:
        at = self._list.highlighted
        return self._shown[at] if at is not None and at < len(self._shown) else None

    # -- the list

    def _look_for(self, typed: str) -> None:
        """Find what was typed, unless it was found already and only written into the line."""
        if typed != self._looked_for:
            self._find(typed)

    def _find(self, typed: str, at: str | None = None) -> None:
        self._looked_for = typed
        self._shown = self._glossary.find(typed)
        names = [heading(tell(term, self._engine.snapshot, self._wording)) for term in self._shown]
        index = next((index for index, term in enumerate(self._shown) if term.id == at), 0)
        self._list.show(names, index)
        self.query_one(SearchLine).say(self._word("glossary.count", count=len(self._shown)))

    def on_term_list_moved(self) -> None:
        term = self._here
        if term is None:
            typed = self._looked_for.strip()
            self.query_one(Details).show([Part(self._word("glossary.nothing", typed=typed))])
            return
        told = tell(term, self._engine.snapshot, self._wording)
        opens = self._word("glossary.opens", title=self._wording.title(told.entry)) if told.entry else ""
        other = f"{self._word('glossary.other')}: {told.other}" if told.other else ""
        self.query_one(Details).show([
            Part(heading(told), "title"), Part(other, "hint"), Part(told.meaning, gap=True),
            Part(told.source, "hint", gap=True), Part(opens, "hint", gap=True),
        ])  # fmt: skip

    def on_term_list_opened(self) -> None:
        self._open()

    def _open(self) -> None:
        if self._here and self._here.entry in self._engine.snapshot.position:
            self.post_message(EntryWanted(self._here.entry))

    # -- for the app

    def copied_text(self) -> str | None:
        """The highlighted term."""
        return term_text(self._here, self._engine.snapshot, self._wording, 10_000) if self._here else None

    def document(self) -> Document | None:
        """The terms that are listed."""
        if not self._shown:
            return None
        return glossary_document(self._shown, self._engine.snapshot, self._lang, self._services.now())

    async def relabel(self) -> None:
        here = self._here
        self.query_one(SearchLine).set_placeholder(self._word("glossary.placeholder"))
        self._find(self._looked_for, here.id if here else None)

    # -- actions

    def action_focus_search(self) -> None:
        self.query_one(SearchLine).begin_again()

    def action_focus_list(self) -> None:
        if self._shown:
            self._list.focus()

    def action_focus_details(self) -> None:
        self.query_one(Details).focus()

    def action_step_back(self) -> None:
        """From the details to the list; then clear the search; then out of the place."""
        if self.query_one(Details).has_focus:
            self.action_focus_list()
        elif self._looked_for:
            here = self._here
            self._find("", here.id if here else None)
            self.query_one(SearchLine).write("")
            self._list.focus()
        else:
            super().action_step_back()

    def key_enter(self) -> None:
        """Open the entry from the details, too."""
        if self.query_one(Details).has_focus:
            self._open()
