"""Questions that are nothing but a place in a regulation: “Pasal 14 Permendagri 22/2020”, “isi pasal 363?”.

For these the number decides. What a place is about, the phrasings say that name just it; otherwise the entries that
cite it, those first that cite little else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kadguide.answering.premises import find_sources
from kadguide.answering.question import Question
from kadguide.answering.ranking import Ranked
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.model import Citation
from kadguide.knowledge.places import article_numbers
from kadguide.knowledge.snapshot import Snapshot
from kadguide.light import NamedTuple

_OF_A_PLACE = frozenset(("article", "contents", "definition"))
"""Aspects of words that only ask what stands there."""
_JOINING = frozenset(("sampai", "hingga", "sekaligus", "c:permendagri"))
_COUNTED = "c:hitung-"
"""Numbers that are written as words (“ayat empat”)."""
OWN_PLACE = 8.0
"""What it adds to the score of an entry when the asked article is all that it cites; shares of it otherwise."""
OWN_PARAGRAPH = 4.0
"""The same for citing the asked paragraph itself."""


class Found(NamedTuple):
    """The entries about a place, the best first. ``sure`` is false when several regulations have such a place."""

    entries: tuple[str, ...]
    sure: bool


def asks_only_place(question: Question, vocabulary: Vocabulary, laws: Iterable[str]) -> bool:
    """Whether the question names an article and asks for nothing but what stands there; ``laws`` are known sources."""
    cited = question.cited
    if not cited.articles or cited.ordinals or cited.parts or question.unknown or question.foreign:
        return False
    if question.aspects - _OF_A_PLACE:
        return False
    return all(_is_of_place(unit, cited.articles, vocabulary, laws) for unit in question.units)


def _is_of_place(unit: str, articles: Sequence[str], vocabulary: Vocabulary, laws: Iterable[str]) -> bool:
    if unit in _JOINING or unit.startswith(_COUNTED):
        return True
    kind, _, id_ = unit.partition(":")
    if kind == "s":
        return id_ in laws or id_.rpartition("-")[2] in articles
    return kind == "c" and vocabulary.aspects.get(id_) in _OF_A_PLACE


def place_key(source: str, articles: Sequence[str], paragraphs: Sequence[str]) -> str:
    """The name of a place in the table of a vocabulary: ``pp-28-2018 6 2``."""
    return f"{source} {','.join(articles)} {','.join(paragraphs)}".rstrip()


def find_place(asked: Question, ranked: Sequence[Ranked], snapshot: Snapshot, vocabulary: Vocabulary) -> Found | None:
    """The entries about the place that ``asked`` names; ``None`` when no entry cites it."""
    articles, paragraphs = asked.cited.articles, asked.cited.paragraphs
    best = {}
    for source in _regulations(asked, snapshot):
        told = vocabulary.places.get(place_key(source, articles, paragraphs), "").split()
        near = [
            r for r in ranked if (r.card.id in told if told else source in sources_citing(r.card.citations, articles))
        ]
        if near:
            best[source] = max(near, key=_by_place).card.id
        elif told:
            best[source] = told[0]
    entries = tuple(dict.fromkeys(best.values()))
    return Found(entries, len(best) == 1) if entries else None


def _regulations(asked: Question, snapshot: Snapshot) -> list[str]:
    """The regulations that can be meant, of which all the articles are taught; revoked ones if there is no other."""
    named = [{source.id for source in find_sources(snapshot, law)} for law in asked.cited.laws]
    each = [{source for source, _ in snapshot.citing.get(article, ())} for article in asked.cited.articles]
    common = (snapshot.source(id_) for id_ in sorted(set.intersection(*each, *named)))
    found = [source for source in common if source and source.kind == "regulation"]
    valid = [source for source in found if source.status != "revoked"]
    return [source.id for source in valid or found]


def sources_citing(citations: Iterable[Citation], articles: Iterable[str]) -> set[str]:
    """The sources of which ``citations`` name one of the articles."""
    return {c.source for c in citations if not article_numbers(c.article or "").isdisjoint(articles)}


def _by_place(ranked: Ranked) -> tuple[bool, float]:
    """Last is what the regulation is, or what to know of its text, and not what stands in it."""
    signals = ranked.signals
    score = ranked.score + OWN_PLACE * signals["own_article"] + OWN_PARAGRAPH * signals["paragraph"]
    return not {"status", "note"}.intersection(ranked.card.aspects[:1]), score
