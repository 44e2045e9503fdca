"""What the reader shows of an entry, and of a source."""

from __future__ import annotations

from kadguide.browsing.sources import SourceCard, sources_of
from kadguide.exchange.sources import cited_row, tell
from kadguide.services import Services
from kadguide.tui.widgets.reader import Reading
from kadguide.wording import Wording

_MOST_RELATED = 9


def entry_reading(entry: str, services: Services, wording: Wording) -> Reading:
    """An entry with the user's mark and note, its sources, and what to read next."""
    engine, keeper, word = services.engine, services.keeper, wording.catalog
    snapshot, lang = engine.snapshot, wording.lang
    reply = engine.choose(entry, lang)
    card = snapshot.card_of(entry)
    parts = [word(f"layer.{card.layer}").upper()]
    parts += [topic.title.get(lang) for topic in snapshot.topics if topic.id == card.topic]
    if card.origin:
        parts.append(word("reply.local", origin=card.origin))
    marked, note = keeper.is_marked(entry), keeper.note(entry)
    if marked:
        parts.append(word("kept.marked_short"))
    cited = sources_of([entry], snapshot)
    checked = wording.day(snapshot.entry(entry).checked_on.isoformat())
    related = [(id_, wording.title(id_)) for id_ in wording.related(reply, _MOST_RELATED)]
    return Reading(
        " · ".join(parts),
        wording.title(entry),
        wording.answer(reply) or "",
        ask=word("browse.quiz_waits") if services.question_waits(entry) else "",
        sources_lead=f"{word('source.label')}: ({word('sources.open')})" if cited else "",
        sources=[(one.source.id, cited_row(one, wording)) for one in cited],
        checked=word("source.checked", day=checked) if cited else "",
        revoked=any(one.source.status == "revoked" for one in cited),
        note_lead=word("kept.note_lead") if note else "",
        note=note,
        lead=word("reply.related") if related else "",
        related=related,
        hint=word("kept.reader_hint_marked" if marked else "kept.reader_hint"),
    )


def source_reading(card: SourceCard, services: Services, wording: Wording) -> Reading:
    """The card of a source."""
    told = tell(card, services.engine.snapshot, wording)
    return Reading(
        told.tag,
        told.title,
        facts=told.facts,
        sources_lead=f"{told.ties_lead}:" if told.ties else "",
        sources=told.ties,
        revoked=card.source.status == "revoked",
        lead=told.lead,
        related=told.entries,
        more=told.more,
        hint=wording.catalog("sources.hint"),
    )
