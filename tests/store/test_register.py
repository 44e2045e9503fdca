"""The register of a class keeps what it is given, whichever database is behind it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Literal

import pytest

from kadguide.answering.engine import Engine
from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Bilingual
from kadguide.learning.material import Material
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.drawing import cases_of
from kadguide.teaching.paper import encode_paper, item_id, make_paper
from kadguide.teaching.register import (
    Attempt,
    Changes,
    Classroom,
    Contents,
    Event,
    Exam,
    Given,
    Handout,
    Key,
    Pause,
    Recorded,
    Trainee,
)

CLASSROOM = Classroom("kelas", "Kelas", "id")
NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
AT, LATER = "2026-11-25T08:00:00.000+00:00", "2026-11-25T08:10:00.000+00:00"
ROSTER = (
    Trainee("t1", 0, "007", "Satu", "Bappeda", "AAAA1111", 1.5, "A"),
    Trainee("t2", 0, "", "Dua", "", "BBBB2222"),
    Trainee("t3", 0, "", "Tiga", "", "CCCC3333", walk_in=True),
)


@pytest.fixture
def register(where: str) -> Iterator[SqlRegister]:
    found = open_register(where, lambda: NOW)
    yield found
    found.close()


@pytest.fixture
def exam(register: SqlRegister, engine: Engine) -> Exam:
    """An exam of two questions in the register."""
    material = Material(engine.snapshot.bank)
    items = material.bank.items[:2]
    paper = make_paper("pre", Bilingual("Pre-tes", "Pre-test"), 30, items, cases_of(material, items), "rahasia")
    found = Exam("pre", 0, "pre", paper.title, 30, True, "rahasia", encode_paper(paper), "{}", "2026", AT)
    register.add_exam(found, [Key("pre", item_id(at), 1, item, 1.0, "", AT) for at, item in enumerate(items)])
    return found


def in_threads(work: Callable[[Any], None], each: Iterable[Any]) -> None:
    """Do ``work`` for each at once; what goes wrong in one goes wrong here."""
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(work, each))


def test_class_trainees_and_exam_come_back_as_they_were(register: SqlRegister, exam: Exam, engine: Engine) -> None:
    room = Classroom("k", "Kelas Uji", "id", "setengah-hari", "2026", True, False, "", AT)
    register.keep_classroom(room._replace(title="Lama"))
    register.keep_classroom(room)
    register.add_trainees(ROSTER)
    assert register.classroom() == room
    assert register.trainees() == tuple(t._replace(number=n) for n, t in enumerate(ROSTER, start=1))
    assert register.exams() == (exam._replace(number=1),)
    assert [key.content for key in register.keys("pre")] == list(engine.snapshot.bank.items[:2])


def test_a_list_is_added_whole_or_not_at_all(register: SqlRegister) -> None:
    register.add_trainees(ROSTER[:1])
    with pytest.raises(StoreError, match="conflict"):
        register.add_trainees([ROSTER[1], ROSTER[2]._replace(nip="007")])
    assert [t.id for t in register.trainees()] == ["t1"]


def test_a_code_opens_the_class_once_until_it_is_reset(register: SqlRegister) -> None:
    register.add_trainees(ROSTER)
    assert register.claim("AAAA1111", "tiket", AT)
    assert not register.claim("AAAA1111", "lain", AT)
    assert not register.claim("ZZZZ9999", "lain", AT)
    found = register.with_login("tiket")
    assert found is not None
    assert found.id == "t1"
    assert register.release("t1")
    assert not register.release("t1")
    assert register.with_login("tiket") is None
    assert register.claim("AAAA1111", "lain", AT)


def test_of_many_who_use_one_code_at_once_exactly_one_gets_in(register: SqlRegister, where: str) -> None:
    register.add_trainees(ROSTER)
    won = []

    def claim(number: int) -> None:
        own = open_register(where, lambda: NOW)
        won.append(own.claim("AAAA1111", f"tiket{number}", AT))
        own.close()

    in_threads(claim, range(8))
    assert sorted(won) == [False] * 7 + [True]


def test_answers_are_numbered_and_the_place_moves_with_them(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    for trainee in ("t1", "t2"):
        register.begin(Attempt("pre", trainee, "A", "form", 0, AT, AT))
    register.begin(Attempt("pre", "t1", "B", "terminal", 1, LATER, LATER))  # the first one stays
    register.give([Given("pre", "t1", "q1", "a", AT, 1), Given("pre", "t2", "q2", "b", AT, 0)])
    register.give([Given("pre", "t1", "q1", "c", LATER, 1)])
    assert [(a.number, a.response) for a in register.answers("pre", "t1")] == [(1, "a"), (2, "c")]
    assert len(register.answers("pre")) == 3
    attempt = register.attempt("pre", "t1")
    assert attempt is not None
    assert (attempt.door, attempt.place, attempt.seen_at) == ("form", 1, LATER)
    assert not register.finish("pre", "t1", LATER, "time", minutes=exam.minutes - 1), "there is more time by now"
    assert register.finish("pre", "t1", LATER, "time", "KODE", minutes=exam.minutes)
    assert not register.finish("pre", "t1", LATER, "time")
    assert not register.reopen("pre", "t1"), "the exam is not open"
    register.set_state("pre", "open", AT)
    assert register.reopen("pre", "t1")
    assert [a.finished_at for a in register.attempts("pre")] == ["", ""]


def test_answers_of_many_processes_are_all_kept(register: SqlRegister, exam: Exam, where: str) -> None:
    register.add_trainees(ROSTER)
    for trainee in ("t1", "t2", "t3"):
        register.begin(Attempt("pre", trainee, "", "form", 0, AT, AT))

    def answer(trainee: str) -> None:
        own = open_register(where, lambda: NOW)
        for number in range(10):
            own.give([Given("pre", trainee, "q1", str(number), AT, 0)])
        own.close()

    in_threads(answer, ("t1", "t1", "t1", "t1", "t2", "t3"))
    assert [a.number for a in register.answers("pre", "t1")] == list(range(1, 41))
    assert len(register.answers("pre")) == 60


def test_people_who_walk_in_at_once_have_different_numbers(register: SqlRegister, where: str) -> None:
    register.add_trainees(ROSTER[:1])

    def add(number: int) -> None:
        own = open_register(where, lambda: NOW)
        own.add_trainees([Trainee(f"x{number}", 0, "", "Tamu", "", f"TAMU{number:04d}")])
        own.close()

    in_threads(add, range(8))
    assert [t.number for t in register.trainees()] == list(range(1, 10))


def test_whoever_begins_at_once_begins_one_class(where: str) -> None:
    def begin(number: int) -> None:
        own = open_register(where, lambda: NOW)
        own.add_trainees([Trainee(f"x{number}", 0, "", "Tamu", "", f"TAMU{number:04d}")])
        own.close()

    in_threads(begin, range(12))
    register = open_register(where, lambda: NOW)
    assert [t.number for t in register.trainees()] == list(range(1, 13))
    register.close()


def test_a_claim_that_is_done_anew_after_a_cut_is_the_same_claim(register: SqlRegister) -> None:
    register.add_trainees(ROSTER)
    assert register.claim("AAAA1111", "tiket", AT)
    assert register.claim("AAAA1111", "tiket", AT)


def test_people_and_results_that_are_written_anew_after_a_cut_are_there_once(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    register.add_trainees(ROSTER)
    assert register.trainees() == tuple(t._replace(number=n) for n, t in enumerate(ROSTER, 1))
    attempt = Attempt("pre", "t1", "A", "file", 0, AT, LATER, LATER, "trainee", "BUKTI")
    for _ in range(2):
        assert register.take_result(attempt, [Recorded("pre", "t1", 1, "q1", "a", AT)])
    assert len(register.answers("pre")) == 1


def test_everything_is_copied_to_a_file_of_its_own(register: SqlRegister, exam: Exam, tmp_path: Path) -> None:
    register.keep_classroom(Classroom("k", "Kelas Uji", "id", room="A"))
    register.add_trainees(ROSTER)
    register.begin(Attempt("pre", "t1", "A", "form", 0, AT, AT))
    register.give([Given("pre", "t1", "q1", "a", AT, 1)])
    register.set_state("pre", "open", AT)
    assert register.pause("pre", "", AT)
    register.log(Event("e1", AT, "login", trainee="t1"))
    target = tmp_path / "salinan" / "kelas.kadkelas"
    register.copy_to(target)
    copy = open_register(str(target), lambda: NOW)
    assert copy.contents() == register.contents()
    copy.close()
    assert [path.name for path in target.parent.iterdir()] == ["kelas.kadkelas"]
    with pytest.raises(StoreError, match="exists"):
        register.copy_to(target)


def test_what_is_not_there_is_neither_made_nor_copied(register: SqlRegister, where: str, tmp_path: Path) -> None:
    assert register.contents() == Contents()
    assert register.trainees() == ()
    with pytest.raises(StoreError, match="missing"):
        register.copy_to(tmp_path / "kelas.kadkelas")
    assert list(tmp_path.iterdir()) == []


def test_changes_are_written_whole_or_not_at_all(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    first = Attempt("pre", "t1", "A", "form", 0, AT, AT)
    register.begin(first)
    register.give([Given("pre", "t1", "q1", "a", AT, 1)])
    late = Recorded("pre", "t1", 1, "q2", "b", LATER)
    changes = Changes(
        trainees=(Trainee("t4", 0, "", "Empat", "", "DDDD4444"),),
        moved_trainees=(ROSTER[1]._replace(room="B", factor=1.25),),
        known_exams=(exam._replace(state="closed", opened_at=AT, closed_at=LATER),),
        pauses=(Pause("pre", "B", AT, LATER),),
        known_attempts=(first._replace(seen_at=LATER, finished_at=LATER, finish="trainee"),),
        attempts=(Attempt("pre", "t4", "B", "form", 0, AT, AT),),
        answers=(late,),
        events=(Event("e", AT, "merged"),),
    )
    before = register.contents()
    with pytest.raises(StoreError, match="conflict"):  # somebody answered meanwhile
        register.apply(changes)
    assert register.contents() == before
    register.apply(changes._replace(answers=(late._replace(number=2),)))
    after = register.contents()
    assert [(t.number, t.room, t.factor) for t in after.trainees[1:]] == [(2, "B", 1.25), (3, "", 1.0), (4, "", 1.0)]
    assert after.exams[0][-3:] == ("closed", AT, LATER)
    assert [a.finish for a in after.attempts] == ["trainee", ""]
    assert [a.response for a in after.answers] == ["a", "b"]
    assert (after.pauses, after.events) == (changes.pauses, changes.events)


def test_states_pauses_and_revisions(register: SqlRegister, exam: Exam) -> None:
    register.set_state("pre", "open", AT)
    register.set_state("pre", "closed", AT)
    register.set_state("pre", "open", LATER)
    found = register.exam("pre")
    assert found is not None
    assert (found.state, found.opened_at, found.closed_at) == ("open", AT, AT)
    register.pause("pre", "", AT)
    register.pause("pre", "", LATER)  # it stands still already
    register.resume("pre", "", LATER)
    assert [pause[1:] for pause in register.pauses("pre")] == [("", AT, LATER)]
    first = register.keys("pre")[0]
    register.revise(first._replace(revision=2, reason="salah kunci"))
    with pytest.raises(StoreError, match="conflict"):
        register.revise(first._replace(revision=2))
    assert [(key.item, key.revision) for key in register.keys("pre")] == [("q1", 2), ("q2", 1)]
    assert len(register.revisions("pre")) == 3


def test_a_result_from_elsewhere_is_taken_once(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    attempt = Attempt("pre", "t1", "", "file", 1, AT, LATER, LATER, "trainee", "KODE")
    answers = [Recorded("pre", "t1", 1, "q1", "a", AT), Recorded("pre", "t1", 2, "q2", "b", LATER)]
    assert register.take_result(attempt, answers)
    assert not register.take_result(attempt._replace(proof="LAIN"), answers)
    assert register.attempt("pre", "t1") == attempt
    assert register.answers("pre") == tuple(answers)


def test_people_and_names_can_be_deleted(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    for trainee in ("t1", "t2"):
        register.begin(Attempt("pre", trainee, "", "form", 0, AT, AT))
        register.give([Given("pre", trainee, "q1", "a", AT, 1)])
    register.log(Event("e1", AT, "login", trainee="t1"))
    register.remove_trainee("t1")
    assert [t.id for t in register.trainees()] == ["t2", "t3"]
    assert {a.trainee for a in register.answers("pre")} == {"t2"}
    assert register.events() == (Event("e1", AT, "login"),)
    register.remove_names()
    assert {(t.nip, t.name, t.unit, t.login) for t in register.trainees()} == {("", "", "", "")}
    assert len(register.answers("pre")) == 1


def test_a_damaged_file_is_reported_and_stays_where_it_is(tmp_path: Path) -> None:
    path = tmp_path / "rusak.kadkelas"
    path.write_bytes(b"bukan basis data" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_register(str(path), lambda: NOW).trainees()
    assert path.read_bytes().startswith(b"bukan")


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "lain.kadkelas"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE orang (nama TEXT)")
    connection.close()
    before = path.read_bytes()
    for action in (SqlRegister.trainees, lambda register: register.add_trainees(ROSTER)):
        with pytest.raises(StoreError, match="foreign"):
            action(open_register(str(path), lambda: NOW))
    assert path.read_bytes() == before


def test_a_file_of_a_newer_kadguide_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "baru.kadkelas"
    register = open_register(str(path), lambda: NOW)
    register.add_trainees(ROSTER)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer"):
        register.add_trainees([ROSTER[0]._replace(id="t9", nip="9", code="9")])
    register.close()
    with pytest.raises(StoreError, match="newer"):
        open_register(str(path), lambda: NOW).trainees()


def test_a_copy_into_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    register = open_register(str(tmp_path / "kelas.kadkelas"), lambda: NOW)
    register.add_trainees(ROSTER)
    (tmp_path / "berkas").write_text("")
    with pytest.raises(StoreError, match="unwritable"):
        register.copy_to(tmp_path / "berkas" / "salinan.kadkelas")
    register.close()


def test_many_attempts_end_together_and_go_on_together(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    begun = [Attempt("pre", trainee, "", "form", 0, AT, AT) for trainee in ("t1", "t2", "t3")]
    for attempt in begun:
        register.begin(attempt)
    register.finish("pre", "t1", AT, "trainee")
    register.set_state("pre", "open", AT)
    register.pause("pre", "A", AT)
    over = [begun[2]._replace(finished_at=AT, finish="time"), begun[0]._replace(finished_at=AT, finish="time")]
    register.set_state("pre", "closed", LATER, over, Event("e1", LATER, "exam_closed", "pre"))
    ended = [(a.trainee, a.finish, a.finished_at) for a in register.attempts("pre")]
    assert ended == [("t1", "trainee", AT), ("t2", "proctor", LATER), ("t3", "time", AT)]
    assert [pause.ended_at for pause in register.pauses("pre")] == [LATER]
    assert [event.id for event in register.events()] == ["e1"]
    later = "2026-11-25T09:00:00.000+00:00"
    register.set_state("pre", "open", later, event=Event("e2", later, "exam_opened", "pre"))
    assert [a.trainee for a in register.attempts("pre") if not a.finished_at] == ["t2"]
    assert [(p.room, p.began_at, p.ended_at) for p in register.pauses("pre")][1:] == [("", LATER, later)]
    register.set_state("pre", "open", "2026-11-25T10:00:00.000+00:00")  # it is open already
    assert len(register.pauses("pre")) == 2


def test_who_was_ended_by_the_closing_of_any_room_goes_on_with_the_time_that_was_left_then(
    register: SqlRegister, exam: Exam
) -> None:
    """As two rooms have it that closed the exam at different times, and were brought together."""
    register.add_trainees(ROSTER)
    register.set_state("pre", "open", AT)
    last, now = "2026-11-25T09:00:00.000+00:00", "2026-11-25T10:00:00.000+00:00"
    ends = {"t1": ("A", LATER, "proctor"), "t2": ("B", last, "proctor"), "t3": ("A", "2026-11-25T08:03", "proctor")}
    for trainee, (room, end, how) in ends.items():
        register.begin(Attempt("pre", trainee, room, "form", 0, AT, AT))
        register.finish("pre", trainee, end, how)  # type: ignore[arg-type]
    register.log(Event("e1", LATER, "exam_closed", "pre", room="A"))
    register.set_state("pre", "closed", last, event=Event("e2", last, "exam_closed", "pre"))
    register.set_state("pre", "open", now)
    assert [a.trainee for a in register.attempts("pre") if not a.finished_at] == ["t1", "t2"], "t3 was ended alone"
    assert register.pauses("pre") == (Pause("pre", "A", LATER, now), Pause("pre", "", last, now))


def test_changes_that_rest_on_an_exam_as_it_was_before_are_not_written(register: SqlRegister, exam: Exam) -> None:
    before, event = register.exams(), Event("e1", AT, "merged")
    register.set_state("pre", "open", AT)
    with pytest.raises(StoreError, match="conflict"):
        register.apply(Changes(seen_exams=before, events=(event,)))
    assert register.events() == ()
    register.apply(Changes(seen_exams=register.exams(), events=(event,)))
    assert register.events() == (event,)
    assert len(register.exams()) == 1


def test_more_minutes_and_who_goes_on_with_them_are_written_together(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    register.set_state("pre", "open", AT)
    for trainee, how in (("t1", "time"), ("t2", "trainee"), ("t3", "time")):
        register.begin(Attempt("pre", trainee, "", "form", 0, AT, AT))
        register.finish("pre", trainee, LATER, how)  # type: ignore[arg-type]
    event = Event("e1", LATER, "extended", "pre", detail="10")
    assert register.extend(register.exams()[0], 10, ["t1", "t2"], event)
    after = register.contents()
    assert after.exams[0].minutes == exam.minutes + 10
    assert [attempt.finish for attempt in after.attempts] == ["", "trainee", "time"]
    assert after.events == (event,)
    with pytest.raises(StoreError, match="conflict"):
        register.extend(after.exams[0], 10, ["t3"], event._replace(detail="11"))
    assert not register.extend(exam, 10, ["t3"], event._replace(id="e2")), "the exam has another time by now"
    assert register.contents() == after


@pytest.mark.parametrize("state", ["open", "closed"])
def test_what_is_cut_while_an_exam_opens_or_closes_has_not_happened(
    register: SqlRegister, exam: Exam, state: Literal["open", "closed"]
) -> None:
    register.add_trainees(ROSTER)
    register.set_state("pre", "open", AT)
    register.begin(Attempt("pre", "t1", "", "form", 0, AT, AT))
    register.pause("pre", "A", AT)
    if state == "open":
        register.set_state("pre", "closed", LATER)
    register.log(Event("e1", AT, "login"))
    before = register.contents()
    with pytest.raises(StoreError, match="conflict"):  # the record comes last
        register.set_state("pre", state, LATER, event=Event("e1", LATER, "exam_closed"))
    assert register.contents() == before


def test_nobody_begins_an_exam_that_was_closed_meanwhile(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    register.set_state("pre", "open", AT)
    register.set_state("pre", "closed", LATER)
    register.begin(Attempt("pre", "t1", "", "form", 0, LATER, LATER))
    assert register.attempts("pre") == ()


def test_a_pause_that_ended_in_the_same_moment_goes_on(register: SqlRegister, exam: Exam) -> None:
    register.set_state("pre", "open", AT)
    register.pause("pre", "", AT)
    register.resume("pre", "", AT)
    register.pause("pre", "", AT)
    assert [(pause.began_at, pause.ended_at) for pause in register.pauses("pre")] == [(AT, "")]


def test_only_a_pause_that_lasts_gets_an_end(register: SqlRegister, exam: Exam) -> None:
    register.set_state("pre", "open", AT)
    register.pause("pre", "B", AT)
    for end in (LATER, AT):
        register.apply(Changes(ended_pauses=(Pause("pre", "B", AT, end),)))
        assert register.pauses("pre") == (Pause("pre", "B", AT, LATER),)


def test_exam_files_are_kept_as_they_were_handed_out(register: SqlRegister, exam: Exam) -> None:
    first, second = Handout("pre", "b2", "kadguide-exam 1\n{é}\n", AT), Handout("pre", "a1", "{}", LATER)
    assert register.handouts() == ()
    for handout in (second, first):
        register.add_handout(handout)
    assert register.handouts() == register.contents().handouts == (first, second)
    with pytest.raises(StoreError, match="conflict"):
        register.add_handout(first)
    third = Handout("pre", "c3", "{}", LATER)
    register.apply(Changes(handouts=(third,)))
    assert register.handouts() == (first, second, third)


def test_a_result_takes_the_place_of_another_as_a_whole(register: SqlRegister, exam: Exam) -> None:
    register.add_trainees(ROSTER)
    earlier = Attempt("pre", "t1", "", "file", 0, AT, AT, AT, "trainee", "SATU")
    given = tuple(Recorded("pre", "t1", number, "q1", "{}", AT) for number in (1, 2, 3))
    assert register.take_result(earlier, given)
    assert register.take_result(earlier._replace(trainee="t2"), ())
    later = earlier._replace(proof="DUA", finished_at=LATER)
    register.replace_result(later, given[:1])
    assert register.attempt("pre", "t1") == later
    assert register.answers("pre") == given[:1]
    with pytest.raises(StoreError):
        register.replace_result(later._replace(proof="TIGA"), [given[0], given[0]])
    assert register.attempt("pre", "t1") == later
    assert register.attempt("pre", "t2") is not None


def test_a_class_whose_file_was_moved_away_is_missing_and_not_begun_anew(tmp_path: Path) -> None:
    path, elsewhere = tmp_path / "a.kadkelas", tmp_path / "elsewhere"
    register = open_register(str(path), lambda: NOW)
    register.keep_classroom(CLASSROOM)
    elsewhere.mkdir()
    files = [file for file in tmp_path.iterdir() if file.is_file()]
    for file in files:
        file.rename(elsewhere / file.name)
    actions: list[Callable[[], object]] = [
        register.classroom, register.contents, partial(register.set_state, "e", "open", AT), register.exams,
    ]  # fmt: skip
    for action in actions:
        with pytest.raises(StoreError, match="missing"):
            action()
    assert not path.exists()
    for file in files:
        (elsewhere / file.name).rename(file)
    assert register.classroom() == CLASSROOM
    register.close()


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
def test_a_class_and_its_copies_can_be_read_by_nobody_else(tmp_path: Path) -> None:
    register = open_register(str(tmp_path / "a.kadkelas"), lambda: NOW)
    register.keep_classroom(CLASSROOM)
    register.copy_to(tmp_path / "b.kadkelas")
    assert {file.name: file.stat().st_mode & 0o077 for file in tmp_path.iterdir()} == {
        "a.kadkelas": 0, "a.kadkelas-wal": 0, "a.kadkelas-shm": 0, "b.kadkelas": 0,
    }  # fmt: skip
    register.close()
