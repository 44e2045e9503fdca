"""Question and answer, line by line, for pipes, dumb terminals and screen readers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from kadguide.answering.dialogue import Context
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.exchange.document import Document
from kadguide.exchange.saving import save_and_say
from kadguide.exchange.transcript import Exchange, transcript
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, reply_text, wrap
from kadguide.plain.contents import Contents
from kadguide.plain.counsel import Counsel
from kadguide.plain.telling import Teller, Told
from kadguide.services import Services
from kadguide.wording import Wording

LEAVE_WORDS = ("/keluar", "/quit", "/exit")


def is_plain_place(stream: TextIO) -> bool:
    """Whether ``stream`` calls for linear text: not a terminal, or a terminal that can do nothing else."""
    return not stream.isatty() or os.environ.get("TERM", "") in ("dumb", "unknown")


def converse(
    services: Services, lang: Lang, lines: Iterable[str], out: TextIO = sys.stdout, *, prompt: bool = True
) -> None:
    """Question and answer, line by line, until the lines end or the user says ``/keluar``."""
    talk = _Talk(services, lang, out)
    if prompt:
        talk.say("\n".join(wrap(talk.word("plain.intro"), WIDTH)))
    _ask(talk, prompt)
    for raw in lines:
        line = clean(raw)
        if line.casefold() in LEAVE_WORDS:
            break
        if line:
            talk.hear(line)
        _ask(talk, prompt)


def _ask(talk: _Talk, prompt: bool) -> None:
    if prompt:
        talk.out.write(talk.word("plain.prompt"))
    talk.out.flush()


def tellers(services: Services) -> tuple[Teller, ...]:
    """The linear rooms, in the order in which they are asked."""
    return (Contents(services.engine), Counsel(services))


class _Talk:
    """One conversation with its state: what was said last, what numbers stand for, what can be saved."""

    def __init__(self, services: Services, lang: Lang, out: TextIO) -> None:
        self.out = out
        self._services = services
        self._engine = services.engine
        self._tellers = tellers(services)
        self._asking: Teller | None = None
        self._speak(lang)
        self._begin()

    def _speak(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self.word = Catalog(lang)

    def _begin(self) -> None:
        self._context: Context | None = None
        self._choices: tuple[str, ...] = ()
        self._document: Document | None = None
        self._exchanges: list[Exchange] = []

    def say(self, text: str) -> None:
        self.out.write(text + "\n")

    def hear(self, line: str) -> None:
        """Do what ``line`` says."""
        command, _, rest = line.partition(" ")
        command = command.casefold()
        if command in ("/id", "/en") and not rest:
            self._speak("en" if command == "/en" else "id")
            self.say(self.word("chat.language_now"))
        elif command in ("/bantuan", "/help") and not rest:
            self.say("\n".join(wrap(self.word("plain.help"), WIDTH)))
        elif command in ("/baru", "/new") and not rest:
            self._begin()
            self.say(self.word("chat.cleared"))
        elif command in ("/simpan", "/save"):
            self._save(rest)
        elif self._told(line):
            return
        elif line.isdecimal() and 0 < int(line) <= len(self._choices):
            reply = self._engine.choose(self._choices[int(line) - 1], self._lang)
            self._context = self._engine.context_of(reply)
            self._answer(reply, reply.question, self._lang)
        else:
            reply, self._context = self._engine.ask(line, self._context, usual=self._lang)
            self._choices = ()
            if reply.status in ("clarify", "not_found"):
                self._choices = tuple(candidate.entry for candidate in reply.candidates)
            self._answer(reply, line, reply.lang)

    def _told(self, line: str) -> bool:
        """Whether one of the rooms had something to say to ``line``."""
        told: Told | None = None
        if self._asking is not None and not line.startswith("/"):
            told = self._asking.answer(line, self._lang)
        else:
            self._asking = None
            for teller in self._tellers:
                if told := teller.tell(line, self._lang):
                    self._asking = teller
                    break
        if told is None:
            return False
        if not told.asks:
            self._asking = None
        self._choices = told.choices or self._choices
        self._document = told.document or self._document
        self.say(f"\n{told.text}\n")
        return True

    def _answer(self, reply: Reply, question: str, lang: Lang) -> None:
        self._exchanges.append(Exchange(question, reply, lang, self._services.now()))
        self._document = None
        self.say(f"\n{reply_text(reply, Wording(self._engine.snapshot, lang))}\n")

    def _save(self, name: str) -> None:
        """Write what was told last: the document of a room, or else the conversation."""
        document = self._document
        if document is None and self._exchanges:
            document = transcript(self._exchanges, self._engine.snapshot, self._lang, self._services.now())
        self.say(save_and_say(document, name) if document else self.word("transcript.nothing"))
