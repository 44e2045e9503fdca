"""The two ways to find the nearest entries, all at once and by candidates, against a plain sum over the weights."""

from __future__ import annotations

import math
import random

import pytest

from kadguide.answering import candidates, lanes
from kadguide.answering.engine import Engine
from kadguide.answering.features import FAMILY_WEIGHTS, families, families_of_words, gram_features
from kadguide.answering.folding import MAX_TOKENS
from kadguide.answering.loading import engine_of
from kadguide.answering.postings import Known, Postings
from kadguide.answering.question import Question, read_question
from tests.benchmarks.engines import library_of

ENTRIES = 40
SYLLABLES = [first + vowel for first in "bdgklmnprst" for vowel in "aiuo"]


def some_words(rng: random.Random, count: int) -> list[str]:
    return ["".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))) for _ in range(count)]


@pytest.fixture(scope="module")
def phrasings() -> list[tuple[str, str]]:
    rng = random.Random(5)  # noqa: S311 - words, not secrets
    common, rare = some_words(rng, 30), some_words(rng, 200)
    return [
        (" ".join(rng.sample(common, 4) + rng.sample(rare[label * 5 : label * 5 + 5], 2)), f"label {label}")
        for label in range(ENTRIES)
        for _ in range(6)
    ]


@pytest.fixture(scope="module")
def questions(phrasings: list[tuple[str, str]]) -> list[str]:
    rng = random.Random(6)  # noqa: S311 - words, not secrets
    texts = [text.split() for text, _ in phrasings]
    mixed = [" ".join(rng.choice(texts)[:4] + rng.choice(texts)[2:]) for _ in range(60)]
    return [*mixed, texts[0][-1], " ".join(word for text in texts for word in text)[: 6 * MAX_TOKENS], "zzzz qqqq", ""]


def engine_with(phrasings: list[tuple[str, str]], most: int, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setattr(lanes, "MOST_ENTRIES", most)
    return engine_of(library_of(phrasings)[0])


def weight_in(postings: Postings, known: Known, entry: int) -> int:
    """The stored weight, read as plainly as can be; dense ones in lanes."""
    if known.size < 0:
        column = (-1 - known.size) * ENTRIES
        return postings.dense.cast("I")[column + entry] - lanes.NOTHING
    stored = slice(known.start, known.start + known.size)
    return dict(zip(postings.entries[stored], postings.weights[stored], strict=True)).get(entry, 0)


def letters_of(engine: Engine, question: Question) -> tuple[list[Known], float]:
    """The letter groups of each word by themselves: one that several words have counts each time."""
    postings, rarest = engine.index._asked, engine.index.rarest
    words = dict.fromkeys(question.grams)
    groups = [group for word in words for group in gram_features((word,), engine.index.letters)]
    idfs = [postings.idf(group, rarest) for group in groups]
    scale = FAMILY_WEIGHTS[2] / math.hypot(*idfs)
    records = [
        (record, scale * idf) for group, idf in zip(groups, idfs, strict=True) if (record := postings.record(group))
    ]
    known = [Known(record.size, record.start, value * postings.scale) for record, value in records]
    return known, sum(value * record.background for record, value in records)


def plain_sums(engine: Engine, question: Question) -> list[float]:
    postings, rarest = engine.index._asked, engine.index.rarest
    words, pairs, turns = families_of_words(question)
    of_words, of_pairs, _, of_turns = FAMILY_WEIGHTS
    parts = [
        postings.known(found, length, rarest)
        for found, length in ((words, of_words), (pairs, of_pairs), (turns, of_turns))
    ]
    parts.append(letters_of(engine, question))
    return [
        sum(known.value * weight_in(postings, known, entry) for found, _ in parts for known in found)
        - sum(usual for _, usual in parts)
        for entry in range(ENTRIES)
    ]


def test_all_entries_have_the_plain_sums(
    phrasings: list[tuple[str, str]], questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_with(phrasings, ENTRIES, monkeypatch)
    assert {known.size < 0 for known, _ in found_in(engine, questions)} == {True, False}
    for text in questions[:61]:
        question = read_question(text, engine.vocabulary)
        plain = plain_sums(engine, question)
        near = engine.index.nearest(question, 10)
        assert [n.asked for n in near] == pytest.approx([plain[n.entry] for n in near], abs=0.1), text
        best = max(range(ENTRIES), key=plain.__getitem__)
        assert near[0].entry == best or plain[near[0].entry] > plain[best] - 0.1, text


def found_in(engine: Engine, questions: list[str]) -> list[tuple[Known, str]]:
    return [
        (known, text)
        for text in questions
        for features in families(read_question(text, engine.vocabulary), engine.index.letters)
        for known in engine.index._asked.known(features, 1.0, engine.index.rarest)[0]
    ]


def test_candidates_are_the_nearest_of_all(
    phrasings: list[tuple[str, str]], questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact, quick = engine_with(phrasings, ENTRIES, monkeypatch), engine_with(phrasings, 0, monkeypatch)
    monkeypatch.setattr(candidates, "READ_WHOLE", 60)
    same = 0
    for text in questions:
        question = read_question(text, exact.vocabulary)
        one, other = exact.index.nearest(question, 5), quick.index.nearest(question, 5)
        same += [n.entry for n in one[:1]] == [n.entry for n in other[:1]]
    assert same >= 0.95 * len(questions)


@pytest.mark.parametrize("most", [ENTRIES, 0], ids=["all at once", "candidates"])
def test_wanted_entries_come_besides_and_nothing_finds_nothing(
    phrasings: list[tuple[str, str]], questions: list[str], most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_with(phrasings, most, monkeypatch)
    question = read_question(questions[0], engine.vocabulary)
    near = engine.index.nearest(question, 3)
    last = next(entry for entry in range(ENTRIES) if entry not in {n.entry for n in near})
    assert [n.entry for n in engine.index.nearest(question, 3, [last, last, near[0].entry])] == [
        *(n.entry for n in near),
        last,
    ]
    assert engine.index.nearest(read_question("zzzz qqqq", engine.vocabulary), 3) == []


def test_no_lane_runs_over(phrasings: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """A question of the words that tell most keeps every sum inside its 32 bits: one that ran over is off by dozens."""
    engine = engine_with(phrasings, ENTRIES, monkeypatch)
    rare = sorted({word for text, _ in phrasings for word in text.split()[4:]})
    question = read_question(" ".join(rare[:40]), engine.vocabulary)
    plain = plain_sums(engine, question)
    for near in engine.index.nearest(question, ENTRIES):
        assert near.asked == pytest.approx(plain[near.entry], abs=3), near.entry


@pytest.mark.parametrize("count", [60, 120, MAX_TOKENS])
def test_a_page_of_long_words_is_added_up_too(engine: Engine, count: int) -> None:
    """Many letters leave small multipliers; an article that is named brings entries that are near to nothing."""
    words = sorted(word for word in engine.vocabulary.stems.table if len(word) >= 9 and word.isalpha())
    rng = random.Random(count)  # noqa: S311 - words, not secrets
    question = read_question(
        f"{' '.join(rng.sample(words, count - 6))} pasal 14 permendagri 22/2020", engine.vocabulary
    )
    assert all(abs(near.asked) < 30 for near in engine.index.nearest(question, 5, [0, 0, 1]))
    assert engine.ask(question.text)[0].status in ("answered", "clarify", "not_found")


def test_an_empty_library_knows_nothing() -> None:
    assert engine_of(library_of([])[0]).ask("halo dunia")[0].status == "not_found"
