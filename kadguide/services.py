"""What the front ends are handed: the engine, the clock, and what the user keeps. Nothing here is opened at import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from kadguide.answering.engine import Engine
from kadguide.exchange.document import now as this_moment
from kadguide.keeping.keeper import Keeper
from kadguide.keeping.kept import StoreError
from kadguide.keeping.memory import MemoryShelf
from kadguide.learning.journal import Journal, MemoryJournal

if TYPE_CHECKING:
    from kadguide.browsing.finding import Finder
    from kadguide.browsing.own import Own
    from kadguide.guiding.cases import CaseShelf
    from kadguide.knowledge.items import Item
    from kadguide.knowledge.model import Lang
    from kadguide.learning.journal import OwnCard
    from kadguide.learning.trainer import Trainer

_UNBROKEN = 100_000
"""A width at which no line is broken: whoever shows the text does that."""


@dataclass(frozen=True)
class Services:
    """Everything that a screen or a linear room works with."""

    engine: Engine
    now: Callable[[], datetime] = this_moment
    keeper: Keeper = field(default_factory=lambda: Keeper(MemoryShelf()))
    """Keeps nothing beyond the program, unless another one is handed in."""
    journal: Journal = field(default_factory=MemoryJournal)
    """Where learning is written down; nothing stays beyond the program, unless another one is handed in."""

    def listen(self, say: Callable[[StoreError], None]) -> None:
        """``say`` is told from now on of trouble with the file where things are kept."""
        self.keeper.listen(say)
        self.journal.listen(say)

    @cached_property
    def _finders(self) -> dict[Lang, Finder]:
        return {}

    def finder(self, lang: Lang) -> Finder:
        """The search of one language; its table is made once, whoever searches."""
        from kadguide.browsing.finding import Finder

        if lang not in self._finders:
            self._finders[lang] = Finder(self.engine.snapshot, lang)
        return self._finders[lang]

    def own_texts(self) -> list[Own]:
        """The user's notes, and the questions of this run, that lead to an entry."""
        from kadguide.browsing.own import Own

        notes = [Own("note", note.entry, note.text) for note in self.keeper.notes()]
        asked = [Own("question", asked.entry, asked.question) for asked in self.keeper.asked]
        return [own for own in (*notes, *asked) if own.entry in self.engine.snapshot.position]

    @cached_property
    def trainer(self) -> Trainer:
        """The item bank with the learner's journal."""
        from kadguide.learning.material import Material  # only who learns pays for it
        from kadguide.learning.trainer import Trainer

        snapshot = self.engine.snapshot
        material = Material(snapshot.bank, snapshot.competencies, snapshot.terms)
        return Trainer(material, self.journal, self.now, str(snapshot.about["checked_on"]), card_of=self._own_card)

    def _own_card(self, card: OwnCard) -> Item | None:
        """What is asked of a card of the learner's own; ``None`` when its entry is gone."""
        from kadguide.knowledge.model import Bilingual, short_answer
        from kadguide.learning.cards import card_item
        from kadguide.linear import to_plain

        if card.entry not in self.engine.snapshot.position:
            return None
        entry = self.engine.snapshot.entry(card.entry)
        id_, en = (to_plain(short_answer(body), _UNBROKEN) for body in entry.body)
        return card_item(card, entry, Bilingual(id_, en))

    def question_waits(self, entry: str) -> bool:
        """Whether ``entry`` has questions of which none was answered yet. A journal that cannot be read is spoken of
        where one learns, not at each entry."""
        try:
            return self.trainer.untried(entry)
        except StoreError:
            return False

    @cached_property
    def cases(self) -> CaseShelf:
        """The cases, on the same shelf as all that is kept."""
        from kadguide.guiding.cases import KeptCases  # only who opens the cases pays for them

        return KeptCases(self.keeper)
