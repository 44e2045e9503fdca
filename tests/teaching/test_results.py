"""From a register to results: the marks of a class of thirty, reckoned by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.learning.responses import right_response
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.analysis import analyse
from kadguide.teaching.register import Attempt, Event, Given, Key, Pause, moment
from kadguide.teaching.results import ExamResult, exam_gains, exam_result, late_by, read_exam
from kadguide.teaching.statistics import exam_figures, item_figures
from tests.teaching.class_sample import (
    NOW,
    add_exam,
    add_post_test,
    answer_all,
    blank,
    knows,
    made_class,
    roster,
    some_items,
)

EXPECTED = [[1.0 if knows(n, q) else 0.0 for q in range(1, 16)] for n in range(1, 31)]
"""What each of thirty trainees earns in each of fifteen questions."""


@pytest.fixture
def register(tmp_path: Path, engine: Engine) -> Iterator[SqlRegister]:
    found = made_class(tmp_path / "kelas.kadkelas", engine)
    yield found
    found.close()


def result(register: SqlRegister, exam: str = "pre") -> ExamResult:
    own = register.exam(exam)
    assert own is not None
    return exam_result(read_exam(register, own))


def test_marks_are_those_reckoned_by_hand(register: SqlRegister) -> None:
    found = result(register)
    assert [list(row) for row in found.marks] == EXPECTED
    assert [one.total for one in found.trainees] == [float(n // 2) for n in range(1, 31)]
    assert found.trainees[9].percent == pytest.approx(100 * 5 / 15)
    assert [one.answered for one in found.trainees] == [
        15 - sum(blank(n, q) for q in range(1, 16)) for n in range(1, 31)
    ]


def test_equal_marks_have_equal_ranks(register: SqlRegister) -> None:
    ranks = result(register).ranks
    assert [ranks[f"id-{n}"] for n in (30, 29, 28, 27, 1)] == [1, 2, 2, 4, 30]


def test_answers_come_back_in_the_ids_of_the_bank(register: SqlRegister, engine: Engine) -> None:
    best = result(register).trainees[-1]
    assert [answer.response for answer in best.answers] == [right_response(item) for item in some_items(engine)]


def test_the_time_used_leaves_the_pause_out(register: SqlRegister) -> None:
    """Ten minutes each, of which the second minute stood still for who had begun."""
    used = [one.used for one in result(register).trainees]
    assert used[0] == timedelta(minutes=9)
    assert used[-1] == timedelta(minutes=10)


def test_the_last_answer_counts(register: SqlRegister, engine: Engine) -> None:
    before = result(register).trainees[-1].total
    register.give([Given("pre", "id-30", "q1", '{"chosen": ["?"], "text": ""}', moment(NOW), 0)])
    assert result(register).trainees[-1].total == before - 1
    register.give([Given("pre", "id-30", "q1", "damaged", moment(NOW), 0)])
    assert result(register).trainees[-1].answers[0].grade.outcome == "blank"


def test_figures_are_those_of_the_marks(register: SqlRegister) -> None:
    found = analyse(result(register))
    assert found.exam == exam_figures(EXPECTED, [1.0] * 15)
    assert tuple(item.figures for item in found.items) == item_figures(EXPECTED, [1.0] * 15)
    assert all(item.table.n == 30 for item in found.items)
    first = found.items[0].table
    assert sum(option.chosen for option in first.options if option.right) == 29


def test_who_did_not_come_counts_in_nothing(tmp_path: Path, engine: Engine) -> None:
    register = made_class(tmp_path / "k", engine, 30, present=12)
    found = result(register)
    assert [one.state for one in found.trainees] == ["finished"] * 12 + ["absent"] * 18
    assert found.marks[12] == (None,) * 15
    assert found.trainees[12].percent is None
    assert (analyse(found).n, len(found.ranks)) == (12, 12)
    register.close()


def test_below_ten_no_figure_is_told(tmp_path: Path, engine: Engine) -> None:
    register = made_class(tmp_path / "k", engine, 30, present=9)
    found = analyse(result(register))
    assert (found.n, found.exam, found.items, found.cic, found.guess) == (9, None, (), None, None)
    assert [advice.code for advice in found.advice] == ["too_few"]
    register.close()


def test_a_half_finished_attempt_is_zero_where_it_is_blank(tmp_path: Path, engine: Engine) -> None:
    register = open_register(str(tmp_path / "k"), lambda: NOW)
    register.add_trainees(roster(3))
    items = some_items(engine)
    exam = add_exam(register, engine, items)
    answer_all(register, exam, items, 30, "id-1", until=4)
    found = result(register)
    assert [one.state for one in found.trainees] == ["answering", "absent", "absent"]
    assert found.marks[0] == (1.0,) * 4 + (0.0,) * 11
    assert found.trainees[0].used == timedelta(seconds=120)
    register.set_state("pre", "closed", moment(NOW + timedelta(minutes=90)))
    closed = result(register).trainees[0]
    assert (closed.state, closed.used) == ("finished", timedelta(minutes=30))
    register.close()


def test_an_exam_that_nobody_began(tmp_path: Path, engine: Engine) -> None:
    register = open_register(str(tmp_path / "k"), lambda: NOW)
    add_exam(register, engine, some_items(engine, 2))
    found = result(register)
    assert (found.trainees, found.marks, found.ranks, found.points()) == ((), (), {}, {})
    assert analyse(found).n == 0
    register.close()


def test_competencies_add_up_to_the_whole(register: SqlRegister) -> None:
    found = result(register)
    points = found.objective_points()
    for one in found.trainees:
        assert sum(own[one.trainee.id].earned for own in points.values()) == one.total
        assert sum(own[one.trainee.id].possible for own in points.values()) == 15


def test_gain_pairs_the_tests_of_each_trainee(register: SqlRegister, engine: Engine) -> None:
    add_post_test(register, engine, 28)
    (gain,) = exam_gains([result(register), result(register, "post")])
    assert gain.whole.pairs == 28
    first = gain.whole.trainees[0]
    assert (first.trainee, first.before) == ("id-1", 0.0)
    assert first.after == pytest.approx(20.0)
    assert {name for name, _ in gain.objectives} <= set(result(register, "post").objective_points())
    assert exam_gains([result(register, "post")]) == ()


def test_full_marks_for_all_go_to_everybody_who_came(register: SqlRegister) -> None:
    exam = register.exam("pre")
    assert exam is not None
    record = read_exam(register, exam)
    keys = [key._replace(all_right=True) if key.item == "q15" else key for key in record.keys]
    found = exam_result(record, keys)
    assert {row[14] for row in found.marks} == {1.0}
    assert analyse(found).items[14].advice == ()


def test_weights_are_the_most_of_a_question(register: SqlRegister) -> None:
    exam = register.exam("pre")
    assert exam is not None
    record = read_exam(register, exam)
    keys: list[Key] = [key._replace(weight=2.0) for key in record.keys]
    found = exam_result(record, keys)
    assert (found.trainees[-1].total, found.trainees[-1].possible, found.trainees[-1].percent) == (30, 30, 100)


def test_who_begins_five_minutes_after_the_opening_is_late(register: SqlRegister) -> None:
    exam = register.exam("pre")
    assert exam is not None
    for seconds, late in ((300, False), (301, True)):
        at = moment(NOW + timedelta(seconds=seconds))
        assert bool(late_by(exam, Attempt("pre", "x", "", "form", 0, at, at), ())) is late
    assert late_by(exam._replace(opened_at=""), Attempt("pre", "x", "", "form", 0, at, at), ()) is None


def test_nobody_is_late_for_what_stood_still(register: SqlRegister) -> None:
    exam = register.exams()[0]
    began, still = moment(NOW + timedelta(minutes=20)), moment(NOW + timedelta(minutes=16))
    attempt = Attempt("pre", "x", "A", "form", 0, began, began)
    assert late_by(exam, attempt, ()) == timedelta(minutes=20)
    assert late_by(exam, attempt, [Pause("pre", "", moment(NOW), still)]) is None
    assert late_by(exam, attempt, [Pause("pre", "B", moment(NOW), still)]) == timedelta(minutes=20)


@pytest.mark.parametrize(
    ("room", "began", "late"),
    [
        ("", 4, False),
        ("", 6, True),
        ("B", 29, False),
        ("B", 31, True),
        ("Lab", 4, False),
        ("Lab", 6, True),
        ("Lab", 27, False),
    ],
)
def test_rooms_that_were_merged_opened_at_their_own_time(
    register: SqlRegister, room: str, began: int, late: bool
) -> None:
    """Room B opened 25 minutes after the room that has no name."""
    exam = register.exam("pre")
    assert exam is not None
    events = [
        Event(str(number), moment(NOW + timedelta(minutes=minutes)), "exam_opened", "pre", room=name)
        for number, (name, minutes) in enumerate((("", 0), ("B", 25), ("B", 40)))
    ]
    at = moment(NOW + timedelta(minutes=began))
    assert bool(late_by(exam, Attempt("pre", "x", room, "form", 0, at, at), (), events)) is late
