"""Question and answer, line by line, for pipes, dumb terminals and screen readers."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from kadguide.answering.choosing import chosen_number
from kadguide.answering.folding import clean
from kadguide.answering.reply import Reply
from kadguide.exchange.document import Document
from kadguide.exchange.saving import save_and_say
from kadguide.exchange.transcript import Exchange, transcript
from kadguide.i18n import Catalog
from kadguide.keeping.kept import StoreError
from kadguide.keeping.trouble import kept_trouble
from kadguide.knowledge.model import Lang
from kadguide.linear import reply_text, wrapped
from kadguide.plain.case import Casebook
from kadguide.plain.comparing import Comparisons
from kadguide.plain.contents import Contents
from kadguide.plain.counsel import Counsel
from kadguide.plain.glossary import Terms
from kadguide.plain.keeping import Keeping
from kadguide.plain.learning import Lessons
from kadguide.plain.links import LinkMap
from kadguide.plain.looking import LookingBack
from kadguide.plain.sources import Basis
from kadguide.plain.telling import Teller, Told, ask_line, paragraphs
from kadguide.plain.timeline import Years
from kadguide.services import Services
from kadguide.wording import Wording

if TYPE_CHECKING:
    from kadguide.answering.dialogue import Context

_MOST_NOTICES = 50
"""Notices that can be read again."""
LEAVE_WORDS = ("/keluar", "/quit", "/exit")
NOTICE_WORDS = ("/pesan", "/notices")


def converse(
    services: Services, lang: Lang, lines: Iterable[str], out: TextIO = sys.stdout, *, prompt: bool = True,
    more: Sequence[Teller] = (), remark: str = "",
) -> None:  # fmt: skip
    """Question and answer, line by line, until the lines end or the user says ``/keluar``. ``more`` are rooms that need
    what linear text does not know, ``remark`` is said first."""
    talk = _Talk(services, lang, out, more)
    if remark:
        talk.say(wrapped(remark))
    if prompt:
        talk.say(wrapped(talk.word("plain.intro")))
    ask_line(talk.out, talk.word, prompt=prompt)
    for raw in lines:
        line = clean(raw)
        if line.casefold() in LEAVE_WORDS:
            break
        if line:
            talk.hear(line)
        ask_line(talk.out, talk.word, prompt=prompt)


def tellers(services: Services) -> tuple[Teller, ...]:
    """The linear rooms, in the order in which they are asked."""
    snapshot = services.engine.snapshot
    return (
        Contents(services),
        LookingBack(snapshot),
        Years(snapshot, services.now),
        Terms(snapshot, services.now),
        Comparisons(services),
        LinkMap(services),
        Basis(services),
        Counsel(services),
        Casebook(services),
        Keeping(services),
        Lessons(services),
    )


def _is_command(line: str) -> bool:
    """Whether ``line`` begins with the slash of a command, rather than with that of a path."""
    return line.startswith("/") and "/" not in line.partition(" ")[0][1:]


class _Talk:
    """One conversation with its state: what was said last, what numbers stand for, what can be saved."""

    def __init__(self, services: Services, lang: Lang, out: TextIO, more: Sequence[Teller] = ()) -> None:
        self.out = out
        self._services = services
        self._engine = services.engine
        self._tellers = (*tellers(services), *more)
        self._notices: deque[str] = deque(maxlen=_MOST_NOTICES)
        """What was done or could not be, the last one first. A new conversation leaves it."""
        self._speak(lang)
        self._begin()
        services.listen(self._say_trouble)

    def _speak(self, lang: Lang) -> None:
        self._lang: Lang = lang
        self.word = Catalog(lang)

    def _begin(self) -> None:
        self._context: Context | None = None
        self._choices: tuple[str, ...] = ()
        self._document: Document | None = None
        self._exchanges: list[Exchange] = []
        self._asking: Teller | None = None
        for teller in self._tellers:
            teller.begin_again()

    def say(self, text: str) -> None:
        self.out.write(text + "\n")

    def _notice(self, text: str) -> None:
        """Say what was done or could not be, and remember it."""
        self._notices.appendleft(text)
        self.say(wrapped(text))

    def _say_notices(self) -> None:
        if not self._notices:
            self.say(wrapped(self.word("chat.no_notices")))
            return
        rows = [wrapped(f"{number}. {text}") for number, text in enumerate(self._notices, start=1)]
        self.say("\n" + "\n".join([f"{self.word('chat.notices_lead')}:", *rows]) + "\n")

    def _say_trouble(self, error: StoreError) -> None:
        """Something about the file where things are kept."""
        self._notice(kept_trouble(error, self.word))

    def hear(self, line: str) -> None:
        """Do what ``line`` says, and tell of a file that cannot be read or written."""
        try:
            self._hear(line)
        except StoreError as error:
            self._say_trouble(error)

    def _hear(self, line: str) -> None:
        command, _, rest = line.partition(" ")
        command = command.casefold()
        if command in ("/id", "/en") and not rest:
            self._speak("en" if command == "/en" else "id")
            self._notice(self.word("chat.language_now"))
        elif command in ("/bantuan", "/help") and not rest:
            self.say(wrapped(self.word("plain.help")))
        elif command in ("/baru", "/new") and not rest:
            self._begin()
            self._notice(self.word("chat.cleared"))
        elif command in NOTICE_WORDS and not rest:
            self._say_notices()
        elif command in ("/simpan", "/save"):
            self._save(rest)
        elif self._told(line):
            return
        elif entry := self._choice(line):
            reply = self._engine.choose(entry, self._lang)
            self._context = self._engine.context_of(reply)
            self._answer(reply, reply.question, self._lang, chosen=True)
        elif _is_command(line):
            self._notice(self.word("chat.unknown_command", command=command))
        else:
            reply, self._context = self._engine.ask(line, self._context, usual=self._lang)
            self._choices = ()
            if reply.status in ("clarify", "not_found"):
                self._choices = tuple(candidate.entry for candidate in reply.candidates)
            self._answer(reply, line, reply.lang)

    def _choice(self, line: str) -> str:
        """The entry that a number stands for, or nothing."""
        number = chosen_number(line) or 0
        return self._choices[number - 1] if 0 < number <= len(self._choices) else ""

    def _told(self, line: str) -> bool:
        """Whether one of the rooms had something to say to ``line``."""
        told: Told | None = None
        left = self._asking
        if self._asking is not None and not _is_command(line):
            told = self._asking.answer(line, self._lang)
            self._asking = self._asking if told else None
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
        if not told.notice:  # what is read now is saved now, or else the conversation; never what was read before
            self._document = told.document
        if told.notice:
            self._notices.appendleft(" ".join(told.text.split()))
        if told.entry:
            for teller in self._tellers:
                teller.shown(told.entry)
        waiting = left.waiting(self._lang) if left and left is not self._asking and _is_command(line) else ""
        if told.lang:
            self._speak(told.lang)
        self.say(f"\n{paragraphs([told.text], waiting) if waiting else told.text}\n")
        return True

    def _answer(self, reply: Reply, question: str, lang: Lang, *, chosen: bool = False) -> None:
        self._exchanges.append(Exchange(question, reply, lang, self._services.now()))
        self._document = None
        remarks = [teller.replied(reply, lang, chosen=chosen) for teller in self._tellers]
        self.say(
            "\n" + "\n\n".join(filter(None, [reply_text(reply, Wording(self._engine.snapshot, lang)), *remarks])) + "\n"
        )

    def _save(self, name: str) -> None:
        """Write what was told last: the document of a room, or else the conversation."""
        document = self._document
        if document is None and self._exchanges:
            document = transcript(self._exchanges, self._engine.snapshot, self._lang, self._services.now())
        said = save_and_say(document, name) if document else self.word("transcript.nothing")
        self._notices.appendleft(said)
        self.say(said)  # unbroken, since there is a path in it
