"""One session: which item is open, in which order its parts stand, what an answer is worth.

Nothing but the answers decides where a session stands, so that it goes on at the same item after a crash.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from kadguide.knowledge.items import Case, Item
from kadguide.learning.grading import Grade, grade
from kadguide.learning.journal import HINT_FACTORS, Answer, Confidence, Journal, Kind, Session
from kadguide.learning.material import Material
from kadguide.learning.responses import Response
from kadguide.learning.shuffling import keyed_shuffle

LATER = 3
"""How many other items come before a missed one is asked again, if there are as many."""
AGAIN = 2
"""How often a missed item comes back in one session."""
SILENT: tuple[Kind, ...] = ("placement",)
"""Sessions that only measure: nothing is explained before their end, nothing comes back."""


class MovedOnError(Exception):
    """The question was answered elsewhere, in another window perhaps; that answer stays, and the session stands there
    now."""


class Question(NamedTuple):
    """The open item. ``order`` are the ids of its parts as they stand: options, steps, right sides of a matching.

    ``number`` counts from 1, ``left`` is how many items are still to come after this one, ``again`` marks one that was
    missed before.
    """

    item: Item
    case: Case | None
    order: tuple[str, ...]
    number: int
    left: int
    again: bool


class Practice:
    """Runs one session. Each answer is written down before anything else happens."""

    def __init__(
        self, material: Material, journal: Journal, session: Session, now: Callable[[], datetime], mark: str = ""
    ) -> None:
        self.session = session
        self._material = material
        self._journal = journal
        self._now = now
        self._mark = mark
        self._catch_up()

    def _catch_up(self) -> None:
        """Stand where the journal says."""
        self.answers: list[Answer] = [one for one in self._journal.answers() if one.session == self.session.id]
        self._shown_at = self._now()
        self.hints = self._opened()
        """How many hints of the open item are open."""

    @property
    def silent(self) -> bool:
        """Whether answers are explained only at the end."""
        return self.session.kind in SILENT

    @property
    def queue(self) -> tuple[str, ...]:
        """The items that are still to be asked, the open one first. Items that have left the bank are left out."""
        known = [id_ for id_ in self.session.items if id_ in self._material.items]
        return upcoming(known, [a for a in self.answers if a.item in self._material.items], repeat=not self.silent)

    @property
    def question(self) -> Question | None:
        """The open item; ``None`` at the end."""
        queue = self.queue
        if not queue:
            return None
        item = self._material.items[queue[0]]
        again = any(answer.item == item.id for answer in self.answers)
        order = shown_order(item, self.session.seed, len(self.answers) + 1)
        return Question(item, self._material.case(item), order, len(self.answers) + 1, len(queue) - 1, again)

    def _opened(self) -> int:
        """How many hints were opened before the session was left: whoever comes back has still read them."""
        return self._journal.hints(self.session.id, len(self.answers) + 1)

    def take_hint(self) -> int:
        """Open the next of three hints; returns how many are open. It is written down before it is shown."""
        level = min(self.hints + 1, len(HINT_FACTORS) - 1)
        self._journal.open_hint(self.session.id, len(self.answers) + 1, level)
        self.hints = level
        return level

    def restart_clock(self) -> None:
        """The open item is seen from now on."""
        self._shown_at = self._now()

    def answer(self, response: Response, confidence: Confidence = "") -> Grade:
        """Grade ``response`` to the open item and write it down.

        Raises ``ValueError`` when no item is open, and :class:`MovedOnError` when it was answered elsewhere.
        """
        question = self.question
        if question is None:
            raise ValueError("no item is open")
        result = grade(question.item, response, self._material.words)
        moment = self._now()
        answer = Answer(
            self.session.id, question.number, self.session.kind, question.item.id, question.item.version,
            response.encode(), result.fraction, question.order, self.hints, confidence,
            round(max((moment - self._shown_at).total_seconds(), 0.0), 1), moment.isoformat(timespec="seconds"),
            self._mark,
        )  # fmt: skip
        if not self._journal.record(answer):
            self._catch_up()
            raise MovedOnError
        self.answers.append(answer)
        self.hints = 0
        self._shown_at = moment
        if not self.queue:
            self._journal.end(self.session.id, answer.at)
        return result

    def close(self) -> None:
        """End the session before its time; what was answered stays."""
        self._journal.end(self.session.id, self._now().isoformat(timespec="seconds"))


def left_open(journal: Journal) -> Session | None:
    """The session that was left open last. A test waits until it is asked for, once something else was begun after it:
    who put it aside is not led back to it. Questions on an entry are nothing else, they come in between."""
    answered = next((answer.session for answer in reversed(journal.answers()) if answer.kind != "entry"), "")
    put_aside = False
    for session in reversed(journal.sessions()):
        waits = session.kind in SILENT and put_aside and session.id != answered
        if not session.ended_at and not waits:
            return session
        put_aside = put_aside or session.kind != "entry"
    return None


def upcoming(items: Sequence[str], answers: Sequence[Answer], *, repeat: bool = True) -> tuple[str, ...]:
    """What is still to be asked after ``answers``, the open item first.

    A missed item, or one that needed a hint, comes back after :data:`LATER` others, :data:`AGAIN` times at most, until
    it was right once without help: one unaided recall in a sitting, more drill would not last.
    """
    queue = list(items)
    misses: dict[str, int] = {}
    for answer in answers:
        if answer.item in queue:
            queue.remove(answer.item)
        misses[answer.item] = misses.get(answer.item, 0) + (not answer.unaided)
        if repeat and not answer.unaided and misses[answer.item] <= AGAIN:
            queue.insert(min(LATER, len(queue)), answer.item)
    return tuple(queue)


def shown_order(item: Item, seed: str, number: int) -> tuple[str, ...]:
    """The ids of the parts of ``item`` as they stand for question ``number`` of the session with ``seed``."""
    match item.type:
        case "matching":
            ids = distinct_sides(item)
        case "ordering":
            ids = tuple(step.id for step in item.steps)
            order = keyed_shuffle(ids, seed, item.id, str(number))
            ranks = {step.id: step.rank for step in item.steps}
            solved = [ranks[id_] for id_ in order] == sorted(ranks.values())
            return tuple(reversed(order)) if solved else order  # the answer must not stand there already
        case _:
            ids = tuple(option.id for option in item.options)
    return ids if item.keep_order else keyed_shuffle(ids, seed, item.id, str(number))


def distinct_sides(item: Item) -> tuple[str, ...]:
    """The ids of the right sides of a matching, each text once, and of its lures."""
    sides = {pair.right: pair.id for pair in reversed(item.pairs)}
    return tuple(pair.id for pair in item.pairs if sides[pair.right] == pair.id) + tuple(lure.id for lure in item.lures)
