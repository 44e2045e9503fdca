"""Comparisons in linear text: what can be compared, and two or more things row by row."""

from __future__ import annotations

from kadguide.answering.folding import clean
from kadguide.browsing.comparing import comparable, lay_out, named
from kadguide.exchange.side_by_side import side_by_side_document, side_by_side_text
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH, wrap, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording


class Comparisons(Teller):
    """Answers the typed words that compare."""

    WORDS = ("/banding", "/compare")

    def __init__(self, services: Services) -> None:
        self._services = services
        self._snapshot = services.engine.snapshot

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        wording = Wording(self._snapshot, lang)
        return self._compared(clean(rest), wording) if rest else Told(self._listed([], wording))

    def _listed(self, first: list[str], wording: Wording) -> str:
        rows = [wording.catalog("compare.plain_lead")]
        titles = {comparison.id: comparison.title for comparison in self._snapshot.comparisons}
        for chosen in comparable(self._snapshot):
            names = ", ".join(self._snapshot.subjects[s].title.get(wording.lang) for s in chosen.subjects)
            rows += wrap(f"- {titles[chosen.comparison].get(wording.lang)} [{chosen.comparison}]: {names}", WIDTH)
        return paragraphs([*first, "\n".join(rows)], wording.catalog("compare.plain_how"))

    def _compared(self, typed: str, wording: Wording) -> Told:
        word = wording.catalog
        chosen = named(self._snapshot, typed)
        if chosen is None:
            return Told(self._listed([wrapped(word("compare.not_found", typed=typed))], wording))
        shown = lay_out(self._snapshot, chosen)
        parts = [word("compare.unknown", names=", ".join(chosen.unknown))] if chosen.unknown else []
        parts.append(side_by_side_text(shown, self._snapshot, wording, WIDTH))
        things = [thing for thing in shown.things if thing.entry]
        parts.append(
            "\n".join(f"{n}. {wording.title(thing.entry)}" for n, thing in enumerate(things, start=1) if thing.entry)
        )
        document = side_by_side_document(shown, self._snapshot, wording, self._services.now())
        entries = tuple(thing.entry for thing in things if thing.entry)
        return Told(paragraphs(parts, word("compare.plain_number")), entries, document)
