"""Everything a learner can do, in one place for all front ends: the next step, sessions, states, reviews."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches
from typing import Literal

from kadguide.knowledge.items import Item, Module
from kadguide.knowledge.model import Lang
from kadguide.learning.cards import card_id
from kadguide.learning.journal import Complaint, Journal, Kind, OwnCard, Session, Skip
from kadguide.learning.mastery import ModuleState, module_state, module_states
from kadguide.learning.material import Material
from kadguide.learning.path import Step, block, mixed_items, next_step, placement_items, wanted_items
from kadguide.learning.practice import SILENT, Practice, left_open
from kadguide.learning.review import Due, due_items, forecast, interleave, reviewed, schedule

CRAM_SIZE = 30
MIXED_SIZE = 15
MIXED_WORDS = ("acak", "campuran", "mixed", "mix")
CRAM_WORDS = ("kilat", "cram")
NEXT_WORDS = ("lanjut", "continue", "next")
REVIEW_WORDS = ("ulangan", "review")
PLACEMENT_WORDS = ("penempatan", "placement")
OFFERED: dict[Lang, tuple[str, ...]] = {"id": ("acak", "ulangan"), "en": ("mixed", "review")}
"""What is named beside the modules when a name is unknown."""
CardKind = Literal["items", "own"]
"""What a question from the chat becomes: items that test its entry, or a card that the learner judges."""


class Trainer:
    """What one learner does with one bank. ``now`` tells the time of the place, with its offset; ``mark`` says which
    knowledge is asked from; ``seed`` makes the seed of a new session; ``card_of`` makes what is asked of a card whose
    entry no item tests, or ``None`` when the entry is gone."""

    def __init__(
        self,
        material: Material,
        journal: Journal,
        now: Callable[[], datetime],
        mark: str = "",
        seed: Callable[[], str] = lambda: secrets.token_hex(8),
        card_of: Callable[[OwnCard], Item | None] = lambda card: None,
    ) -> None:
        self.material = material
        self.journal = journal
        self.now = now
        self.mark = mark
        self._seed = seed
        self._card_of = card_of

    def _lay_out_cards(self) -> None:
        """Have the learner's own cards among what can be asked."""
        for card in self.journal.cards():
            known = card.entry in self.material.by_entry or card_id(card.entry) in self.material.items
            if not known and (item := self._card_of(card)) is not None:
                self.material.items[item.id] = item

    # -- where the learner stands

    def step(self) -> Step:
        """What to do next."""
        self._lay_out_cards()
        left = self.open_session()
        if left is not None and self.resume(left).question is None:  # all that was left in it is gone
            self.journal.end(left.id, self._moment())
        return next_step(self.material, self.journal, self.now())

    def states(self) -> tuple[ModuleState, ...]:
        """All modules, in the order of the path."""
        return module_states(self.material, self.journal)

    def dues(self) -> dict[str, Due]:
        """When each item that was ever answered is due."""
        self._lay_out_cards()
        return schedule(self.journal.answers(), self.material, self.now())

    def forecast(self, days: int = 14) -> tuple[int, ...]:
        """Reviews on each of the next days, today first."""
        now = self.now()
        return forecast(self.dues().values(), now, days, done=len(reviewed(self.journal.answers(), now)))

    def due(self) -> tuple[str, ...]:
        """The items to review today, mixed."""
        self._lay_out_cards()
        extra = wanted_items(self.material, self.journal)
        return due_items(self.journal.answers(), self.material, self.now(), extra)

    # -- sessions

    def open_session(self) -> Session | None:
        """The session that goes on when nothing else is chosen."""
        return left_open(self.journal)

    def has_test_aside(self) -> bool:
        """Whether a placement test that was begun waits behind what was begun after it."""
        test, left = self._open_test(), self.open_session()
        return test is not None and (left is None or left.id != test.session.id)

    def _open_test(self) -> Practice | None:
        """The placement test in which something is still to be asked."""
        tests = (self.resume(one) for one in self.journal.sessions() if one.kind in SILENT and not one.ended_at)
        return next((test for test in tests if test.question is not None), None)

    def resume(self, session: Session) -> Practice:
        """Go on where the session stands."""
        self._lay_out_cards()
        return Practice(self.material, self.journal, session, self.now, self.mark)

    def take(self, step: Step) -> Practice | None:
        """Begin or go on with a step; ``None`` when there is nothing to do in it."""
        if step.session is not None:
            return self.resume(step.session)
        kind: Kind = "review" if step.kind in ("review", "confirm") else "module"
        return self._begin(kind, step.module.id if step.module else "", step.items) if step.items else None

    def module(self, name: str) -> Module | None:
        """A module by its id, or by its number on the path, counted from 1."""
        modules = tuple(self.material.modules.values())
        if name.isdecimal() and 0 < int(name) <= len(modules):
            return modules[int(name) - 1]
        return self.material.modules.get(name.strip().casefold())

    def names_like(self, typed: str, lang: Lang = "id") -> tuple[str, ...]:
        """Modules and quizzes that are called nearly as what was typed; without any, the modules and the words for what
        goes across them."""
        names = dict.fromkeys((*self.material.modules, *(quiz.id for quiz in self.material.bank.quizzes)))
        near = get_close_matches(typed.strip().casefold(), names, 5)
        return tuple(near) or (*self.material.modules, *OFFERED[lang])

    def named(self, typed: str) -> Practice | None:
        """What was typed behind the command for a quiz: nothing goes on or mixes; a module, a quiz, an entry, “acak”
        (mixed), “kilat” (cram) with or without a module, “lanjut” (the next step), “ulangan” (what is due),
        “penempatan” (the placement test). ``None`` for anything else."""
        first, _, rest = typed.strip().casefold().partition(" ")
        if not first:
            left = self.open_session()
            return self.resume(left) if left else self.start("mixed")
        if first in MIXED_WORDS and not rest:
            return self.start("mixed")
        if first in CRAM_WORDS:
            module = self.module(rest)
            return self.start("cram", module.id if module else "") if module or not rest else None
        if first in NEXT_WORDS and not rest:
            return self.take(self.step())
        if first in (*REVIEW_WORDS, *PLACEMENT_WORDS) and not rest:
            return self.start("review" if first in REVIEW_WORDS else "placement")
        found = self.module(f"{first} {rest}".strip())
        if found:
            return self.start("module", found.id)
        return self.start("entry" if first in self.material.by_entry else "quiz", first)

    def start(self, kind: Kind, about: str = "") -> Practice | None:
        """Begin a session of ``kind``; ``about`` names the module, quiz or entry. ``None`` when nothing is to be asked.

        A session that was left open is ended first: there is always one place to go on. Only the questions on an entry
        come in between; behind them the open session goes on. A placement test is put aside, and goes on when it is
        begun again.
        """
        if kind in SILENT and (test := self._open_test()) is not None:
            self._end_open(kind)
            return test
        return self._begin(kind, about, self._items(kind, about, self._seed()))

    def _items(self, kind: Kind, about: str, seed: str) -> tuple[str, ...]:
        material, answers = self.material, self.journal.answers()
        match kind:
            case "module" if about in material.modules:
                return block(module_state(material.modules[about], material, answers), material, answers, seed)
            case "review":
                return self.due()
            case "placement":
                return placement_items(material, seed)
            case "mixed":
                return mixed_items(material, kind, seed, MIXED_SIZE)
            case "cram":
                module = material.modules.get(about)
                items = [item.id for item in material.items_of(module)] if module else None
                return interleave(items, material) if items else mixed_items(material, kind, seed, CRAM_SIZE)
            case "quiz":
                return next((quiz.items for quiz in material.bank.quizzes if quiz.id == about), ())
            case "entry":
                tests = material.by_entry.get(about, ())
                return tuple(item.id for item in tests if not item.case) or tuple(item.id for item in tests)
        return ()

    def _begin(self, kind: Kind, about: str, items: tuple[str, ...]) -> Practice | None:
        if not items:
            return None
        self._end_open(kind)
        session = Session(secrets.token_hex(8), kind, about, items, self._seed(), self._moment())
        self.journal.begin(session)
        return Practice(self.material, self.journal, session, self.now, self.mark)

    def _end_open(self, kind: Kind) -> None:
        """End what makes way for a session of ``kind``."""
        moment = self._moment()
        for left in self.journal.sessions():
            if not left.ended_at and left.kind not in SILENT and (kind != "entry" or left.kind == "entry"):
                self.journal.end(left.id, moment)

    # -- the rest

    def untried(self, entry: str) -> bool:
        """Whether items test ``entry`` and none of them was ever answered: asking before reading teaches more than
        reading alone (Roediger & Karpicke 2006). May raise the error of the journal's store."""
        items = {item.id for item in self.material.by_entry.get(entry, ())}
        return bool(items) and not self.journal.is_answered(items)

    def complain(self, item: Item, reason: str) -> None:
        """Note that an item is bad."""
        self.journal.complain(Complaint(item.id, item.version, reason.strip()[:1000], self._moment()))

    def remember(self, entry: str, question: str) -> CardKind:
        """Make a card of a question from the chat, and say what it becomes."""
        self.journal.add_card(OwnCard(entry, question.strip()[:1000], self._moment()))
        return "items" if entry in self.material.by_entry else "own"

    def drop_card(self, item: Item) -> None:
        """Throw one of the learner's own cards away; a session goes on without it."""
        self.journal.drop_card(item.entry)
        self.material.items.pop(item.id, None)

    def skip(self, module: Module, *, back: bool = False) -> None:
        """Pass over a module, or take it up again."""
        if back:
            self.journal.unskip(module.id)
        else:
            self.journal.skip(Skip(module.id, self._moment()))

    def _moment(self) -> str:
        return self.now().isoformat(timespec="seconds")
