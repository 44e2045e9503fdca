"""A process that has imported the app once and forks a seat for each page: a class is there in seconds, not minutes.

It has one thread and opens nothing before a fork. The server talks to it by packets over a socket: with the wanted seat
comes the line to the page; back go the process number, and word of its end. When the server is gone, all seats are
ended. Linux only; elsewhere every seat is a process that is started anew.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import sys
import time
from typing import Any

from kadguide.web.classroom.seat import preload, read_order, sit

PACKET = 1 << 16
_LOOK_SECONDS = 0.2
"""How often ended seats are looked for."""
_PATIENCE_SECONDS = 3.0
"""How long seats may take to end by themselves when the server is gone."""


def serve(line: socket.socket) -> None:
    """Fork seats until the other end of ``line`` is closed."""
    seats: set[int] = set()
    while True:
        ready, _, _ = select.select([line], [], [], _LOOK_SECONDS)
        if ready:
            try:
                data, sockets, _, _ = socket.recv_fds(line, PACKET, 1)
            except ConnectionError:
                break
            if not data:
                break
            _obey(line, json.loads(data), sockets, seats)
        for ended in _reap(seats):
            _tell(line, {"ended": ended})
    _end_all(seats)


def _obey(line: socket.socket, wish: dict[str, Any], sockets: list[int], seats: set[int]) -> None:
    if "end" in wish:
        if wish["end"] in seats:  # never a process that is not, or no longer, ours
            os.kill(wish["end"], signal.SIGKILL if wish["force"] else signal.SIGTERM)
        return
    seat = os.fork()
    if seat:
        seats.add(seat)
        for number in sockets:
            os.close(number)
        _tell(line, {"began": seat, "for": wish["for"]})
        return
    code = 1
    try:
        line.close()
        _become_seat(wish, sockets[0])
        code = 0
    finally:
        os._exit(code)


def _become_seat(wish: dict[str, Any], page: int) -> None:
    """What the child does: its input and output are the page, then it is a program like any other."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.dup2(page, 0)
    os.dup2(page, 1)
    os.close(page)
    os.environ["COLUMNS"], os.environ["ROWS"] = str(wish["width"]), str(wish["height"])
    sit(read_order(wish["seat"]))


def _reap(seats: set[int]) -> list[int]:
    ended = []
    for seat in tuple(seats):
        with contextlib.suppress(ChildProcessError):
            found, _ = os.waitpid(seat, os.WNOHANG)
            if not found:
                continue
        seats.discard(seat)
        ended.append(seat)
    return ended


def _tell(line: socket.socket, news: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # nobody listens any more; the next look finds out
        line.send(json.dumps(news).encode())


def _end_all(seats: set[int]) -> None:
    """Their pages are gone, so they end by themselves; who does not is told, then forced."""
    for force in (None, signal.SIGTERM, signal.SIGKILL):
        for seat in seats if force else ():
            os.kill(seat, force or signal.SIGTERM)
        until = time.monotonic() + _PATIENCE_SECONDS / 3
        while seats and time.monotonic() < until:
            _reap(seats)
            time.sleep(0.05)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's, which then closes the line
    preload()
    serve(socket.socket(fileno=int(sys.argv[1])))
