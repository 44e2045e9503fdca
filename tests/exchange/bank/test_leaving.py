"""What leaves for other programs, type by type, and what is said about the rest."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.exchange.bank.choosing import chosen_groups
from kadguide.exchange.bank.leaving import Leaving
from kadguide.exchange.bank.question import BankError, Question
from kadguide.exchange.bank.weights import WEIGHTS, known_weight
from kadguide.knowledge.items import ArticleKey, Case, Item, Mistake, NumberKey, Option
from kadguide.knowledge.model import Lang, Names
from tests.exchange.bank.sample import material_of
from tests.learning.sample_items import (
    ARTICLE,
    MATCHING,
    MULTIPLE,
    NUMBER,
    ORDERING,
    SHORT,
    SINGLE,
    TIED,
    TRUE_FALSE,
    both,
    item,
    option,
)


def leave(engine: Engine, one: Item, lang: Lang = "id", *, ordering: bool = True) -> tuple[Question | None, list[str]]:
    leaving = Leaving(material_of(one), engine.snapshot, lang)
    question = leaving.question(one, with_ordering=ordering)
    return question, [f"{remark.weight} {remark.key}" for remark in leaving.remarks]


MANY = item("multiple", "banyak", options=tuple(option(f"o{n}", 100 if n < 11 else 0) for n in range(12)))
SHARES: list[tuple[Item, list[tuple[str, float]], list[str]]] = [
    (SINGLE, [("pilihan a", 100), ("pilihan b", 0), ("pilihan c", 50)], []),
    (MULTIPLE, [("pilihan a", 50), ("pilihan b", 50), ("pilihan c", -50), ("pilihan d", -50)], []),
    (
        item("multiple", "tiga", options=(*(option(name, 100) for name in "abc"), option("d"))),
        [("pilihan a", 33.33333), ("pilihan b", 33.33333), ("pilihan c", 33.33333), ("pilihan d", -100)],
        [],
    ),
    (TRUE_FALSE, [("false", 100)], ["note note_reasons"]),
    (ORDERING, [(name, 0) for name in "abcde"], ["note note_ordering"]),
    (SHORT, [("sukarela", 100), ("voluntary", 100), ("tidak wajib", 50), ("not mandatory", 50), ("wajib", 0),
             ("mandatory", 0)], []),
    (NUMBER, [("45", 100), ("45", 50)], []),
    (MATCHING, [], ["note note_pairs"]),
]  # fmt: skip


@pytest.mark.parametrize(("one", "answers", "said"), SHARES, ids=lambda part: getattr(part, "id", ""))
def test_each_answer_leaves_with_its_share(
    engine: Engine, one: Item, answers: list[tuple[str, float]], said: list[str]
) -> None:
    question, remarks = leave(engine, one)
    assert question is not None
    assert [(answer.text, answer.percent) for answer in question.answers] == answers
    assert remarks == said


def test_pairs_leave_with_their_lures(engine: Engine) -> None:
    question, _ = leave(engine, MATCHING)
    assert question is not None
    assert question.pairs == (*((f"kiri {name}", f"kanan {name}") for name in "abc"), ("", "pilihan x"))


@pytest.mark.parametrize(
    ("one", "ordering", "reason"),
    [
        (ORDERING, False, "left_out out_ordering"),
        (TIED, True, "left_out out_ties"),
        (MANY, True, "left_out out_weights"),
        (
            SINGLE._replace(options=(Option("a", both("a"), 100), Option("b", both("b"), 37))),
            True,
            "left_out out_weights",
        ),
        (SINGLE._replace(id="x" * 101), True, "left_out out_id"),
    ],
)
def test_what_a_format_cannot_hold_is_named_with_its_reason(
    engine: Engine, one: Item, ordering: bool, reason: str
) -> None:
    assert leave(engine, one, ordering=ordering) == (None, [reason])


@pytest.mark.parametrize("right", range(1, 11))
def test_every_share_of_up_to_ten_right_ones_is_known(right: int) -> None:
    assert known_weight(round(100 / right, 5)) in WEIGHTS


@pytest.mark.parametrize("percent", [33, 15, 45, 8.33333, 9.09091, 110])
def test_other_shares_are_not(percent: float) -> None:
    assert known_weight(percent) is None


PLACES: list[tuple[ArticleKey, Lang, set[str], set[str]]] = [
    (ArticleKey("uu-23-2014", "363"), "id", {"363", "Pasal 363", "Ps. 363", "UU 23/2014 Pasal 363"}, set()),
    (
        ArticleKey("uu-23-2014", "363", "3"),
        "id",
        {"363(3)", "363 ayat (3)", "Pasal 363 ayat 3", "Pasal 363 (3)"},
        {"363", "Pasal 363"},
    ),
    (ArticleKey("uu-23-2014", "363", "3", "b"), "id", {"363(3)b", "Pasal 363 ayat (3) huruf b"}, {"Pasal 363"}),
    (ArticleKey("uu-23-2014", "363", "3", "b"), "en", {"Article 363(3)(b)", "Art. 363(3) point b"}, {"Art. 363"}),
    (ArticleKey("uu-23-2014", "363", asks_source=True), "id", {"UU 23/2014 Pasal 363"}, {"363", "Pasal 363"}),
]


@pytest.mark.parametrize(("key", "lang", "full", "half"), PLACES)
def test_a_place_leaves_in_its_usual_spellings(
    engine: Engine, key: ArticleKey, lang: Lang, full: set[str], half: set[str]
) -> None:
    question, _ = leave(engine, ARTICLE._replace(article=key), lang)
    assert question is not None
    earned = {answer.text: answer.percent for answer in question.answers}
    assert all(earned[text] == 100 for text in full)
    assert all(earned[text] == 50 for text in half)
    assert len({text.casefold() for text in earned}) == len(earned)


def test_known_mistakes_of_numbers_leave_as_numbers(engine: Engine) -> None:
    mistakes = (Mistake(Names(("30", "tiga puluh"), ("30 hari",)), both("terbalik"), None),)
    question, remarks = leave(engine, NUMBER._replace(mistakes=mistakes))
    assert question is not None
    assert [(a.text, a.percent, a.tolerance) for a in question.answers] == [("45", 100, 0), ("30", 0, 0), ("45", 50, 2)]
    assert remarks == ["note note_unit"]


def test_a_unit_that_the_question_does_not_name_is_added(engine: Engine) -> None:
    question, _ = leave(engine, NUMBER)
    assert question is not None
    assert question.text == "Tanya number? (hari)"
    named = NUMBER._replace(stem=both("Berapa hari?"), number=NumberKey(45, unit=both("hari")))
    assert leave(engine, named)[0].text == "Berapa hari?"  # type: ignore[union-attr]


def test_the_case_stands_before_the_question(engine: Engine) -> None:
    one = SINGLE._replace(case="sumur")
    material = material_of(one)
    material._cases["sumur"] = Case("sumur", "contoh", both("Sumur"), both("Dua desa."))
    question = Leaving(material, engine.snapshot, "id").question(one, with_ordering=True)
    assert question is not None
    assert question.text == "Sumur\n\nDua desa.\n\nTanya single?"


def test_tags_say_competency_layer_and_article(engine: Engine) -> None:
    one = next(item for item in engine.snapshot.bank.items if item.id == "wajib-sampah-kategori")
    question, _ = leave(engine, one)
    assert question is not None
    assert question.tags == ("wajib-sukarela", "hukum", "UU 23/2014 Pasal 364 ayat (1)", "PP 28/2018 Pasal 3")


@pytest.mark.parametrize("choice", [{"quiz": "x"}, {"module": "x"}, {"case": "x"}])
def test_an_unknown_choice_names_what_there_is(engine: Engine, choice: dict[str, str]) -> None:
    with pytest.raises(BankError) as caught:
        chosen_groups(material_of(SINGLE), **choice)
    assert caught.value.key.startswith("unknown_")
    assert "known" in caught.value.values
