"""Questions that are nothing but a place in a regulation: “Pasal 14 Permendagri 22/2020”, “isi pasal 363?”.

For these the number decides. What a place is about, the phrasings say that name just it; otherwise the entries that
cite it, those first that cite little else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kadguide.answering.folding import tokens
from kadguide.answering.premises import find_sources
from kadguide.answering.question import Question, read_question
from kadguide.answering.vocabulary import Vocabulary
from kadguide.knowledge.model import Citation, Source
from kadguide.knowledge.places import Part, article_numbers, parts_of
from kadguide.knowledge.snapshot import Card, Snapshot
from kadguide.light import NamedTuple

_OF_A_PLACE = frozenset(("article", "contents", "definition"))
"""Aspects of words that only ask what stands there, and of entries that tell it."""
_ASKED_OF_A_PLACE = _OF_A_PLACE | {"list", "name"}
"""The same with those of “sebutkan isi …” and “isinya apa saja”."""
_JOINING = frozenset((
    "sampai", "hingga", "sekaligus", "huruf", "angka", "undang", "c:nomor", "c:tahun",
    "c:permendagri", "c:peraturan-pemerintah", "c:undang-undang",
    "c:peraturan", "c:bahas", "c:meliputi", "c:kata", "c:abstrak", "c:lengkap", "c:baca", "c:cari",
    "c:sedia", "c:tetapkan", "menetapkan", "down", "menunjukkan", "teks", "text",
    "setelahnya", "sesudahnya", "berikutnya", "berikut", "selanjutnya", "sebelumnya",
    "next", "following", "previous", "preceding",
))  # fmt: skip
"""Words around a place: that name its regulation or a part of it, and that ask what it says, regulates or is about."""
_BEFORE_A_TITLE = frozenset(("tentang", "mengenai", "on", "concerning"))
_COUNTED = "c:hitung-"
"""Numbers that are written as words (“ayat empat”)."""
_BESIDE_THE_TEXT = frozenset(("status", "note", "suggestion", "choice", "comparison"))
"""Main aspects of entries that tell of the text of a regulation, or of what to do with it, and not what it says."""
_LEADING, _OF_PLACES, _OF_PAPER = 2.0, 1.5, 0.5
"""How much nearer to a place an entry is whose first regulation it is, that tells of articles, or of the paper."""
_THE_PARAGRAPH, _THE_ARTICLE, _ANOTHER_PARAGRAPH = 2.0, 1.0, 0.25
"""How near a citation is when a paragraph is asked for: of that paragraph, of all of the article, of another one."""
_A_PARAGRAPH = 0.5
"""How near a citation of a paragraph is when all of the article is asked for."""


_TOLD = 8.0
"""How much nearer an entry is when its phrasings name what the place is part of."""


class _Place(NamedTuple):
    source: str
    articles: frozenset[str]
    paragraphs: frozenset[str]


class Found(NamedTuple):
    """The entries about a place, the best first. ``sure`` is false when several regulations have such a place."""

    entries: tuple[str, ...]
    sure: bool


def asks_only_place(question: Question, vocabulary: Vocabulary, laws: Mapping[str, Source]) -> bool:
    """Whether the question names an article and asks for nothing but what stands there; ``laws`` are known sources."""
    if not question.cited.articles:
        return False
    question = _without_title(question, vocabulary, laws)
    cited = question.cited
    if not cited.articles or cited.ordinals or cited.parts or question.unknown or question.foreign:
        return False
    if question.aspects - _ASKED_OF_A_PLACE:
        return False
    return all(_is_of_place(unit, cited.articles, vocabulary, laws) for unit in question.units)


def _without_title(question: Question, vocabulary: Vocabulary, laws: Mapping[str, Source]) -> Question:
    """The question without the title of the regulation that it names, which only says which one is meant."""
    words = tokens(question.text)
    begin = next((at for at, word in enumerate(words) if word in _BEFORE_A_TITLE), len(words))
    named = [law for id_, law in laws.items() if any(cited.matches(id_) for cited in question.cited.laws)]
    title = {word for law in named for lang in (law.title.id, law.title.en) for word in tokens(lang)}
    end = next((at for at in range(begin + 1, len(words)) if words[at] not in title), len(words))
    if end <= begin + 1:
        return question
    return read_question(" ".join((*words[:begin], *words[end:])), vocabulary, question.lang)


def _is_of_place(unit: str, articles: Sequence[str], vocabulary: Vocabulary, laws: Mapping[str, Source]) -> bool:
    if unit in _JOINING or unit.startswith(_COUNTED):
        return True
    kind, _, id_ = unit.partition(":")
    if kind == "s":
        return id_ in laws or id_.rpartition("-")[2] in articles
    return kind == "c" and vocabulary.aspects.get(id_) in _ASKED_OF_A_PLACE


def place_key(source: str, articles: Sequence[str], paragraphs: Sequence[str]) -> str:
    """The name of a place in the table of a vocabulary: ``pp-28-2018 6 2``."""
    return f"{source} {','.join(articles)} {','.join(paragraphs)}".rstrip()


def find_place(asked: Question, snapshot: Snapshot, vocabulary: Vocabulary) -> Found | None:
    """The entries about the place that ``asked`` names, one of each regulation; ``None`` when no entry cites it.

    How the question is worded does not matter: the same place has the same answer.
    """
    articles, paragraphs = asked.cited.articles, asked.cited.paragraphs
    best = []
    for source in _regulations(asked, snapshot):
        place = _Place(source, frozenset(articles), frozenset(paragraphs))
        cards = _cards_citing(place, snapshot)
        told = vocabulary.places.get(place_key(source, articles, paragraphs), "").split()
        if not told and not any(_names_paragraph(card, place) for card in cards):
            told = vocabulary.places.get(place_key(source, articles, ()), "").split()
        around = set() if told else _told_around(place, vocabulary)
        cards = [snapshot.card_of(id_) for id_ in told] or cards
        best.append(max(cards, key=lambda card: _nearness(card, place, card.id in around)).id)
    return Found(tuple(dict.fromkeys(best)), len(best) == 1) if best else None


def _regulations(asked: Question, snapshot: Snapshot) -> list[str]:
    """The regulations that can be meant, of which all the articles are taught; revoked ones if there is no other.

    First is the one that most is taught of.
    """
    named = [{source.id for source in find_sources(snapshot, law)} for law in asked.cited.laws]
    each = [{source for source, _ in snapshot.citing.get(article, ())} for article in asked.cited.articles]
    common = (snapshot.source(id_) for id_ in sorted(set.intersection(*each, *named)))
    found = [source for source in common if source and source.kind == "regulation"]
    valid = [source for source in found if source.status != "revoked"]
    taught = Counter(source for cited in snapshot.citing.values() for source, _ in cited)
    return sorted((source.id for source in valid or found), key=lambda id_: (-taught[id_], id_))


def sources_citing(citations: Sequence[Citation], articles: Iterable[str]) -> set[str]:
    """The sources of which ``citations`` name all the articles."""
    each = ({c.source for c in citations if article in article_numbers(c.article or "")} for article in articles)
    return set.intersection(*each)


def _cards_citing(place: _Place, snapshot: Snapshot) -> list[Card]:
    """The entries that cite one of the articles, in the order of the topics."""
    positions = (at for article in place.articles for source, at in snapshot.citing[article] if source == place.source)
    return [snapshot.card(position) for position in sorted(set(positions))]


def _names_paragraph(card: Card, place: _Place) -> bool:
    here = (part for c in card.citations if c.source == place.source for part in parts_of(c.article or ""))
    return any(part.articles & place.articles and part.paragraphs & place.paragraphs for part in here)


def _told_around(place: _Place, vocabulary: Vocabulary) -> set[str]:
    """The entries whose phrasings name all of the articles, or the first and the last of articles among which they are.

    So what a paragraph is about is told with its article, and what an article with its chapter.
    """
    found: set[str] = set()
    for key, entries in vocabulary.places.items():
        source, articles, *paragraphs = key.split(" ")
        if source == place.source and not paragraphs:
            ends = [_number(article) for article in articles.split(",")]
            if all(ends[0] <= _number(article) <= ends[-1] for article in place.articles):
                found.update(entries.split())
    return found


def _number(article: str) -> int:
    """The number of an article, which a letter may follow (``292A``)."""
    return int("".join(filter(str.isdigit, article)))


def _nearness(card: Card, place: _Place, told: bool) -> tuple[bool, bool, float]:
    """How much an entry is about a place: whether it cites all of that, tells what stands there, and little else.

    ``told``: its phrasings name what the place is part of.
    """
    cited = {(c.source, part) for c in card.citations for part in parts_of(c.article or "") or (None,)}
    here = [part for source, part in cited if part and source == place.source]
    share = sum(_share_of_part(part, place) for part in here) / len(cited)
    if card.citations[0].source == place.source:
        share *= _LEADING
    if not _OF_A_PLACE.isdisjoint(card.aspects[:1]):
        share *= _OF_PLACES
    if card.layer == "paper":
        share *= _OF_PAPER
    whole = place.articles <= {article for part in here for article in part.articles}
    return whole, _BESIDE_THE_TEXT.isdisjoint(card.aspects[:1]), share * (_TOLD if told else 1.0)


def _share_of_part(part: Part, place: _Place) -> float:
    """How far a citation is of the place; all of it when it names just the articles."""
    share = len(part.articles & place.articles) / len(part.articles | place.articles)
    if not place.paragraphs:
        return share * (_A_PARAGRAPH if part.paragraphs else 1.0)
    if not part.paragraphs:
        return share * _THE_ARTICLE
    return share * (_ANOTHER_PARAGRAPH if part.paragraphs.isdisjoint(place.paragraphs) else _THE_PARAGRAPH)
