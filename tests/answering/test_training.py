"""What a feature speaks for: counted from the phrasings, refined where entries come near, stored in little."""

from __future__ import annotations

import random

import pytest

from kadguide.answering.loading import engine_of
from kadguide.answering.training import RARE, RARE_OF_ONE, Own, Texts, learn
from kadguide.answering.wordlist import FEW, WordList
from tests.benchmarks.engines import library_of


def texts_of(rows: list[tuple[int, list[int]]]) -> Texts:
    texts = Texts()
    for entry, features in rows:
        texts.add(entry, features, [1 / len(features)] * len(features))
    return texts


def tables(weights: list[Own]) -> list[dict[int, float]]:
    """Feature → weight for every entry."""
    return [dict(zip(*own, strict=True)) for own in weights]


def test_what_stands_in_every_text_of_an_entry_speaks_most() -> None:
    learned, background = learn(texts_of([(0, [0, 1]), (0, [0, 2]), (1, [3, 1]), (1, [3, 2])]), 2, 4)
    weights = tables(learned)
    assert weights[0][0] > weights[0][1] > 0
    assert 3 not in weights[0]
    assert all(value > 0 for value in background)


def test_a_common_word_tells_less_after_refining() -> None:
    rows = [(0, [0, 1]), (0, [0, 2]), (0, [0, 3]), (1, [0, 4]), (1, [0, 5]), (1, [0, 4, 5])]
    weights = tables(learn(texts_of(rows), 2, 6)[0])
    assert abs(weights[0][0] - weights[1][0]) < max(weights[1][4] - weights[1][0], 5)
    assert learn(texts_of(rows), 2, 6) == learn(texts_of(rows), 2, 6)


def test_refining_tells_a_phrasing_apart_from_all_entries() -> None:
    rows = [(0, [0, 1]), (0, [0, 2]), (1, [0, 3]), (1, [0, 4])]
    others = [(entry, [entry + 3]) for entry in range(2, 60)]
    few = tables(learn(texts_of(rows), 2, 63)[0])
    many = tables(learn(texts_of(rows + others), 60, 63)[0])
    assert many[0][0] > few[0][0]


def test_entries_without_texts_have_no_weights() -> None:
    weights, _ = learn(texts_of([(1, [0]), (3, [1])]), 5, 2)
    assert [list(own.features) for own in weights] == [[], [0], [], [1], []]


def test_a_share_tells_more_when_it_is_counted_from_more_phrasings() -> None:
    rows = [(0, [0, 1]), (0, [0, 2]), (1, [3, 4]), (1, [3, 5])]
    few, many = tables(learn(texts_of(rows), 2, 6)[0]), tables(learn(texts_of(sorted(rows * 10)), 2, 6)[0])
    assert many[0][0] > few[0][0]
    assert many[0][1] > few[0][1]


def test_vectors_come_back() -> None:
    texts = Texts()
    texts.add(0, [3, 1], [0.5, 0.25])
    texts.add(0, [], [])
    texts.add(4, [2], [1.0])
    assert [texts.vector(number) for number in range(3)] == [([3, 1], [0.5, 0.25]), ([], []), ([2], [1.0])]
    assert list(texts.by_entry()) == [(0, range(2)), (4, range(2, 3))]


@pytest.mark.parametrize("entries", [1, 2, 30])
def test_small_packs_work(entries: int) -> None:
    draw = random.Random(1)  # noqa: S311 - words, not secrets
    letters = "abcdefghijklmnopqrst"
    rows = [(" ".join("".join(draw.choices(letters, k=6)) for _ in range(4)), f"l{n}") for n in range(entries)]
    library, names = library_of(rows)
    engine = engine_of(library)
    for text, label in rows:
        best = engine.nearest(text)[0]
        assert names[best.entry] == label
        assert 0 <= best.confidence <= 1


def test_the_smoothing_is_a_share() -> None:
    assert 0 < RARE < 1
    assert 0 < RARE_OF_ONE < 1


def test_a_word_list_finds_the_same_before_and_after_it_became_a_table() -> None:
    table = {f"kata{number}": f"akar{number % 7}" for number in range(50)}
    words = WordList(WordList.encode(table))
    assert "kata" not in words
    for _ in range(2):
        assert all(words.get(word) == stem for word, stem in table.items())
    assert words.get("akar1") is None
    assert words.table == table
    assert 2 * len(table) > FEW
