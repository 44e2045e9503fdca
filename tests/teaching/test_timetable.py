"""Clock times of an agenda, and times as they are typed."""

from __future__ import annotations

import pytest

from kadguide.answering.engine import Engine
from kadguide.knowledge.agendas import Agenda, AgendaStep, agenda_from_plain
from kadguide.knowledge.model import Bilingual
from kadguide.knowledge.snapshot import as_plain
from kadguide.teaching.timetable import read_clock, say_clock, timetable

NAME = Bilingual("a", "b")


def agenda(*steps: tuple[int, int]) -> Agenda:
    """An agenda of steps that are given as day and minutes."""
    days = max(day for day, _ in steps)
    rows = tuple(AgendaStep("break", NAME, minutes, day) for day, minutes in steps)
    return Agenda("x", NAME, NAME, (60,) * days, rows)


@pytest.mark.parametrize(
    ("steps", "start", "times"),
    [
        ([(1, 10), (1, 20)], 480, ["08:00-08:10", "08:10-08:30"]),
        ([(1, 90), (2, 45), (2, 15)], 510, ["08:30-10:00", "08:30-09:15", "09:15-09:30"]),
        ([(1, 90), (1, 60)], 23 * 60, ["23:00-00:30", "00:30-01:30"]),
    ],
)
def test_every_step_has_its_times(steps: list[tuple[int, int]], start: int, times: list[str]) -> None:
    slots = list(timetable(agenda(*steps), start))
    assert [f"{say_clock(slot.begins)}-{say_clock(slot.ends)}" for slot in slots] == times
    assert [slot.number for slot in slots] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("08:00", 480), ("8.30", 510), ("8", 480), ("23:59", 1439), ("0:00", 0), (" 09:15 ", 555),
        ("24:00", None), ("8:60", None), ("8:5", None), ("", None), ("pagi", None), ("-1", None), ("008:00", None),
        ("8:00:00", None), ("²:00", None),
    ],
)  # fmt: skip
def test_a_time_is_read(text: str, minutes: int | None) -> None:
    assert read_clock(text) == minutes


def test_both_agendas_have_a_test_first_and_last_and_breaks_between(engine: Engine) -> None:
    agendas = engine.snapshot.agendas
    assert set(agendas) == {"setengah-hari", "dua-hari"}
    for agenda_ in agendas.values():
        kinds = [step.kind for step in agenda_.steps]
        before, after = agenda_.test("pre"), agenda_.test("post")
        assert before is not None
        assert after is not None
        assert before.blueprint == after.blueprint
        assert kinds[:2] == ["open", "test"]
        assert kinds[-2:] == ["test", "close"]
        assert {"read", "quiz", "case", "discuss", "break"} <= set(kinds)
    assert max(slot.ends for slot in timetable(agendas["setengah-hari"])) == 12 * 60
    assert max(slot.ends for slot in timetable(agendas["dua-hari"])) == 15 * 60


def test_an_agenda_that_names_an_unknown_entry_is_shown_without_it() -> None:
    reads = AgendaStep("read", NAME, 10, entries=("ada", "tidak-ada"))
    plain = as_plain(Agenda("x", NAME, NAME, (10,), (reads,)))
    assert agenda_from_plain(plain, {"ada"}).steps == (reads._replace(entries=("ada",)),)
