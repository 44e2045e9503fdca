"""The server as a process of its own, which ends with the program that started it.

It says one line of JSON: where it is reached, or what is the matter; and another one whenever the clock was set. It
ends when its input ends.
"""

from __future__ import annotations

import argparse
import asyncio
import errno
import gc
import json
import os
import secrets
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import NoReturn

from kadguide.i18n import LANGUAGES, Catalog
from kadguide.keeping.kept import StoreError
from kadguide.store.classes import ADDRESSES, open_register
from kadguide.teaching.admission import Chance
from kadguide.teaching.timekeeping import SteadyClock
from kadguide.web.classroom.addresses import room_urls, urls
from kadguide.web.classroom.desk import Desk
from kadguide.web.classroom.door import DoorContext, Limits
from kadguide.web.classroom.record import ServerRecord
from kadguide.web.classroom.seat import CLASS_VARIABLE
from kadguide.web.classroom.server import Server
from kadguide.web.classroom.told import ToldMarks

PORT = 8124
PATIENCE_SECONDS = 3.5
"""After that long the process ends, whatever it is doing."""
_THREADS = 8
"""Threads that read from a database elsewhere."""
_SWITCH_SECONDS = 0.001
"""How long the thread that writes waits at most while pages are being made."""
_TAKEN = (errno.EADDRINUSE, errno.EACCES)
"""What the system says of a port that others have; Windows says the second where a port is kept for itself."""
_FILES = 8192
"""Connections and files that may be open at once."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        _fail("usage", reason=message)


def main(arguments: Sequence[str] | None = None) -> None:
    options = _options(arguments)
    if sys.platform == "win32":
        sys.stdout.reconfigure(encoding="utf-8")
    files = _allow_many_files()
    sys.setswitchinterval(_SWITCH_SECONDS)
    asyncio.run(_serve(options, files))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser(prog="python -m kadguide.web.classroom", allow_abbrev=False)
    parser.add_argument("--class", dest="where", required=True)
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--host", default="0.0.0.0")  # noqa: S104 - the whole room is meant to come
    parser.add_argument("--room", default="")
    parser.add_argument("--lang", choices=LANGUAGES)
    parser.add_argument("--sessions", type=int, default=Limits().sessions)
    parser.add_argument("--rehearsal", action="store_true")
    found = parser.parse_args(arguments)
    found.where = found.where or os.environ.get(CLASS_VARIABLE, "")
    return found


async def _serve(options: argparse.Namespace, files: int) -> None:
    stop = asyncio.Event()
    _listen_for_the_end(asyncio.get_running_loop(), stop)
    now = SteadyClock(partial(datetime.now, UTC), time.monotonic)
    register = partial(open_register, options.where, now)
    desk = Desk(register, _THREADS if options.where.startswith(ADDRESSES) else 0)
    try:
        classroom = await desk.look(lambda found: found.classroom())
        if classroom is None:
            _fail("no_class")
        most = Limits()
        limits = Limits(
            options.sessions, connections=min(most.connections, files // 2),
            connections_of_all=min(most.connections_of_all, files * 3 // 4),
        )  # fmt: skip
        context = DoorContext(
            options.where, options.room, register, desk, Catalog(options.lang or classroom.lang), now,
            Chance(partial(secrets.token_urlsafe, 24), secrets.randbelow), limits,
            f"kadguide_{options.port}", options.rehearsal, mark=ToldMarks(register),
        )  # fmt: skip
        server = Server(context)
        port = await server.start(options.host, options.port)
    except StoreError as error:
        _fail(error.code, reason=str(error))
    except ImportError as error:
        _fail("extra_missing", reason=str(error))
    except OverflowError:
        _fail("port_taken")
    except OSError as error:
        if error.errno in _TAKEN:
            _fail("port_taken")
        _fail("address", errno=error.errno, reason=error.strerror)
    gc.collect()
    gc.freeze()  # what is there for good is not looked through again while hundreds wait
    record = ServerRecord(context, now)
    await record.started()
    _say(port=port, addresses=_addresses(options.host, port))
    watch = asyncio.create_task(record.watch(lambda seconds, during: _say(clock=seconds, during=during)))
    await stop.wait()
    watch.cancel()
    await asyncio.gather(record.stopped(), server.stop())
    with suppress(TimeoutError):
        await asyncio.wait_for(desk.close(), PATIENCE_SECONDS)


def _listen_for_the_end(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """The end of the input or a signal ends the server in order, and after a while in any case."""

    def end() -> None:
        def force() -> None:
            os._exit(1)

        timer = threading.Timer(PATIENCE_SECONDS, force)
        timer.daemon = True
        timer.start()
        with suppress(RuntimeError):  # the loop has ended already
            loop.call_soon_threadsafe(stop.set)

    def watch() -> None:
        with suppress(OSError, ValueError):
            while os.read(0, 4096):
                pass
        end()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: end())
    threading.Thread(target=watch, name="parent", daemon=True).start()


def _addresses(host: str, port: int) -> tuple[str, ...]:
    """Where the class is found: an address that was asked for is said as it is, also one of this machine alone."""
    return urls([host], port) if host not in ("0.0.0.0", "::", "") else room_urls(port)  # noqa: S104


def _allow_many_files() -> int:
    """A class of 500 keeps more connections open than many systems allow at first. How many may be open now."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
        return soft if soft != resource.RLIM_INFINITY else _FILES
    return _FILES


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values) + "\n")
    sys.stdout.flush()


def _fail(code: str, **values: object) -> NoReturn:
    _say(error=code, **values)
    sys.stdout.flush()
    os._exit(2)


if __name__ == "__main__":
    main()
