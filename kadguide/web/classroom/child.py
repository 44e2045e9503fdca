"""The server of a class as a child of the board: started, watched, started again, and ended with it.

The child reads its input, which nobody writes: when this process ends, in whatever way, that input ends and so does the
child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO, Any

from kadguide.store.classes import ADDRESSES
from kadguide.teaching.hosting import ClockSet, HostState
from kadguide.web.classroom.seat import CLASS_VARIABLE

PORTS_TRIED = 20
"""Ports from the one that was asked for on."""
MOST_RESTARTS = 5
"""Ends within :data:`WITHIN_SECONDS` after which it is given up: something is wrong that no start mends."""
WITHIN_SECONDS = 60.0
STOP_SECONDS = 5.0
_FIRST_DELAY = 0.5
_LONGEST_DELAY = 5.0
_LAST_PORT = 65_535
_LONGEST_LINE = 4096
_LOOK_SECONDS = 5.0
"""How often the addresses are looked up."""


def server_command(
    where: str, *, host: str = "", room: str = "", lang: str = "", sessions: int = 0, rehearsal: bool = False
) -> list[str]:
    """What starts the server, but for the port. Nothing that a trainee typed is ever part of it, and no address of a
    database, whose password everybody on the machine could read: that one goes by ``where``."""
    command = [
        sys.executable,
        "-m",
        "kadguide.web.classroom",
        f"--class={'' if where.startswith(ADDRESSES) else where}",
    ]
    command += [f"--host={host}"] if host else []
    command += [f"--room={room}"] if room else []
    command += [f"--lang={lang}"] if lang else []
    command += [f"--sessions={sessions}"] if sessions else []
    return [*command, *(["--rehearsal"] if rehearsal else [])]


class ServerChild:
    """Keeps one server running, from a thread of its own."""

    def __init__(
        self, command: Sequence[str], port: int, *, addresses: Callable[[int], Sequence[str]] | None = None,
        delay: float = _FIRST_DELAY, where: str = "",
    ) -> None:  # fmt: skip
        """``addresses`` tells under which addresses a port is reached now: laptops change networks. ``where`` is the
        class, for a command that does not name it."""
        self._command = list(command)
        self._port = self._wanted = port
        self._delay = delay
        self._where = where
        self._addresses = addresses
        self._state = HostState("starting", wanted=port)
        self._clock: ClockSet | None = None
        self._process: subprocess.Popen[str] | None = None
        self._ending = threading.Event()
        self._settled = threading.Event()
        self._retry = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._keep_running, name="class-server", daemon=True)
        self._last_words: deque[str] = deque(maxlen=5)

    @property
    def state(self) -> HostState:
        return self._state._replace(clock=self._clock)

    @property
    def process_id(self) -> int:
        """The number of the process that serves now, 0 for none."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else 0

    def start(self, seconds: float = 30.0) -> HostState:
        """Begin, and wait until it is known whether it can be reached."""
        self._thread.start()
        self._settled.wait(seconds)
        return self.state

    def again(self) -> None:
        """Try once more after it was given up."""
        self._retry.set()

    def stop(self) -> None:
        """End the server: politely, then by force."""
        self._ending.set()
        self._retry.set()
        with self._lock:
            process = self._process
        if process is not None:
            _end(process)
        if self._thread.ident is not None:
            self._thread.join(STOP_SECONDS)
        self._state = self._state._replace(phase="stopped")

    # -- in the thread

    def _keep_running(self) -> None:
        ends: deque[float] = deque(maxlen=MOST_RESTARTS)
        while not self._ending.is_set():
            said = self._serve()
            if self._ending.is_set():
                return
            ran = bool(self._state.port)
            if said.get("error") == "port_taken" and not ran and self._next_port():
                continue
            ends.append(monotonic())
            often = len(ends) == MOST_RESTARTS and ends[-1] - ends[0] < WITHIN_SECONDS
            if often or not ran:
                self._give_up(said)
                ends.clear()
                continue
            self._state = self._state._replace(phase="restarting", restarts=self._state.restarts + 1)
            self._ending.wait(min(self._delay * len(ends), _LONGEST_DELAY))

    def _next_port(self) -> bool:
        """After an end of the first port of all. Later the port stays: everybody in the room has the address."""
        self._port += 1
        return self._port < min(self._wanted + PORTS_TRIED, _LAST_PORT + 1)

    def _give_up(self, said: dict[str, Any]) -> None:
        """Stop trying until somebody asks for it."""
        reason = str(said.get("reason") or (self._last_words[-1] if self._last_words else ""))[:200]
        number = said.get("errno")
        code = str(said.get("error") or "ended")
        self._retry.clear()
        self._state = self._state._replace(
            phase="failed", code=code, reason=OSError(number, reason) if isinstance(number, int) else reason
        )
        self._settled.set()
        if self._ending.is_set():
            return
        self._retry.wait()
        if not self._state.port:
            self._port = self._wanted
        self._state = self._state._replace(phase="restarting", code="", reason="")

    def _serve(self) -> dict[str, Any]:
        """Run the server once, until it ends; what it said at the start."""
        command = [*self._command, f"--port={self._port}"]
        with self._lock:
            if self._ending.is_set():
                return {}
            try:
                process = subprocess.Popen(  # noqa: S603 - our own module, with options that were checked
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                    encoding="utf-8", errors="replace", start_new_session=True,
                    env={**_environment(), CLASS_VARIABLE: self._where},
                )  # fmt: skip
            except OSError as error:
                return {"error": "ended", "errno": error.errno, "reason": error.strerror}
            self._process = process
        assert process.stdout is not None
        assert process.stderr is not None
        drain = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
        drain.start()
        said = _said(process.stdout.readline())
        if isinstance(said.get("port"), int):
            self._port = int(said["port"])
            addresses = tuple(str(address) for address in said.get("addresses") or ())
            self._state = self._state._replace(phase="running", port=self._port, addresses=addresses)
            self._settled.set()
        rest = threading.Thread(target=self._hear, args=(process.stdout,), daemon=True)
        rest.start()  # whoever writes into a full pipe stands still, and with it the whole class
        self._watch(process)
        drain.join(1)
        rest.join(1)
        _close(process)
        return said

    def _watch(self, process: subprocess.Popen[str]) -> None:
        """Wait for the end of the server, and look after its addresses meanwhile."""
        while True:
            try:
                process.wait(_LOOK_SECONDS)
            except subprocess.TimeoutExpired:
                if self._addresses is not None and self._state.phase == "running":
                    found = tuple(self._addresses(self._port))
                    if found != self._state.addresses:
                        self._state = self._state._replace(addresses=found)
            else:
                return

    def _hear(self, stream: IO[str]) -> None:
        """What the server says while it runs."""
        with suppress(OSError, ValueError):
            for line in iter(lambda: stream.readline(_LONGEST_LINE), ""):
                said = _said(line)
                if isinstance(said.get("clock"), int):
                    number = self._clock.number + 1 if self._clock else 1
                    self._clock = ClockSet(number, said["clock"], bool(said.get("during")))

    def _listen(self, stream: IO[str]) -> None:
        """What the server complains about must not reach the screen, but may explain its end."""
        with suppress(OSError, ValueError):
            for line in stream:
                if line.strip():
                    self._last_words.append("".join(sign for sign in line.strip() if sign.isprintable()))


def _environment() -> dict[str, str]:
    """This program, wherever it lies, and nothing of the folder that the class is kept in."""
    paths = [str(Path(__file__).parents[3]), *filter(None, [os.environ.get("PYTHONPATH", "")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONSAFEPATH": "1"}


def _said(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _end(process: subprocess.Popen[str]) -> None:
    with suppress(OSError):
        if process.stdin is not None:
            process.stdin.close()
    for act in (process.terminate, process.kill):
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                act()
        else:
            return


def _close(process: subprocess.Popen[str]) -> None:
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.close()
