"""The sources in linear text: those of the last answer or entry, and the card of one of them."""

from __future__ import annotations

from kadguide.answering.reply import Reply
from kadguide.browsing.sources import chosen_source, source_card, sources_of
from kadguide.exchange.sources import card_document, card_text, cited_row, tell
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, wrap
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording

SOURCE_WORDS = ("/sumber", "/sources")


class Basis(Teller):
    """Says what the last answer or entry rests on."""

    WORDS = SOURCE_WORDS

    def __init__(self, services: Services) -> None:
        self._services = services
        self._snapshot = services.engine.snapshot
        self._entries: tuple[str, ...] = ()

    # -- what was shown

    def replied(self, reply: Reply, lang: Lang, *, chosen: bool) -> str:
        if reply.status == "answered":
            self._entries = Wording(self._snapshot, lang).resting(reply)
        return ""

    def shown(self, entry: str) -> None:
        self._entries = (entry,)

    # -- what is typed

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        wording = Wording(self._snapshot, lang)
        return self._card(rest, wording) if rest else self._list(wording)

    def answer(self, line: str, lang: Lang) -> Told | None:
        """The card that a number of the list stands for; any other line is a question."""
        return self._card(line, Wording(self._snapshot, lang)) if line.strip().isdecimal() else None

    def _list(self, wording: Wording) -> Told:
        cited = sources_of(self._entries, self._snapshot)
        if not cited:
            return Told(paragraphs([], wording.catalog("sources.nothing")))
        rows = [
            line
            for number, one in enumerate(cited, start=1)
            for line in wrap(f"{number}. {cited_row(one, wording)}", WIDTH)
        ]
        return Told(paragraphs(["\n".join(rows)], wording.catalog("sources.plain_list")), asks=True)

    def _card(self, typed: str, wording: Wording) -> Told:
        source = chosen_source(typed, sources_of(self._entries, self._snapshot), self._snapshot)
        card = source_card(source.id, self._snapshot, *self._entries[:1]) if source else None
        if card is None:
            return Told(paragraphs([], wording.catalog("sources.unknown", typed=typed)))
        told = tell(card, self._snapshot, wording)
        document = card_document(card, self._snapshot, wording, self._services.now())
        text = card_text(told)
        if told.entries:
            text = paragraphs([text], wording.catalog("sources.plain_card"))
        return Told(text, tuple(entry for entry, _ in told.entries), document)
