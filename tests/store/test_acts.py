"""What several proctors do to one class at the same moment is done once, and stands in the record once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest

from kadguide.keeping.kept import StoreError
from kadguide.knowledge.model import Bilingual
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.conducting import ConductError, Conductor
from kadguide.teaching.register import Classroom, Event, Exam, Trainee
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


@pytest.mark.parametrize("act", ["pause", "resume"])
def test_what_fails_while_a_class_is_paused_leaves_neither_pause_nor_record(boards: list[Conductor], act: str) -> None:
    """A board whose next token is taken, so that the record cannot be written."""
    boards[0].open("e0")
    if act == "resume":
        boards[0].pause("e0")
    before = boards[0].register.contents()
    taken = Conductor(boards[1].register, lambda: NOW, chance(0)._replace(token=lambda: before.events[0].id))
    with pytest.raises(StoreError, match="conflict"):
        getattr(taken, act)("e0")
    assert boards[0].register.contents() == before
