"""Cases that are kept, and the days that follow from them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from kadguide.answering.engine import Engine
from kadguide.guiding.cases import Case, MemoryShelf, current_stage, due_days, new_case
from kadguide.guiding.casework import Plan, plan

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def steps_of(engine: Engine, kind: str) -> Plan:
    found = engine.snapshot.casework.kind(kind)
    assert found is not None
    return plan(engine.snapshot.casework, found)


def test_a_shelf_keeps_replaces_and_drops() -> None:
    shelf = MemoryShelf()
    first = new_case("satu", "ksdpk", NOW, shelf)
    shelf.keep(first)
    second = new_case("satu", "ksdpk", NOW, shelf)
    shelf.keep(second)
    assert first.id != second.id
    later = first.ticking("kak", NOW + timedelta(hours=1))
    shelf.keep(later)
    assert shelf.cases() == (later, second)
    shelf.drop(second.id)
    shelf.drop("tidak-ada")
    assert shelf.cases() == (later,)


def test_ticking_twice_is_not_ticking() -> None:
    case = Case("a", "a", "ksdpk", NOW, NOW)
    once = case.ticking("kak", NOW)
    assert once.ticked == ("kak",)
    assert once.ticking("kak", NOW).ticked == ()


def test_a_day_is_replaced_and_taken_away() -> None:
    case = Case("a", "a", "ksdpk", NOW, NOW).starting("x", date(2026, 1, 1), NOW).starting("x", date(2026, 2, 2), NOW)
    assert case.start_of("x") == date(2026, 2, 2)
    assert case.starting("x", None, NOW).starts == ()


def test_deadlines_and_reminders_come_in_order(engine: Engine) -> None:
    steps = steps_of(engine, "ksdd-sukarela")
    case = Case("a", "a", "ksdd-sukarela", NOW, NOW)
    assert due_days(case, steps) == ()
    case = case.starting("ksdd-penawaran", date(2026, 11, 25), NOW).ending(date(2030, 12, 31), NOW)
    days = [(due.day.isoformat(), due.about.id if due.about else "end") for due in due_days(case, steps)]
    assert days == [
        ("2026-12-25", "ksdd-penawaran"),
        ("2030-10-02", "akhir-90"),
        ("2030-11-01", "akhir-60"),
        ("2030-12-01", "akhir-30"),
        ("2030-12-24", "akhir-7"),
        ("2030-12-31", "end"),
    ]
    done = case.ticking("ksdd-penawaran", NOW)
    assert "ksdd-penawaran" not in [due.about.id for due in due_days(done, steps) if due.about]


def test_the_step_that_waits_is_the_next_with_a_deadline(engine: Engine) -> None:
    steps = steps_of(engine, "ksdd-sukarela")
    case = Case("a", "a", "ksdd-sukarela", NOW, NOW)
    waiting = []
    while stage := current_stage(case, steps):
        waiting.append(stage.id)
        case = case.ticking(stage.id, NOW)
    assert waiting[:4] == ["ksdd-penawaran", "ksdd-permintaan-kedua", "ksdd-dprd", "ksdd-persiapan"]
    assert set(waiting) == {stage.id for stage in steps.stages}
