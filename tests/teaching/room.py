"""A class to try things on: a clock that a test sets, chance that is the same every time, three trainees."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.admission import Chance
from kadguide.teaching.codes import new_code
from kadguide.teaching.conducting import Conductor, same_title
from kadguide.teaching.drafting import Draft
from kadguide.teaching.register import Exam, Trainee
from kadguide.teaching.sitting import Sitting
from tests.learning.sample_items import MULTIPLE, SHORT, SINGLE

START = datetime(2026, 11, 25, 1, tzinfo=UTC)
PEOPLE = (("007", "Satu", "A"), ("3", "Dua", "A"), ("", "Tiga", "B"))


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at

    def wait(self, minutes: float = 0, seconds: float = 0) -> None:
        self.at += timedelta(minutes=minutes, seconds=seconds)


def chance(seed: int = 1) -> Chance:
    """Random sources that give the same every time."""
    numbers, dice = count(1), random.Random(seed)  # noqa: S311 - chance in a test
    return Chance(lambda: f"{seed}-{next(numbers)}", dice.randrange)


def made_class(folder: Path, clock: Clock, *, walk_in: bool = False) -> Conductor:
    """A class of three, t1 and t2 in room A, t3 in room B. Close its register at the end."""
    register: SqlRegister = open_register(str(folder / "uji.kadkelas"), clock)
    made = Conductor(register, clock, chance())
    made.found("Kelas Uji", "id", walk_in=walk_in)
    codes = chance(2)
    register.add_trainees(
        [
            Trainee(f"t{number}", 0, nip, name, "", new_code(codes.draw), room=room)
            for number, (nip, name, room) in enumerate(PEOPLE, start=1)
        ]
    )
    return made


def code_of(conductor: Conductor, trainee: str) -> str:
    found = conductor.register.trainee(trainee)
    assert found is not None
    return found.code


def add_exam(conductor: Conductor, minutes: int = 30) -> Exam:
    """An exam of three questions."""
    return conductor.add_exam(Draft("quiz", same_title("Kuis"), minutes, (SINGLE, MULTIPLE, SHORT)), "2026")


def sit(conductor: Conductor, exam: Exam, trainee: str) -> Sitting:
    """A trainee at an exam, who has begun if it is open."""
    found = conductor.register.trainee(trainee)
    assert found is not None
    sitting = Sitting(conductor.register, exam, found, "form", conductor.now)
    sitting.begin()
    return sitting
