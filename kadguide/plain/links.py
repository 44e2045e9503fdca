"""The maps of links in linear text; numbers open the entries."""

from __future__ import annotations

from kadguide.answering.folding import clean
from kadguide.browsing.links import view_of, views
from kadguide.exchange.link_map import map_document, map_text
from kadguide.knowledge.model import Lang
from kadguide.linear import WIDTH
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording


class LinkMap(Teller):
    """Answers the typed words that show a map."""

    WORDS = ("/peta", "/map")

    def __init__(self, services: Services) -> None:
        self._services = services
        self._snapshot = services.engine.snapshot

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        wording = Wording(self._snapshot, lang)
        known = views(self._snapshot)
        typed = clean(rest) or "1"
        if not typed.isascii() or not typed.isdecimal() or not 0 < int(typed[:3]) <= len(known):
            said = wording.catalog("links.not_found", typed=typed)
            return Told(paragraphs([said], self._others(command, "", known, wording)))
        view = view_of(self._snapshot, known[int(typed) - 1])
        numbered = [thing for thing in (*view.starts, *view.ends) if thing.entry]
        text = map_text(view, wording, WIDTH, numbered=numbered)
        return Told(
            paragraphs([text], self._others(command, view.id, known, wording)),
            tuple(thing.entry for thing in numbered if thing.entry),
            map_document(view, self._snapshot, wording, self._services.now()),
        )

    @staticmethod
    def _others(command: str, shown: str, known: tuple[str, ...], wording: Wording) -> str:
        word = wording.catalog
        titles = [(number, word(f"links.title_{id_}")) for number, id_ in enumerate(known, start=1) if id_ != shown]
        others = "; ".join(f"{command} {number} {title}" for number, title in titles)
        return word("links.plain_other" if shown else "links.plain_known", others=others)
