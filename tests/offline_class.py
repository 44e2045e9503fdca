"""A class whose exam is sat from a file: the instructor's register, and the laptops of its trainees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from kadguide.learning.grading import grade
from kadguide.learning.responses import Response, decode_response
from kadguide.store.classes import open_register
from kadguide.store.offline import FileSeat, open_seat
from kadguide.store.register import SqlRegister
from kadguide.teaching.classkeys import ClassKeys
from kadguide.teaching.collecting import Collector, File, Finding
from kadguide.teaching.filelog import Clocks
from kadguide.teaching.handout import Made, make_handout
from kadguide.teaching.paper import translate
from kadguide.teaching.register import last_answers, moment
from tests.tui.test_sitting import right_on_paper
from tests.web.classroom.sample import Clock, chance, make_class

if TYPE_CHECKING:
    from kadguide.teaching.paper import PaperItem
    from tests.tui.test_sitting import Desk

APP = "0.1.0"


class LaptopClock:
    """The two clocks of a laptop. ``go`` moves both, ``set`` only the time of day."""

    def __init__(self, start: datetime) -> None:
        self.wall, self.steady = start, 1000.0

    def go(self, **time: float) -> None:
        self.wall += timedelta(**time)
        self.steady += timedelta(**time).total_seconds()

    def set(self, **time: float) -> None:
        self.wall += timedelta(**time)

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.wall, lambda: self.steady)


class OfflineClass:
    """Everything in one folder: the class, ``data`` for the laptops' logs, ``inbox`` for results."""

    def __init__(self, folder: Path, trainees: int = 3, *, minutes: int = 30, keys: ClassKeys | None = None) -> None:
        self.folder = folder
        self.where = folder / "uji.kadkelas"
        self.clock = Clock()
        self.register: SqlRegister = open_register(str(self.where), self.clock)
        self.codes = make_class(self.register, trainees, minutes=minutes)
        self.dice = Random(5)  # noqa: S311 - chance in a test
        if keys:
            classroom = self.register.classroom()
            assert classroom
            self.register.keep_classroom(classroom._replace(keys=keys.encode()))
        self.made: Made = self.hand_out()
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.laptop = LaptopClock(self.clock())

    def hand_out(self, **window: str) -> Made:
        exam = self.register.exams()[0]
        self.clock.go(seconds=1)
        return make_handout(self.register, exam, self.dice.randbytes, self.clock(), **window)

    def seat(self, number: int = 0, *, data: str = "data", made: Made | None = None) -> FileSeat:
        """The seat of a trainee, as it was left on the laptop that has its logs in ``data``."""
        file = (made or self.made).file
        unlocked = file.unlock_any(self.codes[number])
        return open_seat(file, unlocked, self.folder / data, APP, [self.inbox], self.laptop.clocks)

    def sit(
        self, number: int = 0, *, data: str = "data", made: Made | None = None, answers: int = 8, right: bool = True
    ) -> Path:
        """Sit the whole exam and hand in; where the result lies."""
        seat = self.seat(number, data=data, made=made)
        seat.begin()
        for place, item in enumerate(seat.items[:answers]):
            self.laptop.go(seconds=20)
            seat.answer(item, self.right(item) if right else Response(text="salah", chosen=("z",)), place)
        seat.hand_in()
        handed = seat.hand_over()
        seat.close()
        return Path(handed.path)

    def right(self, item: PaperItem) -> Response:
        return right_on_paper(cast("Desk", self), item)

    def collect(
        self, files: Sequence[Path | File], proofs: dict[str, str] | None = None, *, replace: bool = False
    ) -> list[Finding]:
        collector = Collector(self.register, chance(self.dice.randrange(10**6)), moment(self.clock()), proofs,
                              replace=replace)  # fmt: skip
        return collector.collect(
            [one if isinstance(one, File) else File(one.name, one.read_bytes()) for one in files]
        )  # fmt: skip

    def fractions(self, trainee: str) -> dict[str, float]:
        """What each answer in the register earns."""
        answers = last_answers(self.register.answers("uji", trainee))
        keys = {key.item: key.content for key in self.register.keys("uji")}
        secret = self.register.exams()[0].secret
        return {
            item: grade(
                keys[item], translate(keys[item], secret, decode_response(answer.response)), with_reason=True
            ).fraction
            for item, answer in answers.items()
        }
