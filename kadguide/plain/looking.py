"""Looking back in linear text: finds words in what was said in this conversation, and says a turn again."""

from __future__ import annotations

from typing import NamedTuple

from kadguide.answering.choosing import chosen_number
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.browsing.inpage import excerpt, find_words
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import WIDTH, reply_text, wrap, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.wording import Wording

LOOK_WORDS = ("/telusuri", "/lookback")
_MOST_LISTED = 20
"""Turns that are read out; the others are older."""


class _Turn(NamedTuple):
    """A turn as it was told."""

    number: int
    question: str
    reply: Reply
    lang: Lang


class LookingBack(Teller):
    """Answers the typed words that find in the conversation."""

    WORDS = LOOK_WORDS

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._turns: list[_Turn] = []
        self._listed: list[_Turn] = []

    def replied(self, reply: Reply, lang: Lang, *, chosen: bool) -> str:
        self._turns.append(_Turn(len(self._turns) + 1, clean(reply.question), reply, lang))
        return ""

    def begin_again(self) -> None:
        self._turns.clear()
        self._listed.clear()

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        word = Wording(self._snapshot, lang).catalog
        if not self._turns:
            return Told(paragraphs([], word("chat.nothing_to_find")))
        if not find_words(rest, rest):
            return Told(paragraphs([], word("plain.look_for_what", command=command)))
        rows: list[str] = []
        self._listed = []
        count = 0
        for turn in reversed(self._turns):
            text = self._text(turn)
            spans = find_words(rest, text)
            count += len(spans)
            if spans and len(self._listed) < _MOST_LISTED:
                self._listed.append(turn)
                shown = f"{len(self._listed)}. {turn.question} · {word('plain.turn', number=turn.number)}"
                in_answer = [span for span in spans if span.start > len(turn.question)]
                rows += wrap(shown, WIDTH)
                if in_answer:
                    rows.append(f"   {excerpt(text, in_answer[0], WIDTH - 3)}")
        if not count:
            return Told(paragraphs([], word("plain.not_said", typed=rest)))
        lead = word("plain.found_back", count=count, typed=rest)
        return Told(paragraphs([lead, "\n".join(rows)], word("plain.found_back_hint")), asks=True)

    def answer(self, line: str, lang: Lang) -> Told | None:
        """The turn whose number was typed; the list stays as it is."""
        number = chosen_number(line) or 0
        if not 0 < number <= len(self._listed):
            return None
        turn = self._listed[number - 1]
        said = reply_text(turn.reply, Wording(self._snapshot, turn.lang))
        return Told("\n\n".join([wrapped(f"› {turn.question}"), said]), asks=True)

    def _text(self, turn: _Turn) -> str:
        return f"{turn.question}\n{reply_text(turn.reply, Wording(self._snapshot, turn.lang))}"
