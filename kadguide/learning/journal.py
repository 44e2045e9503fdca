"""What is written down while somebody learns, and the book that it is written into. Where the book lies is not known
here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any, Literal, Protocol

from kadguide.light import NamedTuple

Kind = Literal["module", "review", "placement", "mixed", "cram", "quiz", "entry"]
KINDS: tuple[Kind, ...] = ("module", "review", "placement", "mixed", "cram", "quiz", "entry")
"""Why items are asked: to learn a module, to review, to see what is known already, to mix everything, to cram before an
exam, to take one quiz, to test one entry."""
UNSCHEDULED: tuple[Kind, ...] = ("cram",)
"""What never touches the schedule of reviews or the mastery of a module."""
HINT_FACTORS = (1.0, 0.75, 0.5, 0.0)
"""What is left of the credit after so many hints; the third one is the worked answer."""
Confidence = Literal["", "guess", "unsure", "sure"]
CONFIDENCES: tuple[Confidence, ...] = ("guess", "unsure", "sure")


class Session(NamedTuple):
    """A row of items that are asked. ``seed`` determines every order in it; times are ISO 8601 with an offset."""

    id: str
    kind: Kind
    about: str
    items: tuple[str, ...]
    seed: str
    started_at: str
    ended_at: str = ""


class Answer(NamedTuple):
    """One answer: the response as it was given, never only its mark.

    ``sequence`` counts from 1 in its session; ``shown`` is the order in which the parts stood; ``seconds`` how long it
    took; ``version`` that of the item; ``material`` says which knowledge it was asked from.
    """

    session: str
    sequence: int
    kind: Kind
    item: str
    version: int
    response: str
    fraction: float
    shown: tuple[str, ...]
    hints: int
    confidence: Confidence
    seconds: float
    at: str
    material: str = ""

    @property
    def credit(self) -> float:
        """The fraction, less what the hints cost."""
        return self.fraction * HINT_FACTORS[min(self.hints, len(HINT_FACTORS) - 1)]

    @property
    def unaided(self) -> bool:
        """Wholly right, without a hint."""
        return self.fraction == 1 and self.hints == 0

    @property
    def day(self) -> str:
        """The day of the place where it was given."""
        return self.at[:10]


class Complaint(NamedTuple):
    """An item that the learner thinks is bad."""

    item: str
    version: int
    reason: str
    at: str


class OwnCard(NamedTuple):
    """A question asked in the chat that is to be reviewed: it tests the entry that answered it."""

    entry: str
    question: str
    at: str


class Skip(NamedTuple):
    """A module that the learner passed over."""

    module: str
    at: str


class Journal(Protocol):
    """Keeps all of it, one committed row after the other. Everything may raise the error of its store."""

    def listen(self, say: Callable[[Any], None]) -> None:
        """``say`` is handed the error of the store from now on when something happened to it that stopped nothing."""

    def sessions(self) -> tuple[Session, ...]:
        """All sessions, oldest first."""

    def answers(self) -> tuple[Answer, ...]:
        """All answers, oldest first."""

    def is_answered(self, items: Collection[str]) -> bool:
        """Whether one of ``items`` was ever answered."""

    def begin(self, session: Session) -> None: ...

    def record(self, answer: Answer) -> bool:
        """Write one answer down; whether it was. The first one of its number in a session stays."""

    def open_hint(self, session: str, sequence: int, level: int) -> None:
        """Write down that the hints up to ``level`` were opened for the answer ``sequence`` of a session."""

    def hints(self, session: str, sequence: int) -> int:
        """How many hints were opened for that answer."""

    def end(self, session: str, at: str) -> None: ...

    def complain(self, complaint: Complaint) -> None: ...

    def complaints(self) -> tuple[Complaint, ...]:
        """All complaints, oldest first."""

    def withdraw(self, complaint: Complaint) -> None:
        """Take one complaint back."""

    def clear_complaints(self) -> None: ...

    def add_card(self, card: OwnCard) -> None: ...

    def drop_card(self, entry: str) -> None: ...

    def cards(self) -> tuple[OwnCard, ...]: ...

    def skip(self, skip: Skip) -> None: ...

    def unskip(self, module: str) -> None: ...

    def skips(self) -> tuple[Skip, ...]: ...

    def add_all(
        self,
        sessions: Iterable[Session],
        answers: Iterable[Answer],
        complaints: Iterable[Complaint],
        cards: Iterable[OwnCard],
        skips: Iterable[Skip],
    ) -> None:
        """Add what is not there yet, all of it or nothing."""


class MemoryJournal:
    """A book that lasts as long as the program; for tests, and where no file is wanted."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}
        self._answers: dict[tuple[str, int], Answer] = {}
        self._hints: dict[tuple[str, int], int] = {}
        self._complaints: list[Complaint] = []
        self._cards: dict[str, OwnCard] = {}
        self._skips: dict[str, Skip] = {}

    def listen(self, say: Callable[[Any], None]) -> None:
        """Nothing happens to what lies in no file."""

    def sessions(self) -> tuple[Session, ...]:
        return tuple(self._sessions.values())

    def answers(self) -> tuple[Answer, ...]:
        return tuple(self._answers.values())

    def is_answered(self, items: Collection[str]) -> bool:
        return any(answer.item in items for answer in self._answers.values())

    def begin(self, session: Session) -> None:
        self._sessions.setdefault(session.id, session)

    def record(self, answer: Answer) -> bool:
        return self._answers.setdefault((answer.session, answer.sequence), answer) is answer

    def open_hint(self, session: str, sequence: int, level: int) -> None:
        self._hints[session, sequence] = max(level, self.hints(session, sequence))

    def hints(self, session: str, sequence: int) -> int:
        return self._hints.get((session, sequence), 0)

    def end(self, session: str, at: str) -> None:
        if session in self._sessions and not self._sessions[session].ended_at:
            self._sessions[session] = self._sessions[session]._replace(ended_at=at)

    def complain(self, complaint: Complaint) -> None:
        self._complaints.append(complaint)

    def complaints(self) -> tuple[Complaint, ...]:
        return tuple(self._complaints)

    def withdraw(self, complaint: Complaint) -> None:
        self._complaints = [kept for kept in self._complaints if kept != complaint]

    def clear_complaints(self) -> None:
        self._complaints.clear()

    def add_card(self, card: OwnCard) -> None:
        self._cards.setdefault(card.entry, card)

    def drop_card(self, entry: str) -> None:
        self._cards.pop(entry, None)

    def cards(self) -> tuple[OwnCard, ...]:
        return tuple(self._cards.values())

    def skip(self, skip: Skip) -> None:
        self._skips.setdefault(skip.module, skip)

    def unskip(self, module: str) -> None:
        self._skips.pop(module, None)

    def skips(self) -> tuple[Skip, ...]:
        return tuple(self._skips.values())

    def add_all(
        self,
        sessions: Iterable[Session],
        answers: Iterable[Answer],
        complaints: Iterable[Complaint],
        cards: Iterable[OwnCard],
        skips: Iterable[Skip],
    ) -> None:
        for session in sessions:
            self.begin(session)
        for answer in answers:
            self.record(answer)
        self._complaints += [complaint for complaint in complaints if complaint not in self._complaints]
        for card in cards:
            self.add_card(card)
        for skip in skips:
            self.skip(skip)
