"""What a linear room is: it answers some typed words, and may ask back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple, TextIO

from kadguide.answering.reply import Reply
from kadguide.exchange.document import Document
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Lang
from kadguide.linear import wrapped


class Told(NamedTuple):
    """What is said. ``choices`` are the entries that numbers open from now on, ``document`` is what ``/simpan`` writes
    from now on, with ``asks`` the next line that is no command goes to :meth:`Teller.answer`, ``entry`` is the one that
    was shown, ``lang`` is spoken from now on, and a ``notice`` says what was done or cannot be; ``/pesan`` says it
    again.
    """

    text: str
    choices: tuple[str, ...] = ()
    document: Document | None = None
    asks: bool = False
    entry: str = ""
    lang: Lang | None = None
    notice: bool = False


class Teller:
    """One linear room."""

    WORDS: ClassVar[tuple[str, ...]]
    """The typed words that it answers."""

    def tell(self, line: str, lang: Lang) -> Told | None:
        """The answer to ``line``; ``None`` when it is none of the room's typed words."""
        command, _, rest = line.partition(" ")
        command = command.casefold()
        return self.hear(command, rest.strip(), lang) if command in self.WORDS else None

    def hear(self, command: str, rest: str, lang: Lang) -> Told | None:
        """The answer to one of the typed words with the rest of the line; ``None`` when they do not go together."""
        raise NotImplementedError

    def answer(self, line: str, lang: Lang) -> Told | None:
        """The answer to a line that was asked for; ``None`` when it is a question like any other."""
        raise NotImplementedError

    def waiting(self, lang: Lang) -> str:
        """What is to be said when another command was typed in place of the answer that was asked for."""
        return ""

    def replied(self, reply: Reply, lang: Lang, *, chosen: bool) -> str:
        """A reply was given to a question, or an entry was ``chosen`` by number; what is to be said below it."""
        return ""

    def begin_again(self) -> None:
        """A new conversation begins."""

    def shown(self, entry: str) -> None:
        """A room showed an entry."""


def paragraphs(parts: Iterable[str], last: str) -> str:
    """Paragraphs, the last one broken into lines."""
    return "\n\n".join([*parts, wrapped(last)])


def ask_line(out: TextIO, word: Catalog, *, prompt: bool) -> None:
    """Wait for the next line: with a sign where somebody types, and with everything said before."""
    if prompt:
        out.write(word("plain.prompt"))
    out.flush()
