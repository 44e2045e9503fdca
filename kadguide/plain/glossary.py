"""The glossary in linear text: all terms, or what one of them means."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kadguide.browsing.glossary import Glossary
from kadguide.exchange.glossary import glossary_document, heading, tell, term_text
from kadguide.knowledge.model import Lang
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.wording import Wording

MOST_NEAR = 6


class Terms(Teller):
    """Answers the typed words of the glossary."""

    WORDS = ("/istilah", "/glossary")

    def __init__(self, snapshot: Snapshot, now: Callable[[], datetime]) -> None:
        self._snapshot = snapshot
        self._now = now
        self._glossaries: dict[Lang, Glossary] = {}

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        if lang not in self._glossaries:
            self._glossaries[lang] = Glossary(self._snapshot, lang)
        wording = Wording(self._snapshot, lang)
        return self._one(rest, wording) if rest else self._all(wording)

    def _all(self, wording: Wording) -> Told:
        terms = self._glossaries[wording.lang].terms
        names: dict[str, list[str]] = {}
        for term in terms:
            name = heading(tell(term, self._snapshot, wording))
            letter = next((character for character in name if character.isalnum()), "").upper()
            names.setdefault(letter, []).append(name)
        rows = [wrapped(f"{letter}: {'; '.join(row)}") for letter, row in names.items()]
        document = glossary_document(terms, self._snapshot, wording.lang, self._now()) if terms else None
        return Told(paragraphs(["\n".join(rows)], wording.catalog("glossary.plain_hint")), document=document)

    def _one(self, typed: str, wording: Wording) -> Told:
        glossary = self._glossaries[wording.lang]
        found = glossary.find(typed)
        term = glossary.named(typed) or next(iter(found), None)
        if term is None:
            nothing = wording.catalog("glossary.plain_nothing", typed=typed)
            return Told(paragraphs([], f"{nothing} {wording.catalog('glossary.plain_hint')}"))
        told = tell(term, self._snapshot, wording)
        parts = [term_text(term, self._snapshot, wording)]
        if near := [other.term.get(wording.lang) for other in found if other is not term][:MOST_NEAR]:
            parts.append(wrapped(wording.catalog("glossary.plain_near", near="; ".join(near))))
        key = "glossary.plain_read" if told.entry else "glossary.plain_hint"
        read = wording.catalog(key, title=wording.title(told.entry) if told.entry else "")
        document = glossary_document([term], self._snapshot, wording.lang, self._now())
        return Told(paragraphs(parts, read), (told.entry,) if told.entry else (), document)
