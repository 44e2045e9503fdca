"""Where a trainee stands, and until when an answer counts."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from kadguide.exchange.classboard import Telling
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Bilingual
from kadguide.learning.responses import Response
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.paper import PaperItem
from kadguide.teaching.register import Attempt, Exam, ExamState, Finish, Pause, Trainee, moment
from kadguide.teaching.sitting import GRACE, Phase, Sitting, standing, time_paused, whole_minutes
from kadguide.tui.sitting.text import SOON, SitText
from kadguide.web.classroom.pages import Pages
from tests.teaching.room import START, Clock, add_exam, sit


def at(minutes: float) -> str:
    return moment(START + timedelta(minutes=minutes))


def exam(state: ExamState = "open", minutes: int = 30) -> Exam:
    return Exam("u", 1, "pre", Bilingual("U", "T"), minutes, True, "", "", "", "", at(-9), state, at(-5), at(60))


def trainee(factor: float = 1.0, room: str = "A") -> Trainee:
    return Trainee("t", 1, "", "Satu", "", "", factor, room)


def attempt(finish: Finish = "", ended: float = 20) -> Attempt:
    return Attempt("u", "t", "A", "form", 0, at(0), at(0), at(ended) if finish else "", finish)


def pause(begin: float, end: float | None = None, room: str = "") -> Pause:
    return Pause("u", room, at(begin), at(end) if end is not None else "")


BEGUN, NONE = attempt(), None


@pytest.mark.parametrize(
    ("state", "begun", "pauses", "now", "phase", "left"),
    [
        # nothing begun
        ("ready", NONE, [], 0, "waiting", None),
        ("open", NONE, [], 0, "ready", None),
        ("open", NONE, [pause(0)], 1, "paused", None),
        ("open", NONE, [pause(0, 1)], 2, "ready", None),
        ("open", NONE, [pause(0, room="B")], 1, "ready", None),
        ("closed", NONE, [], 61, "closed", None),
        # answering
        ("open", BEGUN, [], 0, "open", 30),
        ("open", BEGUN, [], 29.99, "open", 0.01),
        ("open", BEGUN, [], 30, "time_over", 0),
        ("open", BEGUN, [], 90, "time_over", -60),
        # pauses
        ("open", BEGUN, [pause(10)], 15, "paused", 20),
        ("open", BEGUN, [pause(10)], 500, "paused", 20),
        ("open", BEGUN, [pause(10, 20)], 25, "open", 15),
        ("open", BEGUN, [pause(10, 20), pause(30, 40)], 45, "open", 5),
        ("open", BEGUN, [pause(30, 40), pause(10, 20)], 45, "open", 5),
        ("open", BEGUN, [pause(10, 20), pause(15, 25, "A")], 30, "open", 15),
        ("open", BEGUN, [pause(10, 30), pause(15, 20, "A")], 35, "open", 15),
        ("open", BEGUN, [pause(10, 20), pause(10, 20, "A")], 25, "open", 15),
        ("open", BEGUN, [pause(10, 20), pause(20, 30, "A")], 35, "open", 15),
        ("open", BEGUN, [pause(10), pause(15, 25, "A")], 40, "paused", 20),
        ("open", BEGUN, [pause(10, 20, "B")], 25, "open", 5),
        ("open", BEGUN, [pause(10, room="B")], 25, "open", 5),
        ("open", BEGUN, [pause(-5, 5)], 10, "open", 25),  # began before this trainee did
        ("open", BEGUN, [pause(-9, -5)], 10, "open", 20),
        ("open", BEGUN, [pause(-5)], 10, "paused", 30),
        ("open", BEGUN, [pause(10, 20)], 15, "open", 20),  # the end that is known lies ahead: a clock was set back
        ("open", BEGUN, [pause(10, 20)], 41, "time_over", -1),
        # a pause after the end gives no time back, and does not move the end
        ("open", BEGUN, [pause(40, 50)], 60, "time_over", -30),
        ("open", BEGUN, [pause(40)], 60, "time_over", -30),
        ("open", BEGUN, [pause(30)], 60, "time_over", -30),
        # ended
        ("open", attempt("trainee"), [], 25, "finished", 5),
        ("open", attempt("proctor"), [pause(1)], 25, "finished", 29),
        ("open", attempt("time", 30), [], 31, "finished", -1),
        ("closed", attempt("proctor", 20), [], 61, "finished", -31),
        ("closed", BEGUN, [], 20, "closed", 10),
    ],
)  # fmt: skip
def test_phase_and_time_left(
    state: ExamState, begun: Attempt | None, pauses: list[Pause], now: float, phase: Phase, left: float | None
) -> None:
    found = standing(exam(state), trainee(), begun, pauses, START + timedelta(minutes=now))
    assert found.phase == phase
    assert found.left == (None if left is None else timedelta(minutes=left))


@pytest.mark.parametrize(
    ("factor", "minutes", "now", "phase", "left"),
    [
        (1.5, 30, 40, "open", 5), (1.5, 30, 45, "time_over", 0), (3.0, 10, 29, "open", 1), (1.25, 30, 37, "open", 0.5),
        (0.5, 30, 20, "open", 10),  # nobody gets less than the whole time
        (1.0, 0, 9999, "open", None), (2.0, 0, 9999, "open", None),
    ],
)  # fmt: skip
def test_the_factor_stretches_the_time(
    factor: float, minutes: int, now: float, phase: Phase, left: float | None
) -> None:
    found = standing(exam(minutes=minutes), trainee(factor), BEGUN, [], START + timedelta(minutes=now))
    assert found.phase == phase
    assert found.left == (None if left is None else timedelta(minutes=left))


@pytest.mark.parametrize("minutes", range(0, 60, 5))
def test_time_left_and_time_paused_say_the_same_until_the_end(minutes: int) -> None:
    pauses = [pause(3, 9), pause(7, 12, "A"), pause(20, 31), pause(5, 6, "B"), pause(40)]
    now = START + timedelta(minutes=minutes)
    found = standing(exam(), trainee(), BEGUN, pauses, now)
    assert found.left is not None
    if found.left > timedelta(0):
        still = time_paused("A", START, pauses, now)
        assert found.left == timedelta(minutes=30) - (now - START) + still


# -- until when an answer counts


def try_answer(sitting: Sitting) -> bool:
    item: PaperItem = sitting.items[0]
    return sitting.answer(item, Response((item.parts[0].id,) if item.parts else (), "" if item.parts else "x"), 1)


def finish_of(conductor: Conductor, exam: Exam) -> tuple[str, str]:
    found = conductor.register.attempt(exam.id, "t1")
    assert found is not None
    return found.finish, found.finished_at


@pytest.fixture
def running(conductor: Conductor) -> tuple[Exam, Sitting]:
    made = add_exam(conductor)
    conductor.open(made.id)
    return made, sit(conductor, made, "t1")


@pytest.mark.parametrize("looked", [True, False])
def test_after_the_end_answers_count_within_the_grace_only(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting], looked: bool
) -> None:
    exam, sitting = running
    clock.wait(30)
    assert try_answer(sitting)
    clock.at += GRACE
    if looked:
        sitting.look()
    assert try_answer(sitting)
    clock.wait(seconds=0.001)
    assert not try_answer(sitting)
    assert finish_of(conductor, exam) == ("time", at(30))


def test_a_pause_after_the_end_opens_no_second_grace(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    clock.wait(30, 5)
    conductor.pause(exam.id)
    clock.wait(10)
    assert not try_answer(sitting)
    conductor.resume(exam.id)
    assert not try_answer(sitting)
    assert finish_of(conductor, exam) == ("time", at(30))


def test_no_answer_counts_in_a_pause(conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]) -> None:
    exam, sitting = running
    conductor.pause(exam.id, "A")
    assert not try_answer(sitting)
    assert not sit(conductor, exam, "t2").begin()
    conductor.resume(exam.id, "A")
    assert try_answer(sitting)


def test_what_was_sent_when_the_exam_was_closed_still_counts(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    clock.wait(5)
    conductor.close(exam.id)
    clock.at += GRACE
    assert try_answer(sitting)
    clock.wait(seconds=1)
    assert not try_answer(sitting)


@pytest.mark.parametrize("how", ["trainee", "proctor", "time"])
def test_closing_gives_nobody_a_grace_whose_attempt_had_ended(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting], how: str
) -> None:
    exam, sitting = running
    clock.wait(10)
    if how == "trainee":
        assert sitting.hand_in()
    elif how == "proctor":
        assert conductor.finish(exam.id, "t1")
    else:
        clock.wait(30)
        sitting.look()
    clock.wait(5)
    assert not try_answer(sitting)
    conductor.close(exam.id)
    assert not try_answer(sitting)


def test_a_clock_that_is_set_back_after_the_closing_opens_no_second_grace(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    clock.wait(10)
    conductor.close(exam.id)
    clock.wait(seconds=10)
    assert try_answer(sitting)
    clock.wait(minutes=-5)
    assert not try_answer(sitting)


def test_who_never_looked_again_gets_no_grace_by_the_closing(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    clock.wait(50)
    conductor.close(exam.id)
    assert not try_answer(sitting)
    assert finish_of(conductor, exam) == ("time", at(30))


def test_who_was_ended_by_the_proctor_gets_no_grace_when_the_time_is_over(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    conductor.finish(exam.id, "t1")
    clock.wait(30, 5)
    assert not try_answer(sitting)


def test_who_hands_in_late_was_ended_by_the_time(
    conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    clock.wait(60)
    assert not sitting.hand_in()
    assert finish_of(conductor, exam) == ("time", at(30))


def test_who_hands_in_answers_no_more(conductor: Conductor, running: tuple[Exam, Sitting]) -> None:
    exam, sitting = running
    assert try_answer(sitting)
    assert sitting.hand_in()
    assert not sitting.hand_in()
    assert not try_answer(sitting)
    assert finish_of(conductor, exam)[0] == "trainee"


# -- both doors


def test_the_sitting_goes_on_at_the_same_question_through_another_door(
    conductor: Conductor, running: tuple[Exam, Sitting]
) -> None:
    exam, sitting = running
    assert try_answer(sitting)
    sitting.go(2)
    again = Sitting(conductor.register, exam, sitting.trainee, "terminal", conductor.now)
    assert again.begin()
    _, attempt = again.look()
    assert attempt is not None
    assert (attempt.place, attempt.door) == (2, "form")
    assert again.items == sitting.items
    assert again.responses() == sitting.responses()
    for item in again.items:
        assert again.order(item) == sitting.order(item)


@pytest.mark.parametrize(("place", "expected"), [(-5, 0), (0, 0), (2, 2), (3, 2), (10**9, 2)])
def test_no_place_lies_beyond_the_questions(running: tuple[Exam, Sitting], place: int, expected: int) -> None:
    _, sitting = running
    sitting.go(place)
    _, attempt = sitting.look()
    assert attempt is not None
    assert attempt.place == expected
    assert sitting.given(sitting.items[0], Response(), place).place == expected


def test_an_answer_that_was_taken_back_is_none(running: tuple[Exam, Sitting]) -> None:
    _, sitting = running
    assert try_answer(sitting)
    assert len(sitting.responses()) == 1
    assert sitting.answer(sitting.items[0], Response(), 0)
    assert sitting.responses() == {}


def test_nothing_can_be_answered_or_begun_before_the_exam_is_open(conductor: Conductor) -> None:
    exam = add_exam(conductor)
    sitting = sit(conductor, exam, "t1")
    assert not sitting.begin()
    assert not try_answer(sitting)
    assert sitting.look()[0].phase == "waiting"
    assert not sitting.hand_in()


def test_more_time_counts_at_once(conductor: Conductor, clock: Clock, running: tuple[Exam, Sitting]) -> None:
    _, sitting = running
    clock.wait(29)
    conductor.set_factor("t1", 2)
    clock.wait(10)
    assert try_answer(sitting)


def test_moments_sort_as_text() -> None:
    moments = [datetime.fromisoformat("2026-11-25T08:00:00+07:00"), START + timedelta(milliseconds=1), START]
    assert sorted(map(moment, moments)) == [moment(one) for one in sorted(moments)]


@pytest.mark.parametrize(
    ("seconds", "minutes"), [(-5, 0), (0, 0), (59.9, 0), (60, 1), (61, 2), (119, 2), (120, 2), (1799, 30), (1800, 30)]
)
def test_minutes_that_have_begun_count_everywhere(seconds: float, minutes: int) -> None:
    left = timedelta(seconds=seconds)
    assert whole_minutes(left) == minutes
    for lang in LANGUAGES:
        word = Catalog(lang)
        board = Telling(word).left(left)
        page = Pages(word, None).time_words(left)
        if not minutes:
            assert (board, page) == (word("board.under_a_minute"), word("door.under_a_minute"))
            continue
        assert board == word("board.minutes_left", count=minutes)
        assert page == word("door.minute" if minutes == 1 else "door.minutes", count=minutes)
        if left > SOON:
            assert SitText("en" if lang == "en" else "id").left(left) == word("sitting.minutes_left", count=minutes)


def test_an_app_that_looked_before_more_time_was_given_ends_nobody(
    conductor: Conductor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = add_exam(conductor)
    conductor.open(exam.id)
    sitting = sit(conductor, exam, "t1")
    clock.wait(minutes=31)
    pauses = conductor.register.pauses

    def overtaken(name: str) -> tuple[Pause, ...]:
        monkeypatch.undo()
        conductor.extend(exam.id, 10)
        return pauses(name)

    monkeypatch.setattr(conductor.register, "pauses", overtaken)
    assert sitting.look()[0].phase == "time_over"
    assert sitting.look()[0].phase == "open"
    assert finish_of(conductor, exam) == ("", "")
