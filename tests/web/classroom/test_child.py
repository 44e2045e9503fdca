"""The server as a child of the board: where it is reached, that it comes again, and that it never outlives it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kadguide.store.classes import open_register
from kadguide.teaching.hosting import ClockSet, HostState
from kadguide.web.classroom.child import MOST_RESTARTS, PORTS_TRIED, ServerChild, server_command
from tests.web.classroom.sample import Clock, make_class

SECONDS = 60.0
needs_proc = pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="processes are looked up in /proc")


def until(found: Callable[[], bool], seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.05)


def free_port() -> int:
    """A port from which on some more are likely to be free."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
        return min(number, 60_000)


def alive(process: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as answer:
        return str(answer.read().decode())


@pytest.fixture
def where(tmp_path: Path) -> str:
    found = str(tmp_path / "uji.kadkelas")
    register = open_register(found, Clock())
    make_class(register)
    register.close()
    return found


@pytest.fixture
def child(where: str) -> Iterator[ServerChild]:
    found = ServerChild(server_command(where, host="127.0.0.1"), free_port(), delay=0.05)
    yield found
    found.stop()


def script(text: str) -> list[str]:
    """A server that does what ``text`` says."""
    return [sys.executable, "-c", f"import json, os, sys, time\nport = int(sys.argv[-1].partition('=')[2])\n{text}"]


@needs_proc
def test_it_comes_again_at_the_same_address_and_ends_in_order(where: str, child: ServerChild) -> None:
    state = child.start(SECONDS)
    assert state.phase == "running"
    assert state.addresses == (f"http://127.0.0.1:{state.port}/",)
    assert "Kelas Uji" in page(state.port)
    first = child.process_id
    os.kill(first, signal.SIGKILL)
    until(lambda: child.state.restarts == 1 and child.state.phase == "running")
    assert child.state.port == state.port
    assert "Kelas Uji" in page(state.port)
    second = child.process_id
    child.stop()
    assert child.state.phase == "stopped"
    assert not alive(first)
    assert not alive(second)
    register = open_register(where, Clock())
    assert [event.kind for event in register.events()] == ["server_started", "server_restarted", "server_stopped"]
    register.close()


def test_a_port_that_is_taken_is_left_to_the_other(where: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wanted = other.getsockname()[1]
        child = ServerChild(server_command(where, host="127.0.0.1"), wanted)
        state = child.start(SECONDS)
        child.stop()
    assert state.phase == "running"
    assert state.wanted == wanted < state.port < wanted + PORTS_TRIED


def test_what_is_no_class_is_said(tmp_path: Path) -> None:
    child = ServerChild(server_command(str(tmp_path / "kosong.kadkelas"), host="127.0.0.1"), free_port())
    state = child.start(SECONDS)
    child.stop()
    assert (state.phase, state.code) == ("failed", "no_class")


@pytest.mark.parametrize(
    ("text", "code", "reason"),
    [
        ("sys.exit(3)", "ended", ""),
        ("print('Traceback', file=sys.stderr); print('ValueError: x\\x1b[2J', file=sys.stderr)", "ended", "x[2J"),
        ("print('[1]')", "ended", ""),
        ("print(json.dumps({'error': 'usage', 'reason': 'y'}))", "usage", "y"),
        ("print(json.dumps({'error': 'address', 'errno': 99, 'reason': 'y'}))", "address", "[Errno 99] y"),
    ],
)
def test_a_server_that_does_not_start_is_given_up_at_once(text: str, code: str, reason: str) -> None:
    child = ServerChild(script(text), 8124)
    state = child.start(SECONDS)
    child.stop()
    assert (state.phase, state.code) == ("failed", code)
    assert reason in str(state.reason)


def test_one_that_dies_again_and_again_is_given_up_until_asked(tmp_path: Path) -> None:
    counted = tmp_path / "count"
    text = f"print(json.dumps({{'port': port, 'addresses': []}}), flush=True)\nopen({str(counted)!r}, 'a').write('x')"
    child = ServerChild(script(text), 8124, delay=0.01)
    child.start(SECONDS)
    until(lambda: child.state.phase == "failed")
    assert counted.read_text() == "x" * MOST_RESTARTS
    child.again()
    until(lambda: len(counted.read_text()) > MOST_RESTARTS)
    child.stop()
    assert child.state.phase == "stopped"


def test_one_that_talks_much_is_listened_to(tmp_path: Path) -> None:
    """Apps that crash say so at length where they are started one by one."""
    done = tmp_path / "done"
    text = (
        "print(json.dumps({'port': port, 'addresses': []}), flush=True)\n"
        f"print('x' * 500_000, flush=True)\nopen({str(done)!r}, 'w').close()\nsys.stdin.read()"
    )
    child = ServerChild(script(text), 8124)
    child.start(SECONDS)
    until(done.exists, 10)
    child.stop()


def test_what_the_server_says_of_the_clock_is_passed_on(tmp_path: Path) -> None:
    text = (
        "print(json.dumps({'port': port, 'addresses': []}), flush=True)\n"
        "print(json.dumps({'clock': 'x'}), '[]', json.dumps({'clock': 3600, 'during': True}), sep='\\n', flush=True)\n"
        "print(json.dumps({'clock': -60, 'during': False}), flush=True)\nsys.stdin.read()"
    )
    child = ServerChild(script(text), 8124)
    child.start(SECONDS)
    until(lambda: child.state.clock == ClockSet(2, -60, during=False), 10)
    child.stop()


def test_no_free_port_at_all() -> None:
    child = ServerChild(script("print(json.dumps({'error': 'port_taken'}))"), 65_530)
    state = child.start(SECONDS)
    child.stop()
    assert (state.phase, state.code, state.wanted) == ("failed", "port_taken", 65_530)


def test_one_that_hangs_is_ended_by_force() -> None:
    child = ServerChild(script("time.sleep(600)"), 8124)
    assert child.start(0.2).phase == "starting"
    began = time.monotonic()
    child.stop()
    assert child.state.phase == "stopped"
    assert time.monotonic() - began < SECONDS


def test_addresses_are_looked_up_again(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kadguide.web.classroom.child._LOOK_SECONDS", 0.05)
    found = ["http://192.168.1.2:1/"]
    child = ServerChild(
        script("print(json.dumps({'port': port, 'addresses': []}), flush=True); sys.stdin.read()"), 8124,
        addresses=lambda port: [*found, f"http://127.0.0.1:{port}/"],
    )  # fmt: skip
    child.start(SECONDS)
    until(lambda: child.state.addresses == ("http://192.168.1.2:1/", "http://127.0.0.1:8124/"))
    found.clear()
    until(lambda: child.state.addresses == ("http://127.0.0.1:8124/",))
    child.stop()


PARENT = """
import json, sys, time
from kadguide.web.classroom.child import ServerChild, server_command
child = ServerChild(server_command(sys.argv[1], host="127.0.0.1"), int(sys.argv[2]))
print(json.dumps({"child": child.process_id, **child.start()._asdict()} | {"child": child.process_id}), flush=True)
time.sleep(600)
"""


@needs_proc
def test_a_parent_that_is_killed_leaves_no_orphan(where: str) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, where, str(free_port())], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with closing(parent.stdout):
        said = json.loads(parent.stdout.readline())
        assert said["phase"] == "running"
        assert alive(said["child"])
        parent.kill()
        parent.wait()
        until(lambda: not alive(said["child"]), 5)


def test_nothing_of_a_trainee_is_in_the_command() -> None:
    command = server_command("x.kadkelas", host="0.0.0.0", room="A; rm -rf /", lang="id", sessions=3, rehearsal=True)  # noqa: S104
    assert command[3:] == [
        "--class=x.kadkelas", "--host=0.0.0.0", "--room=A; rm -rf /", "--lang=id", "--sessions=3", "--rehearsal",
    ]  # fmt: skip
    assert HostState("starting").addresses == ()


def test_no_password_of_a_database_stands_among_the_processes() -> None:
    address = "postgresql://guru:rahasia@127.0.0.1:1/kelas"
    command = server_command(address)
    assert not any("rahasia" in part for part in command)
    child = ServerChild(command, free_port(), where=address)
    try:
        state = child.start()
        assert (state.phase, state.code) == ("failed", "unreachable")
    finally:
        child.stop()
