"""The instructor's board over a real register: what it shows, what its keys do, and that it draws nothing twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widgets import Input, Static

from kadguide.exchange.classboard import SIGNS
from kadguide.exchange.qr import qr_modules, qr_rows
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.admission import Admitted, walk_in
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.hosting import ClassPlace, ClockSet, HostState
from kadguide.teaching.register import Attempt, Changes, Event, Given, Trainee, moment
from kadguide.teaching.roster import read_factor
from kadguide.tui.board.app import BoardApp
from kadguide.tui.board.keys import BOARD_KEYS
from kadguide.tui.board.roll import Roll, columns_for
from kadguide.tui.board.screens import MenuScreen, TextScreen
from kadguide.tui.board.wall import WallScreen
from kadguide.tui.dialogues import LineScreen
from tests.hostile import HOSTILE
from tests.web.classroom.sample import Clock, add_exam, chance, make_class

SIZES = ((60, 18), (80, 24), (120, 40))
ADDRESS = "http://192.168.100.10:8124/"
each_size = pytest.mark.parametrize("size", SIZES)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


class FakeHost:
    """A server that a test says everything about."""

    def __init__(self) -> None:
        self.state = HostState("running", 8124, (ADDRESS,), 8124)
        self.asked = 0

    def again(self) -> None:
        self.asked += 1

    def stop(self) -> None:
        self.state = self.state._replace(phase="stopped")


class Desk:
    """A class, its board, and the clock."""

    def __init__(self, folder: Path, lang: Lang = "id", trainees: int = 3, **of: object) -> None:
        self.clock = Clock()
        self.where = folder / "uji.kadkelas"
        self.register: SqlRegister = open_register(str(self.where), self.clock)
        make_class(self.register, trainees, **of)  # type: ignore[arg-type]
        self.host = FakeHost()
        own = Conductor(open_register(str(self.where), self.clock), self.clock, chance(3))
        place = ClassPlace(str(self.where), "uji.kadkelas", folder, "uji", ".kadkelas")
        self.app = BoardApp(own, self.host, place, lang, theme="kadguide-dark")
        self.word = Catalog(lang)

    @property
    def board_text(self) -> str:
        """Everything on the board itself but the list."""
        return "\n".join(str(part.render()) for part in self.app.board.query(Static) if part.display)

    @property
    def window_text(self) -> str:
        """Everything on the window in front."""
        parts = [part.render() for part in self.app.screen.query(Static) if part.display]
        return "\n".join(str(getattr(part, "plain", part)) for part in parts)

    @property
    def on_board(self) -> bool:
        """Whether nothing lies over the board."""
        return len(self.app.screen_stack) == 1

    def rows(self) -> list[str]:
        """The rows of the front screen as they are drawn."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in line) for line in strips]

    async def look(self, pilot: Pilot[None]) -> str:
        """Look at the class, as the board does every second; returns what is drawn."""
        await self.app.board.look()
        await pilot.pause()
        return "\n".join(self.rows())

    async def press(self, pilot: Pilot[None], *keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await self.settle(pilot)

    async def settle(self, pilot: Pilot[None]) -> None:
        """Wait until what was started has been done, or waits for an answer."""
        for _ in range(3):
            await pilot.pause()
            await self.app.board._backroom.do(lambda conductor: conductor.now())
        await pilot.pause()

    def begin(self, trainee: str, exam: str = "uji") -> None:
        at = moment(self.clock())
        self.register.begin(Attempt(exam, trainee, "", "form", 0, at, at))


@asynccontextmanager
async def board(
    folder: Path, size: tuple[int, int] = (80, 24), lang: Lang = "id", trainees: int = 3, **of: object
) -> AsyncIterator[tuple[Desk, Pilot[None]]]:
    desk = Desk(folder, lang, trainees, **of)
    async with desk.app.run_test(size=size) as pilot:
        await desk.settle(pilot)
        await desk.look(pilot)
        yield desk, pilot
    desk.register.close()


def count_rows(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows of the list that are drawn from now on."""
    drawn: list[int] = []
    render = Roll.render_line

    def count(roll: Roll, y: int) -> Strip:
        drawn.append(y)
        return render(roll, y)

    monkeypatch.setattr(Roll, "render_line", count)
    return drawn


@each_size
@each_language
async def test_all_of_it_fits(tmp_path: Path, size: tuple[int, int], lang: Lang) -> None:
    async with board(tmp_path, size, lang, 30) as (desk, pilot):
        desk.register.set_state("uji", "open", moment(desk.clock()))
        desk.begin("t0")
        drawn = await desk.look(pilot)
        assert len(desk.rows()) == size[1]
        for part in (ADDRESS, "Kelas Uji", desk.word("board.state_answering"), SIGNS["answering"], "0/8", "Peserta 1"):
            assert part in drawn
        assert desk.word("board.minutes_left", count=30) in drawn
        assert desk.word("board.quit") in desk.rows()[-1]
        for widget in desk.app.board.query("*"):
            if widget.display and widget.region:
                assert widget.region.right <= size[0]
                assert widget.region.bottom <= size[1]


@each_size
@each_language
async def test_a_class_without_trainees_says_what_to_do(tmp_path: Path, size: tuple[int, int], lang: Lang) -> None:
    async with board(tmp_path, size, lang, 0) as (desk, _):
        assert desk.word("board.welcome_open") in desk.board_text
        code = desk.app.board.query_one("#welcome-code")
        assert code.display == (size[1] >= 24)
        assert code.region.bottom <= size[1]


async def test_only_what_changed_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with board(tmp_path) as (desk, pilot):
        desk.register.set_state("uji", "open", moment(desk.clock()))
        desk.begin("t0")
        await desk.look(pilot)
        drawn = count_rows(monkeypatch)
        updated: list[str] = []
        update = Static.update

        def count(part: Static, *arguments: Any, **more: Any) -> None:
            updated.append(str(part.id))
            update(part, *arguments, **more)

        monkeypatch.setattr(Static, "update", count)
        for _ in range(3):
            desk.clock.go(seconds=1)
            await desk.look(pilot)
        assert (drawn, updated) == ([], [])
        desk.register.give([Given("uji", "t0", "q1", '{"chosen": ["a"]}', moment(desk.clock()), 1)])
        text = await desk.look(pilot)
        assert set(drawn) == {0}
        assert "1/8" in text


async def test_five_hundred_are_drawn_as_fast_as_twenty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with board(tmp_path, trainees=500) as (desk, pilot):
        drawn = count_rows(monkeypatch)
        await desk.press(pilot, "down")
        assert len(drawn) <= 4
        await desk.press(pilot, "end")
        assert "Peserta 499" in "\n".join(desk.rows())
        assert len(drawn) <= 40
        await desk.press(pilot, "slash", *"250", "enter")
        marked = desk.app.board.query_one(Roll).marked
        assert marked is not None
        assert marked.trainee.number == 250
        assert "Peserta 249" in "\n".join(desk.rows())


async def test_an_exam_is_opened_paused_and_closed_by_keys(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        add_exam(desk.register, "lain")
        await desk.press(pilot, "o")
        assert isinstance(desk.app.screen, MenuScreen)
        await desk.press(pilot, "escape")
        assert desk.register.exams()[0].state == "ready"
        await desk.press(pilot, "o", "enter")
        assert desk.register.exams()[0].state == "open"
        desk.begin("t0")
        await desk.press(pilot, "p")
        assert desk.word("board.is_paused", rooms=desk.word("board.every_room")) in desk.board_text
        assert desk.word("board.state_paused") in await desk.look(pilot)
        await desk.press(pilot, "p")
        assert all(pause.ended_at for pause in desk.register.pauses("uji"))
        await desk.press(pilot, "o", "enter")
        assert desk.register.exams()[0].state == "open", "what ends something is not the first choice"
        await desk.press(pilot, "o", "2")
        assert desk.register.exams()[0].state == "closed"
        assert isinstance(desk.app.screen, TextScreen)
        text = desk.window_text
        assert "uji.kadkelas" in text
        assert "Ujian lain" in text
        await desk.press(pilot, "o")
        assert isinstance(desk.app.screen, MenuScreen), "the window hands on the key that it speaks of"
        assert "Ujian lain" in desk.window_text
        await desk.press(pilot, "escape")
        assert desk.on_board
        assert desk.register.attempts("uji")[0].finish == "proctor"
        await desk.press(pilot, "e", "1", "2")
        assert desk.register.exams()[0].state == "open", "a closed exam can be opened again"


@each_language
async def test_everybody_is_given_more_minutes_by_a_key(tmp_path: Path, lang: Lang) -> None:
    async with board(tmp_path, lang=lang) as (desk, pilot):
        await desk.press(pilot, "m")
        assert desk.word("classroom.error_not_open") in desk.board_text
        desk.register.set_state("uji", "open", moment(desk.clock()))
        desk.begin("t0")
        desk.clock.go(minutes=31)
        desk.register.finish("uji", "t0", moment(desk.clock()), "time")
        assert desk.word("board.state_time_over") in await desk.look(pilot)
        await desk.press(pilot, "m")
        assert isinstance(desk.app.screen, LineScreen)
        await desk.press(pilot, *"10", "enter")
        title = "Ujian uji" if lang == "id" else "Exam uji"
        assert desk.word("classroom.did_extend", title=title, more=10, minutes=40) in desk.board_text
        assert desk.word("classroom.go_on_again", count=1) in desk.board_text
        assert desk.word("board.state_answering") in await desk.look(pilot)
        assert desk.word("board.minutes", count=40) in desk.board_text
        await desk.press(pilot, "m", "x", "enter")
        assert desk.word("classroom.error_bad_more", most=560) in desk.board_text
        await desk.press(pilot, "m", "escape")
        assert desk.register.exams()[0].minutes == 40


async def open_two(desk: Desk, pilot: Pilot[None]) -> str:
    """Let two exams be open, as after a merge; returns what is said about that."""
    add_exam(desk.register, "lain")
    desk.register.apply(Changes(known_exams=tuple(one._replace(state="open") for one in desk.register.exams())))
    await desk.look(pilot)
    return desk.word("classroom.error_two_open", exams="1, 2", how=desk.word("board.close_by_key"))


@pytest.mark.parametrize("key", ["o", "e"])
async def test_two_open_exams_are_said_on_the_board_and_one_of_them_is_closed(tmp_path: Path, key: str) -> None:
    async with board(tmp_path) as (desk, pilot):
        said = await open_two(desk, pilot)
        assert said in desk.board_text
        desk.begin("t1", "lain")
        desk.begin("t2", "lain")
        await desk.press(pilot, key)
        assert said in desk.window_text
        await desk.press(pilot, "2")
        assert desk.word("board.ask_close", title="Ujian lain") in desk.window_text
        assert desk.word("board.ask_close_text", count=2) in desk.window_text, "of the exam that is closed"
        await desk.press(pilot, "2")
        assert desk.word("board.sum_line", came=2, all=3, finished=2, over=0) in desk.window_text
        await desk.press(pilot, "escape")
        assert [exam.state for exam in desk.register.exams()] == ["open", "closed"]
        assert said not in desk.board_text


@pytest.mark.parametrize("key", ["p", "m"])
async def test_of_two_open_exams_none_is_paused_or_prolonged(tmp_path: Path, key: str) -> None:
    async with board(tmp_path) as (desk, pilot):
        said = await open_two(desk, pilot)
        for exam in ("uji", "lain"):  # as after the server was away
            assert desk.register.pause(exam, "", moment(desk.clock()))
        await desk.look(pilot)
        await desk.press(pilot, key)
        assert desk.on_board
        assert said in str(desk.app.board.query_one("#notice", Static).render())
        assert not [pause for exam in ("uji", "lain") for pause in desk.register.pauses(exam) if pause.ended_at]


async def test_with_two_open_exams_no_pause_is_offered_before_leaving(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await open_two(desk, pilot)
        await desk.press(pilot, "ctrl+q")
        assert isinstance(desk.app.screen, MenuScreen)
        offered = [choice for choice, _ in desk.app.screen._choices]
        assert offered == ["no", "yes"]


async def test_nobody_leaves_with_a_pause_that_was_not_made(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.press(pilot, "o", "enter", "ctrl+q")
        Conductor(desk.register, desk.clock, chance(4)).close("uji")  # by another board
        await desk.press(pilot, "2")
        assert desk.on_board
        assert desk.app.is_running
        assert str(desk.app.board.query_one("#notice", Static).render()) == desk.word("classroom.error_not_open")


@each_language
async def test_joining_without_a_code_is_stopped_and_allowed_again(
    tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kadguide.exchange.classboard.MANY_WALK_INS", 1)
    async with board(tmp_path, lang=lang) as (desk, pilot):
        how = desk.word("board.shut_by_key")
        found = walk_in(desk.register, desk.register.classroom(), "Tamu", desk.clock(), chance(9))  # type: ignore[arg-type]
        assert isinstance(found, Admitted)
        await desk.look(pilot)
        assert desk.word("board.many_joined", count=1, how=how) in desk.board_text
        await desk.press(pilot, "w", "enter")
        assert desk.word("board.many_joined", count=1, how=how) in desk.board_text, "the first choice changes nothing"
        await desk.press(pilot, "w", "2")
        assert desk.word("board.did_shut") in desk.board_text
        assert desk.word("board.many_joined", count=1, how=how) not in desk.board_text
        again = walk_in(desk.register, desk.register.classroom(), "Lain", desk.clock(), chance(8))  # type: ignore[arg-type]
        assert again == "no_walk_in"
        await desk.press(pilot, "w", "2")
        assert desk.word("board.did_let") in desk.board_text
        assert {"walk_in_shut", "walk_in_opened"} < {event.kind for event in desk.register.events()}
        await desk.press(pilot, "i")
        assert desk.word("board.event_walk_in_shut") in desk.window_text


@each_size
@each_language
async def test_a_full_class_is_said_on_the_board(
    tmp_path: Path, size: tuple[int, int], lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kadguide.exchange.classboard.MOST_WALK_INS", 0)
    async with board(tmp_path, size, lang) as (desk, _):
        assert desk.word("board.full", count=0) in desk.board_text
        foot = desk.app.board.query_one("#foot")
        assert foot.region.bottom == size[1]


@each_size
@each_language
@pytest.mark.parametrize(
    ("seconds", "during", "key", "span"),
    [(3600, True, "forward", "60"), (-86400, True, "back", "24"), (0, True, "undone", ""), (90, False, "idle", "90")],
)
async def test_a_clock_that_was_set_is_said(
    tmp_path: Path, size: tuple[int, int], lang: Lang, seconds: int, during: bool, key: str, span: str
) -> None:
    async with board(tmp_path, size, lang) as (desk, pilot):
        desk.host.state = desk.host.state._replace(clock=ClockSet(1, seconds, during))
        await desk.look(pilot)
        said = str(desk.app.board.query_one("#notice", Static).render())
        assert said.startswith(desk.word(f"board.clock_{key}").partition("{")[0])
        assert span in said
        drawn = " ".join("\n".join(desk.rows()).split())
        assert " ".join(said.split()) in drawn, "to its last word"
        assert desk.app.board.query_one("#foot").region.bottom == size[1]
        desk.app.board.tell("")
        await desk.look(pilot)
        assert not str(desk.app.board.query_one("#notice", Static).render()), "it is said once"


async def test_another_exam_cannot_be_opened_beside_the_first(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        add_exam(desk.register, "lain")
        await desk.press(pilot, "o", "enter", "e", "2", "enter")
        assert [exam.state for exam in desk.register.exams()] == ["open", "ready"]
        assert "Ujian uji" in str(desk.app.board.query_one("#notice", Static).render())


async def test_rooms_are_paused_one_by_one(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        for row, room in zip(desk.register.trainees(), "AAB", strict=True):
            desk.register.change_trainee(row._replace(room=room))
        await desk.press(pilot, "o", "enter", "p")
        await desk.press(pilot, "3")
        assert [pause.room for pause in desk.register.pauses("uji")] == ["B"]


async def test_a_login_is_reset_and_a_code_shown(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        first = desk.register.trainees()[0]
        desk.register.claim(first.code, "digest", moment(desk.clock()))
        await desk.look(pilot)
        await desk.press(pilot, "k")
        assert f"{first.code[:4]}-{first.code[4:]}" in desk.window_text
        await desk.press(pilot, "escape", "l", "2")
        assert desk.register.trainees()[0].login == ""
        await desk.press(pilot, "l")
        assert desk.word("classroom.not_reset", whom="1. Peserta 0") in desk.board_text


@pytest.mark.parametrize(
    ("typed", "factor"), [("1,5", 1.5), ("1.25", 1.25), ("150%", 1.5), ("50%", 1.5), ("9", 1.0), ("x", 1.0), ("", 1.0)]
)
async def test_time_is_given(tmp_path: Path, typed: str, factor: float) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.press(pilot, "t")
        assert isinstance(desk.app.screen, LineScreen)
        desk.app.screen.query_one("Input").value = typed  # type: ignore[attr-defined]
        await desk.press(pilot, "enter")
        assert desk.register.trainees()[0].factor == factor
        assert (desk.word("board.time_empty")[:24] in desk.board_text) == (not typed)


async def test_windows_look_the_same_after_others_were_open(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.press(pilot, "enter")
        before = desk.rows()
        await desk.press(pilot, "escape", "t", "escape", "enter")
        assert desk.rows() == before


async def test_the_time_of_a_trainee_stands_there_already(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        desk.register.change_trainee(desk.register.trainees()[0]._replace(factor=1.5))
        await desk.look(pilot)
        await desk.press(pilot, "t")
        assert desk.app.screen.query_one(Input).value == "1,5"
        await desk.press(pilot, "enter")
        assert desk.word("classroom.not_time", whom="1. Peserta 0", value="1,5") in desk.board_text
        await desk.press(pilot, "t", *"2", "enter")  # takes the place of what stood there
        assert desk.register.trainees()[0].factor == 2


async def test_an_attempt_is_ended_and_reopened_from_the_menu(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        desk.register.set_state("uji", "open", moment(desk.clock()))
        desk.begin("t0")
        await desk.look(pilot)
        await desk.press(pilot, "enter", "4", "2")
        assert desk.register.attempts("uji")[0].finish == "proctor"
        assert desk.word("board.state_finished") in "\n".join(desk.rows())
        await desk.press(pilot, "enter", "4", "2")
        assert desk.register.attempts("uji")[0].finished_at == ""


async def test_names_are_hidden_everywhere(tmp_path: Path) -> None:
    async with board(tmp_path, size=(120, 40), names=("Rahasia Satu", "Rahasia Dua", "Rahasia Tiga")) as (desk, pilot):
        desk.register.log(Event("e", moment(desk.clock()), "login", trainee="t0"))
        assert "Rahasia" in await desk.look(pilot)
        await desk.press(pilot, "n")
        for key in ("", "enter", "k", "t", "l", "i", "q"):
            if key:
                await desk.press(pilot, key)
            assert "Rahasia" not in "\n".join(desk.rows()), key
            assert "Bappeda" not in "\n".join(desk.rows()), key
            await desk.press(pilot, "escape")
        await desk.press(pilot, "n")
        assert "Rahasia" in "\n".join(desk.rows())


@each_size
async def test_the_wall_shows_where_to_come_in(tmp_path: Path, size: tuple[int, int]) -> None:
    async with board(tmp_path, size) as (desk, pilot):
        await desk.press(pilot, "q")
        assert isinstance(desk.app.screen, WallScreen)
        assert ADDRESS in "\n".join(desk.rows())
        assert desk.app.screen.query_one("#wall-code").display
        for widget in desk.app.screen.query("*"):
            if widget.display and widget.region:
                assert widget.region.right <= size[0]
                assert widget.region.bottom <= size[1]
        assert desk.word("board.come_in_both") in desk.window_text
        desk.host.state = desk.host.state._replace(addresses=("http://10.0.0.7:8124/",))
        await desk.look(pilot)
        assert "http://10.0.0.7:8124/" in "\n".join(desk.rows())
        await desk.press(pilot, "q")
        assert desk.on_board


@pytest.mark.parametrize("address", [ADDRESS, "http://10.1.2.3:8124/", "http://[fe80::1]:8124/", "http://x/y"])
@each_size
def test_a_code_fits_or_is_left_out(address: str, size: tuple[int, int]) -> None:
    modules = qr_modules(address)
    assert len(modules) in (21, 25, 29)
    rows = qr_rows(modules, size[0] - min(34, size[0] // 2), size[1] - 2)
    assert rows
    assert len(rows) <= size[1] - 2
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not rows[0].strip()
    assert qr_rows(modules, 10, 10) == []


async def test_the_server_is_spoken_of_only_when_something_is_the_matter(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        server = desk.app.board.query_one("#server")
        assert not server.display
        await desk.press(pilot, "s")
        assert desk.host.asked == 0
        desk.host.state = desk.host.state._replace(phase="failed", code="port_taken")
        await desk.look(pilot)
        assert server.display
        await desk.press(pilot, "s")
        assert desk.host.asked == 1
        desk.host.state = HostState("running", 8125, (ADDRESS,), 8124, 1)
        await desk.look(pilot)
        assert desk.word("board.host_came_back", count=1) in desk.board_text
        assert desk.word("board.other_port", wanted=8124, port=8125) in desk.board_text
        for addresses in ((), ("http://127.0.0.1:8124/",)):  # the second one is shown to whoever asked for it
            desk.host.state = HostState("running", 8124, addresses, 8124)
            await desk.look(pilot)
            assert (desk.word("board.no_network") in desk.board_text) == (not addresses)
            assert all(address in desk.board_text for address in addresses)


async def test_several_addresses_take_turns(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        desk.host.state = desk.host.state._replace(addresses=(ADDRESS, "http://10.0.0.7:8124/"))
        await desk.look(pilot)
        await desk.press(pilot, "a")
        assert "http://10.0.0.7:8124/" in desk.board_text
        desk.host.state = desk.host.state._replace(addresses=(ADDRESS,))
        await desk.look(pilot)
        assert ADDRESS in desk.board_text


async def test_the_language_turns_with_everything(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.press(pilot, "f2")
        drawn = "\n".join(desk.rows())
        assert Catalog("en")("board.state_absent") in drawn
        assert Catalog("en")("board.turn_exam") in drawn
        assert desk.word("board.state_absent") not in drawn


async def test_leaving_asks_and_may_pause(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.press(pilot, "o", "enter", "ctrl+q", "escape")
        assert desk.app.is_running
        await desk.press(pilot, "i", "ctrl+q")
        assert isinstance(desk.app.screen, MenuScreen)
        await pilot.press("2")
        for _ in range(50):
            await pilot.pause(0.02)
            if desk.app._exit:
                break
        assert desk.app._exit
        assert [pause.ended_at for pause in desk.register.pauses("uji")] == [""]


@pytest.mark.parametrize("some", [HOSTILE[:24], HOSTILE[24:]])
async def test_hostile_names_are_only_names(tmp_path: Path, some: tuple[str, ...]) -> None:
    async with board(tmp_path, size=(120, 40)) as (desk, pilot):
        room = desk.register.classroom()
        assert room is not None
        for number, name in enumerate(some):
            walk_in(desk.register, room, name.replace("\ud800", "?"), desk.clock(), chance(100 + number), unit=name[:9])
        desk.register.add_trainees([Trainee("x", 0, "", "\x1b[2J[red]x[/]\n\n", "\x9b31m", "QQQQ2222", room="\x1b[")])
        drawn = await desk.look(pilot)
        assert not [sign for sign in drawn if sign != "\n" and not sign.isprintable()]
        for key in ("end", "enter", "escape", "k", "escape", "l", "escape", "i", "escape"):
            await desk.press(pilot, key)
        assert desk.on_board


async def test_a_register_that_fails_is_said_and_read_again(tmp_path: Path) -> None:
    async with board(tmp_path) as (desk, pilot):
        await desk.app.board._backroom.do(lambda conductor: conductor.register.close())
        moved = desk.where.with_suffix(".x")
        desk.where.rename(moved)
        desk.where.mkdir()
        await desk.look(pilot)
        assert desk.word("register.error_unwritable", where=str(desk.where)) in desk.board_text
        desk.where.rmdir()
        moved.rename(desk.where)
        await desk.look(pilot)
        assert desk.word("register.error_unwritable", where=str(desk.where)) not in desk.board_text


@each_size
@each_language
async def test_the_window_of_keys_can_be_read_to_its_end_and_says_how_to_leave(
    tmp_path: Path, size: tuple[int, int], lang: Lang
) -> None:
    async with board(tmp_path, size, lang) as (desk, pilot):
        await desk.press(pilot, "question_mark")
        for keys in ([], ["pagedown"] * 5):
            await desk.press(pilot, *keys)
            await pilot.pause()
            drawn = "\n".join(desk.rows())
            assert desk.word("board.hint_text") in drawn
        assert desk.word(f"board.{BOARD_KEYS[-1].id}_tip").split()[-1] in drawn, "to the last word"


@each_language
def test_heads_fit_above_their_columns(lang: Lang) -> None:
    for column in columns_for(200, rooms=True):
        head = Catalog(lang)(f"board.column_{column.id}")
        assert len(head) <= (column.width or 14), column.id


def test_columns_come_with_room() -> None:
    for width in range(55, 200):
        for rooms in (False, True):
            columns = columns_for(width, rooms=rooms)
            fixed = sum(column.width + 2 for column in columns) - 2
            assert width - fixed >= 14, (width, rooms)


@pytest.mark.parametrize(("typed", "factor"), [("1,5", 1.5), (" 2 ", 2.0), ("25%", 1.25), ("300 %", 3.0)])
def test_factors_are_read(typed: str, factor: float) -> None:
    assert read_factor(typed) == factor


@each_language
async def test_every_key_has_its_words(tmp_path: Path, lang: Lang) -> None:
    word = Catalog(lang)
    assert all(word.has(f"board.{row.id}_tip") for row in BOARD_KEYS)
    assert all(word.has(f"board.{row.id}") for row in BOARD_KEYS if row.in_footer)
    async with board(tmp_path, lang=lang) as (desk, pilot):
        await desk.press(pilot, "question_mark")
        for row in BOARD_KEYS:
            assert word(f"board.{row.id}_tip") in desk.window_text
        await desk.press(pilot, "escape", "r")
        assert "--rehearsal" in desk.window_text


async def test_without_colours_everything_can_be_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with board(tmp_path) as (desk, pilot):
        desk.register.set_state("uji", "open", moment(desk.clock() - timedelta(minutes=1)))
        desk.begin("t0")
        drawn = await desk.look(pilot)
        assert f"{SIGNS['answering']} " in drawn
        strips = desk.app.board._compositor.render_strips()
        assert any(segment.style and segment.style.reverse for line in strips for segment in line)


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Connections that a test left open would be reported in another one."""
    import gc

    gc.freeze()  # what was there before is not looked through each time
    yield
    gc.collect()
