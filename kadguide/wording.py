"""Puts a reply into words: Markdown for screens and files, citations with their status."""

from __future__ import annotations

from collections.abc import Sequence

from kadguide.answering.reply import Correction, Reply, SideBySide
from kadguide.i18n import Catalog
from kadguide.knowledge.model import Entry, Lang, Source, counted_points, short_answer
from kadguide.knowledge.places import say_article, say_citation
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple

_CAPITALS = frozenset("dki diy ntb ntt".split())
UNSURE = 0.25
"""Confidence from which the nearest entry may well be meant."""


class Cite(NamedTuple):
    """A source as it is shown: citation, legal status in words, and the day that it was checked."""

    id: str
    cite: str
    status: str
    status_words: str
    checked_on: str


class Wording:
    """Says things in one language."""

    def __init__(self, snapshot: Snapshot, lang: Lang) -> None:
        self._snapshot = snapshot
        self.lang: Lang = lang
        self.catalog = Catalog(lang)

    def answer(self, reply: Reply) -> str | None:
        """The answer as Markdown, corrections first; ``None`` when there is none."""
        if reply.status == "chitchat":
            return self.catalog(f"smalltalk.{reply.smalltalk}")
        first = [self.correction(correction) for correction in reply.corrections]
        if reply.status != "answered":
            return "\n\n".join(first) or None
        if reply.side_by_side:
            return "\n\n".join([*first, self.comparison(reply.side_by_side)])
        entries = [self._snapshot.entry(id_) for id_ in reply.entries]
        if reply.focus == "sources":
            said = "; ".join(cite.cite for cite in self.cites(reply))
            basis = self.catalog("answer.basis", cites=said)
            body = entries[0].body.get(self.lang)
            cited = [part for part in body.split("\n\n")[1:] if self.catalog("answer.footnote") in part.casefold()]
            return "\n\n".join([basis, short_answer(body), *cited])
        if reply.focus == "short":
            return short_answer(entries[0].body.get(self.lang))
        if reply.focus == "point":
            return self._point(entries[0].body.get(self.lang), reply.point)
        if len(entries) == 1:
            return "\n\n".join([*first, entries[0].body.get(self.lang)])
        parts = [f"**{entry.title.get(self.lang)}**\n\n{entry.body.get(self.lang)}" for entry in entries]
        return "\n\n".join([*first, *parts])

    def _point(self, body: str, number: int) -> str:
        """One of the points that an answer counts, below what they are; all of it when it has no such point."""
        points = counted_points(body)
        if number > len(points):
            return f"{self.catalog('correction.only_points', count=self._count(len(points)))}\n\n{body}"
        return f"{short_answer(body)}\n\n{number}. {points[number - 1].rstrip(';')}"

    def correction(self, correction: Correction) -> str:
        """One correction as a sentence."""
        word = self.catalog
        if correction.kind == "revoked":
            return self._revoked(self._snapshot.sources[correction.about])
        if correction.kind == "only":
            group = self._snapshot.groups[correction.about]
            noun = (group.names.en if self.lang == "en" else group.names.id)[0]
            return word("correction.only", count=self._count(correction.size), noun=noun)
        if correction.kind == "no-article":
            source, _, article = correction.about.partition(" ")
            said = say_article(article, self.lang)
            if source in self._snapshot.sources:
                return word(
                    "correction.no_article_of",
                    article=said,
                    source=self._snapshot.sources[source].cite.get(self.lang),
                )
            return word("correction.no_article", article=said)
        if correction.kind == "other-law":
            named, ruling = (self._snapshot.sources[id_].cite.get(self.lang) for id_ in correction.about.split())
            return word("correction.other_law", named=named, source=ruling)
        if correction.kind == "no-law":
            return word("correction.no_law", law=_law_name(correction.about))
        if correction.kind == "no-records":
            return word("correction.no_records", region=_name(correction.about))
        return word("correction.no_part", part=correction.about)

    def _revoked(self, source: Source) -> str:
        word = self.catalog
        successor = self._snapshot.source(source.revoked_by)
        by = ""
        if successor:
            article = f" {say_article(source.revoked_article, self.lang)}" if source.revoked_article else ""
            by = word("correction.revoked_by", source=successor.cite.get(self.lang) + article)
        since = (
            word("correction.revoked_since", day=self.day(source.revoked_on.isoformat())) if source.revoked_on else ""
        )
        said = word("correction.revoked", source=source.cite.get(self.lang), by=by, since=since)
        return f"{said} ({word('status.secondary')})" if source.verified == "secondary" else said

    def _count(self, number: int) -> str:
        key = f"number.{number}"
        return self.catalog(key) if self.catalog.has(key) else str(number)

    def day(self, iso: str) -> str:
        """``2018-07-13`` → ``13 Juli 2018``."""
        year, month, day = iso.split("-")
        return f"{int(day)} {self.catalog(f'month.{int(month)}')} {year}"

    def comparison(self, side_by_side: SideBySide) -> str:
        """A table for two subjects; for more, one paragraph a row, since wide tables do not fit a console."""
        comparison = next(c for c in self._snapshot.comparisons if c.id == side_by_side.comparison)
        names = [self._snapshot.subjects[s].title.get(self.lang) for s in side_by_side.subjects]
        silent = self.catalog("comparison.silent")
        lead = self.catalog("comparison.lead", names=self.join(names))
        rows: list[tuple[str, list[str]]] = []
        for row in comparison.spoken(side_by_side.subjects):
            cells = [row.cells[s].get(self.lang) if s in row.cells else silent for s in side_by_side.subjects]
            rows.append((row.title.get(self.lang), cells))
        if len(names) == 2:
            lines = [f"| | {names[0]} | {names[1]} |", "|---|---|---|"]
            lines += [f"| **{title}** | {cells[0]} | {cells[1]} |" for title, cells in rows]
            return f"{lead}\n\n" + "\n".join(lines)
        parts = [
            f"**{title}**\n\n" + "\n".join(f"- {name}: {cell}" for name, cell in zip(names, cells, strict=True))
            for title, cells in rows
        ]
        return "\n\n".join([lead, *parts])

    def join(self, names: Sequence[str]) -> str:
        """“one, two and three”."""
        return f" {self.catalog('word.and')} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))

    def resting(self, reply: Reply) -> tuple[str, ...]:
        """The entries whose sources the shown answer rests on."""
        if not reply.side_by_side:
            return reply.entries
        return tuple(
            card.id
            for subject in reply.side_by_side.subjects
            for card in self._snapshot.cards_of(subject)
            if "definition" in card.aspects
        )

    def cites(self, reply: Reply) -> list[Cite]:
        """The sources of the shown answer, each once, in order."""
        found: dict[str, Cite] = {}
        for id_ in self.resting(reply):
            for cite in self.cites_of(self._snapshot.entry(id_)):
                found.setdefault(cite.cite, cite)
        return list(found.values())

    def cites_of(self, entry: Entry) -> list[Cite]:
        """The sources of one entry."""
        found = []
        for citation in entry.citations:
            source = self._snapshot.source(citation.source)
            if source is None:
                continue
            found.append(
                Cite(
                    source.id, say_citation(citation, source, self.lang), source.status, self.status(source),
                    entry.checked_on.isoformat(),
                )
            )  # fmt: skip
        return found

    def cite_whole(self, source: Source) -> Cite:
        """A source without a place in it."""
        said = source.cite.get(self.lang)
        return Cite(source.id, said, source.status, self.status(source), source.checked_on.isoformat())

    def status(self, source: Source) -> str:
        """The legal status of a source in words."""
        words = self.catalog(f"status.{source.status}")
        successor = self._snapshot.source(source.revoked_by)
        if source.status == "revoked" and successor:
            words += " " + self.catalog("correction.revoked_by", source=successor.cite.get(self.lang)).strip()
        if source.verified == "secondary":
            words += f", {self.catalog('status.secondary')}" if source.kind == "regulation" else ""
        return words

    def source_line(self, reply: Reply) -> str:
        """All sources in one line, with status and date; empty when there is nothing to cite."""
        return self.sources_said(self.cites(reply))

    def sources_said(self, cites: Sequence[Cite]) -> str:
        """Sources in one line, with status and the day of the oldest check; empty when there are none."""
        if not cites:
            return ""
        said = "; ".join(f"{cite.cite} ({cite.status_words})" for cite in cites)
        checked = self.catalog("source.checked", day=self.day(min(cite.checked_on for cite in cites)))
        return f"{self.catalog('source.label')}: {said}. {checked}"

    def layer(self, reply: Reply) -> str | None:
        """``paper`` or ``law``: the layer of the entry that answers."""
        if reply.side_by_side:
            return next(c.layer for c in self._snapshot.comparisons if c.id == reply.side_by_side.comparison)
        return self._snapshot.entry(reply.entry).layer if reply.entry else None

    def heading(self, reply: Reply) -> str:
        """Which layer speaks, the title of the entry, and in words how sure the match is."""
        layer = self.layer(reply)
        sure = "high" if reply.confidence >= 0.85 else "middle" if reply.confidence >= 0.65 else "low"
        parts = self._label(layer, reply.entry)
        parts.append(self.catalog(f"confidence.{sure}"))
        return " · ".join(parts)

    def label(self, entry: str) -> str:
        """Which layer an entry belongs to, its title, and the overlay that it comes from."""
        return " · ".join(self._label(self._snapshot.card_of(entry).layer, entry))

    def _label(self, layer: str | None, entry: str | None) -> list[str]:
        parts = [self.catalog(f"layer.{layer}").upper()] if layer else []
        if entry:
            parts.append(self.title(entry))
            if origin := self._snapshot.card_of(entry).origin:
                parts.append(self.catalog("reply.local", origin=origin))
        return parts

    def lead(self, reply: Reply) -> str:
        """What stands before the entries to choose from when there is no answer."""
        return self.catalog("reply.clarify") if reply.status == "clarify" else self.refusal(reply)

    def refusal(self, reply: Reply) -> str:
        """That nothing answers, why where that is known, and how near the nearest are."""
        if reply.refusal:
            said = self.catalog(f"refusal.{reply.refusal}")
            return f"{said} {self.catalog('reply.nearest')}" if reply.candidates else said
        best = reply.candidates[0].confidence if reply.candidates else 0.0
        if not reply.candidates:
            return self.catalog("reply.not_found")
        if _region_without_records(reply):  # said before
            return self.catalog("reply.nearest")
        return self.catalog("reply.unsure") if best >= UNSURE else self.catalog("reply.not_found_near")

    def whom(self, reply: Reply) -> str:
        """Whom to ask instead."""
        if reply.refusal:
            return self.catalog(f"refusal.{reply.refusal}_whom")
        if region := _region_without_records(reply):
            return self.catalog("correction.no_records_whom", region=region)
        return self.catalog("reply.ask_whom" if reply.candidates else "reply.ask_whom_else")

    def title(self, entry: str) -> str:
        return self._snapshot.card_of(entry).title.get(self.lang)

    def kept_title(self, entry: str) -> str:
        """The title of an entry that was kept, which the material may no longer have."""
        return self.title(entry) if entry in self._snapshot.position else self.catalog("kept.gone", entry=entry)

    def related(self, reply: Reply, most: int = 3) -> list[str]:
        """Entries worth reading next: those that the answer names, then others about the same subject."""
        shown = set(reply.entries)
        found: dict[str, None] = {}
        for id_ in reply.entries:
            card = self._snapshot.card_of(id_)
            found.update(dict.fromkeys(other for other in card.see_also if other in self._snapshot.position))
            if card.subject:
                found.update(dict.fromkeys(other.id for other in self._snapshot.cards_of(card.subject)))
        if reply.side_by_side:
            for subject in reply.side_by_side.subjects:
                found.update(dict.fromkeys(card.id for card in self._snapshot.cards_of(subject)[:1]))
        return [id_ for id_ in found if id_ not in shown][:most]


def _law_name(typed: str) -> str:
    kind, _, rest = typed.rpartition(" ")
    if not kind:
        return rest
    return f"{kind.upper() if len(kind) <= 3 else kind.capitalize()} {rest}"


def _name(region: str) -> str:
    """A region as its name is written; short names in capitals (“DKI Jakarta”, “NTB”)."""
    return " ".join(word.upper() if word in _CAPITALS else word.title() for word in region.split())


def _region_without_records(reply: Reply) -> str:
    """The region whose records were asked for; empty where none were."""
    return next((_name(correction.about) for correction in reply.corrections if correction.kind == "no-records"), "")
