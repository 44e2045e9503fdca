"""What an instructor does to a class shows in the register, and on the board."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from kadguide.answering.engine import Engine
from kadguide.learning.grading import grade
from kadguide.learning.material import Material
from kadguide.learning.responses import Response
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.admission import Admitted, Chance, admit
from kadguide.teaching.conducting import Conductor, ConductError, same_title
from kadguide.teaching.drafting import Draft, decode_words, draft_module, draft_quiz, draft_test, encode_words
from kadguide.teaching.paper import PaperItem, decode_paper
from kadguide.teaching.register import Attempt, Exam, Trainee, moment
from kadguide.teaching.sitting import Sitting
from tests.learning.sample_items import ALL, MULTIPLE, SHORT, SINGLE, material

START = datetime(2026, 11, 25, 1, tzinfo=UTC)
CODES = ("AAAA1111", "BBBB2222", "CCCC3333")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def pass_(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


def chance(seed: int = 1) -> Chance:
    """Random sources that give the same every time."""
    numbers, dice = count(1), random.Random(seed)  # noqa: S311 - chance in a test
    return Chance(lambda: f"{seed}-{next(numbers)}", dice.randrange)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[SqlRegister]:
    found = open_register(str(tmp_path / "uji.kadkelas"), clock)
    yield found
    found.close()


@pytest.fixture
def conductor(register: SqlRegister, clock: Clock) -> Conductor:
    """A class of three, in two rooms."""
    made = Conductor(register, clock, chance())
    made.found("Kelas Uji", "id")
    register.add_trainees(
        [
            Trainee(f"t{n}", 0, nip, name, "", code, room=room)
            for n, (nip, name, code, room) in enumerate(
                [("007", "Satu", CODES[0], "A"), ("3", "Dua", CODES[1], "A"), ("", "Tiga", CODES[2], "B")], start=1
            )
        ]
    )
    return made


def add(conductor: Conductor, minutes: int = 30) -> Exam:
    return conductor.add_exam(Draft("quiz", same_title("Kuis"), minutes, (SINGLE, MULTIPLE, SHORT)), "2026")


def sit(conductor: Conductor, exam: Exam, trainee: str) -> Sitting:
    """A trainee who has begun."""
    found = conductor.register.trainee(trainee)
    assert found is not None
    sitting = Sitting(conductor.register, exam, found, "form", conductor.now)
    sitting.begin()
    return sitting


def answer(sitting: Sitting, place: int = 0) -> bool:
    return sitting.answer(sitting.items[place], some(sitting.items[place]), place)


def some(item: PaperItem) -> Response:
    return Response((item.parts[0].id,)) if item.parts else Response(text="sukarela")


def states(conductor: Conductor) -> list[str]:
    return [row.state for row in conductor.overview().rows]


def test_the_board_follows_a_class_through_an_exam(conductor: Conductor, clock: Clock) -> None:
    exam = add(conductor)
    assert states(conductor) == ["absent"] * 3
    assert conductor.open(exam.id)
    register = conductor.register
    register.claim(CODES[2], "tiket", moment(clock()))
    one, two = sit(conductor, exam, "t1"), sit(conductor, exam, "t2")
    assert answer(one)
    assert answer(one)  # the same question once more
    assert answer(one, 1)
    seen = conductor.overview()
    assert [row.state for row in seen.rows] == ["answering", "answering", "logged_in"]
    assert [row.answered for row in seen.rows] == [2, 0, 0]
    assert seen.exam is not None
    assert seen.exam.questions == 3
    assert seen.rows[0].left == timedelta(minutes=30)
    assert one.answer(one.items[1], Response(), 1)  # taken back
    clock.pass_(5)
    assert conductor.pause(exam.id, "A")
    assert not conductor.pause(exam.id, "A")
    clock.pass_(10)
    seen = conductor.overview()
    assert [(row.state, row.answered) for row in seen.rows] == [("paused", 1), ("paused", 0), ("logged_in", 0)]
    assert seen.rows[0].left == timedelta(minutes=25)
    assert seen.paused == ("A",)
    assert conductor.resume(exam.id)
    assert not conductor.resume(exam.id)
    assert two.hand_in()
    clock.pass_(26)
    assert states(conductor) == ["time_over", "finished", "logged_in"]
    assert conductor.close(exam.id)
    seen = conductor.overview()
    assert [row.finish for row in seen.rows] == ["time", "trainee", ""]
    assert (seen.sums.came, seen.sums.answers, seen.sums.logged_in) == (3, 1, 1)
    kinds = [event.kind for event in register.events()]
    assert kinds == ["exam_opened", "paused", "resumed", "exam_closed"]
