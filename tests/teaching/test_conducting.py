"""What an instructor does to a class shows in the register, in its record, and on the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.learning.grading import grade
from kadguide.learning.material import Material
from kadguide.learning.responses import Response, decode_response
from kadguide.learning.spelling import Words, decode_words, encode_words
from kadguide.teaching.conducting import LONGEST_TIME, ConductError, Conductor, read_minutes, same_title
from kadguide.teaching.drafting import (
    Draft,
    draft_module,
    draft_quiz,
    draft_test,
)
from kadguide.teaching.overview import SETTLED, Row, Watch
from kadguide.teaching.paper import MOST_ITEMS, PaperItem, decode_paper, translate
from kadguide.teaching.register import Attempt, Changes, Trainee, moment
from kadguide.teaching.sitting import Sitting
from tests.learning.sample_items import ALL, SHORT, SINGLE
from tests.learning.sample_items import material as made_of
from tests.teaching.room import START, Clock, add_exam, code_of, sit


def answer(sitting: Sitting, place: int = 0) -> bool:
    return sitting.answer(sitting.items[place], some(sitting.items[place]), place)


def some(item: PaperItem) -> Response:
    return Response((item.parts[0].id,)) if item.parts else Response(text="sukarela")


def states(conductor: Conductor) -> list[str]:
    return [row.state for row in conductor.overview().rows]


def row_of(conductor: Conductor, trainee: str) -> Row:
    found = conductor.overview().row(trainee)
    assert found is not None
    return found


def record(conductor: Conductor) -> list[tuple[str, str, str]]:
    return [(event.kind, event.trainee or event.room, event.detail) for event in conductor.register.events()]


def code(error: pytest.ExceptionInfo[ConductError]) -> str:
    return error.value.code


# -- a class from its beginning to its end


def test_the_board_follows_a_class_through_an_exam(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    assert states(conductor) == ["absent"] * 3
    assert conductor.open(exam.id)
    conductor.register.claim(code_of(conductor, "t3"), "tiket", moment(clock()))
    one, two = sit(conductor, exam, "t1"), sit(conductor, exam, "t2")
    assert answer(one)
    assert answer(one)  # the same question once more
    assert answer(one, 1)
    seen = conductor.overview()
    assert [row.state for row in seen.rows] == ["answering", "answering", "logged_in"]
    assert [row.answered for row in seen.rows] == [2, 0, 0]
    assert seen.exam is not None
    assert (seen.exam.questions, seen.exam.state) == (3, "open")
    assert seen.rows[0].left == timedelta(minutes=30)
    assert one.answer(one.items[1], Response(), 1)  # taken back
    clock.wait(5)
    assert conductor.pause(exam.id, "A")
    assert not conductor.pause(exam.id, "A")
    clock.wait(10)
    seen = conductor.overview()
    assert [(row.state, row.answered) for row in seen.rows] == [("paused", 1), ("paused", 0), ("logged_in", 0)]
    assert seen.rows[0].left == timedelta(minutes=25)
    assert seen.paused == ("A",)
    assert conductor.resume(exam.id)
    assert not conductor.resume(exam.id)
    assert two.hand_in()
    clock.wait(26)
    assert states(conductor) == ["time_over", "finished", "logged_in"]
    assert conductor.close(exam.id)
    seen = conductor.overview()
    assert [row.finish for row in seen.rows] == ["time", "trainee", ""]
    assert (seen.sums.came, seen.sums.answers, seen.sums.logged_in) == (3, 1, 1)
    assert record(conductor) == [
        ("exam_opened", "", ""), ("paused", "A", ""), ("resumed", "A", ""), ("exam_closed", "", "0"),
    ]  # fmt: skip


def test_a_class_is_begun_once(conductor: Conductor, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(ConductError) as error:
        conductor.found("Lain", "en")
    assert code(error) == "class_exists"
    assert conductor.classroom().title == "Kelas Uji"


def test_without_a_class_there_is_nothing_to_conduct(tmp_path: Path, clock: Clock) -> None:
    from kadguide.store.classes import open_register
    from tests.teaching.room import chance

    empty = Conductor(open_register(str(tmp_path / "kosong.kadkelas"), clock), clock, chance())
    with pytest.raises(ConductError) as error:
        empty.classroom()
    assert code(error) == "no_class"
    seen = empty.overview()
    assert (seen.classroom, seen.exam, seen.rows, seen.exams) == (None, None, (), ())
    assert not (tmp_path / "kosong.kadkelas").exists()


# -- more time for everybody


def test_everybody_is_given_more_minutes_and_who_had_run_out_of_time_goes_on(
    conductor: Conductor, clock: Clock
) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    conductor.set_factor("t2", 1.5)
    one, two, three = (sit(conductor, exam, trainee) for trainee in ("t1", "t2", "t3"))
    three.hand_in()
    clock.wait(31)
    assert one.look()[0].phase == "time_over"
    assert two.look()[0].left == timedelta(minutes=14)
    assert conductor.extend(exam.id, 10) == 1
    assert [(seat.look()[0].phase, seat.look()[0].left) for seat in (one, two)] == [
        ("open", timedelta(minutes=9)), ("open", timedelta(minutes=29)),
    ]  # fmt: skip
    assert one.answer(one.items[0], some(one.items[0]), 1)
    assert three.look()[0].phase == "finished", "what was handed in stays so"
    assert record(conductor)[-1] == ("extended", "", "10")
    clock.wait(30)
    assert one.look()[0].phase == "time_over"
    assert conductor.extend(exam.id, 5) == 0, "what does not reach until now lets nobody go on"
    assert states(conductor) == ["time_over", "answering", "finished"]


@pytest.mark.parametrize("minutes", [0, -5, LONGEST_TIME - 29, 10**9])
def test_what_no_exam_can_take_is_not_added(conductor: Conductor, minutes: int) -> None:
    exam = add_exam(conductor)
    with pytest.raises(ConductError) as error:
        conductor.extend(exam.id, 10)
    assert code(error) == "not_open"
    conductor.open(exam.id)
    with pytest.raises(ConductError) as error:
        conductor.extend(exam.id, minutes)
    assert code(error) == "bad_more"
    assert conductor.overview().exams[0].minutes == 30
    assert conductor.extend(exam.id, LONGEST_TIME - 30) == 0


def test_nothing_is_added_to_an_exam_without_a_limit(conductor: Conductor) -> None:
    exam = add_exam(conductor, minutes=0)
    conductor.open(exam.id)
    with pytest.raises(ConductError) as error:
        conductor.extend(exam.id, 10)
    assert code(error) == "no_limit"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("10", 10), (" +5 ", 5), ("10 menit", 10), ("1 minute", 1), ("15min", 15), ("", 0), ("x", 0), ("-5", 0),
     ("1,5", 0), ("10 jam", 0), ("9999", 0), ("٣", 0)],
)  # fmt: skip
def test_minutes_are_read_as_people_type_them(typed: str, minutes: int) -> None:
    assert read_minutes(typed) == minutes


# -- exams


def test_an_exam_keeps_what_grades_it(conductor: Conductor, engine: Engine) -> None:
    material = Material(engine.snapshot.bank, engine.snapshot.competencies, engine.snapshot.terms)
    draft = draft_test(material, engine.snapshot.agendas["dua-hari"], "pre", "benih")
    assert isinstance(draft, Draft)
    exam = conductor.add_exam(draft, "2026-11-20")
    assert (exam.number, exam.kind, exam.state, exam.knowledge) == (1, "pre", "ready", "2026-11-20")
    assert exam.secret not in exam.paper
    paper = decode_paper(exam.paper)
    assert (paper.exam, paper.minutes, len(paper.items)) == (exam.id, draft.minutes, len(draft.items))
    keys = conductor.register.keys(exam.id)
    assert [key.content for key in keys] == list(draft.items)
    assert conductor.used_items() == {one.id for one in draft.items}


def test_typed_answers_are_graded_with_the_words_of_the_day_the_exam_was_made(conductor: Conductor) -> None:
    words = Words({"kad": "kerja antar daerah"}, frozenset({"sukaria"}))
    exam = conductor.add_exam(Draft("quiz", same_title("K"), 0, (SHORT,), (), words), "")
    conductor.open(exam.id)
    sitting = sit(conductor, exam, "t1")
    sitting.answer(sitting.items[0], Response(text="sukarela"), 0)
    found = conductor.register.exam(exam.id)
    assert found is not None
    assert decode_words(found.words) == words
    recorded, key = conductor.register.answers(exam.id)[0], conductor.register.keys(exam.id)[0]
    given = translate(key.content, found.secret, decode_response(recorded.response))
    assert grade(key.content, given, decode_words(found.words), with_reason=True).fraction == 1


def test_the_words_of_the_bank_come_back_as_they_were(engine: Engine) -> None:
    words = Material(engine.snapshot.bank, engine.snapshot.competencies, engine.snapshot.terms).words
    assert words.known
    assert decode_words(encode_words(words)) == words


@pytest.mark.parametrize(
    "text", ["", "{", "{}", "[]", "null", '{"aliases": 1, "known": []}', '{"aliases": {}}', "[" * 10**5]
)
def test_words_that_cannot_be_read_are_none(text: str) -> None:
    assert decode_words(text) == Words()
    assert decode_response(text).blank


def test_drafts_of_quizzes_and_modules(engine: Engine) -> None:
    material = Material(engine.snapshot.bank, engine.snapshot.competencies, engine.snapshot.terms)
    for quiz in material.bank.quizzes:
        draft = draft_quiz(material, quiz.id, 12)
        assert isinstance(draft, Draft)
        assert (draft.kind, draft.minutes, draft.title) == ("quiz", 12, quiz.title)
        assert sorted(one.id for one in draft.items) == sorted(quiz.items)
        assert {case.id for case in draft.cases} == {one.case for one in draft.items if one.case}
    for name, module in material.modules.items():
        draft = draft_module(material, name)
        assert isinstance(draft, Draft)
        assert (draft.title, len(draft.items)) == (module.title, len(material.items_of(module)))
    assert draft_quiz(material, "tidak-ada") == "unknown_quiz"
    assert draft_module(material, "") == "unknown_module"
    assert draft_module(made_of(ALL), "lanjut") == "no_items"
    agenda = engine.snapshot.agendas["dua-hari"]
    assert draft_test(material, agenda._replace(steps=()), "pre", "") == "no_test"


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (Draft("quiz", same_title("K"), 10, ()), "no_items"),
        (Draft("quiz", same_title("K"), 10, (SINGLE,) * (MOST_ITEMS + 1)), "many_items"),
        (Draft("quiz", same_title("K"), -1, (SINGLE,)), "bad_minutes"),
        (Draft("quiz", same_title("K"), LONGEST_TIME + 1, (SINGLE,)), "bad_minutes"),
    ],
)  # fmt: skip
def test_exams_that_cannot_be_made(conductor: Conductor, draft: Draft, expected: str) -> None:
    with pytest.raises(ConductError) as error:
        conductor.add_exam(draft, "")
    assert code(error) == expected
    assert conductor.register.exams() == ()


def test_exams_are_opened_one_at_a_time(conductor: Conductor) -> None:
    one, two = add_exam(conductor), add_exam(conductor)
    assert conductor.open(one.id)
    assert not conductor.open(one.id)
    with pytest.raises(ConductError) as error:
        conductor.open(two.id)
    assert (code(error), error.value.values["exam"]) == ("other_open", 1)
    assert conductor.close(one.id)
    assert not conductor.close(one.id)
    assert not conductor.close(two.id)
    assert conductor.open(two.id)


def test_the_exam_that_is_shown_is_the_open_one_else_the_last_that_was_closed(
    conductor: Conductor, clock: Clock
) -> None:
    one, two, three = (add_exam(conductor) for _ in range(3))

    def shown() -> int | None:
        seen = conductor.overview()
        return seen.exam.number if seen.exam else None

    found = [shown()]
    for exam in (two, one):
        conductor.open(exam.id)
        found.append(shown())
        clock.wait(1)
        conductor.close(exam.id)
        found.append(shown())
    assert found == [1, 2, 2, 1, 1]
    named = conductor.overview(three.id).exam
    assert named is not None
    assert named.number == 3


def test_closing_ends_who_still_answers_and_reopening_takes_it_back(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    one, two = sit(conductor, exam, "t1"), sit(conductor, exam, "t2")
    clock.wait(10)
    two.hand_in()
    conductor.pause(exam.id)
    assert conductor.close(exam.id)
    assert states(conductor) == ["finished", "finished", "absent"]
    assert [row.finish for row in conductor.overview().rows] == ["proctor", "trainee", ""]
    assert conductor.overview().paused == ()
    clock.wait(60)
    assert not answer(one)
    assert conductor.open(exam.id)
    assert states(conductor) == ["answering", "finished", "absent"]
    assert row_of(conductor, "t1").left == timedelta(minutes=20)  # the closed hour was no time for answering
    assert answer(one)
    clock.wait(5)
    conductor.close(exam.id)
    clock.wait(5)
    conductor.open(exam.id)
    assert row_of(conductor, "t1").left == timedelta(minutes=15)
    assert sit(conductor, exam, "t3").begin()
    assert row_of(conductor, "t3").left == timedelta(minutes=30)


def test_closing_and_opening_in_the_same_moment_loses_nothing(conductor: Conductor) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    sit(conductor, exam, "t1")
    for _ in range(3):
        conductor.pause(exam.id)
        conductor.close(exam.id)
        conductor.open(exam.id)
    assert row_of(conductor, "t1").state == "answering"


def test_who_was_ended_before_the_closing_stays_ended_when_the_exam_is_reopened(
    conductor: Conductor, clock: Clock
) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    for trainee in ("t1", "t2", "t3"):
        sit(conductor, exam, trainee)
    conductor.finish(exam.id, "t1")
    clock.wait(29)
    conductor.set_factor("t3", 2)
    clock.wait(10)
    conductor.close(exam.id)  # the time of t2 was over
    conductor.open(exam.id)
    assert states(conductor) == ["finished", "time_over", "answering"]


def test_of_two_open_exams_none_is_guessed_and_closing_one_mends_it(conductor: Conductor) -> None:
    """As a file may have them that was changed by hand, or that two rooms were brought together in."""
    one, two, three = (add_exam(conductor) for _ in range(3))
    for exam in (one, two):
        conductor.register.apply(Changes(known_exams=(exam._replace(state="open", opened_at=exam.made_at),)))
    sit(conductor, one, "t1").hand_in()
    before = conductor.register.contents()
    acts: dict[str, Callable[[], object]] = {
        "current": conductor.current,
        "pause": lambda: conductor.pause(two.id),
        "extend": lambda: conductor.extend(one.id, 5),
        "reopen": lambda: conductor.reopen(one.id, "t1"),
    }
    for name, act in acts.items():
        with pytest.raises(ConductError) as error:
            act()
        assert (code(error), error.value.values) == ("two_open", {"exams": "1, 2"}), name
    with pytest.raises(ConductError) as error:
        conductor.open(three.id)
    assert code(error) == "other_open"
    assert conductor.register.contents() == before
    assert conductor.close(one.id)
    assert conductor.current().id == two.id
    assert conductor.pause(two.id)
    with pytest.raises(ConductError) as error:
        conductor.open(one.id)
    assert code(error) == "other_open"


# -- pauses


def test_pauses_of_a_room_leave_the_others_alone(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    for trainee in ("t1", "t3"):
        sit(conductor, exam, trainee)
    conductor.pause(exam.id, "A")
    assert not conductor.resume(exam.id, "B")
    clock.wait(3)
    assert [row_of(conductor, one).state for one in ("t1", "t3")] == ["paused", "answering"]
    conductor.pause(exam.id)
    assert states(conductor)[2] == "paused"
    assert conductor.overview().paused == ("", "A")
    clock.wait(3)
    assert conductor.resume(exam.id, "A")
    assert states(conductor)[0] == "paused"  # all rooms still stand still
    assert conductor.resume(exam.id)
    lefts = [row_of(conductor, one).left for one in ("t1", "t3")]
    assert lefts == [timedelta(minutes=30), timedelta(minutes=27)]


def test_a_room_that_nobody_is_in_is_not_paused(conductor: Conductor) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    sit(conductor, exam, "t1")
    with pytest.raises(ConductError) as error:
        conductor.pause(exam.id, "Ruang A")
    assert (code(error), error.value.values) == ("unknown_room", {"name": "Ruang A", "rooms": "A, B"})
    assert conductor.register.pauses(exam.id) == ()
    assert conductor.pause(exam.id, "a")
    assert row_of(conductor, "t1").state == "paused"
    assert conductor.resume(exam.id, "a")
    assert row_of(conductor, "t1").state == "answering"
    conductor.pause(exam.id)
    with pytest.raises(ConductError) as error:
        conductor.resume(exam.id, "A")
    assert code(error) == "all_paused"


def test_nothing_is_paused_that_is_not_open(conductor: Conductor) -> None:
    exam = add_exam(conductor)
    with pytest.raises(ConductError) as error:
        conductor.pause(exam.id)
    assert code(error) == "not_open"


# -- single trainees


def test_extra_time(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    sit(conductor, exam, "t1")
    assert conductor.set_factor("t1", 1.5)
    assert not conductor.set_factor("t1", 1.5)
    assert row_of(conductor, "t1").left == timedelta(minutes=45)
    assert ("factor", "t1", "1.5") in record(conductor)
    for factor in (0.9, 0, -1, 3.1, float("nan"), float("inf")):
        with pytest.raises(ConductError) as error:
            conductor.set_factor("t1", factor)
        assert code(error) == "bad_factor"


def test_an_attempt_is_ended_and_reopened(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    one = sit(conductor, exam, "t1")
    clock.wait(10)
    assert not conductor.reopen(exam.id, "t1")
    assert conductor.finish(exam.id, "t1")
    assert not conductor.finish(exam.id, "t1")
    assert row_of(conductor, "t1").state == "finished"
    clock.wait(5)
    assert conductor.reopen(exam.id, "t1")
    assert row_of(conductor, "t1").left == timedelta(minutes=15)
    assert answer(one)
    assert record(conductor)[1:] == [("finished", "t1", "proctor"), ("reopened", "t1", "")]


def test_who_has_no_time_left_needs_a_factor_first(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    one = sit(conductor, exam, "t1")
    clock.wait(31)
    one.look()
    with pytest.raises(ConductError) as error:
        conductor.reopen(exam.id, "t1")
    assert code(error) == "no_time"
    conductor.set_factor("t1", 2)
    assert conductor.reopen(exam.id, "t1")
    assert answer(one)


@pytest.mark.parametrize("act", ["finish", "reopen"])
def test_who_has_not_begun_cannot_be_ended(conductor: Conductor, act: str) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    with pytest.raises(ConductError) as error:
        getattr(conductor, act)(exam.id, "t1")
    assert code(error) == "not_begun"
    with pytest.raises(ConductError) as error:
        getattr(conductor, act)(exam.id, "tidak ada")
    assert code(error) == "unknown_trainee"


def test_a_reset_login_keeps_the_attempt(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    conductor.register.claim(code_of(conductor, "t1"), "tiket", moment(clock()))
    answer(sit(conductor, exam, "t1"))
    assert row_of(conductor, "t1").logged_in
    assert conductor.reset_login("t1")
    row = row_of(conductor, "t1")
    assert (row.state, row.answered, row.logged_in) == ("answering", 1, False)
    assert not conductor.reset_login("t1")
    assert record(conductor)[-1] == ("reset_login", "t1", "")


def test_reopening_an_attempt_needs_an_open_exam(conductor: Conductor) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    sit(conductor, exam, "t1")
    conductor.close(exam.id)
    with pytest.raises(ConductError) as error:
        conductor.reopen(exam.id, "t1")
    assert code(error) == "not_open"


# -- finding


@pytest.mark.parametrize(
    ("name", "expected"),
    [("t2", "t2"), ("007", "t1"), ("no.3", "t3"), ("No 2", "t2"), ("2", "t2"), ("1", "t1"), ("tiga", "t3"),
     (" Satu ", "t1")],
)  # fmt: skip
def test_trainees_are_found_by_nip_number_or_name(conductor: Conductor, name: str, expected: str) -> None:
    assert conductor.find_trainee(name).id == expected


def test_a_number_that_means_two_people_means_neither(conductor: Conductor) -> None:
    with pytest.raises(ConductError) as error:
        conductor.find_trainee("3")
    assert code(error) == "two_trainees"
    assert error.value.values == {"name": "3", "listed": "Tiga", "other": "Dua", "number": 2}
    conductor.register.add_trainees([Trainee("t4", 0, "4", "Empat", "", "X")])
    assert conductor.find_trainee("4").id == "t4", "number and NIP of the same"


@pytest.mark.parametrize("name", ["", " ", "0", "4", "7", "Sat", "-1", "\ud800", "'; --"])
def test_nobody_is_found_by_half_a_name(conductor: Conductor, name: str) -> None:
    with pytest.raises(ConductError) as error:
        conductor.find_trainee(name)
    assert code(error) == "unknown_trainee"


def test_namesakes_are_found_by_number_only(conductor: Conductor) -> None:
    conductor.register.add_trainees([Trainee("t4", 0, "", "Satu", "", "X")])
    with pytest.raises(ConductError):
        conductor.find_trainee("Satu")
    assert conductor.find_trainee("4").id == "t4"


def test_exams_are_found_by_number_or_by_a_kind_that_is_there_once(conductor: Conductor) -> None:
    one, two = add_exam(conductor), add_exam(conductor)
    pre = conductor.add_exam(Draft("pre", same_title("P"), 0, (SINGLE,)), "")
    assert [conductor.find_exam(name).id for name in ("1", "2", "pre", one.id)] == [one.id, two.id, pre.id, one.id]
    for name in ("quiz", "post", "", "9"):
        with pytest.raises(ConductError) as error:
            conductor.find_exam(name)
        assert code(error) == "unknown_exam"


@pytest.mark.parametrize("act", ["open", "close", "pause"])
def test_an_exam_that_is_not_there(conductor: Conductor, act: str) -> None:
    with pytest.raises(ConductError) as error:
        getattr(conductor, act)("tidak ada")
    assert code(error) == "unknown_exam"


# -- the board


class Counting:
    """A register that counts how often the answers are read."""

    def __init__(self, conductor: Conductor) -> None:
        self._register = conductor.register
        self.reads: list[str] = []

    def __getattr__(self, name: str) -> object:
        if name == "answers":
            return self.answers
        return getattr(self._register, name)

    def answers(self, exam: str, trainee: str = "") -> object:
        self.reads.append(trainee)
        return self._register.answers(exam, trainee)


def test_only_who_moved_is_counted_again(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    one = sit(conductor, exam, "t1")
    sit(conductor, exam, "t2")
    register = Counting(conductor)
    watch = Watch(register, clock)  # type: ignore[arg-type]
    clock.at += SETTLED + timedelta(seconds=1)
    for _ in range(3):
        watch.look()
    assert sorted(register.reads) == ["t1", "t2"]
    answer(one)
    assert watch.look().rows[0].answered == 1
    assert answer(one, 1)  # in the same moment
    assert watch.look().rows[0].answered == 2
    clock.at += SETTLED + timedelta(seconds=1)
    register.reads.clear()
    for _ in range(3):
        watch.look()
    assert register.reads == ["t1"]


def test_a_large_class_is_read_at_once(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    many = [Trainee(f"m{n}", 0, "", f"Nama {n}", "", f"K{n}") for n in range(60)]
    conductor.register.add_trainees(many)
    for trainee in many:
        conductor.register.begin(
            Attempt(exam.id, trainee.id, "", "form", 0, moment(clock()), moment(clock()))
        )  # fmt: skip
    answer(sit(conductor, exam, "m7"))
    register = Counting(conductor)
    seen = Watch(register, clock).look()  # type: ignore[arg-type]
    assert register.reads == [""]
    assert seen.sums.answers == 1
    assert seen.sums.answering == 60


def test_rows_say_where_and_since_when(conductor: Conductor, clock: Clock) -> None:
    exam = add_exam(conductor, minutes=0)
    conductor.open(exam.id)
    conductor.register.claim(code_of(conductor, "t3"), "tiket", moment(clock()))
    one = sit(conductor, exam, "t1")
    clock.wait(1)
    answer(one, 1)
    row = row_of(conductor, "t1")
    assert (row.room, row.door, row.place, row.left) == ("A", "form", 1, None)
    assert row.seen_at == moment(START + timedelta(minutes=1))
    assert row_of(conductor, "t3").seen_at == moment(START)
    assert row_of(conductor, "t2").seen_at == ""
