"""The board of a class line by line."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from kadguide.exchange.classboard import Telling
from kadguide.i18n import LANGUAGES, Catalog
from kadguide.knowledge.model import Lang
from kadguide.plain.board import lead
from kadguide.store.classes import open_register
from kadguide.store.register import SqlRegister
from kadguide.teaching.conducting import Conductor
from kadguide.teaching.hosting import ClassPlace, ClockSet, HostState
from kadguide.teaching.register import Attempt, Changes, moment
from tests.hostile import HOSTILE
from tests.web.classroom.sample import Clock, add_exam, chance, make_class


class Host:
    """A server that says what it is told to say, one state after the other."""

    def __init__(self, *states: HostState) -> None:
        self._states = list(states) or [HostState("running", 8124, ("http://10.0.0.7:8124/",), 8124)]
        self.asked = 0

    @property
    def state(self) -> HostState:
        return self._states.pop(0) if len(self._states) > 1 else self._states[0]

    def again(self) -> None:
        self.asked += 1

    def stop(self) -> None:
        pass


class Told:
    """A class that was led by the lines typed."""

    def __init__(self, folder: Path, *typed: str, lang: Lang = "id", host: Host | None = None, begun: int = 0) -> None:
        clock = Clock()
        self.register: SqlRegister = open_register(str(folder / "uji.kadkelas"), clock)
        self.codes = make_class(self.register, names=("Satu", "Dua", "Tiga"))
        add_exam(self.register, "lain")
        for number in range(begun):
            self.register.set_state("uji", "open", moment(clock()))
            self.register.claim(self.codes[number], f"d{number}", moment(clock()))
            self.register.begin(
                Attempt("uji", f"t{number}", "", "form", 0, moment(clock()), moment(clock()))
            )  # fmt: skip
        self.host = host or Host()
        place = ClassPlace(str(folder / "uji.kadkelas"), "uji.kadkelas", folder, "uji", ".kadkelas")
        out = io.StringIO()
        lead(Conductor(self.register, clock, chance(2)), self.host, place, Telling(Catalog(lang)), typed, out)
        self.said = out.getvalue()
        self.register.close()

    @property
    def states(self) -> list[str]:
        return [exam.state for exam in self.register.exams()]


def lines_of(told: Told, lang: Lang) -> list[str]:
    """What was said, without the sign to type at."""
    return told.said.replace(Catalog(lang)("board.plain_prompt"), "\n").splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_class_is_led_by_words(tmp_path: Path, lang: Lang) -> None:
    word = Catalog(lang)
    typed = ["buka", "ya", "peserta", "jeda", "keadaan", "lanjut", "tutup", "ya", "kejadian", "selesai", "ya", "buka"]
    if lang == "en":
        typed = ["open", "yes", "trainees", "pause", "", "resume", "close", "yes", "events", "quit", "yes", "open"]
    told = Told(tmp_path, *typed, lang=lang)
    assert told.states == ["closed", "ready"]
    for key in ("did_pause_typed", "did_resume", "event_exam_closed"):
        assert word(f"board.{key}") in told.said
    assert "http://10.0.0.7:8124/" in told.said
    assert f"1. Satu · · {word('board.state_absent')}" in told.said
    assert max(map(len, lines_of(told, lang))) <= 82


def test_nothing_ends_without_a_yes(tmp_path: Path) -> None:
    told = Told(tmp_path, "buka", "", "tutup", "buka 2", "y", "tutup", "tidak", "selesai", "x", "buka 1", "ya", "?")
    assert told.states == ["ready", "open"]
    assert Catalog("id")("board.plain_cancelled") in told.said
    assert "Ujian lain" in told.said.rpartition("buka 1")[2]


def test_single_trainees_are_helped(tmp_path: Path) -> None:
    told = Told(
        tmp_path, "kode 2", "reset 1", "ya", "reset 3", "waktu 2 1,5", "waktu 2 1,5", "waktu 2 1,5y", "waktu 3 50%",
        "akhiri Dua", "ya",
        "teruskan 2", "ya", "akhiri", "akhiri 99", "reset 007",
        begun=2,
    )  # fmt: skip
    word = Catalog("id")
    assert f"2. Dua: {told.codes[1][:4]}-{told.codes[1][4:]}" in told.said
    one, two, three = told.register.trainees()
    assert (one.login, two.factor, three.factor) == ("", 1.5, 1.5)
    assert word("classroom.not_reset", whom="3. Tiga") in told.said
    assert word("classroom.not_time", whom="2. Dua", value="1,5") in told.said
    assert word("classroom.error_bad_factor") in " ".join(told.said.split())
    assert word("classroom.did_finish", whom="2. Dua") in told.said
    assert word("classroom.did_reopen", whom="2. Dua") in " ".join(told.said.split())
    assert word("board.plain_who", example="akhiri") in told.said
    assert "“99”" in told.said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_everybody_is_given_more_minutes(tmp_path: Path, lang: Lang) -> None:
    word, verb = Catalog(lang), "tambah" if lang == "id" else "extend"
    told = Told(tmp_path, f"{verb} 10", f"{verb} banyak", "kejadian", lang=lang, begun=1)
    said = " ".join(told.said.split())
    title = "Ujian uji" if lang == "id" else "Exam uji"
    assert word("classroom.did_extend", title=title, more=10, minutes=40) in said
    assert word("classroom.error_bad_more", most=560) in said
    assert f"{word('board.event_extended')} · {title} · {word('board.minutes_more', count=10)}" in said
    assert told.register.exams()[0].minutes == 40


@pytest.mark.parametrize(
    "addresses", [(), ("http://127.0.0.1:8124/",), ("http://10.0.0.7:8124/", "http://10.0.0.8:8124/")]
)
def test_where_the_class_is_found_or_that_it_is_not(tmp_path: Path, addresses: tuple[str, ...]) -> None:
    told = Told(tmp_path, "alamat", host=Host(HostState("running", 8124, addresses, 8124)))
    said, word = " ".join(told.said.split()), Catalog("id")
    assert said.count(word("board.no_network")) == (0 if addresses else 2), (
        "at the beginning, and where it was asked for"
    )
    assert all(said.count(word("board.plain_address", address=address)) == 2 for address in addresses)


def test_a_full_class_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sudah masuk tanpa kode" not in Told(tmp_path / "a", "").said
    monkeypatch.setattr("kadguide.exchange.classboard.MOST_WALK_INS", 0)
    assert Catalog("id")("board.full", count=0) in " ".join(Told(tmp_path / "b", "").said.split())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_joining_without_a_code_is_stopped_by_a_word(
    tmp_path: Path, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kadguide.exchange.classboard.MANY_WALK_INS", 0)
    word = Catalog(lang)
    told = Told(tmp_path, "tamu", "tidak", "guests", "yes", "tamu", "ya", lang=lang)
    said = " ".join(told.said.split())
    assert said.count(word("board.ask_shut")) == 2
    assert said.count(word("board.did_shut")) == said.count(word("board.did_let")) == 1
    assert "tamu" in word("board.shut_typed") or "guests" in word("board.shut_typed")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_open_exams_are_said_and_one_of_them_is_closed_by_number(tmp_path: Path, lang: Lang) -> None:
    word = Catalog(lang)
    close, yes, pause = ("tutup", "ya", "jeda") if lang == "id" else ("close", "yes", "pause")
    Told(tmp_path)
    register = open_register(str(tmp_path / "uji.kadkelas"), Clock())
    register.apply(Changes(known_exams=tuple(one._replace(state="open") for one in register.exams())))
    register.close()
    out = io.StringIO()
    conductor = Conductor(register, Clock(), chance(2))
    place = ClassPlace(str(tmp_path / "uji.kadkelas"), "uji.kadkelas")
    lead(conductor, Host(), place, Telling(word), [close, pause, f"{close} 2", yes, pause], out)
    said = " ".join(out.getvalue().split())
    assert said.count(word("classroom.error_two_open", exams="1, 2", how=word("board.close_typed"))) == 3
    assert f"{close} 2" in word("board.close_typed")
    assert [exam.state for exam in register.exams()] == ["open", "closed"]
    assert word("board.did_pause_typed") in said
    register.close()


def test_names_can_be_hidden_and_the_language_turned(tmp_path: Path) -> None:
    told = Told(tmp_path, "nama", "peserta", "kode 1", "bahasa", "", "peserta")
    after = told.said.partition(Catalog("id")("board.names_hidden_typed"))[2]
    assert "Satu" not in after
    assert "Trainee 1" in after


def test_what_happens_to_the_server_is_said_once(tmp_path: Path) -> None:
    fine = HostState("running", 8124, ("http://10.0.0.7:8124/",), 8124)
    gone = fine._replace(phase="failed", code="ended")
    again = fine._replace(restarts=2)
    told = Told(tmp_path, *["x"] * 8, "mulai", host=Host(*[fine] * 5, *[gone] * 3, *[again] * 8))
    said = " ".join(told.said.split())
    assert said.count(" ".join(Catalog("id")("board.host_came_back", count=2).split())) == 1
    assert said.count("Server tidak jalan") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_clock_that_was_set_is_said_once(tmp_path: Path, lang: Lang) -> None:
    fine = HostState("running", 8124, ("http://10.0.0.7:8124/",), 8124)
    after = fine._replace(clock=ClockSet(1, -7200, during=True))
    told = Told(tmp_path, *["x"] * 8, lang=lang, host=Host(*[fine] * 5, after))
    said = " ".join(told.said.split())
    word = Catalog(lang)
    assert said.count(word("board.clock_back_typed", time=word("board.span_hours", count=2))) == 1


def test_a_server_that_was_given_up_is_started_by_a_word(tmp_path: Path) -> None:
    told = Told(tmp_path, "mulai", "alamat", host=Host(HostState("failed", 8124, (), 8124, code="ended")))
    assert told.host.asked == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_pause_is_told_that_there_is_not(tmp_path: Path, lang: Lang) -> None:
    word = Catalog(lang)
    told = lines_of(Told(tmp_path, "lanjut", "jeda Z", "jeda", "jeda", "lanjut Z", "lanjut", lang=lang, begun=1), lang)
    said = "\n".join(told)
    everywhere = word("classroom.all_rooms")
    for key, values in (
        ("classroom.is_running", {"room": everywhere}), ("classroom.error_unknown_room", {"name": "Z", "rooms": "-"}),
        ("board.did_pause_typed", {}), ("classroom.is_still", {"room": everywhere}), ("classroom.error_all_paused", {}),
        ("board.did_resume", {}),
    ):  # fmt: skip
        assert " ".join(said.split()).count(" ".join(word(key, **values).split())) == 1, key


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_is_named_where_words_are_typed(tmp_path: Path, lang: Lang) -> None:
    fine = HostState("running", 8124, ("http://10.0.0.7:8124/",), 8124)
    gone = fine._replace(phase="failed", code="ended", clock=ClockSet(1, -7200, during=True))
    typed = ["jeda", "nama", "nama", "reset 1", "y", "kode 1", "akhiri 1", "y", "teruskan 1", "y", "tambah 5", "tutup",
             "y", "buka", "y", "tutup", "y", "buka", "mulai", "alamat", "selesai"]  # fmt: skip
    told = Told(tmp_path, *typed, lang=lang, begun=1, host=Host(*[fine] * 4, gone))
    said = " ".join(told.said.split())
    word = Catalog(lang)
    for key in ("did_pause", "names_hidden", "none_ready"):
        assert word(f"board.{key}_typed") in said
    assert re.findall(r"(?:[Pp]ress|[Tt]ekan) \w\b|\(\w\)|; \w ", said) == []


@pytest.mark.parametrize("before", ["", "buka ", "kode ", "waktu ", "jeda ", "reset "])
def test_hostile_words_do_no_harm(tmp_path: Path, before: str) -> None:
    told = Told(tmp_path, *(before + text[:300] for text in HOSTILE), begun=1)
    assert not [sign for sign in told.said if sign != "\n" and not sign.isprintable()]
