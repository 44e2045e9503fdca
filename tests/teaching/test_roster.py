"""A list of trainees comes in whole or not at all, and a NIP that a spreadsheet spoiled does not come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from kadguide.teaching.codes import read_code
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.register import Trainee
from kadguide.teaching.roster import MOST_TRAINEES, Cell, Line, Plan, enrol, plan_for, plan_roster
from tests.hostile import HOSTILE
from tests.killed import kill_after_one_write
from tests.teaching.room import Clock, chance, made_class

NIP = "198703152010121002"
AT = "2026-11-25T01:00:00.000+00:00"


def csv(text: str) -> Cell:
    return Cell(text, "csv")


def number(text: str, zeros: int = 0) -> Cell:
    return Cell(text, "number", zeros)


def line(name: str = "Satu", at: int = 2, **cells: Cell | None) -> Line:
    return Line(at, csv(name), **cells)


def plan(lines: Sequence[Line], trainees: Sequence[Trainee] = ()) -> Plan:
    return plan_roster(lines, trainees, AT, chance())


def codes(found: Plan) -> list[tuple[int, str]]:
    return [(remark.line, remark.code) for remark in found.remarks]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (csv(NIP), NIP), (csv("19870315 201012 1 002"), NIP), (csv(f"'{NIP}"), NIP), (csv(f"  {NIP}\t"), NIP),
        (csv("007"), "007"), (csv("'007"), "007"), (Cell("007"), "007"), (csv("86071234"), "86071234"),
        (csv(""), ""), (csv("-"), ""), (csv("–"), ""), (csv("n/a"), ""),
        (csv("Tidak ada"), ""), (Cell(""), ""), (csv("0"), ""),
        (number("123456789"), "123456789"), (number("123456789012345"), "123456789012345"),
        (csv("p3k-12/a"), "P3K-12/A"),
        (csv("'198703152010121000"), "198703152010121000"),  # meant, says the apostrophe
    ],
)  # fmt: skip
def test_nips_that_come_in(cell: Cell, expected: str) -> None:
    found = plan([line(nip=cell)])
    assert codes(found) == []
    assert found.added[0].nip == expected


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (csv("1.98703E+17"), "nip_lost"), (csv("1,98703E+17"), "nip_lost"), (csv("1.98703152010121E+17"), "nip_lost"),
        (csv("2E+17"), "nip_lost"), (csv("198703152010121000"), "nip_lost"), (Cell("198703152010121000"), "nip_lost"),
        (number(NIP), "nip_lost"), (number("198703152010121000"), "nip_lost"),
        (number("1.98703152010121e+17"), "nip_lost"),
        (number("1234567890123456"), "nip_lost"), (number("12.5"), "nip_lost"), (number("-5"), "nip_lost"),
        (number("7", 9), "nip_zero"), (number("12345678", 9), "nip_zero"),
        (csv("satu dua?"), "nip_bad"), (csv("19870315\x00"), "nip_bad"), (csv("١٢٣"), "nip_bad"), (csv("²"), "nip_bad"),
        (csv("1" * 31), "nip_bad"), (csv("=1+1"), "nip_bad"), (Cell("=A1", "formula"), "formula"),
        (Cell("2026-11-25", "date"), "date_cell"),
    ],
)  # fmt: skip
def test_nips_that_are_refused(cell: Cell, code: str) -> None:
    found = plan([line(nip=cell)])
    assert codes(found) == [(2, code)]
    assert found.errors


@pytest.mark.parametrize(
    ("nips", "refused"),
    [
        (["123456789", "23456789", "987654321"], [3]),  # nine digits, one lost its zero
        (["123456789", "'23456789", "987654321"], []),
        (["012345678", "123456789", "987654321"], []),
        ([NIP, "86071234", "198703152010121003"], []),  # a number of the police among NIPs
        (["123456789", "23456789"], []),  # nobody knows which is the usual length
        (["7", "12", "345"], []),
    ],
)
def test_a_nip_that_lost_its_zeros_is_seen_beside_the_others(nips: list[str], refused: list[int]) -> None:
    found = plan([line(f"Nama {at}", at, nip=csv(nip)) for at, nip in enumerate(nips, start=2)])
    assert codes(found) == [(at, "nip_zero") for at in refused]
    text = plan([line(f"Nama {at}", at, nip=Cell(nip)) for at, nip in enumerate(nips, start=2)])
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("", "csv", 1), ("-", "csv", 1), ("1", "csv", 1), ("1,5", "csv", 1.5), ("1.5", "csv", 1.5),
        ("x1,5", "csv", 1.5),
        ("1,5 kali", "csv", 1.5), ("2x", "csv", 2), ("150%", "csv", 1.5), ("50%", "csv", 1.5), ("25 %", "csv", 1.25),
        ("0%", "csv", 1), ("300%", "csv", 3), ("3", "number", 3), ("1.5", "number", 1.5), ("0.5", "percent", 1.5),
        ("1.5", "percent", 1.5),
    ],
)  # fmt: skip
def test_extra_time_that_is_understood(text: str, kind: str, expected: float) -> None:
    found = plan([line(factor=Cell(text, kind))])  # type: ignore[arg-type]
    assert codes(found) == []
    assert found.added[0].factor == pytest.approx(expected)


@pytest.mark.parametrize("text", ["0.5", "4", "ya", "nan", "inf", "-1", "1e9", "400%", "30 menit", "1,2,3", "0"])
def test_extra_time_that_is_not(text: str) -> None:
    assert codes(plan([line(factor=csv(text))])) == [(2, "bad_factor")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "no_name"), ("  ", "no_name"), ("-", "no_name"), ("\x00\x1b", "no_name"), ("=1+1", "formula"),
        ('=HYPERLINK("http://x";"klik")', "formula"), ("+62812", "formula"), ("@SUM(A1)", "formula"),
        ("-2+3", "formula"),
        ("'=1+1", "formula"), ("|calc", "formula"), ("N" * 121, "too_long"), ("=" * 10**6, "formula"),
        ("N" * 10**6, "too_long"),
    ],
)  # fmt: skip
def test_names_that_are_refused(name: str, code: str) -> None:
    assert codes(plan([line(name)])) == [(2, code)]
    if code != "no_name":
        assert codes(plan([line(unit=csv(name))])) == [(2, code)]
        assert codes(plan([line(room=csv(name))])) == [(2, code)]
        assert len(plan([line(name)]).remarks[0].text) <= 40


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_cell_says_comes_in_as_one_line_or_not_at_all(text: str) -> None:
    for kind in ("csv", "text", "number", "percent", "date", "formula"):
        cell = Cell(text, kind)
        found = plan([Line(2, cell, cell, cell, cell, cell), line(nip=cell, unit=cell, at=3)])
        for trainee in found.added:
            assert all(
                part.isprintable() and part == part.strip() for part in (trainee.name, trainee.nip, trainee.unit)
            )
        assert all(remark.text.isprintable() and len(remark.text) <= 40 for remark in found.remarks)


def test_names_with_titles_keep_them() -> None:
    names = ["Dr. Siti, S.H., M.Si.", "I Gusti Ayu (Ni)", "O’Connor-Sulaiman", "Budi 2", "José Ångström"]
    assert [t.name for t in plan([line(name, at) for at, name in enumerate(names)]).added] == names


def test_doubles_within_a_list_are_named_with_the_first_line() -> None:
    lines = [
        line("Satu", 2, nip=csv(NIP)), line("Dua", 3, nip=csv("")), line("Lain", 4, nip=csv("19870315 201012 1 002")),
        line("dua", 5, nip=csv("-")), line("Dua", 6, nip=csv(""), unit=csv("Dinas")),
    ]  # fmt: skip
    found = plan(lines)
    assert [(r.line, r.code, r.text) for r in found.remarks] == [(4, "twice_nip", "2"), (5, "twice_name", "3")]


def test_every_error_of_a_list_is_reported_in_the_order_of_its_lines() -> None:
    lines = [line("", 2), line("Dua", 3, nip=csv("1E+17")), line("Tiga", 4, factor=csv("9")), line("Empat", 5)]
    assert codes(plan(lines)) == [(2, "no_name"), (3, "nip_lost"), (4, "bad_factor")]


def test_each_new_trainee_gets_a_code_that_nobody_has() -> None:
    first = plan([line(f"Nama {n}", n) for n in range(50)])
    taken = {t.code for t in first.added}
    assert len(taken) == len({t.id for t in first.added}) == 50
    assert all(read_code(code) == code for code in taken)
    again = plan([line(f"Lain {n}", n) for n in range(50)], first.added)  # draws the same codes again
    assert taken.isdisjoint(t.code for t in again.added)


# -- in a class


@pytest.fixture
def conductor(tmp_path: Path) -> Iterator[Conductor]:
    made = made_class(tmp_path, Clock())
    yield made
    made.register.close()


def test_whoever_is_on_the_list_is_brought_up_to_date(conductor: Conductor) -> None:
    before = conductor.register.trainees()
    lines = [
        line("Satu Baru", 2, nip=csv("007"), unit=csv("Bappeda"), factor=csv("1,5")),
        line("Dua", 3, nip=csv("3"), unit=csv(""), factor=csv("")),
        line("Empat", 4, nip=csv(NIP), unit=csv("Dinas"), factor=csv("2")),
        line("TIGA", 5, nip=csv(""), unit=csv("")),
    ]
    found = plan_for(conductor, lines)
    assert (len(found.added), len(found.changed), found.unchanged, found.remarks) == (1, 2, 1, ())
    enrol(conductor, found)
    after = conductor.register.trainees()
    assert [t.name for t in after] == ["Satu Baru", "Dua", "TIGA", "Empat"]
    assert (after[0].id, after[0].code, after[0].room) == (before[0].id, before[0].code, "A")  # no column about rooms
    assert (after[0].unit, after[0].factor, after[3].factor, after[3].number) == ("Bappeda", 1.5, 2.0, 4)
    assert [event.kind for event in conductor.register.events()] == ["factor"]
    again = plan_for(conductor, lines)
    assert (again.added, again.changed, again.unchanged) == ((), (), 4)


def test_who_was_listed_without_a_nip_gets_it_and_keeps_the_code(conductor: Conductor) -> None:
    before = conductor.register.trainees()
    conductor.register.add_trainees([Trainee("w", 0, "", "Lima", "", "W", walk_in=True)])
    lines = [line("tiga", 2, nip=csv(NIP)), line("Lima", 3, nip=csv(NIP[:-1] + "9"))]
    found = plan_for(conductor, lines)
    assert [(trainee.id, trainee.nip, trainee.code) for trainee in found.changed] == [("t3", NIP, before[2].code)]
    assert [trainee.name for trainee in found.added] == ["Lima"]
    enrol(conductor, found)
    assert (plan_for(conductor, lines).unchanged, len(conductor.register.trainees())) == (2, 5)
    two = [line("Tujuh", 2, nip=csv(NIP[:-1] + "5")), line("Tujuh", 3, nip=csv(NIP[:-1] + "7"))]
    conductor.register.add_trainees([Trainee("s", 0, "", "Tujuh", "", "S")])
    assert len(plan_for(conductor, two).added) == 2


def test_a_list_without_nips_or_units_doubles_nobody(conductor: Conductor) -> None:
    register = conductor.register
    register.add_trainees([Trainee(f"s{n}", 0, "", "Sama", f"Unit {n}", f"S{n}") for n in (1, 2)])
    names = [line(name, at) for at, name in enumerate(("Satu", "Dua", "Tiga"), start=2)]
    assert plan_for(conductor, names).unchanged == 3
    units = [line("Satu", 2, unit=csv("")), line("Sama", 3, unit=csv("Unit 2"))]
    assert plan_for(conductor, units).unchanged == 2
    assert len(plan_for(conductor, [line("Sama", 2)]).added) == 1  # which of them nobody can tell
    blank = [line("Satu", 2, nip=csv("")), line("Dua", 3, nip=csv("3"))]
    assert len(plan_for(conductor, blank).added) == 1


def test_a_list_is_written_in_one_go(conductor: Conductor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process may be killed after any transaction."""
    lines = [line("Satu Baru", 2, nip=csv("007"), factor=csv("2")), line("Lima", 3, nip=csv(NIP))]
    found = plan_for(conductor, lines)
    with monkeypatch.context() as killed:
        kill_after_one_write(killed)
        with suppress(KeyboardInterrupt):
            enrol(conductor, found)
    again = plan_for(conductor, lines)
    assert (again.added, again.changed) == ((), ())
    assert [event.kind for event in conductor.register.events()] == ["factor"]


def test_a_list_with_an_error_changes_nothing(conductor: Conductor) -> None:
    before = conductor.register.trainees()
    found = plan_for(conductor, [line("Empat", 2, nip=csv(NIP)), line("Lima", 3, nip=csv("1E+17"))])
    with pytest.raises(ValueError, match="errors"):
        enrol(conductor, found)
    assert conductor.register.trainees() == before


def test_an_empty_list_changes_nothing(conductor: Conductor) -> None:
    enrol(conductor, plan_for(conductor, []))
    assert len(conductor.register.trainees()) == 3


def test_a_walk_in_of_that_name_is_said(conductor: Conductor) -> None:
    conductor.register.add_trainees([Trainee("w", 0, "", "Lima", "", "W", walk_in=True)])
    found = plan_for(conductor, [line("lima", 2, nip=csv(NIP))])
    assert codes(found) == [(2, "walked_in")]
    assert found.errors == ()
    assert len(found.added) == 1


def test_a_class_takes_so_many_and_no_more() -> None:
    here = [Trainee(f"t{n}", n, "", f"Ada {n}", "", f"c{n}") for n in range(MOST_TRAINEES)]
    found = plan([line("Satu lagi")], here)
    assert codes(found) == [(0, "full")]
    assert plan([line("Ada 5")], here).errors == ()
