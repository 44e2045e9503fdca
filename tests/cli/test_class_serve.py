"""``kadguide class serve``, with a real server on this machine."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

pytest.importorskip("aiohttp")

from kadguide.exchange.classboard import clock, span
from kadguide.i18n import Catalog
from kadguide.store.classes import open_register
from kadguide.teaching.register import Attempt, Trainee, moment
from tests.cli.test_class import call

SECONDS = 60


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return min(number, 60_000)


@pytest.fixture
def folder(warm_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    found = tmp_path / "hari ini"
    found.mkdir()
    monkeypatch.chdir(found)
    return found


def serve(*arguments: str, given: str = "", code: int = 0) -> str:
    """Run a class by typed words, which end."""
    return call("class", "serve", "--host", "127.0.0.1", "--port", str(free_port()), *arguments, given=given, code=code)


def class_of(path: Path):  # type: ignore[no-untyped-def]
    return open_register(str(path), lambda: datetime.now(UTC))


def test_one_command_makes_a_class_and_goes_on_with_it(folder: Path) -> None:
    word = Catalog("id")
    first = serve(given="buka\nya\n")
    (path,) = folder.glob("kelas-*.kadkelas")
    assert word("board.made_here", path=path) in " ".join(first.split()) or path.name in first
    register = class_of(path)
    assert [exam.kind for exam in register.exams()] == ["pre", "post"]
    assert [exam.state for exam in register.exams()] == ["open", "ready"]
    assert register.classroom().walk_in
    assert path.stat().st_mode & 0o077 == 0
    assert word("board.over", path=path) in first
    assert f"kadguide kelas hasil {path.name}" in first
    again = serve()
    assert "1 Tes awal" in again
    assert len(register.exams()) == 2
    register.close()


@pytest.mark.parametrize("signs", [(-2,), (2.5,), (-2, 2.5)])
def test_what_happened_to_the_time_while_nobody_served_is_said(folder: Path, signs: tuple[float, ...]) -> None:
    """The last sign of a trainee is hours ago, or is not yet, since the clock was set back.

    Two and a half hours, since that is said with the same words for minutes: the server may be slow to start.
    """
    serve("besar", "--quiz", "kak", "--minutes", "20", "--walk-in", given="buka\nya\n")
    register, word = class_of(folder / "besar.kadkelas"), Catalog("id")
    exam, wanted = register.exams()[0].id, []
    for number, hours in enumerate(signs):
        sign = moment(datetime.now(UTC) + timedelta(hours=hours))
        register.add_trainees([Trainee(f"t{number}", 0, "", "Satu", "", f"KODE000{number}")])
        register.begin(Attempt(exam, f"t{number}", "", "form", 0, sign, sign))
        if hours > 0:
            register.finish(exam, f"t{number}", sign, "trainee")
            wanted.append(word("board.clock_back_typed", time=span(round(hours * 3600), word)))
        else:
            wanted.append(word("board.recovered_typed", time=clock(sign)))
    register.close()
    said = " ".join(serve("besar").split())
    assert [text for text in wanted if text not in said] == []
    assert len(register.pauses(exam)) == sum(hours < 0 for hours in signs)
    register.close()


def test_a_wish_is_fulfilled_once(folder: Path) -> None:
    (folder / "peserta.csv").write_text("Nama,NIP\nSatu,198703152010121002\nDua,198703152010121003\n")
    wish = ("besar", "--roster", "peserta.csv", "--quiz", "kak", "--minutes", "20", "--title", "Kelas [b]Uji[/b]")
    serve(*wish)
    register = class_of(folder / "besar.kadkelas")
    for _ in range(2):
        assert [(exam.kind, exam.minutes) for exam in register.exams()] == [("quiz", 20)]
        assert [trainee.name for trainee in register.trainees()] == ["Satu", "Dua"]
        room = register.classroom()
        assert (room.title, room.walk_in, room.agenda) == ("Kelas [b]Uji[/b]", False, "")
        serve(*wish)
    serve("besar", "--walk-in", "--module", "dokumen")
    assert register.classroom().walk_in
    assert len(register.exams()) == 2
    register.close()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["x", "--agenda", "tidak-ada"], 1, "setengah-hari"),
        (["x", "--quiz", "tidak-ada"], 1, "kak"),
        (["x", "--module", "tidak-ada"], 1, "dokumen"),
        (["x", "--roster", "rusak.csv"], 1, "rusak.csv"),
        (["x", "--rehearsal"], 2, "--rehearsal"),
        (["--rehearsal", "--quiz", "kak"], 2, "--rehearsal"),
        (["--port", "80"], 2, "--port"),
        (["rusak.csv"], 1, "rusak.csv"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(
    folder: Path, arguments: list[str], code: int, said: str
) -> None:  # fmt: skip
    (folder / "rusak.csv").write_text("Nama,NIP\n,1\n")
    assert said in serve(*arguments, code=code)
    assert [path.name for path in folder.iterdir()] == ["rusak.csv"]
    assert (folder / "rusak.csv").read_text() == "Nama,NIP\n,1\n"


def test_another_agenda_needs_another_class(folder: Path) -> None:
    serve("x", "--agenda", "setengah-hari")
    serve("x", "--agenda", "setengah-hari")
    assert "setengah-hari" in serve("x", "--agenda", "dua-hari", code=1)


def test_a_port_that_is_taken_is_said(folder: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = call("class", "serve", "x", "--host", "127.0.0.1", "--port", str(port))
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
    assert found is not None
    assert port < int(found[1]) < port + 20
    assert Catalog("id")("board.other_port", wanted=port, port=found[1]) in " ".join(said.split())


def test_a_rehearsal_leaves_nothing(folder: Path) -> None:
    word = Catalog("en")
    said = serve("--rehearsal", "--lang", "en", given="\ntrainees\n")
    assert word("board.rehearsal_wall") in said
    assert "8 questions" in said
    assert word("board.over_rehearsal") in said
    assert list(folder.iterdir()) == []


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], IO[str], str]]:
    """A class that goes on, its output, and its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kadguide", "class", "serve", "--host", "127.0.0.1", *arguments, "--plain"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    address = ""
    while not address:
        line = process.stdout.readline()
        assert line, "the class ended"
        if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
            address = found[0]
    try:
        yield process, process.stdin, address
    finally:
        process.kill()
        process.wait(SECONDS)
        process.stdin.close()
        process.stdout.close()


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310 - on this machine
        return str(answer.read().decode())


def test_trainees_come_in_and_go_when_the_board_is_killed(folder: Path) -> None:
    with running("--rehearsal", "--port", str(free_port())) as (process, _, address):
        assert Catalog("id")("door.rehearsal") in page(address)
        process.send_signal(signal.SIGKILL)
        process.wait(SECONDS)
        for _ in range(100):
            try:
                page(address)
            except OSError:
                break
        else:
            raise AssertionError("the server goes on without its board")
