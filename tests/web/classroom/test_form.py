"""The form door, used as a browser without a script uses it."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

pytest.importorskip("aiohttp")

from kadguide.i18n import Catalog
from kadguide.learning.grading import grade
from kadguide.learning.responses import FALSE, TRUE, Response, decode_response
from kadguide.learning.spelling import NO_WORDS
from kadguide.store.classes import open_register
from kadguide.teaching.codes import ALPHABET, check_sign, show_code
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.paper import translate
from kadguide.teaching.register import Trainee, last_answers, moment
from kadguide.teaching.sitting import Sitting
from kadguide.web.classroom.browsers import Browsers
from kadguide.web.classroom.told import ToldMarks
from tests.hostile import HOSTILE
from tests.web.classroom.sample import COOKIE, ITEMS, SECRET, Clock, Guest, Room, add_exam, chance

WORD = Catalog("id")


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with Room(tmp_path) as served:
        yield served


@pytest.fixture
async def opened(room: Room) -> Room:
    room.open_exam()
    return room


def sitting(room: Room, number: int = 0) -> Sitting:
    exam, trainee = room.register.exam("uji"), room.register.trainee(f"t{number}")
    assert exam is not None
    assert trainee is not None
    return Sitting(room.register, exam, trainee, "form", room.clock)


def place_of(room: Room, kind: str, number: int = 0) -> int:
    """Where a trainee finds the question of a type, counted from 1."""
    return [item.type for item in sitting(room, number).items].index(kind) + 1  # type: ignore[arg-type]


def kept(room: Room, number: int = 0) -> dict[str, str]:
    """The answers that count, by the type of the question."""
    types = {item.id: item.type for item in sitting(room, number).items}
    found = last_answers(room.register.answers("uji", f"t{number}"))
    return {types[item]: answer.response for item, answer in found.items()}


# -- coming in


@pytest.mark.parametrize(
    ("typed", "why"),
    [("", "no_code"), ("salah", "no_code"), ("AAAAAAAB", "no_code"), ("{other}", "unknown_code"), ("{used}", "in_use")],
)
async def test_a_login_that_is_refused_says_why_and_keeps_what_was_typed(room: Room, typed: str, why: str) -> None:
    await room.guest().post("/login", code=room.codes[1])
    typed = typed.format(other="QQQQQQQ" + check_sign("QQQQQQQ"), used=room.codes[1])
    guest = room.guest()
    await guest.post("/login", code=typed)
    assert guest.status == 422
    assert WORD(f"door.refused_{why}") in guest.text
    assert f'<a href="#code">{WORD(f"door.refused_{why}")}</a>' in guest.page
    assert f'value="{typed}"' in guest.page
    assert 'aria-invalid="true"' in guest.page
    assert "<title>Periksa: " in guest.page


@pytest.mark.parametrize("change", [str, str.lower, show_code, lambda code: f"  {code[:3]} {code[3:]} "])
async def test_a_code_lets_in_however_it_is_typed(room: Room, change: object) -> None:
    guest = room.guest()
    await guest.post("/login", code=change(room.codes[0]))  # type: ignore[operator]
    assert guest.passed == [303, 200]
    assert guest.title == WORD("door.hello", name="Peserta 0")
    (cookie,) = (c for c in guest.client.session.cookie_jar if c.key == COOKIE)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    trainee = room.register.trainee("t0")
    assert trainee is not None
    assert trainee.room == "A"
    assert cookie.value not in (trainee.login, "")


async def test_of_many_who_use_one_code_one_gets_in(room: Room) -> None:
    guests = [room.guest() for _ in range(6)]
    await asyncio.gather(*(guest.post("/login", code=room.codes[0]) for guest in guests))
    assert sorted(guest.status for guest in guests) == [200, 422, 422, 422, 422, 422]


async def test_a_form_that_is_sent_twice_lets_in_once(room: Room) -> None:
    guest, again = room.guest(), room.guest()
    await guest.get()
    once = guest.hidden("once")
    await asyncio.gather(
        guest.post("/join", once=once, name="Ibu Contoh"), again.post("/join", once=once, name="Ibu Contoh")
    )
    assert guest.title == again.title == WORD("door.hello", name="Ibu Contoh")
    assert [t.name for t in room.register.trainees() if t.walk_in] == ["Ibu Contoh"]
    third = room.guest()
    await third.get()
    once = third.hidden("once")
    for _ in range(2):
        await third.post("/login", once=once, code=room.codes[0])
        assert third.passed == [303, 200]


async def test_who_walks_in_gets_a_code_to_come_back(room: Room) -> None:
    guest = room.guest()
    await guest.post("/join", name="   ")
    assert WORD("door.refused_no_name") in guest.text
    await guest.post("/join", name=" Budi \n Contoh ", unit="Dinas")
    trainee = room.register.trainees()[-1]
    assert (trainee.name, trainee.unit, trainee.walk_in) == ("Budi Contoh", "Dinas", True)
    assert show_code(trainee.code) in guest.text


async def test_where_nobody_was_handed_a_code_the_name_comes_first(tmp_path: Path) -> None:
    for trainees in (0, 2):
        folder = tmp_path / str(trainees)
        folder.mkdir()
        async with Room(folder, of={"trainees": trainees}) as room:
            guest = room.guest()
            await guest.get()
            code, name = guest.page.index('name="code"'), guest.page.index('name="name"')
            assert (name < code) is (trainees == 0)


async def test_a_class_with_a_list_lets_nobody_walk_in(tmp_path: Path) -> None:
    async with Room(tmp_path, of={"walk_in": False}) as room:
        guest = room.guest()
        await guest.get()
        assert WORD("door.no_code") not in guest.text
        await guest.post("/join", name="Siapa Saja")
        assert WORD("door.refused_no_walk_in") in guest.text
        assert len(room.register.trainees()) == 3


async def test_who_comes_to_a_full_class_is_told_to_speak_to_the_proctor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kadguide.teaching.admission.MOST_WALK_INS", 1)
    async with Room(tmp_path) as room:
        await room.guest().post("/join", name="Satu")
        guest = room.guest()
        await guest.post("/join", name="Dua")
        assert WORD("door.refused_full") in guest.text
        assert 'value="Dua"' in guest.page
        assert len(room.register.trainees()) == 4


async def test_guessing_is_slowed_down_and_says_until_when(room: Room) -> None:
    await room.guest().post("/login", code=room.codes[1])
    guest = room.guest()
    for _ in range(12):
        await guest.post("/login", code=room.codes[1])
        assert guest.status == 422
    await guest.post("/login", code=room.codes[0])
    assert guest.status == 429
    assert WORD("door.refused_too_many", seconds=1) in guest.text
    room.clock.go(seconds=1)
    await guest.post("/login", code=room.codes[0])
    assert guest.passed == [303, 200]


@pytest.mark.parametrize("threads", [0, 8])
async def test_guesses_that_come_all_at_once_are_slowed_down_too(tmp_path: Path, threads: int) -> None:
    async with Room(tmp_path, desk={"threads": threads}) as room:
        guests = [room.guest() for _ in range(30)]
        codes = [f"{sign}AAAAAA" for sign in ALPHABET[1:]]
        await asyncio.gather(
            *(guest.post("/login", code=code + check_sign(code)) for guest, code in zip(guests, codes, strict=True))
        )
        assert sorted(guest.status for guest in guests) == [422] * 12 + [429] * 18


@pytest.mark.parametrize("threads", [0, 3])
async def test_tickets_are_remembered_by_one_thread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    """Threads that read the register may be many, and do not wait for one another."""
    remember, by = Browsers.know, set[threading.Thread]()

    def know(self: Browsers, ticket: str, trainee: Trainee | None) -> None:
        by.add(threading.current_thread())
        remember(self, ticket, trainee)

    monkeypatch.setattr(Browsers, "know", know)
    async with Room(tmp_path, desk={"threads": threads}) as room:
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        await guest.get("/exam/uji")
    assert by == {threading.main_thread()}


async def test_a_reset_login_leads_back_to_the_login_and_to_the_same_question(opened: Room) -> None:
    guest = await opened.sitting()
    await guest.get("/exam/uji/4")
    assert opened.register.release("t0")
    for path in ("/exam/uji/4", "/exam/uji/end"):
        await guest.get(path)
        assert guest.path == "/"
    assert guest.title == WORD("door.login")
    other = opened.guest()
    await other.post("/login", code=opened.codes[0])
    assert other.path == "/exam/uji/4"


async def test_an_answer_after_a_reset_login_is_not_taken_and_the_reason_is_said(opened: Room) -> None:
    guest = await opened.sitting()
    item = guest.hidden("q")
    opened.register.release("t0")
    await guest.post("/exam/uji/answer", q=item, t="x", a="a")
    assert guest.passed == [303, 200]
    assert WORD("door.login_again") in guest.text
    assert opened.register.answers("uji") == ()


# -- between exams


async def test_the_way_through_a_day(room: Room) -> None:
    """Waiting, begun, closed, and the mark only where it is to be told."""
    guest = room.guest()
    await guest.post("/login", code=room.codes[0])
    assert WORD("door.wait") in guest.text
    assert '<meta http-equiv="refresh" content="5">' in guest.page
    await guest.get("/exam/uji")
    assert guest.title == WORD("door.waiting_title")
    await guest.post("/exam/uji/begin")
    assert room.register.attempts("uji") == ()
    room.open_exam()
    await guest.get()
    assert WORD("door.state_ready") in guest.text
    assert 'href="/exam/uji"' in guest.page
    await guest.get("/exam/uji")
    assert WORD("door.minutes_from_start", count=30) in guest.text
    await guest.post("/exam/uji/begin")
    assert guest.path == "/exam/uji/1"
    await guest.get()
    assert guest.path == "/exam/uji/1"
    room.register.set_state("uji", "closed", moment(room.clock()))
    await guest.get()
    assert WORD("door.state_finished", answered=0, all=8) in guest.text
    await guest.get("/exam/uji/2")
    assert guest.title == WORD("door.closed_title")
    for path in ("/exam/tidak-ada", "/exam/tidak-ada/1", "/exam/tidak-ada/end", "/exam/tidak-ada/left"):
        await guest.get(path)
        assert guest.path == "/"


async def test_two_exams_stand_side_by_side(opened: Room) -> None:
    add_exam(opened.register, "kedua", ITEMS[:2])
    opened.open_exam("kedua")
    guest = await opened.sitting()
    await guest.post("/exam/kedua/begin")
    await guest.get()
    assert guest.page.count(WORD("door.look_open")) == 2
    await guest.get("/exam/kedua")
    assert guest.path == "/exam/kedua/1"


@pytest.mark.parametrize(
    ("reveal", "state", "told"), [(True, "closed", True), (True, "open", False), (False, "closed", False)]
)
async def test_the_mark_is_told_only_after_the_end(tmp_path: Path, reveal: bool, state: str, told: bool) -> None:
    async with Room(tmp_path, of={"reveal": reveal}, mark=lambda *_: 82.5) as room:
        room.open_exam()
        guest = await room.sitting()
        await guest.post("/exam/uji/end")
        room.register.set_state("uji", state, moment(room.clock()))  # type: ignore[arg-type]
        for path in ("/", "/exam/uji"):
            await guest.get(path)
            assert "82,5" not in guest.text
        room.clock.go(seconds=21)  # until then an answer may come that was sent in time
        for path in ("/", "/exam/uji"):
            await guest.get(path)
            assert ("82,5" in guest.text) is told


async def test_the_mark_is_that_of_the_results(tmp_path: Path) -> None:
    told = ToldMarks(lambda: open_register(str(tmp_path / "uji.kadkelas"), Clock()), fresh=0.0)
    async with Room(tmp_path, mark=told) as room:
        room.open_exam()
        guest, absent = await room.sitting(), room.guest()
        await absent.post("/login", code=room.codes[1])
        await guest.get(f"/exam/uji/{place_of(room, 'short')}")
        await guest.post("/exam/uji/answer", q=guest.hidden("q"), go="next", t="sukarela")
        room.register.set_state("uji", "closed", moment(room.clock()))
        room.clock.go(seconds=21)
        for _ in range(100):
            await guest.get("/exam/uji")
            if 'http-equiv="refresh"' not in guest.page:
                break
            await asyncio.sleep(0.05)
        assert WORD("door.mark", mark="12,5") in guest.text
        await absent.get("/")
        assert WORD("door.mark", mark="").split("  ")[0] not in absent.text
        room.register.set_state("uji", "open", moment(room.clock()))
        await guest.get("/")
        assert "12,5" not in guest.text


# -- answering

PART = re.compile(r'name="(?:a|b)" value="(\w+)" id="[\w-]+"[^>]*><span>(.*?)</span>|for="m-(\w+)">(.*?)</label>')
SIDE = re.compile(r'<option value="(\w+)"[^>]*>(.*?)</option>')


def ids(guest: Guest) -> dict[str, str]:
    """The names of the lines on the page by their texts."""
    return {unescape(text or other): id_ or name for id_, text, name, other in PART.findall(guest.page)}


async def test_all_types_are_answered_by_forms_and_graded_right(opened: Room) -> None:
    guest = await opened.sitting()
    for number in range(1, len(ITEMS) + 1):
        await guest.get(f"/exam/uji/{number}")
        part, side = ids(guest), {unescape(text): id_ for id_, text in SIDE.findall(guest.page)}
        match sitting(opened).items[number - 1].type:
            case "single":
                fields: dict[str, str | list[str]] = {"a": part["pilihan a"]}
            case "multiple":
                fields = {"a": [part["pilihan a"], part["pilihan b"]]}
            case "true_false":
                fields = {"a": FALSE, "b": part["pilihan a"]}
            case "matching":
                fields = {f"m-{part[f'kiri {name}']}": side[f"kanan {name}"] for name in "abc"}
            case "ordering":
                fields = {f"m-{part[name]}": str(place) for place, name in enumerate("abcd", start=1)}
            case "short":
                fields = {"t": "sukarela"}
            case "number":
                fields = {"t": "45 hari"}
            case _:
                fields = {"t": "Pasal 363 ayat (3) huruf b"}
        await guest.post("/exam/uji/answer", q=guest.hidden("q"), go="next", **fields)
        assert guest.passed == [303, 200]
        assert guest.path == ("/exam/uji/end" if number == len(ITEMS) else f"/exam/uji/{number + 1}")
        await guest.get(f"/exam/uji/{number}")
        assert WORD("door.saved") in guest.text
        assert WORD("door.overview", answered=number, all=len(ITEMS)) in guest.text
        await guest.get(f"/exam/uji/{number}")
    answers = last_answers(opened.register.answers("uji", "t0"))
    for key in opened.register.keys("uji"):
        response = translate(key.content, SECRET, decode_response(answers[key.item].response))
        found = grade(key.content, response, NO_WORDS, with_reason=True)
        assert (key.content.type, found.fraction) == (key.content.type, 1.0)
    await guest.get("/exam/uji/end")
    assert WORD("door.end_all") in guest.text
    await guest.post("/exam/uji/end")
    assert WORD("door.counted", answered=8, all=8) in guest.text


@pytest.mark.parametrize(
    ("kind", "fields", "key", "stays"),
    [
        ("matching", {"m-a": "a"}, "gap_matching", True),
        ("ordering", {"m-a": "1", "m-b": "1"}, "gap_ordering", True),
        ("ordering", {"m-a": "9", "m-b": "2"}, "gap_ordering", True),
        ("true_false", {"a": TRUE}, "gap_reason", True),
        ("true_false", {}, "gap_reason", False),
        ("single", {}, "gap_reason", False),
    ],
)
async def test_an_answer_that_lacks_something_is_kept_and_said_once(
    opened: Room, kind: str, fields: dict[str, str], key: str, stays: bool
) -> None:
    guest = await opened.sitting()
    place = place_of(opened, kind)
    await guest.get(f"/exam/uji/{place}")
    item = guest.hidden("q")
    await guest.post("/exam/uji/answer", q=item, go="next", **fields)
    error = WORD(f"door.{key}").split("{")[0]
    assert (error in guest.text) is stays
    assert bool(kept(opened)) is stays
    if not stays:
        return
    assert guest.path == f"/exam/uji/{place}?check"
    for field in re.findall(r'<a href="#([\w-]+)">', guest.page):
        assert f'id="{field}"' in guest.page
    await guest.post("/exam/uji/answer", q=item, go="next", **fields)  # once more: as it is
    assert error not in guest.text
    assert len(opened.register.answers("uji")) == 1
    await guest.get("/exam/uji/end")
    assert WORD("door.end_partly", count=1) in guest.text
    assert WORD("door.end_open", count=7) in guest.text
    assert f'href="/exam/uji/{place}"' in guest.page


@pytest.mark.parametrize("go", ["next", "2", "end", "", "99", "-1", "x"])
async def test_wherever_the_form_leads_the_answer_is_kept(opened: Room, go: str) -> None:
    guest = await opened.sitting()
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    await guest.post("/exam/uji/answer", q=guest.hidden("q"), go=go, t="sukarela")
    assert guest.passed[0] == 303
    assert guest.status == 200
    assert "sukarela" in kept(opened)["short"]


async def test_the_language_changes_without_losing_what_was_typed(opened: Room) -> None:
    guest = await opened.sitting()
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    await guest.post("/exam/uji/answer", q=guest.hidden("q"), lang="en", t="sukarela")
    assert guest.path == f"/exam/uji/{place}"
    assert '<html lang="en">' in guest.page
    assert "Tanya short? (en)" in guest.text
    assert 'value="sukarela"' in guest.page
    await guest.get(f"/exam/uji/{place}")
    assert '<html lang="en">' in guest.page
    await guest.get(f"/exam/uji/{place}?lang=id")
    assert '<html lang="id">' in guest.page
    await guest.get("/?lang=xx")
    assert '<html lang="id">' in guest.page


async def test_sending_twice_is_the_same_as_once(opened: Room) -> None:
    guest = await opened.sitting()
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    item = guest.hidden("q")
    for _ in range(3):
        await guest.post("/exam/uji/answer", q=item, go="next", t="sukarela")
        assert guest.path == (f"/exam/uji/{place + 1}" if place < 8 else "/exam/uji/end")
    assert len(opened.register.answers("uji")) == 1
    await guest.post("/exam/uji/answer", q=item, go="next", t="")
    assert "short" in kept(opened)
    assert sitting(opened).responses() == {}
    for _ in range(2):
        await guest.post("/exam/uji/end")
        assert guest.title == WORD("door.finished_title")
    await guest.post("/exam/uji/answer", q=item, go="next", t="terlambat")
    assert WORD("door.too_late") in guest.text
    assert sitting(opened).responses() == {}


async def test_a_page_that_was_open_before_takes_no_answer_back(opened: Room) -> None:
    guest = await opened.sitting()
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    stale = {"q": guest.hidden("q"), "was": guest.hidden("was"), "go": "next"}
    item = sitting(opened).items[place - 1]
    assert sitting(opened).answer(item, Response(text="sukarela"), place - 1)  # at the other door
    await guest.post("/exam/uji/answer", t="", **stale)
    assert guest.passed[0] == 303
    assert sitting(opened).responses()[item.id].text == "sukarela"
    await guest.post("/exam/uji/answer", t="lain", **stale)
    assert sitting(opened).responses()[item.id].text == "lain"
    await guest.get(f"/exam/uji/{place}")
    await guest.post("/exam/uji/answer", t="", q=item.id, was=guest.hidden("was"), go="next")
    assert sitting(opened).responses() == {}


async def test_after_any_cut_the_same_question_is_open(opened: Room) -> None:
    guest = await opened.sitting()
    await guest.get("/exam/uji/5")
    await guest.get("/")
    assert guest.path == "/exam/uji/5"
    sitting(opened).go(2)  # at the other door
    await guest.get("/")
    assert guest.path == "/exam/uji/3"


async def test_each_trainee_sees_an_order_of_his_own(opened: Room) -> None:
    pages = []
    for number in range(3):
        guest = await opened.sitting(number)
        seen = []
        for place in range(1, 9):
            await guest.get(f"/exam/uji/{place}")
            seen.append(re.findall(r"Tanya \w+", guest.text)[0])
        pages.append(tuple(seen))
    assert len(set(pages)) == 3


async def test_every_address_leads_somewhere(opened: Room) -> None:
    guest = await opened.sitting()
    for path in (
        "/nope", "/Exam/uji", "/login", "/exam/uji/begin", "/exam/uji/answer", "/exam/uji/99", "/exam/uji/0",
        "/exam/a%2Fb%22",
    ):  # fmt: skip
        await guest.get(path)
        assert (guest.status, guest.path) == (200, "/exam/uji/1"), path
    await guest.get("/robots.txt")
    assert guest.status == 404


# -- time


async def test_time_runs_out(opened: Room) -> None:
    guest = await opened.sitting()
    assert WORD("door.minutes", count=30) in guest.text
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    item = guest.hidden("q")
    opened.clock.go(minutes=29, seconds=30)
    await guest.get(f"/exam/uji/{place}")
    assert WORD("door.under_a_minute") in guest.text
    opened.clock.go(seconds=45)  # 15 s late
    await guest.post("/exam/uji/answer", q=item, go="next", t="sukarela")
    assert guest.title == WORD("door.time_over_title")
    assert WORD("door.counted", answered=1, all=8) in guest.text
    assert WORD("door.too_late") not in guest.text
    opened.clock.go(seconds=10)  # 25 s late
    await guest.post("/exam/uji/answer", q=item, go="next", t="lain")
    assert WORD("door.too_late") in guest.text
    assert "sukarela" in kept(opened)["short"]
    attempt = opened.register.attempt("uji", "t0")
    assert attempt is not None
    assert (attempt.finish, attempt.finished_at) == ("time", "2026-11-25T08:30:00.000+00:00")


async def test_everybody_is_given_more_time_while_pages_are_open(opened: Room) -> None:
    guest = await opened.sitting()
    opened.clock.go(minutes=29)
    await guest.get("/exam/uji/left")
    assert guest.page == "60.0"
    conductor = Conductor(opened.register, opened.clock, chance(4))
    conductor.extend("uji", 10)
    await guest.get("/exam/uji/left")
    assert guest.page == "660.0"
    opened.clock.go(minutes=12)
    await guest.get("/exam/uji/1")
    assert guest.title == WORD("door.time_over_title")
    assert 'http-equiv="refresh"' in guest.page
    conductor.extend("uji", 10)
    await guest.get("/exam/uji")
    assert guest.path == "/exam/uji/1"
    await guest.post("/exam/uji/answer", q=guest.hidden("q"))  # the clock of the page sends it without a button
    assert guest.path == "/exam/uji/1"


async def test_nobody_is_ended_by_a_time_that_is_not_true_any_more(tmp_path: Path) -> None:
    async with Room(tmp_path, desk={"fresh": 60.0}) as room:
        room.open_exam()
        guest = await room.sitting()
        Conductor(room.register, room.clock, chance(4)).extend("uji", 10)
        room.clock.go(minutes=31)
        await guest.get("/exam/uji/1")  # of an exam that was read before
        attempt = room.register.attempt("uji", "t0")
        assert attempt is not None
        assert not attempt.finished_at


async def test_a_pause_stops_the_time_and_loses_nothing(opened: Room) -> None:
    guest = await opened.sitting()
    place = place_of(opened, "short")
    await guest.get(f"/exam/uji/{place}")
    item = guest.hidden("q")
    opened.clock.go(minutes=10)
    opened.register.pause("uji", "A", moment(opened.clock()))
    await guest.post("/exam/uji/answer", q=item, go="next", t="sukarela")
    assert guest.status == 409
    assert WORD("door.unsaved_paused") in guest.text
    assert "<script" not in guest.page
    assert 'value="sukarela"' in guest.page
    assert kept(opened) == {}
    await guest.get("/")
    assert guest.title == WORD("door.paused_title")
    assert WORD("door.time_kept", left=WORD("door.minutes", count=20)) in guest.text
    opened.clock.go(hours=1)
    opened.register.resume("uji", "A", moment(opened.clock()))
    await guest.get("/")
    assert guest.path == f"/exam/uji/{place}"
    assert WORD("door.minutes", count=20) in guest.text
    await guest.post("/exam/uji/answer", q=item, go="next", t="sukarela")
    assert "sukarela" in kept(opened)["short"]


async def test_extra_time_and_no_limit(tmp_path: Path) -> None:
    async with Room(tmp_path) as room:
        trainee = room.register.trainee("t0")
        assert trainee is not None
        room.register.change_trainee(trainee._replace(factor=1.5))
        room.open_exam()
        add_exam(room.register, "bebas", ITEMS[:1], minutes=0)
        room.open_exam("bebas")
        guest = room.guest()
        await guest.post("/login", code=room.codes[0])
        await guest.get("/exam/uji")
        assert WORD("door.minutes_from_start", count=45) in guest.text
        await guest.get("/exam/bebas")
        assert WORD("door.no_limit") in guest.text
        await guest.post("/exam/bebas/begin")
        assert 'role="timer"' not in guest.page


# -- what nobody should be able to do


async def test_names_and_answers_never_become_part_of_a_page(tmp_path: Path) -> None:
    names = [text[:200] for text in HOSTILE] + ['"><script>x</script>', "' onload=x "]
    encodable = [name.encode("utf-8", "replace").decode() for name in names]
    async with Room(tmp_path, of={"trainees": len(encodable), "names": encodable}) as room:
        room.open_exam()
        for number, text in enumerate(encodable):
            guest = await room.sitting(number)
            await guest.get(f"/exam/uji/{place_of(room, 'short', number)}")
            await guest.post("/exam/uji/answer", q=guest.hidden("q"), go="x", t=text)
            assert guest.status in (200, 409)
            await guest.get(f"/exam/uji/{place_of(room, 'short', number)}")
            bare = re.sub(r'<script src="/assets/form.js" defer></script>', "", guest.page)
            assert "<script" not in bare
            assert "<!-- " not in bare
            for tag in re.findall(r"<[^>]*>", bare):
                assert re.fullmatch(r'<[/!]?\w+(?: [\w-]+(?:="[^"<>]*")?)*>', tag), tag
            for name in ("/join", "/login"):
                stranger = room.guest()
                await stranger.post(name, name=text, code=text, unit=text)
                assert "<script" not in stranger.page


async def test_what_no_form_of_ours_sends_is_refused(opened: Room) -> None:
    guest = await opened.sitting()
    headers = {"Origin": f"http://{guest.host}"}
    form = {**headers, "Content-Type": "application/x-www-form-urlencoded"}
    cases: list[tuple[object, dict[str, str], int]] = [
        (b"x" * 70_000, form, 413),
        (b"{}", {**headers, "Content-Type": "application/json"}, 415),
        (b"&".join(b"a=1" for _ in range(500)), form, 400),
        (b"q=\xff\xfe%ff%00&a=%00", form, 200),
        (b"", form, 200),
    ]
    for body, sent, status in cases:
        async with guest.client.post("/exam/uji/answer", data=body, headers=sent) as answer:
            assert answer.status == status
            assert answer.headers["Cache-Control"] == "no-store"
    junk = {
        "q": ["q1", "zz"],
        "a": ["../../x", "a" * 100],
        "b": "?",
        "m-a": "-1",
        "m-zz": "1",
        "t": "x",
        "go": "9" * 99,
    }
    for place in range(1, 9):
        await guest.get(f"/exam/uji/{place}")
        await guest.post("/exam/uji/answer", **{**junk, "q": guest.hidden("q")})
        assert guest.status == 200
    assert set(kept(opened)) <= {"short", "number", "article"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "contoh.invalid"}, 403), ({"Host": ""}, 403), ({"Host": "127.0.0.1.contoh.invalid:80"}, 403),
        ({"Host": "[::1"}, 403), ({"Host": "192.168.1.5:8124"}, 200), ({"Host": "localhost:8124"}, 200),
        ({"Host": "[fe80::1]:8124"}, 200),
    ],
)  # fmt: skip
async def test_only_this_machine_s_own_names_are_answered(room: Room, headers: dict[str, str], status: int) -> None:
    guest = room.guest()
    await guest.get("/", **headers)
    assert guest.status == status


@pytest.mark.parametrize(
    "origin", ["http://contoh.invalid", "null", "", "https://{host}", "http://{host}.contoh.invalid"]
)
async def test_forms_of_other_sites_are_refused(room: Room, origin: str) -> None:
    guest, form = room.guest(), [("code", room.codes[0])]
    for path in ("/login", "/join", "/exam/uji/answer", "/exam/uji/end"):
        await guest.send(path, form, {"Origin": origin.format(host=guest.host)})
        assert guest.status == 403
    await guest.send("/login", form, {})
    assert guest.status == 403
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Origin": origin.format(host=guest.host)}
    await guest.get("/ws", **upgrade)
    assert guest.status == 403
    await guest.send("/login", form, {"Referer": f"http://{guest.host}/"})
    assert guest.status == 200


async def test_every_page_is_whole_foreign_to_nothing_and_tells_no_key(opened: Room) -> None:
    for lang in ("id", "en"):
        guest = opened.guest()
        seen = []
        for path in (f"/?lang={lang}", "/nope", "/nope.html", "/assets/", "/assets/../form.py", "/login", "/join"):
            await guest.get(path)
            seen.append(guest.page)
        number = 0 if lang == "id" else 1
        await guest.post("/login", code="salah")
        seen.append(guest.page)
        await guest.post("/login", code=opened.codes[number])
        for path in ("/", "/exam/uji"):
            await guest.get(path)
            seen.append(guest.page)
        await guest.post("/exam/uji/begin")
        for place in range(1, 9):
            await guest.get(f"/exam/uji/{place}")
            seen.append(guest.page)
        await guest.get("/exam/uji/end")
        seen.append(guest.page)
        opened.register.pause("uji", "", moment(opened.clock()))
        await guest.get("/")
        seen.append(guest.page)
        opened.clock.go(seconds=1)
        opened.register.resume("uji", "", moment(opened.clock()))
        await guest.post("/exam/uji/end")
        seen.append(guest.page)
        for page in seen:
            assert not re.search(r"(?:https?|wss?):|//", page.removeprefix("<!DOCTYPE html>")), page
            for secret in (
                SECRET,
                "sebab",
                "keliru",
                "sukarela",
                "363",
                "terbalik",
                "uu-23-2014",
                "credit",
                "Begitulah",
            ):
                assert secret not in page
            if "<html" not in page:
                continue
            assert f'<html lang="{lang}">' in page
            assert page.count("<h1") == 1
            assert 'name="viewport"' in page
            assert "{" not in page
            labelled = set(re.findall(r'<label for="([\w-]+)"', page))
            for field in re.findall(r'<(?:input type="text"|select)[^>]* id="([\w-]+)"', page):
                assert field in labelled
            for field in re.findall(r'aria-describedby="([\w-]+)"', page):
                assert f'id="{field}"' in page
            names = re.findall(r' id="([\w-]+)"', page)
            assert len(names) == len(set(names))


async def test_the_policy_allows_nothing_foreign(room: Room) -> None:
    guest = room.guest()
    for path in ("/", "/nope", "/assets/form.css"):
        async with guest.client.get(path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert "http" not in policy
            assert answer.headers["Referrer-Policy"] == "same-origin"
    for asset in ("form.css", "form.js"):
        async with guest.client.get(f"/assets/{asset}") as answer:
            assert "://" not in await answer.text()


async def test_a_rehearsal_says_so(tmp_path: Path) -> None:
    async with Room(tmp_path, rehearsal=True) as room:
        guest = room.guest()
        await guest.get()
        assert WORD("door.rehearsal") in guest.text


async def test_an_answer_that_is_changed_back_while_the_disk_is_slow_counts(opened: Room) -> None:
    guest = await opened.sitting()
    item = sitting(opened).items[place_of(opened, "short") - 1].id
    await guest.post("/exam/uji/answer", q=item, t="awal", go="next")
    with closing(sqlite3.connect(opened.where, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        sent = []
        for text in ("lain", "awal"):
            sent.append(asyncio.create_task(guest.post("/exam/uji/answer", q=item, t=text, go="next")))
            await asyncio.sleep(0.3)
        other.execute("ROLLBACK")
    await asyncio.gather(*sent)
    assert "awal" in kept(opened)["short"]
