"""The topics in linear text: what is taught, one topic, one entry, and the search through all of it."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from kadguide.browsing.finding import Found, words_of
from kadguide.browsing.own import OwnFinder
from kadguide.knowledge.model import Lang, Topic
from kadguide.knowledge.snapshot import Snapshot
from kadguide.linear import entry_text, wrapped
from kadguide.plain.telling import Teller, Told, paragraphs
from kadguide.services import Services
from kadguide.wording import Wording

TOPIC_WORDS = ("/topik", "/topics")
FIND_WORDS = ("/cari", "/find")
MOST_LISTED = 20
"""Rows of a search that are read out."""


class Contents(Teller):
    """Answers the typed words that list and search."""

    WORDS = TOPIC_WORDS + FIND_WORDS

    def __init__(self, services: Services) -> None:
        self._services = services
        self._engine = services.engine
        self._snapshot = services.engine.snapshot

    def hear(self, command: str, rest: str, lang: Lang) -> Told:
        wording = Wording(self._snapshot, lang)
        if command in FIND_WORDS:
            return self._found(rest, wording)
        return self._named(rest, wording) if rest else self._topics(wording)

    def _topics(self, wording: Wording) -> Told:
        rows = [f"{topic.title.get(wording.lang)} [{topic.id}]" for topic in self._snapshot.topics]
        return Told(paragraphs(["\n".join(rows)], wording.catalog("browse.plain_topics")))

    def _named(self, name: str, wording: Wording) -> Told:
        key = " ".join(words_of(name))
        for topic in self._snapshot.topics:
            if name == topic.id or key in (" ".join(words_of(title)) for title in topic.title):
                return self._entries(topic, wording)
        for card in self._snapshot.cards:
            if name == card.id or key in (" ".join(words_of(title)) for title in card.title):
                return Told(self._entry(card.id, wording), entry=card.id)
        hint = wording.catalog("browse.plain_find")
        return Told(paragraphs([], f"{unknown_name(name, self._snapshot, wording)} {hint}"))

    def _entry(self, entry: str, wording: Wording) -> str:
        """An entry, with the user's note below it."""
        text = entry_text(self._engine.choose(entry, wording.lang), wording)
        if self._services.question_waits(entry):
            text = f"{text}\n\n{wording.catalog('browse.plain_quiz', entry=entry)}"
        note = self._services.keeper.note(entry)
        return f"{text}\n\n{wording.catalog('kept.note_lead')}:\n{note}" if note else text

    def _own(self, typed: str, wording: Wording) -> list[Found]:
        """The user's own notes and questions with all the words."""
        names = {kind: wording.catalog(f"browse.own_{kind}") for kind in ("note", "question")}
        finder = OwnFinder(names, wording.title)
        finder.take(self._services.own_texts())
        return finder.find(typed)

    def _entries(self, topic: Topic, wording: Wording) -> Told:
        ids = tuple(id_ for id_ in topic.entries if id_ in self._snapshot.position)
        rows = [f"{number}. {wording.title(id_)} [{id_}]" for number, id_ in enumerate(ids, start=1)]
        heading = topic.title.get(wording.lang)
        return Told(paragraphs([heading, _listed(rows)], wording.catalog("browse.plain_number")), ids)

    def _found(self, typed: str, wording: Wording) -> Told:
        found = [*self._own(typed, wording), *self._services.finder(wording.lang).find(typed)]
        if not found:
            key = "browse.nothing" if typed.strip() else "browse.plain_find"
            return Told(paragraphs([], wording.catalog(key, typed=typed.strip())))
        shown = found[:MOST_LISTED]
        rows = [f"{number}. {row.title} · {row.topic}" for number, row in enumerate(shown, start=1)]
        hint = wording.catalog("browse.plain_number")
        if len(found) > len(shown):
            hint = f"{wording.catalog('browse.plain_more')} {hint}"
        return Told(paragraphs([_listed(rows)], hint), tuple(row.entry for row in shown))


def _listed(rows: Sequence[str]) -> str:
    return "\n".join(map(wrapped, rows))


def unknown_name(name: str, snapshot: Snapshot, wording: Wording) -> str:
    """That no topic or entry is called ``name``, and which ones are called nearly so."""
    near = difflib.get_close_matches(name, [*snapshot.position, *(topic.id for topic in snapshot.topics)], 3)
    said = wording.catalog("error.no_entry", entry=name)
    return f"{said} {wording.catalog('error.no_entry_near', near=', '.join(near))}" if near else said
