"""Copies of a class for several rooms, and their results in one class again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from kadguide.cli.main import main
from kadguide.config import Settings, save_settings
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Bilingual
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.register import Attempt, Changes, Classroom, Contents, Exam, Given, Trainee

AT, LATER = "2026-11-25T08:00:00.000+00:00", "2026-11-25T08:10:00.000+00:00"


def call(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["class", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done.output


def using(where: str | Path, work: Callable[[SqlRegister], object] = lambda register: None) -> Contents:
    """Do something with a class; what is in it afterwards."""
    register = open_register(str(where), lambda: datetime.now(UTC))
    try:
        work(register)
        return register.contents()
    finally:
        register.close()


def fill(register: SqlRegister) -> None:
    register.keep_classroom(Classroom("k", "Kelas Uji", "id"))
    register.add_trainees([Trainee(f"t{n}", 0, f"00{n}", f"Orang {n}", "", f"CODE000{n}") for n in (1, 2, 3)])
    register.add_exam(Exam("pre", 0, "pre", Bilingual("Pre-tes", "Pre-test"), 30, True, "s", "{}", "{}", "", AT), ())
    register.claim("CODE0001", "tiket", AT)


def sit(trainee: str, *responses: str, room: str = "", ended: bool = True) -> Callable[[SqlRegister], None]:
    def work(register: SqlRegister) -> None:
        register.begin(Attempt("pre", trainee, room, "form", 0, AT, AT))
        for response in responses:
            register.give([Given("pre", trainee, "q1", response, AT, 0)])
        if ended:
            register.finish("pre", trainee, LATER, "trainee")

    return work


@pytest.fixture
def a(tmp_path: Path) -> Path:
    """The class of room A, before the day."""
    using(tmp_path / "a.kadkelas", fill)
    return tmp_path / "a.kadkelas"


@pytest.fixture
def b(a: Path) -> Path:
    """Its copy for room B."""
    call("copy", a, a.with_name("b.kadkelas"), "--room", "B")
    return a.with_name("b.kadkelas")


def test_a_copy_for_a_room_has_its_name_and_nobody_logged_in(a: Path, b: Path) -> None:
    here, there = using(a), using(b)
    assert here.classroom is not None
    assert there.classroom == here.classroom._replace(room="B")
    assert [trainee.login for trainee in here.trainees] == ["tiket", "", ""]
    assert [trainee.login for trainee in there.trainees] == ["", "", ""]
    assert there._replace(classroom=None, trainees=()) == here._replace(classroom=None, trainees=())


def test_a_copy_is_made_while_the_class_is_in_use_and_nothing_is_left_beside_it(a: Path) -> None:
    register = open_register(str(a), lambda: datetime.now(UTC))
    sit("t1", "x")(register)
    call("copy", a, a.parent / "salinan" / "c.kadkelas")
    assert using(a.parent / "salinan" / "c.kadkelas") == register.contents()
    register.close()
    assert [path.name for path in (a.parent / "salinan").iterdir()] == ["c.kadkelas"]


def test_a_copy_for_a_room_is_whole_or_not_there(a: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as killed:
        killed.setattr(SqlRegister, "release", lambda register, trainee: (_ for _ in ()).throw(KeyboardInterrupt))
        CliRunner().invoke(main, ["class", "copy", str(a), str(a.with_name("b.kadkelas")), "--room", "B"])
    assert [path.name for path in a.parent.glob("b.kadkelas*")] == []
    call("copy", a, a.with_name("b.kadkelas"), "--room", "B")
    assert [path.name for path in a.parent.glob("b.kadkelas*")] == ["b.kadkelas"]
    assert "b.kadkelas" in call("copy", a, a.with_name("b.kadkelas"), "--room", "C", code=1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE exam SET title = 'x'", "UPDATE exam SET title = '[1]'", "UPDATE exam SET minutes = 'abc'",
        "UPDATE exam SET opened_at = 'kemarin'", "UPDATE exam SET closed_at = '2026-11-25T08:00:00'",
        "UPDATE exam SET state = 'setengah'", "UPDATE exam SET minutes = 9e17", "UPDATE trainee SET factor = 9e999",
        "UPDATE trainee SET factor = 'x'", "UPDATE trainee SET number = 'x' WHERE number = 1",
        "UPDATE trainee SET name = x'ff00'", "UPDATE attempt SET seen_at = 'kemarin'", "UPDATE attempt SET door = 'x'",
        "UPDATE answer SET number = 'x'", "UPDATE answer SET response = x'00'", "UPDATE pause SET ended_at = 'x'",
        "INSERT INTO event VALUES ('e', 'kemarin', 'login', '', '', '', '')",
        "INSERT INTO event VALUES ('e', '', 'aneh', '', '', '', '')",
        "INSERT INTO exam_key VALUES ('pre', 'q1', 1, '{}', 1, '', '', 0)",
        "INSERT INTO handout VALUES ('pre', 'd', '', 'kemarin')",
    ],
)  # fmt: skip
def test_what_would_stop_the_target_does_not_come_into_it(a: Path, b: Path, statement: str) -> None:
    using(b, sit("t1", "x", room="B"))
    using(b, lambda register: (register.set_state("pre", "open", AT), register.pause("pre", "", AT)))
    with closing(sqlite3.connect(b)) as connection, connection:
        connection.execute(statement)
    before = using(a)
    assert "rusak" in call("merge", a, b, "--lang", "id", code=1)
    assert using(a) == before


def test_a_copy_is_never_written_over(a: Path, b: Path) -> None:
    before = b.read_bytes()
    assert "b.kadkelas" in call("copy", a, b, code=1)
    assert b.read_bytes() == before


def test_the_class_of_the_settings_is_copied(a: Path, sealed: Path) -> None:
    assert "postgresql://" in call("copy", a.with_name("c"), code=1)
    save_settings(Settings(class_register=str(a)))
    call("copy", a.with_name("c"))
    assert using(a.with_name("c.kadkelas")) == using(a)


def test_results_of_a_room_come_into_the_class_once(a: Path, b: Path) -> None:
    using(a, sit("t1", "x"))
    using(b, sit("t2", "y", "z"))
    using(b, lambda register: register.add_trainees([Trainee("t9", 0, "", "Tamu", "", "TAMU0009", walk_in=True)]))
    using(b, sit("t9", "w"))
    before = b.read_bytes()
    said = call("merge", a, b, "--lang", "en")
    assert "Exam results: 2 added, 0 there already." in said
    assert "Trainees: 1 added, 3 there already." in said
    after = using(a)
    assert [(attempt.trainee, attempt.room) for attempt in after.attempts] == [("t1", ""), ("t2", "B"), ("t9", "B")]
    assert [(t.number, t.name, t.room) for t in after.trainees][-1] == (4, "Tamu", "B")
    assert [(e.kind, e.room, e.detail) for e in after.events] == [("merged", "b", "2")]
    assert "there already; nothing was added" in call("merge", a, b, "--lang", "en")
    assert using(a) == after
    assert b.read_bytes() == before


def test_what_went_on_in_the_other_room_goes_on_here(a: Path, tmp_path: Path) -> None:
    using(a, sit("t1", "x", ended=False))
    call("copy", a, tmp_path / "b.kadkelas")
    using(tmp_path / "b.kadkelas", sit("t1", "y", "z"))
    assert "1" in call("merge", a, tmp_path / "b.kadkelas")
    found = using(a)
    assert [answer.response for answer in found.answers] == ["x", "y", "z"]
    assert found.attempts[0].finish == "trainee"


def test_answers_that_are_given_during_a_merge_are_not_lost(a: Path, b: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    using(a, sit("t1", "x", ended=False))
    call("copy", a, b.with_name("c.kadkelas"))
    using(b.with_name("c.kadkelas"), sit("t1", "y", "z"))
    apply = SqlRegister.apply
    left = ["y"]

    def late(self: SqlRegister, changes: Changes) -> None:
        if left:
            using(a, sit("t1", left.pop(), ended=False))
        apply(self, changes)

    monkeypatch.setattr(SqlRegister, "apply", late)
    call("merge", a, b.with_name("c.kadkelas"), code=0)
    assert [answer.response for answer in using(a).answers] == ["x", "y", "z"]


def test_what_happens_to_a_trainee_during_a_merge_stands(a: Path, b: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other room has the end of an attempt, and knows where the trainee sits; here it goes on, with more time."""
    using(a, sit("t1", "x", ended=False))
    call("copy", a, b.with_name("c.kadkelas"))
    using(b.with_name("c.kadkelas"), sit("t1"))
    using(
        b.with_name("c.kadkelas"), lambda register: register.change_trainee(register.trainees()[0]._replace(room="C"))
    )
    other = Given("pre", "t1", "q1", "y", LATER, 0)
    meanwhile = [lambda register: register.give([other]), lambda register: register.set_factor("t1", 2.0)]
    apply = SqlRegister.apply

    def late(self: SqlRegister, changes: Changes) -> None:
        if meanwhile:
            using(a, meanwhile.pop())
        apply(self, changes)

    monkeypatch.setattr(SqlRegister, "apply", late)
    call("merge", a, b.with_name("c.kadkelas"))
    found = using(a)
    assert [answer.response for answer in found.answers] == ["x", "y"]
    assert not found.attempts[0].finished_at
    assert (found.trainees[0].room, found.trainees[0].factor) == ("C", 2.0)


@pytest.mark.parametrize(
    "instruction",
    [
        "CREATE TRIGGER t AFTER INSERT ON answer BEGIN UPDATE answer SET response = 'x'; END",
        "CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n",
    ],
)
def test_a_class_with_instructions_of_its_own_is_not_used(a: Path, b: Path, instruction: str) -> None:
    with closing(sqlite3.connect(b)) as connection, connection:
        connection.execute(instruction)
    before = using(a)
    said = Catalog("en")("register.error_programmed", where=b)
    assert said in call("merge", a, b, "--lang", "en", code=1)
    assert said in call("control", b, "open", "--lang", "en", code=1)
    assert using(a) == before


@pytest.mark.parametrize("act", ["close", "extend"])
def test_what_a_board_does_to_the_exam_during_a_merge_stands(
    a: Path, b: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """The other room opened the exam earlier, which is taken over."""
    using(b, lambda register: register.set_state("pre", "open", AT))
    using(a, lambda register: register.set_state("pre", "open", LATER))
    using(a, sit("t1", "x", ended=False))
    apply, acts = SqlRegister.apply, [["close"] if act == "close" else ["extend", "10"]]

    def late(self: SqlRegister, changes: Changes) -> None:
        if acts:
            call("control", a, *acts.pop())
        apply(self, changes)

    monkeypatch.setattr(SqlRegister, "apply", late)
    call("merge", a, b)
    found = using(a)
    (exam,), (attempt,) = found.exams, found.attempts
    assert exam.opened_at == AT
    assert (exam.state, exam.minutes) == (("closed", 30) if act == "close" else ("open", 40))
    assert bool(attempt.finished_at) == (act == "close")


@pytest.mark.parametrize(
    ("lang", "said"), [("id", "DITOLAK: hasil 1. Orang 1"), ("en", "REFUSED: the result of 1. Orang 1")]
)
def test_what_contradicts_is_refused_and_the_rest_is_taken(a: Path, b: Path, lang: str, said: str) -> None:
    using(a, sit("t1", "x"))
    using(b, sit("t1", "lain"))
    using(b, sit("t2", "y"))
    assert said in call("merge", a, b, "--lang", lang, code=1)
    found = using(a)
    assert [answer.response for answer in found.answers] == ["x", "y"]
    assert sorted(e.kind for e in found.events) == ["merge_refused", "merged"]


def test_one_bad_source_does_not_keep_out_the_next(a: Path, b: Path, tmp_path: Path) -> None:
    using(b, sit("t2", "y"))
    other = tmp_path / "lain.kadkelas"
    using(other, fill)
    using(other, lambda register: register.keep_classroom(Classroom("lain", "Kelas", "id")))
    (tmp_path / "teks.kadkelas").write_text("bukan basis data" * 100)
    said = call(
        "merge", a, tmp_path / "teks.kadkelas", tmp_path / "tidak-ada.kadkelas", other, a, b, "--lang", "en", code=1
    )
    for words in (
        "REFUSED: The class at",
        "is damaged",
        "REFUSED: There is no class at",
        "this is another class",
        "the target itself",
        "1 added",
    ):
        assert words in said
    assert len(using(a).attempts) == 1


def test_a_target_that_is_not_there_is_not_made(b: Path, tmp_path: Path) -> None:
    assert "tidak-ada.kadkelas" in call("merge", tmp_path / "tidak-ada.kadkelas", b, code=1)
    assert not (tmp_path / "tidak-ada.kadkelas").exists()


def test_rooms_in_a_database_are_copied_and_merged_too(a: Path, postgres_address: str) -> None:
    using(postgres_address, fill)
    using(postgres_address, sit("t1", "x"))
    call("merge", a, postgres_address)
    assert len(using(a).attempts) == 1
    call("copy", postgres_address, a.with_name("salinan.kadkelas"))
    assert using(a.with_name("salinan.kadkelas")) == using(postgres_address)
    using(a, sit("t2", "y"))
    call("merge", postgres_address, a)
    assert [attempt.trainee for attempt in using(postgres_address).attempts] == ["t1", "t2"]


def test_no_password_is_ever_said(a: Path) -> None:
    address = "postgresql://orang:rahasia@localhost:1/kelas"
    for arguments in (("copy", address, "c"), ("merge", address, a), ("merge", a, address), ("copy", a, address)):
        said = call(*arguments, code=1)
        assert "rahasia" not in said
        assert "localhost:1/kelas" in said


@pytest.mark.parametrize("arguments", [("copy",), ("copy", "a", "b", "c"), ("merge", "a"), ("merge",)])
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    call(*arguments, code=2)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_trouble_of_a_class_has_its_words(lang: str) -> None:
    codes = (
        "damaged unsound conflict unreachable failed newer busy full unwritable missing exists foreign address".split()
    )
    assert all(Catalog(lang).has(f"register.error_{code}") for code in codes)
    reasons = "exam secret_keys nip key answers finish".split()
    assert all(Catalog(lang).has(f"merge.because_{reason}") for reason in reasons)
    assert all(Catalog(lang).has(f"merge.{code}") for code in ("no_class", "other_class", "rehearsal"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_exams_that_a_merge_brings_together_are_said_and_one_is_closed_by_number(
    a: Path, b: Path, lang: str
) -> None:
    using(a, lambda register: register.set_state("pre", "open", AT))
    quiz = Exam("kuis", 0, "quiz", Bilingual("Kuis", "Quiz"), 30, True, "s", "{}", "{}", "", AT)
    using(b, lambda register: register.add_exam(quiz, ()))
    using(b, lambda register: register.set_state("kuis", "open", AT))
    word = Catalog(lang)
    said = word("classroom.error_two_open", exams="1, 2", how=word("classroom.close_by_number"))
    assert said in call("merge", a, b, "--lang", lang)
    for act in (["close"], ["pause"], ["resume"], ["extend", "5"], ["finish", "1"], ["reopen", "1"]):
        assert call("control", a, *act, "--lang", lang, code=1).strip() == said, act
    assert [exam.state for exam in using(a).exams] == ["open", "open"]
    call("control", a, "close", "2", "--lang", lang)
    assert said not in call("merge", a, b, "--lang", lang)
    call("control", a, "pause")
    call("control", a, "open", "2", code=1)
    call("control", a, "close")
    call("control", a, "open", "2")
    assert [exam.state for exam in using(a).exams] == ["closed", "open"]
