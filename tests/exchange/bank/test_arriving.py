"""Questions of other programs become items, or it is said why not."""

from __future__ import annotations

import pytest

from kadguide.exchange.bank.arriving import Arriving, item_ids, slug_of
from kadguide.exchange.bank.question import Answer, Imported, Kind, Parsed, Question
from kadguide.knowledge.imported_rules import gradable
from tests.exchange.bank.sample import DAY


def take(*questions: Question) -> Imported:
    return Arriving("kelas", DAY, frozenset({"satu"})).take(Parsed(questions))


def ask(kind: Kind, *answers: tuple[str, float], id_: str = "a", pairs: tuple[tuple[str, str], ...] = ()) -> Question:
    return Question(kind, id_, "Apa?", tuple(Answer(text, percent) for text, percent in answers), pairs)


UNFIT = [
    (ask("single", ("a", 50), ("b", 0)), "no_right"), (ask("single", ("a", 100), ("b", 100)), "several_right"),
    (ask("single", ("a", 100)), "few_answers"), (ask("single", *((str(n), 100) for n in range(40))), "few_answers"),
    (ask("single", ("a", 100), ("", 0)), "empty_answer"), (ask("single", ("a", 100), ("A", 0)), "same_answers"),
    (ask("multiple", ("a", 50), ("b", 50)), "no_wrong"), (ask("multiple", ("a", -50), ("b", 0)), "no_right"),
    (ask("matching", pairs=(("a", "b"),)), "few_pairs"), (ask("matching", pairs=(("a", "b"), ("c", ""))), "few_pairs"),
    (ask("matching", pairs=(("a", "b"), ("A", "c"))), "same_answers"), (ask("ordering", ("a", 0)), "few_steps"),
    (ask("short", ("*", 100)), "takes_all"), (ask("short", ("a", 50)), "no_right"),
    (ask("number", ("45", 50)), "no_right"), (ask("number", ("45", 100), ("46", 100)), "several_numbers"),
    (ask("number", ("1e999", 100)), "bad_number"), (ask("number", ("nan", 100)), "bad_number"),
    (ask("single", ("a", 100), ("b", 0))._replace(text=""), "no_text"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "key"), UNFIT)
def test_what_cannot_be_graded_is_refused(question: Question, key: str) -> None:
    found = take(question)
    assert found.items == ()
    assert [(problem.weight, problem.key) for problem in found.problems] == [("error", key)]
    assert found.errors == 1


NOTED = [
    (ask("single", ("a", 100), ("b", -25)), "note_negative"),
    (ask("single", ("a", 100), ("b", 33.33333)), "note_rounded"),
    (ask("multiple", ("a", 100), ("b", -100)), "note_single"),
    (ask("multiple", ("a", 60), ("b", 40), ("c", 0)), "note_shares"),
    (ask("short", ("a", 100), ("*", 0)), "note_any"), (ask("short", ("*sekber*", 100)), "note_star"),
    (ask("short", ("a", 100), ("b", 80)), "note_half"), (ask("number", ("45", 100), ("46", 50)), "note_numbers"),
    (ask("number", ("45", 100), ("*", 0)), "note_any"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "key"), NOTED)
def test_what_is_marked_otherwise_is_noted(question: Question, key: str) -> None:
    found = take(question)
    assert key in {problem.key for problem in found.problems}
    assert found.errors == 0
    assert all(gradable(item) for item in found.items)


def test_equal_shares_need_no_note() -> None:
    assert take(ask("multiple", ("a", 50), ("b", 50), ("c", -50), ("d", -50))).problems == ()


def test_an_id_that_stands_twice_is_refused() -> None:
    found = take(ask("single", ("a", 100), ("b", 0)), ask("single", ("a", 100), ("c", 0)))
    assert len(found.items) == 1
    assert [problem.key for problem in found.problems] == ["twice"]


def test_ids_carry_the_quiz_and_never_meet() -> None:
    names = ["Satu Dua", "satu-dua", "", "kelas-tiga", "木", "é"]
    assert item_ids("kelas", names) == (
        "kelas-satu-dua", "kelas-satu-dua-2", "kelas-003", "kelas-tiga", "kelas-005", "kelas-e",
    )  # fmt: skip
    assert slug_of("../../etc/passwd\x00") == "etc-passwd"
    assert len(slug_of("x" * 500)) == 60


def test_tags_give_layer_and_known_competencies() -> None:
    (item,) = take(ask("short", ("a", 100))._replace(tags=("Makalah", "satu", "dua"))).items
    assert (item.layer, item.competencies, item.entry) == ("paper", ("satu",), "")


def test_a_lure_that_is_right_somewhere_is_no_lure() -> None:
    (item,) = take(ask("matching", pairs=(("a", "x"), ("b", "y"), ("", "x"), ("", "z"), ("", "z")))).items
    assert [lure.text.id for lure in item.lures] == ["z"]


def test_a_wrong_word_that_is_accepted_is_no_mistake() -> None:
    (item,) = take(ask("short", ("Ps. 5", 100), ("ps 5", 0), ("ps 6", 0))).items
    assert [mistake.answers.id for mistake in item.mistakes] == [("ps 6",)]
