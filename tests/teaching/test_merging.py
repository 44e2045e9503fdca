"""What goes from the class file of one room into that of another, and what does not."""

from __future__ import annotations

from datetime import date

import pytest

from kadguide.knowledge.items import Item
from kadguide.knowledge.model import Bilingual
from kadguide.teaching.merging import Merge, MergeError, Refused, Tally, plan_merge
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Contents,
    Event,
    Exam,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
)

AT, LATER, LAST = (f"2026-11-25T08:{minute}:00.000+00:00" for minute in ("00", "10", "20"))
ONE = Trainee("t1", 1, "007", "Satu", "Bappeda", "AAAA1111")
TWO = Trainee("t2", 2, "", "Dua", "", "BBBB2222")
GUEST = Trainee("t9", 3, "", "Tamu", "", "TAMU9999", room="B", walk_in=True, login="digest", login_at=AT)
PRE = Exam("pre", 1, "pre", Bilingual("Pre-tes", "Pre-test"), 30, True, "rahasia", "{}", "{}", "2026", AT)
QUIZ = PRE._replace(id="kuis", number=2, kind="quiz")
CLASS = Contents(Classroom("k", "Kelas", "id"), (ONE, TWO), (PRE,))
SAT = Attempt("pre", "t1", "B", "form", 1, AT, LATER, LATER, "trainee", "KODE")


def recorded(*responses: str, trainee: str = "t1", exam: str = "pre") -> tuple[Recorded, ...]:
    return tuple(
        Recorded(exam, trainee, number, f"q{number}", response, AT) for number, response in enumerate(responses, 1)
    )


def key(item: str, revision: int, stem: str = "?", exam: str = "pre") -> Key:
    text = Bilingual(stem, stem)
    return Key(exam, item, revision, Item(item, "kuis", "short", "law", text, text, "", date(2026, 11, 25)))


def merge(target: Contents, source: Contents, label: str = "ruang-b") -> Merge:
    """The plan; and that carrying it out leaves nothing to be done."""
    plan = plan_merge(target, source, label)
    again = plan_merge(carried_out(target, plan.changes), source, label)
    assert again.changes == Changes()
    assert again.refused == plan.refused
    assert again.attempts.taken == again.trainees.taken == again.longer == 0
    return plan


def carried_out(target: Contents, changes: Changes) -> Contents:
    """What the register holds after the changes."""
    moved = {t.id: t for t in changes.moved_trainees}
    exams = {e.id: e for e in changes.known_exams}
    attempts = {a[:2]: a for a in changes.known_attempts}
    ended = {p[:3]: p for p in changes.ended_pauses}
    assert target.classroom is not None
    return Contents(
        target.classroom._replace(keys=changes.secret_keys or target.classroom.keys),
        (*(moved.get(t.id, t) for t in target.trainees), *changes.trainees),
        (*(exams.get(e.id, e) for e in target.exams), *changes.exams),
        (*target.keys, *changes.keys),
        (*(ended.get(p[:3], p) for p in target.pauses), *changes.pauses),
        (*(attempts.get(a[:2], a) for a in target.attempts), *changes.attempts),
        (*target.answers, *changes.answers),
        (*target.events, *changes.events),
        (*target.handouts, *changes.handouts),
    )


@pytest.mark.parametrize(
    ("target", "source", "code"),
    [
        (Contents(), CLASS, "no_class"),
        (CLASS, Contents(), "no_class"),
        (CLASS, CLASS._replace(classroom=Classroom("lain", "Kelas", "id")), "other_class"),
        (CLASS, CLASS._replace(classroom=Classroom("k", "Kelas", "id", rehearsal=True)), "rehearsal"),
    ],
)
def test_what_is_no_copy_of_the_class_is_refused_whole(target: Contents, source: Contents, code: str) -> None:
    with pytest.raises(MergeError, match=code):
        plan_merge(target, source, "")


def test_the_same_class_changes_nothing() -> None:
    full = CLASS._replace(
        keys=(key("q1", 1),), attempts=(SAT,), answers=recorded("a"), pauses=(Pause("pre", "", AT),),
        events=(Event("e", AT, "login", trainee="t1"),),
    )  # fmt: skip
    plan = merge(full, full)
    assert not plan.changes_anything
    assert (plan.exams, plan.trainees, plan.attempts) == (Tally(0, 1), Tally(0, 2), Tally(0, 1))


def test_results_of_another_room_are_taken_whole() -> None:
    other = CLASS._replace(
        attempts=(SAT, SAT._replace(trainee="t2")), answers=recorded("a", "b") + recorded("c", trainee="t2")
    )
    plan = merge(CLASS, other)
    assert plan.changes.attempts == other.attempts
    assert plan.changes.answers == other.answers
    assert (plan.attempts, plan.refused) == (Tally(2), ())


def test_who_walked_in_is_added_and_logged_in_nowhere() -> None:
    other = CLASS._replace(
        trainees=(*CLASS.trainees, GUEST), attempts=(SAT._replace(trainee="t9"),), answers=recorded("a", trainee="t9")
    )
    plan = merge(CLASS, other)
    assert plan.changes.trainees == (GUEST._replace(login=""),)
    assert plan.changes.attempts[0].trainee == "t9"


def test_the_same_nip_is_the_same_person() -> None:
    stranger = GUEST._replace(nip="007")
    other = CLASS._replace(
        trainees=(TWO, stranger), attempts=(SAT._replace(trainee="t9"),), answers=recorded("a", "b", trainee="t9"),
        events=(Event("e", AT, "walk_in", trainee="t9"),),
    )  # fmt: skip
    plan = merge(CLASS, other)
    assert plan.changes.trainees == ()
    assert plan.changes.attempts == (SAT,)
    assert plan.changes.answers == recorded("a", "b")
    assert plan.changes.events == (Event("e", AT, "walk_in", trainee="t1", room="ruang-b"),)
    assert plan.changes.moved_trainees == (ONE._replace(room="B"),)


def test_two_who_are_one_in_the_target_are_not_mixed() -> None:
    stranger = GUEST._replace(nip="007")
    other = CLASS._replace(
        trainees=(ONE._replace(nip=""), TWO, stranger), attempts=(SAT, SAT._replace(trainee="t9")),
        answers=recorded("a") + recorded("b", trainee="t9"),
    )  # fmt: skip
    plan = plan_merge(CLASS, other, "")
    assert plan.changes.answers == recorded("a")
    assert plan.refused == (Refused("answers", "pre", "t1"),)


def test_another_nip_is_refused_but_the_results_are_taken() -> None:
    other = CLASS._replace(trainees=(ONE._replace(nip="008"), TWO), attempts=(SAT,), answers=recorded("a"))
    plan = merge(CLASS, other)
    assert plan.refused == (Refused("nip", trainee="t1"),)
    assert plan.changes.attempts == (SAT,)


def test_a_code_that_is_taken_already_is_given_up() -> None:
    plan = merge(CLASS, CLASS._replace(trainees=(GUEST._replace(code="AAAA1111"),)))
    assert plan.changes.trainees[0].code == "t9"


def test_names_do_not_come_back_where_they_were_deleted() -> None:
    target = CLASS._replace(
        trainees=(ONE._replace(nip="", name="", unit="", code="1"),), events=(Event("n", AT, "names_removed"),)
    )
    plan = merge(target, CLASS._replace(trainees=(ONE, GUEST._replace(nip="009"))))
    (added,) = plan.changes.trainees
    assert (added.nip, added.name, added.unit, added.code) == ("", "", "", "t9")
    assert plan.changes.moved_trainees == ()


def test_extra_time_and_room_are_taken_where_there_are_none() -> None:
    plan = merge(CLASS, CLASS._replace(trainees=(ONE._replace(room="B", factor=1.5), TWO)))
    assert plan.changes.moved_trainees == (ONE._replace(room="B", factor=1.5),)
    here = CLASS._replace(trainees=(ONE._replace(room="A", factor=1.25), TWO))
    assert not merge(here, CLASS._replace(trainees=(ONE._replace(room="B", factor=1.5), TWO))).changes_anything


def test_an_exam_of_one_room_is_added_with_its_keys() -> None:
    other = CLASS._replace(
        exams=(PRE, QUIZ), keys=(key("q1", 1, exam="kuis"),), attempts=(SAT._replace(exam="kuis"),),
        answers=recorded("a", exam="kuis"),
    )  # fmt: skip
    plan = merge(CLASS, other)
    assert (plan.changes.exams, plan.changes.keys) == ((QUIZ,), other.keys)
    assert plan.changes.attempts == other.attempts
    assert plan.exams == Tally(1, 1)


@pytest.mark.parametrize("change", [{"paper": '{"x": 1}'}, {"secret": "lain"}, {"words": "[]"}, {"kind": "post"}])
def test_another_paper_is_refused_with_its_results(change: dict[str, str]) -> None:
    other = CLASS._replace(
        exams=(PRE._replace(**change),), keys=(key("q1", 1),), pauses=(Pause("pre", "B", AT),),  # type: ignore[arg-type]
        attempts=(SAT,), answers=recorded("a"),
    )  # fmt: skip
    plan = merge(CLASS, other)
    assert not plan.changes_anything
    assert plan.refused == (Refused("exam", "pre"),)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (("ready", "", ""), ("closed", AT, LATER), ("closed", AT, LATER)),
        (("ready", "", ""), ("open", AT, ""), ("ready", AT, "")),
        (("open", LATER, ""), ("closed", AT, LAST), ("open", AT, LAST)),
        (("closed", LATER, LAST), ("closed", AT, LATER), ("closed", AT, LAST)),
        (("closed", AT, LAST), ("ready", "", ""), ("closed", AT, LAST)),
    ],
)
def test_an_exam_reaches_from_the_first_opening_to_the_last_end(
    here: tuple[str, ...], there: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    mine, other = (PRE._replace(state=s, opened_at=o, closed_at=c) for s, o, c in (here, there))  # type: ignore[arg-type]
    plan = merge(CLASS._replace(exams=(mine,)), CLASS._replace(exams=(other,)))
    found = plan.changes.known_exams[0] if plan.changes.known_exams else mine
    assert found[-3:] == expected


def test_a_key_that_was_mended_in_one_room_is_mended() -> None:
    plan = merge(CLASS._replace(keys=(key("q1", 1),)), CLASS._replace(keys=(key("q1", 1), key("q1", 2, "!"))))
    assert plan.changes.keys == (key("q1", 2, "!"),)
    assert plan.keys == Tally(1, 1)


def test_a_key_that_was_mended_in_two_ways_is_refused_with_what_rests_on_it() -> None:
    here = CLASS._replace(keys=(key("q1", 1), key("q1", 2, "satu")))
    there = CLASS._replace(keys=(key("q1", 1), key("q1", 2, "dua"), key("q1", 3, "tiga"), key("q2", 1)))
    plan = merge(here, there)
    assert plan.changes.keys == (key("q2", 1),)
    assert plan.refused == (Refused("key", "pre", item="q1", revision=2),)


def test_a_question_that_counts_for_everybody_in_one_room_only_is_refused() -> None:
    here, there = (CLASS._replace(keys=(key("q1", 1)._replace(all_right=right),)) for right in (False, True))
    assert merge(here, there).refused == (Refused("key", "pre", item="q1", revision=1),)


OPEN = SAT._replace(finished_at="", finish="", proof="")


@pytest.mark.parametrize(
    ("mine", "known", "other", "given", "expected"),
    [
        (SAT, ("a", "b"), SAT, ("a", "b"), "same"),
        (SAT, ("a", "b"), SAT._replace(room=""), ("a", "b"), "same"),
        (OPEN, ("a",), SAT, ("a", "b"), "longer"),
        (OPEN, ("a",), SAT, ("a",), "longer"),
        (OPEN, (), SAT._replace(started_at=LATER), ("a",), "longer"),
        (SAT._replace(finish="time"), ("a",), OPEN, ("a", "b"), "longer"),
        (SAT, ("a", "b"), OPEN, ("a",), "same"),
        (SAT, ("a",), OPEN, ("a",), "same"),
        (OPEN, ("a",), OPEN._replace(seen_at=LAST), ("a",), "same"),
        (SAT, ("a", "b"), SAT, ("a", "c"), "answers"),
        (OPEN, ("b",), SAT, ("a", "b"), "answers"),
        (SAT, ("a",), SAT._replace(proof="LAIN"), ("a",), "finish"),
        (SAT, ("a",), SAT._replace(finished_at=LAST), ("a",), "finish"),
    ],
)
def test_two_records_of_one_attempt(
    mine: Attempt, known: tuple[str, ...], other: Attempt, given: tuple[str, ...], expected: str
) -> None:
    here = CLASS._replace(attempts=(mine,), answers=recorded(*known))
    there = CLASS._replace(attempts=(other,), answers=recorded(*given))
    plan = merge(here, there)
    assert plan.changes.attempts == ()
    if expected == "longer":
        assert plan.changes.known_attempts == (other,)
        assert plan.changes.answers == recorded(*given)[len(known) :]
        assert plan.longer == 1
    else:
        assert not plan.changes_anything
        assert plan.attempts == Tally(0, int(expected == "same"))
        assert plan.refused == (() if expected == "same" else (Refused(expected, "pre", "t1"),))  # type: ignore[arg-type]


def test_a_pause_of_every_room_there_is_one_of_that_room_here() -> None:
    before = Pause("pre", "", AT, LATER)
    here = CLASS._replace(pauses=(before,))
    there = CLASS._replace(pauses=(before, Pause("pre", "", LATER, LAST), Pause("pre", "C", LATER)))
    assert merge(here, there).changes.pauses == (Pause("pre", "ruang-b", LATER, LAST), Pause("pre", "C", LATER))


def test_a_pause_that_lasted_when_it_was_taken_gets_its_end() -> None:
    there = CLASS._replace(pauses=(Pause("pre", "", AT),))
    here = carried_out(CLASS, merge(CLASS, there).changes)
    plan = merge(here, CLASS._replace(pauses=(Pause("pre", "", AT, LATER),)))
    assert plan.changes.ended_pauses == (Pause("pre", "ruang-b", AT, LATER),)
    assert plan.changes.pauses == ()


def test_a_pause_here_does_not_end_because_it_ended_there() -> None:
    """The class was copied while everything stood still."""
    here = CLASS._replace(pauses=(Pause("pre", "", AT),))
    assert not merge(here, CLASS._replace(pauses=(Pause("pre", "", AT, LATER),))).changes_anything


def test_a_pause_stretches_the_time_of_whoever_sat_there_whatever_the_seat_is_called() -> None:
    there = CLASS._replace(
        attempts=(SAT._replace(room="Lab 2"), SAT._replace(trainee="t2", room="A")),
        pauses=(Pause("pre", "", AT, LATER),),
    )  # fmt: skip
    assert {pause.room for pause in merge(CLASS, there).changes.pauses} == {"Lab 2", "A", "ruang-b"}
    here = CLASS._replace(trainees=(*CLASS.trainees, GUEST), attempts=(SAT._replace(trainee="t9", room="A"),))
    assert {pause.room for pause in merge(here, there).changes.pauses} == {"Lab 2", "ruang-b"}


def test_the_name_of_the_room_in_the_copy_comes_before_that_of_the_file() -> None:
    there = CLASS._replace(classroom=Classroom("k", "Kelas", "id", room="B"), attempts=(SAT._replace(room=""),))
    assert merge(CLASS, there).changes.attempts[0].room == "B"


def test_what_happened_is_united() -> None:
    here = CLASS._replace(events=(Event("e1", AT, "login", trainee="t1"),))
    there = CLASS._replace(
        events=(*here.events, Event("e2", LATER, "finished", "pre", "t2", "C"), Event("e3", LATER, "removed"))
    )
    assert merge(here, there).changes.events == (
        Event("e2", LATER, "finished", "pre", "t2", "C"),
        Event("e3", LATER, "removed", room="ruang-b"),
    )


def test_secret_keys_are_taken_once() -> None:
    there = CLASS._replace(classroom=Classroom("k", "Kelas", "id", keys="rahasia"))
    assert merge(CLASS, there).changes.secret_keys == "rahasia"  # noqa: S105
    here = CLASS._replace(classroom=Classroom("k", "Kelas", "id", keys="lain"))
    assert merge(here, there).refused == (Refused("secret_keys"),)


def test_exam_files_go_with_the_secret_keys_that_fit_them() -> None:
    assert CLASS.classroom is not None
    first, second = Handout("pre", "a1", "{}", AT), Handout("pre", "b2", "{}", LATER)
    mine = CLASS._replace(classroom=CLASS.classroom._replace(keys="kunci"), handouts=(first,))
    assert merge(CLASS, mine).changes.handouts == (first,)
    assert merge(mine, mine._replace(handouts=(first, second))).changes.handouts == (second,)
    other = CLASS._replace(classroom=CLASS.classroom._replace(keys="lain"), handouts=(second,))
    plan = merge(mine, other)
    assert plan.changes.handouts == ()
    assert plan.refused == (Refused("secret_keys"),)
