"""What several proctors do to one class at the same moment is done once, and stands in the record once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier
from typing import Any

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Bilingual
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.admission import Admitted, admit
from kadguide.teaching.codes import new_code
from kadguide.teaching.conducting import ConductError, Conductor
from kadguide.teaching.register import Attempt, Classroom, Contents, Event, Exam, Trainee
from tests.teaching.room import chance

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
AT, LATER = "2026-11-25T08:00:00.000+00:00", "2026-11-25T08:10:00.000+00:00"
BOARDS = 4


@pytest.fixture
def boards(where: str) -> Iterator[list[Conductor]]:
    """Boards of one class, each with a connection of its own, and as many exams."""
    registers = [open_register(where, lambda: NOW) for _ in range(BOARDS)]
    registers[0].keep_classroom(Classroom("k", "Kelas", "id"))
    registers[0].add_trainees([Trainee("t1", 0, "", "Satu", "", "AAAA1111", room="A")])
    for number in range(BOARDS):
        title = Bilingual(f"Kuis {number}", f"Quiz {number}")
        registers[0].add_exam(Exam(f"e{number}", 0, "quiz", title, 30, False, "s", "{}", "{}", "2026", AT), ())
    yield [Conductor(register, lambda: NOW, chance(seed)) for seed, register in enumerate(registers)]
    for register in registers:
        register.close()


def at_once(boards: list[Conductor], act: Callable[[int, Conductor], object]) -> list[object]:
    """What became of ``act`` on each board: what it returned, or why it was refused."""
    begin = Barrier(len(boards))

    def acting(number: int) -> object:
        boards[number].classroom()
        begin.wait(30)
        try:
            return act(number, boards[number])
        except ConductError as error:
            return error.code
        finally:
            boards[number].register.close()

    for board in boards:  # a connection belongs to its thread
        board.register.close()
    with ThreadPoolExecutor(len(boards)) as pool:
        return list(pool.map(acting, range(len(boards))))


def together(boards: list[Conductor], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let all boards reach one method of their registers before any of them goes on in it."""
    reached = Barrier(len(boards))
    method = getattr(SqlRegister, name)

    def waiting(register: SqlRegister, *args: object, **more: object) -> object:
        reached.wait(30)
        return method(register, *args, **more)

    monkeypatch.setattr(SqlRegister, name, waiting)


def kinds(board: Conductor) -> list[str]:
    return [event.kind for event in board.register.events()]


def test_of_several_exams_that_are_opened_at_once_one_is(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        together(boards, patch, "set_state")
        found = at_once(boards, lambda number, board: board.open(f"e{number}"))
    assert sorted(found, key=str) == [True] + ["other_open"] * (BOARDS - 1)
    assert sum(exam.state == "open" for exam in boards[0].register.exams()) == 1
    assert kinds(boards[0]) == ["exam_opened"]
    opened = boards[0].overview().exam
    assert opened is not None
    assert boards[1].close(opened.id)
    assert boards[2].open("e0")


@pytest.mark.parametrize(
    ("act", "method", "kind"),
    [("open", "set_state", "exam_opened"), ("close", "set_state", "exam_closed"), ("pause", "pause", "paused"),
     ("resume", "resume", "resumed")],
)  # fmt: skip
def test_what_several_boards_do_at_once_is_in_the_record_once(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch, act: str, method: str, kind: str
) -> None:
    if act != "open":
        boards[0].open("e1")
    if act == "resume":
        boards[0].pause("e1")
    with monkeypatch.context() as patch:
        together(boards, patch, method)
        found = at_once(boards, lambda _, board: getattr(board, act)("e1"))
    assert sorted(map(bool, found)) == [False] * (BOARDS - 1) + [True]
    assert kinds(boards[0]).count(kind) == 1
    assert len(boards[0].register.pauses("e1")) <= 1


def test_a_pause_and_its_end_are_written_with_the_record_or_not_at_all(boards: list[Conductor]) -> None:
    register = boards[0].register
    register.log(Event("x", AT, "login"))
    register.set_state("e0", "open", AT)
    taken = Event("x", AT, "paused", "e0", room="A")
    with pytest.raises(StoreError, match="conflict"):
        register.pause("e0", "A", AT, taken)
    assert register.pauses("e0") == ()
    assert register.pause("e0", "A", AT, taken._replace(id="y"))
    with pytest.raises(StoreError, match="conflict"):
        register.resume("e0", "A", LATER, taken)
    assert [pause.ended_at for pause in register.pauses("e0")] == [""]
    assert register.resume("e0", "A", LATER, taken._replace(id="z", kind="resumed"))
    assert not register.resume("e0", "A", LATER, taken._replace(id="w", kind="resumed"))
    assert [event.id for event in register.events()] == ["x", "y", "z"]


ACTS: dict[str, Callable[[Conductor], object]] = {
    "close": lambda board: board.close("e0"),
    "pause": lambda board: board.pause("e0"),
    "resume": lambda board: board.resume("e0", "B"),
    "extend": lambda board: board.extend("e0", 10),
    "reset_login": lambda board: board.reset_login("t1"),
    "set_factor": lambda board: board.set_factor("t1", 1.5),
    "finish": lambda board: board.finish("e0", "t1"),
    "allow_walk_in": lambda board: board.allow_walk_in(True),
    "reopen": lambda board: board.reopen("e0", "t2"),
}


def under_way(board: Conductor) -> None:
    """An exam in which one answers, another one has ended, and one room stands still."""
    board.open("e0")
    board.register.add_trainees([Trainee("t2", 0, "", "Dua", "", "BBBB2222", room="B")])
    for trainee in ("t1", "t2"):
        board.register.begin(Attempt("e0", trainee, "A", "form", 0, AT, AT))
    board.register.claim("AAAA1111", "tiket", AT)
    board.register.finish("e0", "t2", AT, "trainee")
    board.pause("e0", "B")


@pytest.mark.parametrize("act", ACTS)
def test_what_cannot_be_written_into_the_record_has_not_happened(boards: list[Conductor], act: str) -> None:
    """A board whose next token is taken already."""
    under_way(boards[0])
    before = boards[0].register.contents()
    taken = Conductor(boards[1].register, lambda: NOW, chance(0)._replace(token=lambda: before.events[0].id))
    with pytest.raises(StoreError, match="conflict"):
        ACTS[act](taken)
    assert boards[0].register.contents() == before


@pytest.mark.parametrize("act", ["open", *ACTS])
def test_an_act_that_is_done_anew_is_the_same_act(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    """As after a line that was cut behind the commit: the database does everything twice, and only its second word
    arrives."""
    board = boards[0]
    under_way(board)
    board.open("e0")
    if act == "open":
        board.close("e0")
    minutes, before = board.register.exams()[0].minutes, len(board.register.events())
    assert isinstance(board.register, SqlRegister)
    database = board.register._database
    once = database.write_if

    def twice(*steps: Any, **more: Any) -> bool:
        assert once(*steps, **more)
        return once(*steps, **more)

    monkeypatch.setattr(database, "write_if", twice)
    acts = {"open": lambda conductor: conductor.open("e0"), **ACTS}
    assert acts[act](board) == (0 if act == "extend" else True)
    assert len(board.register.events()) == before + 1
    assert board.register.exams()[0].minutes == minutes + 10 * (act == "extend")


@pytest.mark.parametrize("act", ["pause", "extend", "reopen"])
def test_what_another_board_has_closed_meanwhile_stays_closed(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    under_way(boards[0])
    method, closed = getattr(SqlRegister, act), list[Contents]()

    def overtaken(register: SqlRegister, *args: object, **more: object) -> object:
        if not closed:
            boards[0].close("e0")
            closed.append(boards[0].register.contents())
        return method(register, *args, **more)

    monkeypatch.setattr(SqlRegister, act, overtaken)
    with pytest.raises(ConductError) as error:
        ACTS[act](boards[1])
    assert error.value.code == "not_open"
    assert boards[0].register.contents() == closed[0]
    assert all(pause.ended_at for pause in closed[0].pauses)


def test_minutes_that_two_boards_add_at_once_are_all_given_and_never_too_many(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch
) -> None:
    boards[0].open("e0")
    begin, method, first = Barrier(BOARDS), SqlRegister.extend, set[int]()

    def together(register: SqlRegister, exam: Exam, minutes: int, going_on: Sequence[str], event: Event) -> bool:
        if id(register) not in first:
            first.add(id(register))
            begin.wait(30)
        return method(register, exam, minutes, going_on, event)

    with monkeypatch.context() as patch:
        patch.setattr(SqlRegister, "extend", together)
        found = at_once(boards, lambda _, board: board.extend("e0", 200))
    assert sorted(found, key=str) == [0, 0, "bad_more", "bad_more"]
    assert boards[0].register.exams()[0].minutes == 430
    assert kinds(boards[0]).count("extended") == 2


def test_more_time_and_a_room_that_two_write_at_once_are_both_kept(
    boards: list[Conductor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One board gives a trainee more time while the server of a room lets the same one in."""
    register, given, code = boards[0].register, list[bool](), new_code(lambda _: 5)
    register.add_trainees([Trainee("t2", 0, "", "Dua", "", code, room="A")])
    read = SqlRegister.with_code

    def overtaken(own: SqlRegister, code: str) -> Trainee | None:
        found = read(own, code)
        given.append(boards[1].set_factor("t2", 1.5))
        return found

    monkeypatch.setattr(SqlRegister, "with_code", overtaken)
    assert isinstance(admit(register, code, NOW, chance(9), "B"), Admitted)
    kept = register.trainees()[1]
    assert (given, kept.room, kept.factor) == ([True], "B", 1.5)
