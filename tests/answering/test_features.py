"""What texts of a pack without a lexicon are told apart by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kadguide.answering.loading import engine_of
from kadguide.answering.question import ANY, read_question, read_text
from kadguide.answering.ranking import Ranker
from kadguide.answering.weights import RANKING
from kadguide.knowledge.library import Concept, Lexicon
from kadguide.knowledge.model import Names
from tests.benchmarks.engines import library_of

ROWS = [
    ("tell me 5", "digit"),
    ("tell me 7", "digit"),
    ("tell me 1994", "year"),
    ("tell me 2003", "year"),
    ("what a day", "sigh"),
    ("oh what a day", "sigh"),
    ("what i say", "repeat"),
    ("hear what i say", "repeat"),
]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("tell 3", "digit"),
        ("tell 1950", "year"),
        ("tell me 88 or 2020", "year"),
        ("what a", "sigh"),
        ("what i", "repeat"),
    ],
)
def test_numbers_tell_by_their_length_and_letters_by_their_neighbours(question: str, label: str) -> None:
    library, names = library_of(ROWS)
    assert names[engine_of(library).nearest(question)[0].entry] == label


NAMED = [
    ("i am carol", "name"),
    ("please note i am dimitri", "name"),
    ("i am from oslo", "home"),
    ("we come from quito", "home"),
    ("play sonata", "music"),
    ("now play bolero", "music"),
    ("i play with dogs", "pets"),
    ("play with your dogs", "pets"),
]


@pytest.mark.parametrize(
    ("question", "label"),
    [
        ("am evangeline", "name"),
        ("from evangeline", "home"),
        ("play evangeline", "music"),
        ("play bolero with", "music"),
        ("from dimitri", "home"),
        ("play with evangeline", "pets"),
    ],
)
def test_what_stands_around_a_word_tells_what_the_word_stands_for(question: str, label: str) -> None:
    """Words that nothing has, and words that one wording alone has and that are said of something else here."""
    library, names = library_of(NAMED)
    assert names[engine_of(library).nearest(question)[0].entry] == label


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("I am Carol", ("i", "am", ANY)),
        ("i play evangeline now 12", ("i", "play", ANY, ANY, "12")),
        ("play with dogs", ("play", "with", "dogs")),
        ("", ()),
    ],
)
def test_words_that_stand_nowhere_or_once_are_any_words(text: str, row: tuple[str, ...]) -> None:
    assert read_text(text, engine_of(library_of(NAMED)[0]).vocabulary).row == row


def test_no_word_that_the_lexicon_knows_is_any_word() -> None:
    library, _ = library_of(NAMED)
    lexicon = Lexicon(function_words=Names(en=("now",)), concepts=(Concept("dance", ("bolero",)),))
    vocabulary = engine_of(replace(library, lexicon=lexicon)).vocabulary
    assert read_text("now play bolero sonata", vocabulary).row == ("now", "play", "bolero", ANY)


def test_a_message_is_one_question_where_no_lexicon_tells_what_joins() -> None:
    engine = engine_of(library_of(NAMED)[0])
    reply, _ = engine.ask("please note i am dimitri, and we come from quito")
    assert len(reply.entries) <= 1


def test_where_all_words_are_taken_alike_none_covers_more_than_another() -> None:
    engine = engine_of(library_of(NAMED)[0])
    question = read_question("i am from oslo with your dogs", engine.vocabulary)
    alike, by_content = (Ranker(engine.snapshot, engine.index, by_content=known) for known in (False, True))
    before = {ranked.card.id: ranked for ranked in by_content.rank(question)}
    most = max(ranked.signals["covered"] for ranked in before.values())
    for ranked in alike.rank(question):
        own = before[ranked.card.id]
        assert ranked.signals == own.signals
        more = RANKING["covered"] * (most - own.signals["covered"])
        assert ranked.score == pytest.approx(own.score + more)
