"""A code opens the class once, and a ticket keeps the place; nobody else gets in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kadguide.teaching.admission import LONGEST_NAME, Admitted, Refusal, admit, recognise, ticket_digest, tidy, walk_in
from kadguide.teaching.codes import ALPHABET, read_code, show_code
from kadguide.teaching.conducting import Conductor
from tests.hostile import HOSTILE
from tests.teaching.room import Clock, chance, code_of, made_class


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conductor(tmp_path: Path, clock: Clock) -> Iterator[Conductor]:
    made = made_class(tmp_path, clock, walk_in=True)
    yield made
    made.register.close()


def enter(conductor: Conductor, typed: str, room: str = "") -> Admitted | Refusal:
    return admit(conductor.register, typed, conductor.now(), conductor.chance, room)


def come_in(conductor: Conductor, name: str, *, unit: str = "", room: str = "") -> Admitted | Refusal:
    classroom = conductor.classroom()
    return walk_in(conductor.register, classroom, name, conductor.now(), conductor.chance, unit=unit, room=room)


def kinds(conductor: Conductor) -> list[str]:
    return [event.kind for event in conductor.register.events()]


def test_a_code_lets_one_device_in(conductor: Conductor) -> None:
    code = code_of(conductor, "t1")
    first = enter(conductor, show_code(code).lower())
    assert isinstance(first, Admitted)
    assert first.trainee.id == "t1"
    assert enter(conductor, code) == "in_use"
    assert sorted(kinds(conductor)) == ["login", "login_refused"]


def test_after_a_reset_the_old_ticket_is_worth_nothing(conductor: Conductor) -> None:
    code = code_of(conductor, "t1")
    first = enter(conductor, code)
    assert isinstance(first, Admitted)
    found = recognise(conductor.register, first.ticket)
    assert found is not None
    assert found.id == "t1"
    assert conductor.reset_login("t1")
    assert not conductor.reset_login("t1")
    assert recognise(conductor.register, first.ticket) is None
    second = enter(conductor, code)
    assert isinstance(second, Admitted)
    assert second.ticket != first.ticket
    assert recognise(conductor.register, first.ticket) is None
    assert recognise(conductor.register, second.ticket) is not None


def test_the_register_knows_no_ticket(conductor: Conductor, tmp_path: Path) -> None:
    entered = enter(conductor, code_of(conductor, "t1"))
    assert isinstance(entered, Admitted)
    trainee = conductor.register.trainee("t1")
    assert trainee is not None
    assert trainee.login == ticket_digest(entered.ticket) != entered.ticket
    conductor.register.close()
    assert f'"{entered.ticket}"'.encode() not in (tmp_path / "uji.kadkelas").read_bytes()


@pytest.mark.parametrize("typed", [*HOSTILE, "AAAA-AAA", "00000000"])
def test_texts_that_are_no_code_let_nobody_in(conductor: Conductor, typed: str) -> None:
    assert enter(conductor, typed) == "no_code"
    assert kinds(conductor) == []


def test_a_code_of_nobody_and_a_code_with_a_typing_error_are_told_apart(conductor: Conductor) -> None:
    known = {trainee.code for trainee in conductor.register.trainees()}
    stranger = next(
        code
        for sign in ALPHABET
        if (code := read_code(f"BCDEFG{sign}A") or "") and code not in known
    )  # fmt: skip
    assert enter(conductor, stranger) == "unknown_code"
    code = code_of(conductor, "t1")
    wrong = ALPHABET[ALPHABET.index(code[0]) - 1] + code[1:]
    assert enter(conductor, wrong) == "no_code"


@pytest.mark.parametrize("ticket", ["", " ", "x", *HOSTILE])
def test_a_ticket_that_nobody_was_given_is_nobody(conductor: Conductor, ticket: str) -> None:
    enter(conductor, code_of(conductor, "t1"))
    assert recognise(conductor.register, ticket) is None


def test_who_comes_into_another_room_sits_there(conductor: Conductor) -> None:
    entered = enter(conductor, code_of(conductor, "t1"), room="C")
    assert isinstance(entered, Admitted)
    assert entered.trainee.room == "C"
    found = conductor.register.trainee("t1")
    assert found is not None
    assert (found.room, bool(found.login)) == ("C", True)


def test_walking_in_makes_a_trainee_with_a_code_of_his_own(conductor: Conductor) -> None:
    entered = come_in(conductor, "  Empat \n Lima ", unit="Dinas", room="A")
    assert isinstance(entered, Admitted)
    assert (entered.trainee.name, entered.trainee.unit, entered.trainee.walk_in) == ("Empat Lima", "Dinas", True)
    last = conductor.register.trainees()[-1]
    assert (last.number, last.room, read_code(last.code)) == (4, "A", last.code)
    found = recognise(conductor.register, entered.ticket)
    assert found is not None
    assert found.id == last.id
    assert sorted(kinds(conductor)) == ["login", "walk_in"]


def test_only_so_many_walk_in(conductor: Conductor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadguide.teaching.admission.MOST_WALK_INS", 2)
    found = [come_in(conductor, f"Orang {number}") for number in range(4)]
    assert [isinstance(one, Admitted) for one in found] == [True, True, False, False]
    assert found[2] == "full"
    assert len(conductor.register.trainees()) == 5
    assert isinstance(enter(conductor, code_of(conductor, "t1")), Admitted), "a code lets in as before"


def test_nobody_walks_into_a_class_with_a_list(tmp_path: Path, clock: Clock) -> None:
    made = made_class(tmp_path, clock)
    assert come_in(made, "Empat") == "no_walk_in"
    assert len(made.register.trainees()) == 3
    made.register.close()


@pytest.mark.parametrize("name", ["", "   ", "\x00\x1b\u200b", "\n\n"])
def test_a_name_without_a_letter_is_none(conductor: Conductor, name: str) -> None:
    assert come_in(conductor, name) == "no_name"


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_one_line_that_can_be_printed(conductor: Conductor, name: str) -> None:
    entered = come_in(conductor, name, unit=name)
    if not isinstance(entered, Admitted):
        assert entered == "no_name"
        return
    kept = conductor.register.trainees()[-1]
    for text in (kept.name, kept.unit):
        assert text.isprintable()
        assert len(text) <= LONGEST_NAME
        assert text == tidy(text)
        text.encode()


def test_two_walk_ins_get_different_codes(tmp_path: Path, clock: Clock) -> None:
    made = made_class(tmp_path, clock, walk_in=True)
    same = chance(2)  # draws the codes that are on the list already
    room = made.classroom()
    entered = walk_in(made.register, room, "Empat", clock(), same)
    assert isinstance(entered, Admitted)
    assert len({trainee.code for trainee in made.register.trainees()}) == 4
    made.register.close()
