"""What a conversation carries from one turn to the next, and how a short follow-up is completed from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kadguide.answering.citations import Cited, LawRef
from kadguide.answering.question import Question
from kadguide.knowledge.model import Lang
from kadguide.light import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kadguide.knowledge.snapshot import Card, Snapshot

_MARKERS = (
    r"^(?:(?:oh|ok|oke|nah|hmm|ya|wah|lah)\s+)?(?:jadi|jd|berarti|brarti|artinya|kok|"
    r"kalau|kalo|klo|kl|terus|trus|lalu|lantas|dan|selain|yang|yg|itu|ini|tapi|"
    r"(?:coba |tolong )?(?:bandingkan|bandingin|banding|bedanya|bedakan|bedain|compare)|"
    r"tp|kenapa|emang|memang|what about|how about|and|but|so|then|why|"
    r"the (?:first|second|third|fourth|fifth|last)|it|its|is it|does it|who|when)\b"
)
_PRONOUNS = (
    r"\b(?:itu|gitu|begitu|such|tersebut|tadi|ini|dia|mereka|it|its|that|this|those|them|they|the same|sama yang|"
    r"keduanya|both|the two|di (?:situ|sana|dalamnya)|in there)\b"
)
_POINTERS = rf"{_PRONOUNS}|\b(?:nya|di atas)\b|\w{{3,}}nya\b"
_AND_WHAT_OF = (
    r"^(?:kalau|kalo|klo|kl|terus|trus|lalu|lantas|dan|bagaimana dengan|gimana dengan|what about|how about|and)\b"
)
_CONDITION = (
    r"^(?:(?:dan|tapi|tp|terus|trus|and|but|so)\s+)?(?:kalau|kalo|klo|kl|jika|bila|apabila|seandainya|misal(?:nya)?|"
    r"if|what if|in case|suppose|unless)\b"
)
_OF_A_CASE = frozenset(("comparison", "consequence", "permission", "change", "ending", "dispute", "funding"))
"""Aspects of words by which a case may be told; others are asked for."""
_LONGEST_CASE = 4
"""Content words up to which a turn may be nothing but a case."""
_CONCLUDES = (
    r"^(?:(?:oh|ok|oke|nah|hmm|and|but)\s+)?(?:jadi|jd|berarti|brarti|artinya|so|then|which means|that means)\b"
)
"""Begins a turn that draws a conclusion from the last answer."""
_ASKS_AFRESH = (
    r"^(?:jadi|jd|berarti|brarti|artinya|so|then)\s+(?:yang |yg )?"
    r"(?:siapa|apa(?!kah)|kapan|berapa|bagaimana|gimana|gmn|who|what|when|how|which)\b"
)
"""The same with a question word behind it, which asks by itself (“jadi siapa yang …”)."""
OF_EVERYTHING = frozenset(("kad",))
"""The subject that all of this is about: to name it turns to nothing else, and is no special respect."""
_ELSEWHERE = (
    r"^(?:(?:dan|and|terus|trus|lalu|but|tapi|kalau|kalo|klo|what about|how about)\s+)+(?:yang |yg |the ones? )?"
    r"(?:across|in|within|inside|outside|between|among|lintas|antar|antar\w+|di luar|di dalam|dalam|sesama|beda)\b"
)
"""Begins a turn that tells only another case of what was asked (“and across provinces?”)."""
_HALF_A_SENTENCE = r"^(?:with|for|in|inside|within|at|by|dengan|dgn|sama|untuk|utk|buat|di|dalam|oleh)\b"
_ASKED_OF_IT = r"(?:does|do|did|is|was|can|may|must|should|will|has|who|when|how|why|where|what)\b.*\b(?:it|its)\b"
_LONGEST_FOLLOW_UP = 6


_NEIGHBOUR = (
    r"\b(?:pasal|article)\b.*\b(setelahnya|sesudahnya|berikutnya|berikut|selanjutnya|sebelumnya)\b|"
    r"\b(next|following|previous|preceding) article\b"
)
_BEFORE = frozenset(("sebelumnya", "previous", "preceding"))
_BOTH = (
    r"\b(?:(?:sama|dengan|dgn) (?:yang|yg) (?:tadi|sebelumnya|barusan)|"
    r"(?:with|to) (?:the (?:previous|last|earlier)(?: one)?|the one before)|"
    r"keduanya|kedua(?:nya)? itu|dua duanya|dua-duanya|both|the two|these two|those two)\b"
)
_OTHER_ONE = r"\b(?:yang satunya|satunya|yang lain(?:nya)?|the other(?: one)?|other one)\b"
_ONLY_A_NUMBER = (
    r"(?:(?:kalau|kalo|klo|yang|yg|dan|terus|trus|what about|how about|and)\s+)?(\d{2,3})"
    r"(?:\s+(?:apa|gimana|gmn|bagaimana|isinya(?: apa)?|mengatur apa))?\W*"
)
_UNITS = frozenset(
    "hari bulan tahun minggu jam menit kali orang persen daerah kabupaten kota provinsi pemda desa juta miliar lembar "
    "day days week weeks month months year years hours times people percent regions regencies cities provinces".split()
)
"""Words behind a number that is no article."""
_ASKED_OF_LAWS = frozenset(("status", "change", "article"))
"""Aspects that, without a law in the question, are asked of the last one."""


class Context(NamedTuple):
    """What the last turn was about. Small and explicit: entry, subjects, group, law, article, and what was asked."""

    entry: str | None = None
    topic: str | None = None
    subjects: tuple[str, ...] = ()
    group: str | None = None
    laws: tuple[LawRef, ...] = ()
    articles: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()
    """What the last question asked of its subjects."""
    asked_of: tuple[str, ...] = ()
    """The subjects that the last question named which asked something."""
    aspects: frozenset[str] = frozenset()
    asked_laws: tuple[LawRef, ...] = ()
    """The regulations that the last question itself named."""
    shown: tuple[str, ...] = ()
    """Entries that the conversation has shown, the latest last; at most :data:`REMEMBERED`."""

    recent: tuple[str, ...] = ()
    """The last two subjects that answers were about, the latest last: what “keduanya” means."""

    compared: tuple[str, ...] = ()
    """Subjects that the last turn laid side by side, in order: “the first one”, “yang satunya” mean one of these."""

    matter: str | None = None
    """The kind of cooperation that is talked about, also while a turn asks of all kinds."""
    point: int = 0
    """Which point of the list in :attr:`entry` was shown last; 0 when all of it was."""
    lang: Lang | None = None
    """In which language the last reply was: a short turn may tell none."""


REMEMBERED = 20


def leans_on(question: Question, context: Context | None) -> bool:
    """Whether the question needs the last turn to be understood."""
    if context is None or context.entry is None or (not question.units and (question.unknown or question.foreign)):
        return False
    if question.subjects and not set(question.subjects) <= set(context.subjects):
        if question.cited.laws and only_names(question) and re.match(_HALF_A_SENTENCE, question.text, re.I):
            return True  # “di PP 28/2018 berapa?”
        begins = re.match(_MARKERS, question.text, re.I) or (
            "comparison" in question.aspects and re.match(_ASKED_OF_IT, question.text, re.I)
        )
        return bool(begins) and question.content <= _LONGEST_FOLLOW_UP
    follows = re.match(_MARKERS, question.text, re.I) and not re.match(_ASKS_AFRESH, question.text, re.I)
    pointed = bool(follows or re.search(_POINTERS, question.text, re.I))
    short = question.content <= 3 and not question.foreign
    only_place = bool(question.cited.paragraphs or question.cited.articles) and not question.cited.laws
    return (
        (pointed and question.content <= _LONGEST_FOLLOW_UP + 2) or short or only_place or bool(question.cited.ordinals)
    )


def stands_alone(text: str) -> bool:
    """Whether no word of ``text`` points back and it is no half sentence, so that it may begin a new topic."""
    return not (points_back(text) or re.search(_HALF_A_SENTENCE, text, re.I))


def points_back(text: str) -> bool:
    """Whether a word of ``text`` stands for what was talked about."""
    return re.search(_PRONOUNS, text, re.I) is not None


def asks_the_same(text: str) -> bool:
    """Whether ``text`` begins like a question that was asked before, of something else (“kalau DPRD?”)."""
    return re.match(_AND_WHAT_OF, text, re.I) is not None


def names_another(text: str) -> bool:
    """Whether ``text`` begins like one that only names another matter (“kalau X”, “with X”, “yang X”)."""
    return (
        asks_the_same(text) or re.match(_HALF_A_SENTENCE, text, re.I) is not None or text.startswith(("yang ", "yg "))
    )


def is_condition(question: Question) -> bool:
    """Whether the turn only changes the case of what was asked before (“kalau beda provinsi?”, “what if …?”)."""
    asks = question.subjects or question.aspects - _OF_A_CASE or question.content > _LONGEST_CASE
    return not asks and any(re.match(begins, question.text, re.I) for begins in (_CONDITION, _ELSEWHERE))


def under_condition(question: Question, context: Context) -> Question:
    """What was asked before, asked again of the case that ``question`` tells."""
    asked_of = tuple(subject for subject in context.asked_of if subject not in question.subjects)
    return question._replace(
        subjects=question.subjects + asked_of,
        aspects=question.aspects | context.aspects,
        terms=question.terms | context.asked | {f"s:{subject}" for subject in asked_of},
        beside=question.beside | context.asked,
    )


def only_names(question: Question) -> bool:
    """Whether the turn only names something, of which it asks what was asked before."""
    named = bool(question.subjects) or asks_the_same(question.text)
    return named and not question.aspects and question.content <= len(question.subjects) + 1


def complete(question: Question, context: Context) -> Question:
    """The question with what the context adds.

    Without a subject of its own it is about the last one; with nothing but a subject (“and the other one?”) it asks
    what was asked before; where only an article or paragraph is named, the law is the last one.
    """
    cited = question.cited
    bare = _bare_articles(question) if not cited.anything and not cited.ordinals else ()
    about_law = bool(cited.articles or cited.paragraphs or bare or question.aspects & _ASKED_OF_LAWS)
    laws = cited.laws or (context.laws if about_law else ())
    articles = cited.articles or (bare if laws else ()) or (context.articles if cited.paragraphs else ())
    if neighbour := neighbour_named(question.text, context.articles):
        laws, articles = context.laws, (neighbour,)
    points_back = re.match(_ASKED_OF_IT, question.text, re.I) is not None
    # Of a kind of cooperation, or of what it points to: what is said of one model is not so of all cooperation.
    of_the_last = context.matter in context.subjects[:1] or re.search(_POINTERS, question.text, re.I)
    concludes = (
        of_the_last and OF_EVERYTHING.issuperset(question.subjects) and re.match(_CONCLUDES, question.text, re.I)
    )
    elsewhere = (question.subjects and not concludes) or any(law not in context.laws for law in cited.laws)
    added = context.subjects[:1] if points_back or not elsewhere else ()
    if chosen := of_the_compared(question, context):
        added = (chosen,)
        cited = cited._replace(ordinals=())
    if not elsewhere and len(context.recent) > 1 and re.search(_BOTH, question.text, re.I):
        added = context.recent
    added = tuple(subject for subject in added if subject not in question.subjects)
    only_subject = only_names(question)
    again = context.asked if only_subject else frozenset[str]()
    if only_subject and not laws:
        laws = context.asked_laws
    return question._replace(
        subjects=question.subjects + added,
        aspects=question.aspects | (context.aspects if only_subject else frozenset()),
        terms=question.terms | {f"s:{subject}" for subject in added} | again,
        beside=question.beside | again,
        units=tuple(f"s:{subject}" for subject in added) + question.units,
        cited=Cited(laws, articles, cited.paragraphs, cited.ordinals, cited.parts),
    )


def _bare_articles(question: Question) -> tuple[str, ...]:
    """Numbers that may be articles of the last regulation: of two or three digits, and not of days or regions."""
    pairs = pairwise((*question.words, ""))
    return tuple(w for w, unit in pairs if w.isdigit() and len(w) in (2, 3) and unit not in _UNITS)


def as_article(text: str, context: Context) -> str:
    """``text``, where a number by itself (“kalau 363?”) is an article of the last regulation."""
    number = re.fullmatch(_ONLY_A_NUMBER, text.strip(), re.I) if context.laws and any(map(str.isdigit, text)) else None
    return article(number.group(1), context) if number else text


def article(number: str, context: Context) -> str:
    """The article of that ``number``, named in the language of the conversation."""
    return f"{'article' if context.lang == 'en' else 'pasal'} {number}"


def asks_for_neighbour(text: str) -> bool:
    """Whether ``text`` asks for the article after or before another."""
    return re.search(_NEIGHBOUR, text, re.I) is not None


def source_asked(asked: Question, context: Context, snapshot: Snapshot, *, leaning: bool) -> str | None:
    """The last answer, if the turn is nothing but “which article?” of it; of which law may be said."""
    only = asked.aspects == {"article"} and len(set(asked.units)) - len(asked.subjects) <= 2 and not asked.foreign
    elsewhere = asks_for_neighbour(asked.text) and context.articles
    named = all(any(law.matches(subject) for law in asked.cited.laws) for subject in asked.subjects)
    places = asked.cited.articles or asked.cited.paragraphs or asked.cited.ordinals
    if not only or not named or elsewhere or places or asked.unknown or context.entry not in snapshot.position:
        return None
    return context.entry if leaning or _cites_all(snapshot.card_of(context.entry or ""), asked.cited.laws) else None


def _cites_all(card: Card, laws: Sequence[LawRef]) -> bool:
    """Whether the entry cites a place of each of ``laws``, of which there is one at least."""
    places = [cited.source for cited in card.citations if cited.article]
    return bool(laws) and all(any(law.matches(source) for source in places) for law in laws)


def neighbour_named(text: str, articles: tuple[str, ...]) -> str | None:
    """The article after or before the last one (“pasal setelahnya?”)."""
    found = re.search(_NEIGHBOUR, text, re.I)
    if not found or len(articles) != 1 or not articles[0].isdigit():
        return None
    said = (found.group(1) or found.group(2)).casefold()
    return str(int(articles[0]) + (-1 if said in _BEFORE else 1))


def of_the_compared(question: Question, context: Context) -> str | None:
    """The subject that “the first one” or “the other one” means after a comparison."""
    compared = context.compared
    if len(compared) < 2 or question.subjects:
        return None
    positions = question.cited.ordinals
    if len(positions) == 1 and positions[0] <= len(compared):
        return compared[positions[0] - 1]
    if re.search(_OTHER_ONE, question.text, re.I):
        return next((subject for subject in compared if subject not in context.subjects[:1]), None)
    return None
