"""Checks what a question takes for granted: laws that do not exist here, articles, positions, parts of the paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kadguide.answering.around import opened_with
from kadguide.answering.citations import LawRef, law_of, names_a_number
from kadguide.answering.question import Question
from kadguide.answering.reply import Correction
from kadguide.knowledge.model import Entry, Source, Subject
from kadguide.knowledge.places import article_numbers
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple


class Premises(NamedTuple):
    """What was found: corrections to say first, and whether the question can be answered at all."""

    corrections: tuple[Correction, ...] = ()
    refused: bool = False
    members: tuple[Subject, ...] = ()
    """Members of a group that the question counts (“syarat ketiga dan keempat”)."""
    beyond: str | None = None
    """The group that the question counts beyond its end."""
    point: tuple[str, int] | None = None
    """The entry that lists the stages of what is asked about, and which of them the question counts."""


def with_full_names(text: str, snapshot: Snapshot) -> str:
    """``text`` with the regulations that it names by number called as they are known, so that all of it is understood.

    “prmendagri 22/2020”, “permen no. 22 tahun 2020” and “22/2020” become “permendagri 22/2020” where only that one has
    this number and year.
    """
    if not names_a_number(text):
        return text
    from kadguide.answering.citation_reader import call_law, find_citations, spell_kinds

    text = spell_kinds(_with_whole_years(text, snapshot))
    for law in find_citations(text).laws:
        found = find_sources(snapshot, law) if law.is_vague and law.number and law.year else []
        if len(found) == 1:
            text = call_law(text, law, found[0].id.split("-")[0])
    return text


def _with_whole_years(text: str, snapshot: Snapshot) -> str:
    """``text``, with the two digits by which people call the year of a regulation made four (“yang tahun 99”)."""
    if not re.search(_SHORT_YEAR, text, re.I):
        return text
    laws = (law_of(id_) for id_ in snapshot.sources)
    years = {law.year[2:]: law.year for law in laws if law and law.year}
    return re.sub(_SHORT_YEAR, lambda said: said[1] + years.get(said[2], said[2]), text, flags=re.I)


def find_sources(snapshot: Snapshot, law: LawRef) -> list[Source]:
    """The sources that a law reference can mean."""
    return [source for source in snapshot.sources.values() if source.kind == "regulation" and law.matches(source.id)]


_SHORT_YEAR = r"\b((?:tahun|thn|th|year) '?)(\d\d)\b(?!\s*(?:tahun|hari|bulan|years?|days?|months?)\b)"
_YEARS = range(1945, 2100)


def law_of_a_year(question: Question, snapshot: Snapshot) -> LawRef | None:
    """The statute that a bare year means (“yang tahun 1999”): the known one of that year, or that of a list."""
    years = [word for word in question.words if word.isdigit() and int(word) in _YEARS]
    if not years or question.cited.laws:
        return None
    return _statute_of(years, snapshot)


def called_by_years(question: Question, snapshot: Snapshot) -> Question:
    """``question`` with the statutes that it compares by their years alone (“the 2004 and 2014 laws”) as known ones."""
    laws = question.cited.laws
    if len(laws) < 2 or "comparison" not in question.aspects or any(law.number or law.kind != "uu" for law in laws):
        return question
    known = [_statute_of((law.year or "",), snapshot) for law in laws]
    return question.about_laws([law for law in known if law]) if all(known) else question


def _statute_of(years: Sequence[str], snapshot: Snapshot) -> LawRef | None:
    """The one known statute of ``years``, or the only one of them that is in a list."""
    statutes = {LawRef(*id_.split("-")): s for id_, s in snapshot.subjects.items() if id_.startswith("uu-")}
    found = [law for law in statutes if law.year in years]
    listed = [law for law in found if statutes[law].group]
    only = listed if len(listed) == 1 else found
    return only[0] if len(only) == 1 else None


def check_premises(question: Question, snapshot: Snapshot, group: str | None, best: Card | None = None) -> Premises:
    """Look at everything that ``question`` presupposes. ``group`` is the list that the conversation is in.

    What ``best``, the nearest entry, itself speaks of is no false premise: a number that is often written by mistake,
    an article that leads to another regulation.
    """
    corrections: list[Correction] = []
    refused = spoken_of = False
    known_laws: list[Source] = []
    for law in question.cited.laws:
        found = find_sources(snapshot, law)
        if not found and best and _speaks_of(snapshot.entry(best.id), law):
            spoken_of = True
        elif not found:
            name = f"{law.kind} {'/'.join(part for part in (law.number, law.year) if part)}".strip()
            corrections.append(Correction("no-law", name))
        known_laws.extend(found)
    refused = bool(question.cited.laws) and not known_laws and not spoken_of
    for source in known_laws:
        if source.status == "revoked":
            corrections.append(Correction("revoked", source.id))
    known = {source.id for source in known_laws}
    for article in question.cited.articles:
        if not _is_taught(snapshot, article, known) and not (best and _joins(best, article, known)):
            about = f"{known_laws[0].id} {article}" if len(known_laws) == 1 else f" {article}"
            corrections.append(Correction("no-article", about))
            refused = refused or len(question.cited.articles) == 1
    for part in question.cited.parts:
        corrections.append(Correction("no-part", part))
        refused = True
    members, beyond, point = _counted(question, snapshot, group)
    if beyond:
        corrections.append(Correction("only", beyond, len(snapshot.members(beyond))))
    return Premises(tuple(corrections), refused, members, beyond, point)


def ruled_by_another(
    premises: Premises, named: Sequence[LawRef], ruling: Sequence[LawRef], snapshot: Snapshot
) -> Premises:
    """``premises``, with what to say where another regulation rules than the one that the question names."""
    of, by = ([source.id for law in laws for source in find_sources(snapshot, law)] for laws in (named, ruling))
    told = tuple(Correction("other-law", f"{old} {new}") for old in of[:1] for new in by[:1] if old != new)
    return premises._replace(corrections=(*premises.corrections, *told))


def corrections_for(
    best: Card, premises: Premises, question: Question, revoked: frozenset[str]
) -> tuple[Correction, ...]:
    """What to say before ``best``; nothing about a law whose status is the answer itself, or that is hardly meant.

    That ``best`` is about one of the ``revoked`` is said, named or not: its first words may read as valid law.
    """

    def is_needless(law: str) -> bool:
        only_year = any(not cited.number and cited.matches(law) for cited in question.cited.laws)
        of_another = only_year and all(citation.source != law for citation in best.citations)
        return of_another or (best.subject == law and "status" in best.aspects)

    said = premises.corrections
    if best.subject in revoked and best.layer == "law":
        said = tuple(dict.fromkeys((*said, Correction("revoked", best.subject or ""))))
    return tuple(c for c in said if not (c.kind == "revoked" and is_needless(c.about)))


def _is_taught(snapshot: Snapshot, article: str, laws: set[str]) -> bool:
    """Whether some entry cites the article, of ``laws`` or of any regulation when none is named."""
    return any(not laws or source in laws for source, _ in snapshot.citing.get(article, ()))


def _speaks_of(entry: Entry, law: LawRef) -> bool:
    """Whether the answer names a regulation that the material does not have."""
    numbers = rf"\b{law.number}(?:\W| tahun ){law.year or '(?:19|20)[0-9][0-9]'}\b"
    return bool(law.number) and re.search(numbers, entry.body.id) is not None


def _joins(best: Card, article: str, laws: set[str]) -> bool:
    """Whether the entry cites both the article, of another regulation, and one of ``laws``."""
    cited = [citation for citation in best.citations if citation.article]
    return any(c.source in laws for c in best.citations) and any(
        article in article_numbers(c.article) for c in cited if c.article
    )


_Counted = tuple[tuple[Subject, ...], str | None, tuple[str, int] | None]
"""What a question counts: members of a group, the group that it counts beyond, a point of an entry."""


def _counted(question: Question, snapshot: Snapshot, group: str | None) -> _Counted:
    """What the question counts, by the name of a list or in the list that the conversation is in."""
    if not names_a_number(question.text):
        return (), None, None
    from kadguide.answering.citation_reader import counted_members

    positions: list[int] = []
    chosen: str | None = None
    for candidate in sorted(snapshot.groups.values(), key=lambda g: g.id):
        position = counted_members(question.text, candidate.names.all)
        if position is not None:
            chosen = candidate.id
            positions = [position, *(p for p in question.cited.ordinals if p != position)]
            break
    if "steps" in question.aspects and (positions or question.cited.ordinals):
        # “The first step” is one of the matter's own: a sister city begins otherwise than cooperation between regions.
        positions = positions or list(question.cited.ordinals)
        stages = _stages_of(question.subjects[:1], snapshot)
        listed = next((g.id for g in snapshot.groups.values() if g.entry == stages), None)
        if stages and not listed:
            return (), None, (stages, positions[0])
        chosen = listed or chosen
    if chosen is None and group is not None and question.cited.ordinals:
        chosen, positions = group, list(question.cited.ordinals)
    if chosen is None:
        return (), None, None
    members = snapshot.members(chosen)
    found = tuple(members[position - 1] for position in positions if 0 < position <= len(members))
    return (found, None, None) if found else ((), chosen, None)


def _stages_of(subjects: Sequence[str], snapshot: Snapshot) -> str | None:
    """The entry that lists the stages of the kind of cooperation that the topic of ``subjects`` is about."""
    about = [snapshot.subjects[id_] for id_ in subjects if id_ in snapshot.subjects]
    opening = (id_ for subject in about for id_ in opened_with(subject.topic, snapshot))
    cards = (card for id_ in opening for card in snapshot.cards_of(id_))
    return next((card.id for card in cards if card.aspects[:2] == ("steps", "list")), None)
